"""Baron & Ferejohn 1989: a majority divides, and the proposer buys the cheapest partners."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from winset.published import PublishedCase
from winset.talks.catalog.cakes import by_lot
from winset.talks.division import divide_for_ever, divide_in
from winset.talks.majority import mixed_majority

CITATION = "D. Baron, J. Ferejohn, Bargaining in legislatures, American Political Science Review 83"
SIZES = ((3, 2, 0.8), (3, 2, 1.0), (5, 3, 0.8), (101, 51, 1.0), (3, 3, 0.8))
CHANCES = (0.4, 0.35, 0.25)
CYCLE = ((0.4235, 0.3845, 0.1920), (0.3309, 0.3760, 0.2931), (0.3689, 0.2577, 0.3734))


def cases() -> tuple[PublishedCase, ...]:
    """The closed rule: even chances, uneven chances, and a last round that never lets go."""
    return (
        PublishedCase(
            path="baron-ferejohn-1989/closed-rule",
            citation=CITATION,
            shows="The proposer keeps 1 - d (q - 1) / n; before the draw all have 1 / n.",
            rebuilt="closed form of the paper; the last of the five is unanimity",
            expected={"proposer": [1 - d * (q - 1) / n for n, q, d in SIZES]},
            replay=_closed,
        ),
        PublishedCase(
            path="baron-ferejohn-1989/unequal-recognition",
            citation=CITATION,
            shows="Who proposes more is asked less: all expect a third, by mixed partners.",
            rebuilt="closed form (1 - p (3 - d)) / d of the chances to be asked",
            expected={"values": [1 / 3] * 3, "asked": [(1 - p * 2.1) / 0.9 for p in CHANCES]},
            replay=_mixed,
        ),
        PublishedCase(
            path="norman-2002/finite-horizon",
            citation="P. Norman, Legislative bargaining and coalition formation, JET 102 (2002)",
            shows="With a last round and ties split the values never settle: period 3.",
            rebuilt="computed from the definitions, four digits",
            expected={"cycle": CYCLE},
            replay=_cycle,
            within=5e-5,
        ),
    )


def _closed() -> Mapping[str, ArrayLike]:
    found = (divide_for_ever(by_lot(*size)).shares for size in SIZES)
    return {"proposer": [float(each.proposer[0, 0]) for each in found]}


def _mixed() -> Mapping[str, ArrayLike]:
    found = mixed_majority(np.array(CHANCES), np.full(3, 0.9), 2)
    return {"values": found.values, "asked": found.asked}


def _cycle() -> Mapping[str, ArrayLike]:
    """Three values in a row, in the order of the published ones."""
    rows = [one.values[0] for one in divide_in(by_lot(3, 2, 0.9, CHANCES), 600)[:3]]
    start = int(np.argmin([np.abs(row - CYCLE[0]).max() for row in rows]))
    ahead = np.array([rows[(start + k) % 3] for k in range(3)])
    back = np.array([rows[(start - k) % 3] for k in range(3)])
    return {"cycle": min((ahead, back), key=lambda each: float(np.abs(each - CYCLE).max()))}
