"""Whether there is anything to agree on: the agreement margin, and what comes closest."""

from __future__ import annotations

import numpy as np
import pandas as pd
from markupsafe import Markup

from winset.report.brief.blocks import Block, Listing, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found, joined
from winset.report.brief.parts.talks_fair import fair
from winset.report.brief.parts.talks_words import (
    SCALE,
    by_end_of,
    chance,
    has_talks,
    in_points,
    names_of,
    points,
    scenario_of,
    sentences,
    share_of_draws,
)
from winset.report.brief.sheet import Sheet
from winset.report.charts.talks_margin import talks_margin
from winset.report.figures import percent
from winset.report.talks_words import issue_title, level_title, package_words, settling
from winset.runs.coupling.frame import HOLDS, line_name
from winset.runs.ranges import range_of
from winset.runs.talks_reading import YEAR, ahead, by_draw, by_month, margin_today
from winset.scenario.nouns.talks import RedLine

SHOWN = "talks_margin"
CLOSEST, STATE = "talks_closest", "talks_state"
LISTED = 3  # packages


def part(page: Sheet) -> Part:
    """The margin today and by month, what comes closest, and who stands against it."""
    if not has_talks(page):
        return Part("talks-margin", None, ())
    blocks: tuple[Block, ...] = (
        Paragraph(sentences(_what(), SCALE)),
        Paragraph(sentences(_today(page), _later(page))),
        picture(
            "talks-margin-chart",
            "Agreement margin where nothing is agreed yet, points",
            lambda width: talks_margin(page.run.tables, page.grid, width),
            alt=_told(page),
            caption="Above 0 some package is better for everybody. Line: median, band: 5th to 95th "
            "percentile over draws; mean over the states in which nothing is agreed.",
            table=SHOWN,
        ),
        *_closest(page),
        *_ruled_out(page),
        *fair(page),
    )
    return Part("talks-margin", "Is there anything to agree on", blocks)


def _what() -> Markup:
    return fill(
        "The <dfn>agreement margin</dfn> is what the package that comes closest leaves to the "
        "party that gains least from it. <em>Static</em>: against a table that stays shut while "
        "all else goes on; above 0 there is a zone of possible agreement. <em>Dynamic</em>: "
        "against what each expects to follow its no; above 0 they would sign now."
    )


def _today(page: Sheet) -> Markup:
    tables = page.run.tables
    static, dynamic = (margin_today(tables, each) for each in ("static", "dynamic"))
    return fill(
        "Today the static margin is {s} points, above 0 in {share} of draws; the dynamic margin is "
        "{d}, above 0 in {more}.",
        s=points(static, SHOWN),
        share=share_of_draws(static > 0, SHOWN),
        d=points(dynamic, SHOWN),
        more=share_of_draws(dynamic > 0, SHOWN),
    )


def _later(page: Sheet) -> Markup:
    tables = page.run.tables
    later = by_draw(tables[SHOWN], "static", node="any", month=ahead(tables, YEAR))
    change = later - margin_today(tables)
    return fill(
        "By {year}, where nothing is agreed until then, the static margin is {s} points: {way} "
        "than today in {share} of draws.",
        year=by_end_of(page, YEAR),
        s=points(later, SHOWN),
        way="wider" if np.nanmedian(change) > 0 else "narrower",
        share=share_of_draws((change > 0) if np.nanmedian(change) > 0 else (change <= 0), SHOWN),
    )


def _told(page: Sheet) -> str:
    tables = page.run.tables
    return "; ".join(
        f"{kind} margin today {in_points(range_of(margin_today(tables, kind)))} points"
        for kind in ("static", "dynamic")
    )


def _closest(page: Sheet) -> tuple[Block, ...]:
    """The packages that come closest today, by the share of draws, and who gains least."""
    table = page.run.tables[CLOSEST]
    known = table[table["package"] != ""]
    if known.empty:
        text = fill("In no draw does any package pass what the parties rule out.")
        return (Paragraph(text),)
    ranked = known["package"].value_counts()
    ranked = ranked.sort_index().sort_values(ascending=False, kind="stable")
    told = [_package(page, known, str(name)) for name in ranked.index[:LISTED]]
    text = fill(
        "What comes closest today differs from draw to draw. Who gains least from it and so stands "
        "against it: {who}. Most often it is one of these packages, as a share of draws:",
        who=joined(_blockers(page, known)),
    )
    return (Paragraph(text), Listing(tuple(told)))


def _ruled_out(page: Sheet) -> tuple[Block, ...]:
    """The red lines: whose, on what, and how likely each holds."""
    table = settling(scenario_of(page))
    if table is None or not table.red_lines:
        return ()
    told = tuple(_line(page, name, line) for name, line in table.red_lines.items())
    return (Paragraph(fill("No package counts that a red line rules out while it holds:")),
            Listing(told))  # fmt: skip


def _line(page: Sheet, name: str, line: RedLine) -> Markup:
    """One of them: the same words for everybody."""
    scenario, state = scenario_of(page), page.run.tables[STATE]
    variable = line_name(name)
    told = fill(
        "{who} rules out on <em>{issue}</em>: {levels}",
        who=names_of(page).get(line.by, line.by),
        issue=issue_title(scenario, line.issue),
        levels=Markup("; ").join(
            fill("<em>{x}</em>", x=level_title(scenario, line.issue, each)) for each in line.levels
        ),
    )
    if not (state["variable"] == variable).any():
        return fill("{told}. It holds.", told=told)
    holds = by_month(state, "chance", variable=variable, level=HOLDS)
    year = min(ahead(page.run.tables, YEAR) + 1, len(holds) - 1)
    return fill(
        "{told}. It holds today with {c}, at {year} with {y}.",
        told=told,
        c=chance(holds[0], STATE),
        year=by_end_of(page, YEAR),
        y=chance(holds[year], STATE),
    )


def _package(page: Sheet, known: pd.DataFrame, package: str) -> Markup:
    words = package_words(scenario_of(page), package)
    share = float((known["package"] == package).sum()) / page.run.record.draws
    return fill(
        "{share}: {levels}.",
        share=found(percent(share), CLOSEST),
        levels=Markup("; ").join(fill("{i}: <em>{x}</em>", i=i, x=x) for i, x in words),
    )


def _blockers(page: Sheet, known: pd.DataFrame) -> list[Markup]:
    """Every party in the table's order, with its share of draws: the same words for each."""
    counts = known["blocker"].value_counts()
    return [
        fill(
            "{who} in {share} of draws",
            who=name,
            share=found(percent(float(counts.get(party, 0)) / page.run.record.draws), CLOSEST),
        )
        for party, name in names_of(page).items()
        if settling(scenario_of(page)) is not None
    ]
