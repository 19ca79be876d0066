"""A map: what each member bears, in steps of one colour."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from winset.data.geometry import europe as topology
from winset.report.charts.theme import STEPS, colour, scale, themed

SHAPE = 0.92  # height over width
BACKGROUND = "no member"


def europe(
    values: Mapping[str, float], edges: Sequence[float], words: Sequence[str], width: int
) -> Any:
    """Members in steps of one colour; neighbours pale.

    Parameters
    ----------
    values : by member's code.
    edges : between the steps, rising; one fewer than `words`.
    words : what each step means, from little to much.
    width : px.
    """
    shapes = topology()
    for each in shapes["objects"]["countries"]["geometries"]:
        code = each["properties"]["code"]
        step = _step(values[code], edges) if code in values else None
        each["properties"] = {"step": BACKGROUND if step is None else words[step]}
    data = alt.InlineData(  # as text, which Altair does not copy piece by piece
        values=json.dumps(shapes), format=alt.TopoDataFormat(type="topojson", feature="countries")
    )
    names = [*words, BACKGROUND]
    hues = [*spread(len(words)), "faint"]
    drawn = alt.Chart(data).mark_geoshape(stroke=colour("paper"), strokeWidth=0.7).encode(
        color=alt.Color(
            "properties.step:N",
            scale=scale(names, hues),
            sort=names,
            legend=alt.Legend(values=list(words), direction="horizontal", columns=2),
        )
    )  # fmt: skip
    height = round(width * SHAPE)
    looked_at: dict[str, Any] = {
        "type": "azimuthalEqualArea",
        "rotate": [-12, -53, 0],
        "scale": width * 1.55,
        "translate": [width * 0.46, height * 0.5],
        "clipExtent": [[0, 0], [width, height]],
    }
    return themed(drawn.project(**looked_at).properties(width=width, height=height))


def spread(number: int) -> list[str]:
    """So many steps of the scale, from its one end to the other.

    >>> spread(3)
    ['step1', 'step4', 'step6']
    """
    last = len(STEPS) - 1
    return [STEPS[round(i * last / max(1, number - 1) + 1e-9)] for i in range(number)]


def _step(value: float, edges: Sequence[float]) -> int:
    return sum(value >= edge for edge in edges)
