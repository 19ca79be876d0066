"""The linear programme behind the search for a redemption profile.

Variables are the redemptions r_t >= 0. With I_t all that was issued up to year t,
    interest  c_t = i_t (I_t - sum of r_s over s < t)      is linear in r,
    room      r_t + c_t <= room_t,                          pace  sum of r_s over s <= t  <= I_t,
    in full   sum of r = I,                                 cap   r_t <= cap_t,
    smooth    |r_t - r_(t-1)| <= step  from the first to the last year of redemption.
HiGHS solves it through `scipy.optimize.linprog`; amounts are scaled to the principal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from winset._typing import Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """What a profile must meet. Amounts in EUR, shape (year,).

    Attributes
    ----------
    years : calendar years, one after the other.
    issued : at the beginning of each year.
    rate : of interest, per year.
    room : that interest and redemptions of a year must fit into.
    first : index of the first year in which anything is redeemed.
    cap : the most that is redeemed in a year; None: no cap.
    step : the most by which redemptions change from year to year; None: any.
    """

    years: Ints
    issued: Floats
    rate: Floats
    room: Floats
    first: int = 0
    cap: Floats | None = None
    step: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Programme:
    """min cost x  with  rows x <= limits,  whole x = full,  0 <= x <= top, and its solution."""

    cost: Floats
    rows: Floats
    limits: Floats
    whole: Floats
    full: float
    top: Floats
    answer: Any


def solve(wanted: Wanted, last: int, relaxed: bool = False) -> Programme | None:
    """The programme with redemptions from `first` to `last`; None if it cannot be met.

    Relaxed, room may be lacking, and what is lacking in all is made as small as it can be.
    """
    count, scale = len(wanted.years), principal(wanted)
    rows, limits = _inequalities(wanted, last)
    top = np.full(count, np.inf) if wanted.cap is None else wanted.cap / scale
    years = np.arange(count)
    top = np.where((years >= wanted.first) & (years <= last), top, 0.0)
    cost, whole = -np.tril(np.ones((count, count)), -1).T @ wanted.rate, np.ones(count)
    if relaxed:
        lacking = np.zeros((len(rows), count))
        lacking[:count] = -np.eye(count)
        rows, top = np.hstack([rows, lacking]), np.concatenate([top, np.full(count, np.inf)])
        cost = np.concatenate([np.zeros(count), np.ones(count)])
        whole = np.concatenate([whole, np.zeros(count)])
    full = float(wanted.issued.sum()) / scale
    from scipy.optimize import linprog  # here: few runs need it, and it takes long to import

    answer = linprog(cost, rows, limits, whole[None], [full], [(0.0, t) for t in top], "highs")
    return Programme(cost, rows, limits, whole, full, top, answer) if answer.success else None


def _inequalities(wanted: Wanted, last: int) -> tuple[Floats, Floats]:
    """Room, pace and smoothness, as rows and limits for redemptions scaled to the principal."""
    count, scale = len(wanted.years), principal(wanted)
    issued = np.cumsum(wanted.issued) / scale
    before = np.tril(np.ones((count, count)), -1)  # row t sums r over s < t
    rows = [np.eye(count) - wanted.rate[:, None] * before, before + np.eye(count)]
    limits = [wanted.room / scale - wanted.rate * issued, issued]
    if wanted.step is not None and last > wanted.first:
        change = np.diff(np.eye(count), axis=0)[wanted.first : last]
        rows += [change, -change]
        limits.append(np.full(2 * len(change), wanted.step / scale))
    return np.vstack(rows), np.concatenate(limits)


def dual_value(programme: Programme) -> float:
    """The value of the dual programme: a bound below that of every solution (weak duality)."""
    answer = programme.answer
    capped = np.isfinite(programme.top)
    value = answer.ineqlin.marginals @ programme.limits
    value += answer.eqlin.marginals @ [programme.full]
    value += answer.upper.marginals[capped] @ programme.top[capped]
    return float(value)


def principal(wanted: Wanted) -> float:
    """What all amounts are scaled to, EUR: all that is issued, at least 1."""
    return max(float(wanted.issued.sum()), 1.0)
