"""What a world says when its parts do not fit."""

from __future__ import annotations

import numpy as np
import pytest

from winset.errors import Faults
from winset.world.axes import Axis, marginal, start_law, state_index, state_levels
from winset.world.beliefs import believed
from winset.world.flow import forecast
from winset.world.law import Kernel, make_law
from winset.world.part import part
from winset.world.schedule import dated, decided
from winset.world.switch import answers, still_table, switch_table
from winset.world.track import open_dates, track_axis, track_table
from winset.world.walk import walk_axis, walk_matrix

LINE = Axis("line", ("holds", "softened"))
VOTE = Axis("vote", ("pending", "adopted", "failed"))
MONEY = Axis("money", ("none", "flows"))


def codes(caught: pytest.ExceptionInfo[Faults]) -> list[str]:
    return [fault.code.id for fault in caught.value.faults]


def still(axis: Axis) -> Kernel:
    return Kernel(axis.name, still_table(axis)[None])


def test_states_are_numbered_and_named() -> None:
    axes = (LINE, VOTE)
    for state in range(6):
        assert state_index(axes, state_levels(axes, state)) == state


def test_a_misspelt_level_names_the_nearest() -> None:
    with pytest.raises(Faults) as caught:
        state_index((LINE,), {"line": "hold"})
    assert codes(caught) == ["W101"]
    assert 'write "holds"' in str(caught.value)


def test_a_start_must_be_certain_of_something() -> None:
    with pytest.raises(Faults) as caught:
        start_law((LINE,), {"line": {"holds": 0.5}})
    assert codes(caught) == ["W102"]


def test_changes_may_not_exceed_the_whole() -> None:
    with pytest.raises(Faults) as caught:
        switch_table(LINE, {("holds", "softened"): [0.5, 1.5]})
    assert codes(caught) == ["W102"]


def test_all_faults_of_a_law_are_reported_at_once() -> None:
    wrong_rows = Kernel("line", np.full((1, 1, 2, 2), 0.6))
    wrong_shape = Kernel("vote", still_table(VOTE)[None], before=("line",))
    with pytest.raises(Faults) as caught:
        make_law([LINE, VOTE], [wrong_rows, wrong_shape])
    assert codes(caught) == ["W102", "W103"]


def test_nobody_looks_at_what_has_not_moved() -> None:
    looks = np.broadcast_to(np.eye(2), (1, 1, 3, 2, 2))
    with pytest.raises(Faults) as caught:
        make_law([VOTE, MONEY], [Kernel("money", looks, after=("vote",)), still(VOTE)])
    assert codes(caught) == ["W104"]


def test_each_variable_needs_its_kernel() -> None:
    with pytest.raises(Faults) as caught:
        make_law([VOTE, MONEY], [still(VOTE)])
    assert codes(caught) == ["W103"]


def test_an_event_on_the_last_step_would_repeat_for_ever() -> None:
    with pytest.raises(Faults) as caught:
        dated(3, still_table(VOTE), {2: decided(VOTE, [[0, 0.5, 0.5]])})
    assert codes(caught) == ["W103"]


def test_a_walk_needs_room_and_a_grid() -> None:
    with pytest.raises(Faults) as caught:
        walk_axis("front", 1.0, 0.0, 5)
    assert codes(caught) == ["W105"]
    with pytest.raises(Faults) as caught:
        walk_matrix(5, 1.0, 0.0, -0.1)
    assert codes(caught) == ["W105"]


def test_a_part_that_looks_outside_is_refused_with_what_is_missing() -> None:
    looks = np.broadcast_to(np.eye(2), (1, 1, 3, 2, 2))
    law = make_law([VOTE, MONEY], [still(VOTE), Kernel("money", looks, after=("vote",))])
    with pytest.raises(Faults) as caught:
        part(law, ["money"])
    assert codes(caught) == ["W106"]
    assert "vote" in caught.value.faults[0].fix


def test_a_belief_keeps_the_structure() -> None:
    looks = np.broadcast_to(np.eye(2), (1, 1, 3, 2, 2))
    kernels = [still(VOTE), still(MONEY)]
    with pytest.raises(Faults) as caught:
        believed([VOTE, MONEY], kernels, [{"money": Kernel("money", looks, before=("vote",))}])
    assert codes(caught) == ["W103"]


def test_who_believes_the_truth_shares_its_law() -> None:
    softer = Kernel("line", switch_table(LINE, {("holds", "softened"): [0.3]})[None])
    beliefs = believed([LINE], [still(LINE)], [{}, {"line": softer}])
    assert beliefs.held[0] is beliefs.truth
    assert beliefs.held[1] is not beliefs.truth


def test_money_follows_the_vote_of_its_day() -> None:
    """The vote falls on step 1 with 60 % for; money that looks at it afterwards flows at once."""
    tables, version = dated(4, still_table(VOTE), {1: decided(VOTE, [[0.0, 0.6, 0.4]])})
    flows = np.zeros((1, 1, 3, 2, 2))
    flows[..., 0] = 1.0
    flows[0, 0, 1] = [[0.0, 1.0], [0.0, 1.0]]
    axes = (VOTE, MONEY)
    law = make_law(
        axes,
        [Kernel("vote", tables, version=version), Kernel("money", flows, after=("vote",))],
    )
    start = start_law(axes, {"vote": "pending", "money": "none"})
    path = forecast(law, start, [{"closed": 1.0}] * 3)
    np.testing.assert_allclose(marginal(axes, path, "money")[:, 1], [0, 0, 0.6, 0.6], atol=1e-12)


def test_blame_answers_to_refusing() -> None:
    blame = Axis("blame", ("none", "kyiv"))
    table, answer = answers(
        {"refused:kyiv": switch_table(blame, {("none", "kyiv"): [0.5]})}, still_table(blame)
    )
    law = make_law([blame], [Kernel("blame", table[None], answer=answer)])
    start = np.array([1.0, 0.0])
    path = forecast(law, start, [{"refused:kyiv": 0.4, "closed": 0.6}])
    np.testing.assert_allclose(path[1], [0.8, 0.2], atol=1e-12)


def test_a_track_is_held_on_its_open_dates_only() -> None:
    summit = track_axis("summit")
    tables, version = open_dates(track_table([0.25], once=True), np.array([False, True, True]))
    law = make_law([summit], [Kernel("summit", tables, version=version)])
    path = forecast(law, np.array([1.0, 0.0]), [{"closed": 1.0}] * 3)
    np.testing.assert_allclose(path[:, 1], [0, 0, 0.25, 1 - 0.75**2], atol=1e-12)
