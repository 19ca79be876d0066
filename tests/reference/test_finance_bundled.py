"""What must hold of the money in every scenario that ships."""

from __future__ import annotations

import numpy as np
import pytest

from winset.finance.checks import checks
from winset.finance.engine import money
from winset.finance.kernels.layout import PERILS
from winset.finance.why import path_at, why
from winset.scenario.bundled import bundled
from winset.scenario.draws import draws_of
from winset.scenario.load import load

DRAWS, PATHS = 6, 120


@pytest.fixture(
    scope="module",
    params=[name for name, folder in bundled().items() if load(folder).scenario.money],
)
def run(request):
    """A scenario, its draws and a small run of it."""
    case = load(request.param).scenario
    sampled = draws_of(case, DRAWS, 1)
    return case, sampled, money(case, sampled, PATHS)


def test_it_has_no_fault_that_the_money_can_find(run):
    assert [fault for fault in checks(run[0]) if fault.level == "error"] == []


def test_what_is_lost_is_borne_in_every_option(run):
    for option in run[2].options.values():
        np.testing.assert_allclose(
            option.layers_mean.sum(axis=0), option.perils_mean.sum(axis=0), rtol=1e-9
        )
        members = option.layers_mean[[1, 2, 4, 5]].sum(axis=0)
        np.testing.assert_allclose(option.cash_by_year.sum(axis=(1, 2)), members, rtol=1e-9)


def test_a_variant_without_guarantee_never_leaves_the_host_better_off(run):
    """Lateness apart: the short rate on late calls is all that a guarantee can cost the host."""
    case, _, results = run
    for name, option in case.money.options.items():
        bare = option.set.get("guarantee", "kept") is None
        if not bare or option.variant_of is None:
            continue
        with_it, without = results.options[option.variant_of], results.options[name]
        late = with_it.perils_mean[PERILS.index("late_cash")]
        assert (with_it.host_mean <= without.host_mean + late + 1.0).all()
        assert (with_it.host_peak <= without.host_peak + 1.0).all()


def test_every_amount_of_a_path_has_its_reason(run):
    case, sampled, results = run
    host = results.payers[results.host]
    for name, option in case.money.options.items():
        if option.instrument is None:
            continue
        worst = path_at(case, name, sampled, 40, host, 0, 1.0)
        told = why(case, name, sampled, 40, host, 0, worst)
        assert all(reason.sentence and reason.cents > 0 for reason in told)
