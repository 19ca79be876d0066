"""Parts of the brief on members' accounts, debt, conditions and one amount explained."""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from altair.utils.schemapi import debug_mode

from winset.report import svg
from winset.report.brief.blocks import Grid, Listing, Picture
from winset.report.brief.parts import conditions, debt, national, national_nothing, why
from winset.report.brief.sheet import Sheet, mains, sheet
from winset.report.charts import debt as charts
from winset.report.charts.conditions import STEPS, step
from winset.runs.check import check_case
from winset.runs.make import compute
from winset.scenario.load import load

SMALL = Path(__file__).parents[2] / "scenarios" / "small"
PARTS = (conditions.part, debt.part, national.part, why.part)


@pytest.fixture(scope="module")
def page() -> Sheet:
    found = check_case(load(SMALL))
    return sheet([compute(found, 6, 40, 1, lambda *_: None)], found)


def test_without_their_tables_the_parts_stay_away(page: Sheet) -> None:
    own = ("national_verdicts", "debt_paths", "conditions", "worked_example")
    tables = {name: table for name, table in page.run.tables.items() if name not in own}
    bare = dataclasses.replace(page, run=dataclasses.replace(page.run, tables=tables))
    assert all(write(bare).blocks == () for write in PARTS)


def test_every_verdict_that_is_not_no_is_told_with_its_text(page: Sheet) -> None:
    part = national.part(page)
    grids = [each for each in part.blocks if isinstance(each, Grid)]
    table = page.run.tables["national_verdicts"]
    for option, grid in zip(mains(page), grids, strict=False):
        expected = table[(table["option"] == option) & (table["holds"] != "no")]
        assert [row[0] for row in grid.rows] == expected["question"].tolist()
        told = zip(grid.rows, expected["source"], strict=True)
        assert all(source in html.unescape(row[4]) for row, source in told)


def test_effects_debt_and_room_have_a_row_for_every_member(page: Sheet) -> None:
    with debug_mode(False):
        blocks = [*national.part(page).blocks, *debt.part(page).blocks]
    members = page.run.tables["debt_paths"]["payer"].nunique()
    sizes = {b.name: len(b.rows) for b in blocks if isinstance(b, Grid)}
    assert sizes["accounts-effects"] == sizes["room-table"] == members
    picture = next(b for b in blocks if isinstance(b, Picture) and b.name == "debt-all")
    assert picture.folded
    assert picture.narrow is not None
    told = svg.drawn(picture.wide)
    assert all(str(name) in told for name in page.run.tables["payers"]["name"])


@pytest.mark.parametrize("chart", [charts.change, charts.debt])
def test_debt_charts_hold_against_the_schema(page: Sheet, chart: Callable[..., Any]) -> None:
    members = ["BE", "DE", "FR"]
    told = chart(page.run, page.found.case, mains(page), members, 780, 3).to_dict()
    table = page.run.tables["debt_paths"]
    shown = [row for data in told["datasets"].values() for row in data]
    assert {row["member"] for row in shown} == {"Belgium", "Germany", "France"}
    assert {row["year"] for row in shown} == set(table["year"])
    assert told["facet"]["sort"] == ["Belgium", "Germany", "France"]


def test_all_conditions_and_all_other_payers_are_in_one_picture(page: Sheet) -> None:
    with debug_mode(False):
        pictures = [b for b in conditions.part(page).blocks if isinstance(b, Picture)]
    assert len(pictures) == 1
    option = str(page.run.tables["conditions"]["option"].iloc[0])
    lines = conditions.lines_of(page, option)
    asked = page.run.tables["conditions"]
    assert len(lines) == asked[asked["set"] == "alone"]["condition"].nunique() + 1
    words = re.sub(r"<[^>]+>", " ", svg.drawn(pictures[0].wide))
    for payer in lines[0].costs:
        assert payer in words
    assert conditions.host(page) not in lines[0].costs


def test_steps_of_cost_hold_every_amount_once() -> None:
    ends = [up_to for up_to, _, _ in STEPS]
    assert ends == sorted(ends)
    assert [step(end - 1) for end in ends[:-1]] == [says for _, says, _ in STEPS[:-1]]
    assert step(1e12) == STEPS[-1][1]


def test_nothing_stands_beside_every_option_for_every_payer(page: Sheet) -> None:
    part = national_nothing.part(page)
    if page.run.tables["nothing"].empty:
        assert part.blocks == ()
        return
    grid = next(each for each in part.blocks if isinstance(each, Grid))
    assert len(grid.rows) == len(page.run.tables["payers"])
    assert len(grid.head) == 2 + 2 * len(mains(page))


def test_the_example_names_the_command_that_repeats_it(page: Sheet) -> None:
    part = why.part(page)
    table = page.run.tables["worked_example"]
    listed = next(each for each in part.blocks if isinstance(each, Listing))
    assert len(listed.items) == len(table)
    last = str(part.blocks[-1])
    assert f"::{table['path'].iloc[0]} --in small --draw {table['draw'].iloc[0]}" in last
