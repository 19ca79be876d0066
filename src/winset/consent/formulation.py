"""The mixed-integer programme of a design, row by row, as the solver takes it."""

from __future__ import annotations

import numpy as np

from winset._typing import Floats, Ints
from winset.consent.programme import Objective, Programme
from winset.rules.formula import All, Formula, Quota


class Model:
    """A programme in the form that the solver takes: columns x, y, z and the worst burden."""

    def __init__(self, programme: Programme, objective: Objective) -> None:
        self.programme = programme
        sizes = [len(effect) for effect in programme.effects]
        self.first = np.concatenate([[0], np.cumsum(sizes)]).astype(int)
        self.levels, self.members = int(self.first[-1]), len(programme.worth)
        self.worst = self.levels + self.members
        self.size = self.worst + 1 + formula_size(programme.game.formula)
        self.next_gate = self.worst + 1
        self.rows: list[Floats] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.whole = np.ones(self.size, dtype=np.int64)
        self.whole[self.worst] = 0
        self.least, self.most = np.zeros(self.size), np.ones(self.size)
        self.least[self.worst], self.most[self.worst] = -np.inf, np.inf
        self.cost = np.zeros(self.size)
        self.scale = max(float(np.abs(self.reach()).max()), 1e-300)
        self.unit = self.scale if objective == "worst_burden" else 1.0
        if objective == "worst_burden":
            self.cost[self.worst] = 1.0
        else:
            for term, start in enumerate(programme.start):
                self.cost[self.first[term] : self.first[term + 1]] = 1.0
                self.cost[self.first[term] + start] = 0.0
        self.designs()
        self.votes()
        self.least[self.gate(programme.game.formula)] = 1.0

    def reach(self) -> Floats:
        """The worst that each member can fare, shape (member,)."""
        programme = self.programme
        most = sum((e.max(axis=0) for e in programme.effects), start=programme.burden.copy())
        return np.asarray(programme.worth - most)

    def add(self, entries: dict[int, float], low: float, high: float = np.inf) -> None:
        """A row: low <= sum of entries <= high."""
        row = np.zeros(self.size)
        for column, value in entries.items():
            row[column] += value
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)

    def designs(self) -> None:
        """One level for each term, and the burden of the worst-hit."""
        for term in range(len(self.programme.effects)):
            chosen = range(self.first[term], self.first[term + 1])
            self.add(dict.fromkeys(chosen, 1.0), 1.0, 1.0)
        for member in range(self.members):
            row = {c: -v / self.scale for c, v in self.paid(member).items()}
            self.add({self.worst: 1.0, **row}, self.programme.burden[member] / self.scale)

    def paid(self, member: int) -> dict[int, float]:
        """What each level of each term adds to a member's burden, by column."""
        return {
            int(self.first[term]) + level: float(effect[level, member])
            for term, effect in enumerate(self.programme.effects)
            for level in range(len(effect))
        }

    def votes(self) -> None:
        """A vote for must be worth it, and the member's conditions met."""
        programme, reach = self.programme, self.reach()
        for member in range(self.members):
            column = self.levels + member
            if programme.always[member]:
                continue
            self.most[column] = 0.0 if programme.never[member] else 1.0
            short = min(float(reach[member]), 0.0) / self.scale
            row = {c: -v / self.scale for c, v in self.paid(member).items()}
            net = (programme.worth[member] - programme.burden[member]) / self.scale
            self.add({**row, column: short}, short - net)
        for demand in programme.demands:
            if not programme.always[demand.member]:
                start = int(self.first[demand.term])
                row = {start + int(level): 1.0 for level in np.flatnonzero(demand.met)}
                self.add({**row, self.levels + demand.member: -1.0}, 0.0)

    def gate(self, formula: Formula) -> int:
        """The column that may be 1 only where a formula is met."""
        column, self.next_gate = self.next_gate, self.next_gate + 1
        if isinstance(formula, Quota):
            total = float(sum(formula.weights))
            row = {self.levels + i: w / total for i, w in enumerate(formula.weights)}
            self.add({**row, column: -formula.quota / total}, 0.0)
            return column
        parts = [self.gate(part) for part in formula.parts]
        if isinstance(formula, All):
            for part in parts:
                self.add({part: 1.0, column: -1.0}, 0.0)
        else:
            self.add({**dict.fromkeys(parts, 1.0), column: -1.0}, 0.0)
        return column

    def levels_of(self, solution: Floats) -> Ints:
        """The level of each term in a solution."""
        bounds = zip(self.first[:-1], self.first[1:], strict=True)
        return np.array([int(solution[a:b].argmax()) for a, b in bounds], dtype=np.int64)

    def exclude(self, levels: Ints) -> None:
        """Exclude one design."""
        entries = {int(self.first[t]) + int(level): 1.0 for t, level in enumerate(levels)}
        self.add(entries, -np.inf, len(levels) - 1.0)


def formula_size(formula: Formula) -> int:
    """How many parts a formula has, itself included.

    >>> formula_size(All((Quota((1,), 1), Quota((2,), 1))))
    3
    """
    if isinstance(formula, Quota):
        return 1
    return 1 + sum(formula_size(part) for part in formula.parts)
