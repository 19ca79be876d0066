"""How much each actor weighs in a decision of the Council with Commission and Parliament."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from winset._typing import Floats
from winset.consent.outcomes.issues import Issues

VOTES: Mapping[str, int] = MappingProxyType(
    {
        **dict.fromkeys(("de", "fr", "it", "uk"), 29),
        **dict.fromkeys(("es", "pl"), 27),
        "ro": 14,
        "nl": 13,
        **dict.fromkeys(("be", "cz", "el", "hu", "pt"), 12),
        **dict.fromkeys(("at", "bu", "se"), 10),
        **dict.fromkeys(("cr", "dk", "fi", "ie", "lt", "sk"), 7),
        **dict.fromkeys(("cy", "ee", "lu", "lv", "si"), 4),
        "mt": 3,
    }
)
"""Votes in the Council from 2007 to 2014, 352 with Croatia: Treaty of Nice, Protocol on the
enlargement, Art. 3, and the acts of accession. The proportions before were much the same."""
ENOUGH_OF_VOTES = 255 / 345  # a qualified majority of them in 2007

BODIES = ("com", "ep")
BODY_SHARE = 0.2
"""A body's weight, in units of all states': a judgement. Between 0.1 and 0.4 the mean error of the
compromise model changed by less than half a point on the half of DEU III it was chosen on."""


def power(issues: Issues) -> Floats:
    """The weight of each actor on each issue, shape (issue, actor); 0 for who took no position.

    States weigh as they vote: by their votes where the Council decides by qualified majority, the
    same under unanimity. Commission and Parliament weigh a fifth of all states that took part.
    """
    is_state = np.array([actor not in BODIES for actor in issues.actors])
    known = [VOTES[actor] for actor in issues.actors if actor in VOTES]
    usual = float(np.mean(known)) if known else 1.0
    votes = np.array([VOTES.get(actor, usual) for actor in issues.actors])
    weights = np.where(issues.majority[:, None], votes, usual) * issues.took * is_state
    together = np.maximum(weights.sum(axis=1, keepdims=True), usual)
    return np.asarray(np.where(is_state, weights, BODY_SHARE * together * issues.took))


def weighted_mean(issues: Issues, weights: Floats) -> Floats:
    """The mean position under weights of shape (issue, actor); unweighted where all are 0."""
    total = weights.sum(axis=1, keepdims=True)
    used = np.where(total > 0, weights, issues.took)
    return np.asarray((used * issues.position).sum(axis=1) / used.sum(axis=1))


def weighted_median(issues: Issues, weights: Floats) -> Floats:
    """The position at which half of the weight is reached, shape (issue,).

    Where exactly half lies on each side, the middle between the two positions; the plain median
    where all weights are 0.
    """
    total = weights.sum(axis=1, keepdims=True)
    used = np.where(total > 0, weights, issues.took)
    order = np.argsort(np.where(used > 0, issues.position, np.inf), axis=1, kind="stable")
    at = np.take_along_axis(issues.position, order, axis=1)
    share = np.cumsum(np.take_along_axis(used, order, axis=1), axis=1) / used.sum(
        axis=1, keepdims=True
    )
    lower = (share < 0.5 - 1e-12).sum(axis=1)
    upper = (share <= 0.5 + 1e-12).sum(axis=1)
    rows = np.arange(len(at))
    return np.asarray((at[rows, lower] + at[rows, np.minimum(upper, at.shape[1] - 1)]) / 2)
