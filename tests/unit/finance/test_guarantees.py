"""What each term of a guarantee does, on a loan that falls due for certain in July 2028."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.finance.case import BONDS, LOAN, QUIET, only

from winset.finance.engine import money
from winset.finance.kernels.layout import PERILS
from winset.scenario.draws import draws_of

LAPSES = {**QUIET, "money.freeze.next_renewal": "2028-07-31", "money.freeze.lapse": 1.0}
LOSS = 100.0  # EUR bn


def found(changes=None, guarantee=None, **terms):
    """The loan's result with other terms of its guarantee, and other surroundings."""
    loan = {**LOAN, "guarantee": {**LOAN["guarantee"], **(guarantee or {}), **terms}}
    case = only(loan, {**LAPSES, **(changes or {})})
    results = money(case, draws_of(case, 1, 1), 8)
    return results, results.options["it"]


def layers(option):
    """EUR bn by layer: set_off, headroom, guarantee, custodian, host, pool."""
    return option.layers_mean[:, 0] / 1e9


def test_a_cap_leaves_the_rest_to_custodian_and_host():
    _, option = found(cap={"of_size": 0.6, "partial": True})
    assert layers(option) == pytest.approx([0, 0, 60, 5, 35, 0])


def test_a_cap_as_an_amount_is_split_by_key():
    results, option = found(cap={"total": "80 EUR bn", "partial": True}, key="equal")
    assert option.contingent_peak[0] / 1e9 == pytest.approx([80 / 27] * 27)
    assert option.called_mean[0] / 1e9 == pytest.approx([80 / 27] * 27)
    assert results.options["it"].host_peak == pytest.approx([(20 + 30 + 15 - 5) * 1e9])


def test_joint_guarantors_stand_in_for_those_that_are_capped():
    each = dict.fromkeys(("DE", "FR"), "100 EUR bn") | {"BE": "1 EUR bn"}
    own = {"key": "own", "own_key": {"BE": 0.5, "DE": 0.25, "FR": 0.25}, "cap": {"each": each}}
    apart = found(guarantee=own, sharing="several")[1]
    together = found(guarantee=own, sharing="joint_and_several")[1]
    assert layers(apart) == pytest.approx([0, 0, 51, 5, 44, 0])
    assert layers(together) == pytest.approx([0, 0, 100, 0, 0, 0])


def test_those_who_fail_leave_a_hole_that_only_joint_guarantors_fill():
    failing = {"money.events.guarantor_failure.chance": 0.5}
    apart = found(failing, sharing="several")[1]
    together = found(failing, sharing="joint_and_several")[1]
    assert 0 < layers(apart)[2] < LOSS
    assert layers(together)[2] == pytest.approx(LOSS)
    assert layers(apart)[[2, 3, 4]].sum() == pytest.approx(LOSS)


def test_headroom_takes_losses_first_once_it_is_there():
    room = {"capacity": "30 EUR bn", "start": "2028-01-01"}
    assert layers(found(headroom=room)[1]) == pytest.approx([0, 30, 70, 0, 0, 0])
    later = {"capacity": "30 EUR bn", "start": "2028-08-01"}
    assert layers(found(headroom=later)[1]) == pytest.approx([0, 0, 100, 0, 0, 0])


def test_cash_that_comes_late_costs_custodian_and_host_the_short_rate():
    """73.05 days are a fifth of a year: 100 bn x 3 % / 5 = 0.6 bn, within the buffer of 5."""
    _, option = found(pays_within="73.05 days")
    assert layers(option) == pytest.approx([0, 0, 100, 0.6, 0, 0])
    assert option.perils_mean[PERILS.index("late_cash"), 0] / 1e9 == pytest.approx(0.6)


def test_a_guarantee_that_ends_with_the_freeze_leaves_later_awards_to_the_host():
    """An award some decades after first use: covered only by what outlives the freeze."""
    awards = {**LAPSES, "money.events.award.chance": 1.0, "money.events.award.lag": "60 months"}
    covers = ("principal", "litigation")
    ends = found(awards, covers=covers, outlives_freeze=False)[1]
    lasts = found(awards, covers=covers, outlives_freeze=True)[1]
    assert lasts.host_mean[0] == 0
    assert ends.host_mean[0] > 0
    assert lasts.host_peak[0] == pytest.approx(10e9)  # 15 bn abroad, not covered, less the buffer
    total = ends.layers_mean.sum(axis=0)
    np.testing.assert_allclose(total, lasts.layers_mean.sum(axis=0))


