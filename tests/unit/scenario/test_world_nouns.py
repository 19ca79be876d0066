"""What a scenario can say of its world, tables and tracks, and what is told when it errs."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from ruamel.yaml import YAML
from tests.scenarios.test_broken import messages

from winset.scenario.change import with_values
from winset.scenario.draws import Draws, sample
from winset.scenario.load import load
from winset.scenario.nouns.talks import Durability, RedLine, Talks, Track
from winset.scenario.nouns.world import Standing, Switch, Walk
from winset.scenario.options import all_quantities
from winset.scenario.schema import scenario_schema

PARLEY = Path(__file__).parents[2] / "scenarios" / "parley"
BROKEN: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(PARLEY / "broken.yaml")
SURE = {"value": 1, "basis": "judgement"}


def test_a_standing_is_a_level_some_levels_or_a_span() -> None:
    assert Standing.model_validate("away").levels == ("away",)
    assert Standing.model_validate(["away", "near"]).levels == ("away", "near")
    assert Standing.model_validate({"at_least": 0.5}).at_least == 0.5


def test_a_switch_starts_at_a_level_or_by_chance() -> None:
    said = {"kind": "switch", "title": "A patron", "levels": ["away", "near"]}
    assert Switch.model_validate({**said, "start": "near"}).start == "near"
    uncertain = Switch.model_validate({**said, "start": {"away": 0.25, "near": 0.75}})
    assert isinstance(uncertain.start, dict)
    assert uncertain.start["away"].value == 0.25


def test_a_line_does_not_soften_unless_it_is_said_to() -> None:
    line = RedLine.model_validate(
        {"by": "alba", "issue": "land", "levels": ["ceded"], "firmness": SURE}
    )
    assert line.hazard.value == 0
    assert line.hazard.path == ""  # nobody wrote it down, so nobody need give its basis


def test_after_a_breakdown_talks_resume_or_each_has_a_value() -> None:
    hazard = {"value": 1, "unit": "% per month"}
    assert Durability.model_validate({"hazard": hazard}).after == "resume"
    valued = Durability.model_validate({"hazard": hazard, "after": {"alba": 0.2, "borea": 0.3}})
    assert isinstance(valued.after, dict)


def test_a_chance_per_month_needs_its_unit() -> None:
    with pytest.raises(ValidationError, match="the unit measures something else"):
        Track.model_validate({"kind": "track", "title": "Summit", "parties": ["a"], "host": "b",
                              "chance": {"value": 10, "unit": "%"}})  # fmt: skip


def test_every_number_of_world_and_tables_has_an_address() -> None:
    case = load(PARLEY)
    known = dict(all_quantities(case.scenario))
    for path in (
        "world.front.changes.unpaid.drift",
        "world.front.believed_by.borea.drift",
        "world.patron.answers.refused.alba.annoyed.chance",
        "world.freeze.changes.alone.lapse",
        "tables.ford.declared.spring.kept",
        "tables.ford.status_quo.alba.over.funding.levels.out",
        "tables.ford.issues.land.levels.here.slope.borea.front",
        "tables.ford.red_lines.valley.changes.collapse.hazard",
        "tables.ford.durability.by_issue.guards.cauda",
        "tables.ford.assets.reparations.damages",
        "tables.summit.effects.cooling.chance",
    ):
        assert known[path].path == path


def test_each_number_is_drawn_by_its_own_address() -> None:
    case = load(PARLEY).scenario
    front, table = case.world["front"], case.tables["ford"]
    assert isinstance(front, Walk)
    assert isinstance(table, Talks)
    drawn = sample(Draws(4, 1, "EUR"), front.drift)
    changed = with_values(case, {"tables.ford.declared.spring.kept": 0.5}).world["front"]
    assert isinstance(changed, Walk)
    assert (sample(Draws(4, 1, "EUR"), changed.drift) == drawn).all()


def test_the_schema_knows_kinds_of_variables_and_tables() -> None:
    defined = scenario_schema()["$defs"]
    assert {"Walk", "Switch", "Schedule", "FromMoney", "FreezeKept", "Talks", "Track"} <= set(
        defined
    )


def test_the_scenario_that_the_broken_ones_are_made_from_is_sound() -> None:
    assert messages(PARLEY) == ""


@pytest.mark.parametrize("case", BROKEN, ids=[case["name"] for case in BROKEN])
def test_a_broken_world_or_table_says_what_is_wrong(case: dict[str, Any], tmp_path: Path) -> None:
    folder = tmp_path / "parley"
    folder.mkdir()
    for name in ("scenario.yaml", "evidence.yaml"):
        shutil.copy(PARLEY / name, folder / name)
    text = (folder / "scenario.yaml").read_text("utf-8")
    assert case["edit"]["from"] in text
    changed = text.replace(case["edit"]["from"], case["edit"]["to"], 1)
    (folder / "scenario.yaml").write_text(changed, "utf-8")
    assert messages(folder) == case["says"]
