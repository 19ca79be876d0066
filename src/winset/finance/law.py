"""When a settlement comes, what it says of the assets, and when the freeze may lapse.

The law is the seam between the talks and the money: it is what the talks find, or, where a
scenario has none, what it states. The money sees these arrays and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from winset._typing import Floats
from winset.scenario.draws import Draws, sample, sample_months
from winset.scenario.nouns.drivers import Freeze
from winset.scenario.nouns.money import MoneySection
from winset.timegrid import TimeGrid, month_of

CLAUSES = ("returned", "set_off", "stay_frozen")
RETURNED, SET_OFF, STAY_FROZEN = range(3)


@dataclass(frozen=True)
class SettlementLaw:
    """Chances by month, per draw; months are counted from `as_of` to the end of the last year.

    Attributes
    ----------
    settled_by : shape (draw, month), the chance that a settlement has come by the end of a month.
    clauses : shape (draw, month, clause), the chance of each of `CLAUSES` given that it comes in
        that month; sums to 1 over clauses.
    lapsed_by : shape (draw, month), the chance that a renewal has failed by the end of a month,
        as long as nothing is settled.
    reparations : shape (draw,), with set-off: the share of the principal that reparations meet.
    """

    settled_by: Floats
    clauses: Floats
    lapsed_by: Floats
    reparations: Floats


Laws = SettlementLaw | Mapping[str, SettlementLaw] | None
"""One law for all options, one for each by its name, or none: what the scenario states."""


def law_of(laws: Laws, option: str) -> SettlementLaw | None:
    """The law under an option; None: what the scenario states."""
    return laws if laws is None or isinstance(laws, SettlementLaw) else laws.get(option)


def first_draws(laws: Laws, n: int) -> Laws:
    """The same laws for the first n draws alone."""
    if laws is None:
        return None
    if isinstance(laws, SettlementLaw):
        return _first(laws, n)
    return {name: _first(law, n) for name, law in laws.items()}


def unsettled(law: SettlementLaw) -> SettlementLaw:
    """The same law if nothing is ever settled."""
    return SettlementLaw(
        settled_by=np.zeros_like(law.settled_by),
        clauses=np.full((*law.settled_by.shape, len(CLAUSES)), 1.0 / len(CLAUSES)),
        lapsed_by=law.lapsed_by,
        reparations=law.reparations,
    )


def settled_until(law: SettlementLaw, months: int) -> SettlementLaw:
    """The same law if no settlement comes after so many months.

    >>> one = np.array([[0.25, 0.5, 0.75]])
    >>> law = SettlementLaw(one, np.ones((1, 3, 3)) / 3, np.zeros((1, 3)), np.ones(1))
    >>> settled_until(law, 2).settled_by.tolist()
    [[0.25, 0.5, 0.5]]
    """
    by = law.settled_by.copy()
    by[:, months:] = by[:, months - 1 : months] if months > 0 else 0.0
    return replace(law, settled_by=by)


def stated_law(money: MoneySection, draws: Draws, grid: TimeGrid) -> SettlementLaw:
    """The law that the scenario states: a hazard of settlement, and renewals that may fail."""
    monthly = sample_months(draws, money.settlement.chance, grid)
    weights = np.stack(
        [sample(draws, getattr(money.settlement.clauses, name)) for name in CLAUSES], axis=1
    )
    shares = weights / weights.sum(axis=1, keepdims=True)
    return SettlementLaw(
        settled_by=by_month(monthly),
        clauses=np.broadcast_to(shares[:, None, :], (draws.n, grid.months, len(CLAUSES))),
        lapsed_by=by_month(_lapses(money.freeze, draws, grid)),
        reparations=sample(draws, money.settlement.reparations),
    )


def by_month(hazard: Floats) -> Floats:
    """The chance that it has happened by each month, from the chance in each month if not before.

    Shapes (..., month).

    >>> by_month(np.array([0.5, 0.5, 0.0])).tolist()
    [0.5, 0.75, 0.75]
    """
    return np.asarray(1.0 - np.cumprod(1.0 - hazard, axis=-1), dtype=np.float64)


def _first(law: SettlementLaw, n: int) -> SettlementLaw:
    return SettlementLaw(
        law.settled_by[:n], law.clauses[:n], law.lapsed_by[:n], law.reparations[:n]
    )


def _lapses(freeze: Freeze, draws: Draws, grid: TimeGrid) -> Floats:
    """The chance in each month that a renewal falls due and fails, shape (draw, month)."""
    hazard = np.zeros((draws.n, grid.months))
    if freeze.until_reparations:
        return hazard
    first = month_of(grid, freeze.next_renewal)
    every = np.maximum(1, np.rint(sample(draws, freeze.every))).astype(np.int64)
    since = np.arange(grid.months)[None, :] - first
    due = (since >= 0) & (since % every[:, None] == 0)
    return np.where(due, sample(draws, freeze.lapse)[:, None], hazard)
