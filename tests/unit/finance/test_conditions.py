"""What each condition is worth to the host, where it can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.finance.case import LOAN, QUIET, only, scenario

from winset.errors import RequestFaults
from winset.finance.conditions import CONDITIONS, Condition
from winset.finance.setting import setting_of
from winset.finance.worth import MEASURES, worth
from winset.scenario.draws import draws_of

LAPSES = {**QUIET, "money.freeze.next_renewal": "2028-07-31", "money.freeze.lapse": 1.0}
BLOW = {"money.events.retaliation.chance": 1.0, "money.events.retaliation.lag": "1 months"}
NAMES = [condition.name for condition in CONDITIONS]
TERMS = tuple(condition for condition in CONDITIONS if not condition.around)
PEAK, MEAN = MEASURES.index("peak"), MEASURES.index("mean")


@pytest.fixture(scope="module")
def certain():
    """100 bn fall due for certain, 7.5 of 15 bn abroad are lost; the buffer is 5 bn."""
    case = only(LOAN, {**LAPSES, **BLOW})
    return worth(case, "it", draws_of(case, 1, 1), 20, TERMS)


def test_without_any_guarantee_everything_beyond_the_buffer_is_the_hosts(certain):
    """100 + 30 (award) + 15 (abroad) - 5 at the worst."""
    assert certain.without_guarantee[PEAK, 0] / 1e9 == pytest.approx(140)
    assert certain.plain[PEAK, 0] / 1e9 == pytest.approx(40)
    assert certain.together[PEAK, 0] == 0


def test_covering_losses_abroad_spares_the_host_and_the_custodian_before_it(certain):
    """7.5 bn are lost abroad: 5 the buffer's, 2.5 the host's. Covered, the others pay all of it."""
    abroad = NAMES.index("abroad")
    assert certain.alone[abroad, MEAN, 0] > 0
    spared = certain.plain[MEAN, 0] - certain.together[MEAN, 0]
    assert certain.together[MEAN, 0] == 0
    assert certain.cost_together[0].sum() == pytest.approx(spared * 7.5 / 2.5)


def test_what_the_contract_leaves_to_the_host_falls_with_every_condition_or_stays(certain):
    assert (certain.alone[:, PEAK] >= -1.0).all()
    assert (certain.beside[:, PEAK] >= -1.0).all()


def test_two_conditions_can_be_worth_nothing_alone_and_much_beside_each_other():
    """Guarantors stand in for those that fail only if no cap keeps them from it."""
    failing = {"money.events.guarantor_failure.chance": 0.3}
    case = only(LOAN, {**LAPSES, **failing})
    found = worth(case, "it", draws_of(case, 1, 1), 50, TERMS)
    joint, uncapped = NAMES.index("joint"), NAMES.index("uncapped")
    assert found.alone[uncapped, MEAN, 0] == pytest.approx(0, abs=1.0)
    assert found.alone[joint, MEAN, 0] == pytest.approx(0, abs=1.0)
    assert found.beside[joint, MEAN, 0] > 1e9
    assert found.beside[uncapped, MEAN, 0] > 1e9
    assert found.cost_beside[uncapped, 0].sum() > 1e9


def test_an_option_keeps_its_other_terms():
    options = {
        "small": {"title": "Small", "instrument": "loan", "set": {"size": "10 EUR bn"}},
    }
    case = scenario({**LAPSES, "money.options": options})
    found = worth(case, "small", draws_of(case, 1, 1), 5)
    assert found.without_guarantee[PEAK, 0] / 1e9 == pytest.approx(10 + 3 + 15 - 5)


def test_costs_and_worth_have_their_axes(certain):
    n = len(TERMS)
    assert certain.alone.shape == certain.beside.shape == (n, 4, 1)
    assert certain.cost_alone.shape == certain.cost_beside.shape == (n, 1, 27)
    assert np.isfinite(certain.cost_together).all()


def test_an_option_without_guarantee_has_no_conditions():
    case = scenario()
    with pytest.raises(RequestFaults) as caught:
        worth(case, "bonds", draws_of(case, 1, 1), 2)
    (fault,) = caught.value.faults
    assert fault.code.id == "M113"
    assert "loan" in fault.fix


def test_a_freeze_that_needs_no_renewal_spares_the_host_what_a_lapse_would_cost():
    """The only danger is a lapse, and the guarantee covers half: the host's half is gone."""
    renewals = {**QUIET, "money.freeze.lapse": 0.2}
    case = only(LOAN, renewals)
    half = Condition("half", "half", {"guarantee.cap": {"of_size": 0.5, "partial": True}})
    frozen = CONDITIONS[NAMES.index("frozen")]
    found = worth(case, "it", draws_of(case, 2, 1), 100, (half, frozen))
    assert (found.together[MEAN] == 0).all()
    assert (found.alone[0, MEAN] < 0).all()  # a lower cap costs the host
    assert (found.beside[1, MEAN] > 0).all()  # and the freeze is worth all that it costs
    np.testing.assert_allclose(found.beside[1, MEAN], -found.alone[0, MEAN])
    assert (found.cost_together < 0).any()


def test_a_law_from_elsewhere_keeps_its_settlements():
    case = scenario()
    sampled = draws_of(case, 2, 1)
    stated = setting_of(case, sampled).law
    frozen = [CONDITIONS[NAMES.index("frozen")]]
    mine = worth(case, "loan", sampled, 50, frozen)
    same = worth(case, "loan", sampled, 50, frozen, law=stated)
    np.testing.assert_array_equal(mine.alone, same.alone)
