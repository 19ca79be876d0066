"""Charts of the talks: they hold against the schema, are drawn at their size, and drop nothing."""

from __future__ import annotations

import re

import numpy as np
import pytest
from tests.unit.report.made_up_talks import parley_found, parley_run

from winset.report.brief.parts import (
    talks_refusing,
    talks_table,
    talks_terms,
    talks_tilts,
    talks_world,
)
from winset.report.brief.sheet import sheet
from winset.report.charts.accounts_talks import accounts_talks
from winset.report.charts.coupling_cash import coupling_cash
from winset.report.charts.coupling_cost import coupling_cost
from winset.report.charts.coupling_talks import coupling_talks
from winset.report.charts.coupling_worth import coupling_worth
from winset.report.charts.curves import over_draws
from winset.report.charts.grouped import Spread
from winset.report.charts.loop import Arrow, loop
from winset.report.charts.talks_chances import talks_chances
from winset.report.charts.talks_margin import talks_margin
from winset.report.charts.talks_refusal import talks_refusal
from winset.report.charts.talks_table import colours
from winset.report.charts.talks_table import talks_table as table_chart
from winset.report.charts.talks_terms import talks_terms as terms_chart
from winset.report.charts.talks_tilts import talks_tilts as tilts_chart
from winset.report.charts.talks_waiting import talks_waiting
from winset.report.charts.talks_world import talks_world as world_chart
from winset.report.charts.theme import NARROW, WIDE
from winset.report.svg import inline, size
from winset.runs.results import Range

PAGE = sheet([parley_run()], parley_found())
TABLES, GRID = PAGE.run.tables, PAGE.grid
NODES = {"nothing": "Nothing is agreed", "loan": "A loan with a name that must be broken"}
PARTIES = {"alba": "Alba", "borea": "Borea"}
SPREADS = [
    Spread(row, kind, Range(mid=0.4, low=-0.1, high=0.9))
    for row in ("A loan", "Grants to be paid by all the members together")
    for kind in ("one", "two", "three")
]
KINDS = ("one", "two", "three")
SAYS = (
    "What it does to the next, told in a sentence that is longer than a line, with numbers: "
    "12 % (5 to 31 %)."
)
ARROWS = [Arrow(start, SAYS) for start in ("Money", "Time", "Front", "Terms")]
CHARTS = {
    "chances": lambda width: talks_chances(TABLES, GRID, width),
    "margin": lambda width: talks_margin(TABLES, GRID, width),
    "terms": lambda width: terms_chart(talks_terms.ways(PAGE), width),
    "waiting": lambda width: talks_waiting(TABLES, PARTIES, width),
    "table": lambda width: table_chart(talks_table.drawn(PAGE), GRID, width),
    "refusal": lambda width: talks_refusal(talks_refusing.lines(PAGE), width),
    "world": lambda width: world_chart(talks_world.standings(PAGE), GRID, width),
    "tilts": lambda width: tilts_chart(
        talks_tilts.tilted(PAGE, "front"), list(PARTIES.values()), "the end of May", width
    ),
    "by-option": lambda width: coupling_talks(TABLES, titles(), "nothing", GRID, width),
    "cash": lambda width: coupling_cash(TABLES, titles(), "nothing", GRID, width),
    "worth": lambda width: coupling_worth(SPREADS, KINDS, width),
    "cost": lambda width: coupling_cost({"Cost": SPREADS, "Left": SPREADS}, KINDS, width),
    "accounts": lambda width: accounts_talks(SPREADS, KINDS, width),
    "loop": lambda width: loop(ARROWS, width),
}


def titles() -> dict[str, str]:
    from winset.runs.talks_reading import nodes

    return {each: f"Option {each}" for each in nodes(TABLES)}


@pytest.fixture(scope="module", params=[(n, w) for n in CHARTS for w in (WIDE, NARROW)], ids=str)
def drawn(request) -> tuple[str, int, str]:
    name, width = request.param
    chart = CHARTS[name](width)
    chart.to_dict()  # raises where the chart does not hold against the schema
    return name, width, str(inline(chart, f"{name}-x", f"Chart of {name}", "What it shows"))


def test_charts_are_drawn_about_as_wide_as_asked_and_not_collapsed(drawn) -> None:
    name, width, svg = drawn
    across, down = size(svg)
    assert 0.7 * width < across < 1.06 * width, across
    assert 100 < down < 6 * width
    assert len(re.findall(r"<(?:path|text|line|rect)\b", svg)) > 10, name


def test_charts_keep_to_few_marks(drawn) -> None:
    name, _, svg = drawn
    assert len(svg) < 120_000, name


def test_every_arrow_of_the_loop_and_every_thing_is_written_out() -> None:
    drawn_ = str(inline(loop(ARROWS, NARROW), "loop", "Loop", "Loop"))
    for arrow in ARROWS:
        assert f">{arrow.start}<" in drawn_
    assert drawn_.count("5 to 31 %") == len(ARROWS)


def test_what_happens_at_the_table_adds_up_to_one_in_every_month() -> None:
    found = talks_table.drawn(PAGE)
    total = np.sum([means for _, means in found.values()], axis=0)
    np.testing.assert_allclose(total, 1.0, atol=0.005)
    assert min(means.min() for _, means in found.values()) > -1e-9


def test_parties_have_colours_of_their_own() -> None:
    found = colours(["refused:a", "refused:b", "stalled:a", "stalled:b", "signed"])
    assert len(set(found.values())) == len(found)


def test_months_without_any_number_are_left_out_of_curves() -> None:
    values = np.array([[1.0, 3.0], [np.nan, np.nan], [np.nan, 2.0]])
    assert [row["month"] for row in over_draws(values)] == [0, 2]
    assert over_draws(values)[0]["mid"] == 2.0
