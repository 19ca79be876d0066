"""The packages that can matter between two parties: three staircases per spot and kind.

Whoever proposes to one other party and needs its yes offers a package that nothing beats for both
(the efficient ones); whoever wants a no offers one that is good for itself and bad for the other.
Within one kind of settlement what follows a signature adds the same to every package, so the
staircases are the same at every step and are sorted once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset._compiled import compiled
from winset._typing import Bools, Floats, Ints
from winset.talks.checks import TIE
from winset.talks.game import Game
from winset.talks.settling import OwnWorth

EFFICIENT, FIRST_BOLD, SECOND_BOLD = 0, 1, 2
"""Good for both; good for the first and bad for the second; the other way round."""


@dataclass(frozen=True, slots=True)
class Frontiers:
    """Staircases among the packages that no red line bars.

    Attributes
    ----------
    ends : shape (version, spot, kind, 3, 2): where each of the three staircases begins and ends.
    package : shape (entry,), package numbers; along a staircase the first party's value falls.
    worth : shape (entry, party), own worth of each.
    sure_no : shape (spot, party): a package that this party may offer and a red line of the other
        bars; -1: there is none.
    corners : shape (version, spot, kind, 2): where in `corner` those of the efficient staircase
        begin and end; corner : shape (corner,), the entries that no two others lie above.
    """

    ends: Ints
    package: Ints
    worth: Floats
    sure_no: Ints
    corners: Ints
    corner: Ints


def frontiers(game: Game, own: OwnWorth) -> Frontiers:
    """The three staircases of every version, spot and kind of settlement."""
    terms = game.terms
    kinds = len(terms.settlements)
    free = np.asarray(~terms.barred.any(axis=1))
    ends, package, worth = _staircases(own.values, free, terms.packages.kind, kinds)
    sure = np.full((terms.barred.shape[0], 2), -1, dtype=np.int64)
    for k in range(2):
        offered = ~terms.barred[:, k] & terms.barred[:, 1 - k]
        sure[:, k] = np.where(offered.any(axis=1), offered.argmax(axis=1), -1)
    return Frontiers(ends, package, worth, sure, *_corners(ends, worth))


@compiled
def _staircases(
    values: Floats, free: Bools, kind: Ints, kinds: int
) -> tuple[Ints, Ints, Floats]:  # pragma: no cover - compiled
    versions, spots, _, packages = values.shape
    ends = np.zeros((versions, spots, kinds, 3, 2), dtype=np.int64)
    package = np.empty(1024, dtype=np.int64)
    worth = np.empty((1024, 2))
    members = np.empty(packages, dtype=np.int64)
    kept = np.empty(packages, dtype=np.int64)
    filled = 0
    for version in range(versions):
        for spot in range(spots):
            table = values[version, spot]
            for c in range(kinds):
                count = 0
                for p in range(packages):
                    if kind[p] == c and free[spot, p]:
                        members[count] = p
                        count += 1
                order = members[:count][np.argsort(-table[0][members[:count]], kind="mergesort")]
                for which in range(3):
                    if which == 0:
                        length = _sweep(table[0], table[1], order, kept)
                    elif which == 1:
                        length = _sweep(table[0], -table[1], order, kept)
                    else:
                        length = _sweep(-table[0], table[1], order[::-1], kept)
                        kept[:length] = kept[:length][::-1].copy()
                    if filled + length > len(package):
                        room = 2 * (filled + length)
                        package, worth = _grown(package, worth, filled, room)
                    ends[version, spot, c, which, 0] = filled
                    for entry in range(length):
                        package[filled] = kept[entry]
                        worth[filled, 0] = table[0, kept[entry]]
                        worth[filled, 1] = table[1, kept[entry]]
                        filled += 1
                    ends[version, spot, c, which, 1] = filled
    return ends, package[:filled].copy(), worth[:filled].copy()


@compiled
def _sweep(a: Floats, b: Floats, order: Ints, kept: Ints) -> int:  # pragma: no cover - compiled
    """Of packages in falling order of a those that no earlier one equals in b; how many."""
    length, spot = 0, 0
    best = -np.inf
    while spot < len(order):
        top = a[order[spot]]
        chosen = order[spot]
        while spot < len(order) and a[order[spot]] >= top - TIE:
            p = order[spot]
            if b[p] > b[chosen] + TIE or (b[p] >= b[chosen] - TIE and p < chosen):
                chosen = p
            spot += 1
        if b[chosen] > best + TIE:
            kept[length] = chosen
            length += 1
            best = b[chosen]
    return length


@compiled
def _corners(ends: Ints, worth: Floats) -> tuple[Ints, Ints]:  # pragma: no cover - compiled
    """The corners of the concave hull over each efficient staircase (Andrew's monotone chain)."""
    versions, spots, kinds = ends.shape[:3]
    cuts = np.zeros((versions, spots, kinds, 2), dtype=np.int64)
    corner = np.empty(len(worth), dtype=np.int64)
    filled = 0
    for version in range(versions):
        for spot in range(spots):
            for c in range(kinds):
                begin = filled
                for e in range(ends[version, spot, c, 0, 0], ends[version, spot, c, 0, 1]):
                    while filled - begin > 1:
                        p, q = corner[filled - 2], corner[filled - 1]
                        turn = (worth[q, 0] - worth[p, 0]) * (worth[e, 1] - worth[p, 1])
                        turn -= (worth[q, 1] - worth[p, 1]) * (worth[e, 0] - worth[p, 0])
                        if turn > 0.0:  # the first party's worth falls: q lies above p and e
                            break
                        filled -= 1
                    corner[filled] = e
                    filled += 1
                cuts[version, spot, c, 0], cuts[version, spot, c, 1] = begin, filled
    return cuts, corner[:filled].copy()


@compiled
def _grown(
    package: Ints, worth: Floats, filled: int, room: int
) -> tuple[Ints, Floats]:  # pragma: no cover - compiled
    more, values = np.empty(room, dtype=np.int64), np.empty((room, 2))
    more[:filled] = package[:filled]
    values[:filled] = worth[:filled]
    return more, values
