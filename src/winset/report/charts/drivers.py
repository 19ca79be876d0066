"""What an outcome hangs on: rank correlations, coloured by what each quantity rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt

from winset.explore.drivers import Drivers
from winset.report.charts.theme import BASIS_COLOURS, LINES, colour, rows, scale, themed, wrapped
from winset.report.words import BASIS

MOST = 8
ROW = 40  # px


def drivers(found: Drivers, labels: Mapping[str, str], kinds: Mapping[str, str], width: int) -> Any:
    """The strongest drivers of one outcome.

    Parameters
    ----------
    found : from `winset.explore.drivers`.
    labels : what a reader calls each quantity, by path.
    kinds : what each rests on, by path.
    """
    values: list[dict[str, Any]] = [
        {
            "label": wrapped(labels[each.path], 24),
            "correlation": each.correlation,
            "basis": BASIS[kinds.get(each.path, "none")],
            "text": f"{each.correlation:+.2f}".replace("-", "\u2212"),
        }
        for each in found.found[:MOST]
    ]
    names = list(dict.fromkeys(row["basis"] for row in values))
    colours = {BASIS[kind]: BASIS_COLOURS[kind] for kind in BASIS}
    hue = alt.Color("basis:N", scale=scale(names, [colours[name] for name in names]))
    order = [row["label"] for row in values]
    axis = alt.Axis(
        labelExpr=LINES, labelColor=colour("ink"), labelLimit=300, domain=False, ticks=False
    )
    numbers = alt.Axis(values=[-1, -0.5, 0, 0.5, 1], domain=False, ticks=False, format="+~g")
    x = alt.X("correlation:Q", title=None, axis=numbers, scale=alt.Scale(domain=[-1.15, 1.15]))
    chart = alt.Chart(rows(values))
    y = alt.Y("label:N", sort=order, title=None, axis=axis)
    bars = chart.mark_bar(height=16).encode(x=x, y=y, color=hue)
    right = alt.expr.if_(alt.datum.correlation >= 0, "left", "right")
    text = chart.mark_text(
        align=alt.ExprRef(str(right)),
        dx=alt.ExprRef("datum.correlation >= 0 ? 4 : -4"),
        fontSize=12,
        color=colour("ink"),
    ).encode(x=x, y=y, text="text:N")
    return themed(
        (_noise(found.threshold) + bars + text).properties(
            width=width - 165, height=ROW * len(values)
        )
    )


def _noise(threshold: float) -> Any:
    """The stretch within which accident alone would keep unrelated quantities."""
    data = rows([{"from": -threshold, "to": threshold}])
    x = alt.X("from:Q", scale=alt.Scale(domain=[-1.15, 1.15]), title=None)
    return alt.Chart(data).mark_rect(color=colour("faint")).encode(x=x, x2="to:Q")
