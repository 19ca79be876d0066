"""Who carries the tail: the worst 5 % of paths, layer by layer, under each set of terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from winset.report.charts.labels import GAP, labels
from winset.report.charts.theme import (
    LAYER_COLOURS,
    NARROW,
    layered,
    letters,
    rows,
    scale,
    themed,
    wrapped,
)
from winset.report.reading import ranges
from winset.report.words import layer
from winset.runs.record import Run
from winset.scenario.case import Case
from winset.scenario.sections import stated_money

BILLION = 1e9
END = 14  # px for half a number at the right
FIT = "set_off"  # what reparations meet is no loss to anybody here


def tail(run: Run, case: Case, options: Sequence[str], width: int) -> Any:
    """Stacked bars: who bears a loss in the worst 5 % of paths, in bn; median over draws.

    Parameters
    ----------
    options : which, from top to bottom.
    """
    room = 120 if width <= NARROW else 200
    most = letters(room - GAP)
    titles = {
        name: wrapped(stated_money(case.scenario).options[name].title, most) for name in options
    }
    shown = [name for name in bearers(run) if any_loss(run, name, options)]
    values = [row for name in options for row in _parts(run, name, titles[name], shown)]
    words = [layer(name) for name in shown]
    hue = scale(words, [LAYER_COLOURS.get(name, "ink") for name in shown])
    numbers = alt.Axis(domain=False, ticks=False, tickCount=4, format="~r")
    bars = alt.Chart(rows(values)).mark_bar(height=26).encode(
        x=alt.X("tail:Q", stack="zero", axis=numbers, title=f"{case.scenario.currency} bn"),
        y=alt.Y("option:N", sort=list(titles.values()), title=None, axis=None),
        color=alt.Color("layer:N", scale=hue, sort=words),
        order=alt.Order("place:Q"),
    )  # fmt: skip
    whole = {"width": width - room - END, "height": 46 * len(options)}
    return themed(layered(bars, *labels(list(titles.values()), "option"), **whole))


def bearers(run: Run) -> list[str]:
    """Who can bear a loss, in the order in which it passes."""
    names = [str(name) for name in run.tables["layers"]["layer"].unique()]
    return [name for name in names if name != FIT]


def any_loss(run: Run, name: str, options: Sequence[str]) -> bool:
    """Whether a layer bears anything under any of the options."""
    found = run.tables["layers"]
    chosen = found[(found["layer"] == name) & found["option"].isin(list(options))]
    return bool((chosen["tail"].abs() > 0).any())


def _parts(run: Run, option: str, title: str, shown: Sequence[str]) -> list[dict[str, Any]]:
    found = ranges(run, "layers", "tail", "layer", option=option)
    return [
        {"option": title, "layer": layer(name), "place": i, "tail": found[name].mid / BILLION}
        for i, name in enumerate(shown)
    ]
