"""Votes counted plainly: every way to cast the ballots, each decided by the rule itself."""

from __future__ import annotations

import itertools

import numpy as np

from winset._typing import Floats
from winset.consent.ballots import BALLOTS
from winset.rules.algebra import Rule
from winset.rules.decide import decide
from winset.rules.members import Members


def plain_adoption(
    rule: Rule, members: Members, chances: Floats, outside: tuple[str, ...] = ()
) -> float:
    """The chance of adoption, shape of chances (member, ballot): one decision per way to vote."""
    asked = [i for i, name in enumerate(members.names) if name not in outside]
    total = 0.0
    for cast in itertools.product(range(len(BALLOTS)), repeat=len(asked)):
        chance = float(np.prod([chances[i, b] for i, b in zip(asked, cast, strict=True)]))
        if chance:
            ballots = dict.fromkeys(outside, "outside")
            for i, b in zip(asked, cast, strict=True):
                ballots[members.names[i]] = BALLOTS[b].value
            total += chance * decide(rule, members, ballots).carried
    return total
