"""Where a claim was read, who made it, and how it was worked out, as links."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from winset.evidence.conflicts import Reported
from winset.evidence.fields import When, days
from winset.evidence.figures import figure_of
from winset.evidence.lineage import source_of
from winset.evidence.nouns import Claim, Source
from winset.report.brief.links import fill, to_claim, to_source
from winset.report.brief.sheet import Sheet
from winset.report.figures import day
from winset.report.stated import in_unit, reported


def read(page: Sheet, name: str) -> tuple[str, Markup]:
    """Who says it, and where it was read."""
    claim = page.found.case.evidence.claims[name]
    if claim.computed:
        return claim.by or "", fill("computed: {it}", it=_formula(page, claim.computed.formula))
    return claim.by or "", _source(page, name)


def _source(page: Sheet, claim: str) -> Markup:
    source = source_of(page.found.case.evidence, claim)
    within = page.found.case.evidence.claims[claim].within
    if source is None or within is None:
        return Markup("computed")
    return to_source(within.source, f"{called(source)}, {when(source)}")


def called(source: Source) -> str:
    """What lists call whoever published a source."""
    return source.short or source.publisher


def when(source: Source) -> str:
    """When a source appeared, in words; when it was written, where that was earlier."""
    appeared = "undated" if source.published == "undated" else _in_words(source.published)
    if source.written is None:
        return appeared
    return f"written {_in_words(source.written)}, published {appeared}"


def _in_words(when: When) -> str:
    """A day or month as a reader says it."""
    first, last = days(when)
    return day(first) if first == last else day(first).split(" ", 1)[1]


def _formula(page: Sheet, formula: str) -> Markup:
    """A formula over claims, each leading to its claim by the figure it gives."""
    claims = page.found.case.evidence.claims
    pieces = re.split(r"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)", formula)
    return Markup("").join(
        to_claim(piece, _figure(piece, claims[piece]))
        if piece in claims
        else escape(piece.replace(" - ", " \u2212 "))
        for piece in pieces
    )


def _figure(name: str, claim: Claim) -> str:
    given = figure_of(claim)
    if given is None and claim.computed:
        return in_unit(f"{claim.computed.value:,.10g}", claim.computed.unit)
    if given is None:
        return name
    numbers = (given.value, given.low, given.high)
    return reported(Reported(name, claim.by, *numbers, given.unit, given.date))
