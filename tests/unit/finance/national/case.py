"""A member whose debt path can be followed by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from winset._typing import Floats
from winset.finance.national.debt_inputs import Burden, DebtInputs


def steady(years: int = 10, **changes: object) -> DebtInputs:
    """Debt 80 %, interest 3 % on all of it, growth 4 %, balanced before interest, nothing else."""
    one, flat = np.ones((1, 1)), np.zeros((1, 1, years))
    inputs = DebtInputs(
        first_year=2026,
        adjustment_years=min(4, years),
        gdp=500e9 * one,
        debt=0.8 * one,
        structural_balance=flat,
        output_gap=0 * one,
        output_gap_next=0 * one,
        implicit_rate=0.03 * one,
        semi_elasticity=0.5 * one,
        multiplier=0.75 * one,
        short_share=0.1 * one,
        adjustment=flat,
        potential_growth=flat + 0.04,
        deflator=flat,
        long_rate=flat + 0.03,
        short_rate=flat + 0.03,
        ageing_cost=flat + 0.25,
        stock_flow=flat,
        maturing_share=flat + 0.1,
    )
    return replace(inputs, **changes)  # type: ignore[arg-type]


def years_of(*values: float) -> Floats:
    """One draw, one member."""
    return np.array([[values]], dtype=np.float64)


def burden(deficit: Floats, beyond: Floats | None = None) -> Burden:
    return Burden(deficit, np.zeros_like(deficit) if beyond is None else beyond)
