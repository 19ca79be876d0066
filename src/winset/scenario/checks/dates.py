"""Does every date lie where the run can reach it?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from winset.errors import Code, Fault
from winset.scenario import codes
from winset.scenario.case import Case, place_of, text_of
from winset.scenario.nouns.money import MoneySection
from winset.timegrid import parse_date


def dates_lie_within(case: Case) -> Iterator[Fault]:
    """The horizon follows `as_of`, the accounts reach it, and dated things lie within."""
    scenario = case.scenario
    end = parse_date(scenario.horizon, end=True)
    if end < scenario.as_of:
        yield _fault(
            case, codes.REVERSED, "the horizon lies before `as_of`", "horizon", "name a later month"
        )
    if scenario.money is not None:
        yield from _accounts_reach(case, scenario.money, end)


def _accounts_reach(case: Case, money: MoneySection, end: dt.date) -> Iterator[Fault]:
    """The accounts reach the horizon, and dated things of the money lie within them."""
    scenario = case.scenario
    if money.last_year < end.year:
        yield _fault(
            case,
            codes.OUTSIDE_HORIZON,
            "the accounts end before the horizon",
            "money.last_year",
            f"{end.year} or later",
        )
    last = dt.date(money.last_year, 12, 31)
    for name, each in money.instruments.items():
        path = f"money.instruments.{name}"
        yield from _within(
            case, f"{path}.first_cash.earliest", each.first_cash.earliest, scenario.as_of, last
        )
        if each.guarantee and each.guarantee.headroom:
            yield from _within(
                case,
                f"{path}.guarantee.headroom.start",
                each.guarantee.headroom.start,
                scenario.as_of,
                last,
            )
    yield from _within(
        case, "money.freeze.next_renewal", money.freeze.next_renewal, scenario.as_of, last
    )


def receipts_run_forward(case: Case) -> Iterator[Fault]:
    """A receipt ends after it began, and not before the day the scenario speaks of."""
    if case.scenario.money is None:
        return
    for name, receipt in case.scenario.money.liquidity.receipts.items():
        path = f"money.liquidity.receipts.{name}.end"
        if receipt.end < receipt.start:
            yield _fault(
                case,
                codes.REVERSED,
                "the receipt ends before it begins",
                path,
                f"a day after {receipt.start}",
            )
        if receipt.end < case.scenario.as_of:
            yield _fault(
                case,
                codes.OUTSIDE_HORIZON,
                "the receipt was over before `as_of`",
                path,
                "count it in the cash at hand instead",
            )


def _within(case: Case, path: str, day: dt.date, first: dt.date, last: dt.date) -> Iterator[Fault]:
    if not first <= day <= last:
        yield _fault(
            case,
            codes.OUTSIDE_HORIZON,
            f"{day} lies outside the horizon",
            path,
            f"a day from {first} to {last}",
        )


def _fault(case: Case, code: Code, what: str, path: str, fix: str) -> Fault:
    return Fault(code, what, place_of(case, path), text_of(case, path), fix)
