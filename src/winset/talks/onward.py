"""What happens under the solved moves of games abreast: exact chances, month by month, compiled.

The same pools as `forward.py`, its plain twin, for every game. Chances are sorted by what happens
into the tables of a chain, and moved on all together.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from winset._typing import Bools, Floats, Ints
from winset.talks.abreast import Abreast
from winset.talks.chain import Chain, Links, links_of
from winset.talks.desk import Told
from winset.talks.forward import AFTER, AGAIN, FIRST, FRESH
from winset.talks.loops import inlined, kept, loop
from winset.talks.outcomes import CLOSED
from winset.talks.pair import REFUSED, REJECTED, SHUT, STALLED, Chosen
from winset.talks.pools import OVER, Book, Pools, Standing, numbers_of, signs_of
from winset.talks.pushing import push


class Facts(NamedTuple):
    """What all months of games that are followed go by.

    Attributes
    ----------
    spot_of : shape (state,); order : shape (party,); recognition : shape (state, party), in truth.
    declared : shape (step, state, party); closed : shape (step,).
    mix : shape (step, state, game), as in `backward.back`.
    numbers : shape (outcome of talks,); signs : shape (2, kind), see `pools`.
    games : how many there are.
    """

    spot_of: Ints
    order: Ints
    recognition: Floats
    declared: Floats
    closed: Bools
    mix: Floats
    numbers: Ints
    signs: Ints
    games: int


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
    mix : as in `backward.back`.
    """
    kinds = len(row.signed.right)
    facts = Facts(
        row.rules.spot_of,
        row.rules.order,
        row.recognition,
        row.declared,
        row.closed,
        np.zeros((0, 0, 0)) if mix is None else np.ascontiguousarray(mix),
        numbers_of(kinds),
        signs_of(kinds),
        row.games,
    )
    links = links_of(row.shape.layout, row.truth, row.steps)
    at = pools.chain.begin[pools.chain.tables] * row.games
    _onward(facts, standing, told.choices, told.block, pools.chain, links, at, pools.mass, book,
            np.zeros(pools.chain.room * row.games), begin, end)  # fmt: skip


@kept
def _onward(
    facts: Facts,
    standing: Standing,
    chosen: Chosen,
    block: int,
    chain: Chain,
    links: Links,
    at: Ints,
    mass: Floats,
    book: Book,
    work: Floats,
    begin: int,
    end: int,
) -> None:  # pragma: no cover - compiled
    games, talks = facts.games, len(facts.numbers)
    _look_up(chain, standing, mass, facts, book, 0)
    for step in range(begin, end):
        _settle(facts, standing, chain, at, mass, work, book, step - begin)
        _act(facts, standing, chosen, block, at, mass, work, book, step, step - begin)
        if step < len(facts.mix):
            _parted(at, standing.columns, talks, facts.mix[step], work)
        push(chain, links, step, games, work)
        for i in range(chain.carried * games):
            mass[i], work[i] = work[i], 0.0
        _fall(chain, standing, games, mass)
        _look_up(chain, standing, mass, facts, book, step + 1 - begin)


