"""The joint law of decisions, agreements and states, read off the talks' course.

States stand in blocks, one for each node, after those of what is undecided. Once all is decided a
state's block tells the node; before, the chance of each node is what it is ahead of there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from winset._typing import Floats, Ints
from winset.runs.coupling.game import Games
from winset.runs.coupling.given import Ahead, chances_ahead, undecided
from winset.talks.forward import AGAIN, FIRST, Course
from winset.talks.law import Law, expectations, plan, settles_at
from winset.talks.loops import kept
from winset.talks.outcomes import awaiting
from winset.talks.solution import Solution
from winset.talks.step import ATTEND


@dataclass(frozen=True, slots=True)
class Unsettled:
    """The chance that no agreement has yet been made, by state.

    Attributes
    ----------
    mass : shape (step + 1, block, state), whatever the node.
    follows : shape (step, state, node), the chance of each node as long as one is pending.
    """

    mass: Floats
    follows: Floats


@dataclass(frozen=True, slots=True)
class Joint:
    """Chances together with each node; where nothing is decided there is one node, "any".

    Attributes
    ----------
    node : shape (node,), the chance of each.
    agreed : shape (step, node, package), that the first agreement is made in a month on a package.
    settled : shape (step + longest wait, node, package), that the first settlement ever in force
        enters into it in that month, on a package: what was signed in the calendar.
    unsettled : that no agreement has yet been made, in a state.
    open : shape (state, node), that talks go on after the calendar and nothing was ever in force,
        over the world's own states.
    waiting : shape (kind, delay + 1, state, node), that what would be the first settlement in force
        still awaits its vote then.
    approval : by kind that must be ratified, the chance of it by spot of the signature, (spot,),
        after the calendar.
    attended : shape (step, state, node), the chance of each node once all have attended, as long as
        one is pending.
    """

    node: Floats
    agreed: Floats
    settled: Floats
    unsettled: Unsettled
    open: Floats
    waiting: Floats
    approval: Mapping[int, Floats]
    attended: Floats


def by_node(mass: Floats, values: Floats, follows: Floats) -> Floats:
    """Something told in every state, summed over them with their chances, by node: (step, node).

    Parameters
    ----------
    mass, values : shape (step, block, state), from the first step on; values may stand for all
        blocks. follows : see `Unsettled`.
    """
    if values.shape[1] == 1:
        found = np.einsum("tbs,ts->tb", mass, values[:, 0])
    else:
        found = np.einsum("tbs,tbs->tb", mass, values)
    if mass.shape[1] == 1:
        return np.asarray(found)
    pending = min(len(follows), len(mass))
    weighed = mass[:pending, 0] * values[:pending, 0]
    found[:pending, 1:] += np.einsum("ts,tsk->tk", weighed, follows[:pending])
    return np.asarray(found[:, 1:])


def joint_law(solution: Solution, course: Course, games: Games) -> Joint:
    """Everything together with the node, month by month.

    Parameters
    ----------
    games : the draw's talks: over the world's own states, and how the decision falls.
    """
    steps, states = solution.game.steps, len(games.tail.flow)
    before = undecided(solution, games.calendar, games.laws[-1][0], games.mix)
    ahead = chances_ahead(before) if len(games.mix) else []
    talking = in_blocks(course.talking, states)
    mass = talking[..., FIRST]
    follows = chance_of(ahead, "talking", states)
    approval = approvals(solution, games.spots)
    agreed, settled = booked(solution, course, ahead, approval, states)
    return Joint(
        node=by_node(mass[:1], np.ones_like(mass[:1]), follows)[0],
        agreed=agreed,
        settled=settled,
        unsettled=Unsettled(mass, follows),
        open=of_nodes(talking[steps, ..., FIRST] + talking[steps, ..., AGAIN]),
        waiting=of_nodes(in_blocks(course.waiting, states, 2)),
        approval={c: by_step[-1] for c, by_step in approval.items()},
        attended=chance_of(ahead, "attended", states),
    )


def held_by_node(solution: Solution, course: Course, joint: Joint) -> Floats:
    """The chance that talks are held in a month and the node is, or will be, decided: (step, node).

    Parameters
    ----------
    course : what happens after settlements included.
    """
    steps, states = solution.game.steps, joint.unsettled.mass.shape[2]
    talking = in_blocks(course.talking[:steps].sum(axis=2), states)
    return by_node(talking, in_blocks(attending_all(solution), states), joint.attended)


def in_blocks(array: Floats, states: int, axis: int = 1) -> Floats:
    """An array over all states with an axis for their blocks before that for the world's own."""
    before, after = array.shape[:axis], array.shape[axis + 1 :]
    return np.asarray(array.reshape(*before, -1, states, *after))


