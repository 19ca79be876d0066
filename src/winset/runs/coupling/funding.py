"""How long the beneficiary's cash still lasts under each node, as a law of levels by month.

The money tells, for each node and draw, the chance that a need has gone unmet by the end of each
month, and how much is expected to go unmet in it. The cash counts as *out* in a month with the
share that goes unmet of what would without any option, but never with more than the first chance.
On many equal parts of chance, ranked alike under all nodes since all meet the same accidents, the
first ones are out. Each month's level is the time to a part's next month out, and the chances of
going from level to level are counted: the law by month is met exactly.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from winset._typing import Floats, Ints
from winset.finance.engine import money
from winset.finance.law import stated_law, unsettled
from winset.runs.coupling.frame import Frame, funding_of
from winset.runs.coupling.nodes import money_by_node
from winset.scenario.draws import Draws
from winset.scenario.nouns.money import Option
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.sections import stated_money
from winset.timegrid import TimeGrid, grid_until, label, year_of

PATHS = 200  # accidents of the cash for each draw: chances in steps of half a per cent
UNMET = 1.0  # EUR: less than this is rounding
NEITHER = "without any"


@dataclass(frozen=True, slots=True)
class Funding:
    """The law of the funding level.

    Attributes
    ----------
    start : shape (draw, level), chance of each level at the start.
    moves : shape (draw, step, 1 + node, level, level), chances of the step, by what is decided at
        its end (first: nothing decided yet). After the last step levels stay as they are.
    chance_out : shape (draw, 1 + node, month), that the cash is out; first without any option.
    """

    start: Floats
    moves: Floats
    chance_out: Floats


def funding_law(frame: Frame, draws: Draws) -> Funding | None:
    """The law of the variable that hangs on the money; None if there is none."""
    found = funding_of(frame.scenario)
    if found is None:
        return None
    bounds = np.array(list(found[1].levels.values()), dtype=np.int64)
    by, unmet = cash_by_node(frame, draws, int(bounds.max()))
    out = chance_out(by, unmet)
    columns = [months_left(out[:, c])[..., : frame.grid.months] for c in range(out.shape[1])]
    level = np.stack([np.searchsorted(bounds, left, side="right") - 1 for left in columns], axis=1)
    start = np.stack(
        [(level[:, 0, :, 0] == number).mean(axis=1) for number in range(len(bounds))], 1
    )
    return Funding(start, moves_between(level, frame.decided, len(bounds)), out)


def cash_by_node(frame: Frame, draws: Draws, beyond: int) -> tuple[Floats, Floats]:
    """Chance out and money unmet, shape (draw, 1 + node, month), while nothing is settled.

    The months reach `beyond` the calendar, so that its last ones can tell how long cash lasts.
    """
    scenario = longer(frame.scenario, frame.grid, beyond)
    options = money_by_node(stated_money(scenario), frame.nodes)
    idle = Option(title="Without any option")
    options = options.model_copy(update={"options": {NEITHER: idle, **options.options}})
    case = scenario.model_copy(update={"money": options})
    grid = grid_until(case.as_of, year_end(case))
    results = money(case, draws, PATHS, law=unsettled(stated_law(options, draws, grid)))
    found = [results.options[name].liquidity for name in (NEITHER, *(n.name for n in frame.nodes))]
    return (
        np.stack([each.chance_out for each in found], axis=1),
        np.stack([each.gap for each in found], axis=1),
    )


def longer(scenario: Scenario, grid: TimeGrid, beyond: int) -> Scenario:
    """The scenario followed some months beyond its horizon, its accounts no longer than needed."""
    last = TimeGrid(grid.as_of, grid.months + beyond)
    year = year_of(last, last.months - 1)
    accounts = stated_money(scenario).model_copy(update={"last_year": year})
    horizon = label(last, last.months - 1)
    return scenario.model_copy(update={"horizon": horizon, "money": accounts})


def year_end(scenario: Scenario) -> dt.date:
    """The last day of the accounts."""
    return dt.date(stated_money(scenario).last_year, 12, 31)


def chance_out(by: Floats, unmet: Floats) -> Floats:
    """The chance that the cash is out in a month: as much of it as goes unmet of what would.

    Parameters
    ----------
    by : shape (draw, 1 + node, month), chance that a need has gone unmet by the end of a month.
    unmet : the same shape, expected unmet needs, EUR; the first node is without any option.

    Examples
    --------
    Without any option 2 go unmet; with one, after a month's gap, payouts stop on a tenth of paths.

    >>> chance_out(np.ones((1, 2, 3)), 1e9 * np.array([[[2, 2, 2], [2, 0.2, 0]]]))[0, 1].tolist()
    [1.0, 0.1, 0.0]
    """
    without = np.maximum(unmet[:, :1], UNMET)
    share = np.where(unmet > UNMET, np.minimum(unmet / without, 1.0), 0.0)
    return np.asarray(np.minimum(share, by))


def months_left(out: Floats, parts: int = PATHS) -> Ints:
    """On each equal part of chance, months until the next one in which the cash is out.

    Parameters
    ----------
    out : shape (..., month), the chance that the cash is out.

    Returns
    -------
    Shape (..., part, month); the number of months where none follows.

    >>> months_left(np.array([0, 0.5, 0, 1.0]), parts=2).tolist()
    [[1, 0, 1, 0], [3, 2, 1, 0]]
    """
    months = out.shape[-1]
    rank = (np.arange(parts) + 0.5) / parts
    month = np.arange(months)
    following = np.where(out[..., None, :] > rank[:, None], month, 2 * months)
    following = np.minimum.accumulate(following[..., ::-1], axis=-1)[..., ::-1]
    return np.asarray(np.where(following < months, following - month, months), dtype=np.int64)


def moves_between(level: Ints, decided: Ints, levels: int) -> Floats:
    """The chances of going from level to level in each step.

    Parameters
    ----------
    level : shape (draw, 1 + node, part, month).
    decided : shape (node,), the step after which a node's own level counts.

    Returns
    -------
    Shape (draw, step, 1 + node, level, level); a level that nobody is at stays as it is.
    """
    draws, columns, _, months = level.shape
    moves = np.zeros((draws, months, columns, levels, levels))
    for column in range(columns):
        for month in range(months - 1):
            past = column > 0 and month > decided[column - 1]
            old = level[:, column if past else 0, :, month]
            new = level[:, column, :, month + 1]
            moves[:, month, column] = counted(old, new, levels)
    moves[:, -1] = np.eye(levels)
    return moves


def counted(old: Ints, new: Ints, levels: int) -> Floats:
    """Chances of each new level by the old one, shape (draw, level, level), from equal parts.

    >>> counted(np.array([[0, 0, 1]]), np.array([[0, 1, 1]]), 3)[0].tolist()
    [[0.5, 0.5, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    """
    pairs = np.zeros((len(old), levels, levels))
    np.add.at(pairs, (np.arange(len(old))[:, None], old, new), 1.0)
    total = pairs.sum(axis=2, keepdims=True)
    return np.where(total > 0, pairs / np.maximum(total, 1.0), np.eye(levels))
