"""How long the cash lasts, where it can be counted by hand."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.finance.case import GRANTS, QUIET, only, scenario

from winset.finance.engine import money
from winset.finance.law import stated_law, unsettled
from winset.finance.liquidity import spread
from winset.finance.setting import setting_of
from winset.scenario.draws import draws_of
from winset.scenario.nouns.needs import Receipt
from winset.timegrid import TimeGrid

CERTAIN_AID = {"money.liquidity.receipts.aid.chance": 1.0}


def cash(changes=None, paths=200):
    case = only(GRANTS, {**QUIET, **(changes or {})})
    results = money(case, draws_of(case, 1, 1), paths)
    return results.options["it"].liquidity


def test_months_of_cash_without_uncertainty():
    """10 bn less 4 a month; aid of 2.5 a month from December; grants of 80/12 from March on.

    November 6, December 4.5, January 3, February 1.5, March 6.67 and rising until February 2027;
    the aid ends in November 2026. After February 2027 4 a month leave again.
    """
    found = cash(CERTAIN_AID)
    balance, first_gap = 10.0, None
    for month in range(26):
        balance += -4 + (2.5 if 1 <= month <= 12 else 0) + (80 / 12 if 4 <= month < 16 else 0)
        if balance < -1e-9 and first_gap is None:
            first_gap = month
    expected = 26 if first_gap is None else first_gap
    assert found.month_out_q50[0] == expected
    assert found.chance_out[0, -1] == (0.0 if first_gap is None else 1.0)


def test_gaps_are_what_goes_unmet_each_month():
    """Without receipts and grants: 10, 6, 2 and then 2 bn short in January, 4 in each month."""
    nothing = {"money.instruments.it.size": "0 EUR bn", "money.liquidity.receipts": {}}
    found = cash(nothing)
    gaps = found.gap[0] / 1e9
    assert gaps[:4] == pytest.approx([0, 0, 2, 4])
    assert found.gap_total[0] / 1e9 == pytest.approx(2 + 4 * 23)
    assert found.month_out_q05[0] == found.month_out_q95[0] == 2


def test_gaps_are_told_apart_by_whether_a_settlement_has_come():
    """Settled by the end of February on half of all paths: later gaps of 4 count half as open."""
    nothing = {"money.instruments.it.size": "0 EUR bn", "money.liquidity.receipts": {}}
    at_once = {"2025-11": "0 % per month", "2026-02": "50 % per month", "2026-03": "0 % per month"}
    chance = {"unit": "% per month", "dated": at_once}
    found = cash({**nothing, "money.settlement.chance": chance}, paths=1000)
    assert found.gap_total[0] / 1e9 == pytest.approx(2 + 4 * 23)
    before, after = 2, 4 * 23  # January; February and what follows, where it has come in half
    assert found.gap_open[0] / 1e9 == pytest.approx(before + after / 2, rel=1e-3)


def test_of_a_need_only_what_remains_counts_from_the_month_after_a_settlement():
    """Settled in February for certain: 2 in January, 4 in February, a quarter of 4 from then on."""
    at_once = {"2025-11": "0 % per month", "2026-02": "100 % per month"}
    found = cash(
        {
            "money.instruments.it.size": "0 EUR bn",
            "money.liquidity.receipts": {},
            "money.liquidity.needs.budget.after_settlement": 0.25,
            "money.settlement.chance": {"unit": "% per month", "dated": at_once},
        }
    )
    assert found.gap[0] / 1e9 == pytest.approx([0, 0, 2, 4] + [1] * 22)
    assert found.gap_open[0] / 1e9 == pytest.approx(2)


def test_what_pays_nothing_adds_no_months_whenever_settlements_come_under_it():
    """Months are counted against the cash without the option under the option's own law."""
    case = scenario(
        QUIET
        | {
            "money.liquidity.needs.budget.after_settlement": 0.2,
            "money.settlement.chance": "5 % per month",
            "money.instruments.grants.size": "0 EUR bn",
        }
    )
    draws = draws_of(case, 1, 1)
    settled = stated_law(case.money, draws, setting_of(case, draws).grid)
    laws = {"nothing": settled, "grants": settled}
    found = money(case, draws, 200, laws | {"bonds": unsettled(settled)}).options
    assert found["nothing"].liquidity.months_added[0] == 0
    assert found["grants"].liquidity.months_added[0] == 0
    assert found["bonds"].liquidity.months_added[0] > 0
    alone = money(case, draws, 200, unsettled(settled)).options
    bonds = alone["bonds"].liquidity.months_added[0]
    assert found["bonds"].liquidity.months_added[0] == pytest.approx(bonds)


def test_an_uncertain_receipt_comes_whole_or_not_at_all():
    found = cash({"money.instruments.it.size": "0 EUR bn"}, paths=1000)
    # 70 %: cash lasts 10 + 30 = 40 bn of needs; 30 %: until January
    assert found.chance_out[0, 2] == pytest.approx(0.3, abs=0.001)
    assert found.month_out_q05[0] == 2
    assert found.month_out_q95[0] > 2


def test_money_adds_months():
    with_grants = cash(CERTAIN_AID)
    assert with_grants.months_added[0] > 5
    assert (np.diff(with_grants.chance_out[0]) >= 0).all()


def test_a_receipt_is_spread_over_its_months_and_what_is_past_is_gone():
    import datetime as dt

    receipt = Receipt(
        title="Aid", amount="12 EUR bn", start=dt.date(2025, 10, 1), end=dt.date(2026, 1, 31)
    )
    grid = TimeGrid(dt.date(2025, 11, 14), 4)
    assert spread(receipt, grid).tolist() == [0.25, 0.25, 0.25, 0.0]
