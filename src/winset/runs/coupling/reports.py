"""What is told of one draw: chances by month, terms, margins, waiting, refusing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset._typing import Floats
from winset.runs.coupling.blocks import lifted_blocks
from winset.runs.coupling.course import followed
from winset.runs.coupling.fairness import Fair, fairness
from winset.runs.coupling.frame import whole_axes
from winset.runs.coupling.game import Games
from winset.runs.coupling.joint import Joint, by_node, held_by_node, in_blocks, of_nodes
from winset.runs.coupling.margins import static
from winset.runs.coupling.plan import Plan
from winset.runs.coupling.refusing import refusing
from winset.runs.coupling.settlement import Told
from winset.runs.coupling.solving import Solved
from winset.talks.first_held import held_by
from winset.talks.forward import Course
from winset.talks.solution import Solution
from winset.talks.waiting import drift, terms_worth
from winset.world.axes import marginals

DELAYS = (1, 3, 6, 12)
"""Months of waiting that are priced."""


@dataclass(frozen=True, slots=True)
class Report:
    """One draw, told. Rows over nodes: first "any" (not knowing the decision), then each node.

    Attributes
    ----------
    node : shape (1 + node,), the chance of each; that of "any" is 1.
    held, agreed, in_force : shape (1 + node, month), chance that talks are held in a month, that a
        first agreement has been made by its end, and that one has ever been in force by then.
    static, dynamic : shape (1 + node, month), the agreement margin where nothing is agreed yet.
    packages : shape (1 + node, package), chance of each package given an agreement; nan if none.
    worth : shape (1 + node, party), value when the last decision is known, where nothing is agreed;
        nan where that cannot be.
    happened : shape (month, outcome), chance of everything at the table.
    states : for each variable, shape (month + 1, level).
    waiting : shape (delay, party), price of waiting; terms : worth of the terms struck then.
    gain : shape (party,), V(refuse) - V(attend) today with declarations lifted; attends : shape
        (party,), the chance that it would attend then; idle : shape (party,), V(stall) - V(offer);
        parts : shape (party, part), the gain by
        what it comes from: the table, then each variable that answers.
    pulls : shape (party, variable, 2), by how much V(attend) - V(refuse) changes with one level
        less or more of a variable; nan at its ends.
    held_free : shape (month,), as `held`, with declarations lifted; held_by : shape (month,), the
        chance that talks have been held at least once by its end.
    closest, blocker : today's package that comes closest, and who gains least from it; -1: none.
    fair : what is acceptable today, and where fair-minded rules would settle.
    settles, residual : how the tail came to rest.
    """

    node: Floats
    held: Floats
    agreed: Floats
    in_force: Floats
    static: Floats
    dynamic: Floats
    packages: Floats
    worth: Floats
    happened: Floats
    states: tuple[Floats, ...]
    waiting: Floats
    terms: Floats
    gain: Floats
    attends: Floats
    idle: Floats
    parts: Floats
    pulls: Floats
    held_free: Floats
    held_by: Floats
    closest: int
    blocker: int
    fair: Fair
    settles: bool
    residual: float
    told: Told


def report_of(
    plan: Plan,
    games: Games,
    solved: Solved,
    start: Floats,
    course: Course,
    joint: Joint,
    told: Told,
    dynamic_margin: Floats,
) -> Report:
    """All that is told of one draw."""
    whole, free = solved.whole, solved.free
    shut = static(solved)
    agreed = joint.agreed.sum(axis=2).T
    in_force = joint.settled[: len(joint.agreed)].sum(axis=2).T
    waiting, terms = waited(whole, start)
    test = refusing(plan, games, free, start)
    here = int(np.argmax(start))
    return Report(
        node=np.r_[1.0, joint.node] if plan.frame.nodes else np.ones(1),
        held=with_any(plan, held_by_node(whole, course, joint).T, joint.node),
        agreed=with_any(plan, agreed, joint.node).cumsum(axis=1),
        in_force=with_any(plan, in_force, joint.node).cumsum(axis=1),
        static=margins_by_node(plan, shut.margin, joint),
        dynamic=margins_by_node(plan, dynamic_margin, joint),
        packages=given_agreement(plan, joint.agreed.sum(axis=0)),
        worth=worth_of_nodes(plan, whole, joint),
        happened=course.happened,
        states=marginals(whole_axes(plan.frame), course.states),
        waiting=waiting,
        terms=terms,
        gain=test.gain,
        attends=test.attends,
        idle=test.idle,
        parts=test.parts,
        pulls=test.pulls,
        held_free=held_if_free(solved, course, start),
        held_by=held_by(whole, start),
        closest=int(shut.package[here]),
        blocker=int(shut.blocker[here]) if shut.package[here] >= 0 else -1,
        fair=fairness(whole, shut, here),
        settles=solved.tail.tail.settles,
        residual=solved.tail.tail.residual,
        told=told,
    )  # fmt: skip


def with_any(plan: Plan, by_node: Floats, node: Floats) -> Floats:
    """Joint chances (node, ...) as chances given each node, below the chance over all of them."""
    whole: Floats = by_node.sum(axis=0, keepdims=True)
    if not plan.frame.nodes:
        return whole
    weight = node.reshape(-1, *(1 for _ in by_node.shape[1:]))
    given = np.where(weight > 0, by_node / np.where(weight > 0, weight, 1.0), np.nan)
    return np.concatenate([whole, given])


def with_total(plan: Plan, by_node: Floats) -> Floats:
    """Joint masses (..., node) with their total before them."""
    total = by_node.sum(axis=-1, keepdims=True)
    return np.concatenate([total, by_node], axis=-1) if plan.frame.nodes else total


def margins_by_node(plan: Plan, margin: Floats, joint: Joint) -> Floats:
    """The mean margin where nothing is agreed yet, shape (1 + node, month).

    States without a margin are left out.

    Parameters
    ----------
    margin : shape (month, state).
    """
    mass, follows = joint.unsettled.mass[:-1], joint.unsettled.follows
    told = margin.reshape(mass.shape)
    known = ~np.isnan(told)
    summed = with_total(plan, by_node(mass, np.where(known, told, 0.0), follows))
    total = with_total(plan, by_node(mass, known.astype(np.float64), follows))
    return np.asarray(np.where(total > 0, summed / np.where(total > 0, total, 1.0), np.nan).T)


def given_agreement(plan: Plan, by_node: Floats) -> Floats:
    """The chance of each package given an agreement, shape (1 + node, package)."""
    mass = with_total(plan, by_node.T).T
    total = mass.sum(axis=1, keepdims=True)
    return np.asarray(np.where(total > 0, mass / np.where(total > 0, total, 1.0), np.nan))


def worth_of_nodes(plan: Plan, whole: Solution, joint: Joint) -> Floats:
    """What each node is worth to each party once it is known, shape (1 + node, party).

    nan for a node that has no chance: the law of the world does not say where one then stood.
    """
    known = int(plan.frame.decided.max()) + 1 if plan.frame.nodes else 0
    mass = of_nodes(joint.unsettled.mass[known])
    values = in_blocks(whole.values[known], len(mass), 0)[-mass.shape[1] :]
    total = with_total(plan, mass.sum(axis=0))[:, None]
    summed = with_total(plan, np.einsum("sk,ksi->ik", mass, values)).T
    return np.where(total > 0, summed / np.maximum(total, 1e-300), np.nan)


def values_today(solution: Solution) -> Floats:
    """What the talks are worth to each party in each state today, shape (state, party)."""
    return np.asarray(solution.values[0])


def waited(whole: Solution, start: Floats) -> tuple[Floats, Floats]:
    """The price of waiting, and the worth of the terms struck, after each delay: (delay, party)."""
    prices, terms, mass, sofar = [], [], start, 0
    now = start @ whole.values[0]
    for delay in DELAYS:
        mass = drift(whole, mass, sofar, delay - sofar)
        sofar = delay
        later = min(delay, whole.game.steps)
        prices.append(mass @ whole.values[later] - now)
        terms.append(terms_worth(whole, mass, later))
    return np.stack(prices), np.stack(terms)


def held_if_free(solved: Solved, course: Course, start: Floats) -> Floats:
    """The chance that talks are held with declarations lifted, in months in which one binds.

    Shape (month,); nan in the months after.
    """
    if solved.free is solved.whole:
        return np.full_like(course.held, np.nan)
    free = None if solved.blocks is None else lifted_blocks(solved.blocks)
    held = followed(free, solved.free, start).held
    return np.concatenate([held, np.full(len(course.held) - len(held), np.nan)])
