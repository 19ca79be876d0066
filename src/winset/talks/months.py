"""Months of talks abreast, backwards: the compiled loop from what lies ahead to what lies before.

What is carried is one flat array: the streams of `abreast.Signed`. The plain twin is `solve.py`
with `follow.step_back`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from winset._typing import Bools, Floats, Ints
from winset.talks.abreast import Abreast, Signed
from winset.talks.chain import Chain, Links
from winset.talks.desk import Ahead, Desk, Told
from winset.talks.hauling import haul
from winset.talks.loops import inlined, loop
from winset.talks.offering import ROW, Stairs, row_at
from winset.talks.pair import REJECTED, SHUT, STALLED, Rules, play


class Row(NamedTuple):
    """The part of `Abreast` that the loops read; see there."""

    rules: Rules
    stairs: Stairs
    signed: Signed
    chain: Chain
    held: Links
    flows: Floats
    discount: Floats
    declared: Floats
    closed: Bools
    version: Ints
    recognition: Floats
    games: int


def row_of(row: Abreast) -> Row:
    """Games abreast as the loops read them."""
    return Row(*(getattr(row, name) for name in Row._fields))


@loop
def month_back(
    row: Row, mix: Floats, desk: Desk, ahead: Ahead, told: Told, step: int, place: int
) -> None:  # pragma: no cover - compiled
    """Go back over one month; `ahead` is moved with it. Told in `place`.

    Parameters
    ----------
    mix : shape (step, state, game): in each of these steps the first game goes on as one of all
        games, with these chances.
    """
    chain, signed, lanes = row.chain, row.signed, 2 * row.games
    states = len(row.rules.spot_of)
    values, work, at = ahead.values, desk.work, desk.at
    for i in range(chain.carried * lanes):
        work[i] = values[i]
    haul(chain, row.held, step, lanes, work, desk.places)
    for outcome in range(len(at)):
        at[outcome] = desk.places[chain.tables[outcome]]
    if step < len(mix):
        _mixed(signed.columns, mix[step], lanes, work, at, len(at) + 1 - chain.streams)
    _sign(row, work, at, desk.held, desk.follow, values)
    if row.closed[step]:
        for i in range(states * lanes):
            values[i] = row.flows[i] + row.discount[i % lanes] * work[at[SHUT] + i]
    else:
        play(row.rules, row.stairs, row.version[step], row.games, row.flows, work, at, desk.follow,
             row.declared[step], ahead.hint, values, told.choices, place, told.block)  # fmt: skip
    _resume(chain, signed, states, lanes, values)
    if place < len(told.margin):
        _margins(row, work, at, desk.follow, values, row.closed[step], row.version[step],
                 told.margin, place, told.block)  # fmt: skip
    _tell(row.games, len(signed.right), values, desk.follow, told, place)


@loop
def _mixed(
    columns: Ints, mix: Floats, lanes: int, work: Floats, at: Ints, talks: int
) -> None:  # pragma: no cover - compiled
    """Let the first game go on as one of all games, in each table once."""
    states, games = mix.shape
    for q in range(len(at)):
        width = columns[0] if q < talks else columns[1 + q - talks]
        again = False
        for earlier in range(q):
            again |= at[earlier] == at[q]
        if again or width == 0:
            continue
        for s in range(states):
            for party in range(lanes // games):
                for column in range(width):
                    spot = at[q] + (s * width + column) * lanes + party * games
                    total = 0.0
                    for g in range(games):
                        total += mix[s, g] * work[spot + g]
                    work[spot] = total


@loop
def _sign(
    row: Row, work: Floats, at: Ints, held: Floats, follow: Floats, values: Floats
) -> None:  # pragma: no cover - compiled
    """What follows each signature; carries its columns one month back into `values`."""
    (hazard, stream, column, right, ratified, approved, delay, wait_stream, wait_column, failed,
     columns, _) = row.signed  # fmt: skip
    flows, discount, spot_of, begin = row.flows, row.discount, row.rules.spot_of, row.chain.begin
    lanes, kinds, talks = 2 * row.games, len(right), len(at) + 1 - row.chain.streams
    for s in range(len(spot_of)):
        spot = spot_of[s]
        for r in range(len(stream)):
            q, h = stream[r], hazard[r, spot]
            width = columns[q]
            here, own = s * width * lanes, column[r] * lanes
            table, into = at[talks + q - 1] + here, begin[q] * lanes + here
            for lane in range(lanes):
                value = discount[lane] * (
                    (1 - h) * work[table + own + lane] + h * work[table + lane]
                )
                held[r * lanes + lane] = value
                values[into + own + lane] = value
        for c in range(kinds):
            into = (s * kinds + c) * lanes
            for lane in range(lanes):
                follow[into + lane] = held[right[c] * lanes + lane] if right[c] >= 0 else 0.0
            if not ratified[c]:
                continue
            yes, lost = approved[c, spot], at[failed[c]] + s * lanes
            for lane in range(lanes):
                no = flows[s * lanes + lane] + discount[lane] * work[lost + lane]
                follow[into + lane] = yes * follow[into + lane] + (1 - yes) * no
            q = wait_stream[c]
            width = columns[q]
            for m in range(delay[c]):
                here = (s * width + wait_column[c] + m) * lanes
                table, head = at[talks + q - 1] + here, begin[q] * lanes + here
                for lane in range(lanes):
                    values[head + lane] = follow[into + lane]
                    paid = flows[s * lanes + lane]
                    follow[into + lane] = paid + discount[lane] * work[table + lane]


@loop
def _resume(
    chain: Chain, signed: Signed, states: int, lanes: int, values: Floats
) -> None:  # pragma: no cover - compiled
    """Copy the value of talks to where it is carried once more."""
    for q in range(1, chain.streams):
        if signed.resumes[q]:
            width, into = signed.columns[q] * lanes, chain.begin[q] * lanes
            for s in range(states):
                for lane in range(lanes):
                    values[into + s * width + lane] = values[s * lanes + lane]


@loop
def _tell(
    games: int, kinds: int, values: Floats, follow: Floats, told: Told, place: int
) -> None:  # pragma: no cover - compiled
    """Write down values, and what follows signatures."""
    lanes, block = 2 * games, told.block
    if place < len(told.values):
        for g in range(games):
            for s in range(told.values.shape[2]):
                for i in range(2):
                    told.values[place, block + g, s, i] = values[s * lanes + i * games + g]
    if place < len(told.follow):
        for c in range(kinds):
            for g in range(games):
                for s in range(told.follow.shape[3]):
                    for i in range(2):
                        spot = (s * kinds + c) * lanes + i * games + g
                        told.follow[place, c, block + g, s, i] = follow[spot]


@loop
def _margins(
    row: Row,
    work: Floats,
    at: Ints,
    follow: Floats,
    values: Floats,
    shut: bool,
    version: int,
    margin: Floats,
    place: int,
    block: int,
) -> None:  # pragma: no cover - compiled
    """The margin in every state of every game."""
    stairs, spot_of, flows = row.stairs, row.rules.spot_of, row.flows
    discount, may_stall, truth = row.rules.discount, row.rules.may_stall, row.recognition
    games, kinds = row.games, stairs.kinds
    lanes = 2 * games
    for s in range(len(spot_of)):
        head = row_at(stairs, version, spot_of[s])
        for g in range(games):
            a, ahead = s * lanes + g, s * kinds * lanes + g
            b, total = a + games, 0.0
            for k in range(1 if shut else 2):
                weight, one, two = 1.0, values[a], values[b]
                if not shut:
                    # a responder compares with its own no, the proposer with its best way out
                    no, idle = at[REJECTED + 1 - k], at[STALLED + k]
                    weight = truth[s, k]
                    one = flows[a] + discount[0] * work[no + a]
                    two = flows[b] + discount[1] * work[no + b]
                    if may_stall[k] and k == 0:
                        one = max(one, flows[a] + discount[0] * work[idle + a])
                    elif may_stall[k]:
                        two = max(two, flows[b] + discount[1] * work[idle + b])
                total += weight * _zone(stairs, head, follow, ahead, games, one, two)
            margin[place, block + g, s] = total


@inlined
def _zone(
    stairs: Stairs, head: int, follow: Floats, base: int, games: int, one: float, two: float
) -> float:  # pragma: no cover - compiled
    """The largest least gain over packages, against what each has without; nan: all are barred.

    Along a staircase the first party's gain falls and the second's rises: the least of both is
    largest where they cross.
    """
    best, ends, worth = -np.inf, stairs.ends, stairs.worth
    for c in range(stairs.kinds):
        low, high = ends[head + c * ROW], ends[head + c * ROW + 1]
        if low == high:
            continue
        a = follow[base + 2 * c * games] - one
        b = follow[base + (2 * c + 1) * games] - two
        if min(worth[2 * low] + a, worth[2 * high - 1] + b) <= best:
            continue
        left, right = low, high
        while left < right:
            middle = (left + right) // 2
            if worth[2 * middle] + a >= worth[2 * middle + 1] + b:
                left = middle + 1
            else:
                right = middle
        if left > low:
            best = max(best, worth[2 * left - 1] + b)
        if left < high:
            best = max(best, worth[2 * left] + a)
    return best if best > -np.inf else np.nan
