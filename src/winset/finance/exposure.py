"""What each payer stands behind, month by month: the contingent liability that still stands.

The most that a contract can ask for (`winset.finance.peaks`) counts a joint guarantor for all that
is guaranteed, and never runs off. Here each guarantor counts for its share by key, up to its cap,
of what has been paid out and has not yet fallen due or been redeemed; from the day on which budget
headroom takes losses first it counts for what is left beyond it. All of it is expected over paths,
from the law of the settlement and not from single paths.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset._typing import Floats
from winset.finance.kernels.layout import (
    AMOUNT,
    ANNUITY,
    BEGINS,
    BONDS,
    BULLET,
    CAP,
    CUSTODIAN_CASH,
    GUARANTEE_KEY,
    ISSUED,
    OUTSTANDING,
    SETTLED_BY,
    USED,
    Tables,
)
from winset.finance.law import RETURNED, SET_OFF, SettlementLaw
from winset.finance.peaks import covered_at_most, host_peak
from winset.finance.setting import Setting
from winset.finance.starts import chances_of
from winset.scenario.draws import sample


@dataclass(frozen=True)
class Stood:
    """What stands behind an option, taken apart so that no array has payers and months at once.

    In a month a guarantor stands behind `whole` times `before` plus `beyond` times `after`, and the
    host as host behind `host` times `standing`.

    Attributes
    ----------
    whole, beyond : shape (draw, payer), EUR, of the most that the guarantee covers, and of what is
        left of that beyond the budget headroom.
    host : shape (draw,), EUR; standing : shape (draw, month), as by `standing_share`.
    before, after : the same in the months before the headroom takes losses first, and from then on.
    """

    whole: Floats
    beyond: Floats
    host: Floats
    standing: Floats
    before: Floats
    after: Floats


def stood_behind(setting: Setting, terms: np.ndarray, tables: Tables, abroad: Floats) -> Stood:
    """What guarantors, and the host beyond them, stand behind."""
    standing = standing_share(setting, terms, tables)
    months = np.arange(standing.shape[1])
    roomy = (terms["headroom"] > 0)[:, None] & (months >= terms["headroom_from"][:, None])
    covered = covered_at_most(terms, abroad)[:, None]
    beyond = np.maximum(0.0, covered - terms["headroom"][:, None])
    key, cap = tables.payers[:, GUARANTEE_KEY], tables.payers[:, CAP]
    return Stood(
        whole=np.minimum(cap, key * covered),
        beyond=np.minimum(cap, key * beyond),
        host=host_peak(terms, tables, abroad),
        standing=standing,
        before=np.where(roomy, 0.0, standing),
        after=np.where(roomy, standing, 0.0),
    )


def standing_share(setting: Setting, terms: np.ndarray, tables: Tables) -> Floats:
    """The share of the principal that is expected to stand at the end of each month.

    Shape (draw, month). What is repaid ahead of its date out of proceeds is not seen.
    """
    chances = chances_of(tables.starts)
    each = (_standing(setting, terms, tables, k) for k in range(chances.shape[1]))
    standing = sum(chances[:, k, None] * one for k, one in enumerate(each))
    whole = np.where(terms["principal"] > 0, terms["principal"], 1.0)
    return np.maximum(0.0, standing / whole[:, None])  # chances may pass 1 by a rounding


def _standing(setting: Setting, terms: np.ndarray, tables: Tables, k: int) -> Floats:
    """What is expected to stand if cash begins with the start k, shape (draw, month), EUR."""
    used = _used(tables, k)
    funding = int(terms["funding"][0])
    if funding == CUSTODIAN_CASH:
        return _until_due(setting.law, terms, used)
    if funding in (BONDS, OUTSTANDING):
        rate = terms["coupon"]
        if funding == BONDS:
            rate = sample(setting.draws, setting.money.rates.bond_yield.mean) + terms["spread"]
        cohorts = tables.cohorts[:, min(k, tables.cohorts.shape[1] - 1)]
        amount, months = cohorts[:, AMOUNT], setting.grid.months
        if funding == BONDS:
            amount = issued_on_average(terms, cohorts, _going(terms, tables, used))
        return _until_redeemed(terms, cohorts, np.maximum(0.0, rate), amount, months)
    return _going(terms, tables, used)


def _used(tables: Tables, k: int) -> Floats:
    """Paid out by the end of each month if cash begins with the start k, shape (draw, month)."""
    begins, used = tables.starts[:, BEGINS].astype(np.int64), tables.calendar[:, USED]
    at = np.arange(1, used.shape[1]) - (begins[:, k] - begins[:, 0])[:, None]
    return np.where(at >= 0, np.take_along_axis(used, np.maximum(at, 0), axis=1), 0.0)


def _until_due(law: SettlementLaw, terms: np.ndarray, used: Floats) -> Floats:
    """Principal lent from immobilised cash that is not yet due, shape (draw, month), expected.

    Neither settled nor lapsed, it grows as it is paid out; a settlement that leaves the assets
    frozen leaves what was lent standing, and what is lent later if it does not end the payouts.
    """
    lapsed = law.lapsed_by * (terms["on_lapse"] == 1)[:, None]
    not_before = 1.0 - np.concatenate([np.zeros((len(lapsed), 1)), lapsed[:, :-1]], axis=1)
    settles = np.diff(law.settled_by, axis=1, prepend=0.0) * not_before
    returned = law.clauses[:, :, RETURNED] * (terms["on_return"] == 1)[:, None]
    frozen = settles * (1.0 - returned - law.clauses[:, :, SET_OFF])
    lent = np.concatenate([np.zeros((len(used), 1)), used[:, :-1]], axis=1)
    running = (1.0 - law.settled_by) * (1.0 - lapsed) * used
    stopped, going = np.cumsum(frozen * lent, axis=1), np.cumsum(frozen, axis=1) * used
    after = np.where((terms["ends"] == 1)[:, None], stopped, going)
    return np.asarray(running + after, dtype=np.float64)


def _going(terms: np.ndarray, tables: Tables, used: Floats) -> Floats:
    """What is expected to have been paid out by the end of each month, shape (draw, month).

    used : the same if no settlement ends the payouts.
    """
    going = 1.0 - tables.calendar[:, SETTLED_BY, :-1] * (terms["ends"] == 1)[:, None]
    paid = np.diff(used, axis=1, prepend=0.0)
    return np.asarray(np.cumsum(going * paid, axis=1), dtype=np.float64)


def issued_on_average(terms: np.ndarray, cohorts: Floats, paid_by: Floats) -> Floats:
    """What each year's issue is expected to come to, shape (draw, cohort), EUR.

    Bonds are issued for what a year pays out, and less if a settlement ends the payouts.

    Parameters
    ----------
    cohorts : shape (draw, 5, cohort), as in `Tables` for one start.
    paid_by : shape (draw, month), expected to have been paid out by the end of each month.
    """
    whole, months = cohorts[:, AMOUNT], paid_by.shape[1]
    if not terms["ends"].any():
        return whole
    used = np.concatenate([np.zeros((len(whole), 1)), paid_by], axis=1)
    first = cohorts[:, ISSUED].astype(np.int64)
    since = first - terms["january"][:, None]
    last = np.where(since < 0, terms["january"][:, None], first + 12 - since % 12)
    paid = np.take_along_axis(used, np.minimum(last, months), axis=1)
    paid -= np.take_along_axis(used, first, axis=1)
    return np.where(whole > 0, paid, 0.0)


def _until_redeemed(
    terms: np.ndarray, cohorts: Floats, rate: Floats, amount: Floats, months: int
) -> Floats:
    """Debt that is issued and not yet redeemed on its dates, shape (draw, month).

    cohorts, amount : as by `issued_on_average`.
    """
    issued = cohorts[:, ISSUED, :, None]
    age = np.floor((np.arange(months)[None, None, :] - issued) / 12)  # whole years since the issue
    tenor = terms["tenor"][:, None, None]
    profile = int(terms["profile"][0])
    left = (age < tenor).astype(np.float64)
    if profile == ANNUITY:
        growth = (1.0 + rate)[:, None, None]
        unpaid = np.where(growth > 1.0, 1.0 - growth ** np.minimum(age - tenor, 0.0), tenor - age)
        whole = np.where(growth > 1.0, 1.0 - growth**-tenor, tenor)
        left = left * unpaid / whole
    elif profile != BULLET:
        left = left * (tenor - age) / tenor
    owed = amount[:, :, None] * left * (age >= 0)
    return np.asarray(owed.sum(axis=1), dtype=np.float64)
