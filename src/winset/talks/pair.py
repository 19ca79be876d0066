"""One step of talks between two parties who must both agree, state by state: the compiled loop.

The same step as `step.py`, whose `play_step` is its plain twin. Games stand side by side in lanes:
first the first party's values in every game, then the second's.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from winset._typing import Bools, Floats, Ints
from winset.talks.checks import TIE
from winset.talks.game import Game
from winset.talks.loops import inlined, kept, loop
from winset.talks.offering import Stairs, bluff, deal, dearest, least_bad, logit, row_at
from winset.talks.outcomes import CLOSED, refused, rejected, stalled

REFUSED, STALLED, REJECTED, SHUT, FAILED = 0, 2, 4, 6, 7
"""Places among the outcomes of talks; a failed vote counts by kind."""


def talk_outcomes() -> list[int]:
    """The numbers of what can happen at a table of two, in these places."""
    asked = [refused(0), refused(1), stalled(2, 0), stalled(2, 1), rejected(2, 0), rejected(2, 1)]
    return [*asked, CLOSED]


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


class Chosen(NamedTuple):
    """What everybody does, blocks of games before states; see `step.Choices`.

    Attributes
    ----------
    attendance : shape (step, block, state, 2, 3); offer, offering : shape (step, block, state, 2).
    reply : shape (step, block, state, 2, 3).
    """

    attendance: Floats
    offer: Ints
    offering: Floats
    reply: Floats


def rules_of(game: Game) -> Rules:
    """The rules of a game of two parties."""
    return Rules(
        float(game.temperature),
        np.array(game.discount),
        np.ascontiguousarray(game.recognition),
        np.array(game.may_refuse),
        np.array(game.may_stall),
        game.exits is not None,
        np.zeros((1, 2, 2)) if game.exits is None else np.ascontiguousarray(game.exits),
        np.array(game.order),
        np.array(game.terms.spot_of),
    )


@loop
def play(
    rules: Rules,
    stairs: Stairs,
    version: int,
    games: int,
    flows: Floats,
    later: Floats,
    at: Ints,
    follow: Floats,
    declared: Floats,
    hint: Ints,
    values: Floats,
    chosen: Chosen,
    place: int,
    block: int,
) -> None:  # pragma: no cover - compiled
    """Play a step in every state of every game.

    Parameters
    ----------
    version : of the staircases.
    flows : shape (state * lane,), (1 - d) c.
    later : what is expected after each outcome: shape (state * lane,) from `at` of its place on.
    follow : shape (state * kind * lane,), what follows a signature.
    declared : shape (state, party), the chance that a declaration binds.
    hint : shape (state * lane * (1 + kind),), where to look first; filled in.
    values : shape (state * lane,), filled in.
    chosen : filled in from step `place` and block `block` on, if it has room for steps.
    """
    t, discount, recognition, may_refuse, may_stall, leaves, exits, order, spot_of = rules
    kinds, lanes, tell = stairs.kinds, 2 * games, place < len(chosen.offer)
    for s in range(len(spot_of)):
        spot = spot_of[s]
        row = row_at(stairs, version, spot)
        for g in range(games):
            a = s * lanes + g
            b = a + games
            one, two = 0.0, 0.0
            for k in range(2):
                no, idle = at[REJECTED + 1 - k], at[STALLED + k]
                no_one = flows[a] + discount[0] * later[no + a]
                no_two = flows[b] + discount[1] * later[no + b]
                idle_one = flows[a] + discount[0] * later[idle + a]
                idle_two = flows[b] + discount[1] * later[idle + b]
                mine, theirs, stall = no_one, no_two, idle_one
                if k == 1:
                    mine, theirs, stall = no_two, no_one, idle_two
                ahead = s * kinds * lanes + g
                offer, found, chance, yes = _offer(
                    t, may_stall[k], stairs, row, spot, k, mine, theirs, stall, follow,
                    ahead + k * games, ahead + (1 - k) * games, lanes, hint,
                    ((s * 2 + k) * games + g) * (kinds + 1),
                )  # fmt: skip
                got, other = (1 - yes) * no_one, (1 - yes) * no_two
                if found >= 0:
                    c = ahead + stairs.kind[found] * lanes
                    got += yes * (stairs.worth[2 * found] + follow[c])
                    other += yes * (stairs.worth[2 * found + 1] + follow[c + games])
                one += recognition[0, s, k] * (chance * got + (1 - chance) * idle_one)
                two += recognition[1, s, k] * (chance * other + (1 - chance) * idle_two)
                if tell:
                    chosen.offer[place, block + g, s, k] = offer
                    chosen.offering[place, block + g, s, k] = chance
                    chosen.reply[place, block + g, s, k, 0] = yes
                    no_chance = 1 - yes if offer >= 0 else 0.0
                    chosen.reply[place, block + g, s, k, 2 - k] = no_chance
            for turn in range(1, -1, -1):
                i = order[turn]
                away = at[REFUSED + i]
                out_one = flows[a] + discount[0] * later[away + a]
                out_two = flows[b] + discount[1] * later[away + b]
                stay, refuse = (one, out_one) if i == 0 else (two, out_two)
                leave = exits[s, i, i] if leaves else 0.0
                comes, stays_away, goes = _attend(
                    t, stay, refuse, leave, may_refuse[i], leaves)  # fmt: skip
                bound = declared[s, i]
                free_one = comes * one + stays_away * out_one
                free_two = comes * two + stays_away * out_two
                if leaves:
                    free_one += goes * exits[s, i, 0]
                    free_two += goes * exits[s, i, 1]
                one = bound * out_one + (1 - bound) * free_one
                two = bound * out_two + (1 - bound) * free_two
                if tell:
                    chosen.attendance[place, block + g, s, i, 0] = comes
                    chosen.attendance[place, block + g, s, i, 1] = stays_away
                    chosen.attendance[place, block + g, s, i, 2] = goes
            values[a], values[b] = one, two


@inlined
def _offer(
    t: float,
    may_stall: bool,
    stairs: Stairs,
    row: int,
    spot: int,
    k: int,
    mine: float,
    theirs: float,
    stall: float,
    follow: Floats,
    base: int,
    other: int,
    apart: int,
    hint: Ints,
    at: int,
) -> tuple[int, int, float, float]:  # pragma: no cover - compiled
    """k's package (-1: none), its entry (-1: a sure no), the chance to offer it, and of a yes."""
    package = stairs.package
    if t == 0.0:
        entry, value = deal(stairs, row, k, theirs, follow, base, other, apart, hint, at + 1)
        chosen = -1 if entry < 0 else package[entry]
        chance = 0.0 if entry < 0 else 1.0
        yes = chance
        if may_stall and stall > value + TIE:
            chance, value = 0.0, stall
        if mine > value + TIE:
            idle = bluff(stairs, row, spot, k, theirs, follow, other, apart)
            if idle >= 0:
                chosen, chance, yes = idle, 1.0, 0.0
        return chosen, entry, chance, yes
    entry, yes = dearest(stairs, row, k, 1.0 / t, mine, theirs, follow, base, other, apart, hint,
                         at)  # fmt: skip
    if entry < 0 and stairs.sure_no[2 * spot + k] >= 0:
        chosen = stairs.sure_no[2 * spot + k]
    else:
        if entry < 0:
            entry, yes = least_bad(stairs, row, k, t, mine, theirs, follow, base, other,
                                   apart)  # fmt: skip
        chosen = -1 if entry < 0 else package[entry]
    if chosen < 0:
        return -1, -1, 0.0, 0.0
    if not may_stall:
        return chosen, entry, 1.0, yes
    made = mine
    if entry >= 0:
        got = stairs.worth[2 * entry + k] + follow[base + stairs.kind[entry] * apart]
        made = yes * got + (1 - yes) * mine
    return chosen, entry, logit((made - stall) / t), yes


