"""What happens under the solved strategies and the true law: exact chances, month by month.

Chances flow between pools: talks that have never signed, talks resumed after a failed ratification
or after a breakdown, signatures awaiting their vote, settlements in force by kind, and what is over
for good (left the talks, or broken down without return). Nothing is sampled, nothing is lost.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset._typing import Floats
from winset.talks.law import Plan, plan, pushed
from winset.talks.outcomes import (
    CLOSED,
    awaiting,
    outcome_count,
    refused,
    rejected,
    settled,
    stalled,
    unratified,
)
from winset.talks.solution import Solution
from winset.talks.step import ATTEND, LEAVE, REFUSE

FIRST, AGAIN, AFTER = range(3)
"""Columns of the talking pool: nothing was signed yet; nothing was in force yet; broken down."""
FRESH, LATER = range(2)
"""Columns of what awaits its vote: nothing has ever been in force, or something was."""


@dataclass(frozen=True, slots=True)
class Course:
    """The course of events in chances.

    Attributes
    ----------
    states : shape (step + 1, state), chance of each state, from the start on; sums to one.
    talking : shape (step + 1, state, 3), chance that talks are open in a state: for the first
        time, again after a failed ratification, or after a breakdown.
    in_force : shape (step + 1, kind, state), chance that a settlement of a kind is in force.
    held : shape (step,), chance that all attend.
    happened : shape (step, outcome), chance of each thing at the table (see `outcomes.py`;
        `settled` and `awaiting` count those signed in that step, `unratified` failed votes).
    left : shape (step, party), chance that the party leaves the talks for good in that step.
    signed : shape (step, state, party), chance that the first agreement is made in this step and
        state on this party's proposal; the package is `choices.offer[step, state, party]`.
    resigned : as `signed`, for later agreements where none has been in force yet.
    waiting : shape (kind, delay + 1, state), chance that what would be the first settlement in
        force awaits its vote after the last step, by how many steps it is still away.
    broken : shape (step,), chance that a settlement in force breaks down.
    """

    states: Floats
    talking: Floats
    in_force: Floats
    held: Floats
    happened: Floats
    left: Floats
    signed: Floats
    resigned: Floats
    waiting: Floats
    broken: Floats


def propagate(solution: Solution, start: Floats) -> Course:
    """The exact chances of everything under the solved strategies and the true law.

    Parameters
    ----------
    start : shape (state,), chance of each state at step 0; sums to one.
    """
    run = _Run(solution, start)
    for step in range(solution.game.steps):
        run.step(step)
    return run.course()


def agreed_by(course: Course) -> Floats:
    """P(a first agreement by the end of each step), shape (step,)."""
    return np.asarray(np.cumsum(course.signed.sum(axis=(1, 2))))


def packages_agreed(solution: Solution, course: Course) -> Floats:
    """Chance that each package is the first agreement, by step: shape (step, package)."""
    steps, count = len(course.signed), len(solution.game.terms.packages.chosen)
    table = np.zeros((steps, count))
    for step in range(steps):
        offer, mass = solution.choices.offer[step].reshape(-1), course.signed[step].reshape(-1)
        made = offer >= 0
        table[step] = np.bincount(offer[made], mass[made], minlength=count)
    return table


def package_given_agreement(solution: Solution, course: Course) -> Floats:
    """P(package | agreed within the calendar), shape (package,); nan if agreement never comes."""
    total = packages_agreed(solution, course).sum(axis=0)
    whole = total.sum()
    return np.asarray(total / whole if whole > 0 else np.full_like(total, np.nan))


def levels_given_agreement(solution: Solution, course: Course) -> tuple[Floats, ...]:
    """For each issue P(level | agreed within the calendar), shape (level,) each."""
    packages = solution.game.terms.packages
    chances = package_given_agreement(solution, course)
    return tuple(
        np.asarray(np.bincount(packages.chosen[:, issue], chances, len(levels)), dtype=np.float64)
        for issue, levels in enumerate(packages.levels)
    )


class _Run:
    """The pools, and the books of what happened."""

    def __init__(self, solution: Solution, start: Floats) -> None:
        game = solution.game
        self.solution, self.game, self.n = solution, game, len(game.parties)
        kinds, steps = game.terms.settlements, game.steps
        self.kinds, states = len(kinds), len(start)
        self.outcomes = outcome_count(self.n, self.kinds)
        most = max((kind.delay for kind in kinds), default=0)
        self.talking = np.zeros((steps + 1, states, 3))
        self.talking[0, :, FIRST] = start
        self.pending = np.zeros((self.kinds, most + 1, states, 2))
        self.force = np.zeros((steps + 1, self.kinds, states))
        self.over = np.zeros(states)
        self.states = np.zeros((steps + 1, states))
        self.states[0] = start
        self.held, self.broken = np.zeros(steps), np.zeros(steps)
        self.happened = np.zeros((steps, self.outcomes))
        self.left = np.zeros((steps, self.n))
        self.signed = np.zeros((steps, states, self.n))
        self.resigned = np.zeros((steps, states, self.n))
        self.plans: dict[tuple[int, ...], Plan] = {}

    def course(self) -> Course:
        return Course(
            self.states,
            self.talking,
            self.force,
            self.held,
            self.happened,
            self.left,
            self.signed,
            self.resigned,
            self.pending[..., FRESH],
            self.broken,
        )

    def step(self, step: int) -> None:
        """Move every pool by one step."""
        at_table, signatures = self._table(step)
        ready = self._votes(step, signatures, at_table)
        fallen = self._settlements(step, ready)
        self.talking[step + 1] += self._move(step, at_table)
        self.over = self._move(step, {CLOSED: self.over[:, None]})[:, 0] + fallen
        total = self.talking[step + 1].sum(axis=1) + self.force[step + 1].sum(axis=0)
        self.states[step + 1] = total + self.pending.sum(axis=(0, 1, 3)) + self.over

    def _move(self, step: int, masses: dict[int, Floats]) -> Floats:
        """Chances of the next states, of what goes through each outcome."""
        present = tuple(sorted(masses))
        if present not in self.plans:
            self.plans[present] = plan(self.game.truth, present)
        return pushed(
            self.game.truth, self.plans[present], step, [masses[outcome] for outcome in present]
        )

    def _table(self, step: int) -> tuple[dict[int, Floats], Floats]:
        """What happens at the table: talking chances by outcome, and those signed by kind."""
        game, choices, n = self.game, self.solution.choices, self.n
        here = self.talking[step].copy()
        signatures = np.zeros((self.kinds, len(here), 2))
        if game.closed[step]:
            self.happened[step, CLOSED] = here.sum()
            return {CLOSED: here}, signatures
        masses: dict[int, Floats] = {}
        for i in map(int, game.order):
            bound = game.declared[step, :, i]
            ways = choices.attendance[step, :, i] * (1 - bound[:, None])
            masses[refused(i)] = (ways[:, REFUSE] + bound)[:, None] * here
            gone = ways[:, LEAVE] * here.sum(axis=1)
            self.over += gone
            self.left[step, i] = gone.sum()
            here = ways[:, ATTEND, None] * here
        self.held[step] = here.sum()
        for k in range(n):
            mine = game.recognition_truth[:, k, None] * here
            self._proposals(step, k, mine, masses, signatures)
        for outcome, mass in masses.items():
            self.happened[step, outcome] = mass.sum()
        return masses, signatures

    def _proposals(
        self, step: int, k: int, here: Floats, masses: dict[int, Floats], signatures: Floats
    ) -> None:
        choices, n = self.solution.choices, self.n
        offering = choices.offering[step, :, k, None] * here
        masses[stalled(n, k)] = here - offering
        for j in range(n):
            if j != k:
                no = choices.reply[step, :, k, 1 + j, None] * offering
                masses[rejected(n, j)] = masses.get(rejected(n, j), 0.0) + no
        yes = choices.reply[step, :, k, 0, None] * offering
        self.signed[step, :, k], self.resigned[step, :, k] = yes[:, FIRST], yes[:, AGAIN]
        kind = self.game.terms.packages.kind[choices.offer[step, :, k]]
        signatures[kind, np.arange(len(kind)), FRESH] += yes[:, FIRST] + yes[:, AGAIN]
        signatures[kind, np.arange(len(kind)), LATER] += yes[:, AFTER]

    def _votes(self, step: int, signatures: Floats, masses: dict[int, Floats]) -> Floats:
        """Ratification: what enters into force now, by kind; failures go back to the table."""
        game, n = self.game, self.n
        ready: Floats = signatures.sum(axis=2)
        for c, kind in enumerate(game.terms.settlements):
            signed = settled(n, c) if kind.ratified is None else awaiting(n, self.kinds, c)
            self.happened[step, signed] = signatures[c].sum()
            if kind.ratified is None:
                continue
            self.pending[c, kind.delay] += signatures[c]
            yes = kind.ratified[game.terms.spot_of]
            voted = self.pending[c, 0].copy()
            ready[c] = yes * voted.sum(axis=1)
            failed = np.zeros((len(voted), 3))
            failed[:, AGAIN:] = (1 - yes)[:, None] * voted
            masses[unratified(n, self.kinds, c)] = failed
            self.happened[step, unratified(n, self.kinds, c)] = failed.sum()
            self._wait(step, c)
        return ready

    def _wait(self, step: int, c: int) -> None:
        """What is signed comes a step nearer to its vote."""
        away = self.pending[c, 1:]
        moved = np.zeros_like(self.pending[c])
        if len(away):
            flat = np.moveaxis(away, 1, 0).reshape(away.shape[1], -1)
            outcome = awaiting(self.n, self.kinds, c)
            near = self._move(step, {outcome: flat}).reshape(away.shape[1], len(away), 2)
            moved[:-1] = np.moveaxis(near, 1, 0)
        self.pending[c] = moved

    def _settlements(self, step: int, ready: Floats) -> Floats:
        """Settlements in force last or break down; what breaks down for good, by next state."""
        game, n = self.game, self.n
        fallen = np.zeros_like(self.over)
        for c, kind in enumerate(game.terms.settlements):
            inside = self.force[step, c] + ready[c]
            hazard = kind.hazard[game.terms.spot_of]
            parts = np.stack([(1 - hazard) * inside, hazard * inside], axis=1)
            self.broken[step] += parts[:, 1].sum()
            moved = self._move(step, {settled(n, c): parts})
            self.force[step + 1, c] = moved[:, 0]
            if kind.worth_after is None:
                self.talking[step + 1, :, AFTER] += moved[:, 1]
            else:
                fallen += moved[:, 1]
        return fallen
