from __future__ import annotations

import shutil
from pathlib import Path

import jsonschema
import pytest

from winset.errors import ScenarioFaults
from winset.runs.check import check_case
from winset.scenario.bundled import bundled
from winset.scenario.case import place_of, text_of
from winset.scenario.document import parse_document
from winset.scenario.heading import Heading, heading
from winset.scenario.load import load
from winset.scenario.migrate import migrated
from winset.scenario.schema import evidence_schema, scenario_schema

SMALL = Path("tests/scenarios/small")


def test_a_case_knows_where_everything_stands() -> None:
    case = load(SMALL)
    place = place_of(case, "money.assets.cash")
    assert place.line is not None
    assert "cash: {value: 100" in (SMALL / "scenario.yaml").read_text().splitlines()[place.line - 1]
    assert text_of(case, "money.assets.cash").startswith("cash: {value: 100")


def test_keys_with_dots_are_found_too() -> None:
    case = load(SMALL)
    path = "money.options.asset_loan_joint.set.guarantee.cap"
    assert text_of(case, path) == "guarantee.cap: null"


def test_the_digest_follows_every_file(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "small")
    before = load(tmp_path / "small").digest
    assert before == load(SMALL).digest
    with (tmp_path / "small" / "scenario.yaml").open("a") as file:
        file.write("# a remark\n")
    assert load(tmp_path / "small").digest != before


@pytest.mark.parametrize("how", ["windows", "marked"])
def test_line_ends_and_byte_order_marks_of_other_systems_are_read(how: str, tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "small")
    for name in ("scenario.yaml", "evidence.yaml"):
        file = tmp_path / "small" / name
        raw = file.read_bytes()
        file.write_bytes(raw.replace(b"\n", b"\r\n") if how == "windows" else b"\xef\xbb\xbf" + raw)
    case = check_case(load(tmp_path / "small")).case
    assert case.scenario == load(SMALL).scenario
    assert text_of(case, "money.freeze.lapse") == text_of(load(SMALL), "money.freeze.lapse")


def test_an_unknown_scenario_is_refused_with_what_there_is() -> None:
    with pytest.raises(ScenarioFaults, match='no scenario "small-2025"'):
        load("small-2025")


def test_a_file_in_place_of_a_folder_is_refused() -> None:
    with pytest.raises(ScenarioFaults, match="a file stands where a folder should be"):
        load(SMALL / "scenario.yaml")


def test_every_scenario_that_ships_can_be_read() -> None:
    assert bundled()
    for folder in bundled().values():
        assert load(folder).scenario.title


def test_older_files_are_brought_to_the_language_step_by_step() -> None:
    steps = {1: lambda old: {"b": old["a"]}, 2: lambda old: {"c": old["b"] + 1}}
    assert migrated({"winset": 1, "a": 1}, steps, 3) == {"winset": 3, "c": 2}


def test_the_schema_accepts_what_the_loader_accepts() -> None:
    for name, schema in (("scenario", scenario_schema()), ("evidence", evidence_schema())):
        document, faults = parse_document((SMALL / f"{name}.yaml").read_text(), name)
        assert document is not None, faults
        validator = jsonschema.Draft202012Validator(schema)
        assert [error.message for error in validator.iter_errors(_plain(document.data))] == []


def test_the_schema_refuses_unknown_keys() -> None:
    validator = jsonschema.Draft202012Validator(scenario_schema())
    assert any("curency" in error.message for error in validator.iter_errors({"curency": "EUR"}))


def _plain(value: object) -> object:
    """JSON's view: dates are words."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


@pytest.mark.parametrize("name", bundled())
def test_a_heading_is_what_the_whole_file_says(name: str) -> None:
    scenario = load(name).scenario
    assert heading(bundled()[name]) == Heading(scenario.title, str(scenario.as_of))
