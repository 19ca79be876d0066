"""Cash by year: what members pay, and what reaches the beneficiary."""

from __future__ import annotations

from typing import Any

import altair as alt

from winset.report.charts.theme import (
    BETWEEN,
    NARROW,
    SERIES,
    colour,
    headed,
    layered,
    panels,
    rows,
    themed,
)
from winset.report.families import families
from winset.report.reading import rows as table_rows
from winset.runs.record import Run
from winset.scenario.case import Case
from winset.scenario.sections import stated_money

BILLION = 1e9
MARGIN = 36  # px for the axis of a panel


def years(run: Run, case: Case, width: int) -> Any:
    """What all payers together pay each year (bars) and what is paid out (outline), in bn.

    Expected over paths, mean over draws; a panel for each option without its variants.
    """
    money = stated_money(case.scenario)
    mains = [family.main for family in families(money)]
    beside = 1 if width <= NARROW else min(3, len(mains))
    each = (width - BETWEEN * (beside - 1)) // beside - MARGIN
    values = {name: _bars(run, name) for name in mains}
    all_rows = [row for found in values.values() for row in found]
    top = max(max(row["paid"], row["out"]) for row in all_rows)
    drawn = [
        layered(
            *_bars_of(values[name], hue, alt.Scale(domain=[0, top], nice=True)),
            width=each,
            height=130,
            title=headed(money.options[name].title, each),
        )
        for name, hue in zip(mains, SERIES * len(mains), strict=False)
    ]
    return themed(panels(drawn, beside))


def _bars(run: Run, option: str) -> list[dict[str, Any]]:
    paid = table_rows(run, "cash", option=option).groupby("year")["mean"].sum()
    out = table_rows(run, "paid", option=option).groupby("year")["paid_out"].mean()
    return [
        {"year": int(year), "paid": float(paid[year]) / BILLION, "out": float(out[year]) / BILLION}
        for year in paid.index
    ]


def _bars_of(values: list[dict[str, Any]], hue: str, scale: alt.Scale) -> tuple[Any, Any]:
    chart = alt.Chart(rows(values))
    calendar = [row["year"] for row in values]
    written = [year for year in calendar if year % 10 == 0]
    x = alt.X("year:O", title=None, axis=alt.Axis(values=written, labelAngle=0, ticks=False),
              scale=alt.Scale(paddingInner=0.15))  # fmt: skip
    numbers = alt.Axis(tickCount=4, domain=False, ticks=False, format="~r")
    y = alt.Y(type="quantitative", title=None, axis=numbers, scale=scale)
    out = chart.mark_bar(fill=None, stroke=colour("muted"), strokeWidth=1.2).encode(
        x=x, y=y.field("out")
    )
    return chart.mark_bar(color=colour(hue)).encode(x=x, y=y.field("paid")), out
