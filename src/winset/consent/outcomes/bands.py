"""Error bands that hold by proposal: how far forecasts miss on proposals not learnt from.

Issues of one proposal are decided together, so what may be exchanged for one another are
proposals, not issues. Each proposal counts once, however many issues it has, and one more proposal
that misses by any amount is added for the one to come; then a new proposal's issue falls within
the band at least as often as stated (Dunn, Wasserman & Ramdas, Distribution-free prediction sets
for two-layer hierarchical models, JASA 2023).
"""

from __future__ import annotations

import numpy as np

from winset._typing import Floats, Ints


def band(misses: Floats, proposal: Ints, level: float) -> float:
    """The half-width within which a new proposal's issue falls at least as often as `level`.

    Parameters
    ----------
    misses : shape (issue,), absolute errors on proposals that were not learnt from.
    proposal : shape (issue,).
    level : 0 to 1, excluded.

    Returns
    -------
    A half-width on the scale of 0 to 100, infinite where there are too few proposals to say.

    >>> misses, proposal = np.array([1.0, 9.0, 2.0, 3.0]), np.array([0, 0, 1, 2])
    >>> band(misses, proposal, 0.5), band(misses, proposal, 0.8)  # of 4, 1/2 of the first misses 1
    (3.0, inf)
    """
    _, place, issues = np.unique(proposal, return_inverse=True, return_counts=True)
    weight = 1 / (issues[place] * (len(issues) + 1))
    order = np.argsort(misses, kind="stable")
    held = np.cumsum(weight[order])
    reached = int(np.searchsorted(held, level - 1e-12))
    return float(misses[order][reached]) if reached < len(misses) else float("inf")
