"""What a claim rests on in the end: the claims that were read, their sources and their days."""

from __future__ import annotations

import datetime as dt

from winset.evidence.fields import days
from winset.evidence.nouns import Evidence, Source, said_on


def roots(evidence: Evidence, name: str) -> tuple[str, ...]:
    """The claims read in a source on which a claim rests: itself, or what it is computed from.

    Unknown claims and circles end the search; the checks report them.

    >>> evidence = Evidence.model_validate({"claims": {
    ...     "a": {"says": "one", "in": {"source": "s"}},
    ...     "sum": {"says": "two", "computed":
    ...             {"from": ["a"], "formula": "a + a", "value": 2, "unit": "number"}}}})
    >>> roots(evidence, "sum")
    ('a',)
    """
    found: dict[str, None] = {}
    seen: set[str] = set()
    ahead = [name]
    while ahead:
        each = ahead.pop(0)
        claim = evidence.claims.get(each)
        if claim is None or each in seen:
            continue
        seen.add(each)
        if claim.computed:
            ahead += claim.computed.inputs
        else:
            found[each] = None
    return tuple(found)


def source_of(evidence: Evidence, name: str) -> Source | None:
    """The source in which a claim was read; None for computed claims and unknown sources."""
    claim = evidence.claims.get(name)
    if claim is None or claim.within is None:
        return None
    return evidence.sources.get(claim.within.source)


def rests_on_weak(evidence: Evidence, name: str) -> tuple[bool, bool]:
    """Whether some, and whether all of what a claim rests on was read in sources of grade W."""
    sources = [source_of(evidence, root) for root in roots(evidence, name)]
    weak = [source is not None and source.grade == "W" for source in sources]
    return any(weak), bool(weak) and all(weak)


def last_day(evidence: Evidence, name: str) -> dt.date | None:
    """The last day that a claim speaks of; a computed claim is as old as its oldest input.

    None where no day is known.
    """
    claim = evidence.claims.get(name)
    if claim is not None and claim.as_of is not None:
        return days(claim.as_of)[1]
    spoken = [
        said_on(evidence.claims[root], source_of(evidence, root)) for root in roots(evidence, name)
    ]
    known = [days(when)[1] for when in spoken if when is not None]
    return min(known) if known and len(known) == len(spoken) else None
