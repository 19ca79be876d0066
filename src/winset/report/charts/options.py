"""The options side by side: what they cost, what they may cost, what they buy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from winset._typing import Floats
from winset.report.charts.dots import Dot, dots
from winset.report.charts.theme import NARROW, SERIES, panels, themed
from winset.report.families import families, nothing_of
from winset.report.figures import money, number_range
from winset.report.reading import block, per_draw, range_of, scaled
from winset.runs.record import Run
from winset.runs.results import Range
from winset.scenario.case import Case

BILLION = 1e9


def options(run: Run, case: Case, width: int) -> Any:
    """Expected cost, contingent liability, the host's bad case and months bought, by option.

    Dot: median over draws; line: 5th to 95th percentile. In grey, what it costs if nothing is
    agreed, where the scenario states it.
    """
    currency = case.scenario.currency
    wide = width > NARROW
    each = (width - 150) // 4 - 14 if wide else width - 135
    drawn = [
        dots(lines, f"{title}, {unit}", each, labelled=not wide or i == 0, letters=17)
        for i, (title, unit, lines) in enumerate(
            (title, unit if unit != "money" else f"{currency} bn", _lines(run, case, unit, of))
            for title, unit, of in MEASURES
        )
    ]
    return themed(panels(drawn, 4 if wide else 1))


def _burden(run: Run, option: str) -> Floats:
    return per_draw(run, "options", "burden_pv", option=option)


def contingent(run: Run, option: str) -> Floats:
    """The most that all guarantors together can be asked for, shape (draw,)."""
    found = block(run, "members", "contingent_peak", "payer", option=option)
    return np.asarray(sum(found.values()), dtype=np.float64)


def cost_of_nothing(run: Run) -> Floats | None:
    """What it costs all members together if nothing is agreed, shape (draw,); None if unstated."""
    table = run.tables["nothing"]
    if table.empty:
        return None
    return table.groupby("draw")["cost"].sum().to_numpy(dtype=np.float64)


def _host_tail(run: Run, option: str) -> Floats:
    return per_draw(run, "options", "host_cvar95", option=option)


def _months(run: Run, option: str) -> Floats:
    return per_draw(run, "options", "months_added", option=option)


MEASURES: tuple[tuple[str, str, Callable[[Run, str], Floats]], ...] = (
    ("Expected cost to all payers", "money", _burden),
    ("Most that guarantors can be asked for", "money", contingent),
    ("Left to the host in the worst 5 % of paths", "money", _host_tail),
    ("Months of cash added", "months", _months),
)


def _lines(run: Run, case: Case, unit: str, of: Callable[[Run, str], Floats]) -> list[Dot]:
    money_section = case.scenario.money
    is_money = unit == "money"
    mains = [family.main for family in families(money_section)]
    found = []
    for name, hue in zip(mains, SERIES * len(mains), strict=False):
        values = range_of(of(run, name))
        title = money_section.options[name].title
        found.append(_dot(title, values, is_money, hue, case.scenario.currency))
    nothing, cost = nothing_of(money_section), cost_of_nothing(run)
    if nothing and cost is not None and of is _burden:
        title = money_section.options[nothing].title
        found.append(_dot(title, range_of(cost), is_money, "grey", case.scenario.currency))
    return found


def _dot(title: str, values: Range, is_money: bool, hue: str, currency: str) -> Dot:
    if is_money:
        text = money(values.mid, currency).removeprefix(f"{currency} ")
        return Dot(title, scaled(values, BILLION), text, hue)
    return Dot(title, values, number_range(Range(mid=values.mid, low=values.mid, high=values.mid)),
               hue)  # fmt: skip
