"""One law of first cash: where a council states the steps to it, the money goes by them."""

from __future__ import annotations

import copy
import datetime as dt

import numpy as np
import pytest
from tests.unit.finance.case import BONDS, GRANTS, LOAN, QUIET, only

from winset.consent.steps import first_cash
from winset.finance.conditions import CONDITIONS, variants_of
from winset.finance.engine import money
from winset.finance.starts import start_on, starts_by
from winset.runs.council.redesign import redesigned
from winset.runs.coupling.nodes import AdoptionNode, money_by_node
from winset.scenario.draws import draws_of
from winset.scenario.first_cash import first_cash_by
from winset.scenario.way_to_cash import way_of
from winset.timegrid import TimeGrid

VOTE = "2025-12-18"
LAPSES = {"money.freeze.next_renewal": "2028-07-31", "money.freeze.lapse": 1.0,
          "money.liquidity.receipts.aid.chance": 1.0}  # fmt: skip
KINDS = {"loan": LOAN, "bonds": BONDS, "grants": GRANTS}
SHARED = ("paid_out", "pv_mean", "pv_own", "cash_by_kind", "guaranteed", "own_yield_pv",
          "host_mean", "host_tax_forgone", "outstanding_end", "terminal")  # fmt: skip


def voted(instrument, steps, changes=None):
    """The instrument as the option `it` that a council decides, with steps to its cash."""
    council = {
        "kind": "council", "title": "The Council", "club": "union", "temperature": 0.1,
        "base_rates": {"not_for": 0.02},
        "matters": {"it": {"rule": "qualified_majority", "way_to_cash": steps}},
        "agenda": {"vote": {"option": "it", "on": VOTE}},
    }  # fmt: skip
    return only(instrument, {**QUIET, **LAPSES, "tables": {"council": council}, **(changes or {})})


def from_day(instrument, day):
    return {**copy.deepcopy(instrument), "first_cash": {"earliest": day}}


def found(case, paths=4, draws=2):
    return money(case, draws_of(case, draws, 1), paths).options["it"]


@pytest.mark.parametrize("kind", KINDS)
def test_steps_that_are_sure_to_end_in_a_month_are_a_first_cash_in_that_month(kind):
    """196 days after the vote of 18 December is 2 July 2026."""
    steps = [{"title": "A parliament", "takes": "196 days"}]
    by_steps = found(voted(KINDS[kind], steps))
    stated = found(only(from_day(KINDS[kind], "2026-07-02"), {**QUIET, **LAPSES}))
    for name in (*SHARED, "pv_q95", "pv_cvar95", "layers_tail", "contingent_peak"):
        np.testing.assert_array_equal(getattr(by_steps, name), getattr(stated, name), name)
    np.testing.assert_array_equal(by_steps.liquidity.gap, stated.liquidity.gap)


@pytest.mark.parametrize("kind", KINDS)
def test_a_chance_of_failing_scales_what_is_expected(kind):
    """A quarter of four paths: on one of them no cash comes, and nobody pays anything."""
    step = {"title": "A parliament", "takes": "196 days"}
    sure = found(voted(KINDS[kind], [step]))
    case = voted(KINDS[kind], [{**step, "chance": 0.75}])
    chancy = found(case)
    for name in SHARED:
        np.testing.assert_allclose(getattr(chancy, name), 0.75 * getattr(sure, name), rtol=1e-12)
    assert (sure.paid_out.sum(axis=1) > 0).all()
    idle = found(voted(KINDS[kind], [{**step, "chance": 0.0}]))
    np.testing.assert_allclose(idle.paid_out, 0.0)
    np.testing.assert_allclose(
        chancy.liquidity.gap, 0.75 * sure.liquidity.gap + 0.25 * idle.liquidity.gap, atol=1e-3
    )


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_expected_is_the_mean_over_the_months_in_which_it_may_begin(kind):
    """With equal chances 60 or 425 days after the vote: February 2026, or February 2027."""
    takes = {"choices": {"60": 0.5, "425": 0.5}, "unit": "days"}
    both = found(voted(from_day(KINDS[kind], "2025-12-01"), [{"title": "Step", "takes": takes}]))
    early, late = (
        found(only(from_day(KINDS[kind], day), {**QUIET, **LAPSES}))
        for day in ("2026-02-16", "2027-02-16")
    )
    assert (early.paid_out != late.paid_out).any()
    for name in SHARED:
        mean = (getattr(early, name) + getattr(late, name)) / 2
        np.testing.assert_allclose(getattr(both, name), mean, rtol=1e-12, atol=1e-6, err_msg=name)
    mean = (early.liquidity.gap + late.liquidity.gap) / 2
    np.testing.assert_allclose(both.liquidity.gap, mean, atol=1e-3)


