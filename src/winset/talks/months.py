"""Months of talks abreast, backwards: the compiled loop from what lies ahead to what lies before.

For each party what is carried is one flat table, shape (state, column, game); see
`abreast.Signed` for the columns. The plain twin is `solve.py` with `follow.step_back`.
"""

from __future__ import annotations

import numpy as np

from winset._typing import Bools, Floats, Ints
from winset.talks.abreast import SHUT, Abreast, Signed, Ways
from winset.talks.desk import Ahead, Desk, Told
from winset.talks.hauling import haul
from winset.talks.loops import inlined, loop
from winset.talks.offering import Stairs
from winset.talks.pair import Rules, play_state


def back(
    row: Abreast,
    desk: Desk,
    ahead: Ahead,
    told: Told,
    begin: int,
    end: int,
    at: int = 0,
    mix: Floats | None = None,
) -> None:
    """Go back from the end of a stretch of months to its beginning; `ahead` is moved with it.

    Parameters
    ----------
    at : the step that is written down first in `told`.
    mix : shape (step, state, game): in each of these steps the first game goes on as one of all
        games, with these chances.
    """
    chances = np.zeros((0, 0, 0)) if mix is None else mix
    months_back(row.rules, row.stairs, row.signed, row.first, row.second, row.flows, row.declared,
          row.closed, row.version, row.recognition, chances, desk, ahead, told, begin, end,
          at)  # fmt: skip


@loop
def months_back(
    rules: Rules,
    stairs: Stairs,
    signed: Signed,
    one: Ways,
    two: Ways,
    flows: Floats,
    declared: Floats,
    closed: Bools,
    version_at: Ints,
    truth: Floats,
    mix: Floats,
    desk: Desk,
    ahead: Ahead,
    told: Told,
    begin: int,
    end: int,
    at: int,
) -> None:  # pragma: no cover - compiled
    for step in range(end - 1, begin - 1, -1):
        _tables(one, signed.columns, flows, step, ahead.first, desk.talks, desk.signed,
                desk.places[0], desk.places[1])  # fmt: skip
        _tables(two, signed.columns, flows, step, ahead.second, desk.more_talks, desk.more_signed,
                desk.places[2], desk.places[3])  # fmt: skip
        if step < len(mix):
            for ways, talks, more, places in (
                (one, desk.talks, desk.signed, desk.places[:2]),
                (two, desk.more_talks, desk.more_signed, desk.places[2:]),
            ):
                _mixed(ways.talks.tables, 1, mix[step], talks, places[0])
                _mixed(ways.signed.tables, signed.columns, mix[step], more, places[1])
        _month(rules, stairs, signed, one, two, flows, declared[step], closed[step],
               version_at[step], truth, desk, ahead, told, step - at)  # fmt: skip


@loop
def _tables(
    ways: Ways,
    columns: int,
    flows: Floats,
    step: int,
    ahead: Floats,
    talks: Floats,
    signed: Floats,
    places: Ints,
    more_places: Ints,
) -> None:  # pragma: no cover - compiled
    """Form one party's expectations after everything that may happen."""
    states, games = flows.shape[0], flows.shape[1]
    for s in range(states):
        for g in range(games):
            talks[s * games + g] = ahead[s * columns * games + g]
    haul(ways.talks, ways.talks_links, step, 1, games, talks, places)
    for i in range(len(ahead)):
        signed[i] = ahead[i]
    haul(ways.signed, ways.signed_links, step, columns, games, signed, more_places)


@loop
def _mixed(
    tables: Ints, columns: int, mix: Floats, work: Floats, places: Ints
) -> None:  # pragma: no cover - compiled
    """Let the first game go on as one of all games, in each table once."""
    states, games = mix.shape
    for q in range(len(tables)):
        again = False
        for earlier in range(q):
            again |= places[tables[earlier]] == places[tables[q]]
        if again:
            continue
        for s in range(states):
            for column in range(columns):
                spot = ((places[tables[q]] + s) * columns + column) * games
                total = 0.0
                for g in range(games):
                    total += mix[s, g] * work[spot + g]
                work[spot] = total


