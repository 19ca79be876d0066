"""Results read from a run's tables are those of the tables."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
from tests.unit.report.made_up import DRAWS, made_up_run, small_case

from winset.report.families import by_exposure, exposed, families
from winset.report.outcomes import contingent, months_worth, nothing_cost, price
from winset.report.reading import block, per_draw, quick, ranges
from winset.runs.ranges import range_of
from winset.runs.record import Run


@pytest.fixture(scope="module")
def case():
    return small_case()


@pytest.fixture(scope="module")
def run(case) -> Run:
    return made_up_run(case)


def test_draws_come_in_their_order_whatever_the_order_of_rows(run: Run) -> None:
    table = run.tables["options"]
    shuffled = table.sample(frac=1, random_state=np.random.default_rng(1))
    other = dataclasses.replace(run, tables={**run.tables, "options": shuffled})
    one = per_draw(run, "options", "burden_pv", option="grants")
    assert one.shape == (DRAWS,)
    assert (one == per_draw(other, "options", "burden_pv", option="grants")).all()


def test_a_quick_run_reads_the_same(run: Run) -> None:
    fast = quick(run)
    for column in ("pv_mean", "contingent_peak"):
        slow_block = block(run, "members", column, "payer", option="asset_loan")
        fast_block = block(fast, "members", column, "payer", option="asset_loan")
        assert list(slow_block) == list(fast_block)
        assert all((slow_block[code] == fast_block[code]).all() for code in slow_block)


def test_ranges_are_quantiles_over_draws(run: Run) -> None:
    found = ranges(run, "members", "pv_mean", "payer", option="grants")["DE"]
    table = run.tables["members"]
    rows = table[(table["option"] == "grants") & (table["payer"] == "DE")]["pv_mean"]
    expected = (rows.quantile(0.05), rows.median(), rows.quantile(0.95))
    assert (found.low, found.mid, found.high) == pytest.approx(expected)


def test_joint_guarantors_are_not_counted_twice(case, run: Run) -> None:
    """Where each may be asked for the whole, all together may be asked for the whole, once."""
    money = case.scenario.money
    table = run.tables["members"].copy()
    joint = table["option"] == "asset_loan_joint"
    table.loc[joint, "contingent_peak"] = 70e9
    other = dataclasses.replace(run, tables={**run.tables, "members": table})
    assert range_of(contingent(other, money, "asset_loan_joint")).mid == 70e9
    several = contingent(other, money, "asset_loan")
    by_hand = table[table["option"] == "asset_loan"].groupby("draw")["contingent_peak"].sum()
    assert several == pytest.approx(by_hand.to_numpy())


def test_price_is_cost_over_what_arrives(run: Run) -> None:
    table = run.tables["options"]
    rows = table[table["option"] == "grants"]
    assert price(run, "grants") == pytest.approx((rows["burden_pv"] / rows["paid_out"]).to_numpy())


def test_months_paid_for_by_hand() -> None:
    months = pd.DataFrame(
        {
            "option": ["none"] * 4 + ["loan"] * 4,
            "month": [0, 1, 2, 3] * 2,
            "draw": [0] * 8,
            "gap": [0.0, 2.0, 4.0, 6.0, 0.0, 2.0, 0.0, 2.0],
        }
    )
    options = months.groupby(["option", "draw"], as_index=False)["gap"].sum()
    options = options.rename(columns={"gap": "gap_total"})
    case = small_case()
    run = made_up_run(case)
    small = dataclasses.replace(run, tables={"months": months, "options": options})
    assert months_worth(small, "loan", "none").tolist() == [2.0]  # 8 spared, 4 a month on average


def test_cost_of_nothing_is_summed_over_members(run: Run) -> None:
    total = nothing_cost(run)
    assert total is not None
    assert total == pytest.approx(run.tables["nothing"].groupby("draw")["cost"].sum().to_numpy())


def test_the_exposed_family_is_the_one_that_leaves_most_to_the_host(case, run: Run) -> None:
    family = exposed(case.scenario.money, run)
    assert family == families(case.scenario.money)[0]
    assert by_exposure(family, run) == ("asset_loan", "asset_loan_bare", "asset_loan_joint")


def test_no_family_is_exposed_where_nothing_is_left_to_the_host(case, run: Run) -> None:
    table = run.tables["options"].assign(host_peak=0.0)
    other = dataclasses.replace(run, tables={**run.tables, "options": table})
    assert exposed(case.scenario.money, other) is None
