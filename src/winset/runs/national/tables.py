"""Tables of the money as members' own accounts see it: tidy, EUR or shares of GDP.

| table             | a row for each                  | columns
|-------------------|---------------------------------|------------------------------------------
| national_verdicts | option, condition               | question, holds, share, reason, says, source
| national_years    | option, payer, year             | deficit_*, debt_*, memorandum_*, in EUR
| debt_paths        | option, payer, year             | without_*, with_*, change_*, deficit_*
| adjustment        | option, payer                   | same_debt_*, rule_*, need_*, met
| room              | option, payer, year             | deficit_before, ..., debt_after, crosses
| debt_notes        | assumption, stand-in, source    | kind, payer, says
| conditions        | option, set, condition, measure | mean, low, high: worth to the host, EUR
| condition_costs   | option, condition, set, payer   | mean, low, high: cost, EUR
| worked_example    | amount on the host's worst path | option, payer, draw, path, ..., sentence

`*` stands for mean, low and high (over draws, 5th and 95th percentile), in `need_*` for before
and after. Debt paths are shares of
GDP over all draws; `adjustment` and `room` look at the first `debt.FEW` draws, `conditions` at
the first `terms.DRAWS` draws and at `terms.PATHS` paths.
"""

from __future__ import annotations

import pandas as pd

from winset.finance.law import Laws
from winset.finance.national.debt_inputs import Burden
from winset.finance.results import MoneyResults
from winset.runs.national.accounts import assessed, verdict_table, year_table
from winset.runs.national.debt import (
    Outlook,
    adjustment_table,
    burden_on,
    outlook_of,
    path_table,
    room_table,
    rooms_of,
    told_table,
)
from winset.runs.national.example import example_table
from winset.runs.national.spread import together
from winset.runs.national.terms import condition_tables
from winset.scenario.draws import Draws
from winset.scenario.nouns.scenario import Scenario


def national_tables(
    scenario: Scenario, draws: Draws, found: MoneyResults, paths: int, laws: Laws = None
) -> dict[str, pd.DataFrame]:
    """Every table that the scenario allows; `laws` are those under which the money was found.

    Debt paths, adjustment and room need the club's tables of debt in the scenario's currency, and
    an option that pays nothing before those paths begin; conditions need a guarantee that shields
    the host.
    """
    judged = assessed(scenario, found)
    tables: dict[str, pd.DataFrame] = {}
    if judged:
        verdicts = {name: verdict_table(each) for name, (_, each) in judged.items()}
        years = {name: year_table(*each) for name, each in judged.items()}
        tables |= {"national_verdicts": together(verdicts), "national_years": together(years)}
    outlook = outlook_of(scenario, found, draws.seed, draws.n)
    if outlook is not None:
        placed = {name: burden_on(outlook, *each) for name, each in judged.items()}
        tables |= debt_tables(outlook, {n: each for n, each in placed.items() if each is not None})
    tables |= condition_tables(scenario, found, draws, paths, laws)
    tables["worked_example"] = example_table(scenario, found, draws, paths, laws)
    return tables


def debt_tables(outlook: Outlook, burdens: dict[str, Burden]) -> dict[str, pd.DataFrame]:
    """The tables of debt paths, adjustment and room; none without an option."""
    if not burdens:
        return {}
    paths = {name: path_table(outlook, burden) for name, burden in burdens.items()}
    rooms = rooms_of(outlook, burdens)
    return {
        "debt_paths": together(paths),
        "adjustment": together({name: adjustment_table(room) for name, room in rooms.items()}),
        "room": together({name: room_table(room) for name, room in rooms.items()}),
        "debt_notes": told_table(outlook),
    }
