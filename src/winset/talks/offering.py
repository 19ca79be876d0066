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
ROW, BOLD, CORNERS = 8, 2, 6
"""Numbers in a row of staircases; where the first bold one stands among them, and the corners."""
SIXTH = 1.0 / 6.0
LIFT = -1e-12
"""What the tangent must lift an entry by, on the scale of logarithms; below 0 for rounding."""


class Stairs(NamedTuple):
    """The staircases of `frontier.Frontiers`, laid out for loops in flat rows of `ROW` numbers.

    Attributes
    ----------
    ends : shape (version * spot * kind * ROW,), where staircases begin and end: the efficient one,
        the first party's bold one, the second's, and the corners of the efficient one.
    package : shape (entry,); kind : shape (entry,), the kind of each entry's settlement.
    worth : shape (entry * party,).
    sure_no : shape (spot * party,).
    corner : shape (corner,); peak : shape (corner * party,), their worth.
    spots, kinds : how many there are.
    """

    ends: Ints
    package: Ints
    kind: Ints
    worth: Floats
    sure_no: Ints
    corner: Ints
    peak: Floats
    spots: int
    kinds: int


@inlined
def row_at(stairs: Stairs, version: int, spot: int) -> int:  # pragma: no cover - compiled
    """Where the rows of a spot begin."""
    return (version * stairs.spots + spot) * stairs.kinds * ROW


