"""One step of talks between two parties who must both agree, state by state: the compiled loop.

The same step as `step.py`, using that only the staircases of `frontier.py` matter. The plain twin
of these loops is `step.play_step` itself.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from winset._typing import Bools, Floats, Ints
from winset.talks.checks import TIE

FAR, FINE = 30.0, 32  # the bound's table covers odds from -FAR to FAR, in FINE parts of one
_BOUND = 1.0 / (1.0 + np.exp(FAR - (np.arange(2 * int(FAR) * FINE + 1) + 1) / FINE))


@njit(cache=True, nogil=True)
def play_pair(
    temperature: float,
    flows: Floats,
    discount: Floats,
    expected: Floats,
    table_of: Ints,
    follow: Floats,
    spot_of: Ints,
    ends: Ints,
    package: Ints,
    worth: Floats,
    sure_no: Ints,
    recognition: Floats,
    declared: Floats,
    may_refuse: Bools,
    may_stall: Bools,
    leaves: bool,
    exits: Floats,
    order: Ints,
    hint: Ints,
    values: Floats,
    attendance: Floats,
    offer: Ints,
    offering: Floats,
    reply: Floats,
) -> None:  # pragma: no cover - compiled
    """Fill values (state, 2), attendance (state, 2, 3), offer, offering (state, 2), reply (..., 3).

    `expected` has shape (table, state, 2), `table_of` (outcome,), `flows` (state, 2), `follow`
    (kind, state, 2), `ends` (spot, kind, 3, 2); `hint` (state, 2) carries the entry last found
    from step to step: it only saves time.
    """
    got, after = np.empty((2, 2)), np.empty((7, 2))
    for s in range(len(spot_of)):
        for outcome in range(7):
            for i in range(2):
                later = expected[table_of[outcome], s, i]
                after[outcome, i] = flows[s, i] + discount[i] * later
        spot = spot_of[s]
        for k in range(2):
            j = 1 - k
            stall = after[3 + k]
            no = after[5 + j]
            if temperature == 0.0:
                chosen, value, kept = _deal(k, no[j], follow, s, ends[spot], package, worth)
                chance = 1.0 if chosen >= 0 else 0.0
                yes = chance
                idle = stall[k] if may_stall[k] else -np.inf
                if idle > value + TIE:
                    chance, value = 0.0, idle
                if no[k] > value + TIE:
                    bluff = _bluff(k, no[j], follow, s, ends[spot], package, worth, sure_no[spot])
                    if bluff >= 0:
                        chosen, chance, yes = bluff, 1.0, 0.0
            else:
                chosen, kept, yes = _best(
                    temperature, k, no, follow, s, ends[spot], package, worth, sure_no[spot], hint
                )
                chance = 1.0 if chosen >= 0 else 0.0
                if chosen >= 0 and may_stall[k]:
                    mine = no[k]
                    if kept >= 0:
                        c = _kind_at(ends[spot], kept)
                        mine = yes * (worth[kept, k] + follow[c, s, k]) + (1 - yes) * no[k]
                    chance = _yes(mine, stall[k], temperature)
            c = _kind_at(ends[spot], kept) if kept >= 0 else 0
            for i in range(2):
                made = (1 - yes) * no[i]
                if kept >= 0:
                    made += yes * (worth[kept, i] + follow[c, s, i])
                got[k, i] = chance * made + (1 - chance) * stall[i]
            offer[s, k], offering[s, k] = chosen, chance
            reply[s, k, 0] = yes
            reply[s, k, 1 + k] = 0.0
            reply[s, k, 1 + j] = 1 - yes if chosen >= 0 else 0.0
        for i in range(2):
            values[s, i] = recognition[i, s, 0] * got[0, i] + recognition[i, s, 1] * got[1, i]
        for turn in range(1, -1, -1):
            i = order[turn]
            _attend(
                temperature, i, s, after, declared, may_refuse, leaves, exits, values, attendance
            )


@njit(cache=True, nogil=True)
def _deal(
    k: int, asked: float, follow: Floats, s: int, ends: Ints, package: Ints, worth: Floats
) -> tuple[int, float, int]:  # pragma: no cover - compiled
    """The proposer's best package that the other accepts (its value >= asked), by bisection."""
    j = 1 - k
    chosen, entry, best, theirs = -1, -1, -np.inf, -np.inf
    for c in range(len(ends)):
        low, high = ends[c, 0, 0], ends[c, 0, 1]
        needed = asked - follow[c, s, j] - TIE
        left, right = low, high
        while left < right:
            middle = (left + right) // 2
            enough = worth[middle, j] >= needed
            if enough == (k == 0):
                right = middle
            else:
                left = middle + 1
        spot = left if k == 0 else left - 1
        if spot < low or spot >= high:
            continue
        mine, other = worth[spot, k] + follow[c, s, k], worth[spot, j] + follow[c, s, j]
        if mine > best + TIE or (mine >= best - TIE and other > theirs + TIE):
            best, theirs, chosen, entry = mine, other, package[spot], spot
    return chosen, best, entry


