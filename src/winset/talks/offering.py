"""What a party with the initiative offers to one other party: the compiled search of staircases.

Only the staircases of `frontier.py` matter. With noise an offer of an entry is worth yes * gain
over a rejection. Its logarithm is concave in what both get, and three things follow. It lies below
its tangent at the best entry found so far, so a kind whose corners the tangent does not lift above
that one needs no look. Along the corners of a staircase it rises to one peak and falls. And an
entry between two corners is worth no more than the better point between them; so beside the best
corner only the entries next to it can be better still.

What follows a signature comes as flat numbers: `follow[base + kind * apart]` is the proposer's,
`follow[other + kind * apart]` the other's. Of the numbers in `hint` the first is an entry that was
best in a similar case; then comes a place on each kind's staircase. They only save time.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from winset._typing import Floats, Ints
from winset.talks.checks import TIE
from winset.talks.loops import inlined

TINY = 1e-200
"""A yes below which products with it lose their digits."""
LIFT = -1e-12
"""What the tangent must lift an entry by, on the scale of logarithms; below 0 for rounding."""


class Stairs(NamedTuple):
    """The staircases of `frontier.Frontiers`, laid out for loops.

    Attributes
    ----------
    ends : shape (version, spot, kind, 3, 2); package : shape (entry,).
    worth : shape (party, entry); kind : shape (entry,), the kind of each entry's settlement.
    sure_no : shape (spot, party).
    corners : shape (version, spot, kind, 2); corner : shape (corner,).
    """

    ends: Ints
    package: Ints
    worth: Floats
    kind: Ints
    sure_no: Ints
    corners: Ints
    corner: Ints


@inlined
def deal(
    ends: Ints,
    worth: Floats,
    version: int,
    spot: int,
    k: int,
    asked: float,
    follow: Floats,
    base: int,
    other: int,
    apart: int,
    hint: Ints,
    at: int,
) -> tuple[int, float]:  # pragma: no cover - compiled
    """The entry of k's best package that the other accepts (its value >= asked).

    Parameters
    ----------
    hint : from `at` on, for each kind, where the other's yes began in a similar case; filled in.
    """
    j = 1 - k
    entry, best, theirs = -1, -np.inf, -np.inf
    for c in range(ends.shape[2]):
        low, high = ends[version, spot, c, 0, 0], ends[version, spot, c, 0, 1]
        needed = asked - follow[other + c * apart] - TIE
        cut = hint[at + c]
        if cut < low or cut > high:
            cut = (low + high) // 2
        if k == 0:  # the other's worth rises along the staircase: the first entry that is enough
            while cut < high and worth[j, cut] < needed:
                cut += 1
            while cut > low and worth[j, cut - 1] >= needed:
                cut -= 1
            place = cut
        else:  # it falls: the last entry that is enough
            while cut < high and worth[j, cut] >= needed:
                cut += 1
            while cut > low and worth[j, cut - 1] < needed:
                cut -= 1
            place = cut - 1
        hint[at + c] = cut
        if place < low or place >= high:
            continue
        mine = worth[k, place] + follow[base + c * apart]
        gets = worth[j, place] + follow[other + c * apart]
        if mine > best + TIE or (mine >= best - TIE and gets > theirs + TIE):
            best, theirs, entry = mine, gets, place
    return entry, best


@inlined
def bluff(
    ends: Ints,
    package: Ints,
    worth: Floats,
    sure_no: Ints,
    version: int,
    spot: int,
    k: int,
    asked: float,
    follow: Floats,
    other: int,
    apart: int,
) -> int:  # pragma: no cover - compiled
    """A package that the other rejects: barred to it, or else the one that it likes least."""
    if sure_no[spot, k] >= 0:
        return int(sure_no[spot, k])
    j = 1 - k
    chosen, least = -1, np.inf
    for c in range(ends.shape[2]):
        low, high = ends[version, spot, c, 1 + k, 0], ends[version, spot, c, 1 + k, 1]
        if low == high:
            continue
        theirs = worth[j, high - 1] + follow[other + c * apart]
        if theirs < asked - TIE and theirs < least:
            chosen, least = package[high - 1], theirs
    return chosen


@inlined
def dearest(
    ends: Ints,
    worth: Floats,
    kind: Ints,
    corners: Ints,
    corner: Ints,
    version: int,
    spot: int,
    k: int,
    per: float,
    mine: float,
    theirs: float,
    follow: Floats,
    base: int,
    other: int,
    apart: int,
    hint: Ints,
    at: int,
) -> tuple[int, float]:  # pragma: no cover - compiled
    """The entry whose offer is worth most to k beyond a rejection, and its yes; -1: none is.

    Parameters
    ----------
    per : one over the temperature.
    mine, theirs : what k and the other have after a rejection.
    """
    x, y = worth[k], worth[1 - k]
    best, entry, chance = 0.0, -1, 0.0
    top, answer, tilt, lean = 0.0, 0.0, 0.0, 0.0
    known = hint[at]
    if 0 <= known < len(kind):  # it may come from other staircases
        c = kind[known]
        if ends[version, spot, c, 0, 0] <= known < ends[version, spot, c, 0, 1]:
            top = x[known] + follow[base + c * apart] - mine
            if top > 0.0:
                answer = y[known] + follow[other + c * apart] - theirs
                chance = logit(answer * per)
                best, entry = chance * top, known
                tilt, lean = 1.0 / top, (1.0 - chance) * per
    for c in range(corners.shape[2]):
        low, high = corners[version, spot, c, 0], corners[version, spot, c, 1]
        if low == high:
            continue
        adds, asks = follow[base + c * apart] - mine, follow[other + c * apart] - theirs
        v = hint[at + 1 + c]
        if v < low or v >= high:
            v = (low + high) // 2
        lift = (adds - top) * tilt + (asks - answer) * lean
        if entry >= 0:
            u, height = _highest(x, y, corner, low, high, v, tilt, lean)
            if height + lift <= LIFT:
                hint[at + 1 + c] = u
                continue
        if corner[v] == entry:
            gain, gap, said = top, answer, chance
        else:
            gain, gap = x[corner[v]] + adds, y[corner[v]] + asks
            said = logit(gap * per) if gain > 0.0 else 0.0
        v, gain, gap, said = _peak(x, y, corner, low, high, v, adds, asks, per, gain, gap, said)
        hint[at + 1 + c] = v
        if gain > 0.0 and said * gain > best:
            best, entry, chance, top, answer = said * gain, corner[v], said, gain, gap
            tilt, lean = 1.0 / top, (1.0 - chance) * per
            lift = (adds - top) * tilt + (asks - answer) * lean
        for e in range(corner[max(v - 1, low)], corner[min(v + 1, high - 1)] + 1):
            gain = x[e] + adds
            if gain <= best or x[e] * tilt + y[e] * lean + lift <= LIFT:
                continue
            gap = y[e] + asks
            if not _may_win(gain, best, chance, (gap - answer) * per):
                continue
            said = logit(gap * per)
            if said * gain > best:
                best, entry, chance, top, answer = said * gain, e, said, gain, gap
                tilt, lean = 1.0 / top, (1.0 - chance) * per
                lift = (adds - top) * tilt + (asks - answer) * lean
    hint[at] = entry
    return entry, chance


@inlined
def _highest(
    x: Floats, y: Floats, corner: Ints, low: int, high: int, v: int, tilt: float, lean: float
) -> tuple[int, float]:  # pragma: no cover - compiled
    """The corner that a slope meets first, walking from one of them, and how high it lies."""
    here = x[corner[v]] * tilt + y[corner[v]] * lean
    for way in (1, -1):
        moved = False
        while low <= v + way < high:
            there = x[corner[v + way]] * tilt + y[corner[v + way]] * lean
            if there <= here:
                break
            v, here, moved = v + way, there, True
        if moved:
            break
    return v, here


@inlined
def _peak(
    x: Floats,
    y: Floats,
    corner: Ints,
    low: int,
    high: int,
    v: int,
    adds: float,
    asks: float,
    per: float,
    gain: float,
    gap: float,
    said: float,
) -> tuple[int, float, float, float]:  # pragma: no cover - compiled
    """The corner whose offer is worth most, walking from one of them: gain, gap and yes with it."""
    for way in (1, -1):
        moved = False
        while low <= v + way < high:
            more, less = x[corner[v + way]] + adds, y[corner[v + way]] + asks
            ahead = (less - gap) * per
            if gain > 0.0 and said < TINY:  # too small to be told apart but by its logarithm
                if more <= 0.0 or ahead + math.log(more / gain) <= 0.0:
                    break
                said = logit(less * per)
            elif gain > 0.0:
                if more - gain + ahead * (1.0 - said) * gain <= LIFT * gain or not _may_win(
                    more, said * gain, said, ahead
                ):
                    break
                yes = logit(less * per)
                if yes * more <= said * gain:
                    break
                said = yes
            elif more <= gain:
                break
            elif more > 0.0:
                said = logit(less * per)
            v, gain, gap, moved = v + way, more, less, True
        if moved:
            break
    return v, gain, gap, said


@inlined
def _may_win(
    gain: float, best: float, yes: float, further: float
) -> bool:  # pragma: no cover - compiled
    """Whether an offer may be worth more than the best so far; told without an exponential.

    Its yes, with `further` on the scale of logits, is y / (y + (1 - y) e^-v), and e^-v is nowhere
    below its Taylor polynomial of third degree.
    """
    rest = 1.0 + further * (-1.0 + further * (0.5 - further / 6.0))
    return bool(yes <= 0.0 or gain * yes > best * (yes + (1.0 - yes) * rest) * (1.0 + LIFT))


@inlined
def least_bad(
    ends: Ints,
    worth: Floats,
    version: int,
    spot: int,
    k: int,
    temperature: float,
    mine: float,
    theirs: float,
    follow: Floats,
    base: int,
    other: int,
    apart: int,
) -> tuple[int, float]:  # pragma: no cover - compiled
    """Where every yes would cost k something: the entry that loses least by it, and its yes."""
    j = 1 - k
    best, entry, chance = -np.inf, -1, 0.0
    for c in range(ends.shape[2]):
        for place in range(ends[version, spot, c, 1 + k, 0], ends[version, spot, c, 1 + k, 1]):
            gain = worth[k, place] + follow[base + c * apart] - mine
            yes = logit((worth[j, place] + follow[other + c * apart] - theirs) / temperature)
            if yes * gain > best:
                best, entry, chance = yes * gain, place, yes
    return entry, chance


@inlined
def logit(gap: float) -> float:  # pragma: no cover - compiled
    """The chance of a yes, by how far it is ahead in units of the temperature."""
    if gap >= 0:
        return 1.0 / (1.0 + math.exp(-gap))
    small = math.exp(gap)
    return small / (1.0 + small)
