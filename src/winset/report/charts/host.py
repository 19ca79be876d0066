"""What is left to the host of the assets, under each set of terms, in money and in its GDP."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from winset.report.charts.labels import GAP, labels
from winset.report.charts.theme import (
    NARROW,
    colour,
    layered,
    letters,
    rows,
    scale,
    shared,
    themed,
    wrapped,
)
from winset.report.reading import payer_column, ranged
from winset.runs.record import Run
from winset.scenario.case import Case
from winset.scenario.sections import stated_money

BILLION = 1e9
END = 14  # px for half a number at the right
MEASURES = (
    ("host_mean", "expected", "blue"),
    ("host_cvar95", "worst 5 % of paths", "red"),
    ("host_peak", "most by contract", "grey"),
)


def host(run: Run, case: Case, options: Sequence[str], width: int) -> Any:
    """Expected loss, bad case and contractual exposure of the host, as host, by option.

    Dots: medians over draws; lines: 5th to 95th percentile. Below in bn, above in % of GDP.
    """
    room = 120 if width <= NARROW else 200
    most = letters(room - GAP)
    titles = [wrapped(stated_money(case.scenario).options[name].title, most) for name in options]
    values = [
        _row(run, name, title, column, says)
        for name, title in zip(options, titles, strict=True)
        for column, says, _ in MEASURES
    ]
    top = 1.05 * max(row["high"] for row in values)
    chart = alt.Chart(rows(values))
    says = [says for _, says, _ in MEASURES]
    y = alt.Y("option:N", sort=titles, title=None, axis=None)
    offset = alt.YOffset("measure:N", sort=says, scale=alt.Scale(paddingInner=0.1))
    hue = alt.Color("measure:N", scale=scale(says, [hue for _, _, hue in MEASURES]), sort=says)
    numbers = alt.Axis(tickCount=4, domain=False, ticks=False, format="~r")
    x = alt.X(type="quantitative", title=f"{case.scenario.currency} bn", axis=numbers,
              scale=alt.Scale(domain=[0, top], nice=False))  # fmt: skip
    span = chart.mark_rule(strokeWidth=3, opacity=0.45, strokeCap="round").encode(
        x=x.field("low"), x2=alt.X2("high:Q"), y=y, yOffset=offset, color=hue
    )
    dot = chart.mark_circle(size=80, opacity=1).encode(
        x=x.field("mid"), y=y, yOffset=offset, color=hue
    )
    gdp = payer_column(run, "gdp").get(stated_money(case.scenario).assets.host, float("nan"))
    layers = [layered(span, dot, *labels(titles, "option"))]
    if gdp == gdp:
        layers.append(_share_of_gdp(titles, top * BILLION / gdp, y))
    whole = {"width": width - room - END, "height": 64 * len(options)}
    return themed(layered(*layers, **whole, resolve=shared(x="independent")))


def _row(run: Run, option: str, title: str, column: str, says: str) -> dict[str, Any]:
    found = ranged(run, "options", column, option=option)
    return {
        "option": title,
        "measure": says,
        "low": found.low / BILLION,
        "mid": found.mid / BILLION,
        "high": found.high / BILLION,
    }


def _share_of_gdp(titles: list[str], top: float, y: alt.Y) -> Any:
    """An invisible mark that carries the upper axis."""
    axis = alt.Axis(orient="top", format="~p", tickCount=4, domain=False, ticks=False, grid=False)
    x = alt.X("share:Q", title="share of its GDP", axis=axis,
              scale=alt.Scale(domain=[0, top], nice=False))  # fmt: skip
    chart = alt.Chart(rows([{"option": title, "share": 0} for title in titles]))
    return chart.mark_point(opacity=0, color=colour("muted")).encode(x=x, y=y)
