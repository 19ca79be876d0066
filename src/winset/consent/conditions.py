"""Conditions on terms: what a term is, and whether it is what a member insists on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from pydantic import BaseModel

from winset import units
from winset._typing import Bools, Floats
from winset.consent.codes import UNKNOWN_TERM
from winset.errors import Fault, Faults, Place, nearest, suggestion
from winset.scenario.draws import Draws, sample
from winset.scenario.nouns.consent import Condition, Term
from winset.scenario.nouns.instrument import Instrument
from winset.scenario.nouns.quantity import Quantity

Terms = Mapping[str, Any]
"""What an option's terms are, by path: plain values, quantities, records, or None."""


def terms_of(
    instrument: Instrument | None, others: Terms, asked: tuple[str, ...]
) -> dict[str, Any]:
    """The terms that are asked for, from an instrument and from what is no part of it.

    A part of the instrument that was left out makes every term below it None.

    Raises
    ------
    Faults : C104 for terms that neither has, all at once.
    """
    found: dict[str, Any] = {}
    faults = []
    for term in dict.fromkeys((*asked, *others)):
        if term in others:
            found[term] = others[term]
            continue
        known = _follow(instrument, term.split("."), found, term)
        if known is not None:
            what, place = f'the option has no term "{term}"', Place(path=term)
            word = next((w for w in term.split(".") if nearest(w, known)), term)
            faults.append(Fault(UNKNOWN_TERM, what, place, term, suggestion(word, known, 30)))
    if faults:
        raise Faults(faults)
    return found


def own_terms(stated: Mapping[str, Term]) -> dict[str, Any]:
    """What terms that are no part of an instrument are, numbers in canonical units.

    >>> own_terms({"callable": Term.model_validate({"is": 2, "unit": "EUR bn"})})
    {'callable': 2000000000.0}
    """
    return {name: _canonical(each.value, each.unit) for name, each in stated.items()}


def _canonical(value: Any, unit: str | None) -> Any:
    if unit is None or isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return value * units.unit(unit).factor


def _follow(
    record: BaseModel | None, keys: list[str], found: dict[str, Any], term: str
) -> list[str] | None:
    """Put a term's value among those found, or say which terms would have been known."""
    at: Any = record
    for key in keys:
        if at is None and record is not None:
            break
        fields = list(type(at).model_fields) if isinstance(at, BaseModel) else []
        if key not in fields:
            return fields
        at = getattr(at, key)
    found[term] = at
    return None


def is_met(condition: Condition, terms: Terms, draws: Draws) -> Bools:
    """Whether a condition is met, shape (draw,).

    Raises
    ------
    Faults : C104 if the term is not among the terms.

    >>> plain = Draws(2, 1, "EUR")
    >>> capped = Condition.model_validate({"term": "cap", "is": None, "firmness": 1})
    >>> is_met(capped, {"cap": None}, plain).tolist(), is_met(capped, {"cap": 2}, plain).tolist()
    ([True, True], [False, False])
    """
    if condition.term not in terms:
        what, place = "a condition on an unknown term", Place(path=condition.term)
        fix = suggestion(condition.term, list(terms), 30)
        raise Faults([Fault(UNKNOWN_TERM, what, place, condition.term, fix)])
    value = terms[condition.term]
    if "value" in condition.model_fields_set:
        return np.full(draws.n, _same(value, condition.value))
    amount = amounts(value, draws)
    if amount is None:
        return np.zeros(draws.n, dtype=np.bool_)
    low, high = condition.at_least, condition.at_most
    least = sample(draws, low) if low is not None else -np.inf
    most = sample(draws, high) if high is not None else np.inf
    return np.asarray((amount >= least) & (amount <= most))


def amounts(value: Any, draws: Draws) -> Floats | None:
    """A term as an amount in canonical units, shape (draw,); None if it is no amount."""
    if isinstance(value, Quantity):
        return sample(draws, value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return np.full(draws.n, float(value))


def _same(value: Any, wanted: Any) -> bool:
    if isinstance(value, Quantity):
        factor = units.unit(value.unit).factor if value.unit else 1.0
        return value.value is not None and value.value * factor == wanted
    if isinstance(value, list | tuple) and isinstance(wanted, list | tuple):
        return list(value) == list(wanted)
    if isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    return bool(value == wanted)
