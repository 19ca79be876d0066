"""Votes under each combination of a member's conditions, worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.unit.consent.council import INCOME, MEMBERS, ONE, stakes, table

from winset.consent.combinations import combinations
from winset.consent.grid import Grid
from winset.consent.positions import Known
from winset.consent.table import habits_of, positions_on, question_of

TERMS = {"cap": 5, "joint": False, "fast": True, "host": False}
ASKED = [
    {"term": "host", "is": True, "firmness": 0.5},
    {"term": "cap", "is": None, "firmness": 0.8},
    {"term": "fast", "is": True, "firmness": 0.9},
    {"term": "joint", "is": True, "firmness": 0.6},
]


def grid(held: str = "each", levels: dict[str, Any] | None = None) -> Grid:
    """D alone asks; nothing is certain to it: by interest it votes for with one half."""
    matters = {
        "loan": {"rule": {"sum": "votes", "at_least": 7}, "terms": TERMS},
        "bonds": {"rule": "unanimity"},
    }
    position = {"against_unless": ASKED, "held": held}
    read = table(temperature=0.01, positions={"D": {"loan": position}}, matters=matters)
    question = question_of(read, "loan", MEMBERS, stakes([1] * 4, [1] * 4), INCOME, ONE)
    known = Known(positions_on(read, "loan"), None, ONE)
    chosen = levels or {"cap": (5, None), "joint": (False, True), "host": (False, True)}
    fails = np.zeros((1, 4))
    return Grid(chosen, TERMS, known, (), lambda _: question, fails, habits_of(read, ONE))


def test_held_each_by_itself_those_unmet_multiply():
    """One half of what is left: 0.5 (1 - 0.8) (1 - 0.6) (1 - 0.5) with none met, 0.5 with all."""
    found = combinations(grid(), "D")
    assert found.asked == ("cap", "joint", "host")  # the firmest first
    assert (found.already, found.left_out) == (("fast",), ())
    votes = {frozenset(row.met) - {"fast"}: row.votes_for[0] for row in found.rows}
    assert len(votes) == 8
    weak = {"cap": 0.2, "joint": 0.4, "host": 0.5}
    for met, chance in votes.items():
        unmet = [give for term, give in weak.items() if term not in met]
        assert chance == pytest.approx(0.5 * np.prod(unmet))


def test_held_together_the_firmest_unmet_counts():
    votes = {
        frozenset(row.met): row.votes_for[0] for row in combinations(grid("together"), "D").rows
    }
    assert votes[frozenset({"fast"})] == pytest.approx(0.5 * 0.2)
    assert votes[frozenset({"fast", "cap"})] == pytest.approx(0.5 * 0.4)
    assert votes[frozenset({"fast", "joint", "host"})] == pytest.approx(0.5 * 0.2)


def test_of_too_many_the_softest_are_taken_as_met():
    found = combinations(grid(), "D", most=2)
    assert (found.asked, found.left_out) == (("cap", "joint"), ("host",))
    assert len(found.rows) == 4
    assert all("host" in row.met for row in found.rows)
    assert found.rows[0].votes_for[0] == pytest.approx(0.5 * 0.2 * 0.4)
    assert found.rows[0].terms == {"host": True}


def test_a_condition_that_no_level_meets_stays_unmet():
    """Nobody can change `host`: its firmness stands behind every row."""
    found = combinations(grid(levels={"cap": (5, None), "joint": (False, True)}), "D")
    assert {len(row.met) for row in found.rows} == {1, 2, 3}
    assert max(row.votes_for[0] for row in found.rows) == pytest.approx(0.5 * 0.5)


def test_a_member_without_conditions_has_no_rows():
    assert combinations(grid(), "A").rows == ()
