"""When money is paid out, when debt is issued, and when it is served and redeemed.

Payouts run evenly over months. Bonds are issued once a year, in the month of the year's first
payout, for all that the year pays out; interest and redemptions fall on the anniversaries.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset._typing import Bools, Floats, Ints
from winset.timegrid import TimeGrid


@dataclass(frozen=True)
class Schedule:
    """Issues of debt and the dates on which they are served, per draw.

    Attributes
    ----------
    cohort_month, cohort_amount : shape (draw, cohort), month and EUR; an unused cohort has 0 EUR.
    entry_month, entry_cohort, entry_step : shape (draw, entry), in order of time; step is the
        number of years since the issue. The last, and those that a draw lacks, stand at `months`.
    """

    cohort_month: Ints
    cohort_amount: Floats
    entry_month: Ints
    entry_cohort: Ints
    entry_step: Ints


def year_indices(grid: TimeGrid) -> Ints:
    """The index of each month's calendar year, shape (month + 1,); the last is one past the end."""
    years = (np.arange(grid.months) + grid.as_of.month - 1) // 12
    return np.append(years, grid.years).astype(np.int64)


def paid_out_before(start: Ints, over: Floats, size: Floats, first: Floats, months: int) -> Floats:
    """What has been paid out before each month, shape (draw, month + 1), EUR.

    Parameters
    ----------
    start : shape (draw,), month of the first payout; over : months it takes (at least one).
    size, first : shape (draw,), EUR paid evenly, and at once with the first payout.

    Examples
    --------
    >>> args = np.array([1]), np.array([2.0]), np.array([100.0]), np.array([10.0])
    >>> paid_out_before(*args, months=4).tolist()
    [[0.0, 0.0, 60.0, 110.0, 110.0]]
    """
    length = np.maximum(1.0, np.rint(over))[:, None]
    gone = np.arange(months + 1)[None, :] - start[:, None]
    share = np.clip(gone / length, 0.0, 1.0)
    paid: Floats = size[:, None] * share + first[:, None] * (gone > 0)
    return paid


def yearly_issues(used: Floats, year: Ints, start: Ints) -> tuple[Ints, Floats]:
    """Month and amount of each year's issue: two arrays of shape (draw, cohort).

    Parameters
    ----------
    used : shape (draw, month + 1), paid out before each month; year : as by `year_indices`.
    start : shape (draw,), month of the first payout.
    """
    paid = np.diff(used, axis=1)
    years = int(year[-1])
    amounts = np.stack([paid[:, year[:-1] == y].sum(axis=1) for y in range(years)], axis=1)
    opens = np.array([int(np.flatnonzero(year[:-1] == y)[0]) for y in range(years)])
    months = np.maximum(opens[None, :], start[:, None])
    issuing = np.flatnonzero((amounts > 0).any(axis=0))
    if issuing.size == 0:
        return np.zeros((len(used), 1), dtype=np.int64), np.zeros((len(used), 1))
    return months[:, issuing], amounts[:, issuing]


def debt_schedule(month: Ints, amount: Floats, tenor: Ints, months: int) -> Schedule:
    """The dates on which issues are served, up to the last month.

    Parameters
    ----------
    month, amount : shape (draw, cohort); tenor : shape (draw,), years.
    """
    draws = len(month)
    steps = np.arange(1, int(tenor.max()) + 1)
    dates = month[:, :, None] + 12 * steps[None, None, :]
    served = (steps <= tenor[:, None, None]) & (amount > 0)[:, :, None] & (dates < months)
    dates = np.where(served, dates, months).reshape(draws, -1)
    last = np.full((draws, 1), months)
    dates = np.concatenate([dates, last], axis=1)
    order = np.argsort(dates, axis=1, kind="stable")[:, : 1 + int(served.sum((1, 2)).max())]
    cohort, step = np.divmod(order, steps.size)
    return Schedule(
        cohort_month=month.astype(np.int64),
        cohort_amount=amount,
        entry_month=np.take_along_axis(dates, order, axis=1).astype(np.int64),
        entry_cohort=cohort.astype(np.int64),
        entry_step=(step + 1).astype(np.int64),
    )


@dataclass(frozen=True)
class Service:
    """A schedule with its amounts, in the rows of `Tables` of the same names."""

    entries: Floats
    cohorts: Floats


def service_of(
    debt: Schedule, tenor: Ints, bullet: Bools, planned: Bools, discount: Floats
) -> Service:
    """What is owed and falls due on each date if nothing is repaid ahead, and what interest costs.

    Parameters
    ----------
    tenor : shape (draw,), years; bullet : shape (draw,), all falls due at the end, else evenly.
    planned : shape (draw,), nothing hangs on the path, so that only redemptions need be walked.
    discount : shape (draw, month + 1), value today of one EUR.
    """
    months, cohorts = discount.shape[1] - 1, debt.cohort_month.shape[1]
    served, step = debt.entry_month < months, debt.entry_step
    length, last = tenor[:, None], step >= tenor[:, None]
    before = np.where(bullet[:, None], 1.0, 1.0 - (step - 1) / np.maximum(1, length))
    after = np.where(last, 0.0, np.where(bullet[:, None], 1.0, 1.0 - step / np.maximum(1, length)))
    cohort = np.where(served, debt.entry_cohort, 0)
    amount = np.take_along_axis(debt.cohort_amount, cohort, axis=1) * served
    balance, falls = amount * before, amount * (before - after)
    present = balance * np.take_along_axis(discount, debt.entry_month, axis=1)
    mine = cohort[:, None, :] == np.arange(cohorts)[None, :, None]
    coupons, worth, repaid = (
        (mine * row[:, None, :]).sum(axis=2) for row in (balance, present, falls)
    )
    walked = _first_where((falls > 0) | ~planned[:, None])
    entries = [debt.entry_month, cohort, step, balance, falls, walked]
    issues = [debt.cohort_month, debt.cohort_amount, coupons, worth, debt.cohort_amount - repaid]
    return Service(
        np.stack(entries, axis=1).astype(np.float64),
        np.stack(issues, axis=1).astype(np.float64),
    )


def _first_where(falls: Bools) -> Ints:
    """The places of what is true, in their order, and then of the last; shape of falls.

    >>> _first_where(np.array([[True, False, True, False], [False, True, False, False]])).tolist()
    [[0, 2, 3, 3], [1, 3, 3, 3]]
    """
    last = falls.shape[1] - 1
    return np.sort(np.where(falls, np.arange(last + 1)[None, :], last), axis=1)


def no_debt(draws: int, months: int) -> Schedule:
    """The schedule of an instrument without debt service of its own."""
    never = np.full((draws, 1), months, dtype=np.int64)
    none = np.zeros((draws, 1), dtype=np.int64)
    return Schedule(never, np.zeros((draws, 1)), never, none, none)
