"""The inputs of the members' debt paths: do the figures of one member hang together?

The table was copied from one source, and so was `eu27_fiscal`; figures that were mistyped, or read
from the wrong row, break the identities that tie interest, balance and debt of 2026 to them.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from winset._typing import Floats
from winset.data.read import read
from winset.finance.national.debt_path import project
from winset.finance.national.member_inputs import member_inputs

NEW = read("eu27_debt_inputs").frame
FISCAL = read("eu27_fiscal").frame


def nominal_growth() -> pd.Series:
    gap, last = 1 + NEW["output_gap_2026"] / 100, 1 + NEW["output_gap_2025"] / 100
    real = (1 + NEW["potential_growth_2026"] / 100) * gap / last
    return real * (1 + NEW["deflator_2026"] / 100) - 1


def test_interest_follows_from_the_implicit_rate_and_from_the_balances() -> None:
    by_rate = NEW["implicit_rate_2026"] / 100 * FISCAL["debt_2025f"] / (1 + nominal_growth())
    by_balance = NEW["primary_2026"] - FISCAL["balance_2026f"]
    assert (by_rate - by_balance).abs().max() < 0.01


def test_debt_follows_from_balance_growth_and_stock_flow() -> None:
    carried = FISCAL["debt_2025f"] / (1 + nominal_growth())
    debt = carried - FISCAL["balance_2026f"] + NEW["stock_flow_2026"]
    assert (debt - FISCAL["debt_2026f"]).abs().max() < 0.01


def test_primary_balance_is_structural_plus_cyclical_but_for_one_offs() -> None:
    cyclical = NEW["semi_elasticity"] * NEW["output_gap_2026"]
    one_off = NEW["primary_2026"] - NEW["structural_primary_2026"] - cyclical
    large = one_off[one_off.abs() > 0.01].round(2).to_dict()
    # one-offs of the Commission's spring 2025 forecast; everywhere else there are none
    assert large == {"ES": -0.23, "IT": 0.12, "LT": 0.03, "NL": -0.69}


def test_ageing_moves_slowly() -> None:
    costs = NEW[[f"ageing_cost_{year}" for year in range(2026, 2036)]].to_numpy()
    assert np.abs(np.diff(costs, axis=1)).max() < 0.35


def test_growth_of_the_nominal_gdp_is_that_of_the_table_of_gdp_for_euro_members() -> None:
    gdp, club = read("eu27_gdp").frame, read("eu27").frame
    growth = gdp["gdp_2026f"] / gdp["gdp_2025f"] - 1
    # GDP is rounded to 0.1 bn: 0.3 points for the smallest
    off = (growth - nominal_growth())[club["euro_area"]].abs()
    rounding = 0.1 / gdp["gdp_2025f"] + 1e-4
    assert (off < rounding[off.index]).all()


@pytest.fixture(scope="module")
def debt_2026() -> Floats:
    return project(member_inputs("eu27").inputs).debt[0, :, 0] * 100


def test_the_first_projected_year_is_the_forecast_but_for_one_offs(debt_2026: Floats) -> None:
    cyclical = NEW["semi_elasticity"] * NEW["output_gap_2026"]
    one_off = NEW["primary_2026"] - NEW["structural_primary_2026"] - cyclical
    assert (debt_2026 - one_off - FISCAL["debt_2026f"]).abs().max() < 0.01


def test_every_member_has_a_path_of_ten_years() -> None:
    path = project(member_inputs("eu27").inputs)
    assert path.debt.shape == (1, 27, 10)
    assert np.isfinite(path.debt).all()
    assert path.years.tolist() == list(range(2026, 2036))
