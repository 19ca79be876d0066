"""An option is one instrument with chosen terms: here the two are put together."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pydantic import ValidationError

from winset._record import Itself
from winset.errors import RequestFaults
from winset.scenario.change import with_values
from winset.scenario.nouns.instrument import CustodianCash, Instrument
from winset.scenario.nouns.money import MoneySection, Option
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.walk import quantities


def all_quantities(scenario: Scenario) -> Iterator[tuple[str, Quantity]]:
    """Each quantity of a scenario with its path, those that options set as terms included.

    An option that does not fit its instrument adds none; that is for the checks to tell.
    """
    yield from quantities(scenario)
    money = scenario.money
    if money is None:
        return
    for name, option in money.options.items():
        if option.set and option.instrument in money.instruments:
            yield from _terms(money, name)


def _terms(money: MoneySection, name: str) -> Iterator[tuple[str, Quantity]]:
    try:
        changed = instrument_of(money, name)
    except (RequestFaults, ValidationError):
        return
    for _, quantity in quantities(changed) if changed is not None else ():
        if quantity.path.startswith(f"money.options.{name}.set."):
            yield quantity.path, quantity


def instrument_of(money: MoneySection, option: str) -> Instrument | None:
    """The instrument of an option with the option's own terms, or None where nothing is agreed.

    Quantities that the option does not touch keep the instrument's paths, and with them the same
    draws in every option; those it sets stand under the option.
    """
    chosen = money.options[option]
    if chosen.instrument is None:
        return None
    plain = money.instruments[chosen.instrument]
    return _put_together(Itself(plain), Itself(chosen), option) if chosen.set else plain


@lru_cache(maxsize=256)
def _put_together(plain: Itself[Instrument], chosen: Itself[Option], option: str) -> Instrument:
    """An instrument on an option's terms; a run asks for each some dozen times."""
    name, terms = chosen.held.instrument, chosen.held.set
    changed = with_values(plain.held, terms, f"money.instruments.{name}")
    _address(changed, str(name), option, tuple(terms))
    return changed


def _address(changed: Instrument, instrument: str, option: str, terms: tuple[str, ...]) -> None:
    prefix = f"money.instruments.{instrument}"
    for path, quantity in quantities(changed):
        own = any(path == term or path.startswith(f"{term}.") for term in terms)
        quantity._path = f"money.options.{option}.set.{path}" if own else f"{prefix}.{path}"


def ends_with_settlement(instrument: Instrument) -> bool:
    """Whether any settlement ends the payouts; where not said, that of immobilised cash alone."""
    stated = instrument.use.after_settlement
    lent = isinstance(instrument.funding, CustodianCash)
    return stated == "stops" or (stated is None and lent)
