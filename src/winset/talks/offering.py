"""What a party with the initiative offers to one other party: the compiled search of staircases.

Only the staircases of `frontier.py` matter. With noise an offer of an entry is worth yes * gain
over a rejection. Its logarithm is concave in what both get, so it lies below its tangent at the
best entry found so far: an entry that the tangent does not lift above that one needs no look. Along
a staircase one party's worth rises and the other's falls, so that the ends of a stretch bound all
entries between them, and whole stretches are passed over.

What follows a signature comes as flat numbers: `follow[base + kind * apart]` is the proposer's,
`follow[other + kind * apart]` the other's.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from winset._typing import Floats, Ints
from winset.talks.checks import TIE
from winset.talks.loops import inlined

STRETCH = 8
"""Entries that are looked at, or passed over, together."""
LIFT = -1e-12
"""What the tangent must lift an entry by, on the scale of logarithms; below 0 for rounding."""


class Stairs(NamedTuple):
    """The staircases of `frontier.Frontiers`, laid out for loops.

    Attributes
    ----------
    ends : shape (version, spot, kind, 3, 2); package : shape (entry,).
    worth : shape (party, entry); kind : shape (entry,), the kind of each entry's settlement.
    sure_no : shape (spot, party).
    """

    ends: Ints
    package: Ints
    worth: Floats
    kind: Ints
    sure_no: Ints


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
        mine, gets = worth[k, place] + follow[base + c * apart], worth[j, place] + follow[
            other + c * apart
        ]
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
    hint: int,
) -> tuple[int, float]:  # pragma: no cover - compiled
    """The entry whose offer is worth most to k beyond a rejection, and its yes; -1: none is.

    Parameters
    ----------
    mine, theirs : what k and the other have after a rejection.
    hint : an entry that was best in a similar case: it only saves time.
    """
    j, per = 1 - k, 1.0 / temperature
    best, entry, chance = 0.0, -1, 0.0
    top, answer, tilt, lean = 0.0, 0.0, 0.0, 0.0
    if 0 <= hint < len(kind):  # it may come from other staircases
        c = kind[hint]
        if ends[version, spot, c, 0, 0] <= hint < ends[version, spot, c, 0, 1]:
            top = worth[k, hint] + follow[base + c * apart] - mine
            if top > 0.0:
                answer = worth[j, hint] + follow[other + c * apart] - theirs
                yes = logit(answer * per)
                best, entry, chance = yes * top, hint, yes
                tilt, lean = 1.0 / top, (1.0 - yes) * per
    for c in range(ends.shape[2]):
        low, high = ends[version, spot, c, 0, 0], ends[version, spot, c, 0, 1]
        if low == high:
            continue
        adds, asks = follow[base + c * apart] - mine, follow[other + c * apart] - theirs
        mine_at, theirs_at = (low, high - 1) if k == 0 else (high - 1, low)
        if worth[k, mine_at] + adds <= best:
            continue
        lift = (adds - top) * tilt + (asks - answer) * lean
        if entry >= 0 and worth[k, mine_at] * tilt + worth[j, theirs_at] * lean + lift <= LIFT:
            continue
        for begin in range(low, high, STRETCH):
            end = min(begin + STRETCH, high)
            mine_at, theirs_at = (begin, end - 1) if k == 0 else (end - 1, begin)
            bound = worth[k, mine_at] * tilt + worth[j, theirs_at] * lean + lift
            if entry >= 0 and bound <= LIFT:
                continue
            for place in range(begin, end):
                if entry >= 0 and worth[k, place] * tilt + worth[j, place] * lean + lift <= LIFT:
                    continue
                gain = worth[k, place] + adds
                if gain <= best:
                    continue
                gap = worth[j, place] + asks
                yes = logit(gap * per)
                if yes * gain > best:
                    best, entry, chance = yes * gain, place, yes
                    top, answer, tilt, lean = gain, gap, 1.0 / gain, (1.0 - yes) * per
                    lift = (adds - top) * tilt + (asks - answer) * lean
    return entry, chance


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
