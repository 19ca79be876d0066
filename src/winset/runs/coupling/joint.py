"""The joint law of decisions, agreements and states, read off the talks' course."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from winset._typing import Floats, Ints
from winset.runs.coupling.given import Ahead, attending, chances_ahead, node_of_state
from winset.talks.forward import AGAIN, FIRST, Course
from winset.talks.law import Law, expectations, plan, settles_at
from winset.talks.loops import loop
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
    settled : shape (step + longest wait, node, package), that the first settlement ever in force
        enters into it in that month, on a package: what was signed in the calendar.
    unsettled : shape (step + 1, state, node), that no agreement has yet been made, in a state.
    open : shape (state, node), that talks go on after the calendar and nothing was ever in force.
    waiting : shape (kind, delay + 1, state, node), that what would be the first settlement in force
        still awaits its vote then.
    approval : by kind that must be ratified, the chance of it by spot of the signature, (spot,),
        after the calendar.
    """

    node: Floats
    held: Floats
    agreed: Floats
    settled: Floats
    unsettled: Floats
    open: Floats
    waiting: Floats
    approval: Mapping[int, Floats]


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
    held, agreed = np.zeros((steps, count)), np.zeros(shape)
    force = np.zeros((steps + course.waiting.shape[1] - 1, *shape[1:]))
    unsettled = np.empty((steps + 1, len(told), count))
    approval = approvals(solution, spots)
    for step in range(steps):
        known = ahead[step] if step < len(ahead) else None
        talking = course.talking[step]
        unsettled[step] = talking[:, FIRST, None] * (told if known is None else known.talking)
        held[step] = at_table(solution, step, talking.sum(axis=1)) @ (
            told if known is None else known.attended
        )
        follows = told if known is None else known
        add_signed(solution, step, course.signed[step], follows, approval, force, agreed)
        add_signed(solution, step, course.resigned[step], follows, approval, force)
    last_talks = course.talking[steps]
    unsettled[steps] = last_talks[:, FIRST, None] * told
    return Joint(
        node=unsettled[0].sum(axis=0),
        held=held,
        agreed=agreed,
        settled=force,
        unsettled=unsettled,
        open=(last_talks[:, FIRST] + last_talks[:, AGAIN])[:, None] * told,
        waiting=course.waiting[..., None] * told,
        approval={c: by_step[-1] for c, by_step in approval.items()},
    )


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


def add_signed(
    solution: Solution,
    step: int,
    signed: Floats,
    follows: Floats | Ahead,
    approval: Mapping[int, Floats],
    force: Floats,
    agreed: Floats | None = None,
) -> None:
    """Book the signatures of a step: on which package, with which node, in force when.

    Parameters
    ----------
    signed : shape (state, party), by proposer.
    follows : the chance of each node, shape (state, node), or what is known of it ahead.
    force, agreed : the books, (step, node, package); `agreed` only for first agreements.
    """
    game = solution.game
    states, count = len(game.flow), range(len(game.terms.settlements))
    yes = np.stack([approval[c][step] if c in approval else np.ones(len(game.terms.worth))
                    for c in count])  # fmt: skip
    wait = np.array([game.terms.settlements[c].delay if c in approval else 0 for c in count])
    first = np.zeros((0, *force.shape[1:])) if agreed is None else agreed[step][None]
    for k in range(len(game.parties)):
        offer = np.ascontiguousarray(solution.choices.offer[step, :, k])
        nodes = follows
        if isinstance(follows, Ahead):
            nodes = follows.signed[game.terms.packages.kind[offer], np.arange(states)]
        _book(offer, np.ascontiguousarray(signed[:, k]), np.ascontiguousarray(nodes),
              game.terms.packages.kind, game.terms.spot_of, yes, wait, step, force,
              first)  # fmt: skip


@loop
def _book(
    offer: Ints,
    signed: Floats,
    nodes: Floats,
    kind: Ints,
    spot_of: Ints,
    yes: Floats,
    wait: Ints,
    step: int,
    force: Floats,
    agreed: Floats,
) -> None:  # pragma: no cover - compiled
    """Add what one party's offers come to to the books, by node and package."""
    for s in range(len(offer)):
        package = offer[s]
        if package < 0 or signed[s] <= 0.0:
            continue
        c = kind[package]
        for node in range(nodes.shape[1]):
            part = signed[s] * nodes[s, node]
            force[step + wait[c], node, package] += part * yes[c, spot_of[s]]
            if len(agreed) > 0:
                agreed[0, node, package] += part
