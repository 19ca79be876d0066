"""One step of talks between two parties who must both agree, state by state: the compiled loop.

The same step as `step.py`, whose `play_step` is its plain twin.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from winset._typing import Bools, Floats, Ints
from winset.talks.checks import TIE
from winset.talks.game import Game
from winset.talks.loops import inlined
from winset.talks.offering import Stairs, bluff, deal, dearest, least_bad, logit


class Rules(NamedTuple):
    """What a step of two parties goes by.

    Attributes
    ----------
    temperature : of every choice.
    discount : shape (party,).
    recognition : shape (party, state, party), as the first party believes.
    may_refuse, may_stall : shape (party,).
    leaves : whether parties may leave; exits : shape (state, party, party), or one row without.
    order : shape (party,), in which they attend.
    spot_of : shape (state,).
    """

    temperature: float
    discount: Floats
    recognition: Floats
    may_refuse: Bools
    may_stall: Bools
    leaves: bool
    exits: Floats
    order: Ints
    spot_of: Ints


def rules_of(game: Game) -> Rules:
    """The rules of a game of two parties."""
    return Rules(
        float(game.temperature),
        game.discount,
        np.ascontiguousarray(game.recognition),
        game.may_refuse,
        game.may_stall,
        game.exits is not None,
        np.zeros((1, 2, 2)) if game.exits is None else game.exits,
        game.order,
        game.terms.spot_of,
    )


@inlined
def play_state(
    t: float,
    recognition: Floats,
    may_refuse: Bools,
    may_stall: Bools,
    leaves: bool,
    exits: Floats,
    order: Ints,
    ends: Ints,
    package: Ints,
    worth: Floats,
    kind: Ints,
    sure_no: Ints,
    version: int,
    spot: int,
    s: int,
    after: Floats,
    follow: Floats,
    bound: Floats,
    entry: Ints,
    values: Floats,
    ways: Floats,
    offer: Ints,
    offering: Floats,
    yes: Floats,
) -> None:  # pragma: no cover - compiled
    """Fill in values (party,), ways (party, 3), offer, offering, yes (party,) of one state.

    `t` is the temperature; `after` has shape (outcome, party), what follows each thing at the
    table; `follow` (kind, party), what follows a signature; `bound` (party,), the chance that a
    declaration binds; `entry` (party,) places on the staircases, taken as a hint and filled in.
    The staircases are those of `Stairs`, the rest as in `Rules`. (Arrays one by one: taking them
    out of records costs more than the step.)
    """
    one, two = 0.0, 0.0
    for k in range(2):
        chosen, found, chance, said = _offer(
            t, may_stall[k], ends, package, worth, kind, sure_no, version, spot, k, after, follow,
            entry[k],
        )  # fmt: skip
        offer[k], offering[k], yes[k] = chosen, chance, said
        got, other = (1 - said) * after[6 - k, 0], (1 - said) * after[6 - k, 1]
        if found >= 0:
            entry[k] = found
            c = kind[found]
            got += said * (worth[0, found] + follow[c, 0])
            other += said * (worth[1, found] + follow[c, 1])
        one += recognition[0, s, k] * (chance * got + (1 - chance) * after[3 + k, 0])
        two += recognition[1, s, k] * (chance * other + (1 - chance) * after[3 + k, 1])
    values[0], values[1] = one, two
    for turn in range(1, -1, -1):
        i = order[turn]
        _attend(t, may_refuse[i], leaves, exits, i, s, after, bound[i], values, ways)


@inlined
def _offer(
    t: float,
    may_stall: bool,
    ends: Ints,
    package: Ints,
    worth: Floats,
    kind: Ints,
    sure_no: Ints,
    version: int,
    spot: int,
    k: int,
    after: Floats,
    follow: Floats,
    hint: int,
) -> tuple[int, int, float, float]:  # pragma: no cover - compiled
    """k's package (-1: none), its entry (-1: a sure no), the chance to offer it, and of a yes."""
    mine, theirs, stall = after[6 - k, k], after[6 - k, 1 - k], after[3 + k, k]
    if t == 0.0:
        entry, value = deal(ends, worth, version, spot, k, theirs, follow)
        chosen = -1 if entry < 0 else package[entry]
        chance = 0.0 if entry < 0 else 1.0
        yes = chance
        if may_stall and stall > value + TIE:
            chance, value = 0.0, stall
        if mine > value + TIE:
            idle = bluff(ends, package, worth, sure_no, version, spot, k, theirs, follow)
            if idle >= 0:
                chosen, chance, yes = idle, 1.0, 0.0
        return chosen, entry, chance, yes
    entry, yes = dearest(ends, worth, kind, version, spot, k, t, mine, theirs, follow, hint)
    if entry < 0 and sure_no[spot, k] >= 0:
        chosen = sure_no[spot, k]
    else:
        if entry < 0:
            entry, yes = least_bad(ends, worth, version, spot, k, t, mine, theirs, follow)
        chosen = -1 if entry < 0 else package[entry]
    if chosen < 0:
        return -1, -1, 0.0, 0.0
    if not may_stall:
        return chosen, entry, 1.0, yes
    made = mine
    if entry >= 0:
        made = yes * (worth[k, entry] + follow[kind[entry], k]) + (1 - yes) * mine
    return chosen, entry, logit((made - stall) / t), yes


