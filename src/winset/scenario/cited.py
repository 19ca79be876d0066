"""Does every claim that the scenario cites stand in the evidence?

Both files are looked at as they were written, so that it can be said of a scenario that cannot be
read for another reason, and of parts that are no quantities: positions, accounts, legal bases.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from winset.errors import Fault, suggestion
from winset.evidence.codes import UNKNOWN_CLAIM
from winset.scenario.case import where_in
from winset.scenario.document import Document

CITING = frozenset({"basis", "vital_interest", "said_to_press"})
"""Keys whose lists name claims."""
JUDGEMENT = "judgement"


def unknown_claims(
    scenario: Document, evidence: Document, told: Collection[str] = ()
) -> Iterator[Fault]:
    """Claims that are cited and are not there.

    Parameters
    ----------
    told : paths of quantities, whose bases are looked at elsewhere.
    """
    claims = evidence.data.get("claims") if isinstance(evidence.data, dict) else None
    known = [*(claims if isinstance(claims, dict) else ()), JUDGEMENT]
    for path, name in citations(scenario.data):
        if name not in known and path not in told:
            what = f'no claim "{name}" for {path} to rest on'
            yield Fault(
                UNKNOWN_CLAIM, what, where_in(scenario, path), name, suggestion(name, known)
            )


def citations(data: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every claim that is cited, after the path of what cites it.

    >>> list(citations({"a": {"value": 1, "basis": ["b", "judgement"]}, "c": [{"basis": ["d"]}]}))
    [('a', 'b'), ('a', 'judgement'), ('c.0', 'd')]
    """
    if isinstance(data, list):
        for place, item in enumerate(data):
            yield from citations(item, f"{path}.{place}" if path else str(place))
    if not isinstance(data, dict):
        return
    for key, value in data.items():
        if key in CITING and isinstance(value, list):
            by = path if key == "basis" else f"{path}.{key}"
            yield from ((by, name) for name in value if isinstance(name, str))
        else:
            yield from citations(value, f"{path}.{key}" if path else str(key))
