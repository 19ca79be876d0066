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
    first = own.values[:, :, 0]
    new = np.ones(first.shape[:2], dtype=np.bool_)  # many spots are like the one before them
    new[:, 1:] = (first[:, 1:] != first[:, :-1]).any(axis=-1)
    orders, order_of = np.argsort(-first[new], axis=-1), new.cumsum().reshape(new.shape) - 1
    ends = np.zeros((*own.values.shape[:2], kinds, 3, 2), dtype=np.int64)
    kind = terms.packages.kind
    room = np.empty((kinds + 1, len(kind)), dtype=np.int64)
    length = len(free) * (len(kind) // 8 + 16)
    while True:
        package, worth = np.empty(length, dtype=np.int64), np.empty((length, 2))
        length = _staircases(own.values, orders, order_of, free, kind, room, ends, package, worth)
        if length <= len(package):
            break
    package, worth = package[:length].copy(), worth[:length].copy()
    sure = np.full((terms.barred.shape[0], 2), -1, dtype=np.int64)
    for k in range(2):
        offered = ~terms.barred[:, k] & terms.barred[:, 1 - k]
        sure[:, k] = np.where(offered.any(axis=1), offered.argmax(axis=1), -1)
    return Frontiers(ends, package, worth, sure, *_corners(ends, worth))


@compiled
def _staircases(
    values: Floats,
    orders: Ints,
    order_of: Ints,
    free: Bools,
    kind: Ints,
    room: Ints,
    ends: Ints,
    package: Ints,
    worth: Floats,
) -> int:  # pragma: no cover - compiled
    """Fill in where staircases begin and end, and their entries as far as there is room for them.

    Parameters
    ----------
    orders : shape (order, package), packages by falling worth to the first party; order_of : shape
        (version, spot), which of them holds.
    room : shape (kind + 1, package), to work in.

    Returns
    -------
    How many entries there are.
    """
    filled, kinds = 0, ends.shape[2]
    kept = room[kinds]
    for version in range(len(values)):
        for spot in range(len(free)):
            one, two = values[version, spot, 0], values[version, spot, 1]
            for c in range(kinds):
                ends[version, spot, c, 0, 0] = 0
            for p in orders[order_of[version, spot]]:
                if free[spot, p]:
                    room[kind[p], ends[version, spot, kind[p], 0, 0]] = p
                    ends[version, spot, kind[p], 0, 0] += 1
            for c in range(kinds):
                count = ends[version, spot, c, 0, 0]
                least, most = np.inf, -np.inf
                for place in range(count):
                    least = min(least, two[room[c, place]])
                    most = max(most, two[room[c, place]])
                for which in range(3):
                    limit = -least if which == FIRST_BOLD else most
                    length = _sweep(one, two, which, room[c], count, limit, kept)
                    ends[version, spot, c, which, 0] = filled
                    for place in range(min(length, len(package) - filled)):
                        p = kept[length - 1 - place if which == SECOND_BOLD else place]
                        package[filled + place] = p
                        worth[filled + place, 0], worth[filled + place, 1] = one[p], two[p]
                    filled += length
                    ends[version, spot, c, which, 1] = filled
    return filled


@compiled
def _sweep(
    one: Floats, two: Floats, which: int, order: Ints, count: int, limit: float, kept: Ints
) -> int:  # pragma: no cover - compiled
    """Of packages, from the best for one side on, those that none before equals; how many.

    Good is a large value of `a` and of `b`: the parties' own, or for who is to dislike it less of.
    `limit` is the best `b` of all.
    """
    a_sign = -1.0 if which == SECOND_BOLD else 1.0
    b_sign = -1.0 if which == FIRST_BOLD else 1.0
    length, chosen = 0, -1
    best, top = -np.inf, np.inf
    for place in range(count + 1):
        p = -1
        if place < count:
            p = order[count - 1 - place] if which == SECOND_BOLD else order[place]
        if chosen >= 0 and (p < 0 or a_sign * one[p] < top - TIE):  # those alike are through
            if b_sign * two[chosen] > best + TIE:
                kept[length] = chosen
                length += 1
                best = b_sign * two[chosen]
            chosen = -1
        if p < 0 or best >= limit:
            break
        if chosen < 0:
            chosen, top = p, a_sign * one[p]
            continue
        more, most = b_sign * two[p], b_sign * two[chosen]
        if more > most + TIE or (more >= most - TIE and p < chosen):
            chosen = p
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
