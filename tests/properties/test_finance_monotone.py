"""Which way a result must move when one term of a guarantee is changed and no accident is."""

from __future__ import annotations

import copy

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.twins.finance.random_instruments import build, guarantees, instruments, surroundings

from winset.finance.engine import money
from winset.scenario.draws import draws_of

guaranteed = st.builds(
    lambda instrument, guarantee: {**instrument, "guarantee": guarantee}, instruments, guarantees
)
briefly = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
A_EURO = 1.0


AT_ONCE = {"pays_within": "0 days", "standby": None}  # waiting has a price of its own


def result(instrument, around, late=AT_ONCE, **terms):
    """The option under other terms of its guarantee, on the same accidents."""
    changed = copy.deepcopy(instrument)
    changed["guarantee"] |= {**late, **terms}
    case = build(changed, around)
    return money(case, draws_of(case, 2, 1), 30, threads=1).options["it"]


@briefly
@given(guaranteed, surroundings)
def test_joint_guarantors_never_leave_the_host_with_more(instrument, around):
    several = result(instrument, around, sharing="several")
    joint = result(instrument, around, sharing="joint_and_several")
    assert (joint.host_mean <= several.host_mean + A_EURO).all()
    assert (joint.host_worst <= several.host_worst + A_EURO).all()
    assert (joint.host_peak <= several.host_peak + A_EURO).all()


@briefly
@given(guaranteed, surroundings, st.floats(0.0, 1.0))
def test_a_lower_cap_never_costs_a_several_guarantor_more_nor_the_host_less(
    instrument, around, factor
):
    caps = [{"of_size": cap, "partial": True} for cap in (1.0, round(factor, 4))]
    high, low = (result(instrument, around, cap=cap, sharing="several") for cap in caps)
    assert (low.contingent_peak <= high.contingent_peak + A_EURO).all()
    assert (low.called_mean.sum(axis=1) <= high.called_mean.sum(axis=1) + A_EURO).all()
    assert (low.host_mean >= high.host_mean - A_EURO).all()


@briefly
@given(guaranteed, surroundings)
def test_a_guarantor_is_never_called_for_more_than_its_peak(instrument, around):
    found = result(instrument, around)
    host_too = "host" in instrument["guarantee"]["covers"]  # a loss may then be shown twice
    if not host_too or instrument["guarantee"]["cap"] is not None:
        assert (found.called_mean <= found.contingent_peak * (1 + 1e-9) + A_EURO).all()


@briefly
@given(guaranteed, surroundings)
def test_what_a_guarantee_takes_is_spared_to_custodian_and_host(instrument, around):
    found = result(instrument, around)
    bare = copy.deepcopy(instrument)
    bare["guarantee"] = None
    case = build(bare, around)
    without = money(case, draws_of(case, 2, 1), 30, threads=1).options["it"]
    host, custodian = 4, 3
    borne, alone = (r.layers_mean[host] + r.layers_mean[custodian] for r in (found, without))
    if (instrument["exempt"] or {}).get("share") != "lowers_total":
        assert (borne <= alone + A_EURO).all()
    assert np.isfinite(found.pv_mean).all()


@briefly
@given(guaranteed, surroundings, st.integers(0, 200))
def test_a_standby_line_never_leaves_custodian_or_host_with_more(instrument, around, size):
    late = {"pays_within": "8 months", "late_margin": "2 % per year"}
    line = {"size": f"{size} EUR bn", "fee": "0.3 % per year", "margin": "1 % per year"}
    bare, lined = (result(instrument, around, late, standby=standby) for standby in (None, line))
    assert (lined.host_mean <= bare.host_mean + A_EURO).all()
    assert (lined.host_worst <= bare.host_worst + A_EURO).all()
    assert (lined.advanced <= bare.advanced + A_EURO).all()
    laid_out = lined.advanced + lined.drawn
    if "host" in instrument["guarantee"]["covers"]:
        # What waiting costs is first out of the custodian's buffer; with the line more of that is
        # left for later losses, and the guarantee, which here comes after it, is called for less.
        assert (laid_out <= bare.advanced + A_EURO).all()
        assert (lined.called_mean <= bare.called_mean + A_EURO).all()
    else:
        np.testing.assert_allclose(laid_out, bare.advanced, atol=A_EURO)
        np.testing.assert_allclose(lined.called_mean, bare.called_mean, atol=A_EURO)
