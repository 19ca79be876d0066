"""Where a number comes from: a quantity's place, law, basis, and the claims behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from winset.errors import Fault, Place, RequestFaults, suggestion
from winset.evidence.coverage import MEANINGS, Row
from winset.evidence.provenance import ClaimOrigin, explain_claim
from winset.runs.check import Checked, checked
from winset.scenario.case import place_of
from winset.scenario.codes import NO_SUCH_PATH
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.options import all_quantities


@dataclass(frozen=True)
class Origin:
    """Where a quantity or a claim comes from.

    Attributes
    ----------
    path : the quantity's path, or the claim's id.
    stated : the quantity as the scenario writes it; None for a claim.
    rests_on : what kind of basis it has; None for a claim.
    claims : what is known of each claim behind it.
    sentences : the same for a reader.
    """

    path: str
    stated: str | None
    rests_on: str | None
    claims: tuple[ClaimOrigin, ...]
    sentences: tuple[str, ...]


def origin(reference: str | Path, path: str) -> Origin:
    """Where a quantity (by its path) or a claim (by its id) of a scenario comes from.

    Raises
    ------
    ScenarioFaults : the scenario has faults.
    RequestFaults : it has neither a quantity nor a claim of that name.
    """
    found = checked(reference)
    known = dict(all_quantities(found.case.scenario))
    if path in known:
        return _of_quantity(found, path, known[path])
    if path in found.case.evidence.claims:
        told = explain_claim(found.case.evidence, found.verification, path)
        return Origin(path, None, None, (told,), tuple(claim_sentences(told)))
    raise RequestFaults([_unknown(found, path, list(known))])


def _of_quantity(found: Checked, path: str, quantity: Quantity) -> Origin:
    row = next((row for row in found.coverage.rows if row.path == path), None)
    claims = row.claims if row else ()
    told = tuple(explain_claim(found.case.evidence, found.verification, name) for name in claims)
    stated = written(quantity)
    sentences = [f"{path}  ({place_of(found.case, path)})", f"  {stated}"]
    sentences += list(_basis(quantity, row))
    for each in told:
        sentences += ["", *claim_sentences(each)]
    return Origin(path, stated, row.kind if row else None, told, tuple(sentences))


def _basis(quantity: Quantity, row: Row | None) -> Iterator[str]:
    if row is not None:
        flags = ", ".join(sorted(row.flags - {"judgement"}))
        yield f"  rests on: {MEANINGS[row.kind]}" + (f" ({flags})" if flags else "")
    if quantity.note:
        word = "judged so because" if quantity.basis == "judgement" else "note"
        yield f"  {word}: {quantity.note}"


def written(quantity: Quantity) -> str:
    """A quantity in one line, as a person would say it.

    >>> written(Quantity(low=1, likely=2, high=4, unit="EUR bn"))
    'most likely 2, from 1 to 4 EUR bn (PERT)'
    """
    unit = f" {quantity.unit}" if quantity.unit else ""
    if quantity.value is not None:
        return f"{quantity.value:g}{unit}"
    if quantity.likely is not None:
        ends = f"from {quantity.low:g} to {quantity.high:g}"
        return f"most likely {quantity.likely:g}, {ends}{unit} (PERT)"
    if quantity.between is not None:
        low, high = quantity.between
        return f"anything between {low:g} and {high:g}{unit} (uniform)"
    if quantity.normal is not None:
        mean, sd = quantity.normal
        return f"{mean:g} with a standard deviation of {sd:g}{unit} (normal)"
    if quantity.choices is not None:
        each = ", ".join(f"{name} ({chance:.0%})" for name, chance in quantity.choices.items())
        return f"one of {each}{unit}"
    dated = quantity.dated or {}
    return "; ".join(
        f"from {month}: {written(part)}{'' if part.unit else unit}" for month, part in dated.items()
    )


def claim_sentences(told: ClaimOrigin, indent: str = "  ") -> Iterator[str]:
    """What is known of a claim, for a reader."""
    yield f"{indent}{told.claim}: {told.says}"
    if told.by:
        yield f"{indent}  said by {told.by}" + (f", {told.said}" if told.said else "")
    if told.quote:
        yield f'{indent}  "{told.quote}"'
    if told.source:
        relayed = f", relaying {told.relayed}" if told.relayed else ""
        yield f"{indent}  in {told.title} ({told.publisher}, {told.published}{relayed})"
    yield f"{indent}  {told.how}"
    if told.formula:
        yield f"{indent}  computed as {told.formula}"
    for other in told.conflicts:
        yield f"{indent}  in conflict: {other}"
    for each in told.inputs:
        yield from claim_sentences(each, indent + "    ")


def _unknown(found: Checked, path: str, known: list[str]) -> Fault:
    fix = suggestion(path, [*known, *found.case.evidence.claims])
    place = Place(found.case.name, None, path)
    return Fault(NO_SUCH_PATH, f"no quantity and no claim {path}", place, path, fix)
