"""What a party with the initiative offers to one other party: the compiled search of staircases.

Only the staircases of `frontier.py` matter. With noise an offer of an entry is worth yes * gain
over a rejection. Its logarithm is concave in what both get, so it lies below its tangent at the
best entry found so far: an entry that the tangent does not lift above that one needs no look.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from winset._typing import Floats, Ints
from winset.talks.checks import TIE
from winset.talks.loops import inlined

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
    ends: Ints, worth: Floats, version: int, spot: int, k: int, asked: float, follow: Floats
) -> tuple[int, float]:  # pragma: no cover - compiled
    """The entry of k's best package that the other accepts (its value >= asked), by bisection.

    `follow` has shape (kind, party).
    """
    j = 1 - k
    entry, best, theirs = -1, -np.inf, -np.inf
    for c in range(ends.shape[2]):
        low, high = ends[version, spot, c, 0, 0], ends[version, spot, c, 0, 1]
        needed = asked - follow[c, j] - TIE
        left, right = low, high
        while left < right:
            middle = (left + right) // 2
            enough = worth[j, middle] >= needed
            if enough == (k == 0):
                right = middle
            else:
                left = middle + 1
        place = left if k == 0 else left - 1
        if place < low or place >= high:
            continue
        mine, other = worth[k, place] + follow[c, k], worth[j, place] + follow[c, j]
        if mine > best + TIE or (mine >= best - TIE and other > theirs + TIE):
            best, theirs, entry = mine, other, place
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
        theirs = worth[j, high - 1] + follow[c, j]
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
            top = worth[k, hint] + follow[c, k] - mine
            if top > 0.0:
                answer = worth[j, hint] + follow[c, j] - theirs
                yes = logit(answer * per)
                best, entry, chance = yes * top, hint, yes
                tilt, lean = 1.0 / top, (1.0 - yes) * per
    for c in range(ends.shape[2]):
        low, high = ends[version, spot, c, 0, 0], ends[version, spot, c, 0, 1]
        if low == high:
            continue
        adds, asks = follow[c, k] - mine, follow[c, j] - theirs
        if worth[k, low if k == 0 else high - 1] + adds <= best:
            continue
        base = (adds - top) * tilt + (asks - answer) * lean
        for place in range(low, high):
            if entry >= 0 and worth[k, place] * tilt + worth[j, place] * lean + base <= LIFT:
                continue
            gain = worth[k, place] + adds
            if gain <= best:
                continue
            gap = worth[j, place] + asks
            yes = logit(gap * per)
            if yes * gain > best:
                best, entry, chance = yes * gain, place, yes
                top, answer, tilt, lean = gain, gap, 1.0 / gain, (1.0 - yes) * per
                base = (adds - top) * tilt + (asks - answer) * lean
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
) -> tuple[int, float]:  # pragma: no cover - compiled
    """Where every yes would cost k something: the entry that loses least by it, and its yes."""
    j = 1 - k
    best, entry, chance = -np.inf, -1, 0.0
    for c in range(ends.shape[2]):
        for place in range(ends[version, spot, c, 1 + k, 0], ends[version, spot, c, 1 + k, 1]):
            gain = worth[k, place] + follow[c, k] - mine
            yes = logit((worth[j, place] + follow[c, j] - theirs) / temperature)
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
