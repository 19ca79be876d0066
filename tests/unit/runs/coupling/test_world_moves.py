"""How a scenario's words about the world become laws: tracks, freezes, beliefs, events."""

from __future__ import annotations

import numpy as np
import pytest
from tests.unit.runs.coupling.parley import deaf, draws, prepared, scenario

from winset.runs.coupling.game import games_of
from winset.runs.coupling.laws import world_of, worlds_of
from winset.runs.coupling.numbers import reader
from winset.runs.coupling.run import talks_of
from winset.runs.coupling.setting import fate_of
from winset.runs.coupling.tables import talks_tables
from winset.world.law import Kernel, rows_for

JUDGED = {"basis": "judgement"}


def kernel(case, name: str, party: str | None = None) -> Kernel:  # type: ignore[no-untyped-def]
    """How a variable of a scenario moves in the first draw."""
    setting, plan = prepared(case, 1)
    names = [kind.name for kind in plan.kinds]
    world = world_of(setting.frame, reader(setting.sampled, 0), fate_of(setting, 0), names, party)
    return next(each for each in world.kernels if each.axis == name)


def test_a_move_of_an_answer_stands_beside_the_others() -> None:
    """After Alba's refusal it tires by 2 % and is annoyed by 15 %; no summit can be held yet."""
    patron = kernel(scenario(), "patron")
    away, near = 0, 1
    assert rows_for(patron, 0, "closed")[near, away] == pytest.approx(0.02)
    assert rows_for(patron, 0, "refused:alba")[near, away] == pytest.approx(0.17)
    assert rows_for(patron, 0, "refused:borea")[away, near] == pytest.approx(0.22)


def test_a_track_counts_from_the_day_from_which_it_can_be_held() -> None:
    """From July (month 4) on a summit is held with 10 %, and then cools the patron by 30 %."""
    patron = kernel(scenario(), "patron")
    assert rows_for(patron, 3, "closed")[1, 0] == pytest.approx(0.02)
    assert rows_for(patron, 4, "closed")[1, 0] == pytest.approx(0.02 + 0.1 * 0.3)


def test_a_track_that_the_state_remembers_does_the_same_as_one_that_it_need_not() -> None:
    loose = talks_of(scenario(), draws(scenario(), 1))
    looked_at = {
        "unpaid": {"when": {"funding": "out"}, "drift": {"value": 0.05, **JUDGED}},
        "nothing": {"when": {"summit": "held"}, "drift": {"value": 0, **JUDGED}},
    }
    case = scenario(world__front__changes=looked_at)
    remembered = talks_of(case, draws(case, 1))
    assert "summit" not in [axis.name for axis in loose.axes]
    assert "summit" in [axis.name for axis in remembered.axes]
    for field in ("held", "agreed", "static"):
        one, other = (getattr(each.reports[0], field) for each in (loose, remembered))
        np.testing.assert_allclose(one, other, atol=1e-5)


def test_a_track_may_look_at_the_switch_that_it_moves() -> None:
    """It is held twice as often while Cauda is away; what it does while Cauda is near stays."""
    to_near = {"on": "patron", "from": "away", "to": "near", "chance": {"value": 0.5, **JUDGED}}
    twice = {"away": {"when": {"patron": "away"}, "times": {"value": 2, **JUDGED}}}
    cooling = {"on": "patron", "from": "near", "to": "away", "chance": {"value": 0.3, **JUDGED}}
    effects = {"cooling": cooling, "warming": to_near}
    case = scenario(tables__summit__changes=twice, tables__summit__effects=effects)
    away, near = 0, 1
    rows = rows_for(kernel(case, "patron"), 4, "closed")
    assert rows[near, away] == pytest.approx(0.02 + 0.1 * 0.3)
    assert rows[away, near] == pytest.approx(0.02 + 0.2 * 0.5)


def test_it_does_the_same_where_the_state_remembers_whether_it_was_held() -> None:
    twice = {"away": {"when": {"patron": "away"}, "times": {"value": 3, **JUDGED}}}
    looked_at = {"nothing": {"when": {"summit": "held"}, "drift": {"value": 0, **JUDGED}}}
    cases = [
        scenario(tables__summit__changes=twice, world__front__changes=changes)
        for changes in ({}, looked_at)
    ]
    loose, remembered = (talks_of(case, draws(case, 1)) for case in cases)
    assert len(loose.axes) < len(remembered.axes)
    for field in ("held", "agreed", "static"):
        one, other = (getattr(each.reports[0], field) for each in (loose, remembered))
        np.testing.assert_allclose(one, other, atol=1e-4)


