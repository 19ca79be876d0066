"""Whether claims are true to their sources: quotations found, digests equal, numbers stated.

Texts are handed in; nothing is opened here. A claim ends as `verified` (proven against a text at
hand in this run), `not_here` (its text is withheld or held by nobody here) or `failed`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from winset.errors import Fault
from winset.evidence.codes import NUMBER_NOT_IN_QUOTE, SPAN_DIFFERS
from winset.evidence.digest import quote_digest
from winset.evidence.fold import Folded, folded_span
from winset.evidence.locate import Span, cut_fault, locate, stands_whole
from winset.evidence.nouns import Claim, Evidence, Figure, Selector, holding
from winset.evidence.numbers import states_within
from winset.evidence.opening import OpenText, open_texts, superfluous_copies
from winset.evidence.readings import readings
from winset.evidence.shape import place, selector_fits, shape_faults
from winset.units import UnknownUnitError

Standing = Literal["verified", "not_here", "failed"]
WEAKEST_FIRST: tuple[Standing, ...] = ("failed", "not_here", "verified")


@dataclass(frozen=True, slots=True)
class Verification:
    """What a run could prove.

    Attributes
    ----------
    standings : for every claim, computed ones included, how it ended.
    spans : for claims proven in a text, where: first and one past the last character.
    faults : everything wrong or unverifiable, in the order of the file.
    """

    standings: Mapping[str, Standing]
    spans: Mapping[str, Span]
    faults: tuple[Fault, ...]


def verify(
    evidence: Evidence,
    texts: Mapping[str, bytes | str],
    copies: Mapping[str, bytes] | None = None,
) -> tuple[Fault, ...]:
    """Everything that is wrong with evidence by itself and against its texts.

    Parameters
    ----------
    texts : held texts by source.
    copies : the reader's own copies of withheld texts by source.

    Returns
    -------
    Faults; an absent copy is a notice, all else an error unless it says otherwise.
    """
    return shape_faults(evidence) + examine(evidence, texts, copies).faults


def examine(
    evidence: Evidence,
    texts: Mapping[str, bytes | str],
    copies: Mapping[str, bytes] | None = None,
) -> Verification:
    """Which claims could be proven against the texts at hand, and what speaks against the others.

    Faults between fields are not repeated here (`winset.evidence.shape`); a claim that has one
    and cannot be examined stands as failed.
    """
    opened = open_texts(evidence, texts, copies or {})
    faults = [fault for text in opened.values() for fault in text.faults]
    faults += superfluous_copies(evidence, copies or {})
    standings: dict[str, Standing] = {}
    spans: dict[str, Span] = {}
    for name, claim in evidence.claims.items():
        if claim.within is None:
            continue
        found = _claim(evidence, name, claim.within, opened)
        standings[name] = "failed" if isinstance(found, list) else found[0]
        if isinstance(found, list):
            faults += found
        elif found[1] is not None:
            spans[name] = found[1]
    standings |= _computed(evidence, standings)
    return Verification(standings, spans, tuple(faults))


def _claim(
    evidence: Evidence, name: str, selector: Selector, opened: Mapping[str, OpenText]
) -> tuple[Standing, Span | None] | list[Fault]:
    """How a claim stands and where, or the faults that make it fail."""
    source = evidence.sources.get(selector.source)
    if source is None or not selector_fits(selector, holding(source)):
        return []
    text = opened[selector.source]
    if text.folded is None:
        return ("not_here", None) if text.elsewhere else []
    found = _passage(name, selector, text.folded)
    if isinstance(found, Fault):
        return [found]
    faults = list(_numbers(name, evidence.claims[name], text.folded, found))
    return faults if faults or not text.sound else ("verified", found)


def _passage(name: str, selector: Selector, text: Folded) -> Span | Fault:
    if selector.quote is not None:
        at = place("claims", name, "in", "quote")
        return locate(text, selector.quote, selector.prefix, selector.suffix, at)
    assert selector.span is not None  # `selector_fits` has seen to it
    start, end = selector.span
    at = place("claims", name, "in", "span")
    inside = start < end <= len(text.original)
    if inside and quote_digest(text.original[start:end]) == selector.digest:
        passage = folded_span(text, selector.span)
        cut = not stands_whole(text, passage)
        return cut_fault(text, passage, at) if cut else selector.span
    what = f"the words at the span of claim {name} are not those that were digested"
    got = f"characters {start} to {end} of {len(text.original)}"
    fix = "compare the copy with the source; if the source is right, make span and digest anew"
    return Fault(SPAN_DIFFERS, what, at, got, fix)


def _numbers(name: str, claim: Claim, text: Folded, span: Span) -> Iterator[Fault]:
    """A fault for each number of a figure claim that its passage does not state."""
    if claim.figure is None:
        return
    passage = folded_span(text, span)
    for key, value, unit_text in _numbers_of(claim.figure):
        try:
            stated = states_within(text.text, passage, value, unit_text)
        except UnknownUnitError:
            continue  # a fault of shape, reported there
        if not stated:
            there = _readings_inside(text.text, passage)
            what = f"the quotation of claim {name} does not state {value:.15g} {unit_text}"
            at = place("claims", name, "figure", *key.split("."))
            got = f"{key}: {value:.15g}, unit: {unit_text}"
            fix = f"the numbers in it are: {there}; or make it `computed`"
            yield Fault(NUMBER_NOT_IN_QUOTE, what, at, got, fix)


def _numbers_of(figure: Figure) -> Iterator[tuple[str, float, str]]:
    for key in ("value", "low", "high"):
        number = getattr(figure, key)
        if number is not None:
            yield key, number, figure.unit
    if figure.equals:
        yield "equals.value", figure.equals.value, figure.equals.unit


def _readings_inside(text: str, span: Span) -> str:
    start, end = span
    inside = [text[r.start : r.end] for r in readings(text) if start <= r.start and r.end <= end]
    return ", ".join(inside) or "(none)"


def _computed(evidence: Evidence, standings: Mapping[str, Standing]) -> dict[str, Standing]:
    """Computed claims stand as their weakest input; those that rest on themselves fail."""
    inputs = {name: c.computed.inputs for name, c in evidence.claims.items() if c.computed}
    known = dict(standings)
    while ready := [n for n in inputs if n not in known and all(i in known for i in inputs[n])]:
        for name in ready:
            below = {known[each] for each in inputs[name]}
            known[name] = next(s for s in WEAKEST_FIRST if s in below)
    return {n: known.get(n, "failed") for n, c in evidence.claims.items() if c.within is None}
