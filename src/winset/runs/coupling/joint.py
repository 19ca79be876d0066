"""The joint law of decisions, agreements and states, read off the talks' course."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset._typing import Floats
from winset.runs.coupling.given import Ahead, attending, chances_ahead, node_of_state
from winset.talks.forward import FIRST, Course
from winset.talks.law import Law, expectations, plan
from winset.talks.outcomes import awaiting
from winset.talks.solution import Solution
from winset.talks.step import ATTEND


@dataclass(frozen=True, slots=True)
class Joint:
    """Chances together with each node; where nothing is decided there is one node, "any".

    Attributes
    ----------
    node : shape (node,), the chance of each.
    held : shape (step, node), that talks are held in a month and the node is, or will be, decided.
    agreed : shape (step, node, package), that the first agreement is made in a month on a package.
    settled : shape (step, node, package), that it enters into force in that month (a ratification
        that fails, or comes after the calendar, is left out).
    unsettled : shape (step + 1, state, node), that no agreement has yet been made, in a state.
    """

    node: Floats
    held: Floats
    agreed: Floats
    settled: Floats
    unsettled: Floats


def joint_law(solution: Solution, course: Course, spots: Law, nodes: int, last: int) -> Joint:
    """Everything together with the node, month by month.

    Parameters
    ----------
    spots : the true law of what settlements hang on, once something is signed.
    nodes : how many there are, 0 if nothing is decided; last : the step of the last decision.
    """
    game, steps = solution.game, solution.game.steps
    count = max(nodes, 1)
    ahead = chances_ahead(solution, nodes, last) if nodes else []
    told = state_tells(solution, nodes)
    shape = (steps, count, len(game.terms.packages.chosen))
    held, agreed, force = np.zeros((steps, count)), np.zeros(shape), np.zeros(shape)
    unsettled = np.empty((steps + 1, len(told), count))
    approval = approvals(solution, spots)
    for step in range(steps):
        known = ahead[step] if step < len(ahead) else None
        talking = course.talking[step]
        unsettled[step] = talking[:, FIRST, None] * (told if known is None else known.talking)
        held[step] = at_table(solution, step, talking.sum(axis=1)) @ (
            told if known is None else known.attended
        )
        add_signed(solution, course, step, told, known, approval, agreed, force)
    unsettled[steps] = course.talking[steps, :, FIRST, None] * told
    chance = unsettled[0].sum(axis=0)
    return Joint(chance, held, agreed, force, unsettled)


def state_tells(solution: Solution, nodes: int) -> Floats:
    """Which node a state belongs to, shape (state, node), once all is decided; ones for "any"."""
    if not nodes:
        return np.ones((len(solution.game.flow), 1))
    node = node_of_state(solution, nodes)
    return np.asarray(node[:, None] == np.arange(nodes), dtype=np.float64)


def at_table(solution: Solution, step: int, talking: Floats) -> Floats:
    """The chance that all attend in each state, shape (state,)."""
    if solution.game.closed[step]:
        return np.zeros_like(talking)
    return np.asarray(talking * attending(solution, step)[..., ATTEND].prod(axis=1))


def approvals(solution: Solution, spots: Law) -> dict[int, Floats]:
    """For each kind that must be ratified, the chance of it: shape (step, spot), by signature.

    Parameters
    ----------
    spots : the true law of the spots, once something is signed.
    """
    game = solution.game
    n, kinds = len(game.parties), game.terms.settlements
    found = {}
    for c, kind in enumerate(kinds):
        if kind.ratified is None:
            continue
        wanted = plan(spots, [awaiting(n, len(kinds), c)])
        yes = [kind.ratified[:, None]] * (game.steps + kind.delay)
        for _ in range(kind.delay):
            yes = [expectations(spots, wanted, t, v)[0] for t, v in enumerate(yes[1:])]
        found[c] = np.stack(yes[: game.steps])[..., 0]
    return found


def add_signed(
    solution: Solution,
    course: Course,
    step: int,
    told: Floats,
    known: Ahead | None,
    approval: dict[int, Floats],
    agreed: Floats,
    force: Floats,
) -> None:
    """Book the signatures of a step: on which package, with which node, in force when."""
    game = solution.game
    count = agreed.shape[2]
    for k in range(len(game.parties)):
        mass, offer = course.signed[step, :, k], solution.choices.offer[step, :, k]
        here = np.flatnonzero((mass > 0) & (offer >= 0))
        kind = game.terms.packages.kind[offer[here]]
        follows = told[here] if known is None else known.signed[kind, here]
        parts = mass[here, None] * follows
        for node in range(agreed.shape[1]):
            agreed[step, node] += np.bincount(offer[here], parts[:, node], minlength=count)
            for c, settlement in enumerate(game.terms.settlements):
                when = step + (settlement.delay if c in approval else 0)
                if when >= len(force):
                    continue
                one = here[kind == c]
                weight = parts[kind == c, node] * (
                    approval[c][step, game.terms.spot_of[one]] if c in approval else 1.0
                )
                force[when, node] += np.bincount(offer[one], weight, minlength=count)
