from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from winset.scenario.draws import Draws, draws_of, sample, sample_months, uncertain, uniforms
from winset.scenario.load import load
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.reading import with_value
from winset.scenario.walk import quantities
from winset.timegrid import grid_until

PLAIN = Draws(4000, 1, "EUR", {"USD": np.full(4000, 1.25)})
SMALL = "tests/scenarios/small"


def at(path: str, **fields: object) -> Quantity:
    quantity = Quantity.model_validate(fields)
    quantity._path = path
    return quantity


def test_pert_has_the_mean_of_its_formula_and_stays_within_its_ends() -> None:
    values = sample(PLAIN, at("a", low=1, likely=2, high=5))
    assert values.mean() == pytest.approx((1 + 4 * 2 + 5) / 6, abs=1e-3)
    assert values.min() >= 1
    assert values.max() <= 5


def test_a_range_without_width_is_a_number() -> None:
    assert set(sample(PLAIN, at("a", low=2, likely=2, high=2))) == {2.0}


def test_uniform_normal_and_choices_have_their_laws() -> None:
    assert sample(PLAIN, at("b", between=[2, 4])).mean() == pytest.approx(3, abs=1e-3)
    normal = sample(PLAIN, at("c", normal=[10, 2]))
    assert (normal.mean(), normal.std()) == pytest.approx((10, 2), abs=0.01)
    chosen = sample(PLAIN, at("d", choices={"1": 0.25, "3": 0.75}))
    assert np.mean(chosen == 1) == pytest.approx(0.25, abs=1e-3)


def test_one_draw_falls_into_each_stratum() -> None:
    strata = np.floor(uniforms(PLAIN, at("e", value=1)) * PLAIN.n)
    assert sorted(strata) == list(range(PLAIN.n))


def test_money_is_brought_to_the_currency_of_the_scenario() -> None:
    assert sample(PLAIN, at("f", value=5, unit="USD bn"))[0] == pytest.approx(4e9)


def test_streams_differ_by_path_and_agree_by_seed() -> None:
    one, two = at("one", between=[0, 1]), at("two", between=[0, 1])
    assert not np.array_equal(sample(PLAIN, one), sample(PLAIN, two))
    assert np.array_equal(sample(PLAIN, one), sample(PLAIN, one))


def test_a_dated_value_holds_until_the_next() -> None:
    grid = grid_until(dt.date(2025, 11, 14), dt.date(2026, 3, 31))
    dated = at("g", dated={"2025-12": {"value": 1}, "2026-02": {"value": 2}}, unit="EUR bn/month")
    by_month = sample_months(Draws(1, 1, "EUR"), dated, grid)
    assert by_month.tolist() == [[1e9, 1e9, 1e9, 2e9, 2e9]]
    with pytest.raises(ValueError, match="dated"):
        sample(PLAIN, dated)


def test_changing_one_quantity_leaves_the_draws_of_all_others() -> None:
    case = load(SMALL)
    other = with_value(case, "money.freeze.lapse", {"between": [0.2, 0.3]})
    before, after = draws_of(case.scenario, 50, 3), draws_of(other.scenario, 50, 3)
    new = dict(quantities(other.scenario))
    for path, quantity in quantities(case.scenario):
        same = np.array_equal(sample(before, quantity), sample(after, new[path]))
        assert same == (path != "money.freeze.lapse")


def test_only_what_differs_between_draws_counts_as_uncertain() -> None:
    scenario = load(SMALL).scenario
    assert "money.freeze.lapse" in uncertain(scenario)
    assert "money.assets.cash" not in uncertain(scenario)
