"""What each condition of the host is worth to it, and what it costs the other payers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from winset._typing import Floats
from winset.finance.law import Laws, first_draws, law_of
from winset.finance.results import MoneyResults
from winset.finance.worth import MEASURES, Worth, worth
from winset.runs.long import long
from winset.runs.national.spread import spread, together
from winset.scenario.draws import Draws, first_of
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import instrument_of
from winset.scenario.sections import stated_money

DRAWS, PATHS = 20, 400
"""Few: every condition is met alone and left out alone, so that options are many."""
ALL = "together"


def asked_of(scenario: Scenario, found: MoneyResults) -> list[str]:
    """The options as drafted that lend the custodian's cash under a guarantee."""
    asked = []
    for option, stated in stated_money(scenario).options.items():
        instrument = instrument_of(stated_money(scenario), option)
        if instrument is None or stated.variant_of is not None or instrument.guarantee is None:
            continue
        if instrument.funding.kind == "custodian_cash" and option in found.options:
            asked.append(option)
    return asked


def condition_tables(
    scenario: Scenario, found: MoneyResults, draws: Draws, paths: int, laws: Laws = None
) -> dict[str, pd.DataFrame]:
    """Both tables of conditions; none where no option has a guarantee that shields the host.

    They rest on the first few draws, and few paths; settlements come under every set of conditions
    as they do under the option. A difference is taken draw by draw on the same accidents.
    """
    few, short = first_of(draws, DRAWS), min(PATHS, paths)
    known = {
        name: worth(scenario, name, few, short, law=law_of(first_draws(laws, few.n), name))
        for name in asked_of(scenario, found)
    }
    if not known:
        return {}
    return {
        "conditions": together({name: worth_table(each) for name, each in known.items()}),
        "condition_costs": together({name: cost_table(each) for name, each in known.items()}),
    }


def worth_table(found: Worth) -> pd.DataFrame:
    """The host's exposure as host under each set of conditions, EUR.

    Columns: set (no_guarantee, plain, together, gain, alone, beside), condition and title (for the
    last two), measure (expected, CVaR 95 and worst present value; the contract's worst), and mean,
    low and high over draws. The first three are exposures, `gain` is plain less together, draw by
    draw; `alone` is by how much a condition that is met alone lowers the exposure of the plain
    guarantee, `beside` by how much it lowers it when all others are met.
    """
    levels = (("no_guarantee", found.without_guarantee), ("plain", found.plain),
              (ALL, found.together), ("gain", found.plain - found.together))  # fmt: skip
    parts = [_measured(name, "", "", values) for name, values in levels]
    for name, gains in (("alone", found.alone), ("beside", found.beside)):
        for condition, values in zip(found.conditions, gains, strict=True):
            parts.append(_measured(name, condition.name, condition.title, values))
    return pd.concat(parts, ignore_index=True)


def _measured(name: str, condition: str, title: str, values: Floats) -> pd.DataFrame:
    """Rows for each measure; values : shape (measure, draw)."""
    table = long({"measure": MEASURES}, spread(values.T))
    table.insert(0, "set", name)
    table.insert(1, "condition", condition)
    table.insert(2, "title", title)
    return table


def cost_table(found: Worth) -> pd.DataFrame:
    """What each condition costs every payer, EUR of expected present value.

    Columns: condition (or `together`), set (alone, beside, or together), payer, and mean, low and
    high over draws: the host as guarantor is one of the payers, its part as host is left out.
    """
    names = [condition.name for condition in found.conditions]
    parts = []
    for name, costs in (("alone", found.cost_alone), ("beside", found.cost_beside)):
        axes = {"condition": names, "set": [name], "payer": found.payers}
        parts.append(long(axes, spread(np.swapaxes(costs, 0, 1))))
    axes = {"condition": [ALL], "set": [ALL], "payer": found.payers}
    parts.append(long(axes, spread(found.cost_together)))
    return pd.concat(parts, ignore_index=True)
