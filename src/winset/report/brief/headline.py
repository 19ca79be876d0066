"""The outcomes whose drivers a brief looks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from winset._typing import Floats
from winset.explore.drivers import Drivers, drivers
from winset.report import outcomes
from winset.report.brief.parts.consent_odds import odds
from winset.report.brief.parts.talks_words import by_end_of, has_talks, names_of, point
from winset.report.brief.sheet import Sheet, currency, has_money, host, mains, money_of, title_of
from winset.report.families import by_exposure, exposed, nothing_of
from winset.report.figures import money
from winset.runs.talks_reading import SOON, YEAR, ahead, longest_wait


@dataclass(frozen=True)
class Outcome:
    """A result and what moves it.

    Attributes
    ----------
    name : an anchor; title : what a reader calls it; short : the same in a table.
    values : shape (draw,), in the unit of the result.
    write : one such value as a reader sees it.
    found : its drivers.
    """

    name: str
    title: str
    short: str
    values: Floats
    write: Callable[[float], str]
    found: Drivers


@dataclass(frozen=True)
class Candidate:
    """A result whose drivers may be looked for; see `Outcome`."""

    name: str
    title: str
    short: str
    values: Floats
    write: Callable[[float], str]


def headline(page: Sheet) -> tuple[Outcome, ...]:
    """What the money and the talks come to, as far as the run has them; results that vary."""
    found = [*_of_money(page), *_of_talks(page)]
    return tuple(
        Outcome(each.name, each.title, each.short, each.values, each.write,
                drivers(each.values, page.samples))
        for each in found
        if np.ptp(each.values) > 0
    )  # fmt: skip


def _of_money(page: Sheet) -> list[Candidate]:
    """The gap if nothing is agreed, each option's cost, the host's bad case."""
    if not has_money(page):
        return []
    run, section = page.run, money_of(page)
    write = partial(_money, unit=currency(page))
    found = []
    nothing = nothing_of(section)
    if nothing:
        title, gap = "Needs unmet if nothing is agreed", outcomes.gap(run, nothing)
        found.append(Candidate("gap", title, "Needs unmet", gap, write))
    for name in mains(page):
        title = f"Expected cost of \u201c{title_of(page, name)}\u201d"
        short, cost = f"Cost: {title_of(page, name)}", outcomes.burden(run, name)
        found.append(Candidate(f"cost-{name}", title, short, cost, write))
    family = exposed(section, run)
    if family:
        option = by_exposure(family, run)[0]
        title = (
            f"What falls on {host(page)} in bad cases under \u201c{title_of(page, option)}\u201d"
        )
        short, tail = f"Left to {host(page)}", outcomes.host_tail(run, option)
        found.append(Candidate("host", title, short, tail, write))
    return found


def _of_talks(page: Sheet) -> list[Candidate]:
    """Talks held, an agreement, the margin today, and what waiting does to each party."""
    if not has_talks(page):
        return []
    run, late = page.run, longest_wait(page.run.tables)
    soon, year = (ahead(run.tables, each) for each in (SOON, YEAR))
    found = [
        Candidate("held", f"The chance of talks by {by_end_of(page, SOON)}", "Talks held",
                  outcomes.held(run, soon), odds),
        Candidate("agreed", f"The chance of a signature by {by_end_of(page, YEAR)}", "Signature",
                  outcomes.agreed(run, year), odds),
        Candidate("margin", "The agreement margin today, points", "Margin today",
                  outcomes.margin(run), _points),
    ]  # fmt: skip
    for party, name in names_of(page).items():
        title = f"What {late} months of waiting do to {name}, points"
        values = outcomes.waiting(run, party)
        found.append(Candidate(f"waiting-{party}", title, f"Waiting: {name}", values, _points))
    return [each for each in found if not np.isnan(each.values).any()]


def _money(amount: float, unit: str) -> str:
    return money(amount, unit)


def _points(value: float) -> str:
    return f"{point(value)} points"
