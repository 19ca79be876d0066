"""Where a run takes its settlements from: its talks, or what the scenario states by itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from winset.errors import RequestFaults
from winset.finance.engine import money
from winset.finance.law import stated_law
from winset.finance.setting import horizon_of
from winset.runs.again import differences, replayed
from winset.runs.check import check_case
from winset.runs.coupling.setting import accounts_of
from winset.runs.make import run
from winset.runs.record import Run, record_of, run_id, run_name
from winset.runs.tables import tables_of
from winset.scenario.case import Case
from winset.scenario.draws import draws_of
from winset.scenario.load import load
from winset.scenario.reading import with_changes
from winset.scenario.sections import stated_money

HERE = Path(__file__).parents[2] / "scenarios"
SHORT = {"horizon": "2026-02", "world.front.levels": 5, "money.last_year": 2029}
DRAWS, PATHS = 4, 60


@cache
def parley() -> Case:
    """Money and talks, with a short calendar."""
    return with_changes(load(HERE / "parley"), SHORT)


@cache
def stated() -> Run:
    return run(parley(), draws=DRAWS, paths=PATHS, settlements="stated")


def test_its_money_is_that_of_the_engine_under_the_stated_law() -> None:
    scenario = parley().scenario
    draws = draws_of(scenario, DRAWS, 1)
    law = stated_law(stated_money(scenario), draws, accounts_of(scenario))
    alone = tables_of(check_case(parley()), draws, money(scenario, draws, PATHS, law))
    for name, table in alone.items():
        assert stated().tables[name].equals(table), name


def test_it_is_what_the_whole_run_tells_of_settlements_as_stated() -> None:
    whole = run(parley(), draws=DRAWS, paths=PATHS).tables
    beside = whole["coupling_money"].query("law == 'stated'").sort_values(["option", "draw"])
    found = stated().tables["options"].sort_values(["option", "draw"])
    for column in ("burden_pv", "host_mean", "host_cvar95", "chance_of_call", "gap_total"):
        assert np.allclose(found[column], beside[column], rtol=1e-12, atol=1e-3), column
    assert not np.allclose(found["burden_pv"], whole["options"]["burden_pv"], rtol=1e-3)
    left_out = {name for name in whole if name not in stated().tables}
    assert left_out == {name for name in whole if name.startswith(("talks_", "coupling_"))}


def test_what_comes_after_the_calendar_is_cut_off_and_nothing_before() -> None:
    scenario = parley().scenario
    table = run(parley(), draws=DRAWS, paths=PATHS).tables["coupling_money"]
    talks, calendar = (table[table["law"] == law].reset_index() for law in ("talks", "calendar"))
    assert np.allclose(calendar["settled_within"], talks["settled_within"])
    assert np.allclose(calendar["settled"], talks["settled_within"])
    assert (talks["settled"] > talks["settled_within"]).all()
    assert np.allclose(calendar["gap_total"], talks["gap_total"])  # needs end with the calendar
    assert not np.allclose(calendar["burden_pv"], talks["burden_pv"], rtol=1e-3)
    never = table[table["law"] == "never"]
    assert (never[["settled", "settled_within"]] == 0).all(axis=None)
    law = stated_law(stated_money(scenario), draws_of(scenario, DRAWS, 1), accounts_of(scenario))
    stated_ = table[(table["law"] == "stated") & (table["option"] == table["option"].iloc[0])]
    months = horizon_of(scenario).months
    assert np.allclose(stated_.sort_values("draw")["settled_within"], law.settled_by[:, months - 1])


def test_it_replays_to_the_byte() -> None:
    assert differences(stated(), replayed(stated())) == ()


def test_it_is_a_run_of_its_own_and_its_name_says_so() -> None:
    plain = record_of(parley(), DRAWS, PATHS, 1)
    assert stated().record.settlements == "stated"
    assert run_id(stated().record) != run_id(plain)
    name = run_name(stated().record)
    assert name == f"parley-as-stated-settlements-stated-{run_id(stated().record)}"


def test_a_run_as_the_talks_say_keeps_the_id_that_it_always_had() -> None:
    told = record_of(load(HERE / "small"), 2, 3, 1).model_copy(
        update={"results_version": 1, "winset": "0", "digest": "d" * 64, "title": "Small"}
    )
    assert run_id(told) == "b62695e64cab"


def test_where_there_are_no_talks_both_are_the_same_run() -> None:
    case = load(HERE / "small")
    one, other = (record_of(case, 2, 3, 1, which) for which in ("talks", "stated"))
    assert one == other


def test_what_is_not_stated_is_asked_for_in_vain() -> None:
    with pytest.raises(RequestFaults) as caught:
        run(HERE / "alone", draws=1, paths=2, settlements="stated")
    (fault,) = caught.value.faults
    assert (fault.code.id, fault.where.path) == ("S308", "money.settlement")
    assert "leave out --settlements stated" in fault.fix


def test_no_talks_are_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("winset.runs.coupling.loop.solve_talks", lambda *_: 1 / 0)
    assert run(parley(), draws=1, paths=4, settlements="stated").tables
    with pytest.raises(ZeroDivisionError):
        run(parley(), draws=1, paths=4)
