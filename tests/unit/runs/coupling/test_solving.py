"""A draw solved with what its nodes share, against the talks' own methods."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from tests.unit.runs.coupling.parley import deaf, draws, played, prepared, scenario

from winset.runs.coupling.course import course_of, course_until_force
from winset.runs.coupling.game import games_of
from winset.runs.coupling.margins import closest, static, watch_margin
from winset.runs.coupling.numbers import reader
from winset.runs.coupling.playing import Played, play
from winset.runs.coupling.run import talks_of
from winset.runs.coupling.setting import fate_of
from winset.runs.coupling.solving import backwards, over_blocks, solve_draw
from winset.runs.coupling.tail import shut_ahead, solve_tail
from winset.talks.certificate import verify
from winset.talks.forward import propagate
from winset.talks.margin import dynamic_margin, static_margin
from winset.talks.solve import solve, status_quo

NOISY = {"tables__ford__temperature": 0.2}


@pytest.fixture(scope="module")
def noisy() -> Played:
    return played(scenario(**NOISY))


def test_the_tail_is_at_rest_by_the_talks_own_step(noisy: Played) -> None:
    """The plain method finds nothing left to do there; nor does the certificate."""
    tail, game = noisy.solved.tail, noisy.games.tail
    again, _ = solve_tail(game, tail.own, None, noisy.solved.rest)
    assert again.tail.iterations == 1
    np.testing.assert_allclose(tail.values, again.values, atol=1e-5)
    np.testing.assert_allclose(tail.follow, again.follow, atol=1e-5)
    assert verify(tail, 1e-5).holds


def test_the_calendar_is_solved_as_the_talks_solve_it(noisy: Played) -> None:
    """Months are those of the talks' own backward induction, from the same tail."""
    game = noisy.solved.whole.game
    blocks = len(game.flow) // len(noisy.games.tail.flow)
    end = np.tile(noisy.solved.rest.talks, (blocks, 1))
    whole = solve(replace(game, end=end), own=noisy.solved.whole.own, tolerance=1e-9)
    np.testing.assert_allclose(noisy.solved.whole.values, whole.values, atol=1e-4)


def test_declarations_are_lifted_as_the_talks_lift_them(noisy: Played) -> None:
    free = noisy.solved.free
    assert not free.game.declared.any()
    assert noisy.solved.whole.game.declared.any()
    bound = noisy.solved.whole.game.declared.any(axis=(1, 2))
    assert free.game.steps == 1 + np.flatnonzero(bound).max()
    np.testing.assert_array_equal(free.values[-1], noisy.solved.whole.values[free.game.steps])
    assert (free.values[0] != noisy.solved.whole.values[0]).any()
    assert verify(free, 1e-9).holds


def test_nobody_gains_by_another_move() -> None:
    case = scenario(horizon="2025-07", world__front__levels=3)
    for temperature in (0.0, 0.05):
        changed = scenario(
            horizon="2025-07", world__front__levels=3, tables__ford__temperature=temperature
        )
        found = talks_of(changed, draws(case, 1), certify=1)
        assert found.proofs[0].holds


