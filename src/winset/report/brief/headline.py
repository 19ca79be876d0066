"""The outcomes whose drivers a brief looks for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset._typing import Floats
from winset.explore.drivers import Drivers, drivers
from winset.report.brief.sheet import Sheet, host, mains, money_of, title_of
from winset.report.families import by_exposure, exposed, nothing_of
from winset.report.outcomes import burden, gap, host_tail


@dataclass(frozen=True)
class Outcome:
    """A result and what moves it.

    Attributes
    ----------
    name : an anchor; title : what a reader calls it; short : the same in a table.
    values : shape (draw,), money.
    found : its drivers.
    """

    name: str
    title: str
    short: str
    values: Floats
    found: Drivers


def headline(page: Sheet) -> tuple[Outcome, ...]:
    """The gap if nothing is agreed, each option's cost, the host's bad case; those that vary."""
    run, money = page.run, money_of(page)
    found: list[tuple[str, str, str, Floats]] = []
    nothing = nothing_of(money)
    if nothing:
        found.append(("gap", "Needs unmet if nothing is agreed", "Needs unmet", gap(run, nothing)))
    found += [
        (
            f"cost-{name}",
            f"Expected cost of \u201c{title_of(page, name)}\u201d",
            f"Cost: {title_of(page, name)}",
            burden(run, name),
        )
        for name in mains(page)
    ]
    family = exposed(money, run)
    if family:
        option = by_exposure(family, run)[0]
        title = (
            f"What falls on {host(page)} in bad cases under \u201c{title_of(page, option)}\u201d"
        )
        found.append(("host", title, f"Left to {host(page)}", host_tail(run, option)))
    return tuple(
        Outcome(name, title, short, values, drivers(values, page.samples))
        for name, title, short, values in found
        if np.ptp(values) > 0
    )
