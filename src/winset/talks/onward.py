"""What happens under the solved moves of games abreast: exact chances, month by month, compiled.

The same pools as `forward.py`, its plain twin, for every game. Chances are sorted by what happens
into the tables of a chain, and moved on all together.
"""

from __future__ import annotations

import numpy as np

from winset._typing import Bools, Floats, Ints
from winset.talks.abreast import REFUSED, REJECTED, SHUT, STALLED, Abreast, Ways
from winset.talks.desk import Told
from winset.talks.forward import AFTER, AGAIN, FIRST, FRESH
from winset.talks.hauling import push
from winset.talks.loops import inlined, loop
from winset.talks.outcomes import CLOSED
from winset.talks.pools import OVER, Book, Pools, Standing, numbers_of, signs_of


def onward(
    row: Abreast,
    standing: Standing,
    told: Told,
    pools: Pools,
    book: Book,
    begin: int,
    end: int,
    mix: Floats | None = None,
) -> None:
    """Follow games abreast through some months; moves `pools`, writes into `book`.

    Parameters
    ----------
    told, book : what was played, and is written down, from the step `begin` on.
    mix : as in `months.back`.
    """
    kinds, games, columns = len(row.signed.right), row.games, pools.signed.shape[1]
    _onward(row.truth, row.rules.spot_of, row.rules.order, row.declared, row.closed,
            row.recognition, np.zeros((0, 0, 0)) if mix is None else mix, standing,
            told.attendance, told.offer, told.offering, told.reply, pools, book, numbers_of(kinds),
            signs_of(kinds), np.zeros(row.truth.talks.room * pools.talks.shape[1] * games),
            np.zeros(row.truth.signed.room * columns * games), begin, end)  # fmt: skip


@loop
def _onward(
    truth: Ways,
    spot_of: Ints,
    order: Ints,
    declared: Floats,
    closed: Bools,
    recognition: Floats,
    mix: Floats,
    standing: Standing,
    attendance: Floats,
    offer: Ints,
    offering: Floats,
    reply: Floats,
    pools: Pools,
    book: Book,
    numbers: Ints,
    signs: Ints,
    work: Floats,
    more: Floats,
    begin: int,
    end: int,
) -> None:  # pragma: no cover - compiled
    talks, signed = pools
    states, columns, games = signed.shape
    kinds, width = len(standing.delay), talks.shape[1]
    _look_up(pools, book, kinds, 0)
    for step in range(begin, end):
        _act(truth.talks.tables, truth.signed.tables, spot_of, order, declared[step], closed[step],
             recognition, standing, attendance[step - begin], offer[step - begin],
             offering[step - begin], reply[step - begin], talks, signed, book.held,
             book.happened[step - begin], book.left, book.signed[step - begin],
             book.resigned[step - begin], book.broken, numbers, signs, work, more,
             step - begin)  # fmt: skip
        if step < len(mix):
            _parted(truth.talks.tables, width, mix[step], work)
            _parted(truth.signed.tables, columns, mix[step], more)
        push(truth.talks, truth.talks_links, step, width, games, work)
        push(truth.signed, truth.signed_links, step, columns, games, more)
        for s in range(states):
            for g in range(games):
                for pool in range(width):
                    spot = (s * width + pool) * games + g
                    talks[s, pool, g], work[spot] = work[spot], 0.0
                for column in range(columns):
                    spot = (s * columns + column) * games + g
                    signed[s, column, g], more[spot] = more[spot], 0.0
                talks[s, AFTER, g] += signed[s, kinds, g]
                if width > OVER:
                    talks[s, OVER, g] += signed[s, kinds + 1, g]
                signed[s, kinds, g], signed[s, kinds + 1, g] = 0.0, 0.0
        _look_up(pools, book, kinds, step + 1 - begin)


@loop
def _look_up(
    pools: Pools, book: Book, kinds: int, place: int
) -> None:  # pragma: no cover - compiled
    """Write down where chances are."""
    talks, signed = pools
    states, columns, games = signed.shape
    for s in range(states):
        for g in range(games):
            total = talks[s, OVER, g] if talks.shape[1] > OVER else 0.0
            for pool in range(3):
                book.talking[place, s, g, pool] = talks[s, pool, g]
                total += talks[s, pool, g]
            for column in range(columns):
                total += signed[s, column, g]
            for c in range(kinds):
                book.in_force[place, s, g, c] = signed[s, c, g]
            book.states[place, s, g] = total


@loop
def _parted(
    tables: Ints, columns: int, mix: Floats, work: Floats
) -> None:  # pragma: no cover - compiled
    """Let what stands in the first game go on in all games, in each table once."""
    states, games = mix.shape
    for q in range(len(tables)):
        again = False
        for earlier in range(q):
            again |= tables[earlier] == tables[q]
        if again:
            continue
        for s in range(states):
            for column in range(columns):
                spot = ((tables[q] + s) * columns + column) * games
                mass = work[spot]
                if mass == 0.0:
                    continue
                work[spot] = mix[s, 0] * mass
                for g in range(1, games):
                    work[spot + g] += mix[s, g] * mass


