"""What if one thing stood elsewhere today: the talks from every level of every variable.

A counterfactual. All else stands where it stands, the parties see it, and the strategies are those
of the talks as solved, which know what to do in every state. So a tilt of the front shows what it
does to the terms, and another stance of a patron what it does to the chance of an agreement.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from winset._typing import Floats
from winset.runs.coupling.margins import static
from winset.runs.coupling.plan import Plan
from winset.runs.coupling.playing import Ready, SolvedTalks, solve_on
from winset.runs.coupling.prospects import prospects
from winset.runs.coupling.reports import values_today
from winset.runs.coupling.run import every_draw, given_chances
from winset.runs.progress import Progress
from winset.world.axes import Axis, axis_index, marginal, shape

DRAWS = 10
"""Few: of each draw everything is asked from every state."""
YEAR = 12


@dataclass(frozen=True, slots=True)
class Tilt:
    """The talks of a draw if a variable stood at a level.

    Attributes
    ----------
    chance : that it stands there today.
    agreed_year, agreed : the chance of a first agreement within a year, and within the calendar.
    static, dynamic : today's agreement margins; nan where there is none.
    value : shape (party,), what the talks are worth today.
    terms : for each issue the chance of each level given an agreement, nan if none comes.
    """

    chance: float
    agreed_year: float
    agreed: float
    static: float
    dynamic: float
    value: Floats
    terms: tuple[Floats, ...]


def tilt_tables(
    solved: SolvedTalks,
    node_chances: Floats | None,
    draws: int = DRAWS,
    progress: Progress | None = None,
) -> dict[str, pd.DataFrame]:
    """Three tables on the first few draws; a row for each variable, level and draw at least.

    `talks_tilts` : chance (that it stands there today), agreed_year and agreed (by the end of
    twelve months, and of the calendar), static, dynamic (margins today); `talks_tilt_values` :
    by party, value; `talks_tilt_terms` : by issue and level of it (`term`), chance given an
    agreement.
    """
    setting = given_chances(solved, node_chances)
    few = min(draws, setting.sampled.draws.n)
    axes = setting.frame.axes
    found = every_draw(
        lambda d: tilts(solved.plan, solve_on(solved, setting, d)),
        range(few), "Asking what if", progress, None,
    )  # fmt: skip
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in TABLES}
    for place, axis in enumerate(axes):
        for number, level in enumerate(axis.levels):
            for draw in range(few):
                told = found[draw][place][number]
                head = {"variable": axis.name, "level": level, "draw": draw}
                for name, add in rows_of(told, solved.plan, setting.frame.table.parties).items():
                    rows[name] += [head | row for row in add]
    return {name: pd.DataFrame(rows[name], columns=list(TABLES[name])) for name in TABLES}


TABLES = {
    "talks_tilts": ("variable", "level", "draw", "chance", "agreed_year", "agreed", "static",
                    "dynamic"),
    "talks_tilt_values": ("variable", "level", "party", "draw", "value"),
    "talks_tilt_terms": ("variable", "level", "issue", "term", "draw", "chance"),
}  # fmt: skip


def tilts(plan: Plan, ready: Ready) -> list[list[Tilt]]:
    """A draw's talks from every level of every variable of the world, in the frame's order."""
    told = by_state(plan, ready)
    start = ready.start[: len(ready.games.tail.flow)]
    return [
        [tilt(plan, told, *moved(plan, start, axis, k)) for k in range(len(axis.levels))]
        for axis in plan.frame.axes
    ]


@dataclass(frozen=True, slots=True)
class ByState:
    """What talks hold in store from every state today.

    Attributes
    ----------
    year : shape (state,), the chance of a first agreement within a year.
    terms : shape (state, level), the chance of one within the calendar on each level of each
        issue, one issue after the other.
    static, dynamic : shape (state,), today's margins; value : shape (state, party).

    States are the world's own: nothing is decided yet today.
    """

    year: Floats
    terms: Floats
    static: Floats
    dynamic: Floats
    value: Floats


def by_state(plan: Plan, ready: Ready) -> ByState:
    """What a draw's talks hold in store from every state today."""
    whole, chosen, games = ready.solved.whole, plan.packages.chosen, ready.games
    states = len(games.tail.flow)
    levels = [np.eye(len(names))[chosen[:, k]] for k, names in enumerate(plan.packages.levels)]
    return ByState(
        prospects(games, whole, np.ones((len(chosen), 1)), YEAR)[:, 0],
        prospects(games, whole, np.concatenate(levels, axis=1), whole.game.steps),
        static(ready.solved).margin[0, :states],
        ready.dynamic[0, :states],
        values_today(whole)[:states],
    )


def moved(plan: Plan, start: Floats, axis: Axis, level: int) -> tuple[Floats, float]:
    """Today's chances of states with one variable at a level, and the chance that it stands there.

    All else keeps its chances, whatever it goes together with.
    """
    axes = plan.frame.axes
    place = axis_index(axes, axis.name)
    block = start.reshape(shape(axes))
    there = np.zeros_like(block)
    index = [slice(None)] * block.ndim
    index[place] = slice(level, level + 1)
    there[tuple(index)] = block.sum(axis=place, keepdims=True)
    return there.reshape(-1), float(marginal(axes, start, axis.name)[level])


def tilt(plan: Plan, told: ByState, start: Floats, chance: float) -> Tilt:
    """The talks of a draw from other chances of states today."""
    counts = [len(names) for names in plan.packages.levels]
    parts = np.split(start @ told.terms, np.cumsum(counts)[:-1])
    agreed = float(parts[0].sum())
    return Tilt(
        chance=chance,
        agreed_year=float(start @ told.year),
        agreed=agreed,
        static=mean_of(told.static, start),
        dynamic=mean_of(told.dynamic, start),
        value=start @ told.value,
        terms=tuple(part / agreed if agreed > 0 else np.full_like(part, np.nan) for part in parts),
    )


def mean_of(values: Floats, mass: Floats) -> float:
    """The mean over states of what is told somewhere; nan where it is told nowhere.

    >>> mean_of(np.array([1.0, np.nan]), np.array([0.5, 0.5]))
    1.0
    """
    known = mass * ~np.isnan(values)
    total = known.sum()
    return float(known @ np.nan_to_num(values) / total) if total > 0 else float("nan")


def rows_of(told: Tilt, plan: Plan, parties: tuple[str, ...]) -> dict[str, list[dict[str, object]]]:
    """A tilt as rows of the three tables."""
    packages = plan.packages
    return {
        "talks_tilts": [
            {"chance": told.chance, "agreed_year": told.agreed_year, "agreed": told.agreed,
             "static": told.static, "dynamic": told.dynamic}
        ],
        "talks_tilt_values": [
            {"party": party, "value": value}
            for party, value in zip(parties, told.value, strict=True)
        ],
        "talks_tilt_terms": [
            {"issue": issue, "term": term, "chance": chance}
            for issue, levels, chances in zip(
                packages.issues, packages.levels, told.terms, strict=True
            )
            for term, chance in zip(levels, chances, strict=True)
        ],
    }  # fmt: skip
