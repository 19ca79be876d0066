"""Headroom of a joint budget as a yearly flow: does what falls due in a year fit under it?

Interest plus redemptions due in a year, on everything that leans on the budget, must fit under the
ceiling on payments less the payments planned for that year. A stock of debt says nothing of that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from winset._typing import Floats, Ints
from winset.errors import Fault, Place, RequestFaults
from winset.finance.national import codes
from winset.finance.national.rule import PAYMENTS_CEILING

CENT = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Redemptions:
    """Debt that leans on a budget, year by year.

    Attributes
    ----------
    issued : shape (year,), EUR, at the beginning of each year.
    redeemed : shape (year,), EUR, at the end of each year.
    rate : shape (year,) or (draw, year), interest due at the end of a year on what was
        outstanding in it, per year.
    """

    issued: Floats
    redeemed: Floats
    rate: Floats


@dataclass(frozen=True, slots=True)
class YearVerdict:
    """Whether one year fits.

    Attributes
    ----------
    year : calendar year.
    holds : "yes" in every draw, "no" in none, "open" in some.
    share : of draws in which it fits.
    least : EUR, what is left (minus: what is missing) in the worst draw.
    reason : in a sentence.
    """

    year: int
    holds: Literal["yes", "no", "open"]
    share: float
    least: float
    reason: str


def headroom(
    gni: Floats, planned: Floats, leaning: Floats, ceiling: float = PAYMENTS_CEILING
) -> Floats:
    """The room left in each year, EUR, shape as broadcast; minus where there is none.

    Parameters
    ----------
    gni : of the club, EUR; planned : payments from the budget, EUR.
    leaning : interest and redemptions due on everything that leans on the budget already, EUR.
    ceiling : on payments, share of GNI.

    Examples
    --------
    2025: payments of 146.2 bn are 0.79 % of GNI; the ceiling of 1.40 % lies at about 259 bn.

    >>> gni = np.array([146.2e9 / 0.0079])
    >>> bool(abs(headroom(gni, np.zeros(1), np.zeros(1))[0] / 1e9 - 259) < 1)
    True
    >>> round(float(headroom(gni, np.array([146.2e9]), np.zeros(1))[0] / 1e9))
    113
    """
    room: Floats = np.asarray(ceiling * gni - planned - leaning)
    return room


def outstanding(profile: Redemptions) -> Floats:
    """What is owed during each year, EUR, shape (year,).

    >>> steps = Redemptions(np.array([10.0, 0, 0]), np.array([4.0, 6, 0]), np.array([0.1] * 3))
    >>> outstanding(steps).tolist()
    [10.0, 6.0, 0.0]
    """
    repaid_before = np.concatenate([[0.0], np.cumsum(profile.redeemed)[:-1]])
    owed: Floats = np.cumsum(profile.issued) - repaid_before
    return owed


def due(profile: Redemptions) -> Floats:
    """Interest and redemptions due at the end of each year, EUR, shape of the rate.

    Raises
    ------
    RequestFaults : the redemptions are not those of the debt issued.

    Examples
    --------
    >>> steps = Redemptions(np.array([10.0, 0, 0]), np.array([4.0, 6, 0]), np.array([0.1] * 3))
    >>> due(steps).round(6).tolist()
    [5.0, 6.6, 0.0]
    """
    _check(profile)
    payments: Floats = profile.rate * outstanding(profile) + profile.redeemed
    return payments


def fits(payments: Floats, room: Floats, years: Ints | Sequence[int]) -> tuple[YearVerdict, ...]:
    """Whether what falls due fits, year by year; shapes (year,) or (draw, year), EUR.

    Examples
    --------
    >>> [v.holds for v in fits(np.array([5.0, 7.0]), np.array([[6.0, 6.0], [6.0, 8.0]]), [1, 2])]
    ['yes', 'open']
    """
    left = np.atleast_2d(room - payments)
    if left.shape[-1] != len(years):
        fault = Fault(codes.SHAPE, "the years do not fit", Place(path="years"), str(left.shape))
        raise RequestFaults([fault])
    return tuple(_year(int(year), left[:, i]) for i, year in enumerate(years))


def _year(year: int, left: Floats) -> YearVerdict:
    enough = left >= -CENT
    share, least = float(enough.mean()), float(left.min())
    holds: Literal["yes", "no", "open"] = "yes" if share == 1 else "no" if share == 0 else "open"
    word = "left" if least >= -CENT else "missing"
    worst = "" if left.size == 1 else " in the worst draw"
    split = f", enough in {100 * share:.0f} % of draws" if holds == "open" else ""
    reason = f"{abs(least) / 1e9:,.1f} bn {word}{worst}{split}."
    return YearVerdict(year, holds, share, least, reason)


def sure_room(room: Floats, chance: float) -> Floats:
    """The room that is there with a chance in each year by itself, EUR, shape (year,).

    Parameters
    ----------
    room : shape (draw, year); chance : 1 takes the worst draw.

    >>> sure_room(np.array([[5.0], [7.0]]), 1.0).tolist()
    [5.0]
    """
    quantile: Floats = np.quantile(room, 1 - chance, axis=0)
    return quantile


def _check(profile: Redemptions) -> None:
    issued, redeemed = profile.issued, profile.redeemed
    scale = max(float(issued.sum()), 1.0)
    wrong = ""
    if issued.ndim != 1 or issued.shape != redeemed.shape:
        wrong = "issues and redemptions cover different years"
    elif min(issued.min(), redeemed.min()) < 0:
        wrong = "an issue or a redemption is negative"
    elif abs(issued.sum() - redeemed.sum()) > 1e-9 * scale:
        wrong = f"{issued.sum():,.0f} is issued and {redeemed.sum():,.0f} redeemed"
    elif (np.cumsum(redeemed) - np.cumsum(issued)).max() > 1e-9 * scale:
        wrong = "redemptions run ahead of what was issued"
    if wrong:
        where = Place(path="redemptions")
        raise RequestFaults([Fault(codes.NO_ISSUE, wrong, where, str(redeemed.tolist())[:80])])