@inlined
def _attend(
    t: float,
    may_refuse: bool,
    leaves: bool,
    exits: Floats,
    i: int,
    s: int,
    after: Floats,
    bound: float,
    values: Floats,
    ways: Floats,
) -> None:  # pragma: no cover - compiled
    """Replace the values of a full table by those before party i has decided to attend."""
    stay = values[i]
    refuse = after[1 + i, i] if may_refuse else -np.inf
    leave = exits[s, i, i] if leaves else -np.inf
    top = max(stay, refuse, leave)
    if t == 0.0:
        a = 1.0 if stay >= top - TIE else 0.0
        b = 1.0 if a == 0.0 and refuse >= top - TIE else 0.0
        c = 1.0 - a - b
    else:
        a = 1.0 if stay == top else math.exp((stay - top) / t)
        b, c = 0.0, 0.0
        if may_refuse:
            b = 1.0 if refuse == top else math.exp((refuse - top) / t)
        if leaves:
            c = 1.0 if leave == top else math.exp((leave - top) / t)
        total = a + b + c
        a, b, c = a / total, b / total, c / total
    ways[i, 0], ways[i, 1], ways[i, 2] = a, b, c
    for party in range(2):
        free = a * values[party] + b * after[1 + i, party]
        if leaves:
            free += c * exits[s, i, party]
        values[party] = bound * after[1 + i, party] + (1 - bound) * free


@njit(cache=True, nogil=True)
def play_pair(
    rules: Rules,
    stairs: Stairs,
    version: int,
    flows: Floats,
    expected: Floats,
    table_of: Ints,
    follow: Floats,
    declared: Floats,
    hint: Ints,
    values: Floats,
    attendance: Floats,
    offer: Ints,
    offering: Floats,
    reply: Floats,
) -> None:  # pragma: no cover - compiled
    """Fill values (state, 2), attendance (state, 2, 3), offer, offering (state, 2), reply (..., 3).

    `expected` has shape (table, state, 2), `table_of` (outcome,), `flows` (state, 2), `follow`
    (kind, state, 2); `hint` (state, 2) carries entries from step to step.
    """
    t, discount, recognition, may_refuse, may_stall, leaves, exits, order, spot_of = rules
    ends, package, worth, kind, sure_no = stairs
    kinds = len(follow)
    after, ahead, bound = np.empty((7, 2)), np.empty((kinds, 2)), np.empty(2)
    got, ways, entry = np.empty(2), np.empty((2, 3)), np.empty(2, dtype=np.int64)
    chosen, chance, yes = np.empty(2, dtype=np.int64), np.empty(2), np.empty(2)
    for s in range(len(spot_of)):
        for i in range(2):
            for outcome in range(7):
                later = expected[table_of[outcome], s, i]
                after[outcome, i] = flows[s, i] + discount[i] * later
            for c in range(kinds):
                ahead[c, i] = follow[c, s, i]
            entry[i], bound[i] = hint[s, i], declared[s, i]
        play_state(
            t, recognition, may_refuse, may_stall, leaves, exits, order, ends, package, worth, kind,
            sure_no, version, spot_of[s], s, after, ahead, bound, entry, got, ways, chosen, chance,
            yes,
        )  # fmt: skip
        for k in range(2):
            values[s, k], hint[s, k] = got[k], entry[k]
            for way in range(3):
                attendance[s, k, way] = ways[k, way]
            offer[s, k], offering[s, k] = chosen[k], chance[k]
            reply[s, k, 0], reply[s, k, 1 + k] = yes[k], 0.0
            reply[s, k, 2 - k] = 1 - yes[k] if chosen[k] >= 0 else 0.0
