"""What a result hangs on, said in a line: its strongest driver and its weakest basis."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from winset._typing import Floats
from winset.explore.drivers import Driver, Drivers, drivers
from winset.explore.groups import strongest_group
from winset.report.brief.links import basis_of, fill, joined, quantity, to_quantity
from winset.report.brief.sheet import Sheet, called
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
        return together(page, outcome) or least_weakly(page, found)
    first, weak = audible[0], weakest(page, audible)
    told = fill(
        "Hangs most on {it} (rank correlation {r}).",
        it=quantity(page, first.path),
        r=linked(signed(first.correlation)),
    )
    if weak.path == first.path:
        return fill("{told} Its basis: {basis}.", told=told, basis=basis_of(page, first.path))
    return fill(
        "{told} Weakest basis among its drivers: {it}, {basis}.",
        told=told,
        it=quantity(page, weak.path),
        basis=basis_of(page, weak.path),
    )


def together(page: Sheet, outcome: Floats) -> Markup | None:
    """What moves an outcome together where nothing does alone; None where no group does either."""
    group = strongest_group(outcome, page.samples)
    if group is None or not group.audible:
        return None
    weak = min(group.paths, key=lambda path: WEAKEST_FIRST.index(page.kinds.get(path, "none")))
    digits = 2 if round(group.strength, 2) > round(group.threshold, 2) else 3
    return fill(
        "No single quantity stands out. It hangs most on several together: {names} (multiple rank "
        "correlation {r}; accident alone stays below {limit}). Weakest basis among them: {basis}.",
        names=joined(_names(page, group.paths)),
        r=linked(f"{group.strength:.{digits}f}"),
        limit=f"{group.threshold:.{digits}f}",
        basis=basis_of(page, weak),
    )


def _names(page: Sheet, paths: Iterable[str]) -> list[Markup]:
    """What the members of a group are called; what they all are of is told once.

    Labels are `of what: which`; of the second on, only which.
    """
    labels = {path: called(page, path).label for path in paths}
    heads = {label.partition(": ")[0] for label in labels.values()}
    first = next(iter(labels))
    return [
        to_quantity(path, label if path == first or len(heads) > 1 else label.partition(": ")[2])
        for path, label in labels.items()
    ]


def least_weakly(page: Sheet, found: Drivers) -> Markup:
    """The strongest of what cannot be told from accident, said to be that."""
    if not found.found or found.threshold >= 1:
        return fill("On {n} draws nothing can be told from accident.", n=found.draws)
    first = found.found[0]
    return fill(
        "No quantity stands out, nor do several together. The strongest, {it} ({r}), is no "
        "stronger than accident alone can be on {n} draws (\u00b1{limit}).",
        it=quantity(page, first.path),
        r=linked(signed(first.correlation)),
        n=found.draws,
        limit=f"{found.threshold:.2f}",
    )


def linked(number: str) -> Markup:
    """A correlation, leading to the chapter that has all of them."""
    return Markup('<a class="n" href="#what-it-hangs-on">{}</a>').format(number)


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