@loop
def _act(
    tables: Ints,
    laws: Ints,
    spot_of: Ints,
    order: Ints,
    declared: Floats,
    shut: bool,
    recognition: Floats,
    standing: Standing,
    attendance: Floats,
    offer: Ints,
    offering: Floats,
    reply: Floats,
    talks: Floats,
    signed: Floats,
    held: Floats,
    happened: Floats,
    left: Floats,
    first: Floats,
    later: Floats,
    broken: Floats,
    numbers: Ints,
    signs: Ints,
    work: Floats,
    more: Floats,
    place: int,
) -> None:  # pragma: no cover - compiled
    """Sort all chances of a month by what happens, into the tables that are then moved on."""
    hazard, approved, back, ratified, delay, wait, failed, kind, _ = standing
    states, columns, games = signed.shape
    kinds, width = len(delay), talks.shape[1]
    for s in range(states):
        spot = spot_of[s]
        for g in range(games):
            here = s * width * games + g
            if width > OVER and talks[s, OVER, g] != 0.0:
                work[tables[SHUT] * width * games + here + OVER * games] += talks[s, OVER, g]
            for c in range(kinds):
                if signed[s, c, g] != 0.0:
                    _stand(c, signed[s, c, g], s, g, spot, laws, hazard, back, columns, games, more,
                           broken, place)  # fmt: skip
                if not ratified[c] or delay[c] == 0:
                    continue
                base = (laws[kinds + c] + s) * columns * games + g
                for m in range(1, delay[c]):
                    for age in range(2):
                        mass = signed[s, wait[c] + 2 * m + age, g]
                        more[base + (wait[c] + 2 * m - 2 + age) * games] += mass
                for age in range(2):
                    _vote(c, age, signed[s, wait[c] + age, g], s, g, spot, width, tables, laws,
                          approved, failed, hazard, back, columns, games, work, more, happened,
                          numbers, broken, place)  # fmt: skip
            one, two, three = talks[s, FIRST, g], talks[s, AGAIN, g], talks[s, AFTER, g]
            every = one + two + three
            if every == 0.0:
                continue
            share = 1.0
            if shut:
                _spread(tables[SHUT], width * games, games, here, 1.0, one, two, three, work)
                happened[CLOSED] += every
                continue
            for turn in range(2):
                i = order[turn]
                bound = declared[s, i]
                away = share * (attendance[s, g, i, 1] * (1 - bound) + bound)
                gone = share * attendance[s, g, i, 2] * (1 - bound)
                share *= attendance[s, g, i, 0] * (1 - bound)
                _spread(
                    tables[REFUSED + i], width * games, games, here, away, one, two, three, work
                )
                happened[numbers[REFUSED + i]] += away * every
                if gone != 0.0:
                    left[place, i] += gone * every
                    work[tables[SHUT] * width * games + here + OVER * games] += gone * every
            held[place] += share * every
            for k in range(2):
                mine = share * recognition[s, k]
                made = mine * offering[s, g, k]
                _spread(
                    tables[STALLED + k],
                    width * games,
                    games,
                    here,
                    mine - made,
                    one,
                    two,
                    three,
                    work,
                )
                happened[numbers[STALLED + k]] += (mine - made) * every
                package = offer[s, g, k]
                if package < 0:
                    continue
                no, yes = made * reply[s, g, k, 2 - k], made * reply[s, g, k, 0]
                _spread(
                    tables[REJECTED + 1 - k], width * games, games, here, no, one, two, three, work
                )
                happened[numbers[REJECTED + 1 - k]] += no * every
                c = kind[package]
                first[s, g, k], later[s, g, k] = yes * one, yes * two
                happened[signs[1 if ratified[c] else 0, c]] += yes * every
                for age in range(2):
                    mass = yes * (one + two) if age == FRESH else yes * three
                    if ratified[c] and delay[c] > 0:
                        base = (laws[kinds + c] + s) * columns * games + g
                        more[base + (wait[c] + 2 * delay[c] - 2 + age) * games] += mass
                    elif ratified[c]:
                        _vote(c, age, mass, s, g, spot, width, tables, laws, approved, failed,
                              hazard, back, columns, games, work, more, happened, numbers, broken,
                              place)  # fmt: skip
                    else:
                        _stand(c, mass, s, g, spot, laws, hazard, back, columns, games, more,
                               broken, place)  # fmt: skip


@inlined
def _spread(
    table: int,
    size: int,
    games: int,
    here: int,
    share: float,
    one: float,
    two: float,
    three: float,
    work: Floats,
) -> None:  # pragma: no cover - compiled
    """Put a share of all talks into a table, whose states take `size` numbers each."""
    spot = table * size + here
    work[spot] += share * one
    work[spot + games] += share * two
    work[spot + 2 * games] += share * three


@inlined
def _vote(
    c: int,
    age: int,
    mass: float,
    s: int,
    g: int,
    spot: int,
    width: int,
    tables: Ints,
    laws: Ints,
    approved: Floats,
    failed: Ints,
    hazard: Floats,
    back: Bools,
    columns: int,
    games: int,
    work: Floats,
    more: Floats,
    happened: Floats,
    numbers: Ints,
    broken: Floats,
    place: int,
) -> None:  # pragma: no cover - compiled
    """A signature is put to the vote; what fails goes back to talks."""
    if mass == 0.0:
        return
    yes = approved[c, spot]
    lost, pool = (1 - yes) * mass, AGAIN if age == FRESH else AFTER
    work[((tables[failed[c]] + s) * width + pool) * games + g] += lost
    happened[numbers[failed[c]]] += lost
    _stand(c, yes * mass, s, g, spot, laws, hazard, back, columns, games, more, broken, place)


@inlined
def _stand(
    c: int,
    mass: float,
    s: int,
    g: int,
    spot: int,
    laws: Ints,
    hazard: Floats,
    back: Bools,
    columns: int,
    games: int,
    more: Floats,
    broken: Floats,
    place: int,
) -> None:  # pragma: no cover - compiled
    """A settlement in force lasts this month, or falls in it."""
    lost = hazard[c, spot] * mass
    base = (laws[c] + s) * columns * games + g
    more[base + c * games] += mass - lost
    fallen = len(hazard) if back[c] else len(hazard) + 1
    more[base + fallen * games] += lost
    broken[place] += lost
