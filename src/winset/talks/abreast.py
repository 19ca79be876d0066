"""Games between two parties abreast: what they share laid out once, for the compiled loops.

Games abreast have the same parties, terms, rules and calendar. Their flows may differ, and so may
the chances in their laws; so may those in which the parties believe. Each game and party is a lane:
the first party's values in every game, then the second's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from winset._typing import Bools, Floats, Ints
from winset.talks.chain import SOURCE, Chain, Layout, Links, chain_of, layout_of, links_of
from winset.talks.fast import stairs_of
from winset.talks.frontier import Frontiers
from winset.talks.game import Game, Settlement
from winset.talks.law import Law
from winset.talks.offering import Stairs
from winset.talks.outcomes import awaiting, settled, unratified
from winset.talks.pair import FAILED, SHUT, Rules, rules_of, talk_outcomes


class Signed(NamedTuple):
    """What follows signatures, in columns of streams that are carried back beside that of talks.

    A stream serves all that moves alike. If rights to resume talks are among it, its first column
    is the value of talks, and one for each right follows (kinds that last and move alike share
    one); then come, for each kind that must be ratified, its waits.

    Attributes
    ----------
    hazard : shape (right, spot); stream, column : shape (right,), where each right is carried.
    right : shape (kind,), the right of each kind; -1: a breakdown leads nowhere that is carried.
    ratified : shape (kind,); approved : shape (kind, spot); delay : shape (kind,).
    wait_stream, wait_column : shape (kind,), where its first wait is carried.
    failed : shape (kind,), the place of a failed vote among the outcomes of talks.
    columns : shape (stream,), of each, the talks' own first.
    resumes : shape (stream,), whether its first column is the value of talks.
    """

    hazard: Floats
    stream: Ints
    column: Ints
    right: Ints
    ratified: Bools
    approved: Floats
    delay: Ints
    wait_stream: Ints
    wait_column: Ints
    failed: Ints
    columns: Ints
    resumes: Bools


@dataclass(frozen=True, slots=True)
class Shape:
    """What does not change with the numbers of a game.

    Attributes
    ----------
    layout : of the chain that serves talks (one stream), and each way to move after a signature.
    in_force, awaiting : shape (kind,), the stream of a kind once it is in force, or awaits a vote.
    """

    layout: Layout
    in_force: Ints
    awaiting: Ints


@dataclass(frozen=True, slots=True)
class Abreast:
    """Games laid out for the compiled loops.

    Attributes
    ----------
    rules, stairs, signed : see there.
    chain : of what is carried back; held : its chances, as the parties believe.
    shape, truth : the shape of all chains; for each game, the law that drives what happens.
    flows : shape (state * lane,), (1 - d) c; discount : shape (lane,).
    declared : shape (step, state, party); closed : shape (step,).
    version : shape (step,), of the terms' worth.
    recognition : shape (state, party), in truth.
    games, states, steps : how many there are.
    """

    rules: Rules
    stairs: Stairs
    signed: Signed
    chain: Chain
    held: Links
    shape: Shape
    truth: tuple[Law, ...]
    flows: Floats
    discount: Floats
    declared: Floats
    closed: Bools
    version: Ints
    recognition: Floats
    games: int
    states: int
    steps: int

    @property
    def lanes(self) -> int:
        """How many there are."""
        return 2 * self.games


def shape_of(game: Game) -> Shape:
    """The shape of a game of two parties.

    Raises
    ------
    ValueError : its laws are not of one shape, so that no loop can serve all.
    """
    for law in game.laws:
        if not same_shape(law, game.truth):
            raise ValueError("the parties believe in laws of another shape than the true one")
    kinds = len(game.terms.settlements)
    talks = [*talk_outcomes(), *(unratified(2, kinds, c) for c in range(kinds))]
    streams: dict[tuple[int, ...], int] = {}
    asked: list[list[int]] = [talks]

    def stream_of(outcome: int) -> int:
        answers = tuple(int(stage.answer_of[outcome]) for stage in game.truth.stages)
        if answers not in streams:
            streams[answers] = len(asked)
            asked.append([outcome])
        return streams[answers]

    force = np.array([stream_of(settled(2, c)) for c in range(kinds)])
    wait = np.array([stream_of(awaiting(2, kinds, c)) for c in range(kinds)])
    return Shape(layout_of(game.truth, asked), force, wait)


def same_shape(one: Law, other: Law) -> bool:
    """Whether two laws differ by their chances alone."""
    if one is other or len(one.stages) != len(other.stages):
        return one is other
    return all(
        a.rows.shape[1:] == b.rows.shape[1:]
        and (a.stride, a.cells_before) == (b.stride, b.cells_before)
        and all(
            x is y or np.array_equal(x, y)
            for x, y in (
                (a.row_of, b.row_of),
                (a.start_of, b.start_of),
                (a.answer_of, b.answer_of),
            )
        )
        for a, b in zip(one.stages, other.stages, strict=True)
        if a is not b
    )


def abreast(
    game: Game,
    ready: Frontiers,
    version: Ints,
    flows: Sequence[Floats] | None = None,
    laws: Sequence[Sequence[Law]] | None = None,
    shape: Shape | None = None,
) -> Abreast:
    """Games that differ from one of them by their flows and laws.

    Parameters
    ----------
    ready : staircases of the terms; version : shape (step,), which of them holds when.
    flows : for each game, shape (state, party); None: this one's.
    laws : for each party, and in truth, the law of each game; None: this one's.
    shape : from `shape_of`, if at hand.

    Raises
    ------
    ValueError : a law is of another shape, or there are flows for some of the games only.
    """
    paid = [game.flow] if flows is None else list(flows)
    given = [[law] * len(paid) for law in (*game.laws, game.truth)] if laws is None else laws
    games, made = len(given[0]), shape or shape_of(game)
    if len(paid) not in (1, games):
        raise ValueError(f"flows for {len(paid)} of {games} games")
    if not all(same_shape(law, game.truth) for each in given for law in each):
        raise ValueError("a law of another shape than the game's")
    paid = paid * games if len(paid) < games else paid
    signed = signed_of(game, made)
    steps, own = game.steps, (1 - game.discount) * np.stack(paid, axis=1)
    return Abreast(
        rules_of(game),
        stairs_of(game, ready),
        signed,
        chain_of(made.layout, signed.columns.tolist()),
        links_of(made.layout, [*given[0], *given[1]], steps),
        made,
        tuple(given[2]),
        np.ascontiguousarray(own.transpose(0, 2, 1)).reshape(-1),
        np.repeat(game.discount, games),
        np.array(game.declared),
        np.array(game.closed),
        np.array(version),
        np.array(game.recognition_truth),
        games,
        len(game.flow),
        steps,
    )


def shut_for_good(row: Abreast) -> Abreast:
    """The same games at a table that stays shut; tables that nobody then asks for stay unformed."""
    chain, signed = row.chain, row.signed
    asked = {chain.tables[SHUT], *chain.tables[signed.failed[signed.ratified]]}
    asked |= {*chain.tables[FAILED + len(signed.right) :]}
    idle = np.ones(len(chain.pulls), dtype=np.bool_)
    for p in reversed(range(len(idle))):
        if chain.streams + p in asked:
            idle[p] = False
            asked.add(chain.pulls[p, SOURCE])
    held = row.held._replace(still=row.held.still | idle)
    return replace(row, held=held, closed=np.ones_like(row.closed))


def signed_of(game: Game, shape: Shape) -> Signed:
    """What has to be carried for a game's kinds of settlement."""
    kinds = game.terms.settlements
    rights: dict[tuple[bytes, int], int] = {}
    right = np.full(len(kinds), -1)
    hazard, stream, column = [], [], []
    columns = np.zeros(shape.layout.streams, dtype=np.int64)
    columns[0] = 1
    resumes = np.zeros(shape.layout.streams, dtype=np.bool_)
    for c, kind in enumerate(kinds):
        if kind.worth_after is not None or not kind.hazard.any():
            continue
        own = int(shape.in_force[c])
        key = (kind.hazard.tobytes(), own)
        if key not in rights:
            rights[key] = len(rights)
            columns[own] += 1 if resumes[own] else 2
            resumes[own] = True
            hazard.append(kind.hazard)
            stream.append(own)
            column.append(columns[own] - 1)
        right[c] = rights[key]
    delay = np.array([kind.delay if kind.ratified is not None else 0 for kind in kinds])
    wait = np.zeros(len(kinds), dtype=np.int64)
    for c, months in enumerate(delay):
        wait[c] = columns[shape.awaiting[c]]
        columns[shape.awaiting[c]] += months
    spots = len(game.terms.worth)
    return Signed(
        np.stack(hazard) if hazard else np.zeros((0, spots)),
        np.array(stream, dtype=np.int64),
        np.array(column, dtype=np.int64),
        right,
        np.array([kind.ratified is not None for kind in kinds]),
        np.stack([approved_of(kind, spots) for kind in kinds]),
        delay,
        shape.awaiting,
        wait,
        FAILED + np.arange(len(kinds)),
        columns,
        resumes,
    )


def approved_of(kind: Settlement, spots: int) -> Floats:
    """The chance that a kind is approved, shape (spot,); 1 where nobody is asked."""
    return np.ones(spots) if kind.ratified is None else kind.ratified
