"""After the calendar the last month's play goes on; votes that fail send the parties back to it."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.runs.coupling.parley import deaf, draws, scenario

from winset._typing import Floats
from winset.runs.coupling.run import talks_of


def elders(chance: float) -> dict[str, object]:
    """A second chamber that takes two months and approves with a chance."""
    return {
        "title": "The elders",
        "chance": {"value": chance, "basis": "judgement"},
        "takes": {"value": 2, "unit": "months", "basis": "judgement"},
    }


def settled_by(chance: float, **changes: object) -> Floats:
    """The chance of a settlement in force by month, of talks that nothing outside them moves."""
    case = deaf(scenario(tables__ford__ratification=elders(chance), **changes))
    return talks_of(case, draws(case, 1), nodes=()).laws["any"].settled_by[0]


@pytest.mark.parametrize("chance", [0.3, 1.0])
def test_a_longer_calendar_changes_nothing_where_every_month_is_alike(chance: float) -> None:
    """What is followed month by month, and what is followed beyond the calendar, are the same."""
    short, long = settled_by(chance), settled_by(chance, horizon="2027-08")
    np.testing.assert_allclose(short, long, atol=2e-5)


def test_who_fails_to_ratify_tries_again() -> None:
    """Where three in ten are approved more than three tenths are settled in the end."""
    rarely, always = settled_by(0.3), settled_by(1.0)
    assert rarely[12] < always[12]
    assert rarely[-1] > 0.3 * always[-1] + 0.05
