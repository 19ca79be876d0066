"""Before the decision about the money the parties know its chances, never its result."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from tests.unit.runs.coupling.parley import draws, played, prepared, scenario

from winset.errors import RequestFaults
from winset.runs.coupling.decided import kept, taken_up
from winset.runs.coupling.frame import frame_of
from winset.runs.coupling.joint import by_node, held_by_node, joint_law
from winset.runs.coupling.nodes import AdoptionNode, chances_of, nodes_of
from winset.runs.coupling.playing import Played, play
from winset.runs.coupling.run import laws_given, results_given, solve_talks, talks_of
from winset.runs.coupling.tables import talks_tables
from winset.talks.solution import Solution
from winset.talks.step import LEAVE
from winset.timegrid import month_of

NODES = 3
SURE = {"base": {"value": 0.6, "basis": "judgement"}}
LEAVING = {"alba": {"alba": SURE, "borea": SURE}}
"""What both have if the first party leaves."""


def before(solution: Solution, step: int) -> np.ndarray:
    """All that is done before a step where nothing is decided yet, in one row."""
    block = len(solution.game.flow) // (1 + NODES)
    made = solution.choices
    return np.concatenate(
        [
            np.ravel(part[:step, :block])
            for part in (made.attendance, made.offer, made.offering, made.reply)
        ]
    )


def given(chances: list[float]) -> Played:
    return played(scenario(), chances=np.array([chances, chances]))


def test_strategies_before_the_vote_do_not_know_its_result() -> None:
    """They are one and the same in the joint law, and follow the chances as these change."""
    case = scenario()
    vote = month_of(frame_of(case, nodes_of(case)).grid, nodes_of(case)[0].decided)
    likely = before(given([0.8, 0.1, 0.1]).solved.whole, vote + 1)
    unlikely = before(given([0.1, 0.1, 0.8]).solved.whole, vote + 1)
    assert not np.allclose(likely, unlikely)
    results = talks_of(case, draws(case), np.array([[0.8, 0.1, 0.1]] * 2))
    for report in results.reports:
        for row in range(1, 1 + NODES):
            held = report.held[row, : vote + 1]
            np.testing.assert_allclose(held, report.held[0, : vote + 1], atol=1e-12)
            assert not np.allclose(report.held[row, vote + 1 :], report.held[0, vote + 1 :])


def test_after_the_vote_only_its_own_node_counts() -> None:
    """What is done under a node does not hang on how likely it was."""
    one, other = given([0.8, 0.1, 0.1]).solved.whole, given([0.1, 0.1, 0.8]).solved.whole
    block = len(one.game.flow) // (1 + NODES)
    vote = 2
    np.testing.assert_allclose(
        one.values[vote + 1 :, block:], other.values[vote + 1 :, block:], atol=1e-7
    )


def test_chances_over_nodes_add_up_to_those_of_not_knowing() -> None:
    case = scenario()
    results = talks_of(case, draws(case), np.array([[0.2, 0.3, 0.5], [0.6, 0.3, 0.1]]))
    for report, chances in zip(results.reports, ([0.2, 0.3, 0.5], [0.6, 0.3, 0.1]), strict=True):
        np.testing.assert_allclose(report.node, [1.0, *chances], atol=1e-12)
        np.testing.assert_allclose(chances @ report.held[1:], report.held[0], atol=1e-12)
        np.testing.assert_allclose(chances @ report.agreed[1:], report.agreed[0], atol=1e-12)
        for law in report.states:
            np.testing.assert_allclose(law.sum(axis=1), 1.0, atol=1e-9)


def test_what_cannot_be_decided_has_no_value_rather_than_none() -> None:
    """Given the others, all is as where the third is all but impossible."""
    case = scenario()
    never = talks_of(case, draws(case), np.array([[0.4, 0.6, 0.0]] * 2))
    hardly = talks_of(case, draws(case), np.array([[0.4, 0.6 - 1e-9, 1e-9]] * 2))
    for one, other in zip(never.reports, hardly.reports, strict=True):
        assert np.isnan(one.worth[3]).all()
        assert (other.worth[3] > 0).all()
        np.testing.assert_allclose(one.worth[:3], other.worth[:3], atol=1e-6)
    table = talks_tables(never)["talks_nodes"]
    impossible = table["chance"] == 0
    assert impossible.any()
    assert table["value"][impossible].isna().all()
    assert table["value"][~impossible].notna().all()


def test_chances_that_hang_on_the_state_are_followed_both_ways() -> None:
    """Forward: the nodes' chances after the vote. Backwards: those at the start. They agree."""
    case = scenario()
    setting, plan = prepared(case)
    states = int(np.prod([len(axis.levels) for axis in setting.frame.axes]))
    rng = np.random.default_rng(7)
    chances = np.moveaxis(rng.dirichlet(np.ones(NODES), (2, states)), -1, 1)
    setting, plan = prepared(case, chances=chances)
    found = play(setting, plan, 0, None)
    last = int(setting.frame.decided.max())
    joint = joint_law(found.solved.whole, found.course, found.games)
    after = found.course.states[last + 1].reshape(1 + NODES, -1).sum(axis=1)
    assert after[0] == pytest.approx(0, abs=1e-12)
    np.testing.assert_allclose(joint.node, after[1:], atol=1e-10)
    held = held_by_node(found.solved.whole, found.course, joint)
    np.testing.assert_allclose(held.sum(axis=1), found.course.held, atol=1e-10)
    signed = found.course.signed.sum(axis=(1, 2))
    np.testing.assert_allclose(joint.agreed.sum(axis=(1, 2)), signed, atol=1e-10)
    mass, follows = joint.unsettled.mass, joint.unsettled.follows
    unsettled = by_node(mass, np.ones_like(mass), follows).sum(axis=1)
    np.testing.assert_allclose(unsettled, found.course.talking[:, :, 0].sum(axis=1), atol=1e-10)