@inlined
def _attend(
    t: float, stay: float, refuse: float, leave: float, may_refuse: bool, leaves: bool
) -> tuple[float, float, float]:  # pragma: no cover - compiled
    """The chances that a party attends, refuses, and leaves, from what each is worth to it."""
    top = stay
    if may_refuse:
        top = max(top, refuse)
    if leaves:
        top = max(top, leave)
    if t == 0.0:
        if stay >= top - TIE:
            return 1.0, 0.0, 0.0
        if may_refuse and refuse >= top - TIE:
            return 0.0, 1.0, 0.0
        return 0.0, 0.0, 1.0
    a = 1.0 if stay == top else math.exp((stay - top) / t)
    b, c = 0.0, 0.0
    if may_refuse:
        b = 1.0 if refuse == top else math.exp((refuse - top) / t)
    if leaves:
        c = 1.0 if leave == top else math.exp((leave - top) / t)
    total = a + b + c
    return a / total, b / total, c / total


@kept
def play_pair(
    rules: Rules,
    stairs: Stairs,
    version: int,
    flows: Floats,
    later: Floats,
    at: Ints,
    follow: Floats,
    declared: Floats,
    hint: Ints,
    values: Floats,
    chosen: Chosen,
) -> None:  # pragma: no cover - compiled
    """`play` for one game: one lane a party, so that (state, party) arrays are laid out for it."""
    play(rules, stairs, version, 1, flows, later, at, follow, declared, hint, values, chosen, 0, 0)
