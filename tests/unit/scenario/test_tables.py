"""Reference tables that know more than the day of which a scenario speaks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from winset.data.read import names, read
from winset.runs.check import checked

SMALL = Path("tests/scenarios/small")
SOURCE = Path("src/winset")


def remarks(folder: Path) -> list[tuple[str, str, str]]:
    return [
        (each.level, str(each.where), each.what)
        for each in checked(folder).remarks
        if each.code.id == "S309"
    ]


def at(day: str, tmp_path: Path) -> Path:
    """The small scenario as of another day."""
    folder = tmp_path / day
    shutil.copytree(SMALL, folder)
    file = folder / "scenario.yaml"
    text = file.read_text("utf-8")
    assert "as_of: 2025-03-10" in text
    file.write_text(text.replace("as_of: 2025-03-10", f"as_of: {day}"), "utf-8")
    return folder


def test_tables_that_are_later_than_the_day_are_warned_of(tmp_path: Path) -> None:
    ((level, where, what),) = remarks(SMALL)
    assert level == "warning"
    assert where.startswith("scenario.yaml:")
    assert where.endswith("clubs.union.from")
    assert what.startswith("tables that are later than `as_of`: eu27 (2025-07-08), ")
    assert "eu27_gdp (2025-10-21)" in what
    assert "eu27_capital_key" not in what


def test_a_case_that_follows_its_tables_is_not_warned() -> None:
    assert remarks(Path("src/winset/scenarios/ukraine-2025")) == []


def test_rates_of_dissent_count_too(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    shutil.copytree("src/winset/scenarios/ukraine-2025", folder)
    file = folder / "scenario.yaml"
    text = file.read_text("utf-8")
    start = text.index("    base_rates:\n")
    end = start + len("    base_rates:\n")
    while text[end:].startswith("      "):
        end = text.index("\n", end) + 1
    file.write_text(f"{text[:start]}    base_rates: {{dataset: council_dissent}}\n{text[end:]}")
    ((_, where, what),) = remarks(folder)
    assert where.endswith("tables.council.base_rates.dataset")
    assert what == "a table that is later than `as_of`: council_dissent (2026-10-01)"


@pytest.mark.parametrize("name", names())
def test_columns_that_are_later_than_their_table_are_read_by_nobody(name: str) -> None:
    table = read(name)
    code = "\n".join(each.read_text("utf-8") for each in SOURCE.rglob("*.py"))
    for column, day in table.later.items():
        assert day > table.latest
        assert column not in code


def test_the_excessive_deficits_of_november_are_such_a_column() -> None:
    assert list(read("eu27_fiscal").later) == ["edp_nov2025"]
