"""Where fair-minded rules would settle, given what each party has without an agreement.

All look only at outcomes that leave nobody worse off than the disagreement point. Where none of
them makes everybody better off there is no surplus to share, and the answer says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from winset._typing import Bools, Floats
from winset.talks.checks import TIE
from winset.talks.efficient import efficient

Verdict = Literal["agreement", "no surplus", "nothing acceptable"]


@dataclass(frozen=True, slots=True)
class Point:
    """Where one rule would settle.

    Attributes
    ----------
    rule : "nash", "kalai_smorodinsky", "egalitarian" or "utilitarian".
    verdict : `agreement`; `no surplus` if no acceptable outcome makes all better off;
        `nothing acceptable` if every outcome leaves somebody worse off.
    outcome : its number, or None without an agreement.
    values, gains : shape (party,), value and gain over disagreement; None without an agreement.
    disagreement : shape (party,), what was compared with.
    scale : what values are measured in.
    """

    rule: str
    verdict: Verdict
    outcome: int | None
    values: Floats | None
    gains: Floats | None
    disagreement: Floats
    scale: str


@dataclass(frozen=True, slots=True)
class StaticView:
    """What can be said at one state without the course of the talks.

    Attributes
    ----------
    acceptable, efficient : shape (outcome,), masks; efficient among all outcomes.
    points : the four rules.
    """

    acceptable: Bools
    efficient: Bools
    points: tuple[Point, ...]


def acceptable(points: Floats, disagreement: Floats) -> Bools:
    """Which outcomes (outcome, party) leave nobody worse off than disagreement (party,)."""
    return np.asarray((points >= disagreement - TIE).all(axis=1))


def static_view(
    points: Floats, disagreement: Floats, scale: str = "average discounted value, 0-1"
) -> StaticView:
    """The acceptable set, the frontier, and where four rules would settle.

    Parameters
    ----------
    points : shape (outcome, party).
    disagreement : shape (party,), same scale.

    Source
    ------
    Nash 1950; Kalai & Smorodinsky 1975; Kalai 1977 (egalitarian); on a finite set the best
    outcome by each rule's own measure, ties to the larger sum of gains, then the first.
    """
    rules = (nash, kalai_smorodinsky, egalitarian, utilitarian)
    found = tuple(rule(points, disagreement, scale) for rule in rules)
    return StaticView(acceptable(points, disagreement), efficient(points), found)


def nash(points: Floats, disagreement: Floats, scale: str = "as given") -> Point:
    """The outcome with the largest product of gains.

    >>> shares = np.linspace(0, 1, 101)
    >>> found = nash(np.c_[shares, 1 - shares], np.array([0.2, 0.1]))
    >>> found.values.round(2).tolist()
    [0.55, 0.45]
    """
    return _best("nash", points, disagreement, scale, lambda gains: gains.prod(axis=1))


def kalai_smorodinsky(points: Floats, disagreement: Floats, scale: str = "as given") -> Point:
    """The outcome with the largest least share of what each could gain at most."""

    def measure(gains: Floats) -> Floats:
        most = gains.max(axis=0)
        return np.asarray((gains / np.where(most > 0, most, 1.0)).min(axis=1))

    return _best("kalai_smorodinsky", points, disagreement, scale, measure)


def egalitarian(points: Floats, disagreement: Floats, scale: str = "as given") -> Point:
    """The outcome with the largest least gain."""
    return _best("egalitarian", points, disagreement, scale, lambda gains: gains.min(axis=1))


def utilitarian(points: Floats, disagreement: Floats, scale: str = "as given") -> Point:
    """The acceptable outcome with the largest sum of values."""
    return _best("utilitarian", points, disagreement, scale, lambda gains: gains.sum(axis=1))


def _best(
    rule: str,
    points: Floats,
    disagreement: Floats,
    scale: str,
    measure: Callable[[Floats], Floats],
) -> Point:
    inside = np.flatnonzero(acceptable(points, disagreement))
    if not len(inside):
        return Point(rule, "nothing acceptable", None, None, None, disagreement, scale)
    gains = np.maximum(points[inside] - disagreement, 0.0)
    if not (gains > TIE).all(axis=1).any():
        return Point(rule, "no surplus", None, None, None, disagreement, scale)
    worth = measure(gains)
    near = worth >= worth.max() - TIE
    sums = np.where(near, gains.sum(axis=1), -np.inf)
    spot = int(np.argmax(sums >= sums.max() - TIE))
    chosen = int(inside[spot])
    return Point(rule, "agreement", chosen, points[chosen], gains[spot], disagreement, scale)
