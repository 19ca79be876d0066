"""The talks of November 2025 and the world around them: size, even hands, what refusals reveal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pytest
from tests.unit.scenarios.the_case import ends, likely, ukraine

from winset.runs.coupling.frame import Frame, block_size, frame_of, is_remembered
from winset.runs.coupling.nodes import nodes_of
from winset.runs.coupling.packages import packages_of
from winset.scenario.case import Case
from winset.scenario.draws import Draws, draws_of, sample
from winset.scenario.nouns.talks import Talks, Track
from winset.scenario.nouns.world import Switch, Walk
from winset.scenario.reading import under_account

SIDES = ("ukraine", "russia")
TWELVE_POINTS = {
    "territory": "line_unrecognised",
    "ceasefire": "ceasefire_first",
    "security": "open_choice",
    "guarantees": "troops",
    "sanctions": "graded",
    "assets": "set_off",
    "domestic": "ukraines_own",
}
MEMORANDUM_WITH_THE_NOTE = {
    "territory": "donbas_handed_over",
    "ceasefire": "on_conditions",
    "security": "neutral_and_limited",
    "guarantees": "pledges",
    "sanctions": "all_lifted",
    "assets": "returned",
    "domestic": "in_the_treaty",
}


@pytest.fixture(scope="module")
def case() -> Case:
    return ukraine()


@pytest.fixture(scope="module")
def frame(case: Case) -> Frame:
    return frame_of(case.scenario, nodes_of(case.scenario))


@pytest.fixture(scope="module")
def table(frame: Frame) -> Talks:
    return frame.table


@pytest.fixture(scope="module")
def draws(case: Case) -> Draws:
    return draws_of(case.scenario, 1000, 1)


def test_the_game_stays_of_a_moderate_size(frame: Frame, table: Talks) -> None:
    packages, _ = packages_of(table)
    assert block_size(frame) <= 1600
    assert len(packages.chosen) <= 2000
    assert frame.grid.months == 38


def test_no_track_has_a_date_and_none_doubles_the_states(case: Case, frame: Frame) -> None:
    assert set(frame.tracks) == {"leaders_meeting", "budapest"}
    for name, track in frame.tracks.items():
        assert track.on is None
        assert track.not_before is None
        assert not is_remembered(case.scenario, name, track)


def test_no_track_looks_at_the_variable_that_it_moves(frame: Frame) -> None:
    for track in frame.tracks.values():
        looked_at = {name for change in track.changes.values() for name in change.when}
        assert looked_at.isdisjoint({effect.on for effect in track.effects.values()})


def test_every_issue_is_weighed_and_valued_by_both(table: Talks) -> None:
    assert table.parties == SIDES
    assert len(table.issues) <= 7
    for issue in table.issues.values():
        assert set(issue.weights) == set(SIDES)
        assert all(set(level.value) == set(SIDES) for level in issue.levels.values())


def test_each_sides_own_text_is_the_others_worst_on_every_issue(table: Talks) -> None:
    for name, issue in table.issues.items():
        worth = {p: {k: likely(v.value[p]) for k, v in issue.levels.items()} for p in SIDES}
        for own, other in (SIDES, SIDES[::-1]):
            best = max(worth[own], key=lambda level: worth[own][level])
            assert best == min(worth[other], key=lambda level: worth[other][level]), name


# ---- even hands -------------------------------------------------------------------------------


def test_both_are_taken_to_be_equally_patient_and_equally_firm(table: Talks) -> None:
    assert ends(table.discount["ukraine"]) == ends(table.discount["russia"])
    ours, theirs = table.red_lines["no_withdrawal"], table.red_lines["no_western_troops"]
    assert (ours.by, theirs.by) == SIDES
    assert ends(ours.firmness) == ends(theirs.firmness)
    assert ends(ours.hazard) == ends(theirs.hazard)
    changes = zip(ours.changes.values(), theirs.changes.values(), strict=True)
    assert all(ends(one.hazard) == ends(other.hazard) for one, other in changes)


@pytest.mark.parametrize("name", ["washington", "blame"])
def test_washington_answers_both_sides_alike(case: Case, name: str) -> None:
    switch = case.scenario.world[name]
    assert isinstance(switch, Switch)
    for answers in (switch.answers.refused, switch.answers.stalled, switch.answers.rejected):
        chances = [[ends(move.chance) for move in answers[side].values()] for side in SIDES]
        assert chances[0] == chances[1]


def test_readings_that_take_no_side_treat_both_absences_alike(case: Case) -> None:
    """Kyiv's and Moscow's readings say who is to blame; the others have no word on it."""
    for name in ("washington", "brussels", "analyst"):
        blame = under_account(case, name).scenario.world["blame"]
        assert isinstance(blame, Switch)
        for answers in (blame.answers.refused, blame.answers.stalled, blame.answers.rejected):
            chances = [[ends(move.chance) for move in answers[side].values()] for side in SIDES]
            assert chances[0] == chances[1], name


def test_blame_and_washington_move_alike_by_themselves(case: Case) -> None:
    for name, pairs in {
        "washington": [("turns_away", "takes_sides"), ("comes_back", "cools"),
                       ("turns_away_from_kyiv", "takes_sides_against_moscow")],
        "blame": [("kyiv_forgiven", "moscow_forgiven")],
    }.items():  # fmt: skip
        switch = case.scenario.world[name]
        assert isinstance(switch, Switch)
        for one, other in pairs:
            assert ends(switch.moves[one].chance) == ends(switch.moves[other].chance)


def test_what_the_front_and_washington_do_to_one_they_undo_to_the_other(table: Talks) -> None:
    ours, theirs = (table.status_quo[side].over for side in SIDES)
    assert ours["front"].slope is not None
    assert theirs["front"].slope is not None
    assert ends(ours["front"].slope) == _mirrored(ends(theirs["front"].slope))
    for level in ("disengaged", "committed"):
        one, other = ours["washington"].levels[level], theirs["washington"].levels[level]
        assert ends(one) == _mirrored(ends(other))


def _mirrored(range_: Iterable[float | None]) -> tuple[float, ...]:
    low, middle, high = (number for number in range_ if number is not None)
    return -high, -middle, -low


def test_summits_may_turn_washington_either_way(frame: Frame) -> None:
    effects = frame.tracks["budapest"].effects.values()
    assert {(e.from_, e.to) for e in effects} == {
        ("sparing", "disengaged"), ("sparing", "committed"),
    }  # fmt: skip
    assert len({ends(e.chance) for e in effects if e.chance}) == 1


# ---- what numbers rest on ---------------------------------------------------------------------


def test_the_pace_of_the_front_covers_all_three_months_that_were_counted(case: Case) -> None:
    front = case.scenario.world["front"]
    assert isinstance(front, Walk)
    for month in ("october", "september", "july"):
        computed = case.evidence.claims[f"front-pace-{month}"].computed
        assert computed is not None
        assert front.drift.low is not None
        assert front.drift.high is not None
        assert front.drift.low <= -computed.value <= front.drift.high


def test_each_side_believes_in_a_pace_that_suits_its_words(case: Case) -> None:
    front = case.scenario.world["front"]
    assert isinstance(front, Walk)
    held = {side: front.believed_by[side].drift for side in SIDES}
    assert held["russia"] is not None
    assert held["ukraine"] is not None
    assert likely(held["russia"]) < likely(front.drift) < likely(held["ukraine"]) < 0


def test_fighting_on_is_worth_more_to_each_than_the_text_it_refused(
    table: Talks, draws: Draws
) -> None:
    """What a side turns down reveals that going on is better for it, in every draw."""
    refused = {"ukraine": MEMORANDUM_WITH_THE_NOTE, "russia": TWELVE_POINTS}
    own = {"ukraine": TWELVE_POINTS, "russia": MEMORANDUM_WITH_THE_NOTE}
    for side in SIDES:
        fighting = sample(draws, table.status_quo[side].base)
        assert (fighting > _worth(table, draws, side, refused[side])).all()
        assert (fighting < _worth(table, draws, side, own[side])).all()


def _worth(
    table: Talks, draws: Draws, side: str, package: Mapping[str, str]
) -> np.ndarray[Any, np.dtype[np.float64]]:
    """What a package is worth to a side where the front stands at 0, shape (draw,)."""
    weights = {name: sample(draws, issue.weights[side]) for name, issue in table.issues.items()}
    total = sum(weights.values(), start=np.zeros(draws.n))
    worth = np.zeros(draws.n)
    for name, level in package.items():
        worth += weights[name] / total * sample(draws, table.issues[name].levels[level].value[side])
    return worth


def test_the_declaration_ends_with_the_year(table: Talks) -> None:
    (said,) = table.declared.values()
    assert said.by == "ukraine"
    assert said.until.isoformat() == "2026-01-01"
    assert said.kept.basis is not None
    assert "kyiv-no-talks-this-year" in said.kept.basis


def test_every_clause_on_the_assets_is_one_that_the_money_knows(case: Case, table: Talks) -> None:
    assert table.assets is not None
    known = type(case.scenario.money.settlement.clauses).model_fields
    assert set(table.assets.clauses.values()) == set(known)
    met, stated = table.assets.reparations["set_off"], case.scenario.money.settlement.reparations
    assert ends(met) == ends(stated)


def test_the_tracks_are_tables_beside_the_one_that_can_settle(case: Case) -> None:
    kinds = {name: type(table) for name, table in case.scenario.tables.items()}
    assert [name for name, kind in kinds.items() if kind is Talks] == ["istanbul"]
    assert [name for name, kind in kinds.items() if kind is Track] == [
        "leaders_meeting",
        "budapest",
    ]
