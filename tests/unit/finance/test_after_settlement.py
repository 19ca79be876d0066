"""What a settlement does to payouts still to come, counted by hand."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest
from tests.unit.finance.case import BONDS, GRANTS, LOAN, QUIET, only

from winset.finance.engine import money
from winset.finance.results import OptionResult
from winset.scenario.draws import draws_of

YEARS = range(2025, 2046)


def settled_in(month: str, clause: str = "stay_frozen", chance: int = 100) -> dict[str, Any]:
    """A settlement that comes in just this month, with one clause for sure."""
    dated = {"2025-11": "0 % per month", month: f"{chance} % per month"}
    after = f"{month[:5]}{int(month[5:]) + 1:02d}"
    clauses = dict.fromkeys(("returned", "set_off", "stay_frozen"), 0.0)
    return QUIET | {
        "money.settlement.chance": {
            "unit": "% per month", "dated": dated | {after: "0 % per month"}
        },
        "money.settlement.clauses": clauses | {clause: 1.0},
    }  # fmt: skip


def found(
    plain: dict[str, Any], changes: dict[str, Any], says: str | None, paths: int = 8
) -> OptionResult:
    instrument = copy.deepcopy(plain)
    instrument["use"] |= {} if says is None else {"after_settlement": says}
    case = only(instrument, changes)
    return money(case, draws_of(case, 1, 1), paths).options["it"]


def paid(option: OptionResult) -> float:
    return float(option.paid_out.sum()) / 1e9


@pytest.mark.parametrize(
    ("plain", "says", "arrives"),
    [
        (LOAN, None, 100 * 6 / 24),  # April to September
        (LOAN, "stops", 100 * 6 / 24),
        (LOAN, "goes_on", 100),
        (BONDS, None, 90),
        (BONDS, "goes_on", 90),
        (BONDS, "stops", 90 * 8 / 18),  # February to September
        (GRANTS, None, 80),
        (GRANTS, "stops", 80 * 7 / 12),
    ],
)
def test_a_settlement_in_october_that_leaves_the_assets_frozen(plain, says, arrives):
    assert paid(found(plain, settled_in("2026-10"), says)) == pytest.approx(arrives)


@pytest.mark.parametrize("clause", ["returned", "set_off"])
def test_cash_of_assets_that_are_gone_is_not_lent_any_more(clause):
    option = found(LOAN, settled_in("2026-10", clause), "goes_on")
    assert paid(option) == pytest.approx(25)
    assert option.perils_mean[0, 0] / 1e9 == pytest.approx(25)  # all of it falls due


def test_bonds_are_issued_and_served_for_what_was_paid_out():
    """40 bn of the 55 that 2026 would have paid out, and no second issue; 3.5 % for ten years."""
    option = found(BONDS, settled_in("2026-10"), "stops")
    served, redeemed = option.cash_by_kind[0, :2].sum(axis=1) / 1e9
    assert served[2:12] == pytest.approx([40 * 0.035] * 10)
    assert served[[0, 1, 12, 13]] == pytest.approx(0)
    assert redeemed[11] == pytest.approx(40)  # February 2036
    assert redeemed.sum() == pytest.approx(40)


@pytest.mark.parametrize("profile", ["bullet", "linear", "annuity"])
def test_guarantors_stand_behind_what_is_issued(profile):
    """Settled with one half: on the other half all goes on, and 90 bn are issued."""
    bonds = copy.deepcopy(BONDS) | {"guarantee": LOAN["guarantee"]}
    bonds["funding"] |= {"profile": profile}
    half = found(bonds, settled_in("2026-10", chance=50), "stops", paths=1000)
    never, sure = (
        found(bonds, settled_in("2026-10", chance=chance), "stops") for chance in (0, 100)
    )
    mean = (never.guaranteed + sure.guaranteed) / 2
    np.testing.assert_allclose(half.guaranteed, mean, rtol=1e-9, atol=1.0)
    assert sure.guaranteed[0, :, 1].sum() / 1e9 == pytest.approx(40)
    assert never.guaranteed[0, :, 1].sum() / 1e9 == pytest.approx(55)


def test_guarantors_stand_behind_a_loan_that_goes_on():
    option = found(LOAN, settled_in("2026-10"), "goes_on")
    stands = dict(zip(YEARS, option.guaranteed[0].sum(axis=0) / 1e9, strict=True))
    assert [stands[year] for year in (2026, 2027, 2028, 2045)] == pytest.approx(
        [37.5, 87.5, 100, 100]
    )
    stopped = found(LOAN, settled_in("2026-10"), "stops").guaranteed[0].sum(axis=0) / 1e9
    assert stopped[-1] == pytest.approx(25)


def test_contributions_end_with_the_payouts_that_they_are_for():
    option = found(GRANTS, settled_in("2026-10"), "stops")
    assert option.cash_by_year.sum() / 1e9 == pytest.approx(80 * 7 / 12)
    months = range(4, 11)
    worth = sum(80 / 12 * 1.03 ** (-month / 12) for month in months)
    assert option.pv_mean.sum() / 1e9 == pytest.approx(worth)
