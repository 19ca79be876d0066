"""Accounts side by side: what the talks come to under each, where they agree and where they "
"part."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from markupsafe import Markup

from winset._typing import Floats
from winset.report import outcomes
from winset.report.brief.blocks import Block, Grid, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found, joined, reading
from winset.report.brief.parts.consent_odds import odds, odds_range
from winset.report.brief.parts.talks_chances import asks_approval
from winset.report.brief.parts.talks_words import (
    by_end_of,
    chance,
    has_talks,
    names_of,
    points,
    scenario_of,
    sentences,
)
from winset.report.brief.sheet import Sheet, account_title
from winset.report.charts.accounts_talks import accounts_talks
from winset.report.charts.grouped import Spread
from winset.report.talks_words import issue_title, level_title
from winset.report.words import lowered
from winset.runs.ranges import range_of
from winset.runs.record import Run
from winset.runs.talks_reading import (
    SOON,
    YEAR,
    ahead,
    by_draw,
    in_force_by,
    last_month,
    longest_wait,
    names,
    tells,
    where,
)

Read = Callable[[Run], Floats]


def part(page: Sheet) -> Part:
    """Chances, margin and waiting under every account that has talks."""
    if not has_talks(page) or len(_runs(page)) < 2:
        return Part("accounts-talks", None, ())
    blocks: tuple[Block, ...] = (
        Paragraph(sentences(*(_chances(page, *each) for each in _measures(page)))),
        *_terms(page),
        Paragraph(sentences(_margin(page), *(_waits(page, *each) for each in _waiting(page)))),
        picture(
            "accounts-talks-chart",
            "Talks and agreements by account",
            lambda width: accounts_talks(_spreads(page), _kinds(page), width),
            alt="; ".join(
                f"{s.row}, {lowered(s.kind)}: {odds_range(s.values)}" for s in _spreads(page)
            ),
            caption="Dot: median, line: 5th to 95th percentile over draws.",
            table="talks_months",
        ),
        _table(page),
    )
    return Part("accounts-talks", "The talks under each account", blocks)


def _runs(page: Sheet) -> list[Run]:
    return [run for run in (page.run, *page.others) if tells(run.tables)]


def _measures(page: Sheet) -> list[tuple[str, Read]]:
    """Chances that are compared, each by its name."""
    tables = page.run.tables
    soon, year, last = ahead(tables, SOON), ahead(tables, YEAR), last_month(tables)
    measures = [
        (f"Talks held by {by_end_of(page, soon)}", lambda run: outcomes.held(run, soon)),
        (f"A first signature by {by_end_of(page, year)}", lambda run: outcomes.agreed(run, year)),
        (f"A first signature by {by_end_of(page, last)}", lambda run: outcomes.agreed(run, last)),
    ]
    if asks_approval(page):
        measures.append(
            (f"In force by {by_end_of(page, last)}", lambda run: in_force_by(run.tables, last))
        )
    return measures


def _kinds(page: Sheet) -> list[str]:
    return [name for name, _ in _measures(page)]


def _chances(page: Sheet, name: str, read: Read) -> Markup:
    """Between which accounts a chance lies, and whether they part by more than their ranges."""
    runs = _runs(page)
    middle = [float(np.median(read(run))) for run in runs]
    low, high = int(np.argmin(middle)), int(np.argmax(middle))
    apart = range_of(read(runs[low])).high < range_of(read(runs[high])).low
    return fill(
        "{name}: between {low} ({a}) and {high} ({b}), {apart}.",
        name=name,
        low=found(odds(middle[low]), "talks_months"),
        a=reading(page, runs[low]),
        high=found(odds(middle[high]), "talks_months"),
        b=reading(page, runs[high]),
        apart="and their ranges do not meet" if apart else "with ranges that overlap",
    )


def _terms(page: Sheet) -> tuple[Paragraph, ...]:
    """The term on which accounts part most, given a first agreement; none where nothing is told."""
    told = [run for run in _runs(page) if "talks_issues" in run.tables]
    if len(told) < 2:
        return ()
    shown = where(page.run.tables["talks_issues"], node="any")
    ways = [(i, x) for i in names(shown, "issue") for x in names(where(shown, issue=i), "level")]
    middle = np.array([[_middle(run, *way) for run in told] for way in ways])
    if not np.isfinite(middle).all():
        return ()
    spans = middle.max(axis=1) - middle.min(axis=1)
    place = int(np.argmax(spans))
    (issue, level), values = ways[place], middle[place]
    low, high = int(np.argmin(values)), int(np.argmax(values))
    text = fill(
        "Of what a first agreement says, accounts part most on {issue}: “{level}” has {low} ({a}) "
        "to {high} ({b}).",
        issue=lowered(issue_title(scenario_of(page), issue)),
        level=level_title(scenario_of(page), issue, level),
        low=found(odds(values[low]), "talks_issues"),
        a=reading(page, told[low]),
        high=found(odds(values[high]), "talks_issues"),
        b=reading(page, told[high]),
    )
    return (Paragraph(text),)


def _middle(run: Run, issue: str, level: str) -> float:
    """The middle chance of a way to settle an issue, over draws in which something is signed."""
    values = by_draw(run.tables["talks_issues"], "chance", node="any", issue=issue, level=level)
    known = values[np.isfinite(values)]
    return float(np.median(known)) if len(known) else np.nan


def _margin(page: Sheet) -> Markup:
    """Whether there is something to agree on today under every account, some, or none."""
    above = [float(np.median(outcomes.margin(run))) > 0 for run in _runs(page)]
    return fill(
        "The agreement margin today is above 0 in the middle draw under {which}.",
        which=_which(page, above),
    )


def _waiting(page: Sheet) -> list[tuple[str, str]]:
    return list(names_of(page).items())


def _waits(page: Sheet, party: str, name: str) -> Markup:
    """Whether a party gains from waiting under every account, some, or none: the same words."""
    gains = [float(np.median(outcomes.waiting(run, party))) > 0 for run in _runs(page)]
    return fill(
        "{who} gains from {n} months of waiting under {which}.",
        who=name,
        n=longest_wait(page.run.tables),
        which=_which(page, gains),
    )


def _which(page: Sheet, holds: list[bool]) -> Markup:
    """Under which accounts something holds."""
    if all(holds):
        return fill("every account")
    if not any(holds):
        return fill("no account")
    pairs = zip(_runs(page), holds, strict=True)
    return joined([reading(page, run) for run, held in pairs if held])


def _spreads(page: Sheet) -> list[Spread]:
    return [
        Spread(account_title(page, run), name, range_of(read(run)))
        for run in _runs(page)
        for name, read in _measures(page)
    ]


def _table(page: Sheet) -> Grid:
    parties = names_of(page)
    rows = tuple(
        (
            account_title(page, run),
            *(chance(read(run), "talks_months") for _, read in _measures(page)),
            points(outcomes.margin(run), "talks_margin"),
            *(points(outcomes.waiting(run, party), "talks_waiting") for party in parties),
        )
        for run in _runs(page)
    )
    late = longest_wait(page.run.tables)
    head = (
        "Account",
        *_kinds(page),
        "Static margin today",
        *(f"{late} months of waiting, {name}" for name in parties.values()),
    )
    return Grid(
        "accounts-talks-table",
        "The talks under each account",
        head,
        rows,
        fill(
            "Medians over draws, 5th to 95th percentile in brackets; margin and waiting in points. "
            "Every account was run on the same draws."
        ),
    )
