"""What a result hangs on, said in a line: its strongest driver and its weakest basis."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from winset._typing import Floats
from winset.explore.drivers import Driver, Drivers, drivers
from winset.report.brief.links import basis_of, fill, quantity
from winset.report.brief.sheet import Sheet
from winset.report.words import WEAKEST_FIRST


def hinge(page: Sheet, outcome: Floats) -> Markup:
    """The strongest driver of an outcome and the weakest basis among its drivers.

    Parameters
    ----------
    outcome : shape (draw,).
    """
    found = drivers(outcome, page.samples)
    audible = [driver for driver in found.found if driver.audible]
    if not audible:
        return fill(
            "No single quantity stands out: on {n} draws accident alone does as much.",
            n=found.draws,
        )
    first, weak = audible[0], weakest(page, audible)
    told = fill(
        "Hangs most on {it} (rank correlation {r}).",
        it=quantity(page, first.path),
        r=Markup('<a class="n" href="#what-it-hangs-on">{}</a>').format(signed(first.correlation)),
    )
    if weak.path == first.path:
        return fill("{told} Its basis: {basis}.", told=told, basis=basis_of(page, first.path))
    return fill(
        "{told} Weakest basis among its drivers: {it}, {basis}.",
        told=told,
        it=quantity(page, weak.path),
        basis=basis_of(page, weak.path),
    )


def weakest(page: Sheet, audible: Iterable[Driver]) -> Driver:
    """The driver whose basis bears least; of several, the one that is contested, then strongest."""
    return min(
        audible,
        key=lambda driver: (
            WEAKEST_FIRST.index(page.kinds.get(driver.path, "none")),
            "contested" not in page.marks.get(driver.path, ()),
            -abs(driver.correlation),
        ),
    )


def judgements(page: Sheet) -> list[str]:
    """The uncertain quantities that somebody judged, alone or beside claims."""
    return [path for path in page.samples if page.kinds.get(path) in ("judgement", "mixed")]


def signed(correlation: float) -> str:
    """A correlation with its sign.

    >>> signed(-0.5), signed(0.123)
    ('−0.50', '+0.12')
    """
    return f"{correlation:+.2f}".replace("-", "\u2212")


def threshold(found: Iterable[Drivers]) -> float:
    """The largest noise threshold among several searches."""
    return max((each.threshold for each in found), default=1.0)
