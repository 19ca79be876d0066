"""The world around the table: blame, front, patrons, money along the way; meetings beside it."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup

from winset._typing import Floats
from winset.report.brief.blocks import Block, Grid, Listing, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found, joined, to_quantity
from winset.report.brief.parts.consent_odds import odds, odds_range
from winset.report.brief.parts.talks_words import (
    by_end_of,
    chance,
    has_talks,
    scenario_of,
)
from winset.report.brief.sheet import Sheet
from winset.report.charts.talks_world import Standing, talks_world
from winset.report.figures import day, number_range
from winset.report.talks_words import level_word, party_name, tracks, variable_title
from winset.report.words import joined as listed
from winset.runs.coupling.frame import NODE
from winset.runs.ranges import range_of
from winset.runs.talks_reading import YEAR, ahead, by_month, names, where
from winset.scenario.draws import draws_of, sample
from winset.scenario.nouns.talks import Track
from winset.scenario.nouns.world import Walk
from winset.timegrid import first_day

SHOWN = "talks_state"


def part(page: Sheet) -> Part:
    """Where each variable of the world stands, month by month, and the tracks."""
    if not has_talks(page) or not _variables(page):
        return Part("talks-world", None, ())
    blocks: tuple[Block, ...] = (
        Paragraph(_lead(page)),
        Listing(_standing(page)),
        picture(
            "talks-world-chart",
            "Where the world stands, by month",
            lambda width: talks_world(standings(page), page.grid, width),
            alt=_told(page),
            caption="Areas: chances, mean over draws. Curves: the expected number, median over "
            "draws, band: 5th to 95th percentile. Whatever is decided, and whether or not "
            "something is agreed.",
            table=SHOWN,
        ),
        *_tracks(page),
    )
    return Part("talks-world", "The world around the table", blocks)


def _variables(page: Sheet) -> list[str]:
    """The variables, without the decision about the money."""
    return [name for name in names(page.run.tables[SHOWN], "variable") if name != NODE]


def _chances(page: Sheet, variable: str) -> dict[str, Floats]:
    """Chances of each level, shape (month, draw) each."""
    own = where(page.run.tables[SHOWN], variable=variable)
    return {level: by_month(own, "chance", level=level) for level in names(own, "level")}


def number_of(page: Sheet, walk: str) -> Floats:
    """The expected number of a walk, shape (month, draw)."""
    found_ = _chances(page, walk)
    return np.asarray(sum(float(level) * chances for level, chances in found_.items()))


def walks(page: Sheet) -> list[str]:
    """The variables that are numbers."""
    world = scenario_of(page).world
    return [name for name in _variables(page) if isinstance(world.get(name), Walk)]


def standings(page: Sheet) -> list[Standing]:
    scenario, numbers = scenario_of(page), walks(page)
    told = []
    for name in _variables(page):
        title = variable_title(scenario, name)
        if name in numbers:
            told.append(Standing(title, number=number_of(page, name)[: page.grid.months]))
            continue
        shares = [
            (level_word(scenario, name, level), values.mean(axis=1)[: page.grid.months])
            for level, values in _chances(page, name).items()
        ]
        told.append(Standing(title, shares))
    return told


def _lead(page: Sheet) -> Markup:
    return fill(
        "What happens at the table moves what is around it, and the other way round. Where it "
        "stands by {year}:",
        year=by_end_of(page, YEAR),
    )


def _standing(page: Sheet) -> tuple[Markup, ...]:
    """Where each variable stands after a year, a line for each."""
    month_ = ahead(page.run.tables, YEAR) + 1
    return tuple(_after(page, name, month_) for name in _variables(page))


def _after(page: Sheet, variable: str, month_: int) -> Markup:
    scenario = scenario_of(page)
    title = variable_title(scenario, variable)
    if variable in walks(page):
        moved = number_of(page, variable)
        walk = scenario.world[variable]
        assert isinstance(walk, Walk)
        return fill(
            "<strong>{t}</strong>, expected: {n}; today {s}.{means}",
            t=title,
            n=found(number_range(range_of(moved[min(month_, len(moved) - 1)])), SHOWN),
            s=number_range(range_of(moved[0])),
            means=_means(walk.title),
        )
    told = [
        fill("<em>{x}</em> {c}", x=level_word(scenario, variable, level),
             c=chance(values[min(month_, len(values) - 1)], SHOWN))
        for level, values in _chances(page, variable).items()
    ]  # fmt: skip
    return fill("<strong>{t}</strong>: {told}.", t=title, told=joined(told))


def _means(title: str) -> Markup:
    """What a walk's numbers mean: its title after the colon."""
    rest = title.partition(":")[2].strip()
    return (
        fill(' <span class="small">{r}.</span>', r=rest[:1].upper() + rest[1:])
        if rest
        else fill("")
    )


def _told(page: Sheet) -> str:
    month_ = ahead(page.run.tables, YEAR) + 1
    told = []
    for name in _variables(page):
        title = variable_title(scenario_of(page), name)
        if name in walks(page):
            values = number_of(page, name)
            told.append(f"{title}: {number_range(range_of(values[min(month_, len(values) - 1)]))}")
            continue
        levels = ", ".join(
            f"{level_word(scenario_of(page), name, level).lower()} "
            f"{odds(float(v[min(month_, len(v) - 1)].mean()))}"
            for level, v in _chances(page, name).items()
        )
        told.append(f"{title}: {levels}")
    return f"By {by_end_of(page, YEAR)}: " + "; ".join(told)


def _tracks(page: Sheet) -> tuple[Block, ...]:
    """Meetings beside the table: who, where, when, and their chance to be held."""
    found_ = tracks(scenario_of(page))
    if not found_:
        return ()
    rows = tuple(_track(page, name, each) for name, each in found_.items())
    return (
        Grid(
            "talks-tracks-table",
            "Meetings beside the table: they cannot settle, but move the world",
            (
                "Meeting",
                "Parties",
                "Host",
                "Date",
                "Chance in a month",
                f"By {by_end_of(page, YEAR)}",
            ),
            rows,
            fill(
                "As stated, before what changes the chance in the course of events. Medians over "
                "draws, 5th to 95th percentile in brackets."
            ),
            text=(0, 1, 2, 3),
        ),
    )


def _track(page: Sheet, name: str, track: Track) -> tuple[Markup | str, ...]:
    scenario, record = scenario_of(page), page.run.record
    monthly = sample(draws_of(scenario, record.draws, record.seed), track.chance)
    first = 0 if track.not_before is None else _month_of(page, track)
    months = ahead(page.run.tables, YEAR) + 1 - first
    by = 1 - (1 - monthly) ** max(0, 1 if track.on is not None else months)
    return (
        track.title,
        listed([party_name(scenario, each) for each in track.parties]),
        track.host,
        "open, no date" if track.on is None else day(track.on),
        to_quantity(f"tables.{name}.chance", odds_range(range_of(monthly))),
        odds_range(range_of(by)),
    )


def _month_of(page: Sheet, track: Track) -> int:
    """The first month in which it can be held."""
    assert track.not_before is not None
    every = range(page.grid.months)
    return next((m for m in every if first_day(page.grid, m + 1) > track.not_before), len(every))
