"""Outcome models that learn from decided issues: how to weigh the fixed ones, and focal points.

Each takes issues to learn from and returns a model: a function from issues to forecasts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp

from winset._typing import Floats
from winset.consent.outcomes import fixed
from winset.consent.outcomes.issues import HIGH, LOW, Issues
from winset.consent.outcomes.weights import power

Model = Callable[[Issues], Floats]
RIDGE = 0.02  # penalty per issue, on standardised columns
FOCAL = 0.01  # penalty on standardised features
POINTS = np.arange(LOW, HIGH + 1, 5.0)  # outcomes are recorded in steps of 5 for the most part
NEAR, FAR = 5.0, 20.0  # band widths within which a position lends support
LEAST_SUPPORT = 0.02


def columns(issues: Issues) -> Floats:
    """What the ridge model weighs, as distances from the mean, and the mean itself."""
    middle = fixed.mean(issues)
    others = [
        fixed.salience_mean(issues),
        fixed.mean_of_states(issues),
        fixed.compromise(issues),
        fixed.median(issues),
        fixed.position_of(issues, "com", middle),
        fixed.position_of(issues, "ep", middle),
        fixed.reference_point(issues),
    ]
    return np.stack([middle, *(other - middle for other in others)], axis=1)


def ridge(issues: Issues) -> Model:
    """Weigh the fixed models by penalised least squares, shrunk to the plain mean.

    The penalty pulls the weight of the mean to 1 and those of all differences from it to 0, so
    with nothing to learn from the model is the plain mean (Hoerl & Kennard 1970, about a target).
    """
    seen = columns(issues)
    scale = seen.std(axis=0) + 1e-9
    error = issues.outcome - seen[:, 0]
    centre, level = seen.mean(axis=0), error.mean()
    z = (seen - centre) / scale
    penalty = RIDGE * len(z) * np.eye(z.shape[1])
    slope = np.linalg.solve(z.T @ z + penalty, z.T @ (error - level))

    def forecast(others: Issues) -> Floats:
        found = columns(others)
        moved = found[:, 0] + level + (found - centre) / scale @ slope
        return np.asarray(np.clip(moved, LOW, HIGH))

    return forecast


def features(issues: Issues) -> Floats:
    """What speaks for each possible outcome, shape (issue, point, feature).

    Closeness to the mean, the compromise and the median; the support of positions nearby and
    farther off; and the pull of the ends, the middle and round numbers.
    """
    spread = (HIGH - LOW) / 2
    weight = power(issues) * issues.salience
    plain = issues.took / issues.took.sum(axis=1, keepdims=True)
    weighed = np.where(weight.sum(axis=1, keepdims=True) > 0, weight, issues.took)
    weighed = weighed / weighed.sum(axis=1, keepdims=True)
    gaps = POINTS - issues.position[:, :, None]

    def support(share: Floats, width: float) -> Floats:
        near = np.exp(-0.5 * (gaps / width) ** 2)
        return np.asarray(np.log(LEAST_SUPPORT + np.einsum("ia,iap->ip", share, near)))

    def away(model: Model) -> Floats:
        return (POINTS - model(issues)[:, None]) / spread

    focal = [np.isin(POINTS, [LOW, HIGH]), POINTS == (LOW + HIGH) / 2, POINTS % 10 == 0]
    return np.stack(
        [
            -np.abs(away(fixed.mean)),
            -(away(fixed.compromise) ** 2),
            -np.abs(away(fixed.median)),
            support(plain, NEAR),
            support(weighed, FAR),
            *(np.broadcast_to(mark.astype(np.float64), gaps.shape[::2]) for mark in focal),
        ],
        axis=2,
    )


def focal_points(issues: Issues) -> Model:
    """A law over outcomes that leans on positions and focal points; its median is forecast.

    Each outcome has the chance exp(b f) / sum exp(b f) (conditional logit, McFadden 1974), with
    the features f of `features` and b by penalised maximum likelihood. The median is what least
    misses in absolute terms.
    """
    seen = features(issues)
    scale = seen.std(axis=(0, 1)) + 1e-9
    slope = fitted(seen / scale, nearest_point(issues.outcome))

    def forecast(others: Issues) -> Floats:
        cumulative = np.cumsum(chances(features(others) / scale, slope), axis=1)
        return np.asarray(POINTS[np.argmax(cumulative >= 0.5 - 1e-12, axis=1)])

    return forecast


def nearest_point(outcome: Floats) -> NDArray[np.intp]:
    """The place of the possible outcome nearest to each that was observed.

    >>> nearest_point(np.array([0.0, 12.0, 100.0])).tolist()
    [0, 2, 20]
    """
    return np.asarray(np.abs(outcome[:, None] - POINTS).argmin(axis=1))


def chances(scaled: Floats, slope: Floats) -> Floats:
    """The chance of each possible outcome, shape (issue, point)."""
    score = scaled @ slope
    return np.asarray(np.exp(score - logsumexp(score, axis=1, keepdims=True)))


def fitted(scaled: Floats, seen: NDArray[np.intp]) -> Floats:
    """The penalised maximum-likelihood weights of the features; a concave problem."""
    rows = np.arange(len(seen))
    mean_seen = scaled[rows, seen].mean(axis=0)

    def loss(slope: Floats) -> tuple[float, Floats]:
        score = scaled @ slope
        total = logsumexp(score, axis=1)
        law = np.exp(score - total[:, None])
        expected = np.einsum("ip,ipf->if", law, scaled).mean(axis=0)
        value = (total - score[rows, seen]).mean() + FOCAL * slope @ slope
        return float(value), expected - mean_seen + 2 * FOCAL * slope

    found: Any = minimize(loss, np.zeros(scaled.shape[2]), jac=True, method="L-BFGS-B")
    return np.asarray(found.x)


def blend(issues: Issues) -> Model:
    """The middle between the ridge model and the focal points."""
    one, other = ridge(issues), focal_points(issues)

    def forecast(others: Issues) -> Floats:
        return (one(others) + other(others)) / 2

    return forecast


def reference_pull(issues: Issues) -> Model:
    """The mean, drawn to (or pushed from) the reference point by the share that fitted best."""
    pulls = np.linspace(-0.5, 0.5, 41)
    middle, reference = fixed.mean(issues), fixed.reference_point(issues)
    drawn = middle[:, None] + pulls * (reference - middle)[:, None]
    pull = pulls[np.abs(np.clip(drawn, LOW, HIGH) - issues.outcome[:, None]).mean(axis=0).argmin()]

    def forecast(others: Issues) -> Floats:
        found = fixed.mean(others)
        drawn = found + pull * (fixed.reference_point(others) - found)
        return np.asarray(np.clip(drawn, LOW, HIGH))

    return forecast
