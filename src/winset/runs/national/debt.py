"""Debt paths with and without an option, the adjustment it asks for, and the room it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from winset._typing import Ints
from winset.data.read import names as datasets
from winset.finance.national.debt_inputs import Burden, DebtInputs
from winset.finance.national.debt_path import DebtPath, project
from winset.finance.national.esa import Assessment, burden_of
from winset.finance.national.from_option import OptionFlows, on_years
from winset.finance.national.member_inputs import MemberInputs, member_inputs
from winset.finance.national.path_change import path_changes
from winset.finance.national.room import Room, room_left
from winset.finance.national.unknowns import Unknowns, drawn
from winset.finance.results import MoneyResults
from winset.runs.long import long
from winset.runs.national.spread import spread
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.sections import stated_money

FEW = 10
"""Draws for what is found by halving, each step of which walks all paths of debt again."""
NEEDED = ("debt_inputs", "fiscal", "gdp")
CURRENCY = "EUR"  # in which the tables of members' debt stand


@dataclass(frozen=True, eq=False)
class Outlook:
    """Where members' debt goes without any option.

    Attributes
    ----------
    given : the members' inputs, with what a reader must be told.
    inputs : the same with the years ahead drawn, one draw for each of the run.
    few : the first `FEW` of them.
    without : the paths, shape (draw, member, year).
    """

    given: MemberInputs
    inputs: DebtInputs
    few: DebtInputs
    without: DebtPath


def outlook_of(scenario: Scenario, found: MoneyResults, seed: int, draws: int) -> Outlook | None:
    """The members' debt without any option; None where no tables of the club's debt are held.

    The years ahead are drawn apart from the money: growth, prices and rates on streams of their
    own under the same seed.
    """
    club = scenario.clubs[stated_money(scenario).club].dataset
    held = all(f"{club}_{name}" in datasets() for name in NEEDED)
    if not held or scenario.currency != CURRENCY:
        return None
    given = member_inputs(club)
    if given.members != found.payers[: found.members]:
        return None
    inputs, few = (drawn(given.inputs, Unknowns(), seed, n) for n in (draws, min(FEW, draws)))
    return Outlook(given, inputs, few, project(inputs))


def burden_on(outlook: Outlook, paid: OptionFlows, assessment: Assessment) -> Burden | None:
    """What an option puts on the years of the debt paths; None if it begins long before them.

    What enters in the year before the first, whose debt the forecast gives, is added to the debt
    of the first year: the burden is carried over, less a year of interest and growth on it.
    """
    burden, years, first = burden_of(assessment), np.asarray(paid.years), outlook.inputs.first_year
    debt = burden.deficit + burden.beyond_deficit
    if np.any(debt[..., years < first - 1]) or first not in years:
        return None
    before, beyond = years < first, burden.beyond_deficit.copy()
    beyond[..., years == first] += debt[..., before].sum(axis=-1, keepdims=True)
    kept = Burden(np.where(before, 0.0, burden.deficit), np.where(before, 0.0, beyond))
    return on_years(kept, paid.years, outlook.without.years)


def path_table(outlook: Outlook, burden: Burden) -> pd.DataFrame:
    """Debt at the end of each year without and with an option, shares of GDP.

    Columns: payer, year; without, with and change, each as mean, low and high over draws. The
    change is taken draw by draw, so it is known far better than either path.
    """
    after = project(outlook.inputs, burden)
    columns = spread(outlook.without.debt, "without") | spread(after.debt, "with")
    columns |= spread(after.debt - outlook.without.debt, "change")
    columns |= spread(burden.deficit / outlook.without.gdp, "deficit")
    return long({"payer": outlook.given.members, "year": _listed(outlook.without.years)}, columns)


def rooms_of(outlook: Outlook, burdens: Mapping[str, Burden]) -> dict[str, Room]:
    """Room against the fiscal rule without and with each option, on the few draws.

    Who is in an excessive deficit procedure is left open: it is a status with a date, and the
    scenario does not state it.
    """
    few, members = len(outlook.few.potential_growth), outlook.given.members
    parts = [Burden(each.deficit[:few], each.beyond_deficit[:few]) for each in burdens.values()]
    changes = path_changes(outlook.few, parts)
    return {
        name: room_left(outlook.few, part, members, change=change)
        for name, part, change in zip(burdens, parts, changes, strict=True)
    }


def adjustment_table(room: Room) -> pd.DataFrame:
    """What a member must adjust more in each year of adjustment, shares of GDP, on the few draws.

    Columns: payer; same_debt (the ratio of the last year as it would be without the option) and
    rule (the debt falls or is at most 60 %, the deficit at most 3 %), each as mean, low and high
    over draws; need_before and need_after (what the rule asks for, mean); met (the share of draws
    in which an adjustment within the limit looked at meets the rule with and without the option).
    """
    change = room.change
    columns = spread(change.same_debt.yearly, "same_debt") | spread(change.rule, "rule")
    columns["need_before"] = spread(room.before.need)["mean"]
    columns["need_after"] = spread(room.after.need)["mean"]
    columns["met"] = np.mean(change.rule_without.met & change.rule_with.met, axis=0)
    return long({"payer": room.members}, columns)


def room_table(room: Room) -> pd.DataFrame:
    """Room up to a deficit of 3 % and a debt of 60 % of GDP, shares of GDP, on the few draws.

    Columns: payer, year; deficit_before, deficit_after, debt_before, debt_after: means over
    draws, a minus lies beyond the reference value; deficit_before_low, deficit_after_high, ...:
    the 5th and 95th percentile; crosses: the share of draws in which the
    option takes the deficit across it.
    """
    before, after = room.before, room.after
    ends = {
        f"{name}_{end}": values
        for name, each in (("deficit_before", before), ("deficit_after", after))
        for end, values in spread(each.deficit_room).items()
        if end != "mean"
    }
    across = (before.deficit_room >= 0) & (after.deficit_room < 0)
    columns = {
        "deficit_before": before.deficit_room.mean(axis=0),
        "deficit_after": after.deficit_room.mean(axis=0),
        "debt_before": before.debt_room.mean(axis=0),
        "debt_after": after.debt_room.mean(axis=0),
        "crosses": across.mean(axis=0),
    } | ends
    return long({"payer": room.members, "year": _listed(room.years)}, columns)


def told_table(outlook: Outlook) -> pd.DataFrame:
    """What all debt paths rest on: assumptions, stand-ins and sources, in words."""
    given = outlook.given
    rows = [{"kind": "assumption", "payer": "", "says": given.assumes}]
    rows += [
        {"kind": "stand_in", "payer": each.member, "says": f"{each.quantity}: {each.says}"}
        for each in given.stands_in
    ]
    rows += [{"kind": "source", "payer": "", "says": source} for source in given.sources]
    return pd.DataFrame(rows)


def _listed(years: Ints) -> list[int]:
    return [int(year) for year in years]