def test_the_static_margin_is_the_talks_own_where_nothing_is_dated() -> None:
    found = played(scenario(tables__ford__declared={}))
    tail, own = found.games.tail, found.solved.tail.own
    states = np.arange(len(tail.flow))
    told = static_margin(tail, states, own=own)
    ahead = shut_ahead(tail)
    np.testing.assert_allclose(ahead.talks, status_quo(tail), atol=1e-8)
    value, package, _ = closest(tail, own, found.solved.stairs, 0, ahead.resumed, ahead.talks)
    np.testing.assert_allclose(value, told.value, atol=1e-7)
    apart = np.abs(np.diff(np.sort(told.value))).min()
    assert (package == told.package).mean() > 0.9 or apart < 1e-3
    margin = static(found.solved).margin
    last = np.tile(value, len(found.solved.whole.game.flow) // len(tail.flow))
    np.testing.assert_allclose(margin[-1], last, atol=1e-3)


def test_the_dynamic_margin_is_the_talks_own(noisy: Played) -> None:
    states = np.arange(len(noisy.solved.whole.game.flow))
    for step in (0, 3, 8):
        told, _ = dynamic_margin(noisy.solved.whole, step, states)
        np.testing.assert_allclose(noisy.dynamic[step], told, atol=1e-9)


def test_scanning_staircases_finds_what_looking_at_all_packages_finds(noisy: Played) -> None:
    game, own = noisy.solved.whole.game, noisy.solved.whole.own
    follow = noisy.solved.whole.follow[0]
    outside = noisy.solved.whole.values[0]
    fast = closest(game, own, noisy.solved.stairs, 0, follow, outside)
    plain = closest(game, own, None, 0, follow, outside)
    np.testing.assert_allclose(fast[0], plain[0], atol=1e-12)


def test_draws_are_the_same_for_any_number_of_threads() -> None:
    case = scenario()
    one, two = (talks_of(case, draws(case, 3), threads=n) for n in (1, 2))
    for a, b in zip(one.reports, two.reports, strict=True):
        for field in ("held", "agreed", "static", "dynamic", "waiting", "gain", "packages"):
            np.testing.assert_array_equal(getattr(a, field), getattr(b, field))


def test_a_firmer_line_leaves_less_to_agree_on() -> None:
    """With the valley never given up fewer packages are open, so agreement is less likely."""
    last = [
        talks_of(scenario(tables__ford__red_lines__valley__firmness=firm), draws(scenario(), 1))
        .reports[0]
        .agreed[0, -1]
        for firm in (0.1, 0.5, 0.9)
    ]
    assert last == sorted(last, reverse=True)
    assert last[0] > last[-1] + 0.02


def test_a_declaration_that_is_kept_keeps_the_table_empty_until_its_day() -> None:
    case = scenario(tables__ford__declared__spring__kept=1.0)
    report = talks_of(case, draws(case, 1)).reports[0]
    assert (report.held[0, :3] == 0).all()  # March to May; it ends on the first of June
    assert report.held[0, 3] > 0
    assert (report.held_free[:3] > 0).all()


def test_a_declaration_broken_by_chance_is_kept_to_its_end_as_often_as_stated() -> None:
    case = scenario(tables__ford__declared__spring__kept=0.4)
    setting, plan = prepared(case, 1)
    games = games_of(plan, reader(setting.sampled, 0), fate_of(setting, 0))
    bound = games.whole.declared[:, 0, 0]
    assert bound[:3].prod() == pytest.approx(0.4)
    assert not bound[3:].any()


def test_after_the_calendar_the_last_month_goes_on() -> None:
    """A longer calendar in which nothing is dated tells the months beyond the shorter one."""
    free = {"tables__ford__declared": {}, "tables__summit__not_before": None, **NOISY}
    short = deaf(scenario(horizon="2025-12", **free))
    long_ = deaf(scenario(horizon="2026-12", **free))
    laws = [talks_of(case, draws(case, 1)).laws["any"].settled_by[0] for case in (short, long_)]
    months = 22  # March 2025 to December 2026
    np.testing.assert_allclose(laws[0][:months], laws[1][:months], atol=2e-3)
    assert laws[0][months - 1] > laws[0][9] + 0.01


def test_a_second_chamber_delays_and_halves_settlements() -> None:
    approval = {
        "title": "The elders",
        "chance": {"value": 0.5, "basis": "judgement"},
        "takes": {"value": 2, "unit": "months", "basis": "judgement"},
    }
    case = scenario(tables__ford__ratification=approval)
    setting, plan = prepared(case, 1)
    found = play(setting, plan, 0, None)
    results = talks_of(case, draws(case, 1))
    law, report = results.laws["nothing"].settled_by[0], results.reports[0]
    assert (law[:2] == 0).all()  # nothing signed since March can be in force before May
    once = 0.5 * report.agreed[1, :10]
    np.testing.assert_allclose(law[2:4], once[:2], atol=1e-9)
    assert (law[6:12] > once[4:] + 1e-4).all()  # who is voted down in May may sign again from June
    assert found.course.happened[:, -4:].sum() > 0


def test_talks_solved_node_by_node_are_those_of_one_game_over_all_states(noisy: Played) -> None:
    """From the same tail: values, moves, margins and the course of events."""
    solved, games = noisy.solved, noisy.games
    blocks = len(games.whole.flow) // len(games.tail.flow)
    ahead = over_blocks(solved.rest, blocks)
    own = solved.whole.own
    dynamic = np.full(noisy.dynamic.shape, np.nan)
    watch = watch_margin(games.whole, own, solved.stairs, dynamic)
    one = backwards(games.whole, ahead, own, solved.tail.tail, solved.stairs, watch=watch).solution
    np.testing.assert_allclose(solved.whole.values, one.values, atol=1e-9)
    np.testing.assert_allclose(solved.whole.follow, one.follow, atol=1e-9)
    np.testing.assert_array_equal(solved.whole.choices.offer, one.choices.offer)
    np.testing.assert_allclose(noisy.dynamic, dynamic, atol=1e-9)
    course = propagate(one, noisy.start)
    for field in fields(course):
        mine, theirs = getattr(noisy.course, field.name), getattr(course, field.name)
        np.testing.assert_allclose(mine, theirs, atol=1e-9)


@pytest.mark.parametrize("chance", [None, 0.4])
def test_talks_followed_until_something_is_in_force_are_those_of_the_whole_course(
    chance: float | None,
) -> None:
    """First agreements, those after a failed vote, and what awaits one in the end."""
    approval = {
        "title": "The elders",
        "chance": {"value": chance, "basis": "judgement"},
        "takes": {"value": 2, "unit": "months", "basis": "judgement"},
    }
    changes = {} if chance is None else {"tables__ford__ratification": approval}
    found = played(scenario(**NOISY, **changes))
    short, whole = course_until_force(found.solved, found.start), found.course
    np.testing.assert_allclose(short.talking[..., :2], whole.talking[..., :2], atol=1e-15)
    np.testing.assert_allclose(short.signed, whole.signed, atol=1e-15)
    np.testing.assert_allclose(short.resigned, whole.resigned, atol=1e-15)
    np.testing.assert_allclose(short.waiting.sum(axis=0), whole.waiting.sum(axis=0), atol=1e-15)
    assert (whole.waiting.sum() > 0) == (chance is not None)
    assert whole.in_force.sum() > 0
    assert short.in_force.size == 0


def test_states_that_are_never_reached_are_left_out_where_nobody_asks(noisy: Played) -> None:
    """What is told is the same; the undecided game stops where all is decided."""
    solved = solve_draw(noisy.games, None, everything=False)
    last = len(noisy.games.mix)
    assert 0 < last < solved.whole.game.steps
    undecided = slice(0, len(noisy.games.tail.flow))
    assert not solved.whole.values[last:-1, undecided].any()
    now = noisy.solved.whole.values[0]
    np.testing.assert_allclose(solved.whole.values[0], now, atol=1e-12)
    course = course_of(solved, noisy.start)
    np.testing.assert_allclose(course.states, noisy.course.states, atol=1e-12)
    one, other = static(solved).margin[0], static(noisy.solved).margin[0]
    np.testing.assert_allclose(one, other, atol=1e-12)
