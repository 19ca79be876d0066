"""Whether evidence could be known on the day the scenario speaks of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from winset.errors import Fault, Place
from winset.evidence.codes import HINDSIGHT, LATER_THAN_AS_OF, UNDATED
from winset.evidence.fields import When, days
from winset.evidence.nouns import Evidence, Source
from winset.evidence.shape import place


def later_faults(evidence: Evidence, as_of: dt.date) -> tuple[Fault, ...]:
    """A fault for every source and claim later than `as_of`, a warning where nobody can tell.

    A source that was `written` by then and published later is let in, with a notice.

    A month counts by its first day: a text of November 2025 may have been known on the 14th.
    What a claim speaks of (`date`, the date of a figure) may lie ahead, as forecasts do.
    """
    return (
        *(fault for name, s in evidence.sources.items() for fault in _source(name, s, as_of)),
        *(
            fault
            for name, claim in evidence.claims.items()
            for fault in _later(
                claim.as_of, as_of, f"claim {name} speaks", place("claims", name, "as_of")
            )
        ),
    )


def _source(name: str, source: Source, as_of: dt.date) -> Iterator[Fault]:
    at = place("sources", name, "published")
    if source.written is not None:
        at = place("sources", name, "written")
        yield from _later(source.written, as_of, f"source {name} was written", at)
        yield from _hindsight(name, source, as_of)
    elif source.published != "undated":
        yield from _later(source.published, as_of, f"source {name} was published", at)
    elif source.retrieved is None or days(source.retrieved)[0] > as_of:
        what = f"source {name} is undated, and was not read by {as_of} either"
        got = f"published: undated, retrieved: {source.retrieved or '(nothing)'}"
        fix = f"give `published`, or a `retrieved` not later than {as_of}"
        yield Fault(UNDATED, what, at, got, fix, "warning")


def _hindsight(name: str, source: Source, as_of: dt.date) -> Iterator[Fault]:
    """Known by the day, but picked and printed by who knew the end, or may have."""
    undated = source.published == "undated"
    if undated or days(source.published)[0] > as_of:
        at = place("sources", name, "published")
        when = "published nobody says when" if undated else "published later"
        what = f"source {name} was written by {as_of} but {when}"
        got = f"written: {source.written}, published: {source.published}"
        fix = "beside it, use what was printed at the time"
        yield Fault(HINDSIGHT, what, at, got, fix, "notice")


def _later(when: When | None, as_of: dt.date, subject: str, at: Place) -> Iterator[Fault]:
    if when is not None and days(when)[0] > as_of:
        what = f"{subject} after the scenario's day, {as_of}"
        fix = "drop it, or move the scenario's `as_of`"
        yield Fault(LATER_THAN_AS_OF, what, at, str(when), fix)
