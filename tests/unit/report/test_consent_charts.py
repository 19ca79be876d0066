"""Charts of consent: they hold against the schema, are drawn at their size, and drop nothing."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from winset.report.charts.adoption import Chances, adoption
from winset.report.charts.combined import combined, subsets
from winset.report.charts.designs import designs
from winset.report.charts.first_cash import Curve, first_cash
from winset.report.charts.pressure import Panel as PressurePanel
from winset.report.charts.pressure import pressure
from winset.report.charts.theme import NARROW, WIDE
from winset.report.charts.votes import REASON_COLOURS, Panel, Vote, votes
from winset.report.svg import inline, size
from winset.runs.results import Range
from winset.timegrid import TimeGrid

GRID = TimeGrid(dt.date(2025, 3, 10), 34)
WORDS = {reason: f"because of {reason}" for reason in REASON_COLOURS}
MEMBERS = tuple(Vote(f"Member {i}", i / 40, i / 30, min(1, i / 20), "burden") for i in range(27))
SPAN = Range(mid=0.4, low=0.1, high=0.9)
DESIGNS = pd.DataFrame({"adopted": [0.1, 0.2, 0.6, 0.6], "worst_burden": [0.01, 0.02, 0.03, 0.2]})
CURVE = Curve(
    "A loan", (0.0, 0.2, 0.5, 0.7, 0.7), (0.0, 0.1, 0.4, 0.6, 0.6), (0.0, 0.3, 0.6, 0.8, 0.8)
)
COMBINED = {one + other: len(one + other) / 5 for one in subsets("ABC") for other in subsets("DE")}
CHARTS = {
    "adoption": lambda width: adoption(
        [Chances(t, {"rule": SPAN, "norm": SPAN}, {"rule": "40 %", "norm": "40 %"})
         for t in ("A loan", "Grants to be paid by all the members")], width),
    "votes": lambda width: votes(
        [Panel("A loan", MEMBERS), Panel("Grants", MEMBERS)], WORDS, width),
    "pressure": lambda width: pressure(
        [PressurePanel(f"Option {i}", ("without any fallback", "with bonds on headroom"),
                       {f"M{k}": (0.2, 0.4) for k in range(5)}) for i in range(3)], width),
    "combined": lambda width: combined(COMBINED, 5, width),
    "designs": lambda width: designs(DESIGNS, DESIGNS.iloc[:3], width),
    "cash": lambda width: first_cash([CURVE], Range(mid=2, low=1, high=3), GRID, width),
}  # fmt: skip


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("name", CHARTS)
def test_charts_hold_against_the_schema_and_fill_their_width(name: str, width: int) -> None:
    chart = CHARTS[name](width)
    chart.to_dict()  # raises where the chart does not hold against the schema
    across, down = size(inline(chart, f"{name}-x", f"Chart of {name}", "What it shows"))
    assert 0.7 * width < across < 1.06 * width
    assert 100 < down < 4 * width


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_member_is_named_and_only_reasons_that_occur(width: int) -> None:
    drawn = str(inline(CHARTS["votes"](width), "votes", "Chart of votes", "What it shows"))
    for vote in MEMBERS:
        assert f">{vote.member}<" in drawn
    assert "because of burden" in drawn
    assert "because of record" not in drawn


def test_designs_on_one_spot_are_drawn_once() -> None:
    alike = pd.concat([DESIGNS] * 50, ignore_index=True)
    once = inline(designs(DESIGNS, DESIGNS.iloc[:3], WIDE), "one", "Designs", "What it shows")
    many = inline(designs(alike, DESIGNS.iloc[:3], WIDE), "one", "Designs", "What it shows")
    assert many.count("<path") == once.count("<path")


def test_designs_that_cost_nobody_anything_are_drawn_too() -> None:
    free = DESIGNS.assign(worst_burden=[0.0, 0.0, 0.01, 0.02])
    assert (
        size(inline(designs(free, free.iloc[:1], WIDE), "x", "Designs", "What it shows"))[0] > 500
    )


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_combination_has_its_cell(width: int) -> None:
    drawn = str(inline(combined(COMBINED, 5, width), "combined", "Combinations", "What it shows"))
    said = [f">{100 * chance:.0f}<" for chance in COMBINED.values()]
    for number in set(said):
        assert drawn.count(number) == said.count(number)
