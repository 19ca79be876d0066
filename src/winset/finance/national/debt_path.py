"""The EU's debt-sustainability arithmetic: where a member's debt goes, year by year.

The identity is  d_t = d_{t-1} (1 + i_t) / (1 + n_t) - pb_t + f_t  with debt d, balance and
stock-flow f as shares of GDP, i the implicit rate of interest, n nominal growth. Theory and
sources: docs/theory/national.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from winset._typing import Floats, Ints
from winset.finance.national.debt_inputs import Burden, DebtInputs, checked

CLOSING = 3  # years in which the output gap closes once the adjustment is over
AGEING_YEARS = 10  # years after the adjustment in which the cost of ageing moves the balance


@dataclass(frozen=True, slots=True, eq=False)
class DebtPath:
    """A member's debt and what moves it, shape (draw, member, year), shares of GDP.

    Attributes
    ----------
    years : shape (year,), the projected calendar years.
    debt : at the end of the year; balance, primary_balance, structural_balance : of the year,
        a minus is a deficit; structural_balance is primary and includes the cost of ageing.
    interest : paid; implicit_rate : interest over the debt of the year before, per year.
    gdp : nominal, EUR; growth : of it, per year; output_gap : share of potential GDP.
    """

    years: Ints
    debt: Floats
    balance: Floats
    primary_balance: Floats
    structural_balance: Floats
    interest: Floats
    implicit_rate: Floats
    gdp: Floats
    growth: Floats
    output_gap: Floats


def project(inputs: DebtInputs, burden: Burden | None = None) -> DebtPath:
    """The debt path that follows from the inputs, with or without a burden.

    A burden is no structural measure: it moves balance and debt, but not output, because it is
    spent abroad; the debt that finances it bears interest like all other debt.

    Raises
    ------
    RequestFaults : arrays do not fit together, or a number is out of its range (all at once).

    Examples
    --------
    Debt of 100 % of GDP at 3 %, nominal growth 3 %, balanced before interest: it stays; interest
    is 0.03 / 1.03 of the larger GDP.

    >>> import numpy as np
    >>> one, flat = np.ones((1, 1)), np.zeros((1, 1, 2))
    >>> steady = DebtInputs(
    ...     2026, 1, gdp=one, debt=one, structural_balance=flat, output_gap=0 * one,
    ...     output_gap_next=0 * one, implicit_rate=0.03 * one, semi_elasticity=0.5 * one,
    ...     multiplier=0 * one, short_share=0 * one, adjustment=flat, potential_growth=flat + 0.03,
    ...     deflator=flat, long_rate=flat + 0.03, short_rate=flat, ageing_cost=flat,
    ...     stock_flow=flat, maturing_share=flat + 0.1)
    >>> project(steady).debt.round(6).tolist()
    [[[1.0, 1.0]]]
    >>> project(steady).balance.round(6).tolist()
    [[[-0.029126, -0.029126]]]
    """
    return projected(inputs, burden, checked(inputs, burden))


def projected(inputs: DebtInputs, burden: Burden | None, shape: tuple[int, int, int]) -> DebtPath:
    """The same from inputs that have been checked; shape : as `checked` returns it."""
    gap = output_gap(inputs, shape)
    before = np.concatenate([_scalar(inputs.output_gap, shape)[..., None], gap[..., :-1]], axis=-1)
    growth = (1 + inputs.potential_growth) * (1 + gap) / (1 + before) * (1 + inputs.deflator) - 1
    gdp = inputs.gdp[..., None] * np.cumprod(growth + 1, axis=-1)
    structural = structural_balance(inputs, shape)
    given = burden.deficit / gdp if burden else np.zeros(shape)
    beyond = burden.beyond_deficit / gdp if burden else np.zeros(shape)
    primary = structural + inputs.semi_elasticity[..., None] * gap - given
    debt, rate = _roll(inputs, growth, primary, inputs.stock_flow + beyond)
    interest = rate * _lagged(inputs.debt, debt) / (1 + growth)
    years = np.arange(inputs.first_year, inputs.first_year + shape[-1], dtype=np.int64)
    balance = primary - interest
    return DebtPath(years, debt, balance, primary, structural, interest, rate, gdp, growth, gap)


def output_gap(inputs: DebtInputs, shape: tuple[int, int, int]) -> Floats:
    """The output gap, shape (draw, member, year): opened by adjusting, then closed in three years.

    g_1 = g_1 without adjustment - m a_1;  g_t = 2/3 g_{t-1} - m a_t while adjusting; afterwards a
    third of the last adjusting year's gap closes every year.
    """
    cut = np.broadcast_to(inputs.multiplier[..., None] * inputs.adjustment, shape)
    gap = np.zeros(shape)
    gap[..., 0] = inputs.output_gap_next - cut[..., 0]
    end = inputs.adjustment_years
    for t in range(1, end):
        gap[..., t] = gap[..., t - 1] * (CLOSING - 1) / CLOSING - cut[..., t]
    for t in range(end, shape[-1]):
        gap[..., t] = gap[..., end - 1] * max(0, CLOSING - (t - end + 1)) / CLOSING
    return gap


def structural_balance(inputs: DebtInputs, shape: tuple[int, int, int]) -> Floats:
    """The structural primary balance, shape (draw, member, year), share of GDP.

    While adjusting, ageing is taken to be paid for by the adjustment; in the ten years afterwards
    its cost beyond that of the last adjusting year lowers the balance, and then stays.
    """
    before = inputs.structural_balance + np.cumsum(
        np.broadcast_to(inputs.adjustment, shape), axis=-1
    )
    end, ageing = inputs.adjustment_years - 1, np.broadcast_to(inputs.ageing_cost, shape)
    felt = np.clip(np.arange(shape[-1]), end, end + AGEING_YEARS)
    balance: Floats = before - (ageing[..., felt] - ageing[..., end, None])
    return balance


def implicit_rate(interest: Floats, growth: Floats, debt: Floats) -> Floats:
    """Interest over the debt of the year before, from interest as a share of this year's GDP.

    Shapes as broadcast; `growth` is nominal, `debt` a share of the year before's GDP.

    >>> float(implicit_rate(np.array(0.02), np.array(0.05), np.array(0.7)).round(6))
    0.03
    """
    rate: Floats = interest * (1 + growth) / debt
    return rate


def _roll(
    inputs: DebtInputs, growth: Floats, primary: Floats, flow: Floats
) -> tuple[Floats, Floats]:
    """Debt and implicit rate, shape (draw, member, year): old long-term debt keeps its rate."""
    shape = primary.shape
    short, long = (np.broadcast_to(x, shape) for x in (inputs.short_rate, inputs.long_rate))
    due = np.broadcast_to(inputs.maturing_share, shape)
    flow = np.broadcast_to(flow, shape)
    share = inputs.short_share
    debt, rate = np.empty(shape), np.empty(shape)
    last, fresh = inputs.debt, np.zeros(shape[:-1])
    old = (inputs.implicit_rate - share * short[..., 0]) / (1 - share)
    for t in range(shape[-1]):
        if t:
            old = fresh * long[..., t] + (1 - fresh) * old
        rate[..., t] = share * short[..., t] + (1 - share) * old
        carried = last / (1 + growth[..., t])
        debt[..., t] = np.maximum(
            carried * (1 + rate[..., t]) - primary[..., t] + flow[..., t], 0.0
        )
        fresh = _fresh(debt[..., t], carried, due[..., t])
        last = debt[..., t]
    return debt, rate


def _fresh(debt: Floats, carried: Floats, due: Floats) -> Floats:
    """The share of long-term debt that was issued this year; 1 where there is no debt."""
    kept = np.divide((1 - due) * carried, debt, out=np.zeros_like(debt), where=debt > 0)
    fresh: Floats = np.clip(1 - kept, 0.0, 1.0)
    return fresh


def _lagged(first: Floats, debt: Floats) -> Floats:
    return np.concatenate([_scalar(first, debt.shape)[..., None], debt[..., :-1]], axis=-1)


def _scalar(values: Floats, shape: tuple[int, ...]) -> Floats:
    return np.broadcast_to(values, shape[:-1])
