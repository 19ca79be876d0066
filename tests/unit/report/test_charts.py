"""Every chart holds against Vega-Lite's schema, is drawn at its size, and says what it shows."""

from __future__ import annotations

import datetime as dt
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from tests.unit.report.made_up import made_up_run, small_case

from winset.explore.drivers import drivers as find_drivers
from winset.explore.drivers import samples
from winset.report.charts.accounts import accounts
from winset.report.charts.dates import Due, dates
from winset.report.charts.drivers import drivers
from winset.report.charts.europe import europe, spread
from winset.report.charts.gaps import gaps
from winset.report.charts.host import host
from winset.report.charts.members import by_size, members
from winset.report.charts.months_of_cash import alike, months_of_cash
from winset.report.charts.options import options
from winset.report.charts.tail import tail
from winset.report.charts.theme import COLOURS, NARROW, WIDE
from winset.report.charts.years import years
from winset.report.outcomes import burden
from winset.report.svg import dressed, inline, size
from winset.report.words import named
from winset.timegrid import grid_until, parse_date

SVG = "{http://www.w3.org/2000/svg}"
CASE = small_case()
RUN = made_up_run(CASE)
GRID = grid_until(CASE.scenario.as_of, parse_date(CASE.scenario.horizon, end=True))
VARIANTS = ("asset_loan", "asset_loan_bare", "asset_loan_joint")


def drivers_chart(width: int):
    draws = samples(RUN.tables["draws"])
    labels = {path: named(CASE.scenario, path).label for path in draws}
    found = find_drivers(burden(RUN, "asset_loan"), draws)
    return drivers(found, labels, dict.fromkeys(draws, "judgement"), width)


def dates_chart(width: int):
    start = CASE.scenario.as_of
    week = dt.timedelta(days=7)
    found = [
        Due("A day", start + week, start + week, "stated"),
        Due("A stretch of days with a long name that must be broken", start, start + week, "said"),
    ]
    return dates(found, {"stated": "blue", "said": "gold"}, start, width)


CHARTS = {
    "months": lambda width: months_of_cash(RUN, CASE, GRID, width),
    "gaps": lambda width: gaps(RUN, CASE, GRID, width),
    "options": lambda width: options(RUN, CASE, width),
    "members": lambda width: members(RUN, CASE, width),
    "tail": lambda width: tail(RUN, CASE, VARIANTS, width),
    "host": lambda width: host(RUN, CASE, VARIANTS, width),
    "years": lambda width: years(RUN, CASE, width),
    "accounts": lambda width: accounts((RUN, RUN), CASE, ("As it stands", "Another"), width),
    "drivers": drivers_chart,
    "dates": dates_chart,
    "map": lambda width: europe({"BE": 1.0, "DE": 2.0}, [1.5], ["little", "much"], width),
}


@pytest.fixture(scope="module", params=[(n, w) for n in CHARTS for w in (WIDE, NARROW)], ids=str)
def drawn(request) -> tuple[str, int, str]:
    name, width = request.param
    chart = CHARTS[name](width)
    chart.to_dict()  # raises where the chart does not hold against the schema
    return name, width, str(inline(chart, f"{name}-x", f"Chart of {name}", "What <it> shows"))


def test_charts_are_drawn_about_as_wide_as_asked_and_not_collapsed(drawn) -> None:
    name, width, svg = drawn
    across, down = size(svg)
    assert 0.7 * width < across < 1.06 * width
    assert 100 < down < 4 * width
    marks = re.findall(r"<(?:path|text|line|rect)\b", svg)
    assert len(marks) > 20, name


def test_charts_are_well_formed_and_say_what_they_show(drawn) -> None:
    name, _, svg = drawn
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    assert root.attrib["role"] == "img"
    told = root.attrib["aria-labelledby"].split()
    titles = {
        each.attrib["id"]: each.text for each in root if each.tag in (f"{SVG}title", f"{SVG}desc")
    }
    assert [titles[each] for each in told] == [f"Chart of {name}", "What <it> shows"]


def test_charts_take_the_pages_colours_and_no_ground_of_their_own(drawn) -> None:
    _, _, svg = drawn
    used = set(re.findall(r"(?:fill|stroke)=\"([^\"]+)\"", svg)) - {"none", "transparent"}
    plain = {each for each in used if not each.startswith("var(--") and not each.startswith("url(")}
    assert not plain
    names = {re.match(r"var\(--(\w+),", each)[1] for each in used if each.startswith("var(--")}
    assert names <= set(COLOURS)


def test_ids_inside_a_chart_begin_with_its_name(drawn) -> None:
    name, _, svg = drawn
    ids = re.findall(r"\bid=\"([^\"]+)\"", svg)
    assert len(ids) == len(set(ids))
    assert all(each.startswith(f"{name}-x-") for each in ids)
    assert all(each in ids for each in re.findall(r"url\(#([^)]+)\)", svg))


def test_a_drawing_without_a_size_is_refused() -> None:
    with pytest.raises(ValueError, match="width"):
        dressed("<svg>", "a", "t", "d")


def test_payers_are_sorted_by_what_they_bear() -> None:
    assert by_size(RUN, ["asset_loan", "grants"])[:3] == ["Germany", "France", "Italy"]


def test_options_under_which_the_money_ends_alike_share_a_line() -> None:
    assert alike(RUN, CASE) == [["nothing"], ["asset_loan", "union_bonds", "grants"]]


def test_members_on_the_map_are_coloured_by_their_step() -> None:
    svg = str(inline(CHARTS["map"](NARROW), "m", "t", "d"))
    little, much = (f'fill="var(--{step},' for step in spread(2))
    shapes = re.findall(r"<path[^>]*(?:var\(--step\d)[^>]*>", svg)
    assert sum(little in shape for shape in shapes) >= 1
    assert sum(much in shape for shape in shapes) >= 1


def test_steps_of_colour_are_spread_over_the_scale() -> None:
    assert [spread(n)[-1] for n in (2, 3, 5, 6)] == ["step6"] * 4
    assert len(set(spread(5))) == 5


def test_the_months_chart_shows_the_medians_of_the_table() -> None:
    chart = CHARTS["months"](WIDE).to_dict()
    rows = [row for data in chart["datasets"].values() for row in data]
    table = RUN.tables["months"]
    for row in rows:
        if row["option"] == "Nothing is agreed":
            own = table[(table["option"] == "nothing") & (table["month"] == row["month"])]
            assert row["mid"] == pytest.approx(np.median(own["chance_out"]))