@njit(cache=True, nogil=True)
def _bluff(
    k: int,
    asked: float,
    follow: Floats,
    s: int,
    ends: Ints,
    package: Ints,
    worth: Floats,
    sure_no: Ints,
) -> int:  # pragma: no cover - compiled
    """A package that the other rejects: barred to it, or else the one that it likes least."""
    if sure_no[k] >= 0:
        return int(sure_no[k])
    j = 1 - k
    chosen, least = -1, np.inf
    for c in range(len(ends)):
        low, high = ends[c, 1 + k, 0], ends[c, 1 + k, 1]
        if low == high:
            continue
        spot = high - 1
        theirs = worth[spot, j] + follow[c, s, j]
        if theirs < asked - TIE and theirs < least:
            chosen, least = package[spot], theirs
    return chosen


@njit(cache=True, nogil=True)
def _best(
    temperature: float,
    k: int,
    no: Floats,
    follow: Floats,
    s: int,
    ends: Ints,
    package: Ints,
    worth: Floats,
    sure_no: Ints,
    hint: Ints,
) -> tuple[int, int, float]:  # pragma: no cover - compiled
    """The offer of the highest expected value: its package, its entry (-1: a sure no), its yes.

    Against a rejection the offer of an entry is worth yes * gain. Going down the proposer's side
    of a staircase the gain falls and the yes rises: entries whose yes is too small even for the
    largest gain are skipped by bisection, and the search ends where the gain alone is too small.
    """
    j = 1 - k
    best, entry, chance = 0.0, -1, 0.0
    start = hint[s, k]
    if start >= 0:
        c = _kind_at(ends, start)
        if c >= 0 and start < ends[c, 0, 1]:
            gain = worth[start, k] + follow[c, s, k] - no[k]
            if gain > 0:
                yes = _yes(worth[start, j] + follow[c, s, j], no[j], temperature)
                if yes * gain > best:
                    best, entry, chance = yes * gain, start, yes
    for c in range(len(ends)):
        low, high = ends[c, 0, 0], ends[c, 0, 1]
        if low == high:
            continue
        mine, theirs = follow[c, s, k] - no[k], follow[c, s, j] - no[j]
        begin, by = (low, 1) if k == 0 else (high - 1, -1)
        top = worth[begin, k] + mine
        if top <= best:
            continue
        first = 0
        if best > 0.0:
            odds = temperature * math.log(best / (top - best))
            first = _first(worth, j, begin, by, high - low, odds - theirs)
        for move in range(first, high - low):
            spot = begin + by * move
            gain = worth[spot, k] + mine
            if gain <= best:
                break
            if _at_most(worth[spot, j] + theirs, 0.0, temperature) * gain <= best:
                continue
            yes = _yes(worth[spot, j] + theirs, 0.0, temperature)
            if yes * gain > best:
                best, entry, chance = yes * gain, spot, yes
    hint[s, k] = entry
    if entry >= 0:
        return package[entry], entry, chance
    if sure_no[k] >= 0:
        return int(sure_no[k]), -1, 0.0
    best = -np.inf
    for c in range(len(ends)):
        for spot in range(ends[c, 1 + k, 0], ends[c, 1 + k, 1]):
            gain = worth[spot, k] + follow[c, s, k] - no[k]
            yes = _yes(worth[spot, j] + follow[c, s, j], no[j], temperature)
            if yes * gain > best:
                best, entry, chance = yes * gain, spot, yes
    if entry < 0:
        return -1, -1, 0.0
    return package[entry], entry, chance