def test_covering_the_host_shares_what_would_be_left_to_it():
    blow = {"money.events.retaliation.chance": 1.0, "money.events.retaliation.lag": "1 months"}
    bare = found(blow, covers=("principal",))[1]
    shared = found(blow, covers=("principal", "host"), outlives_freeze=True)[1]
    assert layers(bare)[[3, 4]] == pytest.approx([5, 2.5])  # half of 15 bn abroad
    assert layers(shared)[[2, 3, 4]] == pytest.approx([102.5, 5, 0])
    assert shared.host_peak[0] == 0


@pytest.mark.parametrize("lower", [0.9, 0.6, 0.3, 0.0])
def test_a_lower_cap_never_costs_guarantors_more_nor_the_host_less(lower):
    high, low = (found(cap={"of_size": cap, "partial": True})[1] for cap in (1.0, lower))
    assert (low.called_mean <= high.called_mean + 1e-3).all()
    assert (low.contingent_peak <= high.contingent_peak + 1e-3).all()
    assert (low.host_worst >= high.host_worst - 1e-3).all()
    assert (low.host_peak >= high.host_peak - 1e-3).all()


TRIBUNAL = {"chance": 1.0, "factor": 0.4, "lag": "1 months"}


def sued(covers, triggers=(*LOAN["triggers"], "treaty_arbitration"), **terms):
    """The loan beside a tribunal whose award on what is then used is as good as certain to come."""
    guarantee = {**LOAN["guarantee"], "covers": covers, "outlives_freeze": True, **terms}
    loan = {**LOAN, "triggers": triggers, "guarantee": guarantee}
    case = only(loan, {**LAPSES, "money.events.arbitration": TRIBUNAL})
    results = money(case, draws_of(case, 1, 1), 200)
    return results, results.options["it"]


def test_a_tribunals_award_falls_on_the_host_past_the_custodians_own_means():
    _, option = sued(["principal"])
    award = option.perils_mean[PERILS.index("arbitration"), 0] / 1e9
    assert 0 < award < 0.4 * LOSS
    assert layers(option) == pytest.approx([0, 0, 100, 0, award, 0])
    assert option.perils_mean[PERILS.index("litigation"), 0] == 0


@pytest.mark.parametrize("covers", ["arbitration", "host"])
def test_guarantors_take_a_tribunals_award_only_if_they_cover_it(covers):
    bare, covered = sued(["principal", "litigation"])[1], sued(["principal", covers])[1]
    award = bare.perils_mean[PERILS.index("arbitration"), 0] / 1e9
    assert layers(bare)[4] == pytest.approx(award)
    assert layers(covered) == pytest.approx([0, 0, 100 + award, 0, 0, 0])


def test_a_court_is_another_danger_than_a_tribunal():
    """Without the trigger none comes; the court's award and the custodian's losses stay as are."""
    _, without = sued(["principal"], triggers=LOAN["triggers"])
    assert without.perils_mean[PERILS.index("arbitration"), 0] == 0
    assert without.host_peak[0] == pytest.approx((0.3 * 100 + 15 - 5) * 1e9)
    option = sued(["principal"])[1]
    assert option.host_peak[0] == pytest.approx((0.3 * 100 + 15 - 5 + 40) * 1e9)
    wider = sued(["principal", "arbitration"])[1]
    assert wider.host_peak[0] == pytest.approx((0.3 * 100 + 15 - 5) * 1e9)
    assert wider.contingent_peak.sum() - option.contingent_peak.sum() == pytest.approx(40e9)
    np.testing.assert_array_equal(
        option.perils_mean[[0, 1, 2]], without.perils_mean[[0, 1, 2]]
    )  # every danger has streams of its own


LINE = {"size": "60 EUR bn", "fee": "0 % per year", "margin": "1 % per year"}
FIFTH = "73.05 days"  # of a year


