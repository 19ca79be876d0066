"""What each quantity of a scenario rests on, and how well.

A quantity is `sourced` when a claim in its basis was verified in a text at hand, in this run;
`computed` when it rests on claims that are worked out from others; `cited` when what it cites
cannot be verified here; `judgement` when somebody judged it; `failed` when all that it cites
fails; `none` when it names nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from winset.errors import Fault
from winset.evidence.basis import JUDGEMENT, known_claims, use_faults
from winset.evidence.basis import Use as Use  # taken by `coverage`, so had from here too
from winset.evidence.conflicts import contested_claims
from winset.evidence.lineage import last_day, rests_on_weak
from winset.evidence.nouns import Evidence
from winset.evidence.verify import Verification
from winset.timegrid import month_between

BasisKind = Literal["sourced", "computed", "cited", "judgement", "failed", "none"]
Flag = Literal["stale", "undated", "contested", "weak", "judgement"]
MEANINGS: Mapping[BasisKind, str] = {
    "sourced": "verified in a text at hand",
    "computed": "computed from other claims",
    "cited": "cited, not verifiable here",
    "judgement": "judgement",
    "failed": "cited, and the citation fails",
    "none": "no basis",
}


@dataclass(frozen=True, slots=True)
class Row:
    """What one quantity rests on.

    Attributes
    ----------
    path : its address.
    kind : the best of what it rests on.
    claims : the known claims in its basis.
    verified : whether everything that these claims rest on was verified in this run.
    flags : `stale` and `undated` by the newest claim, `contested` and `weak` by any claim,
        `judgement` where claims and judgement stand together.
    last_day : the last day the newest claim speaks of.
    """

    path: str
    kind: BasisKind
    claims: tuple[str, ...]
    verified: bool
    flags: frozenset[Flag]
    last_day: dt.date | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a scenario's quantities rest on: a row for each, counts, and what is wrong."""

    rows: tuple[Row, ...]
    counts: Mapping[BasisKind, int]
    flags: Mapping[Flag, int]
    faults: tuple[Fault, ...] = field(default=())


def coverage(
    evidence: Evidence,
    verification: Verification,
    uses: Sequence[Use],
    as_of: dt.date,
    stale_after: int,
) -> Coverage:
    """How well each quantity is supported, with a fault where it may not stand as it is.

    Parameters
    ----------
    verification : of this run, from `winset.evidence.verify.examine`.
    as_of : the day the scenario speaks of.
    stale_after : calendar months after which a claim is stale.
    """
    contested = contested_claims(evidence)
    rows = tuple(_row(evidence, verification, use, contested, as_of, stale_after) for use in uses)
    kinds, flags = Counter(row.kind for row in rows), Counter(f for r in rows for f in r.flags)
    return Coverage(
        rows,
        {kind: kinds[kind] for kind in get_args(BasisKind)},
        {flag: flags[flag] for flag in get_args(Flag)},
        tuple(fault for use in uses for fault in use_faults(evidence, use)),
    )


def _row(
    evidence: Evidence,
    verification: Verification,
    use: Use,
    contested: frozenset[str],
    as_of: dt.date,
    stale_after: int,
) -> Row:
    claims = known_claims(evidence, use)
    kind = _kind(evidence, verification, use, claims)
    spoken = [last_day(evidence, name) for name in claims]
    newest = max((day for day in spoken if day is not None), default=None)
    flags: dict[Flag, bool] = {
        "stale": newest is not None and month_between(newest, as_of) > stale_after,
        "undated": bool(claims) and newest is None,
        "contested": use.contested or not contested.isdisjoint(claims),
        "weak": any(rests_on_weak(evidence, name)[0] for name in claims),
        "judgement": bool(claims) and JUDGEMENT in use.basis,
    }
    verified = bool(claims) and all(verification.standings[n] == "verified" for n in claims)
    raised = frozenset(flag for flag, up in flags.items() if up)
    return Row(use.path, kind, claims, verified, raised, newest)


def _kind(
    evidence: Evidence, verification: Verification, use: Use, claims: tuple[str, ...]
) -> BasisKind:
    standing = [n for n in claims if verification.standings[n] != "failed"]
    read = [name for name in standing if evidence.claims[name].computed is None]
    if any(verification.standings[name] == "verified" for name in read):
        return "sourced"
    if len(read) < len(standing):
        return "computed"
    if read:
        return "cited"
    if JUDGEMENT in use.basis:
        return "judgement"
    return "failed" if use.basis else "none"
