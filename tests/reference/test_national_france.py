"""France 2024-2034: the Commission's adjustment scenario, reproduced.

Every number below is printed to two decimals (the interest share and the output gap to three) in
the notebook `commission_replication` of the repository lennardwelslau/eu-debt-sustainability-
analysis (L. Welslau, Bruegel; MIT), which takes them from the Commission's calculation sheet for
France (prior guidance of June 2024, spring 2024 forecast). Its results are to be met within 0.05
points of GDP: the inputs are rounded, and rounding errors add up over ten years.
"""

from __future__ import annotations

import numpy as np
import pytest

from winset._typing import Floats
from winset.finance.national.debt_inputs import DebtInputs
from winset.finance.national.debt_path import DebtPath, implicit_rate, project

# notebook commission_replication, inputs of France, 2025 to 2034, per cent (per year)
POTENTIAL = [1.00, 0.63, 0.44, 0.34, 0.34, 0.35, 0.37, 0.40, 0.39, 0.57]
DEFLATOR = [2.04, 2.11, 2.17, 2.23, 2.30, 2.36, 2.42, 2.49, 2.55, 2.52]
LONG_RATE = [3.06, 3.14, 3.21, 3.29, 3.36, 3.44, 3.51, 3.59, 3.66, 3.68]
SHORT_RATE = [2.82, 2.81, 2.79, 2.78, 2.77, 2.76, 2.75, 2.74, 2.73, 2.69]
AGEING = [27.58, 27.59, 27.65, 27.66, 27.64, 27.62, 27.61, 27.61, 27.64, 27.69]
STOCK_FLOW = [0.03] + 9 * [0.0]
ADJUSTMENT = 4 * [0.95] + 6 * [0.0]
DEBT_2024, STRUCTURAL_2024 = 112.41, -2.97
INTEREST_2025, GAP_2025 = 2.35, -0.546  # with the adjustment
GROWTH_2025 = 1.59  # REAL_GDP_GROWTH 2025, the forecast before any adjustment
MULTIPLIER, SEMI_ELASTICITY, SHORT, MATURING = 0.75, 0.63, 0.10, 0.08

# the same notebook, results of the adjustment scenario, 2025 to 2034, per cent of GDP
DEBT = [113.97, 115.79, 116.94, 117.30, 116.37, 115.10, 113.47, 112.47, 111.54, 110.56]
BALANCE = [-4.74, -4.27, -3.70, -3.03, -2.74, -2.44, -2.14, -2.19, -2.29, -2.38]


def shares(values: list[float]) -> Floats:
    return np.array(values)[None, None] / 100


def share(value: float) -> Floats:
    return np.array([[value / 100]])


def france() -> DebtInputs:
    """The inputs, with what the notebook leaves to be derived from its own figures.

    The gap of 2025 without adjustment is that with it plus the output which the adjustment costs;
    the gap of 2024 follows from it by potential and forecast growth of 2025.
    """
    without = share(GAP_2025 + MULTIPLIER * ADJUSTMENT[0])
    gap_2024 = (1 + without) * (1 + POTENTIAL[0] / 100) / (1 + GROWTH_2025 / 100) - 1
    real = (1 + POTENTIAL[0] / 100) * (1 + share(GAP_2025)) / (1 + gap_2024)
    growth = real * (1 + DEFLATOR[0] / 100) - 1
    return DebtInputs(
        first_year=2025,
        adjustment_years=4,
        gdp=np.array([[1.0]]),
        debt=share(DEBT_2024),
        structural_balance=share(STRUCTURAL_2024)[..., None],
        output_gap=gap_2024,
        output_gap_next=without,
        implicit_rate=implicit_rate(share(INTEREST_2025), growth, share(DEBT_2024)),
        semi_elasticity=np.array([[SEMI_ELASTICITY]]),
        multiplier=np.array([[MULTIPLIER]]),
        short_share=np.array([[SHORT]]),
        adjustment=shares(ADJUSTMENT),
        potential_growth=shares(POTENTIAL),
        deflator=shares(DEFLATOR),
        long_rate=shares(LONG_RATE),
        short_rate=shares(SHORT_RATE),
        ageing_cost=shares(AGEING),
        stock_flow=shares(STOCK_FLOW),
        maturing_share=np.array([[[MATURING]]]),
    )


@pytest.fixture(scope="module")
def path() -> DebtPath:
    return project(france())


@pytest.mark.parametrize("year", range(2025, 2035))
def test_debt_of_france(path: DebtPath, year: int) -> None:
    t = year - 2025
    assert path.years[t] == year
    assert path.debt[0, 0, t] * 100 == pytest.approx(DEBT[t], abs=0.05)


@pytest.mark.parametrize("year", range(2025, 2035))
def test_balance_of_france(path: DebtPath, year: int) -> None:
    t = year - 2025
    assert path.balance[0, 0, t] * 100 == pytest.approx(BALANCE[t], abs=0.05)


def test_the_first_year_takes_the_figures_given_for_it(path: DebtPath) -> None:
    assert path.interest[0, 0, 0] * 100 == pytest.approx(INTEREST_2025)
    assert path.output_gap[0, 0, 0] * 100 == pytest.approx(GAP_2025)
    assert path.structural_balance[0, 0, 3] * 100 == pytest.approx(STRUCTURAL_2024 + 4 * 0.95)


def test_the_gap_closes_three_years_after_the_adjustment(path: DebtPath) -> None:
    gap = path.output_gap[0, 0]
    assert gap[4] == pytest.approx(gap[3] * 2 / 3)
    assert gap[5] == pytest.approx(gap[3] / 3)
    assert gap[6:].tolist() == [0.0, 0.0, 0.0, 0.0]