def test_late_cash_costs_what_emergency_money_costs():
    """(3 % + 2 %) / 5 of 100 bn."""
    _, option = found(pays_within=FIFTH, late_margin="2 % per year")
    assert layers(option) == pytest.approx([0, 0, 100, 1.0, 0, 0])
    assert option.advanced[0] / 1e9 == pytest.approx(100)
    assert option.drawn[0] == 0


def test_a_standby_line_pays_first_and_members_pay_for_it():
    """60 bn are drawn at (3 % + 1 %) / 5; the other 40 wait at (3 % + 2 %) / 5."""
    _, option = found(pays_within=FIFTH, late_margin="2 % per year", standby=LINE)
    assert layers(option) == pytest.approx([0, 0, 100, 0.4, 0, 0.48])
    assert option.perils_mean[PERILS.index("standby"), 0] / 1e9 == pytest.approx(0.48)
    assert option.advanced[0] / 1e9 == pytest.approx(40)
    assert option.drawn[0] / 1e9 == pytest.approx(60)


def test_the_line_too_takes_its_days():
    """Half of the fifth of a year passes until it pays: that long all 100 bn are late."""
    line = {**LINE, "size": "100 EUR bn", "within": "36.525 days"}
    _, option = found(pays_within=FIFTH, standby=line)
    assert layers(option) == pytest.approx([0, 0, 100, 0.3, 0, 0.4])


def test_its_fee_is_due_each_year_while_the_guarantee_stands():
    """First payout in April 2026, the freeze ends in July 2028: three times 0.5 % of 60 bn."""
    line = {**LINE, "fee": "0.5 % per year", "margin": "0 % per year"}
    _, option = found(pays_within=FIFTH, standby=line)
    standby = option.perils_mean[PERILS.index("standby"), 0] / 1e9
    assert standby == pytest.approx(3 * 0.3 + 60 * 0.03 / 5)
    _, lasting = found(pays_within=FIFTH, standby=line, outlives_freeze=True)
    years = 2045 - 2026 + 1
    assert lasting.perils_mean[PERILS.index("standby"), 0] / 1e9 == pytest.approx(
        years * 0.3 + 60 * 0.03 / 5
    )


def test_guarantors_that_pay_at_once_leave_the_line_undrawn():
    _, option = found(standby=LINE)
    assert option.drawn[0] == option.advanced[0] == 0
    assert option.perils_mean[PERILS.index("late_cash"), 0] == 0


BOND_CALLS = {**BONDS, "funding": {**BONDS["funding"], "profile": "linear"}}


def on_bonds(**guarantee):
    bonds = {**BOND_CALLS, "guarantee": {**LOAN["guarantee"], **guarantee}}
    case = only(bonds, QUIET)
    return money(case, draws_of(case, 1, 1), 4)


def test_what_is_drawn_is_whole_again_when_guarantors_have_paid():
    """A tenth of 55 bn is due each February from 2027, one of 35 bn each January from 2028."""
    prompt = on_bonds(pays_within="14 days", standby={**LINE, "size": "4 EUR bn"}).options["it"]
    slow = on_bonds(pays_within="11 months", standby={**LINE, "size": "4 EUR bn"}).options["it"]
    dates = 10 * 4.0 + 10 * 3.5
    assert prompt.drawn[0] / 1e9 == pytest.approx(dates)
    assert prompt.advanced[0] / 1e9 == pytest.approx(90 - dates)
    # guarantors that take 11 months have paid by January; half a bn is then left for February
    assert slow.drawn[0] / 1e9 == pytest.approx(4.0 + 9 * (3.5 + 0.5) + 3.5)


def test_yearly_redemptions_are_repeated_calls_and_one_lapse_is_none():
    results = on_bonds()
    bonds, years = results.options["it"], list(results.years)
    assert bonds.chance_called_again[0] == 1
    first = years.index(2027)  # the first anniversary of the first issue
    assert bonds.called_in_a_row[0, first : first + 3].tolist() == [0, 0, 1]
    _, loan = found()
    assert loan.chance_of_call[0] == 1
    assert loan.chance_called_again[0] == 0
    assert not loan.called_in_a_row.any()