@loop
def _fall(
    chain: Chain, standing: Standing, games: int, mass: Floats
) -> None:  # pragma: no cover - compiled
    """What fell goes back to talks, or is over."""
    talks = standing.columns[0]
    for q in range(1, chain.streams):
        width, begin = standing.columns[q], chain.begin[q] * games
        for way in range(2):
            column = standing.fallen[q] if way == 0 else standing.gone[q]
            pool = AFTER if way == 0 else OVER
            if column < 0:
                continue
            for s in range(chain.begin[1] // talks):
                for g in range(games):
                    spot = begin + (s * width + column) * games + g
                    mass[(s * talks + pool) * games + g] += mass[spot]
                    mass[spot] = 0.0


@loop
def _look_up(
    chain: Chain, standing: Standing, mass: Floats, facts: Facts, book: Book, place: int
) -> None:  # pragma: no cover - compiled
    """Write down where chances are."""
    games, kinds, talks = facts.games, len(standing.delay), standing.columns[0]
    for g in range(games):
        block = book.block + g
        for s in range(len(facts.spot_of)):
            total = 0.0
            for pool in range(talks):
                here = mass[(s * talks + pool) * games + g]
                total += here
                if pool < OVER:
                    book.talking[place, block, s, pool] = here
            for q in range(1, chain.streams):
                width = standing.columns[q]
                for column in range(width):
                    total += mass[chain.begin[q] * games + (s * width + column) * games + g]
            for c in range(kinds):
                q = standing.force[c]
                spot = (s * standing.columns[q] + standing.force_column[c]) * games + g
                book.in_force[place, c, block, s] = mass[chain.begin[q] * games + spot]
            book.states[place, block, s] = total


@loop
def _parted(
    at: Ints, columns: Ints, talks: int, mix: Floats, work: Floats
) -> None:  # pragma: no cover - compiled
    """Let what stands in the first game go on in all games, in each table once."""
    states, games = mix.shape
    for q in range(len(at)):
        width = columns[0] if q < talks else columns[1 + q - talks]
        again = False
        for earlier in range(q):
            again |= at[earlier] == at[q]
        if again or width == 0:
            continue
        for s in range(states):
            for column in range(width):
                spot = at[q] + (s * width + column) * games
                mass = work[spot]
                if mass == 0.0:
                    continue
                work[spot] = mix[s, 0] * mass
                for g in range(1, games):
                    work[spot + g] += mix[s, g] * mass


@loop
def _settle(
    facts: Facts,
    standing: Standing,
    chain: Chain,
    at: Ints,
    mass: Floats,
    work: Floats,
    book: Book,
    place: int,
) -> None:  # pragma: no cover - compiled
    """What becomes of settlements in force, of those that await a vote, and of what is over."""
    games, kinds, talks = facts.games, len(standing.delay), len(facts.numbers)
    width = standing.columns[0]
    for s in range(len(facts.spot_of)):
        spot = facts.spot_of[s]
        if width > OVER:
            for g in range(games):
                over = (s * width + OVER) * games + g
                work[at[SHUT] + over] += mass[over]
        for c in range(kinds):
            q, wait = standing.force[c], standing.wait[c]
            here = chain.begin[q] * games + (
                s * standing.columns[q] + standing.force_column[c]) * games  # fmt: skip
            for g in range(games):
                if mass[here + g] != 0.0:
                    _stand(standing, c, mass[here + g], s, g, spot, at, talks, games, work, book,
                           place)  # fmt: skip
            if not standing.ratified[c] or standing.delay[c] == 0:
                continue
            row = (s * standing.columns[wait] + standing.wait_column[c]) * games
            here, into = chain.begin[wait] * games + row, at[talks + wait - 1] + row
            for m in range(2, 2 * standing.delay[c]):
                for g in range(games):
                    work[into + (m - 2) * games + g] += mass[here + m * games + g]
            for age in range(2):
                for g in range(games):
                    if mass[here + age * games + g] != 0.0:
                        _vote(facts, standing, c, age, mass[here + age * games + g], s, g, spot, at,
                              talks, work, book, place)  # fmt: skip


@loop
def _act(
    facts: Facts,
    standing: Standing,
    chosen: Chosen,
    block: int,
    at: Ints,
    mass: Floats,
    work: Floats,
    book: Book,
    step: int,
    place: int,
) -> None:  # pragma: no cover - compiled
    """Sort all chances of talks by what happens, into the tables that are then moved on."""
    attendance, offering, reply = chosen.attendance, chosen.offering, chosen.reply
    happened, games, talks = book.happened, facts.games, len(facts.numbers)
    width = standing.columns[0]
    for s in range(len(facts.spot_of)):
        spot = facts.spot_of[s]
        for g in range(games):
            here, b = s * width * games + g, block + g
            one, two = mass[here + FIRST * games], mass[here + AGAIN * games]
            three = mass[here + AFTER * games]
            every = one + two + three
            if every == 0.0:
                continue
            share = 1.0
            if facts.closed[step]:
                _spread(at[SHUT] + here, games, 1.0, one, two, three, work)
                happened[place, CLOSED] += every
                continue
            for turn in range(2):
                i = facts.order[turn]
                bound = facts.declared[step, s, i]
                away = share * (attendance[place, b, s, i, 1] * (1 - bound) + bound)
                gone = share * attendance[place, b, s, i, 2] * (1 - bound)
                share *= attendance[place, b, s, i, 0] * (1 - bound)
                _spread(at[REFUSED + i] + here, games, away, one, two, three, work)
                happened[place, facts.numbers[REFUSED + i]] += away * every
                if gone != 0.0:
                    book.left[place, i] += gone * every
                    work[at[SHUT] + here + OVER * games] += gone * every
            book.held[place] += share * every
            for k in range(2):
                made = share * facts.recognition[s, k]
                idle = made * (1 - offering[place, b, s, k])
                made *= offering[place, b, s, k]
                _spread(at[STALLED + k] + here, games, idle, one, two, three, work)
                happened[place, facts.numbers[STALLED + k]] += idle * every
                package = chosen.offer[place, b, s, k]
                if package < 0:
                    continue
                no, yes = made * reply[place, b, s, k, 2 - k], made * reply[place, b, s, k, 0]
                _spread(at[REJECTED + 1 - k] + here, games, no, one, two, three, work)
                happened[place, facts.numbers[REJECTED + 1 - k]] += no * every
                c = standing.kind[package]
                book.signed[place, book.block + g, s, k] = yes * one
                book.resigned[place, book.block + g, s, k] = yes * two
                happened[place, facts.signs[1 if standing.ratified[c] else 0, c]] += yes * every
                for age in range(2):
                    sign = yes * (one + two) if age == FRESH else yes * three
                    if standing.ratified[c] and standing.delay[c] > 0:
                        q = standing.wait[c]
                        column = standing.wait_column[c] + 2 * standing.delay[c] - 2 + age
                        work[at[talks + q - 1] + (s * standing.columns[q] + column) * games
                             + g] += sign  # fmt: skip
                    elif standing.ratified[c]:
                        _vote(facts, standing, c, age, sign, s, g, spot, at, talks, work, book,
                              place)  # fmt: skip
                    else:
                        _stand(standing, c, sign, s, g, spot, at, talks, games, work, book,
                               place)  # fmt: skip


@inlined
def _spread(
    spot: int, games: int, share: float, one: float, two: float, three: float, work: Floats
) -> None:  # pragma: no cover - compiled
    """Put a share of all talks into a table."""
    work[spot] += share * one
    work[spot + games] += share * two
    work[spot + 2 * games] += share * three


@inlined
def _vote(
    facts: Facts,
    standing: Standing,
    c: int,
    age: int,
    mass: float,
    s: int,
    g: int,
    spot: int,
    at: Ints,
    talks: int,
    work: Floats,
    book: Book,
    place: int,
) -> None:  # pragma: no cover - compiled
    """A signature is put to the vote; what fails goes back to talks."""
    if mass == 0.0:
        return
    yes, games = standing.approved[c, spot], facts.games
    lost, pool = (1 - yes) * mass, AGAIN if age == FRESH else AFTER
    work[at[standing.failed[c]] + (s * standing.columns[0] + pool) * games + g] += lost
    book.happened[place, facts.numbers[standing.failed[c]]] += lost
    _stand(standing, c, yes * mass, s, g, spot, at, talks, games, work, book, place)


@inlined
def _stand(
    standing: Standing,
    c: int,
    mass: float,
    s: int,
    g: int,
    spot: int,
    at: Ints,
    talks: int,
    games: int,
    work: Floats,
    book: Book,
    place: int,
) -> None:  # pragma: no cover - compiled
    """A settlement in force lasts this month, or falls in it."""
    lost, q = standing.hazard[c, spot] * mass, standing.force[c]
    base = at[talks + q - 1] + s * standing.columns[q] * games + g
    work[base + standing.force_column[c] * games] += mass - lost
    if lost > 0.0:
        fallen = standing.fallen[q] if standing.back[c] else standing.gone[q]
        work[base + fallen * games] += lost
        book.broken[place] += lost
