"""What if one thing stood elsewhere today: what that does to the talks and to the terms."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup

from winset._typing import Floats
from winset.report.brief.blocks import Block, Grid, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found, quoted
from winset.report.brief.parts.consent_odds import odds, odds_range
from winset.report.brief.parts.talks_words import (
    by_end_of,
    chance,
    has_talks,
    names_of,
    point,
    points,
    scenario_of,
    sentences,
)
from winset.report.brief.sheet import Sheet
from winset.report.charts.talks_tilts import Tilted, talks_tilts
from winset.report.reading import known_range
from winset.report.talks_words import issue_title, level_title, level_word, variable_title
from winset.runs.ranges import range_of
from winset.runs.talks_reading import YEAR, by_draw, names, where
from winset.scenario.nouns.world import Walk

SHOWN, VALUES, TERMS = "talks_tilts", "talks_tilt_values", "talks_tilt_terms"


def part(page: Sheet) -> Part:
    """The talks from every level of every variable, all else as it stands."""
    tilts = page.run.tables.get(SHOWN)
    if not has_talks(page) or tilts is None or tilts.empty:
        return Part("talks-tilts", None, ())
    blocks: tuple[Block, ...] = (
        Paragraph(_what(page)),
        *(Paragraph(_walk(page, name)) for name in walks(page)),
        *(_picture(page, name) for name in walks(page)),
        _table(page),
    )
    return Part("talks-tilts", "If the world stood otherwise today", blocks)


def walks(page: Sheet) -> list[str]:
    """The variables that are numbers and that were tilted."""
    world = scenario_of(page).world
    tilted = names(page.run.tables[SHOWN], "variable")
    return [name for name in tilted if isinstance(world.get(name), Walk)]


def levels(page: Sheet, variable: str) -> tuple[str, ...]:
    """The levels of a variable, in the scenario's order."""
    return names(where(page.run.tables[SHOWN], variable=variable), "level")


def _of(page: Sheet, column: str, variable: str, level: str) -> Floats:
    return by_draw(page.run.tables[SHOWN], column, variable=variable, level=level)


def _worth(page: Sheet, variable: str, level: str, party: str) -> Floats:
    table = page.run.tables[VALUES]
    return by_draw(table, "value", variable=variable, level=level, party=party)


def _what(page: Sheet) -> Markup:
    draws = page.run.tables[SHOWN]["draw"].nunique()
    few = (
        ""
        if draws == page.run.record.draws
        else fill(" Each is followed on the first {n} draws.", n=draws)
    )
    return fill(
        "Suppose one thing stood elsewhere today, all else as it is, and everybody saw it: a "
        "counterfactual, not a forecast.{few}",
        few=few,
    )


def _walk(page: Sheet, walk: str) -> Markup:
    """What the two ends of a number do to the talks, and to the terms that move most."""
    low, high = levels(page, walk)[0], levels(page, walk)[-1]
    title = variable_title(scenario_of(page), walk)
    ends = [
        fill(
            "With {t} at {x}, an agreement is signed by {year} with {c}, and what lies ahead is "
            "worth {worth}.",
            t=quoted(title),
            x=level,
            year=by_end_of(page, YEAR),
            c=chance(_of(page, "agreed_year", walk, level), SHOWN),
            worth=Markup(", ").join(
                fill("{p} points to {who}", who=name,
                     p=points(_worth(page, walk, level, party), VALUES))
                for party, name in names_of(page).items()
            ),
        )
        for level in (low, high)
    ]  # fmt: skip
    return sentences(*ends, _terms(page, walk, low, high))


def _terms(page: Sheet, walk: str, low: str, high: str) -> Markup | str:
    """The way of settling that the number moves most between its ends."""
    table = where(page.run.tables[TERMS], variable=walk)
    scenario, moved = scenario_of(page), []
    for issue in names(table, "issue"):
        for term in names(where(table, issue=issue), "term"):
            both = [
                known_range(by_draw(table, "chance", level=level, issue=issue, term=term))
                for level in (low, high)
            ]
            if both[0] is not None and both[1] is not None:
                moved.append((abs(both[0].mid - both[1].mid), issue, term, both[0], both[1]))
    if not moved:
        return ""
    _, issue, term, first, last = max(moved, key=lambda each: each[0])
    return fill(
        "Of the terms it moves <em>{issue}: {term}</em> most, given an agreement: {a} at {low}, "
        "{b} at {high}.",
        issue=issue_title(scenario, issue),
        term=level_title(scenario, issue, term),
        a=found(odds_range(first), TERMS),
        low=low,
        high=high,
        b=found(odds_range(last), TERMS),
    )


def _picture(page: Sheet, walk: str) -> Block:
    title = variable_title(scenario_of(page), walk)
    return picture(
        f"talks-tilts-{walk}",
        f"The talks by where this stands today: {title}",
        lambda width: talks_tilts(
            tilted(page, walk), list(names_of(page).values()), by_end_of(page, YEAR), width
        ),
        alt=_told(page, walk),
        caption="All else as it stands. Dot: median, line: 5th to 95th percentile over draws.",
        table=SHOWN,
    )


def tilted(page: Sheet, walk: str) -> list[Tilted]:
    """For each level of a number the chance of an agreement and what the talks are worth."""
    return [
        Tilted(
            level,
            range_of(_of(page, "agreed_year", walk, level)),
            {
                name: range_of(_worth(page, walk, level, party))
                for party, name in names_of(page).items()
            },
        )
        for level in levels(page, walk)
    ]


def _told(page: Sheet, walk: str) -> str:
    return "; ".join(
        f"at {each.level}: an agreement {odds(each.agreed.mid)}, worth "
        + ", ".join(f"{point(value.mid)} points to {who}" for who, value in each.worth.items())
        for each in tilted(page, walk)
    )


def _table(page: Sheet) -> Grid:
    scenario, parties = scenario_of(page), names_of(page)
    rows = tuple(
        (
            fill("{t}: <em>{x}</em>", t=variable_title(scenario, name),
                 x=level_word(scenario, name, level)),
            chance(_of(page, "chance", name, level), SHOWN),
            chance(_of(page, "agreed_year", name, level), SHOWN),
            _margin(page, name, level),
            *(points(_worth(page, name, level, each), VALUES) for each in parties),
        )
        for name in names(page.run.tables[SHOWN], "variable")
        for level in levels(page, name)
    )  # fmt: skip
    return Grid(
        "talks-tilts-table",
        "The talks if one thing stood elsewhere today",
        (
            "If it stood at",
            "Does today",
            f"Agreement by {by_end_of(page, YEAR)}",
            "Static margin",
            *(f"Worth to {name}" for name in parties.values()),
        ),
        rows,
        fill("Medians over draws, 5th to 95th percentile in brackets; margin and worth in points."),
        folded="Show it for everything in the world",
    )


def _margin(page: Sheet, variable: str, level: str) -> Markup | str:
    values = _of(page, "static", variable, level)
    return "" if np.isnan(values).all() else points(values, SHOWN)