def test_a_party_differs_from_the_truth_in_what_it_takes_to_move_otherwise_alone() -> None:
    """Its law is the one made of all that it believes, and shares the rest with the truth."""
    drift = {"drift": {"value": 0.05, **JUDGED}}
    case = scenario(world__front__believed_by={"alba": drift})
    setting, plan = prepared(case, 1)
    read, fate = reader(setting.sampled, 0), fate_of(setting, 0)
    names = [kind.name for kind in plan.kinds]
    worlds = worlds_of(setting.frame, read, fate, names)
    assert set(worlds) == {None, "alba"}
    whole = world_of(setting.frame, read, fate, names, "alba")
    for one, two, true in zip(
        worlds["alba"].kernels, whole.kernels, worlds[None].kernels, strict=True
    ):
        np.testing.assert_array_equal(one.table, two.table)
        assert (one is true) == (one.axis != "front")
        assert np.array_equal(one.table, true.table) == (one.axis != "front")


def test_a_party_may_take_the_drift_to_be_another() -> None:
    case = scenario(world__front__drift=0.0)
    true, believed = (kernel(case, "front", party) for party in (None, "borea"))
    spots = np.linspace(-1, 1, 5)
    rows = [rows_for(each, 0, "closed")[2, 2] @ spots for each in (true, believed)]
    assert rows[0] == pytest.approx(0.0, abs=1e-12)  # ample cash, from the middle
    assert rows[1] == pytest.approx(0.03, abs=1e-12)


def test_a_settlement_holds_the_line_whatever_else_moves_it() -> None:
    front = kernel(scenario(), "front")
    for level in range(3):
        np.testing.assert_array_equal(rows_for(front, 0, "settled:cauda")[level], np.eye(5))


def test_after_a_signature_funding_stays_as_it_is() -> None:
    funding = kernel(scenario(), "funding")
    np.testing.assert_array_equal(rows_for(funding, 7, "settled:cauda")[0], np.eye(3))
    nothing, out, short = 1, 0, 1  # without new money the cash runs out in September, month 6
    assert rows_for(funding, 5, "closed")[nothing, short, out] == pytest.approx(1.0)


def test_the_freeze_fails_at_renewals_alone_and_more_often_without_the_patron() -> None:
    setting, plan = prepared(scenario(), 1)
    games = games_of(plan, reader(setting.sampled, 0), fate_of(setting, 0))
    assert games.freeze is not None
    away, near, holds, lapsed = 0, 1, 0, 1
    renewal = rows_for(games.freeze, 4, "")  # July; the next one falls six months later
    assert renewal[away, holds, lapsed] == pytest.approx(0.1)
    assert 0.01 <= renewal[near, holds, lapsed] <= 0.1
    assert rows_for(games.freeze, 5, "")[away, holds, lapsed] == 0
    after = rows_for(games.freeze, 99, "")
    assert after[away, holds, lapsed] == pytest.approx(0.1 * 2 / 12)


def test_an_event_falls_on_its_day_as_the_world_then_is() -> None:
    event = {
        "kind": "schedule", "title": "An election", "levels": ["before", "hawks", "doves"],
        "on": "2025-05-04", "results": {"hawks": {"value": 0.25, **JUDGED},
                                        "doves": {"value": 0.75, **JUDGED}},
        "changes": {"alone": {"when": {"patron": "away"},
                              "results": {"hawks": {"value": 1, **JUDGED}}}},
    }  # fmt: skip
    case = deaf(scenario())
    case = type(case).model_validate(
        {**case.model_dump(by_alias=True, exclude_unset=True),
         "world": {**{k: v.model_dump(by_alias=True, exclude_unset=True)
                      for k, v in case.world.items()}, "vote": event}}
    )  # fmt: skip
    vote = kernel(case, "vote")
    away, near = 0, 1
    np.testing.assert_allclose(rows_for(vote, 2, "closed")[near, 0], [0, 0.25, 0.75])
    np.testing.assert_allclose(rows_for(vote, 2, "closed")[away, 0], [0, 1, 0])
    np.testing.assert_array_equal(rows_for(vote, 1, "closed")[near], np.eye(3))


def test_tables_are_tidy_and_keep_probability() -> None:
    case = scenario()
    tables = talks_tables(talks_of(case, draws(case, 2)))
    values = {"chance", "held", "agreed", "in_force", "held_free", "held_by", "base_rate",
              "static", "dynamic", "price", "terms", "gain", "attends", "idle",
              "value", "change", "chance_out"}  # fmt: skip
    for name, table in tables.items():
        keys = [column for column in table.columns if column not in values]
        if name == "talks_state":
            keys = ["variable", "level", "month", "draw"]
        if name != "talks_closest":
            assert not table.duplicated(keys).any(), name
    state = tables["talks_state"].groupby(["variable", "month", "draw"])["chance"].sum()
    np.testing.assert_allclose(state, 1.0, atol=1e-9)
    issues = tables["talks_issues"].groupby(["node", "issue", "draw"])["chance"].sum()
    np.testing.assert_allclose(issues, 1.0, atol=1e-9)
    months = tables["talks_months"]
    assert (months.loc[months["node"] == "any", "base_rate"] > 0).all()
    rise = months.sort_values("month").groupby(["node", "draw"])["agreed"].diff().dropna()
    assert (rise >= -1e-12).all()
