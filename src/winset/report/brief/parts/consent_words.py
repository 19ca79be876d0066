"""Rules, positions and changes of terms, in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from winset.report.figures import BILLION
from winset.report.stated import in_unit, stated
from winset.report.terms import SENTENCES
from winset.report.words import joined
from winset.rules.algebra import AllOf, AnyOf, Needs, Share
from winset.rules.amounts import written_share
from winset.rules.law import NAMED
from winset.scenario.nouns.consent import Condition, Term
from winset.scenario.nouns.instrument import Instrument
from winset.scenario.nouns.quantity import Quantity
from winset.units import unit

Own = Mapping[str, Term]
NONE: Own = {}
REASONS = {
    "record": "its word",
    "condition": "a condition unmet",
    "fallback": "it expects better if the option fails",
    "burden": "what it would cost it",
    "stance": "its leaning beside money",
    "chance": "chance of the moment",
}
"""Why a member might not vote for, in the order in which they are looked for."""


def rule_in_words(rule: Any) -> str:
    """What a rule asks for.

    >>> rule_in_words("unanimity")
    'every participant votes for'
    >>> rule_in_words(Share(share="population", at_least="80 %"))
    'those for hold at least 80 % of the population'
    """
    if isinstance(rule, str):
        return NAMED[rule].says
    if isinstance(rule, AllOf):
        return "; and ".join(rule_in_words(each) for each in rule.all_of)
    if isinstance(rule, AnyOf):
        return "; or ".join(rule_in_words(each) for each in rule.any_of)
    if isinstance(rule, Needs):
        return f"the consent of another table is needed ({_spaced(rule.needs)})"
    if isinstance(rule, Share):
        bound, word = rule.at_least, "at least"
        if bound is None:
            bound, word = rule.more_than or Fraction(0), "more than"
        return f"those for hold {word} {written_share(bound)} of the {rule.share}"
    return _spaced(json.dumps(rule.model_dump(mode="json", exclude_unset=True)))


def source_of_law(rule: Any) -> str:
    """Where the rules that a rule is made of stand, each once."""
    if isinstance(rule, str):
        return NAMED[rule].source
    parts: tuple[Any, ...] = ()
    if isinstance(rule, AllOf | AnyOf):
        parts = rule.all_of if isinstance(rule, AllOf) else rule.any_of
    return "; ".join(dict.fromkeys(each for part in parts if (each := source_of_law(part))))


def changes_in_words(
    instrument: Instrument | None, changed: str, own: Own = NONE
) -> tuple[str, ...]:
    """Changed terms, as a run's tables hold them, each in a sentence.

    Parameters
    ----------
    own : the terms that are no part of the instrument.

    >>> changes_in_words(None, '{"guarantee.cap": null, "other_holders_join": true}')
    ('There is no limit to what the guarantors can be asked for.', 'Other holders join: yes.')
    """
    return tuple(change_in_words(instrument, t, v, own) for t, v in json.loads(changed).items())


def change_in_words(instrument: Instrument | None, term: str, value: Any, own: Own = NONE) -> str:
    """One term and what it becomes.

    >>> joins = {"join": Term.model_validate({"is": False, "title": "Others move along"})}
    >>> change_in_words(None, "join", True, joins)
    'Others move along: yes.'
    """
    if term in own:
        return f"{called(own, term)}: {amount_in_words(value, own[term].unit)}."
    describes, before = term_of(instrument, term)
    says = SENTENCES.get(term)
    if says is not None:
        told = says(before or (), value)
        return told.replace("It ", "The guarantee ", 1) if told.startswith("It ") else told
    return f"{describes}: {value_in_words(value)}."


def condition_in_words(instrument: Instrument | None, condition: Condition, own: Own = NONE) -> str:
    """What a member insists on.

    >>> asked = {"term": "callable", "at_least": "170 EUR bn", "firmness": 1}
    >>> condition_in_words(None, Condition.model_validate(asked))
    'Callable: at least EUR 170bn.'
    """
    if "value" in condition.model_fields_set:
        return change_in_words(instrument, condition.term, condition.value, own)
    bound, word = (
        (condition.at_least, "at least")
        if condition.at_least is not None
        else (condition.at_most, "at most")
    )
    term = condition.term
    describes, before = (called(own, term), None) if term in own else term_of(instrument, term)
    bare = bound is not None and bound.unit is None
    return f"{describes}: {word} {value_in_words(bound)}{_unit(before) if bare else ''}."


def called(own: Own, term: str) -> str:
    """What a reader calls a term that is no part of the instrument."""
    return own[term].title or _capital(_spaced(term))


def amount_in_words(value: Any, unit_: str | None) -> str:
    """A value of such a term, in its own unit.

    >>> amount_in_words(170e9, "EUR bn"), amount_in_words(False, None)
    ('EUR 170bn', 'no')
    """
    if unit_ is None or isinstance(value, bool) or not isinstance(value, int | float):
        return value_in_words(value)
    return in_unit(f"{value / unit(unit_).factor:,.10g}", unit_)


def term_of(instrument: Instrument | None, term: str) -> tuple[str, Any]:
    """What a term is called, and its value in the instrument as drafted; None where it has none."""
    at: Any = instrument
    describes = term.rpartition(".")[2].replace("_", " ")
    for key in term.split("."):
        field = type(at).model_fields.get(key) if isinstance(at, BaseModel) else None
        if field is None:
            return _capital(describes), None
        describes, at = (field.description or describes).rstrip("."), getattr(at, key)
    return _capital(describes), at


def value_in_words(value: Any) -> str:
    """What a term becomes.

    >>> value_in_words(True), value_in_words(170e9), value_in_words("0.34 months")
    ('yes', '170bn', '0.34 months')
    """
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value / BILLION:g}bn" if abs(value) >= BILLION else f"{value:g}"
    if isinstance(value, Quantity):
        return stated(value)
    if isinstance(value, list | tuple):
        return joined([_spaced(str(each)) for each in value])
    number, _, kind = str(value).partition(" ")
    return in_unit(number, kind) if _is_number(number) else _spaced(str(value))


def drafted(options: Mapping[str, Any], instruments: Mapping[str, Instrument], option: str) -> Any:
    """The instrument of an option as drafted; None where there is none."""
    return instruments.get(options[option].instrument or "")


def _unit(before: Any) -> str:
    """The canonical unit in which a bound on a term stands."""
    if not isinstance(before, Quantity) or before.unit is None:
        return ""
    return " months" if unit(before.unit).dimension == "time" else ""


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _spaced(text: str) -> str:
    return text.replace("_", " ")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
