"""The options side by side: what they cost, what they may cost, what they buy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from winset._typing import Floats
from winset.report.charts.dots import Dot, dots
from winset.report.charts.labels import GAP
from winset.report.charts.theme import (
    BETWEEN,
    NARROW,
    SERIES,
    letters,
    panels,
    themed,
    wrapped,
)
from winset.report.families import families, nothing_of
from winset.report.figures import money, number_range
from winset.report.outcomes import burden, contingent, host_tail, months_worth, nothing_cost
from winset.report.reading import scaled
from winset.runs.ranges import range_of
from winset.runs.record import Run
from winset.runs.results import Range
from winset.scenario.case import Case
from winset.scenario.nouns.money import MoneySection
from winset.scenario.sections import stated_money

BILLION = 1e9
LABELS = 140  # px
END = 6  # px by which a number may stand out at the right


def options(run: Run, case: Case, width: int) -> Any:
    """Expected cost, what guarantors can be asked for, the host's bad case, months bought.

    Dot: median over draws; line: 5th to 95th percentile. In grey, what it costs if nothing is
    agreed, where the scenario states it. Variants are left out.
    """
    wide = width > NARROW
    measures = [
        each for each in MEASURES if nothing_of(stated_money(case.scenario)) or each != WORTH
    ]
    lines = [_lines(run, case, measure) for measure in measures]
    names = list(dict.fromkeys(dot.label for found in lines for dot in found))
    beside = len(measures) if wide else 1
    each = (width - LABELS - BETWEEN * (beside - 1)) // beside - END
    drawn = [
        dots(
            found,
            names if wide else [dot.label for dot in found],
            f"{measure[0]}, {_unit(measure, case)}",
            each,
            LABELS if not wide or i == 0 else 0,
        )
        for i, (measure, found) in enumerate(zip(measures, lines, strict=True))
    ]
    return themed(panels(drawn, beside))


Measure = tuple[str, str, Callable[[Run, MoneySection, str], Floats]]
"""Its title, whether it is money or months, and how it is read from a run."""

COST: Measure = ("Expected cost to all payers", "money", lambda run, _, name: burden(run, name))
WORTH: Measure = (
    "Gap paid for",
    "months",
    lambda run, money, name: months_worth(run, name, str(nothing_of(money))),
)
MEASURES: tuple[Measure, ...] = (
    COST,
    ("Most that guarantors can be asked for", "money", contingent),
    ("Left to the host in bad cases", "money", lambda run, _, name: host_tail(run, name)),
    WORTH,
)


def _unit(measure: Measure, case: Case) -> str:
    return f"{case.scenario.currency}\u00a0bn" if measure[1] == "money" else measure[1]


def _lines(run: Run, case: Case, measure: Measure) -> list[Dot]:
    section = stated_money(case.scenario)
    mains = [family.main for family in families(section)]
    found = [
        _dot(case, measure, name, range_of(measure[2](run, section, name)), hue)
        for name, hue in zip(mains, SERIES * len(mains), strict=False)
    ]
    nothing, cost = nothing_of(section), nothing_cost(run)
    if measure is COST and nothing and cost is not None:
        found.append(_dot(case, measure, nothing, range_of(cost), "grey"))
    return found


def _dot(case: Case, measure: Measure, option: str, values: Range, hue: str) -> Dot:
    title = wrapped(stated_money(case.scenario).options[option].title, letters(LABELS - GAP))
    if measure[1] == "money":
        text = money(values.mid, case.scenario.currency).split(" ")[1]
        return Dot(title, scaled(values, BILLION), text, hue)
    alone = Range(mid=values.mid, low=values.mid, high=values.mid)
    return Dot(title, values, number_range(alone), hue)