@loop
def _month(
    rules: Rules,
    stairs: Stairs,
    signed: Signed,
    one: Ways,
    two: Ways,
    flows: Floats,
    declared: Floats,
    shut: bool,
    version: int,
    truth: Floats,
    desk: Desk,
    ahead: Ahead,
    told: Told,
    place: int,
) -> None:  # pragma: no cover - compiled
    """One month in every state of every game."""
    t, discount, recognition, may_refuse, may_stall, leaves, exits, order, spot_of = rules
    ends, package, worth, kind, sure_no = stairs
    hazard, law, right, ratified, approved, delay, wait, wait_law, failed, columns = signed
    (talks, lasting, more_talks, more_lasting, places, talk_at, sign_at, after, follow, resumed,
     bound, entry, got, ways, chosen, chance, yes) = desk  # fmt: skip
    first, second, hint = ahead
    values_told, attendance, offer_told, offering, reply, follow_told, margin = told
    talk_tables, sign_tables = one.talks.tables, one.signed.tables
    other_talk, other_sign = two.talks.tables, two.signed.tables
    states, games = flows.shape[0], flows.shape[1]
    kinds = len(right)
    for q in range(len(talk_tables)):
        talk_at[0, q] = places[0, talk_tables[q]] * games
        talk_at[1, q] = places[2, other_talk[q]] * games
    for q in range(len(sign_tables)):
        sign_at[0, q] = places[1, sign_tables[q]] * columns * games
        sign_at[1, q] = places[3, other_sign[q]] * columns * games
    for s in range(states):
        spot = spot_of[s]
        for g in range(games):
            here, base = s * games + g, s * columns * games + g
            _look(0, discount[0], flows[s, g, 0], talks, lasting, first, talk_at, sign_at, here,
                  base, games, spot, hazard, law, right, ratified, approved, delay, wait, wait_law,
                  failed, after, follow, resumed)  # fmt: skip
            _look(1, discount[1], flows[s, g, 1], more_talks, more_lasting, second, talk_at,
                  sign_at, here, base, games, spot, hazard, law, right, ratified, approved, delay,
                  wait, wait_law, failed, after, follow, resumed)  # fmt: skip
            for i in range(2):
                bound[i], entry[i] = declared[s, i], hint[s, g, i]
            if shut:
                got[0], got[1] = after[0, 0], after[0, 1]
                if margin.shape[0] > 0:
                    margin[place, s, g] = _zone(ends, worth, version, spot, follow, got[0], got[1])
            else:
                play_state(
                    t, recognition, may_refuse, may_stall, leaves, exits, order, ends, package,
                    worth, kind, sure_no, version, spot, s, after, follow, bound, entry, got, ways,
                    chosen, chance, yes,
                )  # fmt: skip
                for i in range(2):
                    hint[s, g, i] = entry[i]
                if offer_told.shape[0] > 0:
                    for i in range(2):
                        for way in range(3):
                            attendance[place, s, g, i, way] = ways[i, way]
                        offer_told[place, s, g, i] = chosen[i]
                        offering[place, s, g, i] = chance[i]
                        reply[place, s, g, i, 0] = yes[i]
                        reply[place, s, g, i, 2 - i] = 1 - yes[i] if chosen[i] >= 0 else 0.0
                if margin.shape[0] > 0:
                    total = 0.0
                    for k in range(2):
                        best = after[6 - k, k]
                        if may_stall[k]:
                            best = max(best, after[3 + k, k])
                        a = best if k == 0 else after[5, 0]
                        b = best if k == 1 else after[6, 1]
                        total += truth[s, k] * _zone(ends, worth, version, spot, follow, a, b)
                    margin[place, s, g] = total
            first[s * columns * games + g] = got[0]
            second[s * columns * games + g] = got[1]
            if values_told.shape[0] > 0:
                values_told[place, s, g, 0], values_told[place, s, g, 1] = got[0], got[1]
            if follow_told.shape[0] > 0:
                for c in range(kinds):
                    follow_told[place, s, g, c, 0] = follow[c, 0]
                    follow_told[place, s, g, c, 1] = follow[c, 1]


@inlined
def _look(
    i: int,
    d: float,
    paid: float,
    talks: Floats,
    lasts: Floats,
    mine: Floats,
    talk_at: Ints,
    sign_at: Ints,
    here: int,
    base: int,
    games: int,
    spot: int,
    hazard: Floats,
    law: Ints,
    right: Ints,
    ratified: Bools,
    approved: Floats,
    delay: Ints,
    wait: Ints,
    wait_law: Ints,
    failed: Ints,
    after: Floats,
    follow: Floats,
    resumed: Floats,
) -> None:  # pragma: no cover - compiled
    """What follows everything at the table and every signature, for one party in one state.

    Fills in after (outcome, party) and follow (kind, party), and carries `mine` one month back.
    """
    after[0, i] = paid + d * talks[talk_at[i, SHUT] + here]
    for outcome in range(6):
        after[1 + outcome, i] = paid + d * talks[talk_at[i, outcome] + here]
    for r in range(len(law)):
        table = sign_at[i, law[r]] + base
        h = hazard[r, spot]
        resumed[r] = d * ((1 - h) * lasts[table + (1 + r) * games] + h * lasts[table])
        mine[base + (1 + r) * games] = resumed[r]
    for c in range(len(right)):
        held = resumed[right[c]] if right[c] >= 0 else 0.0
        if ratified[c]:
            no = paid + d * talks[talk_at[i, failed[c]] + here]
            held = approved[c, spot] * held + (1 - approved[c, spot]) * no
            table = sign_at[i, wait_law[c]] + base
            for m in range(delay[c]):
                mine[base + (wait[c] + m) * games] = held
                held = paid + d * lasts[table + (wait[c] + m) * games]
        follow[c, i] = held


@inlined
def _zone(
    ends: Ints, worth: Floats, version: int, spot: int, follow: Floats, one: float, two: float
) -> float:  # pragma: no cover - compiled
    """The largest least gain over packages, against what each has without; nan: all are barred.

    Along a staircase the first party's gain falls and the second's rises: the least of both is
    largest where they cross.
    """
    best = -np.inf
    for c in range(ends.shape[2]):
        low, high = ends[version, spot, c, 0, 0], ends[version, spot, c, 0, 1]
        if low == high:
            continue
        a, b = follow[c, 0] - one, follow[c, 1] - two
        left, right = low, high
        while left < right:
            middle = (left + right) // 2
            if worth[0, middle] + a >= worth[1, middle] + b:
                left = middle + 1
            else:
                right = middle
        if left > low:
            best = max(best, worth[1, left - 1] + b)
        if left < high:
            best = max(best, worth[0, left] + a)
    return best if best > -np.inf else np.nan
