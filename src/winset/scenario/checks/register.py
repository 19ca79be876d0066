"""The checks that every scenario passes, in the order in which their faults are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from winset.errors import Fault, nearest
from winset.scenario.case import Case
from winset.scenario.checks.dates import dates_lie_within, receipts_run_forward
from winset.scenario.checks.first_cash import first_cash_is_stated_once
from winset.scenario.checks.names import names_stand_for_something, nothing_points_at_itself
from winset.scenario.checks.sections import sections_are_there
from winset.scenario.checks.tables import tables_are_of_their_time
from winset.scenario.checks.talks import tables_hold_together
from winset.scenario.checks.values import (
    accounts_fit,
    currencies_have_rates,
    dated_where_it_may_be,
    every_quantity_has_a_basis,
    options_fit,
)
from winset.scenario.checks.world import (
    conditions_can_be_met,
    nothing_looks_at_itself,
    world_holds_together,
)
from winset.scenario.codes import OVERRIDE, UNKNOWN_NAME

Check = Callable[[Case], Iterator[Fault]]

CHECKS: tuple[Check, ...] = (
    sections_are_there,
    names_stand_for_something,
    nothing_points_at_itself,
    dates_lie_within,
    receipts_run_forward,
    first_cash_is_stated_once,
    currencies_have_rates,
    dated_where_it_may_be,
    accounts_fit,
    options_fit,
    every_quantity_has_a_basis,
    world_holds_together,
    conditions_can_be_met,
    nothing_looks_at_itself,
    tables_hold_together,
    tables_are_of_their_time,
)


def scenario_faults(case: Case) -> tuple[Fault, ...]:
    """All that the register's checks find in a case; what only follows from another is left out."""
    found = [fault for check in CHECKS for fault in check(case)]
    misspelt = [fault.where.path or "" for fault in found if fault.code is UNKNOWN_NAME]
    return tuple(fault for fault in found if not _follows(fault, misspelt))


def _follows(fault: Fault, misspelt: list[str]) -> bool:
    """Whether an account reaches nothing because the name that it goes by is misspelt there."""
    _, inside, path = (fault.where.path or "").partition(".set.")
    if fault.code is not OVERRIDE or not inside:
        return False
    for each in misspelt:
        above, _, word = each.rpartition(".")
        meant = path.removeprefix(f"{above}.").partition(".")[0]
        if path.startswith(f"{above}.") and nearest(word, [meant]):
            return True
    return False
