"""The month that repeats for ever: its values, and what is signed then, at rest.

What follows a breakdown, and a table that stays shut, are linear in the values of talks: they are
solved for at once. Only the play itself must be repeated; its iterates are mixed so that their
residuals cancel (Anderson 1965), which takes some tens of steps where repeating alone takes
hundreds. Should mixing not close in, the step is repeated as the talks themselves do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import splu

from winset._typing import Floats
from winset.talks.follow import Ahead, no_follow, step_back
from winset.talks.game import Game
from winset.talks.law import Law, plan, transition
from winset.talks.outcomes import CLOSED, settled
from winset.talks.outlook import After, Outlook, flows, outlook_of
from winset.talks.tail import FixedPoint

MEMORY = 6  # past steps that are mixed
PATIENCE = 25  # steps that mixing is given to better the best residual
RIDGE = 1e-14  # of the largest square: keeps nearly equal residuals from cancelling into noise


System = tuple[Any, sparse.csr_array]


@dataclass(frozen=True, slots=True)
class Breakdowns:
    """How the right to resume talks is worth what talks are worth, by kind and party.

    Attributes
    ----------
    parts : for each kind, for each party, the factors of I - d (1 - h) P and the matrix d h P;
        None for kinds after which talks do not resume.
    """

    parts: tuple[tuple[System, ...] | None, ...]


def breakdowns_of(game: Game) -> Breakdowns:
    """The linear systems of all kinds of settlement, factored once."""
    n, last = len(game.parties), game.steps - 1
    moves: dict[tuple[int, ...], sparse.csr_array] = {}
    parts: list[tuple[System, ...] | None] = []
    for c, kind in enumerate(game.terms.settlements):
        hazard = kind.hazard[game.terms.spot_of]
        if kind.worth_after is not None or not hazard.any():
            parts.append(None)
            continue
        made: dict[tuple[int, float], System] = {}
        for law, d in zip(game.laws, game.discount, strict=True):
            key, answers = (id(law), float(d)), answers_of(law, settled(n, c))
            if answers not in moves:
                moves[answers] = transition(law, last, settled(n, c))
            if key not in made:
                made[key] = factored(moves[answers], float(d), hazard)
        parts.append(tuple(made[id(law), float(d)]
                           for law, d in zip(game.laws, game.discount, strict=True)))  # fmt: skip
    return Breakdowns(tuple(parts))


def answers_of(law: Law, outcome: int) -> tuple[int, ...]:
    """What tells the moves after an outcome from those after others: the law, and its answers."""
    return (id(law), *(int(stage.answer_of[outcome]) for stage in law.stages))


def factored(move: sparse.csr_array, d: float, hazard: Floats) -> System:
    """I - d (1 - h) P, factored, and d h P."""
    stays = sparse.diags_array(d * (1 - hazard)) @ move
    falls = sparse.csr_array(sparse.diags_array(d * hazard) @ move)
    return splu(sparse.csc_array(sparse.eye_array(len(hazard)) - stays)), falls


def at_rest(
    game: Game, outlook: Outlook, breakdowns: Breakdowns, talks: Floats, after: After
) -> tuple[Ahead, Floats]:
    """What lies ahead, and what follows a signature, (kind, state, party), given values of talks.

    Parameters
    ----------
    talks : shape (state, party); after : what may follow a step if they are those of the next.
    """
    ahead = no_follow(game, talks)
    resumed = np.zeros_like(ahead.resumed)
    for c, part in enumerate(breakdowns.parts):
        for i, (factors, falls) in enumerate(part or ()):
            resumed[c, :, i] = factors.solve(falls @ talks[:, i])
    ahead = replace(ahead, resumed=resumed)
    if all(kind.ratified is None for kind in game.terms.settlements):
        return ahead, resumed
    follow = resumed
    for _ in range(ahead.pending.shape[1]):
        later, follow = step_back(game, outlook, game.steps - 1, ahead, after)
        ahead = replace(later, resumed=resumed)
    return ahead, follow


def shut_values(game: Game) -> Floats:
    """What each party gets if the table stays shut for ever, shape (state, party)."""
    values, moves = flows(game), dict[int, sparse.csr_array]()
    for i, (law, d) in enumerate(zip(game.laws, game.discount, strict=True)):
        if id(law) not in moves:
            moves[id(law)] = transition(law, game.steps - 1, CLOSED)
        move = moves[id(law)]
        system = sparse.csc_array(sparse.eye_array(law.states) - float(d) * move)
        values[:, i] = splu(system).solve(values[:, i])
    return values


def outlook_on(game: Game, outcomes: Sequence[int]) -> Outlook:
    """How the parties look ahead where only some outcomes can happen, fewer tables to form."""
    every = outlook_of(game)
    groups = tuple(replace(group, plan=plan(group.law, outcomes)) for group in every.groups)
    found: dict[tuple[int, ...], int] = {}
    table_of = np.zeros_like(every.table_of)
    for number, outcome in enumerate(outcomes):
        source = tuple(group.plan.table_of[number] for group in groups)
        table_of[outcome] = found.setdefault(source, len(found))
    return Outlook(groups, tuple(found), table_of)


def mixed_to_rest(
    turn: Callable[[Floats], Floats], start: Floats, tolerance: float, most: int = 300
) -> FixedPoint:
    """Repeat a step until nothing changes, mixing past steps; see the module.

    Parameters
    ----------
    turn : one step, from values to values of the same shape.
    start : where to begin.

    Examples
    --------
    >>> found = mixed_to_rest(lambda x: 0.999 * x + 0.001, np.zeros((1, 1)), 1e-9)
    >>> found.settles, round(float(found.point[0, 0]), 6), found.iterations < 10
    (True, 1.0, True)
    """
    point, best, since = start, np.inf, 0
    images: list[Floats] = []
    gaps: list[Floats] = []
    for count in range(1, most + 1):
        new = turn(point)
        gap = new - point
        residual = float(np.abs(gap).max())
        if residual <= tolerance:
            return FixedPoint(new, residual, count, True)
        best, since = (residual, 0) if residual < best else (best, since + 1)
        if since > PATIENCE:
            return FixedPoint(new, residual, count, False)
        images, gaps = [*images[-MEMORY:], new], [*gaps[-MEMORY:], gap]
        point = mixed(images, gaps)
    return FixedPoint(point, residual, most, False)


def mixed(images: list[Floats], gaps: list[Floats]) -> Floats:
    """The mixture of past images whose mixed gaps are least, by least squares."""
    if len(images) == 1:
        return images[0]
    steps = np.stack([gap.reshape(-1) for gap in gaps])
    changes = np.diff(steps, axis=0)
    gram = changes @ changes.T
    ridge = RIDGE * max(float(np.trace(gram)), 1e-300) * np.eye(len(gram))
    weights = np.linalg.solve(gram + ridge, changes @ steps[-1])
    moves = np.diff(np.stack([image.reshape(-1) for image in images]), axis=0)
    return np.asarray(images[-1] - (weights @ moves).reshape(images[-1].shape))
