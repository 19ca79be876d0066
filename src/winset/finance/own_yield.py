"""What standing behind something costs a member on its own debt, called or not.

Lenders ask more of a state that stands behind much. Let C_t be what a member stands behind in
year t, and s what its yield rises by for each unit of C_t / GDP_t. Debt that is due within a year
(share a) feels that at once; of the rest the part that is issued in t,

    b_t = (m_t + n_t) / (1 + n_t),

with m_t the share that matures and n_t the growth of GDP, keeps the dearer coupon until it matures
in its turn. At a debt of d times GDP that is, in money,

    cost_t = d (a s C_t + (1 - a) x_{t-1}),      x_t = b_t s C_t + (1 - m_t) x_{t-1}.

GDP drops out. What has been locked in goes on after the liability has gone, up to the last year;
what would come beyond it is left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset._typing import Floats, Ints
from winset.finance.exposure import Stood, stood_behind
from winset.finance.kernels.layout import DISCOUNT, Tables
from winset.finance.own_debt import OwnDebt, own_debt
from winset.finance.schedule import year_indices
from winset.finance.setting import Setting
from winset.scenario.draws import Draws, sample
from winset.scenario.nouns.drivers import Rates


@dataclass(frozen=True)
class OwnYield:
    """What standing behind an option costs each payer on its own debt. EUR, expected over paths.

    Attributes
    ----------
    guaranteed : shape (draw, payer, year), what it stands behind as guarantor at the year's end.
    mean : shape (draw, payer, year), what it stands behind in the year's mean, the host's part as
        host included: what its lenders look at.
    cost : shape (draw, payer, year), interest that it pays more on its own debt.
    present : shape (draw, payer), the cost's present value.
    """

    guaranteed: Floats
    mean: Floats
    cost: Floats
    present: Floats


def own_yield(setting: Setting, terms: np.ndarray, tables: Tables, abroad: Floats) -> OwnYield:
    """What an option's contingent liability costs each payer on its own debt."""
    stood = stood_behind(setting, terms, tables, abroad)
    before, after = _by_year(setting, stood.before), _by_year(setting, stood.after)
    mean = _guaranteed(stood, before, after)
    mean[:, setting.payers.host] += stood.host[:, None] * _by_year(setting, stood.standing)
    rise = rise_of(setting.money.rates, setting.draws)
    cost = dearer_interest(rise, mean, own_debt(setting.payers, setting.grid))
    months = np.bincount(_years(setting))
    value = _by_year(setting, tables.calendar[:, DISCOUNT, :-1]) * 12 / months
    ends = _year_ends(setting)
    return OwnYield(
        guaranteed=_guaranteed(stood, stood.before[:, ends], stood.after[:, ends]),
        mean=mean,
        cost=cost,
        present=np.asarray((cost * value[:, None, :]).sum(axis=2), dtype=np.float64),
    )


def _guaranteed(stood: Stood, before: Floats, after: Floats) -> Floats:
    """What guarantors stand behind, shape (draw, payer, year), EUR, from shares by year."""
    whole = stood.whole[:, :, None] * before[:, None, :]
    return np.asarray(whole + stood.beyond[:, :, None] * after[:, None, :], dtype=np.float64)


def no_own_yield(setting: Setting) -> OwnYield:
    """What nothing costs: nothing."""
    none = np.zeros((setting.draws.n, len(setting.payers.codes), setting.grid.years))
    return OwnYield(none, none, none, none[:, :, 0])


def rise_of(rates: Rates, draws: Draws) -> Floats:
    """What a yield rises by for each unit of liability over GDP, shape (draw,), per year.

    The scenario states it for each 1 % of GDP.
    """
    stated = rates.own_yield_rise
    return sample(draws, stated) * 100 if stated else np.zeros(draws.n)


def dearer_interest(rise: Floats, liability: Floats, debt: OwnDebt) -> Floats:
    """The interest that each payer pays more, shape (draw, payer, year), EUR.

    Parameters
    ----------
    rise : shape (draw,), as by `rise_of`; liability : shape (draw, payer, year), EUR.

    Examples
    --------
    Debt as large as GDP, of which a tenth matures each year; 1 EUR bn for one year at 1 % for 1.

    >>> debt = OwnDebt(np.ones(1), np.zeros(1), np.full((1, 4), 0.1), np.zeros((1, 4)), ())
    >>> stood = np.array([[[1e9, 0, 0, 0]]])
    >>> (dearer_interest(np.array([0.01]), stood, debt) / 1e6).round(3).tolist()
    [[[0.0, 1.0, 0.9, 0.81]]]
    """
    dearer = _year_by_year(rise[:, None, None] * liability)
    issued = (debt.maturing + debt.growth) / (1 + debt.growth)
    locked = np.zeros(liability.shape[:2])
    cost = np.zeros_like(dearer)
    for t, now in enumerate(dearer):
        cost[t] = debt.ratio * (debt.short * now + (1 - debt.short) * locked)
        locked = issued[:, t] * now + (1 - debt.maturing[:, t]) * locked
    return np.ascontiguousarray(np.moveaxis(cost, 0, -1))


def _year_by_year(values: Floats) -> Floats:
    """The same with the years first, each year's numbers side by side in memory."""
    return np.ascontiguousarray(np.moveaxis(values, -1, 0))


def _by_year(setting: Setting, monthly: Floats) -> Floats:
    """A twelfth of the sum over each year's months, shape (..., year): a short year counts less."""
    years = _years(setting)
    starts = np.flatnonzero(np.diff(years, prepend=-1))
    return np.asarray(np.add.reduceat(monthly, starts, axis=-1) / 12, dtype=np.float64)


def _year_ends(setting: Setting) -> Ints:
    return np.flatnonzero(np.diff(_years(setting), append=setting.grid.years))


def _years(setting: Setting) -> Ints:
    return year_indices(setting.grid)[:-1]
