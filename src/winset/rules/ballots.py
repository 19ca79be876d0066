"""The ballots that a member can cast, from `for` to not taking part at all."""

from __future__ import annotations

from enum import StrEnum


class Ballot(StrEnum):
    """What a member did when the decision was put to the vote.

    `absent` members belong to those who decide but are neither present nor represented;
    `outside` members do not take part (an opt-out, an exemption, another circle of members),
    so that they count in no total.
    """

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    ABSENT = "absent"
    OUTSIDE = "outside"


CAST = (Ballot.FOR, Ballot.AGAINST)
PRESENT = (Ballot.FOR, Ballot.AGAINST, Ballot.ABSTAIN)
PARTICIPATING = (Ballot.FOR, Ballot.AGAINST, Ballot.ABSTAIN, Ballot.ABSENT)
NOT_FOR = (Ballot.AGAINST, Ballot.ABSTAIN, Ballot.ABSENT)
