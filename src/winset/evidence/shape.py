"""Rules between the fields of evidence: what each holding, kind and reference needs.

Nothing here looks at a text. Every fault names its place by the path of keys in `evidence.yaml`;
who reads the file adds the line.
"""

from __future__ import annotations

from collections.abc import Iterator

from winset.errors import Fault, Place, suggestion
from winset.evidence.codes import (
    CLAIM_INCOMPLETE,
    FIGURE_MALFORMED,
    SELECTOR_MISFIT,
    SOURCE_INCOMPLETE,
    UNKNOWN_CLAIM,
    UNKNOWN_SOURCE,
)
from winset.evidence.fields import days
from winset.evidence.nouns import Claim, Evidence, Figure, Holding, Selector, Source, holding
from winset.units import EXAMPLES, UnknownUnitError, unit

FILE = "evidence.yaml"
FORMS: dict[Holding, str] = {
    "held": "{source, quote}, with prefix or suffix at need",
    "withheld": "{source, span, digest} and no words of the text",
    "not_held": "{source} alone",
}


def place(*keys: str) -> Place:
    """The place of a path of keys in `evidence.yaml`.

    >>> str(place("claims", "a", "in"))
    'evidence.yaml  claims.a.in'
    """
    return Place(FILE, None, ".".join(keys))


def shape_faults(evidence: Evidence) -> tuple[Fault, ...]:
    """All faults between fields: missing, superfluous, unknown, out of order."""
    return (
        *(fault for name, source in evidence.sources.items() for fault in _source(name, source)),
        *(fault for name in evidence.claims for fault in _claim(evidence, name)),
    )


def selector_fits(selector: Selector, held: Holding) -> bool:
    """Whether a claim points into its source the way that kind of source can be proven.

    >>> selector_fits(Selector(source="a", quote="words"), "withheld")
    False
    """
    words = (selector.quote, selector.prefix, selector.suffix)
    proofs = (selector.span, selector.digest)
    if held == "held":
        return selector.quote is not None and proofs == (None, None)
    if held == "withheld":
        return words == (None, None, None) and None not in proofs
    return words == (None, None, None) and proofs == (None, None)


def _source(name: str, source: Source) -> Iterator[Fault]:
    held = holding(source)
    if held != "not_held" and source.sha256 is None:
        what = f"source {name} is {held} and has no digest"
        file = source.text if held == "held" else "YOUR-COPY"
        yield _incomplete(name, what, source.text, f"add `sha256:`, as `sha256sum {file}` tells it")
    if held == "not_held" and source.sha256 is not None:
        what = f"source {name} is not held and has a digest"
        fix = "drop `sha256`, or write `text: withheld` if a copy can be compared"
        yield _incomplete(name, what, source.sha256, fix)
    if held == "not_held" and source.grade is None:
        what = f"source {name} is not held and has no grade"
        yield _incomplete(name, what, source.text, "add `grade:` P, N, R or W")
    if source.grade == "R" and source.relayed is None:
        what = f"source {name} is a relay and does not say of what"
        fix = "add `relayed:` the newsroom or document it read"
        yield _incomplete(name, what, "grade: R", fix)


def _incomplete(name: str, what: str, got: str, fix: str) -> Fault:
    return Fault(SOURCE_INCOMPLETE, what, place("sources", name), got, fix)


def _claim(evidence: Evidence, name: str) -> Iterator[Fault]:
    claim = evidence.claims[name]
    yield from _parts(name, claim)
    yield from _selector(evidence, name, claim.within)
    yield from _references(evidence, name, claim)
    if claim.figure:
        yield from _figure(name, claim.figure)
    if claim.computed:
        yield from _unit(claim.computed.unit, name, "computed")
    if claim.date and days(claim.date.on)[0] > days(claim.date.on)[1]:
        what = f"the period of claim {name} ends before it begins"
        got = " to ".join(map(str, days(claim.date.on)))
        at = place("claims", name, "date", "on")
        yield Fault(FIGURE_MALFORMED, what, at, got, "put the earlier date in `from`")


