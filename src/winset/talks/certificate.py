"""Proof that a solution is one: no party gains by one other move, at any step in any state.

By the one-shot deviation principle (discounted payoffs, Fudenberg & Tirole 1991, theorem 4.2) it is
enough to look at single moves. Everything is computed anew from the stored values: states one by
one, all packages, no staircases; with noise each choice must be the logit reply to its values.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from winset._typing import Floats
from winset.talks.checks import TIE
from winset.talks.outcomes import CLOSED, refused, rejected, stalled
from winset.talks.outlook import After, look_ahead, outlook_of
from winset.talks.solution import Solution
from winset.talks.step import signing_values


@dataclass(frozen=True, slots=True)
class Certificate:
    """How far a solution is from being one, in value on the 0-1 scale or in chance.

    Attributes
    ----------
    gain : largest gain from one other move: attending or not, an answer, an offer, stalling.
    inconsistency : largest difference between a stored value and what the stored choices give.
    gap : with noise, largest difference between a stored chance and its logit reply; else 0.
    where : step, state and party of the largest gain (or gap).
    holds : whether all of these are within the tolerance that was asked for.
    """

    gain: float
    inconsistency: float
    gap: float
    where: tuple[int, int, int]
    holds: bool


def verify(solution: Solution, tolerance: float = 1e-9) -> Certificate:
    """Check a solution without using the method that found it.

    Parameters
    ----------
    tolerance : what counts as no gain. A tail that is settled to a residual r leaves gains up
        to r / (1 - d).

    Returns
    -------
    The largest gain, inconsistency and gap over all steps, states and parties.
    """
    game = solution.game
    outlook = outlook_of(game)
    worst = _Worst()
    for step in range(game.steps):
        after = look_ahead(outlook, step, solution.values[step + 1])
        own = solution.own.values[solution.own.version_at[step]]
        signing = signing_values(game, own, solution.follow[step])
        for state in range(len(game.flow)):
            _State(solution, step, state, after, signing[state], worst).check()
    ok = max(worst.gain, worst.inconsistency, worst.gap) <= tolerance
    return Certificate(worst.gain, worst.inconsistency, worst.gap, worst.where, ok)


@dataclass(slots=True)
class _Worst:
    gain: float = 0.0
    inconsistency: float = 0.0
    gap: float = 0.0
    where: tuple[int, int, int] = (0, 0, 0)


class _State:
    """One state in one step: its values, recomputed, and every move that could be better."""

    def __init__(
        self,
        solution: Solution,
        step: int,
        state: int,
        after: After,
        signing: Floats,
        worst: _Worst,
    ) -> None:
        game = solution.game
        self.game, self.solution, self.step, self.state = game, solution, step, state
        self.n = len(game.parties)
        self.signing, self.worst = signing, worst
        self.barred = game.terms.barred[game.terms.spot_of[state]]
        self.after = {
            outcome: (1 - game.discount) * game.flow[state]
            + game.discount * after.expected[after.table_of[outcome], state]
            for outcome in range(1 + 3 * self.n)
        }

    def check(self) -> None:
        stored = self.solution.values[self.step, self.state]
        if self.game.closed[self.step]:
            self._compare(stored, self.after[CLOSED])
            return
        worth = np.zeros(self.n)
        for k in range(self.n):
            worth += self.game.recognition[:, self.state, k] * self._propose(k)
        for i in reversed(self.game.order.tolist()):
            worth = self._attend(i, worth)
        self._compare(stored, worth)

    def _compare(self, stored: Floats, worth: Floats) -> None:
        error = float(np.abs(stored - worth).max())
        self.worst.inconsistency = max(self.worst.inconsistency, error)

    def _attend(self, i: int, worth: Floats) -> Floats:
        game = self.game
        refuse = self.after[refused(i)]
        ways = [worth, refuse, worth if game.exits is None else game.exits[self.state, i]]
        chances = self.solution.choices.attendance[self.step, self.state, i]
        open_ = [True, bool(game.may_refuse[i]), game.exits is not None]
        self._judge(i, [(way[i], chances[m]) for m, way in enumerate(ways) if open_[m]])
        free = sum((chances[m] * way for m, way in enumerate(ways)), np.zeros(self.n))
        bound = game.declared[self.step, self.state, i]
        return np.asarray(bound * refuse + (1 - bound) * free)

    def _propose(self, k: int) -> Floats:
        game, choices = self.game, self.solution.choices
        offered = int(choices.offer[self.step, self.state, k])
        offering = float(choices.offering[self.step, self.state, k])
        stall = self.after[stalled(self.n, k)]
        agreed, rejections, value = self._play_out(k)
        own = np.where(self.barred[k], -np.inf, value[k])
        best = float(own.max())
        if offered < 0:
            if np.isfinite(best) and game.temperature > 0:
                self._record(1.0, k, is_gap=True)
            elif game.may_stall[k] or np.isfinite(best):
                self._record(best - float(stall[k]), k)
            return np.asarray(stall)
        reply = choices.reply[self.step, self.state, k]
        told = np.r_[agreed[offered], rejections[:, offered]]
        self._record(float(np.abs(told - reply).max()), k, is_gap=True)
        made = value[:, offered]
        if game.temperature > 0:
            self._record(best - float(made[k]), k)
        ways = [(float(made[k]), offering)]
        if game.may_stall[k]:
            ways.append((float(stall[k]), 1 - offering))
        self._judge(k, ways)
        played = offering * made + (1 - offering) * stall
        if game.temperature == 0:
            self._record(best - float(played[k]), k)
        return np.asarray(played)

    def _play_out(self, k: int) -> tuple[Floats, Floats, Floats]:
        """What becomes of every package that k may offer: agreed, rejected by whom, values."""
        order = [j for j in self.game.order.tolist() if j != k]
        return self._answers(order, {k})

    def _answers(self, waiting: list[int], yes: set[int]) -> tuple[Floats, Floats, Floats]:
        game, count = self.game, self.signing.shape[1]
        if game.winning[sum(1 << i for i in yes)]:
            return np.ones(count), np.zeros((self.n, count)), self.signing
        j, rest = waiting[0], waiting[1:]
        accept = self._answers(rest, yes | {j})
        if game.winning[sum(1 << i for i in yes | set(rest))]:
            decline = self._answers(rest, yes)
        else:
            blamed = np.zeros((self.n, count))
            blamed[j] = 1.0
            ended = np.repeat(self.after[rejected(self.n, j)][:, None], count, axis=1)
            decline = (np.zeros(count), blamed, ended)
        gap = accept[2][j] - decline[2][j]
        if game.temperature > 0:
            chance = np.asarray(expit(gap / game.temperature))
        else:
            chance = (gap >= -TIE).astype(np.float64)
        chance = np.where(self.barred[j], 0.0, chance)
        mixed = [chance * a + (1 - chance) * b for a, b in zip(accept, decline, strict=True)]
        return mixed[0], mixed[1], mixed[2]

    def _judge(self, party: int, ways: list[tuple[float, float]]) -> None:
        """Hold the chances of a choice against the values of its options."""
        values = np.array([value for value, _ in ways])
        chances = np.array([chance for _, chance in ways])
        self._record(abs(1 - float(chances.sum())), party, is_gap=True)
        if self.game.temperature == 0:
            self._record(float(values.max() - chances @ values), party)
            return
        weights = np.exp((values - values.max()) / self.game.temperature)
        self._record(float(np.abs(weights / weights.sum() - chances).max()), party, is_gap=True)

    def _record(self, size: float, party: int, is_gap: bool = False) -> None:
        worst = self.worst
        if size > max(worst.gain, worst.gap):
            worst.where = (self.step, self.state, party)
        if is_gap:
            worst.gap = max(worst.gap, size)
        else:
            worst.gain = max(worst.gain, size)
