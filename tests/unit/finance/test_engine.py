"""The one call that a run makes: axes, common accidents, threads, laws, and what it refuses."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools

import numpy as np
import pytest
from tests.unit.finance.case import BONDS, LOAN, QUIET, only, scenario

from winset.errors import ScenarioFaults
from winset.finance.engine import money
from winset.finance.law import SettlementLaw
from winset.finance.setting import setting_of
from winset.scenario.draws import draws_of


@pytest.fixture(scope="module")
def results():
    case = scenario()
    return money(case, draws_of(case, 4, 1), 200)


def test_every_axis_is_as_documented(results):
    members, years = 27, 21
    for option in results.options.values():
        assert option.cash_by_kind.shape == (4, 5, members, years)
        np.testing.assert_array_equal(option.cash_by_year, option.cash_by_kind.sum(axis=1))
        for name in ("pv_mean", "pv_q05", "pv_cvar95", "pv_worst", "pv_own", "called_mean"):
            assert getattr(option, name).shape == (4, members)
        assert option.layers_mean.shape == option.layers_tail.shape == (6, 4)
        assert option.perils_mean.shape == (8, 4)
        assert option.paid_out.shape == option.called_in_a_row.shape == (4, years)
        for name in ("guaranteed", "liability", "own_yield"):
            assert getattr(option, name).shape == (4, members, years)
        for name in ("advanced", "drawn", "chance_called_again"):
            assert getattr(option, name).shape == (4,)
        assert option.liquidity.chance_out.shape == (4, 26)
    assert list(results.years) == list(range(2025, 2046))
    assert results.payers[0] == "BE"
    assert results.payers[results.host] == "BE"


def test_statistics_of_a_burden_stand_in_their_order(results):
    for option in results.options.values():
        ladder = [option.pv_q05, option.pv_q50, option.pv_q95, option.pv_cvar95, option.pv_worst]
        for lower, higher in itertools.pairwise(ladder):
            assert (lower <= higher + 1e-6).all()
        assert (option.pv_mean <= option.pv_worst + 1e-6).all()


def test_what_is_lost_is_what_is_borne(results):
    for option in results.options.values():
        np.testing.assert_allclose(option.layers_mean.sum(axis=0), option.perils_mean.sum(axis=0))
        headroom, guarantee, host, pool = option.layers_mean[[1, 2, 4, 5]]
        paid = option.cash_by_year.sum(axis=(1, 2))
        np.testing.assert_allclose(paid, headroom + guarantee + host + pool)
        np.testing.assert_allclose(option.called_mean.sum(axis=1), guarantee)


def test_nothing_agreed_costs_nothing_here_and_its_price_stands_apart(results):
    assert (results.options["nothing"].pv_worst == 0).all()
    np.testing.assert_allclose(results.nothing.sum(axis=1), 200e9)
    assert results.stands_in_for == {"gni": "gdp"}


def test_the_same_bytes_for_any_number_of_threads():
    case = scenario()
    one, two = (money(case, draws_of(case, 23, 1), 40, threads=n) for n in (1, 3))
    for name in one.options:
        for field in dataclasses.fields(one.options[name]):
            a, b = (getattr(r.options[name], field.name) for r in (one, two))
            if isinstance(a, np.ndarray):
                assert a.tobytes() == b.tobytes()


def test_an_added_option_leaves_the_others_as_they_were():
    case = scenario()
    fewer = scenario({"money.options": {"loan": {"title": "Loan", "instrument": "loan"}}})
    sampled = draws_of(case, 3, 1)
    mine, theirs = (money(s, sampled, 50).options["loan"] for s in (case, fewer))
    assert mine.pv_mean.tobytes() == theirs.pv_mean.tobytes()


def test_progress_is_told_portion_by_portion():
    case, told = scenario(), []
    money(case, draws_of(case, 25, 1), 5, progress=lambda *step: told.append(step))
    assert [step for step in told if step[0] == "loan"] == [
        ("loan", 1, 3),
        ("loan", 2, 3),
        ("loan", 3, 3),
    ]


def test_a_law_from_elsewhere_takes_the_place_of_the_stated_one():
    """Settled for certain in month 30, with the assets returned: all that was lent falls due."""
    case = only(LOAN, QUIET)
    sampled = draws_of(case, 2, 1)
    months = setting_of(case, sampled).grid.months
    settled = np.zeros((2, months))
    settled[:, 30:] = 1.0
    clauses = np.zeros((2, months, 3))
    clauses[:, :, 0] = 1.0
    law = SettlementLaw(settled, clauses, np.zeros((2, months)), np.full(2, 0.5))
    found = money(case, sampled, 10, law=law).options["it"]
    assert found.chance_settled == pytest.approx(1.0)
    assert found.called_mean.sum(axis=1) == pytest.approx(100e9)
    assert (found.layers_mean[0] == 0).all()


def test_rates_settle_at_the_law_that_they_follow():
    """After twenty years a Vasicek rate has mean m and variance s^2 / 2a (1 - e^-2aT)."""
    loud = {"money.rates.short_rate.volatility": "1 % per year", "money.events.award.chance": 0.0}
    case = only(BONDS, {**QUIET, **loud, "money.rates.bond_yield.volatility": "2 % per year"})
    found = money(case, draws_of(case, 1, 1), 4000).options["it"]
    interest = found.cash_by_kind[0, 0].sum(axis=0)
    # coupons: issued in 2026 and 2027 (11 and 7 of 18 months) at yield + 0.5 %
    assert interest[2:10] / 90e9 == pytest.approx(interest[2] / 90e9, rel=0.7)
    assert interest[3] / 90e9 == pytest.approx(0.035, abs=0.001)
    assert (found.pv_q95 > found.pv_q50).all()


def test_faults_stop_the_engine_all_at_once():
    key = {"key": "own", "own_key": {"BE": 0.5, "XX": 0.4}, "sharing": "several"}
    broken = only({**LOAN, "guarantee": key, "first_cash": {"earliest": dt.date(2060, 1, 1)}})
    with pytest.raises(ScenarioFaults) as caught:
        money(broken, draws_of(broken, 1, 1), 1)
    assert {fault.code.id for fault in caught.value.faults} == {"M101", "M103", "M104"}


def test_exempt_members_pay_nothing_and_the_rest_or_the_total_answers_for_it():
    sure = {**QUIET, "money.freeze.next_renewal": "2028-07-31", "money.freeze.lapse": 1.0}
    plain = only(LOAN, sure)
    sampled = draws_of(plain, 1, 1)
    whole = money(plain, sampled, 2).options["it"]
    out = {}
    for share in ("to_the_rest", "lowers_total"):
        spared = {**LOAN, "exempt": {"members": ["HU", "SK"], "share": share}}
        out[share] = money(only(spared, sure), sampled, 2)
    codes = list(out["lowers_total"].payers)
    spared_share = whole.called_mean[:, [codes.index("HU"), codes.index("SK")]].sum() / 100e9
    for result in out.values():
        assert result.options["it"].pv_worst[0, codes.index("HU")] == 0
    scaled = out["to_the_rest"].options["it"].called_mean
    lowered = out["lowers_total"].options["it"].called_mean
    assert scaled.sum() == pytest.approx(100e9)
    assert lowered.sum() == pytest.approx(100e9 * (1 - spared_share))
    de = codes.index("DE")
    assert lowered[0, de] == pytest.approx(whole.called_mean[0, de])


def test_outside_guarantors_take_their_share_of_the_whole_first():
    guarantee = {**LOAN["guarantee"], "outside": {"fjordland": 0.1}}
    sure = {**QUIET, "money.freeze.next_renewal": "2028-07-31", "money.freeze.lapse": 1.0}
    case = only({**LOAN, "guarantee": guarantee}, sure)
    results = money(case, draws_of(case, 1, 1), 2)
    assert results.payers[-1] == "fjordland"
    assert results.names["fjordland"] == "Fjordland"
    called = results.options["it"].called_mean[0]
    assert called[-1] == pytest.approx(10e9)
    assert called[:-1].sum() == pytest.approx(90e9)
    assert "fjordland" in results.without_own_rate
