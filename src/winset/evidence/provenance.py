"""Where a claim or a quantity comes from, told so that a reader can go and look."""

from __future__ import annotations

from dataclasses import dataclass

from winset.errors import Fault, Place, RequestFaults, suggestion
from winset.evidence.basis import Use, known_claims
from winset.evidence.codes import UNKNOWN_CLAIM
from winset.evidence.conflicts import (
    Conflict,
    DateConflict,
    Reported,
    ReportedDate,
    conflicts,
    date_conflicts,
    written,
)
from winset.evidence.coverage import Row
from winset.evidence.fields import When
from winset.evidence.lineage import source_of
from winset.evidence.locate import Span
from winset.evidence.nouns import Evidence, Grade, Holding, Kind, holding, said_on
from winset.evidence.verify import Standing, Verification

HOW: dict[tuple[Holding, Standing], str] = {
    ("held", "verified"): "the quotation was found in the text",
    ("held", "failed"): "the quotation was not proven in the text",
    ("withheld", "verified"): "the words were verified against a copy of the withheld text",
    ("withheld", "not_here"): "cited; the text is withheld and no copy was given",
    ("withheld", "failed"): "the copy given does not bear it out",
    ("not_held", "not_here"): "cited; nobody here holds the text",
    ("not_held", "failed"): "the claim does not fit a source that nobody here holds",
}


@dataclass(frozen=True, slots=True)
class ClaimOrigin:
    """Where one claim comes from.

    Attributes
    ----------
    claim, says, by, kind : the claim.
    said : the day or month it speaks of.
    figure : its number as a brief writes it, if it has one.
    source, title, publisher, published, grade, locator, relayed : its source; None if computed.
    standing : whether it was verified in this run.
    how : the same in a sentence.
    quote : the words quoted, where they may be shown.
    span : where the proven words stand in the text.
    formula, inputs : for a computed claim, the formula and the origins of what it names.
    contested_by : claims that say otherwise, by this claim's word or by theirs.
    conflicts : figures and dates of the same thing that other claims give.
    """

    claim: str
    says: str
    by: str | None
    kind: Kind
    said: When | None
    figure: str | None
    source: str | None
    title: str | None
    publisher: str | None
    published: When | None
    grade: Grade | None
    locator: str | None
    relayed: str | None
    standing: Standing
    how: str
    quote: str | None
    span: Span | None
    formula: str | None
    inputs: tuple[ClaimOrigin, ...]
    contested_by: tuple[str, ...]
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuantityOrigin:
    """Where a quantity comes from: what the scenario says of it, how it is covered, its claims."""

    use: Use
    row: Row
    claims: tuple[ClaimOrigin, ...]


def explain_claim(evidence: Evidence, verification: Verification, name: str) -> ClaimOrigin:
    """Where a claim comes from and whether it was proven in this run.

    Raises
    ------
    RequestFaults : there is no such claim.
    """
    if name not in evidence.claims:
        fix = suggestion(name, list(evidence.claims))
        fault = Fault(UNKNOWN_CLAIM, f"no claim {name}", Place(path="claims"), name, fix)
        raise RequestFaults([fault])
    return _origin(evidence, verification, name, ())


def explain_quantity(
    evidence: Evidence, verification: Verification, use: Use, row: Row
) -> QuantityOrigin:
    """Where a quantity comes from: `row` is its row of the coverage of this run."""
    names = known_claims(evidence, use)
    return QuantityOrigin(
        use, row, tuple(_origin(evidence, verification, name, ()) for name in names)
    )


def _origin(
    evidence: Evidence, verification: Verification, name: str, above: tuple[str, ...]
) -> ClaimOrigin:
    claim, source = evidence.claims[name], source_of(evidence, name)
    standing = verification.standings[name]
    computed, below = claim.computed, (*above, name)
    inputs = [i for i in (computed.inputs if computed else ()) if i in evidence.claims]
    published = source.published if source and source.published != "undated" else None
    return ClaimOrigin(
        claim=name,
        says=claim.says,
        by=claim.by,
        kind=claim.kind,
        said=said_on(claim, source),
        figure=_number(evidence, name),
        source=claim.within.source if claim.within else None,
        title=source.title if source else None,
        publisher=source.publisher if source else None,
        published=published,
        grade=source.grade if source else None,
        locator=source.locator if source else None,
        relayed=source.relayed if source else None,
        standing=standing,
        how=HOW[holding(source), standing] if source else _how_computed(standing),
        quote=claim.within.quote if claim.within else None,
        span=verification.spans.get(name),
        formula=computed.formula if computed else None,
        inputs=tuple(_origin(evidence, verification, i, below) for i in inputs if i not in below),
        contested_by=contesting(evidence, name),
        conflicts=disagreeing(evidence, name),
    )


def contesting(evidence: Evidence, name: str) -> tuple[str, ...]:
    """The claims that contest a claim, whichever of them says so."""
    own = evidence.claims[name].contested_by
    others = [other for other, c in evidence.claims.items() if name in c.contested_by]
    return tuple(dict.fromkeys((*own, *others)))


def disagreeing(evidence: Evidence, name: str) -> tuple[str, ...]:
    """What other claims say of the same thing, where it differs: `claim: figure or date`."""
    found: list[Conflict | DateConflict] = [*conflicts(evidence), *date_conflicts(evidence)]
    others = [each for conflict in found if (each := _other(conflict, name))]
    return tuple(f"{each.claim}: {written(each)}" for each in others)


def _other(conflict: Conflict | DateConflict, name: str) -> Reported | ReportedDate | None:
    """The other side of a conflict that a claim is part of."""
    if conflict.one.claim == name:
        return conflict.other
    return conflict.one if conflict.other.claim == name else None


def _number(evidence: Evidence, name: str) -> str | None:
    claim = evidence.claims[name]
    if claim.figure:
        given = claim.figure
        return written(
            Reported(name, claim.by, given.value, given.low, given.high, given.unit, given.date)
        )
    if claim.computed:
        done = claim.computed
        return written(Reported(name, claim.by, done.value, None, None, done.unit, done.date))
    return None


def _how_computed(standing: Standing) -> str:
    proven = {
        "verified": "everything it names was verified",
        "not_here": "not everything it names could be verified here",
        "failed": "something it names fails",
    }
    return f"computed; {proven[standing]}"
