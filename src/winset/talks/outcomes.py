"""What can happen in a step of the talks, by number and by name.

The world may answer to any of these. For n parties and C kinds of settlement the numbers are

    0              closed         the calendar keeps the table shut
    1 .. n         refused:i      party i refuses to attend
    n+1 .. 2n      stalled:k      k has the initiative and proposes nothing
    2n+1 .. 3n     rejected:j     j's no makes an agreement impossible
    3n+1 ..        settled:c      a settlement of kind c is in force
    3n+C+1 ..      awaiting:c     it is signed and awaits ratification
    3n+2C+1 ..     unratified:c   ratification has just failed
"""

from __future__ import annotations

from collections.abc import Sequence

CLOSED = 0


def refused(party: int) -> int:
    """The number of "this party refuses to attend"."""
    return 1 + party


def stalled(parties: int, party: int) -> int:
    """The number of "this party has the initiative and proposes nothing"."""
    return 1 + parties + party


def rejected(parties: int, party: int) -> int:
    """The number of "this party's no makes an agreement impossible"."""
    return 1 + 2 * parties + party


def settled(parties: int, kind: int) -> int:
    """The number of "a settlement of this kind is in force"."""
    return 1 + 3 * parties + kind


def awaiting(parties: int, kinds: int, kind: int) -> int:
    """The number of "a settlement of this kind is signed and awaits ratification"."""
    return 1 + 3 * parties + kinds + kind


def unratified(parties: int, kinds: int, kind: int) -> int:
    """The number of "ratification of a settlement of this kind has just failed"."""
    return 1 + 3 * parties + 2 * kinds + kind


def outcome_count(parties: int, kinds: int) -> int:
    """How many things can happen in a step."""
    return 1 + 3 * parties + 3 * kinds


def outcome_names(parties: Sequence[str], kinds: Sequence[str]) -> tuple[str, ...]:
    """The names of all outcomes, by number; a world's answers are given under these names.

    >>> outcome_names(("kyiv", "moscow"), ("lasting",))[:5]
    ('closed', 'refused:kyiv', 'refused:moscow', 'stalled:kyiv', 'stalled:moscow')
    >>> outcome_names(("kyiv", "moscow"), ("lasting",))[7:]
    ('settled:lasting', 'awaiting:lasting', 'unratified:lasting')
    """
    words = [("refused", parties), ("stalled", parties), ("rejected", parties)]
    words += [(word, kinds) for word in ("settled", "awaiting", "unratified")]
    return ("closed", *(f"{word}:{name}" for word, names in words for name in names))