def test_decisions_on_different_days_fall_one_after_the_other() -> None:
    case = scenario()
    early, late = case.world["funding"].decided, case.as_of.replace(month=8)
    nodes = [AdoptionNode("union_bonds", "union_bonds", early),
             AdoptionNode("asset_loan", "asset_loan", late),
             AdoptionNode("nothing", "nothing", late)]  # fmt: skip
    results = talks_of(case, draws(case), np.array([[0.5, 0.2, 0.3]] * 2), nodes=nodes)
    month = month_of(results.grid, late)
    decision = results.reports[0].states[0]
    np.testing.assert_allclose(decision[month], [0.5, 0.5, 0, 0], atol=1e-9)
    np.testing.assert_allclose(decision[month + 1], [0, 0.5, 0.2, 0.3], atol=1e-9)


def test_chances_of_another_shape_or_sum_are_told() -> None:
    nodes = nodes_of(scenario())
    with pytest.raises(RequestFaults, match="chances of decisions that do not fit"):
        chances_of(nodes, np.array([[0.5, 0.5]]), 1)
    with pytest.raises(RequestFaults, match="over nodes they sum to 1"):
        chances_of(nodes, np.array([[0.5, 0.5, 0.5]]), 1)


def test_a_decision_off_the_calendar_is_told() -> None:
    case = scenario()
    late = [AdoptionNode("nothing", "nothing", case.as_of.replace(year=2030))]
    with pytest.raises(RequestFaults, match="nothing is decided off the calendar"):
        talks_of(case, draws(case), nodes=late)


@pytest.mark.parametrize("changes", [{}, {"tables__ford__declared": {}}])
def test_what_is_kept_of_the_first_look_ahead_changes_nothing(changes: dict[str, Any]) -> None:
    """Between the looks only what stands before the last decision is solved again."""
    case = scenario(tables__ford__temperature=0.2, **changes)
    chances = np.array([[0.2, 0.3, 0.5], [0.6, 0.3, 0.1]])
    solved = solve_talks(case, draws(case))
    ahead = laws_given(solved)
    assert sorted(solved.kept) == [0, 1]
    again, anew = results_given(solved, chances), talks_of(case, draws(case), chances)
    for one, two in zip(again.reports, anew.reports, strict=True):
        for field in fields(one):
            mine, theirs = getattr(one, field.name), getattr(two, field.name)
            if field.name == "fair":
                for part in fields(mine):
                    assert_close(getattr(mine, part.name), getattr(theirs, part.name))
            elif field.name != "told":
                assert_close(mine, theirs)
    for name, law in again.laws.items():
        assert_close(law.settled_by, anew.laws[name].settled_by)
        assert_close(law.lapsed_by, anew.laws[name].lapsed_by)
        assert np.abs(law.settled_by - ahead[name].settled_by).max() > 1e-9


@pytest.mark.parametrize("changes", [{}, {"tables__ford__leave": LEAVING}])
def test_what_is_taken_up_is_what_was_kept(changes: dict[str, Any]) -> None:
    """All that is done from the last decision on, in open and in closed months."""
    shut = {"tables__ford__closed": ["2026-01"], "tables__ford__temperature": 0.2}
    setting, plan = prepared(scenario(**shut, **changes))
    found = play(setting, plan, 0, None, everything=False)
    decided, games = found.solved.decided, found.games
    assert decided is not None
    assert games.calendar.closed[decided.cut :].any()
    again = taken_up(kept(decided, None), games)
    later = slice(decided.cut, None), slice(1, None)
    for name in ("values", "attendance", "offer", "offering", "reply", "margin"):
        mine, theirs = getattr(again.room, name)[later], getattr(decided.room, name)[later]
        assert_close(mine, theirs)
    assert (decided.room.attendance[later][..., LEAVE].max() > 0) == bool(changes)


def assert_close(one: Any, two: Any) -> None:
    """Numbers, arrays or tuples of them are the same but for rounding."""
    for mine, theirs in zip(*((x if isinstance(x, tuple) else (x,)) for x in (one, two)),
                            strict=True):  # fmt: skip
        np.testing.assert_allclose(mine, theirs, rtol=0, atol=1e-12)


def test_draws_for_which_there_is_no_room_are_solved_again() -> None:
    case, chances = scenario(), np.array([[0.2, 0.3, 0.5], [0.6, 0.3, 0.1]])
    solved = solve_talks(case, draws(case))
    laws_given(solved, room=1)
    assert sorted(solved.kept) == [0]
    again, anew = results_given(solved, chances), talks_of(case, draws(case), chances)
    for one, two in zip(again.reports, anew.reports, strict=True):
        assert_close(one.held, two.held)


def test_what_follows_the_decision_is_solved_once_for_any_chances() -> None:
    case, given = (
        scenario(tables__ford__temperature=0.2),
        np.array([[0.2, 0.3, 0.5], [0.6, 0.3, 0.1]]),
    )
    solved = solve_talks(case, draws(case))
    twice = [results_given(solved, chances) for chances in (None, given)]
    for again, chances in zip(twice, (None, given), strict=True):
        once = talks_of(case, draws(case), chances)
        for one, two in zip(once.reports, again.reports, strict=True):
            np.testing.assert_array_equal(one.agreed, two.agreed)
    assert (twice[0].reports[0].agreed != twice[1].reports[0].agreed).any()
