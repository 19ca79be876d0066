"""How often members dissent, for those of whom nothing else is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import logit

from winset._typing import Floats
from winset.consent.codes import UNKNOWN_MEMBER
from winset.data.read import read
from winset.errors import Fault, Faults, Place, suggestion

LEAST = 1e-9  # no rate is taken to be nothing or everything


@dataclass(frozen=True, slots=True, eq=False)
class Dissent:
    """How often each member was not for, and of that how often it abstained; shape (member,)."""

    not_for: Floats
    abstains: Floats


def dissent_in(dataset: str, members: tuple[str, ...]) -> Dissent:
    """Rates of dissent among the votes that each member took part in.

    Half a vote is added to each side (the Jeffreys prior of a binomial), so that a member that
    was never seen to dissent is not taken to be unable to. The counts are of whole series, so
    for members that joined later the rate is too low.

    Raises
    ------
    DataFaults : there is no such table.
    Faults : C108 for members that it does not list.

    >>> found = dissent_in("council_dissent", ("FR", "HU"))
    >>> found.not_for.round(4).tolist()           # 5.5 of 1756 and 126.5 of 1752 votes
    [0.0031, 0.0722]
    """
    frame = read(dataset).frame
    missing = [member for member in members if member not in frame.index]
    if missing:
        raise Faults(
            Fault(UNKNOWN_MEMBER, f"{dataset} has no votes of {name}", Place(path="base_rates"),
                  name, suggestion(name, list(frame.index), 30))
            for name in missing
        )  # fmt: skip
    seen = frame.loc[list(members)]
    against, abstained = (seen[c].to_numpy(np.float64) for c in ("against", "abstained"))
    votes = (seen["entries_total"] - seen["not_participating"]).to_numpy(np.float64)
    dissents = against + abstained
    return Dissent((dissents + 0.5) / (votes + 1), (abstained + 0.5) / (dissents + 1))


def lean_of(not_for: Floats, odds: Floats | float = 1.0) -> Floats:
    """Log odds of a vote for at equal worth, from a rate of dissent and a factor on its odds.

    >>> lean_of(np.array([0.2]), 4.0).round(12).tolist()      # odds of dissent 1/4, times 4
    [0.0]
    """
    return np.asarray(-logit(np.clip(not_for, LEAST, 1 - LEAST)) - np.log(odds))
