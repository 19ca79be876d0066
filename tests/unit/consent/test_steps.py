"""The way to first cash, worked out by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest

from winset.consent.steps import first_cash, in_time
from winset.errors import Faults
from winset.scenario.draws import Draws
from winset.scenario.first_cash import length_law, waiting
from winset.scenario.nouns.consent import Step
from winset.scenario.nouns.quantity import Quantity
from winset.timegrid import TimeGrid

GRID = TimeGrid(dt.date(2030, 1, 1), 6)
ADOPTED = dt.date(2030, 1, 11)
TWO = Draws(2, 1, "EUR")
COIN = {"choices": {"10": 0.5, "40": 0.5}, "unit": "days"}


def step(**given: Any) -> Step:
    return Step.model_validate({"title": "a step", "takes": COIN, **given})


def test_two_coins_in_a_row_are_convolved() -> None:
    """20, 50 or 80 days after 11 January: 31 January, 2 March, 1 April."""
    law = first_cash([step(), step()], ADOPTED, GRID, TWO)
    assert np.flatnonzero(law.days).tolist() == [20, 50, 80]
    np.testing.assert_allclose(law.by_month, [[0.25, 0.25, 0.75, 1, 1, 1]] * 2)
    assert law.step_ends == ((10, 10, 40), (20, 50, 80))


def test_steps_alongside_end_with_the_later() -> None:
    """10 days only if both coins fall so: 21 January with a quarter, else 20 February."""
    law = first_cash([step(), step(alongside=True)], ADOPTED, GRID, TWO)
    np.testing.assert_allclose(law.by_month[0], [0.25, 1, 1, 1, 1, 1])


def test_nothing_is_over_before_its_earliest_day() -> None:
    """The first coin waits for 1 February (21 days) where it falls early."""
    waited = step(not_before="2030-02-01")
    law = first_cash([waited, step(takes="5 days")], ADOPTED, GRID, TWO)
    assert np.flatnonzero(law.days).tolist() == [26, 45]
    assert waiting(np.array([0.3, 0.7]), [step()], ADOPTED).tolist() == [0.3, 0.7]


def test_success_multiplies_and_may_be_computed_elsewhere() -> None:
    way = [step(chance=0.8), step(kind="second_vote")]
    law = first_cash(way, ADOPTED, GRID, TWO, {1: np.array([0.5, 1.0])})
    np.testing.assert_allclose(law.success, [0.4, 0.8])
    np.testing.assert_allclose(law.by_month[:, -1], [0.4, 0.8])


def test_without_steps_cash_comes_at_once() -> None:
    assert first_cash([], ADOPTED, GRID, TWO).by_month.tolist() == [[1.0] * 6] * 2


def test_laws_of_lengths_sum_to_one_and_keep_their_mean() -> None:
    """PERT: mean (low + 4 likely + high) / 6."""
    law = length_law(Quantity(low=30, likely=60, high=150, unit="days"))
    assert law.sum() == pytest.approx(1)
    assert law @ np.arange(len(law)) == pytest.approx((30 + 240 + 150) / 6, abs=0.01)
    months = length_law(Quantity(between=(1, 3), unit="months"))
    assert months @ np.arange(len(months)) == pytest.approx(2 * 365.25 / 12, abs=0.1)
    assert length_law(Quantity(low=7, likely=7, high=7, unit="days")).argmax() == 7


def test_cash_in_time_is_weighed_by_when_the_money_ends() -> None:
    """By February 0.25, by March 0.75: money that ends in either with a half, or never."""
    law = first_cash([step(), step()], ADOPTED, GRID, TWO)
    ends = np.zeros((2, 6))
    ends[0, [1, 2]] = 0.5
    np.testing.assert_allclose(in_time(law, ends), [0.5, 1.0])


def test_a_length_without_ends_is_refused() -> None:
    endless = step(takes={"normal": [30, 5], "unit": "days"})
    with pytest.raises(Faults, match="C114: step 'a step' has no ends") as caught:
        first_cash([endless, endless], ADOPTED, GRID, TWO)
    assert len(caught.value.faults) == 2
