"""Every broken scenario is told with all its messages, and nothing is written."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from winset.errors import Faults
from winset.runs.check import checked

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(HERE / "broken.yaml")


def test_there_are_at_least_forty_and_each_has_a_name_of_its_own() -> None:
    names = [case["name"] for case in CASES]
    assert len(names) == len(set(names)) >= 40


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_broken_scenario_says_what_is_wrong(case: dict[str, Any], tmp_path: Path) -> None:
    folder = tmp_path / "small"
    shutil.copytree(HERE / "small", folder)
    break_it(case, folder)
    assert messages(folder) == case["says"]


def test_the_scenario_that_they_are_made_from_is_sound() -> None:
    assert messages(HERE / "small") == ""


def break_it(case: dict[str, Any], folder: Path) -> None:
    """Make the edits of a case in a copy of the sound scenario."""
    for edit in case.get("edits", ()):
        file = folder / edit["file"]
        text = file.read_text("utf-8")
        assert edit["from"] in text, f"nothing to replace: {edit['from']}"
        file.write_text(text.replace(edit["from"], edit["to"], 1), "utf-8")
    if "write" in case:
        _write(case["write"], folder)


def _write(content: dict[str, Any], folder: Path) -> None:
    file = folder / content["file"]
    file.unlink()
    if "text" in content:
        file.write_text(content["text"], "utf-8")
    if "hex" in content:
        file.write_bytes(bytes.fromhex(content["hex"]))
    if content.get("folder"):
        file.mkdir()


def messages(folder: Path) -> str:
    """All that `winset check` has to say of a folder, without this machine's own paths."""
    try:
        checked(folder)
    except Faults as error:
        return str(error).replace(str(folder), "FOLDER") + "\n"
    return ""
