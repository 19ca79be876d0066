"""What would be signed: the terms of a first agreement, issue by issue."""

from __future__ import annotations

import numpy as np
import pandas as pd
from markupsafe import Markup

from winset._typing import Floats
from winset.explore.drivers import fifths
from winset.report.brief.blocks import Block, Grid, Listing, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found, to_quantity, together
from winset.report.brief.parts.consent_odds import odds, odds_range
from winset.report.brief.parts.talks_words import (
    chance,
    has_talks,
    names_of,
    points,
    scenario_of,
)
from winset.report.brief.sheet import Sheet
from winset.report.charts.talks_terms import Way, talks_terms
from winset.report.reading import known_range
from winset.report.talks_words import issue_title, level_title, variable_title
from winset.runs.results import Range
from winset.runs.talks_reading import by_draw, longest_wait, names, terms_after, where
from winset.scenario.nouns.world import Walk

SHOWN = "talks_issues"
PACKAGES = "talks_packages"
LISTED = 5  # packages
FEWEST = 5  # draws with something signed, below which nothing is told of them


def part(page: Sheet) -> Part:
    """The chance of each way to settle each issue, given an agreement; the likeliest packages."""
    if not has_talks(page) or not ways(page):
        return Part("talks-terms", None, ())
    blocks: tuple[Block, ...] = (
        *_likeliest(page),
        *(Paragraph(text) for text in _tilts(page)),
        picture(
            "talks-terms-chart",
            "Terms of a first agreement: the chance of each way to settle each issue",
            lambda width: talks_terms(ways(page), width),
            alt=_told(page),
            caption="Given that an agreement is made within the calendar. Dot: median, line: 5th "
            "to 95th percentile over draws.",
            table=SHOWN,
        ),
        *_packages(page),
    )
    return Part("talks-terms", "On what terms", blocks)


def expected(page: Sheet, issue: str, level: str) -> Floats:
    """The chance of one way to settle an issue, given an agreement, shape (draw,)."""
    return by_draw(page.run.tables[SHOWN], "chance", node="any", issue=issue, level=level)


def _levels(page: Sheet) -> list[tuple[str, list[tuple[str, Range]]]]:
    """For each issue its levels with their ranges; none where no draw has an agreement."""
    table = where(page.run.tables[SHOWN], node="any")
    told = []
    for issue in names(table, "issue"):
        ranged = [
            (level, known_range(expected(page, issue, level)))
            for level in names(where(table, issue=issue), "level")
        ]
        told.append((issue, [(level, each) for level, each in ranged if each is not None]))
    return [(issue, levels) for issue, levels in told if levels]


def ways(page: Sheet) -> list[tuple[str, list[Way]]]:
    scenario = scenario_of(page)
    return [
        (
            issue_title(scenario, issue),
            [Way(level_title(scenario, issue, x), r, odds(r.mid)) for x, r in levels],
        )
        for issue, levels in _levels(page)
    ]


def _likeliest(page: Sheet) -> tuple[Block, ...]:
    """On each issue, what is likeliest."""
    scenario, told = scenario_of(page), []
    for issue, levels in _levels(page):
        level, _ = max(levels, key=lambda each: each[1].mid)
        told.append(
            fill(
                "{i}: <em>{x}</em>, {c}",
                i=issue_title(scenario, issue),
                x=level_title(scenario, issue, level),
                c=chance(expected(page, issue, level), SHOWN),
            )
        )
    lead = fill(
        "Where an agreement is made, this is likeliest on each issue. These are consequences of "
        "what the parties are taken to want and of who can wait, and no proposal."
    )
    return (Paragraph(lead), Listing(tuple(told)))


def _tilts(page: Sheet) -> list[Markup]:
    """What the drift of each number in the world does to the terms, for each party alike."""
    scenario = scenario_of(page)
    found_ = []
    for name, each in scenario.world.items():
        path = f"world.{name}.drift"
        if not isinstance(each, Walk) or path not in page.samples:
            continue
        found_.append(
            fill(
                "{title}: where its drift ({drift}) is in its lowest fifth of draws, terms struck "
                "{n} months from now are worth {told}.",
                title=variable_title(scenario, name),
                drift=to_quantity(path, "how fast it moves by itself"),
                n=longest_wait(page.run.tables),
                told=together([_tilt(page, path, *p) for p in names_of(page).items()], "; "),
            )
        )
    return found_


def _tilt(page: Sheet, path: str, party: str, name: str) -> Markup:
    """What terms are worth to a party in the draws at both ends of a drift."""
    worth = terms_after(page.run.tables, party, longest_wait(page.run.tables))
    known = ~np.isnan(worth)
    if known.sum() < FEWEST:
        return fill("too little to tell to {who}", who=name)
    low, high = (worth[known][each] for each in fifths(page.samples[path][known]))
    return fill(
        "{low} points to {who}, in the highest fifth {high}",
        low=points(low, "talks_waiting"),
        who=name,
        high=points(high, "talks_waiting"),
    )


def likeliest(page: Sheet) -> tuple[str, str, Floats] | None:
    """The issue whose likeliest level is least likely, that level, and its chance by draw."""
    scenario = scenario_of(page)
    leading = {issue: max(levels, key=lambda each: each[1].mid) for issue, levels in _levels(page)}
    if not leading:
        return None
    issue = min(leading, key=lambda each: leading[each][1].mid)
    level = leading[issue][0]
    return (
        issue_title(scenario, issue),
        level_title(scenario, issue, level),
        expected(page, issue, level),
    )


def _told(page: Sheet) -> str:
    scenario = scenario_of(page)
    return "; ".join(
        f"{issue_title(scenario, issue)}: "
        + ", ".join(f"{level_title(scenario, issue, x)} {odds_range(r)}" for x, r in levels)
        for issue, levels in _levels(page)
    )


def _packages(page: Sheet) -> tuple[Block, ...]:
    """The packages that are likeliest over all draws."""
    table = where(page.run.tables[PACKAGES], node="any")
    means = table.groupby("package", sort=False, observed=True)["chance"].mean().fillna(0.0)
    first = means.sort_values(ascending=False, kind="stable").index[:LISTED]
    shown = [str(name) for name in first if means[name] > 0]
    if not shown:
        return ()
    levels = page.run.tables["talks_levels"]
    issues = names(levels, "issue")
    settled = zip(*(_cells(page, levels, name) for name in shown), strict=True)
    rows = (
        ("Mean", *(found(odds(float(means[name])), PACKAGES) for name in shown)),
        (
            "Median and range",
            *(chance(by_draw(table, "chance", package=name), PACKAGES) for name in shown),
        ),
        *(
            (issue_title(scenario_of(page), issue), *told)
            for issue, told in zip(issues, settled, strict=True)
        ),
    )
    head = ("", *(f"Package {number}" for number in range(1, 1 + len(shown))))
    return (
        Grid(
            "talks-packages-table",
            "The likeliest packages",
            head,
            rows,
            fill(
                "Given an agreement; the mean over draws, then the median with the 5th to 95th "
                "percentile: one draw has one package where another has another."
            ),
            text=tuple(range(1, len(head))),
            folded=f"{len(shown)} of them, issue by issue",
        ),
    )


def _cells(page: Sheet, levels: pd.DataFrame, package: str) -> list[str]:
    own = where(levels, package=package)
    pairs = zip(own["issue"], own["level"], strict=True)
    return [level_title(scenario_of(page), str(issue), str(level)) for issue, level in pairs]
