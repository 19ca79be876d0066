"""What each half would be without the other: settlement cut from the money, funding from the talks.

Both are counterfactuals. Nothing in them is a forecast; they show how much of a number is due to
the coupling.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from winset.finance.engine import money
from winset.finance.law import (
    Laws,
    SettlementLaw,
    law_of,
    settled_until,
    stated_law,
    unsettled,
)
from winset.finance.results import MoneyResults
from winset.finance.setting import horizon_of
from winset.runs.coupling.frame import ANY
from winset.runs.coupling.playing import play_on
from winset.runs.coupling.run import every_draw, given_chances, solve_talks
from winset.runs.coupling.setting import accounts_of
from winset.runs.long import long
from winset.scenario.draws import Draws, first_of
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.nouns.world import FromMoney, Switch
from winset.scenario.sections import stated_money
from winset.talks.forward import agreed_by

DRAWS = 10
"""Few: the talks are solved anew."""
COLUMNS = (
    "burden_pv", "host_mean", "host_cvar95", "chance_of_call", "gap_total", "settled",
    "settled_within",
)  # fmt: skip


def money_cut(
    scenario: Scenario, draws: Draws, paths: int, laws: Laws, found: MoneyResults
) -> pd.DataFrame:
    """What options cost by where settlements come from, a row for each option, law and draw.

    The laws: `talks`, as the run has it; `calendar`, the same if none comes after the calendar,
    whose last month repeats to the end of the accounts; `stated`, as the scenario states by itself;
    `never`, if nothing is ever settled. Columns: burden_pv, host_mean, host_cvar95, gap_total
    (EUR), chance_of_call, and the chance that a settlement has come: settled, by the end of the
    accounts; settled_within, by the end of the calendar. Options under other terms are left out.
    """
    whole = stated_money(scenario)
    plain = {n: each for n, each in whole.options.items() if each.variant_of is None}
    section = whole.model_copy(update={"options": plain})
    case = scenario.model_copy(update={"money": section})
    stated = stated_law(whole, draws, accounts_of(scenario))
    known = {name: law_of(laws, name) or stated for name in plain}
    months = horizon_of(scenario).months
    laws_of: dict[str, dict[str, SettlementLaw]] = {
        "calendar": {name: settled_until(law, months) for name, law in known.items()},
        "stated": dict.fromkeys(plain, stated),
        "never": {name: unsettled(law) for name, law in known.items()},
    }
    parts = {"talks": costs(found, known, months)} | {
        name: costs(money(case, draws, paths, each), each, months) for name, each in laws_of.items()
    }
    return pd.concat([part.assign(law=law) for law, part in parts.items()], ignore_index=True)[
        ["option", "law", "draw", *COLUMNS]
    ]


def costs(found: MoneyResults, laws: Mapping[str, SettlementLaw], months: int) -> pd.DataFrame:
    """What the options of some laws cost in short; `months` : in the calendar."""
    results = {name: found.options[name] for name in laws}
    columns = {
        "burden_pv": [each.pv_mean.sum(axis=1) for each in results.values()],
        "host_mean": [each.host_mean for each in results.values()],
        "host_cvar95": [each.host_cvar95 for each in results.values()],
        "chance_of_call": [each.chance_of_call for each in results.values()],
        "gap_total": [each.liquidity.gap_total for each in results.values()],
        "settled": [law.settled_by[:, -1] for law in laws.values()],
        "settled_within": [law.settled_by[:, months - 1] for law in laws.values()],
    }
    axes = {"option": list(laws), "draw": range(len(columns["settled"][0]))}
    return long(axes, {name: np.stack(values) for name, values in columns.items()})


def talks_cut(scenario: Scenario, draws: Draws) -> pd.DataFrame:
    """The talks if the money never ran short: held and agreed by month, on the first few draws."""
    solved = solve_talks(paid_for(scenario), first_of(draws, DRAWS), nodes=())
    setting = given_chances(solved, None)
    few = range(setting.sampled.draws.n)
    courses = every_draw(
        lambda d: play_on(solved, setting, d, margins=False).course, few, "", None, None
    )
    axes = {"node": (ANY,), "month": range(setting.frame.grid.months), "draw": few}
    held = np.stack([course.held for course in courses], axis=-1)
    agreed = np.stack([agreed_by(course) for course in courses], axis=-1)
    return long(axes, {"held": held, "agreed": agreed})


def paid_for(scenario: Scenario) -> Scenario:
    """The same scenario where what hangs on the money always stands at its most ample level."""
    world = {
        name: ample(variable) if isinstance(variable, FromMoney) else variable
        for name, variable in scenario.world.items()
    }
    return scenario.model_copy(update={"world": world})


def ample(variable: FromMoney) -> Switch:
    """What hangs on the money as a switch that stays at its last level."""
    levels = list(variable.levels)
    return Switch.model_validate(
        {"kind": "switch", "title": variable.title, "levels": levels, "start": levels[-1]}
    )