@inlined
def deal(
    stairs: Stairs,
    row: int,
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
    row : where the rows of the spot begin; also below.
    hint : from `at` on, for each kind, where the other's yes began in a similar case; filled in.
    """
    j, ends, worth = 1 - k, stairs.ends, stairs.worth
    entry, best, theirs = -1, -np.inf, -np.inf
    for c in range(stairs.kinds):
        low, high = ends[row + c * ROW], ends[row + c * ROW + 1]
        needed = asked - follow[other + c * apart] - TIE
        cut = hint[at + c]
        if cut < low or cut > high:
            cut = (low + high) // 2
        if k == 0:  # the other's worth rises along the staircase: the first entry that is enough
            while cut < high and worth[2 * cut + j] < needed:
                cut += 1
            while cut > low and worth[2 * cut - 2 + j] >= needed:
                cut -= 1
            place = cut
        else:  # it falls: the last entry that is enough
            while cut < high and worth[2 * cut + j] >= needed:
                cut += 1
            while cut > low and worth[2 * cut - 2 + j] < needed:
                cut -= 1
            place = cut - 1
        hint[at + c] = cut
        if place < low or place >= high:
            continue
        mine = worth[2 * place + k] + follow[base + c * apart]
        gets = worth[2 * place + j] + follow[other + c * apart]
        if mine > best + TIE or (mine >= best - TIE and gets > theirs + TIE):
            best, theirs, entry = mine, gets, place
    return entry, best


@inlined
def bluff(
    stairs: Stairs,
    row: int,
    spot: int,
    k: int,
    asked: float,
    follow: Floats,
    other: int,
    apart: int,
) -> int:  # pragma: no cover - compiled
    """A package that the other rejects: barred to it, or else the one that it likes least."""
    if stairs.sure_no[2 * spot + k] >= 0:
        return int(stairs.sure_no[2 * spot + k])
    j = 1 - k
    chosen, least = -1, np.inf
    for c in range(stairs.kinds):
        bold = row + c * ROW + BOLD + 2 * k
        low, last = stairs.ends[bold], stairs.ends[bold + 1] - 1
        if last < low:
            continue
        theirs = stairs.worth[2 * last + j] + follow[other + c * apart]
        if theirs < asked - TIE and theirs < least:
            chosen, least = stairs.package[last], theirs
    return chosen


@inlined
def dearest(
    stairs: Stairs,
    row: int,
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
    ends, worth, corner, peak, j = stairs.ends, stairs.worth, stairs.corner, stairs.peak, 1 - k
    best, entry, chance = 0.0, -1, 0.0
    top, answer, tilt, lean = 0.0, 0.0, 0.0, 0.0
    known = hint[at]
    if 0 <= known < len(stairs.kind):  # it may come from other staircases
        c = stairs.kind[known]
        if ends[row + c * ROW] <= known < ends[row + c * ROW + 1]:
            top = worth[2 * known + k] + follow[base + c * apart] - mine
            if top > 0.0:
                answer = worth[2 * known + j] + follow[other + c * apart] - theirs
                chance = logit(answer * per)
                best, entry = chance * top, known
                tilt, lean = 1.0 / top, (1.0 - chance) * per
    for c in range(stairs.kinds):
        low, high = ends[row + c * ROW + CORNERS], ends[row + c * ROW + CORNERS + 1]
        if low == high:
            continue
        adds, asks = follow[base + c * apart] - mine, follow[other + c * apart] - theirs
        v = hint[at + 1 + c]
        if v < low or v >= high:
            v = (low + high) // 2
        lift = (adds - top) * tilt + (asks - answer) * lean
        if entry >= 0:
            u, height = _highest(peak, low, high, v, k, tilt, lean)
            if height + lift <= LIFT:
                hint[at + 1 + c] = u
                continue
        if corner[v] == entry:
            gain, gap, said = top, answer, chance
        else:
            gain, gap = peak[2 * v + k] + adds, peak[2 * v + j] + asks
            said = logit(gap * per) if gain > 0.0 else 0.0
        v, gain, gap, said = _peak(peak, low, high, v, k, adds, asks, per, gain, gap, said)
        hint[at + 1 + c] = v
        if gain > 0.0 and said * gain > best:
            best, entry, chance, top, answer = said * gain, corner[v], said, gain, gap
            tilt, lean = 1.0 / top, (1.0 - chance) * per
            lift = (adds - top) * tilt + (asks - answer) * lean
        first, last = _beside(peak, low, high, v, k, tilt, lean, lift, corner[v] == entry)
        for e in range(corner[first], corner[last] + 1 if first < last else 0):
            x, y = worth[2 * e + k], worth[2 * e + j]
            gain = x + adds
            if gain <= best or x * tilt + y * lean + lift <= LIFT:
                continue
            gap = y + asks
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
    peak: Floats, low: int, high: int, v: int, k: int, tilt: float, lean: float
) -> tuple[int, float]:  # pragma: no cover - compiled
    """The corner that a slope meets first, walking from one of them, and how high it lies."""
    j = 1 - k
    here = peak[2 * v + k] * tilt + peak[2 * v + j] * lean
    for way in (1, -1):
        moved = False
        while low <= v + way < high:
            u = 2 * (v + way)
            there = peak[u + k] * tilt + peak[u + j] * lean
            if there <= here:
                break
            v, here, moved = v + way, there, True
        if moved:
            break
    return v, here


@inlined
def _beside(
    peak: Floats,
    low: int,
    high: int,
    v: int,
    k: int,
    tilt: float,
    lean: float,
    lift: float,
    best: bool,
) -> tuple[int, int]:  # pragma: no cover - compiled
    """The corners between which entries may be better than the best one so far.

    Entries between two corners lie nowhere above the line from one to the other.

    Parameters
    ----------
    best : whether the corner in the middle is the best entry so far, so that it is not in question.
    """
    j, first, last = 1 - k, v, v
    above = not best and peak[2 * v + k] * tilt + peak[2 * v + j] * lean + lift > LIFT
    if v > low:
        u = 2 * v - 2
        if above or peak[u + k] * tilt + peak[u + j] * lean + lift > LIFT:
            first = v - 1
    if v + 1 < high:
        u = 2 * v + 2
        if above or peak[u + k] * tilt + peak[u + j] * lean + lift > LIFT:
            last = v + 1
    return first, last


@inlined
def _peak(
    peak: Floats,
    low: int,
    high: int,
    v: int,
    k: int,
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
            u = 2 * (v + way)
            more, less = peak[u + k] + adds, peak[u + 1 - k] + asks
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
    rest = 1.0 + further * (-1.0 + further * (0.5 - further * SIXTH))
    return bool(yes <= 0.0 or gain * yes > best * (yes + (1.0 - yes) * rest) * (1.0 + LIFT))


@inlined
def least_bad(
    stairs: Stairs,
    row: int,
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
    j, worth = 1 - k, stairs.worth
    best, entry, chance = -np.inf, -1, 0.0
    for c in range(stairs.kinds):
        bold = row + c * ROW + BOLD + 2 * k
        for place in range(stairs.ends[bold], stairs.ends[bold + 1]):
            gain = worth[2 * place + k] + follow[base + c * apart] - mine
            yes = logit((worth[2 * place + j] + follow[other + c * apart] - theirs) / temperature)
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