def test_no_cash_comes_before_the_instrument_lets_it():
    steps = [{"title": "Step", "takes": "1 days"}]
    grid = TimeGrid(dt.date(2025, 11, 14), 8)
    case = voted(LOAN, steps)
    law = first_cash_by(case, "it", draws_of(case, 1, 1), grid)
    assert law.tolist() == [[0, 0, 0, 0, 0, 1, 1, 1]]  # April 2026


def test_votes_and_money_have_the_same_law():
    takes = {"low": 20, "likely": 60, "high": 200, "unit": "days"}
    chance = {"between": [0.5, 0.9]}
    case = voted(BONDS, [{"title": "Step", "takes": takes, "chance": chance}] * 2)
    draws, grid = draws_of(case, 3, 1), TimeGrid(dt.date(2025, 11, 14), 30)
    steps, adopted = way_of(case, "it")
    earliest = case.money.instruments["it"].first_cash.earliest
    told = first_cash(steps, adopted, grid, draws, earliest=earliest)
    np.testing.assert_array_equal(told.by_month, first_cash_by(case, "it", draws, grid))


def test_an_option_without_steps_keeps_the_delay_of_its_instrument():
    case = voted({**BONDS, "first_cash": {"earliest": "2026-02-01", "delay": "3 months"}}, [])
    assert first_cash_by(case, "it", draws_of(case, 1, 1), TimeGrid(case.as_of, 8)) is None
    stated = found(only(from_day(BONDS, "2026-05-01"), {**QUIET, **LAPSES}))
    np.testing.assert_array_equal(found(case).pv_mean, stated.pv_mean)


def test_what_varies_an_option_takes_its_way_to_cash():
    steps = [{"title": "Step", "takes": "1 days"}]
    case = voted(LOAN, steps)
    way = way_of(case, "it")
    assert way is not None
    node = AdoptionNode("under another name", "it", dt.date(2025, 12, 18))
    by_node = case.model_copy(update={"money": money_by_node(case.money, [node])})
    assert way_of(by_node, node.name) == way
    assert way_of(redesigned(case, "it", {"design-0": {"size": "1 EUR bn"}}), "design-0") == way
    variants = {n: v.option for n, v in variants_of(case, "it", CONDITIONS).items()}
    section = case.money.model_copy(update={"options": variants})
    varied = case.model_copy(update={"money": section})
    assert all(way_of(varied, name) == way for name in variants)


def test_paths_on_which_steps_are_slow_are_slow_under_every_option():
    """A law that is later everywhere begins no earlier on any path."""
    early = starts_by(np.array([[0.0, 0.4, 0.8, 0.9]]))[0]
    late = starts_by(np.array([[0.0, 0.1, 0.8, 0.8]]))[0]
    numbers = (np.arange(100) + 0.5) / 100
    begins = np.array([[start_on(law, u) for u in numbers] for law in (early, late)])
    assert (begins[0] <= begins[1]).all()
    assert (begins == 4).mean(axis=1).tolist() == [0.1, 0.2]
