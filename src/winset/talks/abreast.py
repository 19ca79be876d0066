"""Games between two parties abreast: what they share laid out once, for the compiled loops.

Games abreast have the same parties, terms, rules and calendar. Their flows may differ, and so may
the chances in their laws. A game's state counts first, then what is carried for it, then the game.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from winset._typing import Bools, Floats, Ints
from winset.talks.chain import Chain, Links, chain_of, links_of
from winset.talks.fast import stairs_of
from winset.talks.frontier import Frontiers
from winset.talks.game import Game, Settlement
from winset.talks.law import Law
from winset.talks.offering import Stairs
from winset.talks.outcomes import CLOSED, awaiting, refused, rejected, settled, stalled, unratified
from winset.talks.pair import Rules, rules_of

REFUSED, STALLED, REJECTED, SHUT, FAILED = 0, 2, 4, 6, 7
"""Places among the outcomes that the talks' chain is asked for; a failed vote counts by kind."""


class Signed(NamedTuple):
    """What follows signatures, in columns that are carried back together.

    Column 0 is the value of talks; then come rights to resume talks, one for all kinds that last
    and move alike; then, for each kind that must be ratified, its waits.

    Attributes
    ----------
    hazard : shape (right, spot); law : shape (right,), the outcome among those of the chain.
    right : shape (kind,), the right of each kind; -1: a breakdown leads nowhere that is carried.
    ratified : shape (kind,); approved : shape (kind, spot); delay : shape (kind,).
    wait : shape (kind,), the column of its first wait; wait_law : shape (kind,).
    failed : shape (kind,), where the outcome of a failed vote stands in the talks' chain.
    columns : how many there are.
    """

    hazard: Floats
    law: Ints
    right: Ints
    ratified: Bools
    approved: Floats
    delay: Ints
    wait: Ints
    wait_law: Ints
    failed: Ints
    columns: int


class Ways(NamedTuple):
    """How one party believes that the world moves: through talks, and after signatures."""

    talks: Chain
    talks_links: Links
    signed: Chain
    signed_links: Links


@dataclass(frozen=True, slots=True)
class Shape:
    """What does not change with the numbers: chains by party and in truth, and what is carried.

    Attributes
    ----------
    talks, signed : chains of the parties' laws and of the true law, which is the last one.
    """

    talks: tuple[Chain, ...]
    signed: tuple[Chain, ...]


@dataclass(frozen=True, slots=True)
class Abreast:
    """Games laid out for the compiled loops.

    Attributes
    ----------
    rules, stairs, signed : see there.
    first, second, truth : how each party believes that the world moves, and how it does.
    flows : shape (state, game, party), (1 - d) c.
    declared : shape (step, state, party); closed : shape (step,).
    version : shape (step,), of the terms' worth.
    recognition : shape (state, party), in truth.
    games : how many there are.
    """

    rules: Rules
    stairs: Stairs
    signed: Signed
    first: Ways
    second: Ways
    truth: Ways
    flows: Floats
    declared: Floats
    closed: Bools
    version: Ints
    recognition: Floats
    games: int


def shape_of(game: Game) -> Shape:
    """The chains of a game of two parties."""
    laws, kinds = (*game.laws, game.truth), len(game.terms.settlements)
    talks = [refused(0), refused(1), stalled(2, 0), stalled(2, 1), rejected(2, 0), rejected(2, 1)]
    talks += [CLOSED, *(unratified(2, kinds, c) for c in range(kinds))]
    signed = [settled(2, c) for c in range(kinds)] + [awaiting(2, kinds, c) for c in range(kinds)]
    return Shape(
        tuple(chain_of(law, talks) for law in laws), tuple(chain_of(law, signed) for law in laws)
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
    """
    paid = [game.flow] if flows is None else list(flows)
    given = [[law] * len(paid) for law in (*game.laws, game.truth)] if laws is None else laws
    games, made = len(given[0]), shape or shape_of(game)
    paid = paid * games if len(paid) < games else paid
    first, second, truth = (
        Ways(talks, links_of(talks, each, game.steps), signed, links_of(signed, each, game.steps))
        for talks, signed, each in zip(made.talks, made.signed, given, strict=True)
    )
    return Abreast(
        rules_of(game),
        stairs_of(game, ready),
        signed_of(game),
        first,
        second,
        truth,
        np.ascontiguousarray((1 - game.discount) * np.stack(paid, axis=1)),
        np.ascontiguousarray(game.declared),
        game.closed,
        np.asarray(version),
        game.recognition_truth,
        games,
    )


def signed_of(game: Game) -> Signed:
    """What has to be carried for a game's kinds of settlement."""
    kinds = game.terms.settlements
    rights: dict[tuple[bytes, tuple[int, ...]], int] = {}
    right = np.full(len(kinds), -1)
    hazard, law = [], []
    for c, kind in enumerate(kinds):
        if kind.worth_after is not None or not kind.hazard.any():
            continue
        key = (kind.hazard.tobytes(), _answers(game, settled(2, c)))
        if key not in rights:
            rights[key] = len(rights)
            hazard.append(kind.hazard)
            law.append(c)
        right[c] = rights[key]
    delay = np.array([kind.delay if kind.ratified is not None else 0 for kind in kinds])
    spots = len(game.terms.worth)
    return Signed(
        np.stack(hazard) if hazard else np.zeros((0, spots)),
        np.array(law, dtype=np.int64),
        right,
        np.array([kind.ratified is not None for kind in kinds]),
        np.stack([_approved(kind, spots) for kind in kinds]),
        delay,
        1 + len(rights) + np.cumsum(delay) - delay,
        len(kinds) + np.arange(len(kinds)),
        FAILED + np.arange(len(kinds)),
        int(1 + len(rights) + delay.sum()),
    )


def _answers(game: Game, outcome: int) -> tuple[int, ...]:
    laws = (*game.laws, game.truth)
    return tuple(int(stage.answer_of[outcome]) for law in laws for stage in law.stages)


def _approved(kind: Settlement, spots: int) -> Floats:
    return np.ones(spots) if kind.ratified is None else kind.ratified
