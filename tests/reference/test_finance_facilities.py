"""Historical facilities composed from parts give their published keys, caps and totals."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from tests.unit.finance.case import QUIET, raw, scenario

from winset.data.facilities import facility
from winset.finance.catalog.register import FACILITIES
from winset.finance.engine import money
from winset.finance.kernels.layout import PERILS
from winset.scenario.draws import draws_of

BN = 1e9


def replay(name):
    """A facility on paths on which no borrower repays, from its own first year on."""
    tree = raw()
    instrument = FACILITIES[name]().instrument.model_dump(mode="json", exclude_unset=True)
    start = dt.date.fromisoformat(instrument["first_cash"]["earliest"])
    tree["as_of"] = start
    tree["horizon"] = f"{start.year + 1}-12"
    tree["money"]["last_year"] = start.year + 30
    tree["money"]["freeze"]["next_renewal"] = start
    tree["money"]["instruments"] = {"it": instrument}
    tree["money"]["options"] = {"it": {"title": name, "instrument": "it"}}
    case = scenario(QUIET, tree)
    results = money(case, draws_of(case, 1, 1), 2)
    return results, results.options["it"]


def of(results, values):
    """Values by payer's code, EUR, zero left out."""
    named = zip(results.payers, values, strict=True)
    return {code: float(value) for code, value in named if value > 0}


@pytest.mark.parametrize("name", list(FACILITIES))
def test_every_facility_says_where_its_key_comes_from(name):
    found = FACILITIES[name]()
    assert found.name == name
    assert found.sources
    assert found.key_basis.startswith(("published", "judgement"))


def test_efsf_caps_are_the_published_commitments():
    """165 % of 440 bn, by key, is what each had committed: to the EUR 0.1 m of the table."""
    results, option = replay("efsf-2011")
    published = facility("EFSF_guarantee_2011")
    peaks = of(results, option.contingent_peak[0])
    # the largest loss that can be shown to the guarantors is the principal itself, below 165 %
    called = of(results, option.called_mean[0])
    for code, amount in zip(published.members, published.amounts, strict=True):
        if code in ("IE", "EL", "PT"):
            assert code not in peaks
        else:
            assert 1.65 * peaks[code] == pytest.approx(amount, abs=0.1e6)
            assert called[code] == pytest.approx(peaks[code], rel=1e-9)
    assert sum(called.values()) == pytest.approx(440 * BN)


def test_efsf_over_guarantee_holds_even_if_the_largest_obligors_fail():
    """Several guarantees of 165 %: without Italy and Spain 68 % of the key still stands."""
    results, option = replay("efsf-2011")
    key = of(results, option.called_mean[0] / (440 * BN))
    assert key["DE"] == pytest.approx(0.2907, abs=5e-5)  # as the EFSF printed it, recalled
    assert key["FR"] == pytest.approx(0.2183, abs=5e-5)
    assert 1.65 * (1 - key["IT"] - key["ES"]) > 1


def test_esm_callable_capital_is_what_is_subscribed_less_what_is_paid_in():
    results, option = replay("esm-2023")
    subscribed, paid_in = facility("ESM_subscribed"), facility("ESM_paid_in")
    peaks = of(results, option.contingent_peak[0])
    callable_capital = subscribed.amounts - paid_in.amounts
    everything = 500 * BN  # joint: each can be asked for all, up to its cap
    for code, amount in zip(subscribed.members, callable_capital, strict=True):
        assert peaks[code] == pytest.approx(min(amount, everything))
    assert callable_capital.sum() == pytest.approx(627.523 * BN, abs=1e6)


def test_esm_call_follows_the_published_key():
    """500 bn lost: 80.97 bn of paid-in capital, then 419.03 bn by the contribution key."""
    results, option = replay("esm-2023")
    key = facility("ESM_key")
    called = of(results, option.called_mean[0])
    left = 500 * BN - 80.97069 * BN
    for code, share in zip(key.members, key.values, strict=True):
        assert called[code] == pytest.approx(left * share / 100, rel=1e-6)
    assert option.layers_mean[1, 0] == pytest.approx(80.97069 * BN)


def test_sure_members_guarantee_25_of_100():
    """Council Regulation (EU) 2020/672, Articles 5 and 11: of 100 bn members guarantee 25."""
    results, option = replay("sure-2020")
    assert option.contingent_peak[0].sum() == pytest.approx(25 * BN)
    assert option.layers_mean[2, 0] == pytest.approx(25 * BN)
    assert option.layers_mean[5, 0] == pytest.approx(75 * BN)
    yearly = option.cash_by_year[0].sum(axis=0)
    assert yearly.max() <= 0.10 * 100 * BN + 1
    assert results.stands_in_for == {"gni": "gdp"}


def test_mfa_layers_are_9_61_and_30_per_cent():
    """Decisions (EU) 2022/1201 and 2022/1628: EUR 6 bn, 9 % provisioned, 61 % guaranteed."""
    _, option = replay("mfa-2022")
    _, headroom, guarantee, _, _, pool = option.layers_mean[:, 0] / BN
    interest = option.perils_mean[PERILS.index("interest"), 0] / BN
    assert headroom == pytest.approx(0.54)
    assert guarantee == pytest.approx(3.66)
    assert pool - interest == pytest.approx(1.80)
    assert option.contingent_peak[0].sum() == pytest.approx(3.66 * BN)


def test_greek_loans_come_from_fourteen_euro_states_in_full():
    """Intercreditor Agreement of 8 May 2010; 52.9 bn were paid out, Slovakia stood aside."""
    results, option = replay("greek-loans-2010")
    paid = of(results, option.cash_by_year[0].sum(axis=1))
    euro = {"BE", "DE", "IE", "ES", "FR", "IT", "CY", "LU", "MT", "NL", "AT", "PT", "SI", "FI"}
    assert set(paid) == euro
    assert sum(paid.values()) == pytest.approx(52.9 * BN)
    assert (option.contingent_peak == 0).all()
    np.testing.assert_allclose(option.pv_q05, option.pv_q95)
