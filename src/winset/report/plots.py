"""A run's charts by name, for a notebook: each is an Altair chart, which shows itself there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from winset.report.brief.parts import (
    coupling_money,
    coupling_words,
    talks_refusing,
    talks_table,
    talks_terms,
    talks_tilts,
    talks_words,
    talks_world,
)
from winset.report.brief.sheet import Sheet, sheet
from winset.report.charts import coupling_cash, coupling_cost, coupling_talks
from winset.report.charts import gaps as gaps_chart
from winset.report.charts import members as members_chart
from winset.report.charts import months_of_cash as cash_chart
from winset.report.charts import options as options_chart
from winset.report.charts import talks_chances as chances_chart
from winset.report.charts import talks_margin as margin_chart
from winset.report.charts import talks_refusal as refusal_chart
from winset.report.charts import talks_table as table_chart
from winset.report.charts import talks_terms as terms_chart
from winset.report.charts import talks_tilts as tilts_chart
from winset.report.charts import talks_waiting as waiting_chart
from winset.report.charts import talks_world as world_chart
from winset.report.charts.theme import WIDE
from winset.runs.again import case_of
from winset.runs.check import check_case
from winset.runs.record import Run
from winset.runs.talks_reading import YEAR

Draw = Callable[[Sheet, int], Any]

PLOTS: dict[str, tuple[str, Draw]] = {
    # name: (the table that it needs, how it is drawn)
    "months_of_cash": (
        "months", lambda p, w: cash_chart.months_of_cash(p.run, p.found.case, p.grid, w)),
    "gaps": ("months", lambda p, w: gaps_chart.gaps(p.run, p.found.case, p.grid, w)),
    "options": ("options", lambda p, w: options_chart.options(p.run, p.found.case, w)),
    "members": ("members", lambda p, w: members_chart.members(p.run, p.found.case, w)),
    "talks": ("talks_months", lambda p, w: chances_chart.talks_chances(p.run.tables, p.grid, w)),
    "margin": ("talks_margin", lambda p, w: margin_chart.talks_margin(p.run.tables, p.grid, w)),
    "terms": ("talks_issues", lambda p, w: terms_chart.talks_terms(talks_terms.ways(p), w)),
    "waiting": ("talks_waiting", lambda p, w: waiting_chart.talks_waiting(
        p.run.tables, talks_words.names_of(p), w)),
    "at_the_table": ("talks_table", lambda p, w: table_chart.talks_table(
        talks_table.drawn(p), p.grid, w)),
    "refusing": ("talks_refusal", lambda p, w: refusal_chart.talks_refusal(
        talks_refusing.lines(p), w)),
    "world": ("talks_state", lambda p, w: world_chart.talks_world(
        talks_world.standings(p), p.grid, w)),
    "talks_by_option": ("talks_nodes", lambda p, w: coupling_talks.coupling_talks(
        p.run.tables, coupling_words.titles(p), coupling_words.idle(p), p.grid, w)),
    "cash_by_option": ("talks_cash", lambda p, w: coupling_cash.coupling_cash(
        p.run.tables, coupling_words.titles(p), coupling_words.idle(p), p.grid, w)),
    "cost_by_settlement": ("coupling_money", lambda p, w: coupling_cost.coupling_cost(
        coupling_money.spreads(p), list(coupling_words.laws(p).values()), w)),
}  # fmt: skip
TILTS = "tilt:"


def plot(run: Run, name: str, width: int = WIDE) -> Any:
    """A chart of a run.

    Parameters
    ----------
    name : one of `PLOTS`, or "tilt:" and a number of the world, such as "tilt:front".
    width : px.

    Raises
    ------
    KeyError : there is no such chart, or the run has no table for it.

    Examples
    --------
    >>> sorted(PLOTS)[:3]
    ['at_the_table', 'cash_by_option', 'cost_by_settlement']
    """
    page = sheet([run], check_case(case_of(run)))
    if name.startswith(TILTS):
        walk = name.removeprefix(TILTS)
        by, who = talks_words.by_end_of(page, YEAR), list(talks_words.names_of(page).values())
        return tilts_chart.talks_tilts(talks_tilts.tilted(page, walk), who, by, width)
    if name not in PLOTS:
        raise KeyError(f"no chart {name!r}; there are {', '.join(sorted(PLOTS))}")
    table, draw = PLOTS[name]
    if table not in run.tables:
        raise KeyError(f"the run has no table {table!r}, which the chart {name!r} needs")
    return draw(page, width)
