"""An option is one instrument with chosen terms: here the two are put together."""

from __future__ import annotations

from winset.scenario.change import with_values
from winset.scenario.nouns.instrument import Instrument
from winset.scenario.nouns.money import MoneySection
from winset.scenario.walk import quantities


def instrument_of(money: MoneySection, option: str) -> Instrument | None:
    """The instrument of an option with the option's own terms, or None where nothing is agreed.

    Quantities that the option does not touch keep the instrument's paths, and with them the same
    draws in every option; those it sets stand under the option.
    """
    chosen = money.options[option]
    if chosen.instrument is None:
        return None
    plain = money.instruments[chosen.instrument]
    if not chosen.set:
        return plain
    changed = with_values(plain, chosen.set, f"money.instruments.{chosen.instrument}")
    _address(changed, chosen.instrument, option, tuple(chosen.set))
    return changed


def _address(changed: Instrument, instrument: str, option: str, terms: tuple[str, ...]) -> None:
    prefix = f"money.instruments.{instrument}"
    for path, quantity in quantities(changed):
        own = any(path == term or path.startswith(f"{term}.") for term in terms)
        quantity._path = f"money.options.{option}.set.{path}" if own else f"{prefix}.{path}"
