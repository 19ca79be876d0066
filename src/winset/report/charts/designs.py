"""The win-set over terms: every design by its chance of adoption and its heaviest burden."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from winset.report.charts.theme import colour, layered, letters, rows, themed, wrapped

PLACES = 3  # designs nearer than this stand on one spot
PASSES = 0.5
AXIS = 58  # px


def designs(found: pd.DataFrame, best: pd.DataFrame, width: int) -> Any:
    """Spots for designs, a line through those that no other beats, and the half at which they pass.

    Parameters
    ----------
    found : columns `adopted` (0-1) and `worst_burden` (of national income).
    best : those of them that no other beats on both, from the lightest burden.
    """
    spots = alt.Chart(_records(_spots(found)))
    log = bool(found["worst_burden"].min() > 0)
    scale = alt.Scale(type="log", nice=False, padding=14) if log else alt.Scale(padding=14)
    numbers = alt.Axis(format="~%", domain=False, ticks=False, tickCount=5, grid=False)
    burden = _lines("Heaviest burden of any member, % of national income", width)
    x = alt.X("worst_burden:Q", title=burden,
              scale=scale, axis=numbers)  # fmt: skip
    chances = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1], domain=False, ticks=False)
    y = alt.Y("adopted:Q", title="Chance of adoption", scale=alt.Scale(domain=[0, 1]), axis=chances)
    passes = alt.condition(
        f"datum.adopted >= {PASSES}", alt.value(colour("green")), alt.value(colour("grey"))
    )
    size = alt.Size("designs:Q", scale=alt.Scale(range=[28, 260]), legend=None)
    half = alt.Chart(rows([{"half": PASSES}])).mark_rule(color=colour("ink"), strokeDash=[4, 3])
    line = alt.Chart(_records(best[["adopted", "worst_burden"]])).mark_line(
        interpolate="step-after",
        color=colour("blue"),
        strokeWidth=2,
        point=alt.OverlayMarkDef(color=colour("blue"), size=40),
    )
    return themed(
        layered(
            half.encode(y=alt.Y("half:Q", title="Chance of adoption", axis=chances)),
            spots.mark_circle(opacity=0.55).encode(x=x, y=y, size=size, color=passes),
            line.encode(x=x, y=y),
            width=width - AXIS,
            height=240,
        )
    )


def _records(table: pd.DataFrame) -> alt.InlineData:
    return rows(
        [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
    )


def _lines(title: str, width: int) -> list[str]:
    """A title of an axis, broken where the chart is narrow."""
    return wrapped(title, letters(width - AXIS)).split("\n")


def _spots(found: pd.DataFrame) -> pd.DataFrame:
    """Designs that stand on one spot as one row with their number."""
    rounded = found.assign(
        adopted=found["adopted"].round(PLACES),
        worst_burden=found["worst_burden"].map(lambda value: float(f"{value:.{PLACES}g}")),
    )
    groups = rounded.groupby(["adopted", "worst_burden"], as_index=False)
    return groups.size().rename(columns={"size": "designs"})
