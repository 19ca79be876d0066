"""The compiled kernels and the plain ledger tell the same story, path by path."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, given, settings
from tests.twins.finance.numpy_loan import loan_path
from tests.twins.finance.plain import both
from tests.twins.finance.random_instruments import build, instruments, surroundings

from winset.finance.book import unbalanced
from winset.finance.evaluate import evaluate
from winset.finance.noise import chances_of
from winset.finance.setting import accidents_for, setting_of
from winset.finance.terms import terms_of
from winset.scenario.draws import draws_of

A_EURO = 1.0  # cents that rounding moves about, over some hundred entries


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(instruments, surroundings)
def test_kernels_and_ledger_agree_path_by_path(instrument, around):
    for fast, plain, _ in both(build(instrument, around), draws=2, paths=10):
        np.testing.assert_allclose(fast.layers, plain.layers, rtol=1e-9, atol=A_EURO)
        np.testing.assert_allclose(fast.perils, plain.perils, rtol=1e-9, atol=A_EURO)
        np.testing.assert_allclose(fast.cash, plain.cash, rtol=1e-9, atol=A_EURO)
        assert abs(fast.outstanding - plain.outstanding) <= A_EURO
        np.testing.assert_allclose(fast.waits, plain.waits, rtol=1e-9, atol=A_EURO)
        assert fast.again == plain.again
        assert fast.repeated == plain.repeated


def spread_out(months):
    """First cash from the second month on, in steps; on a fifth of all paths never."""
    return 0.8 * np.clip((np.arange(months) - 1) // 3 / 5, 0.0, 1.0)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(instruments, surroundings)
def test_kernels_and_ledger_agree_where_cash_begins_by_chance(instrument, around):
    for fast, plain, ledger in both(build(instrument, around), 2, 10, first=spread_out):
        np.testing.assert_allclose(fast.layers, plain.layers, rtol=1e-9, atol=A_EURO)
        np.testing.assert_allclose(fast.perils, plain.perils, rtol=1e-9, atol=A_EURO)
        np.testing.assert_allclose(fast.cash, plain.cash, rtol=1e-9, atol=A_EURO)
        assert abs(fast.outstanding - plain.outstanding) <= A_EURO
        np.testing.assert_allclose(fast.waits, plain.waits, rtol=1e-9, atol=A_EURO)
        assert unbalanced(ledger) == ()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(instruments, surroundings)
def test_money_is_neither_lost_nor_invented(instrument, around):
    for fast, _, ledger in both(build(instrument, around), draws=1, paths=10):
        assert unbalanced(ledger) == ()
        assert np.isclose(fast.layers.sum(), fast.perils.sum(), rtol=1e-12, atol=1e-3)
        by_members = fast.layers[[1, 2, 4, 5]].sum()  # headroom, guarantee, host, pool
        assert np.isclose(fast.cash.sum(), by_members, rtol=1e-12, atol=1e-3)
        assert (fast.cash >= 0).all()
        assert (fast.layers >= 0).all()


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(instruments, surroundings)
def test_kernels_and_plain_arrays_agree_on_loans(instrument, around):
    """The twin that the benchmark times: a loan in plain NumPy, without a standby line."""
    if instrument["guarantee"] is not None:
        instrument = {**instrument, "guarantee": {**instrument["guarantee"], "standby": None}}
    funding = {"kind": "custodian_cash"}
    out_of = {"out_of": "reparations", "key": "gni"}
    case = build({**instrument, "funding": funding, "repayment": out_of}, around)
    setting = setting_of(case, draws_of(case, 1, 1))
    drawn = accidents_for(case, setting, 20)
    terms, tables = terms_of(setting, case.money.instruments["it"])
    out, years = evaluate(terms, tables, drawn), setting.grid.years
    paths = [loan_path(terms[0], tables, 0, chances_of(drawn, 0), p, years) for p in range(20)]
    cash, worth = (np.array(each) for each in zip(*paths, strict=True))
    np.testing.assert_allclose(out.cash[0].sum(axis=0), cash.mean(axis=0), rtol=1e-9, atol=1e-2)
    np.testing.assert_allclose(out.told[0, 0, :-1], worth.mean(axis=0), rtol=1e-9, atol=1e-2)
    np.testing.assert_allclose(out.told[0, 5, :-1], worth.max(axis=0), rtol=1e-9, atol=1e-2)
