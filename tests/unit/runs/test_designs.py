"""Designs of an option priced anew: which there are, and that equal ones are priced once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.unit.report.made_up_council import with_council

from winset.consent.agenda import put_to_vote
from winset.consent.grid import choices, count_of
from winset.finance.engine import money
from winset.runs.council.design_tables import design_tables
from winset.runs.council.designs import MOST_DESIGNS, at_once, grid_of, passing, wanted
from winset.runs.council.redesign import diagram_for, question
from winset.runs.council.sitting import sitting
from winset.scenario.case import Case
from winset.scenario.draws import Draws, draws_of
from winset.scenario.load import load
from winset.scenario.nouns.consent import Position, Table


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return load(with_council(tmp_path))


def asking(case: Case, *conditions: dict[str, Any]) -> Any:
    """The scenario with one member's conditions on the loan."""
    council = case.scenario.tables["council"]
    assert isinstance(council, Table)
    position = Position.model_validate({"against_unless": list(conditions)})
    changed = council.model_copy(update={"positions": {"BE": {"asset_loan": position}}})
    return case.scenario.model_copy(update={"tables": {"council": changed}})


def test_designs_without_the_guarantee_are_priced_once(case):
    """Guarantee or none, capped or not, joint or not: 4 + 1 prices; with others joining 10."""
    firm = {"firmness": {"value": 0.9, "basis": "judgement"}}
    scenario = asking(
        case,
        {"term": "guarantee", "is": None, **firm},
        {"term": "guarantee.cap", "is": None, **firm},
        {"term": "guarantee.sharing", "is": "joint_and_several", **firm},
        {"term": "others_join", "is": True, **firm},
    )
    draws = draws_of(scenario, 2, 1)
    held = sitting(scenario, "council", draws, money(scenario, draws, 10))
    grid = grid_of(scenario, held, "loan", draws, 10)
    assert grid is not None
    assert len(list(choices(grid, grid.costly))) == 5
    assert len(at_once(grid, 10)) == 5
    assert len(at_once(grid, 9)) == 4  # none, and each of three changes alone
    assert count_of(grid) == len(passing(grid).designs) == 10


def test_a_programme_finds_what_trying_every_design_finds(case):
    """Two demands, four designs: told to try none, the programme names the same change."""
    draws = draws_of(case.scenario, 4, 1)
    sat = {"council": sitting(case.scenario, "council", draws, money(case.scenario, draws, 20))}
    tried, found = (
        design_tables(case.scenario, sat, draws, 20, most) for most in (MOST_DESIGNS, 1)
    )
    one, other = (tables["consent_changes"].set_index("member") for tables in (tried, found))
    assert one["terms"].tolist() == other["terms"].tolist()
    assert other["votes_for"].tolist() == pytest.approx(one["votes_for"].tolist())
    assert other["before"].tolist() == pytest.approx(one["before"].tolist())
    every = tried["consent_designs"].set_index("terms")
    best = found["consent_designs"].set_index("terms")
    assert best["allowed"].tolist() == [4] * len(best)
    assert "{}" in best.index
    for terms, row in best.iterrows():
        assert row["adopted"] == pytest.approx(every.loc[terms, "adopted"])
        assert row["worst_burden"] == pytest.approx(every.loc[terms, "worst_burden"])


def test_a_condition_that_is_met_asks_for_no_change():
    """At most 5 where 3 stands, the same list in another type, and one demand made twice."""
    one = Draws(2, 1, "EUR")
    firm = {"firmness": 1}

    def levels(stands: Any, *conditions: dict[str, Any]) -> tuple[Any, ...]:
        asked = [{"term": "t", **each, **firm} for each in conditions]
        position = Position.model_validate({"against_unless": asked})
        return wanted("t", {"A": position}, stands, one)

    assert levels(3, {"at_most": 5}) == ()
    assert levels(("a", "b"), {"is": ["a", "b"]}) == ()
    assert levels(9, {"at_most": 5}, {"at_most": 5}, {"at_most": 7}) == (5,)


CIRCLES = ((), ("BE",), ("BE", "HU"), ("DE",))


@pytest.mark.parametrize(("item", "option"), [("loan", "asset_loan"), ("grants", "grants")])
def test_one_diagram_serves_every_circle_of_the_exempt(case, item, option):
    """Under a qualified majority as under unanimity, where who abstains does not block."""
    draws = draws_of(case.scenario, 3, 1)
    costs = money(case.scenario, draws, 20)
    held = sitting(case.scenario, "council", draws, costs)
    fails = held.solution.items[item].fails
    shared = diagram_for(held, option, CIRCLES)
    assert shared is not None
    for exempt in CIRCLES:
        one, own = (
            question(case.scenario, held, option, draws, costs, {}, exempt, diagram)
            for diagram in (shared, None)
        )
        assert own.diagram is not shared
        found, alone = (put_to_vote(each, fails, held.habits) for each in (one, own))
        assert found.adopted == pytest.approx(alone.adopted, abs=1e-12)


def test_where_the_exempt_take_no_part_each_circle_has_a_diagram_of_its_own(case):
    draws = draws_of(case.scenario, 2, 1)
    held = sitting(case.scenario, "council", draws, money(case.scenario, draws, 10))
    matters = held.table.matters
    apart = matters["grants"].model_copy(update={"exempt_take_part": False})
    table = held.table.model_copy(update={"matters": {**matters, "grants": apart}})
    assert diagram_for(replace(held, table=table), "grants", CIRCLES) is None
