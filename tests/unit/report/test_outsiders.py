"""A guarantor from outside the club stands in the brief's tables like any other payer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from winset.report import svg
from winset.report.brief.blocks import Grid, Picture
from winset.report.brief.parts import members, national_nothing, options, tail
from winset.report.brief.sheet import Sheet, sheet
from winset.runs.check import check_case
from winset.runs.make import compute
from winset.scenario.load import load
from winset.scenario.reading import with_changes

SMALL = Path(__file__).parents[2] / "scenarios" / "small"
TAKES = {
    "money.instruments.asset_loan.guarantee.outside": {
        "borea": {"value": 30, "unit": "%", "basis": "judgement"}
    },
    "money.rates.own_yield_rise": "1 bp per year",
}


@pytest.fixture(scope="module")
def page() -> Sheet:
    found = check_case(with_changes(load(SMALL), TAKES))
    return sheet([compute(found, 6, 60, 1, lambda *_: None)], found)


def grids(part) -> dict[str, list[list[str]]]:
    """Each table's rows in plain text, by its name."""
    return {
        each.name: [[re.sub("<[^>]+>", "", str(cell)).strip() for cell in row] for row in each.rows]
        for each in part.blocks
        if isinstance(each, Grid)
    }


def test_it_has_its_share_in_the_table_of_payers(page: Sheet) -> None:
    rows = {row[0]: row for row in grids(members.part(page))["members-table"]}
    assert set(rows) == set(page.run.tables["payers"]["name"])
    table = page.run.tables["members"]
    mine = table[(table["option"] == "asset_loan") & (table["payer"] == "borea")]
    # 30 % of what is guaranteed, 1.2 times the principal of 70 bn, at most: 21 bn of principal
    assert mine["contingent_peak"].to_numpy() / 1e9 == pytest.approx(0.3 * 70)
    assert rows["Borea"][5] == "21"
    assert float(rows["Borea"][1].split()[0]) > 0
    assert not any("nan" in cell for row in rows.values() for cell in row)


def test_the_club_bears_the_rest_by_its_own_key(page: Sheet) -> None:
    table = page.run.tables["members"]
    loan = table[(table["option"] == "asset_loan") & (table["draw"] == 0)]
    peak = loan.set_index("payer")["contingent_peak"]
    keys = page.run.tables["payers"].set_index("payer")["key_share"]
    assert peak["DE"] / peak.drop("borea").sum() == pytest.approx(keys["DE"])
    assert peak.drop("borea").sum() / 1e9 == pytest.approx(0.7 * 70)


def test_it_is_in_the_other_tables_and_pictures_too(page: Sheet) -> None:
    told = members.part(page)
    bars = next(b for b in told.blocks if isinstance(b, Picture) and b.name == "members-bars")
    assert "Borea" in svg.drawn(bars.wide)
    for part in (national_nothing.part(page), options.part(page), tail.part(page)):
        for rows in grids(part).values():
            assert not any("nan" in cell for row in rows for cell in row)
    nothing = {row[0] for row in grids(national_nothing.part(page))["nothing-table"]}
    assert "Borea" in nothing
