"""Is it said in one way alone when an option's first cash comes?"""

from __future__ import annotations

from collections.abc import Iterator

from winset.errors import Fault
from winset.scenario import codes
from winset.scenario.case import Case, place_of, text_of
from winset.scenario.nouns.money import MoneySection
from winset.scenario.way_to_cash import way_of

DELAY = "first_cash.delay"


def first_cash_is_stated_once(case: Case) -> Iterator[Fault]:
    """No delay is stated, or set, where only options with steps to their cash could have it."""
    money = case.scenario.money
    if money is None:
        return
    for path in (*_stated(case, money), *_set(case, money)):
        yield Fault(
            codes.TWICE,
            "a delay beside steps to first cash, which hold",
            place_of(case, path),
            text_of(case, path),
            "take the delay away, or the steps (way_to_cash)",
        )


def _stated(case: Case, money: MoneySection) -> Iterator[str]:
    """Delays of instruments, stated or set by an account, that no option would have."""
    for name, each in money.instruments.items():
        using = [o for o, option in money.options.items() if option.instrument == name]
        if not using or any(way_of(case.scenario, option) is None for option in using):
            continue
        path = f"money.instruments.{name}.{DELAY}"
        if "delay" in each.first_cash.model_fields_set:
            yield path
        for account, reading in case.scenario.accounts.items():
            if path in reading.set:
                yield f"accounts.{account}.set.{path}"


def _set(case: Case, money: MoneySection) -> Iterator[str]:
    """Delays that an option with steps sets as a term."""
    for name, option in money.options.items():
        if DELAY in option.set and way_of(case.scenario, name) is not None:
            yield f"money.options.{name}.set.{DELAY}"
