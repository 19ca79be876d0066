"""Talks played out by the book: one state, one package, one party at a time, in plain Python.

Nothing is shared with the engine but the game's own arrays: settlements are valued package by
package (not split into own worth and what follows), expectations use whole matrices, choices are
written out. Slow; for small games with talks that end.
"""

from __future__ import annotations

import math

import numpy as np

from winset.talks.game import Game
from winset.talks.law import transition
from winset.talks.outcomes import awaiting, refused, rejected, settled, stalled, unratified

TIE = 1e-12
LONG = 250  # steps after which a settlement's far future no longer matters at d <= 0.9


class PlainTalks:
    """Values V[t][s][i] of a game whose talks end, found by the definitions."""

    def __init__(self, game: Game) -> None:
        assert game.tail == "end"
        assert game.end is not None
        self.game = game
        self.n = len(game.parties)
        self.states = len(game.flow)
        self.count = len(game.terms.packages.chosen)
        self.kinds = len(game.terms.settlements)
        self.matrices: dict[tuple[int, int, int], np.ndarray] = {}
        self.values = {game.steps: game.end.copy()}
        self.worth = self._terms()
        self.last = game.steps - 1
        in_force = np.zeros((self.states, self.n, self.count))
        pending = [in_force.copy() for _ in range(self._longest() + 1)]
        for _ in range(LONG):
            in_force, pending = self._settlements(self.last, game.end, in_force, pending)
        for step in reversed(range(game.steps)):
            ahead = self.values[step + 1]
            in_force, pending = self._settlements(step, ahead, in_force, pending)
            signing = np.empty_like(in_force)
            for p in range(self.count):
                kind = game.terms.settlements[game.terms.packages.kind[p]]
                source = in_force if kind.ratified is None else pending[kind.delay]
                signing[:, :, p] = source[:, :, p]
            self.values[step] = self._step(step, ahead, signing)

    def _longest(self) -> int:
        return max(kind.delay for kind in self.game.terms.settlements)

    def _terms(self) -> np.ndarray:
        """u_i(p, s), shape (state, party, package)."""
        terms = self.game.terms
        sizes = [len(levels) for levels in terms.packages.levels]
        u = np.zeros((self.states, self.n, self.count))
        for s in range(self.states):
            for i in range(self.n):
                for p in range(self.count):
                    for issue, level in enumerate(terms.packages.chosen[p]):
                        column = sum(sizes[:issue]) + level
                        u[s, i, p] += terms.worth[terms.spot_of[s], i, column]
        return u

    def _mean(self, i: int, step: int, outcome: int, values: np.ndarray) -> np.ndarray:
        key = (i, step, outcome)
        if key not in self.matrices:
            self.matrices[key] = transition(self.game.laws[i], step, outcome).toarray()
        return self.matrices[key] @ values

    def _after(self, step: int, outcome: int, ahead: np.ndarray) -> np.ndarray:
        """W^o: flow now and the expected value of the next step, (state, party)."""
        game = self.game
        table = np.empty((self.states, self.n))
        for i in range(self.n):
            d = game.discount[i]
            mean = self._mean(i, step, outcome, ahead[:, i])
            table[:, i] = (1 - d) * game.flow[:, i] + d * mean
        return table

    def _settlements(self, step, ahead, in_force, pending):
        """U(t, p, s), and r U + (1 - r) W seen m steps before the vote."""
        game, n = self.game, self.n
        now, votes = np.empty_like(in_force), [np.zeros_like(in_force) for _ in pending]
        for p in range(self.count):
            c = int(game.terms.packages.kind[p])
            kind = game.terms.settlements[c]
            hazard = kind.hazard[game.terms.spot_of]
            for i in range(n):
                d = game.discount[i]
                if kind.worth_after is None:
                    broken = ahead[:, i]
                else:
                    broken = kind.worth_after[game.terms.spot_of, i]
                stay = self._mean(i, step, settled(n, c), in_force[:, i, p])
                fall = self._mean(i, step, settled(n, c), broken)
                flow = (1 - d) * self.worth[:, i, p]
                now[:, i, p] = flow + d * ((1 - hazard) * stay + hazard * fall)
                if kind.ratified is None:
                    continue
                yes = kind.ratified[game.terms.spot_of]
                lost = self._after(step, unratified(n, self.kinds, c), ahead)[:, i]
                votes[0][:, i, p] = yes * now[:, i, p] + (1 - yes) * lost
                for m in range(1, kind.delay + 1):
                    outcome = awaiting(n, self.kinds, c)
                    later = self._mean(i, step, outcome, pending[m - 1][:, i, p])
                    votes[m][:, i, p] = (1 - d) * game.flow[:, i] + d * later
        return now, votes

    def _step(self, step: int, ahead: np.ndarray, signing: np.ndarray) -> np.ndarray:
        game, n = self.game, self.n
        after = {o: self._after(step, o, ahead) for o in range(1 + 3 * n)}
        values = np.empty((self.states, n))
        for s in range(self.states):
            if game.closed[step]:
                values[s] = after[0][s]
                continue
            worth = np.zeros(n)
            for k in range(n):
                part = self._proposer(s, k, after, signing[s])
                worth += game.recognition[:, s, k] * part
            values[s] = self._attendance(step, s, after, worth)
        return values

    def _attendance(self, step, s, after, worth):
        game = self.game
        for i in reversed(game.order.tolist()):
            refuse = after[refused(i)][s]
            options = [(worth[i], worth)]
            if game.may_refuse[i]:
                options.append((refuse[i], refuse))
            if game.exits is not None:
                options.append((game.exits[s, i, i], game.exits[s, i]))
            free = self._mixed(options)
            bound = game.declared[step, s, i]
            worth = bound * refuse + (1 - bound) * free
        return worth

    def _mixed(self, options):
        if self.game.temperature == 0:
            top = max(own for own, _ in options)
            return next(vector for own, vector in options if own >= top - TIE)
        top = max(own for own, _ in options)
        weights = [math.exp((own - top) / self.game.temperature) for own, _ in options]
        return sum(w * vector for w, (_, vector) in zip(weights, options, strict=True)) / sum(
            weights
        )

    def _proposer(self, s, k, after, signing):
        game, n = self.game, self.n
        stall = after[stalled(n, k)][s]
        spot = game.terms.spot_of[s]
        offers = []
        for p in range(self.count):
            if game.terms.barred[spot, k, p]:
                continue
            responders = tuple(j for j in game.order.tolist() if j != k)
            agreed, value = self._answer(s, p, responders, 1 << k, after, signing)
            offers.append((value[k], sum(value) - value[k], agreed, value))
        if not offers:
            return stall
        if game.temperature == 0:
            ranked = [(o[0], o[1], o[3]) for o in offers if o[2] == 1.0]
            choices = []
            if ranked:
                top = max(o[0] for o in ranked)
                near = [o for o in ranked if o[0] >= top - TIE]
                choices.append(max(near, key=lambda o: o[1]))
            if game.may_stall[k]:
                choices.append((stall[k], 0.0, stall))
            choices.extend((o[0], 0.0, o[3]) for o in offers if o[2] == 0.0)
            top = max(o[0] for o in choices)
            return next(o[2] for o in choices if o[0] >= top - TIE)
        best = max(offers, key=lambda o: o[0])
        if not game.may_stall[k]:
            return best[3]
        return self._mixed([(best[0], best[3]), (stall[k], stall)])

    def _answer(self, s, p, waiting, yes, after, signing):
        """Chance of agreement and everybody's value, given who has said yes."""
        game, n = self.game, self.n
        if game.winning[yes]:
            return 1.0, signing[:, p]
        j, rest = waiting[0], waiting[1:]
        accepted = self._answer(s, p, rest, yes | 1 << j, after, signing)
        if game.winning[yes | sum(1 << other for other in rest)]:
            declined = self._answer(s, p, rest, yes, after, signing)
        else:
            declined = (0.0, after[rejected(n, j)][s])
        gap = accepted[1][j] - declined[1][j]
        if game.terms.barred[game.terms.spot_of[s], j, p]:
            chance = 0.0
        elif game.temperature == 0:
            chance = 1.0 if gap >= -TIE else 0.0
        else:
            chance = 1 / (1 + math.exp(-gap / game.temperature))
        agreed = chance * accepted[0] + (1 - chance) * declined[0]
        return agreed, chance * accepted[1] + (1 - chance) * declined[1]
