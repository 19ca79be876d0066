"""What each term of a guarantee does, on a loan that falls due for certain in July 2028."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.finance.case import LOAN, QUIET, only

from winset.finance.engine import money
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
    assert option.perils_mean[3, 0] / 1e9 == pytest.approx(0.6)


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