def of_nodes(mass: Floats) -> Floats:
    """Chances (..., block, state) once all is decided as chances (..., state, node)."""
    nodes = mass if mass.shape[-2] == 1 else mass[..., 1:, :]
    return np.ascontiguousarray(np.swapaxes(nodes, -1, -2))


def chance_of(ahead: list[Ahead], name: str, states: int) -> Floats:
    """One field of what is known ahead of every step while a decision is pending."""
    return np.stack([getattr(each, name) for each in ahead]) if ahead else np.zeros((0, states, 0))


def attending_all(solution: Solution) -> Floats:
    """The chance that all attend in each state, shape (step, state)."""
    game = solution.game
    comes: Floats = np.ones(game.declared.shape[:2])
    for i in range(len(game.parties)):
        comes = comes * solution.choices.attendance[:, :, i, ATTEND] * (1 - game.declared[..., i])
    comes[game.closed] = 0.0
    return comes


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
        outcome = awaiting(n, len(kinds), c)
        wanted = plan(spots, [outcome])
        late = min(settles_at(spots, [outcome]), game.steps - 1)
        rows = []
        for step in range(late + 1):
            yes = kind.ratified[:, None]
            for later in reversed(range(step, step + kind.delay)):
                yes = expectations(spots, wanted, later, yes)[0]
            rows.append(yes[:, 0])
        found[c] = np.stack(rows)[np.minimum(np.arange(game.steps), late)]
    return found


def booked(
    solution: Solution,
    course: Course,
    ahead: list[Ahead],
    approval: Mapping[int, Floats],
    states: int,
) -> tuple[Floats, Floats]:
    """All signatures: on which package, with which node, and in force when.

    Returns
    -------
    First agreements, shape (step, node, package), and what is first in force, shape (step + longest
    wait, node, package).
    """
    game, packages = solution.game, solution.game.terms.packages
    steps, kinds = game.steps, len(game.terms.settlements)
    blocks = len(game.flow) // states
    shape = (max(blocks - 1, 1), len(packages.chosen))
    none = np.ones((steps, len(game.terms.worth)))
    yes = np.stack([approval.get(c, none) for c in range(kinds)])
    ratified = [c in approval for c in range(kinds)]
    wait = np.array([kind.delay for kind in game.terms.settlements]) * ratified
    agreed = np.zeros((steps, *shape))
    settled = np.zeros((steps + course.waiting.shape[1] - 1, *shape))
    follows = chance_of(ahead, "signed", states) if ahead else np.zeros((0, kinds, states, 0))
    _book(solution.choices.offer, course.signed, course.resigned, follows, packages.kind,
          game.terms.spot_of[:states], yes, wait, agreed, settled)  # fmt: skip
    return agreed, settled


@kept
def _book(
    offer: Ints,
    signed: Floats,
    resigned: Floats,
    follows: Floats,
    kind: Ints,
    spot_of: Ints,
    yes: Floats,
    wait: Ints,
    agreed: Floats,
    settled: Floats,
) -> None:  # pragma: no cover - compiled
    """Add what offers come to to the books, by node and package; see `booked`.

    `follows` has shape (step, kind, state, node), for as long as a decision is pending.
    """
    states = len(spot_of)
    for step in range(offer.shape[0]):
        for s in range(offer.shape[1]):
            block, here = s // states, s % states
            for k in range(offer.shape[2]):
                package = offer[step, s, k]
                first = signed[step, s, k]
                both = first + resigned[step, s, k]
                if package < 0 or both <= 0.0:
                    continue
                c = kind[package]
                enters = both * yes[c, step, spot_of[here]]
                if block > 0 or follows.shape[3] == 0:
                    node = max(block - 1, 0)
                    agreed[step, node, package] += first
                    settled[step + wait[c], node, package] += enters
                elif step < follows.shape[0]:
                    for node in range(follows.shape[3]):
                        chance = follows[step, c, here, node]
                        agreed[step, node, package] += chance * first
                        settled[step + wait[c], node, package] += chance * enters
