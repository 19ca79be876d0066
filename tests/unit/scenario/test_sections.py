"""A scenario may be about talks alone; what leans on money then says that there is none."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from tests.scenarios.test_broken import messages

from winset.errors import RequestFaults
from winset.finance.checks import checks
from winset.scenario.codes import NOT_STATED
from winset.scenario.load import load
from winset.scenario.sections import stated_money

ALONE = Path(__file__).parents[2] / "scenarios" / "alone"
BROKEN: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(ALONE / "broken.yaml")


def test_talks_alone_are_a_scenario() -> None:
    assert messages(ALONE) == ""
    assert load(ALONE).scenario.money is None


@pytest.mark.parametrize("case", BROKEN, ids=[case["name"] for case in BROKEN])
def test_what_leans_on_money_says_that_there_is_none(case: dict[str, Any], tmp_path: Path) -> None:
    shutil.copy(ALONE / "evidence.yaml", tmp_path)
    text = (ALONE / "scenario.yaml").read_text("utf-8")
    if "cut" in case:
        text = text[: text.index(case["cut"])]
    else:
        assert case["edit"]["from"] in text
        text = text.replace(case["edit"]["from"], case["edit"]["to"], 1)
    (tmp_path / "scenario.yaml").write_text(text, "utf-8")
    assert messages(tmp_path) == case["says"]


def test_who_cannot_do_without_money_says_so() -> None:
    with pytest.raises(RequestFaults) as raised:
        stated_money(load(ALONE).scenario)
    assert [fault.code for fault in raised.value.faults] == [NOT_STATED]


def test_money_that_is_not_there_has_nothing_wrong_with_it() -> None:
    assert checks(load(ALONE).scenario) == ()