def _parts(name: str, claim: Claim) -> Iterator[Fault]:
    if (claim.within is None) == (claim.computed is None):
        both = "both a place in a source and a formula" if claim.within else "no source"
        fix = "add `in: {source: ...}`, or `computed:` where it is worked out, and not both"
        yield _lacking(name, f"claim {name} has {both}", claim.says, fix)
    if claim.by is None and claim.computed is None:
        fix = "add `by:` a party, a person with a role, or the publisher"
        yield _lacking(name, f"claim {name} does not say who asserts it", claim.says, fix)
    if claim.kind == "figure" and claim.figure is None and claim.computed is None:
        fix = "add `figure: {of, value, unit}`"
        yield _lacking(name, f"claim {name} is a figure without a number", claim.says, fix)
    if claim.kind == "date" and claim.date is None:
        yield _lacking(name, f"claim {name} dates nothing", claim.says, "add `date: {of, on}`")
    if claim.figure and claim.computed:
        fix = "keep one: the number that is read, or the number that is worked out"
        yield _lacking(name, f"claim {name} is both read and computed", claim.says, fix)


def _lacking(name: str, what: str, got: str, fix: str) -> Fault:
    return Fault(CLAIM_INCOMPLETE, what, place("claims", name), got, fix)


def _selector(evidence: Evidence, name: str, selector: Selector | None) -> Iterator[Fault]:
    if selector is None:
        return
    source = evidence.sources.get(selector.source)
    if source is None:
        fix = suggestion(selector.source, list(evidence.sources))
        what, at = f"no source {selector.source}", place("claims", name, "in", "source")
        yield Fault(UNKNOWN_SOURCE, what, at, selector.source, fix)
        return
    held = holding(source)
    if not selector_fits(selector, held):
        what = f"source {selector.source} is {held}, and claim {name} points into it otherwise"
        got = ", ".join(key for key, value in selector if value is not None)
        fix = f"write {FORMS[held]}"
        yield Fault(SELECTOR_MISFIT, what, place("claims", name, "in"), f"{{{got}}}", fix)
    if selector.span and selector.span[0] >= selector.span[1]:
        what, at = f"the span of claim {name} is empty", place("claims", name, "in", "span")
        fix = "first character, then one past the last"
        yield Fault(SELECTOR_MISFIT, what, at, str(list(selector.span)), fix)


def _references(evidence: Evidence, name: str, claim: Claim) -> Iterator[Fault]:
    lists = {"contested_by": claim.contested_by}
    if claim.computed:
        lists["computed.from"] = claim.computed.inputs
    for key, ids in lists.items():
        for other in ids:
            others = [known for known in evidence.claims if known != name]
            if other not in others:
                what = f"claim {name} names itself" if other == name else f"no claim {other}"
                fix = suggestion(other, others)
                yield Fault(UNKNOWN_CLAIM, what, place("claims", name, key), other, fix)


def _figure(name: str, figure: Figure) -> Iterator[Fault]:
    yield from _unit(figure.unit, name, "figure")
    if figure.equals:
        yield from _unit(figure.equals.unit, name, "figure.equals")
    numbers = {"low": figure.low, "value": figure.value, "high": figure.high}
    given = {key: number for key, number in numbers.items() if number is not None}
    half_open = (figure.low is None) != (figure.high is None)
    if not given or half_open or list(given.values()) != sorted(given.values()):
        got = ", ".join(f"{key} {number}" for key, number in given.items())
        what = f"claim {name} has neither a value nor a proper range"
        fix = "write `value`, or `low` and `high`, or all three in that order of size"
        yield Fault(FIGURE_MALFORMED, what, place("claims", name, "figure"), got, fix)


def _unit(text: str, name: str, key: str) -> Iterator[Fault]:
    try:
        unit(text)
    except UnknownUnitError:
        at = place("claims", name, key, "unit")
        fix = suggestion(text, EXAMPLES)
        yield Fault(FIGURE_MALFORMED, f"claim {name} has no known unit", at, text, fix)
