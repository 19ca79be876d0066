"""What each member pays and what it stands behind, option by option."""

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
from winset.report.reading import payer_names, ranges
from winset.runs.record import Run
from winset.scenario.case import Case
from winset.scenario.sections import stated_money

ROW = 17  # px
LABELS = 92  # px
BILLION = 1e9


def members(run: Run, case: Case, width: int) -> Any:
    """Expected cost (full bars) and contingent liability (pale bars) by payer, sorted.

    A panel for each option without its variants, all on one scale; medians over draws, in bn.
    """
    money = stated_money(case.scenario)
    mains = [family.main for family in families(money)]
    order = by_size(run, mains)
    each = (width - LABELS) // len(mains) - (28 if width > NARROW else 10)
    values = {name: _bars(run, name, order) for name in mains}
    top = max(max(row["cost"], row["behind"]) for found in values.values() for row in found)
    drawn = [
        layered(
            *_bars_of(values[name], order, hue, alt.Scale(domain=[0, top], nice=True), i == 0),
            width=each,
            height=ROW * len(order),
            title=headed(money.options[name].title, each, 0 if i else LABELS),
        )
        for i, (name, hue) in enumerate(zip(mains, SERIES * len(mains), strict=False))
    ]
    spacing = {"column": BETWEEN if width > NARROW else 8}
    return themed(panels(drawn, len(mains), spacing=spacing))


def by_size(run: Run, options: list[str]) -> list[str]:
    """Names of payers, those first who pay or stand behind most under any of the options."""
    names = payer_names(run)
    most = dict.fromkeys(names, 0.0)
    for option in options:
        for column in ("pv_mean", "contingent_peak"):
            for payer, values in ranges(run, "members", column, "payer", option=option).items():
                most[payer] = max(most[payer], values.mid)
    return [names[payer] for payer in sorted(most, key=lambda payer: -most[payer])]


def _bars(run: Run, option: str, order: list[str]) -> list[dict[str, Any]]:
    names = payer_names(run)
    cost = ranges(run, "members", "pv_mean", "payer", option=option)
    behind = ranges(run, "members", "contingent_peak", "payer", option=option)
    found = {
        names[payer]: {
            "payer": names[payer],
            "cost": cost[payer].mid / BILLION,
            "low": cost[payer].low / BILLION,
            "high": cost[payer].high / BILLION,
            "behind": behind[payer].mid / BILLION,
        }
        for payer in cost
    }
    return [found[name] for name in order]


def _bars_of(
    values: list[dict[str, Any]], order: list[str], hue: str, scale: alt.Scale, labelled: bool
) -> tuple[Any, ...]:
    chart = alt.Chart(rows(values))
    labels = alt.Axis(labelColor=colour("ink"), domain=False, ticks=False, labelLimit=LABELS)
    y = alt.Y("payer:N", sort=order, title=None, axis=labels if labelled else None)
    numbers = alt.Axis(tickCount=3, domain=False, ticks=False, format="~r")
    x = alt.X(type="quantitative", title=None, axis=numbers, scale=scale)
    pale = chart.mark_bar(opacity=0.28, color=colour(hue), height=12).encode(
        x=x.field("behind"), y=y
    )
    full = chart.mark_bar(color=colour(hue), height=12).encode(x=x.field("cost"), y=y)
    span = chart.mark_rule(color=colour("ink"), strokeWidth=1.4).encode(
        x=alt.X("low:Q", title=None, axis=numbers), x2=alt.X2("high:Q"), y=y
    )
    return pale, full, span
