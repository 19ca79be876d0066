"""The beneficiary's cash: kernel against a plain reading, and what must always hold of needs."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.twins.finance.plain_cash import unmet_by_path
from tests.twins.finance.random_instruments import build, instruments, surroundings

from winset.finance.engine import money
from winset.scenario.draws import draws_of

RECEIPT = {"title": "Aid", "start": "2025-12-01", "end": "2026-11-30"}
shares = st.floats(0, 1).map(lambda x: round(x, 3))
flows = st.fixed_dictionaries(
    {
        "money.liquidity.cash": st.sampled_from(["0 EUR bn", "10 EUR bn"]),
        "money.liquidity.needs": st.fixed_dictionaries(
            {
                "budget": st.fixed_dictionaries(
                    {
                        "title": st.just("Budget"),
                        "monthly": st.sampled_from(["1 EUR bn/month", "6 EUR bn/month"]),
                        "after_settlement": shares,
                    }
                ),
                "arms": st.just({"title": "Arms", "monthly": "2 EUR bn/month"}),
            }
        ),
        "money.liquidity.receipts": st.lists(
            st.fixed_dictionaries({"amount": st.just("20 EUR bn"), "chance": shares}), max_size=10
        ).map(lambda found: {f"aid_{i}": RECEIPT | each for i, each in enumerate(found)}),
        "money.settlement.chance": st.sampled_from(["0 % per month", "5 % per month"]),
    }
)
briefly = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def cash(case, draws=2, paths=30):
    """The cash under the one option."""
    return money(case, draws_of(case, draws, 1), paths, threads=1).options["it"].liquidity


WAY = {
    "tables": {
        "council": {
            "kind": "council", "title": "The Council", "club": "union", "temperature": 0.1,
            "base_rates": {"not_for": 0.02},
            "matters": {"it": {"rule": "qualified_majority", "way_to_cash": [
                {"title": "Step", "takes": {"between": [20, 300], "unit": "days"}, "chance": 0.8},
            ]}},
            "agenda": {"vote": {"option": "it", "on": "2025-12-18"}},
        }
    }
}  # fmt: skip


@briefly
@given(instruments, surroundings, flows, st.sampled_from([{}, WAY]))
def test_kernel_and_plain_reading_agree(instrument, around, flows, way):
    case = build(instrument, around | flows | way)
    found, months = cash(case), np.arange(26)
    for d, (unmet, settled) in enumerate(unmet_by_path(case, 2, 30)):
        open_ = unmet * (months < np.array(settled)[:, None])
        np.testing.assert_allclose(found.gap[d], unmet.mean(axis=0), rtol=1e-9, atol=1.0)
        np.testing.assert_allclose(found.gap_open[d], open_.sum(axis=1).mean(), rtol=1e-9, atol=9.0)
        by = (unmet.cumsum(axis=1) > 0.02).mean(axis=0)  # cents are where ledgers round
        np.testing.assert_allclose(found.chance_out[d], by, atol=0.04)


@briefly
@given(instruments, surroundings, flows, shares, shares)
def test_what_remains_of_a_need_never_spares_anything(instrument, around, flows, one, other):
    path = "money.liquidity.needs"
    few, many = (
        cash(build(instrument, around | flows | {path: _rest(flows[path], rest)}))
        for rest in sorted([one, other])
    )
    assert (many.gap >= few.gap - 1.0).all()
    assert (many.chance_out >= few.chance_out - 1e-9).all()
    np.testing.assert_allclose(many.gap_open, few.gap_open, rtol=1e-9, atol=1.0)


@briefly
@given(instruments, surroundings, flows)
def test_what_goes_unmet_is_before_or_after_a_settlement(instrument, around, flows):
    found = cash(build(instrument, around | flows))
    assert (found.gap_open >= 0).all()
    assert (found.gap_open <= found.gap_total * (1 + 1e-12)).all()
    never = cash(build(instrument, around | flows | {"money.settlement.chance": "0 % per month"}))
    np.testing.assert_allclose(never.gap_open, never.gap_total, rtol=1e-9)


def _rest(needs, rest):
    return {name: {**need, "after_settlement": rest} for name, need in needs.items()}


@briefly
@given(instruments, surroundings, flows)
def test_payouts_that_stop_at_a_settlement_never_bring_more(instrument, around, flows):
    stops, goes_on = (
        money(case, draws_of(case, 2, 1), 30, threads=1).options["it"]
        for says in ("stops", "goes_on")
        for case in [build(_said(instrument, says), around | flows)]
    )
    assert (stops.paid_out <= goes_on.paid_out + 1.0).all()
    assert (stops.liquidity.gap >= goes_on.liquidity.gap - 1.0).all()
    before = stops.liquidity.gap_open, goes_on.liquidity.gap_open
    np.testing.assert_allclose(*before, rtol=1e-9, atol=1.0)


def _said(instrument, says):
    return {**instrument, "use": {**instrument["use"], "after_settlement": says}}
