"""The few quantities that together carry several conclusions.

An outcome is carried by the quantity of those chosen that moves it most. Quantities are chosen one
by one, each time the one that adds most to the sum over outcomes: so a conclusion that hangs on
something of its own is not lost beside three quantities that all move the same one. For such sums
one by one comes within a third of the best choice (Nemhauser, Wolsey & Fisher 1978).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from winset.explore.drivers import Carrier, Drivers, carriers


def carrying(found: Mapping[str, Drivers], among: Iterable[str], most: int) -> tuple[Carrier, ...]:
    """At most so many of the quantities given, those that together carry most; that first.

    Parameters
    ----------
    found : by outcome, what moves it; only what is audible counts.
    among : paths, for instance of all quantities that are judgements.

    Examples
    --------
    >>> from winset.explore.drivers import Driver
    >>> cost = Drivers((Driver("a", 0.9, True), Driver("b", 0.8, True)), 0.3, 50)
    >>> peace = Drivers((Driver("c", 0.5, True),), 0.3, 50)
    >>> [each.path for each in carrying({"cost": cost, "peace": peace}, ["a", "b", "c"], 2)]
    ['a', 'c']
    """
    left = {carrier.path: carrier for carrier in carriers(found, among)}
    strength = {path: strengths(found, path) for path in left}
    carried = dict.fromkeys(found, 0.0)
    chosen: list[Carrier] = []
    while left and len(chosen) < most:
        path = max(left, key=lambda each: added(strength[each], carried))
        if added(strength[path], carried) <= 0:
            break
        chosen.append(left.pop(path))
        carried |= {o: max(carried[o], r) for o, r in strength[path].items()}
    return tuple(chosen)


def strengths(found: Mapping[str, Drivers], path: str) -> dict[str, float]:
    """How strongly a quantity moves each outcome that it moves audibly, 0 to 1."""
    return {
        outcome: abs(driver.correlation)
        for outcome, each in found.items()
        for driver in each.found
        if driver.audible and driver.path == path
    }


def added(strength: Mapping[str, float], carried: Mapping[str, float]) -> float:
    """What a quantity adds to what is carried already."""
    return sum(max(0.0, r - carried[outcome]) for outcome, r in strength.items())
