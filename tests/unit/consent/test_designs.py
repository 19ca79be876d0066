"""Equal designs come once: what stands below a part that is left out is no term."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from tests.unit.consent.council import INCOME, LOAN, MEMBERS, ONE, table

from winset.consent.changes import changes, smallest_changes
from winset.consent.grid import Grid, choices, count_of, design_of, standing
from winset.consent.positions import Known
from winset.consent.table import habits_of, positions_on, question_of
from winset.consent.terms import win_set

TERMS = {"guarantee": 1, "guarantee.cap": 5, "guarantee.joint": False, "host": False}
LEVELS = {
    "guarantee.cap": (5, None),
    "guarantee": (1, None),
    "guarantee.joint": (False, True),
    "host": (False, True),
}
WANTS = {
    "A": [{"term": "guarantee.cap", "is": None, "firmness": 1}],
    "B": [{"term": "guarantee", "is": None, "firmness": 1}],
    "C": [{"term": "guarantee.joint", "is": True, "firmness": 1}],
}


def grid(costly: tuple[str, ...] = ()) -> Grid:
    positions = {who: {"loan": {"against_unless": asked}} for who, asked in WANTS.items()}
    matters = {
        "loan": {"rule": {"sum": "votes", "at_least": 7}, "terms": TERMS},
        "bonds": {"rule": "unanimity"},
    }
    read = table(positions=positions, matters=matters)
    question = question_of(read, "loan", MEMBERS, LOAN, INCOME, ONE)
    known = Known(positions_on(read, "loan"), None, ONE)
    fails = np.zeros((1, 4))
    return Grid(LEVELS, {}, known, costly, lambda _: question, fails, habits_of(read, ONE))


@pytest.mark.parametrize(
    "costly", [(), ("guarantee",), ("guarantee.cap",), ("guarantee.joint", "guarantee")]
)
def test_every_design_comes_once_whichever_terms_are_costly(costly):
    """With a guarantee 2 x 2 x 2 designs, without one 2: ten of sixteen choices."""
    whole = grid(costly)
    every = [
        dict(zip(LEVELS, values, strict=True)) for values in itertools.product(*LEVELS.values())
    ]
    different = {tuple(standing(each).values()) for each in every}
    found = win_set(whole, 0.0)
    assert (len(every), len(different)) == (16, 10)
    assert found.allowed == count_of(whole) == len(found.designs) == 10
    assert found.cut == 0
    assert len({tuple(each.terms.items()) for each in found.designs}) == 10
    without = [each.terms for each in found.designs if each.terms["guarantee"] is None]
    assert [set(terms) for terms in without] == [{"guarantee", "host"}] * 2


def test_a_condition_on_a_part_that_is_left_out_sees_nothing_there():
    """Without a guarantee nothing caps it and nothing is joint: A and B are for, C is against."""
    design = next(d for d in win_set(grid(), 0.0).designs if d.terms["guarantee"] is None)
    assert design.votes_for[:3].tolist() == [1, 1, 0]
    drafted = win_set(grid(), 0.0).designs[0]
    assert drafted.votes_for[:3].tolist() == [0, 0, 0]


def test_the_smallest_change_never_touches_a_term_that_is_gone():
    whole = grid()
    for touched in range(5):
        for choice in changes(whole, tuple(LEVELS), touched):
            design = design_of(whole, tuple(LEVELS), choice)
            if design["guarantee"] is None:
                assert design["guarantee.cap"] == 5
                assert design["guarantee.joint"] is False
    assert sum(1 for n in range(5) for _ in changes(whole, tuple(LEVELS), n)) == 10
    assert [dict(c.terms) for c in smallest_changes(whole, "A")] == [
        {"guarantee.cap": None}, {"guarantee": None},
    ]  # fmt: skip


def test_a_part_that_was_never_there_leaves_one_level_to_what_stands_below():
    whole = grid()
    bare = Grid(
        {term: levels for term, levels in LEVELS.items() if term != "guarantee"},
        {"guarantee": None}, whole.known, (), whole.ask, whole.fails, whole.habits,
    )  # fmt: skip
    assert list(choices(bare, tuple(bare.levels))) == [(0, 0, 0), (0, 0, 1)]
    assert count_of(bare) == 2
