"""Every published case that ships, replayed by its engine and held to its answer."""

from __future__ import annotations

import pytest

from winset.consent.catalog import register as consent
from winset.published import PublishedCase, differences
from winset.talks.catalog import register as talks

CASES = {**talks.published_cases(), **consent.published_cases()}


@pytest.mark.parametrize("path", CASES)
def test_the_engine_gives_what_was_published(path: str) -> None:
    case = CASES[path]
    apart = differences(case)
    assert apart
    assert max(apart.values()) <= case.within, apart


@pytest.mark.parametrize("path", CASES)
def test_a_case_says_where_it_comes_from(path: str) -> None:
    case = CASES[path]
    author, _, name = path.partition("/")
    assert author.rpartition("-")[2].isdigit()
    assert name
    assert all((case.citation, case.shows.endswith("."), case.rebuilt))


def test_a_case_that_goes_wrong_is_found_out() -> None:
    right = next(iter(CASES.values()))
    wrong = PublishedCase(
        "a-2000/b", "c", "d.", "e", {"x": [1.0, 2.0], "y": 1.0}, lambda: {"x": [1.0, 2.5]}
    )
    assert differences(wrong) == {"x": 0.5, "y": float("inf")}
    assert max(differences(right).values()) <= right.within


def test_no_two_shelves_hold_the_same_path() -> None:
    assert len(CASES) == sum(len(shelf.cases()) for shelf in (*talks.SHELVES, *consent.SHELVES))
