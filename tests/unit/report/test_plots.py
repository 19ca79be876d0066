"""Charts by name: each of them can be had from Python, and what is missing is told."""

from __future__ import annotations

import pytest
from tests.unit.report.made_up_talks import alone_run, parley_run

import winset as ws
from winset.report.charts.theme import NARROW
from winset.report.plots import PLOTS


@pytest.mark.parametrize("name", [*PLOTS, "tilt:front"])
def test_every_chart_can_be_had_by_name(name: str) -> None:
    spec = ws.plot(parley_run(), name, NARROW).to_dict()
    assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")


def test_a_chart_that_is_not_there_is_told() -> None:
    with pytest.raises(KeyError, match="no chart 'peace'; there are at_the_table"):
        ws.plot(parley_run(), "peace")
    with pytest.raises(KeyError, match="the run has no table 'months'"):
        ws.plot(alone_run(), "gaps")
