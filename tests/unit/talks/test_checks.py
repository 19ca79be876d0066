"""What a game says when its parts do not fit, and small rules."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from winset.errors import Faults
from winset.talks.catalog.pie import pie_game
from winset.talks.checks import check_game, quota, unanimity
from winset.talks.efficient import efficient
from winset.talks.solve import solve


def codes(caught: pytest.ExceptionInfo[Faults]) -> list[str]:
    return [fault.code.id for fault in caught.value.faults]


def test_a_game_that_fits_passes() -> None:
    check_game(pie_game(4, [0.9, 0.9]))


def test_all_shapes_that_do_not_fit_are_named_at_once() -> None:
    game = pie_game(4, [0.9, 0.9])
    with pytest.raises(Faults) as caught:
        check_game(replace(game, flow=np.zeros((2, 2)), discount=np.zeros(3)))
    assert set(codes(caught)) == {"T101"}
    said = str(caught.value)
    assert "where  discount" in said
    assert "where  recognition" in said
    assert "shape (2,)" in said


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("discount", np.array([0.9, 1.0]), "T102"),
        ("flow", np.full((1, 2), 1.5), "T102"),
        ("recognition_truth", np.full((1, 2), 0.4), "T102"),
        ("temperature", -0.1, "T102"),
        ("order", np.array([0, 0]), "T101"),
        ("winning", np.zeros(4, dtype=bool), "T103"),
    ],
)
def test_numbers_outside_their_range_are_named(field: str, value: object, code: str) -> None:
    with pytest.raises(Faults) as caught:
        check_game(replace(pie_game(4, [0.9, 0.9]), **{field: value}))  # type: ignore[arg-type]
    assert codes(caught) == [code]
    assert field in str(caught.value)


def test_the_fast_method_says_what_it_cannot_do() -> None:
    game = replace(pie_game(4, [0.9, 0.9]), winning=quota(2, 1))
    with pytest.raises(Faults) as caught:
        solve(game, "fast")
    assert codes(caught) == ["T104"]


def test_outcomes_must_be_comparable() -> None:
    with pytest.raises(Faults) as caught:
        efficient(np.array([[0.5, np.nan]]))
    assert codes(caught) == ["T106"]


def test_unanimity_is_the_quota_of_all() -> None:
    for parties in range(1, 7):
        np.testing.assert_array_equal(unanimity(parties), quota(parties, parties))


def test_one_alone_can_decide_where_the_rule_says_so() -> None:
    """With a quota of one the proposer takes the whole pie."""
    game = replace(pie_game(4, [0.9, 0.9]), winning=quota(2, 1))
    solution = solve(game)
    np.testing.assert_allclose(solution.values[0, 0], 0.5, atol=1e-9)
    assert solution.choices.offer[0, 0].tolist() == [4, 0]
