"""Every figure of the tables against the collected figures, where these are at hand."""

from __future__ import annotations

import csv
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from winset.data.read import names

ROOT = Path(__file__).parents[2]
SHARED = ROOT / "../shared/data"
TABLES = ROOT / "src/winset/data/tables"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared/data is not here"),
]


def recipe() -> ModuleType:
    spec = spec_from_file_location("member_tables", ROOT / "tools/tables/member_tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


RECIPE = recipe()


def cells(path: Path) -> list[dict[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def ours(table: str) -> list[dict[str, str]]:
    return cells(TABLES / f"{table}.csv")


def theirs(table: str) -> list[dict[str, str]]:
    return [row for row in cells(SHARED / RECIPE.SOURCES[table]) if row.get("iso2") != "EU27"]


@pytest.mark.parametrize("table", list(RECIPE.SOURCES))
def test_every_figure_is_carried_over_as_it_was_written(table: str):
    def figures(rows: list[dict[str, str]]) -> list[tuple[str, ...]]:
        return sorted(tuple(sorted(v for k, v in row.items() if k != "name")) for row in rows)

    assert figures(ours(table)) == figures(theirs(table))


@pytest.mark.parametrize("table", list(RECIPE.SOURCES))
def test_every_column_but_the_name_is_kept_under_its_own_meaning(table: str):
    renamed = [RECIPE.RENAMED.get(name, name) for name in theirs(table)[0] if name != "name"]
    assert list(ours(table)[0]) == renamed


@pytest.mark.parametrize("table", list(RECIPE.SOURCES))
def test_the_recipe_rebuilds_the_file_byte_for_byte(table: str):
    text = (TABLES / f"{table}.csv").read_text(encoding="utf-8")
    rows = RECIPE.ordered(RECIPE.collected(SHARED / RECIPE.SOURCES[table]))
    assert RECIPE.header_of(text) + RECIPE.written(rows) == text


def test_names_of_members_agree():
    wanted = {row["iso2"]: row["name"] for row in theirs("eu27_gdp")}
    assert {row["code"]: row["name"] for row in ours("eu27")} == wanted


def test_every_other_table_is_written_by_hand():
    by_hand = {"eu27", "eu27_debt_inputs", "facilities"}
    assert set(names()) - set(RECIPE.SOURCES) == by_hand
