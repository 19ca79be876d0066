"""How a written rule becomes a rule, and what its author is told when it cannot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from winset.errors import Code, Fault, Place, RuleFaults, suggestion
from winset.rules import codes
from winset.rules.algebra import KINDS, FewestOver, Rule
from winset.rules.law import NAMED, NamedRule

ADAPTER: TypeAdapter[Any] = TypeAdapter(Rule)
BY_ID: Mapping[str, Code] = {code.id: code for code in codes.ALL}
PLAINLY = {
    "missing": "the clause lacks this key",
    "string_type": "a name is expected here",
    "tuple_type": "a list is expected here",
}
SHAPES = "a rule is a name, or a clause with one of " + ", ".join(KINDS)


RULE = Place(path="rule")


def read_rule(given: object, place: Place = RULE) -> Rule:
    """The rule that a mapping or a word stands for; all faults are raised at once.

    >>> read_rule({"share": "population", "at_least": "65 %"})
    Share(share='population', at_least=Fraction(13, 20), more_than=None, of='members')
    >>> read_rule("qualfied_majority")
    Traceback (most recent call last):
    ...
    winset.errors.RuleFaults: error R103: no rule is called 'qualfied_majority'
      where  rule
      got    'qualfied_majority'
      why    A named rule stands for a text of law; a wrong name would apply another law or none.
      fix    write "qualified_majority"; known here: unanimity, consensus, ...
    """
    try:
        rule: Rule = ADAPTER.validate_python(given)
        return rule
    except ValidationError as error:
        raise RuleFaults(fault(one, place) for one in error.errors()) from None


def write_rule(rule: Rule) -> Any:
    """A rule in the form in which it is written in a scenario.

    >>> write_rule(read_rule({"sum": "votes", "at_least": 12.0}))
    {'sum': 'votes', 'at_least': 12}
    """
    return ADAPTER.dump_python(rule, mode="json", exclude_defaults=True)


def named_rule(name: str) -> NamedRule:
    """What is known of a named rule: what it asks for, its source, its form.

    >>> named_rule("simple_majority").source
    'Art. 238(1) TFEU'
    """
    if name not in NAMED:
        fix = suggestion(name, list(NAMED), most=len(NAMED))
        what = f"no rule is called {name!r}"
        raise RuleFaults([Fault(codes.UNKNOWN_RULE, what, got=name, fix=fix)])
    return NAMED[name]


def fault(error: ErrorDetails, place: Place) -> Fault:
    """One refusal of the rule reader, as its reader sees it."""
    where = Place(place.file, place.line, (place.path or "") + path(error["loc"]))
    context = error.get("ctx", {})
    if error["type"] in BY_ID:
        fix = str(context.get("fix", "")) or (
            SHAPES if error["type"] == codes.NOT_A_RULE.id else ""
        )
        what = error["msg"]
        return Fault(BY_ID[error["type"]], what, where, repr(error["input"]), fix)
    if error["type"] == "extra_forbidden":
        key = str(error["loc"][-1])
        what = f"the clause has no key {key!r}"
        fix = suggestion(key, clause_keys(error["loc"]))
        return Fault(codes.UNKNOWN_KEY, what, where, f"{key}: {error['input']}", fix)
    what = PLAINLY.get(error["type"], error["msg"])
    return Fault(codes.NOT_A_RULE, what, where, repr(error["input"]), SHAPES)


def path(loc: Sequence[str | int]) -> str:
    """The path of keys within a rule; the tags of the kinds are no keys.

    >>> path(("<any_of>", "any_of", 0, "<share>", "at_least"))
    '.any_of[0].at_least'
    """
    steps = (f"[{x}]" if isinstance(x, int) else f".{x}" for x in loc if not is_tag(x))
    return "".join(steps)


def is_tag(step: str | int) -> bool:
    """Whether a step only says which kind of rule was read.

    >>> is_tag("<share>"), is_tag("share"), is_tag(0)
    (True, False, False)
    """
    return isinstance(step, str) and step.startswith("<")


def clause_keys(loc: Sequence[str | int]) -> list[str]:
    """The keys of the clause in which a refusal occurred."""
    tag = next((str(x) for x in reversed(loc) if is_tag(x)), "")
    clause = FewestOver if tag == "<found>" else KINDS.get(tag.strip("<>"))
    return list(clause.model_fields) if clause else list(KINDS)
