"""Debt of members with and without each option: small charts, one for each member."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from winset.report.charts.theme import (
    BETWEEN,
    NARROW,
    SERIES,
    Resolved,
    colour,
    faceted,
    layered,
    rows,
    scale,
    shared,
    themed,
    wrapped,
)
from winset.report.charts.theme import LINES as SPLIT
from winset.report.reading import payer_names
from winset.runs.record import Run
from winset.scenario.case import Case
from winset.scenario.sections import stated_money

MARGIN = 42  # px for the axis of a panel
ROW = 38  # px between rows of panels, with their headings
WITHOUT = "without any of them"
LETTERS = 44  # of a line of the legend


def debt(
    run: Run, case: Case, options: Sequence[str], members: Sequence[str], width: int, beside: int
) -> Any:
    """Debt over GDP by year: without any option (grey, with its range) and with each of them.

    Means over draws; the band holds the 5th to 95th percentile of the path without. Each panel
    has an axis of its own, which does not begin at nought.
    """
    titles = _titles(case, options)
    table = _of(run, options, members)
    bare = table[table["option"] == options[0]]
    values = [
        *_rows(run, bare, WITHOUT, "without_mean", "without_low", "without_high"),
        *(
            row
            for name, title in titles.items()
            for row in _rows(run, table[table["option"] == name], title, "with_mean")
        ),
    ]
    y = _percent(alt.Scale(zero=False, nice=False))
    hue = _hues([WITHOUT, *titles.values()], ["grey", *SERIES[: len(titles)]])
    x = _years(values)
    band = (
        alt.Chart()
        .transform_filter("isValid(datum.low)")
        .mark_area(opacity=0.16, color=colour("grey"))
        .encode(x=x, y=y.field("low"), y2=alt.Y2("high:Q"))
    )
    line = alt.Chart().mark_line(strokeWidth=1.8).encode(x=x, y=y.field("mid"), color=hue)
    each = (width - BETWEEN * (beside - 1)) // beside - MARGIN
    whole = {"width": each, "height": 96 if width > NARROW else 84}
    return _by_member(run, values, members, layered(band, line, **whole), beside, "independent")


def change(
    run: Run, case: Case, options: Sequence[str], members: Sequence[str], width: int, beside: int
) -> Any:
    """What each option adds to debt over GDP by year: mean over draws, and its range as a band.

    One axis for all members.
    """
    titles = _titles(case, options)
    table = _of(run, options, members)
    values = [
        row
        for name, title in titles.items()
        for row in _rows(
            run, table[table["option"] == name], title, "change_mean", "change_low", "change_high"
        )
    ]
    x, y = _years(values), _percent(alt.Scale())
    hue = _hues(list(titles.values()), SERIES[: len(titles)])
    band = (
        alt.Chart()
        .mark_area(opacity=0.15)
        .encode(x=x, y=y.field("low"), y2=alt.Y2("high:Q"), color=hue)
    )
    line = alt.Chart().mark_line(strokeWidth=2).encode(x=x, y=y.field("mid"), color=hue)
    whole = {"width": (width - MARGIN - BETWEEN * (beside - 1)) // beside, "height": 96}
    return _by_member(run, values, members, layered(band, line, **whole), beside, "shared")


def _titles(case: Case, options: Sequence[str]) -> dict[str, str]:
    return {
        name: wrapped(stated_money(case.scenario).options[name].title, LETTERS) for name in options
    }


def _of(run: Run, options: Sequence[str], members: Sequence[str]) -> pd.DataFrame:
    table = run.tables["debt_paths"]
    return table[table["option"].isin(list(options)) & table["payer"].isin(list(members))]


def _rows(
    run: Run, table: pd.DataFrame, path: str, mid: str, low: str = "", high: str = ""
) -> list[dict[str, Any]]:
    """One path of every member, with its range where it has one."""
    names = payer_names(run)
    columns = {"mid": mid, **({"low": low, "high": high} if low else {})}
    numbers = zip(*(table[column].tolist() for column in columns.values()), strict=True)
    return [
        {"member": names[code], "year": year, "path": path, **dict(zip(columns, row, strict=True))}
        for code, year, row in zip(
            table["payer"].tolist(), table["year"].tolist(), numbers, strict=True
        )
    ]


def _years(values: Sequence[dict[str, Any]]) -> alt.X:
    years = [row["year"] for row in values]
    ends = [min(years), max(years)]
    axis = alt.Axis(values=ends, format="d", grid=False, ticks=False, labelFlush=True)
    return alt.X("year:Q", title=None, scale=alt.Scale(domain=ends), axis=axis)


def _percent(scaled: alt.Scale) -> alt.Y:
    axis = alt.Axis(format="~p", tickCount=3, domain=False, ticks=False)
    return alt.Y(type="quantitative", title=None, axis=axis, scale=scaled)


def _hues(paths: Sequence[str], colours: Sequence[str]) -> alt.Color:
    legend = alt.Legend(labelExpr=SPLIT, symbolType="stroke", symbolStrokeWidth=3)
    return alt.Color("path:N", scale=scale(paths, colours), legend=legend, sort=None)


def _by_member(
    run: Run,
    values: list[dict[str, Any]],
    members: Sequence[str],
    panel: Any,
    beside: int,
    y: Resolved,
) -> Any:
    names = payer_names(run)
    order = [names[code] for code in members]
    apart = {"row": ROW, "column": BETWEEN + (MARGIN if y == "independent" else 0)}
    whole = {"resolve": shared(y=y), "spacing": apart}
    return themed(faceted(rows(values), panel, "member", order, beside, **whole))