@njit(cache=True, nogil=True)
def _first(
    worth: Floats, j: int, begin: int, by: int, length: int, needed: float
) -> int:  # pragma: no cover - compiled
    """How many entries of a staircase come before the first that gives j what is needed."""
    left, right = 0, length
    while left < right:
        middle = (left + right) // 2
        if worth[begin + by * middle, j] < needed:
            left = middle + 1
        else:
            right = middle
    return left


@njit(cache=True, nogil=True)
def _attend(
    temperature: float,
    i: int,
    s: int,
    after: Floats,
    declared: Floats,
    may_refuse: Bools,
    leaves: bool,
    exits: Floats,
    values: Floats,
    attendance: Floats,
) -> None:  # pragma: no cover - compiled
    """Replace the values of a full table by those before party i has decided to attend."""
    refusing = after[1 + i]
    stay = values[s, i]
    refuse = refusing[i] if may_refuse[i] else -np.inf
    leave = exits[s, i, i] if leaves else -np.inf
    top = max(stay, refuse, leave)
    if temperature == 0.0:
        a = 1.0 if stay >= top - TIE else 0.0
        b = 1.0 if a == 0.0 and refuse >= top - TIE else 0.0
        c = 1.0 - a - b
    else:
        a = 1.0 if stay == top else math.exp((stay - top) / temperature)
        b, c = 0.0, 0.0
        if may_refuse[i]:
            b = 1.0 if refuse == top else math.exp((refuse - top) / temperature)
        if leaves:
            c = 1.0 if leave == top else math.exp((leave - top) / temperature)
        total = a + b + c
        a, b, c = a / total, b / total, c / total
    attendance[s, i, 0], attendance[s, i, 1], attendance[s, i, 2] = a, b, c
    bound = declared[s, i]
    for party in range(2):
        free = a * values[s, party] + b * refusing[party]
        if leaves:
            free += c * exits[s, i, party]
        values[s, party] = bound * refusing[party] + (1 - bound) * free


@njit(cache=True, nogil=True)
def _yes(yes: float, no: float, temperature: float) -> float:  # pragma: no cover - compiled
    gap = (yes - no) / temperature
    if gap >= 0:
        return 1.0 / (1.0 + math.exp(-gap))
    small = math.exp(gap)
    return small / (1.0 + small)


@njit(cache=True, nogil=True)
def _at_most(yes: float, no: float, temperature: float) -> float:  # pragma: no cover - compiled
    """An upper bound of `_yes` from a table: most entries need no exponential at all."""
    place = ((yes - no) / temperature + FAR) * FINE
    if place >= len(_BOUND) - 1:
        return 1.0
    return float(_BOUND[max(int(place), 0)])


@njit(cache=True, nogil=True)
def _kind_at(ends: Ints, entry: int) -> int:  # pragma: no cover - compiled
    """The kind of settlement whose staircases hold this entry; -1 if it belongs elsewhere."""
    for c in range(len(ends)):
        if ends[c, 0, 0] <= entry < ends[c, 2, 1]:
            return c
    return -1
