"""Debt of members with and without each option: small charts, one for each member."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from winset.report.charts.theme import (
    BETWEEN,
    NARROW,
    SERIES,
    colour,
    panels,
    rows,
    scale,
    themed,
    wrapped,
)
from winset.report.charts.theme import LINES as SPLIT
from winset.report.reading import payer_names
from winset.report.reading import rows as table_rows
from winset.runs.record import Run
from winset.scenario.case import Case
from winset.scenario.sections import stated_money

MARGIN = 42  # px for the axis of a panel
WITHOUT = "without any of them"
LETTERS = 44  # of a line of the legend


def debt(
    run: Run, case: Case, options: Sequence[str], members: Sequence[str], width: int, beside: int
) -> Any:
    """Debt over GDP by year: without any option (grey, with its range) and with each of them.

    Means over draws; the band holds the 5th to 95th percentile of the path without. Each panel
    has an axis of its own, which does not begin at nought.
    """
    names = payer_names(run)
    titles = [wrapped(stated_money(case.scenario).options[name].title, LETTERS) for name in options]
    each = (width - (BETWEEN * (beside - 1))) // beside - MARGIN
    hues = scale([WITHOUT, *titles], ["grey", *SERIES[: len(titles)]])
    drawn = [
        _panel(run, dict(zip(options, titles, strict=True)), code, hues).properties(
            width=each, height=96 if width > NARROW else 84, title=names[code]
        )
        for code in members
    ]
    return themed(panels(drawn, beside).resolve_scale(color="shared"))


def change(
    run: Run, case: Case, options: Sequence[str], members: Sequence[str], width: int, beside: int
) -> Any:
    """What each option adds to debt over GDP by year: mean over draws, and its range as a band.

    One axis for all members.
    """
    names = payer_names(run)
    titles = [wrapped(stated_money(case.scenario).options[name].title, LETTERS) for name in options]
    each = (width - (BETWEEN * (beside - 1))) // beside - MARGIN
    hues = scale(titles, SERIES[: len(titles)])
    drawn = [
        _added(run, dict(zip(options, titles, strict=True)), code, hues).properties(
            width=each, height=96, title=names[code]
        )
        for code in members
    ]
    return themed(panels(drawn, beside).resolve_scale(color="shared", y="shared"))


def _added(run: Run, titles: dict[str, str], code: str, hues: alt.Scale) -> Any:
    values = [
        {"year": int(y), "mid": mid, "low": low, "high": high, "path": title}
        for name, title in titles.items()
        for table in (table_rows(run, "debt_paths", option=name, payer=code),)
        for y, mid, low, high in zip(
            table["year"], table["change_mean"], table["change_low"], table["change_high"],
            strict=True,
        )
    ]  # fmt: skip
    chart = alt.Chart(rows(values))
    years = [row["year"] for row in values]
    x = _years(min(years), max(years))
    axis = alt.Axis(format="~p", tickCount=3, domain=False, ticks=False)
    y = alt.Y(type="quantitative", title=None, axis=axis)
    legend = alt.Legend(labelExpr=SPLIT, symbolType="stroke", symbolStrokeWidth=3)
    hue = alt.Color("path:N", scale=hues, legend=legend, sort=None)
    band = chart.mark_area(opacity=0.15).encode(
        x=x, y=y.field("low"), y2=alt.Y2("high:Q"), color=hue
    )
    return band + chart.mark_line(strokeWidth=2).encode(x=x, y=y.field("mid"), color=hue)


def _years(first: int, last: int) -> alt.X:
    axis = alt.Axis(values=[first, last], format="d", grid=False, ticks=False, labelFlush=True)
    return alt.X("year:Q", title=None, scale=alt.Scale(domain=[first, last]), axis=axis)


def _panel(run: Run, titles: dict[str, str], code: str, hues: alt.Scale) -> Any:
    found = {n: table_rows(run, "debt_paths", option=n, payer=code) for n in titles}
    first = next(iter(found.values()))
    bare = [
        {"year": int(y), "debt": d, "low": low, "high": high, "path": WITHOUT}
        for y, d, low, high in zip(
            first["year"], first["without_mean"], first["without_low"], first["without_high"],
            strict=True,
        )
    ]  # fmt: skip
    lines = [
        {"year": int(y), "debt": d, "path": titles[n]}
        for n, table in found.items()
        for y, d in zip(table["year"], table["with_mean"], strict=True)
    ]
    years = [row["year"] for row in bare]
    x = _years(years[0], years[-1])
    axis = alt.Axis(format="~p", tickCount=3, domain=False, ticks=False)
    y = alt.Y(type="quantitative", title=None, axis=axis, scale=alt.Scale(zero=False, nice=False))
    legend = alt.Legend(labelExpr=SPLIT, symbolType="stroke", symbolStrokeWidth=3)
    hue = alt.Color("path:N", scale=hues, legend=legend, sort=None)
    band = (
        alt.Chart(rows(bare))
        .mark_area(opacity=0.16, color=colour("grey"))
        .encode(x=x, y=y.field("low"), y2=alt.Y2("high:Q"))
    )
    line = (
        alt.Chart(rows([*bare, *lines]))
        .mark_line(strokeWidth=1.8)
        .encode(x=x, y=y.field("debt"), color=hue)
    )
    return band + line
