"""Outcome models that learn nothing: means, medians, compromise, reference points.

Each takes issues and returns the outcome it forecasts, shape (issue,), from 0 to 100.
"""

from __future__ import annotations

import numpy as np

from winset._typing import Floats
from winset.consent.outcomes.issues import HIGH, LOW, Issues
from winset.consent.outcomes.weights import (
    BODIES,
    ENOUGH_OF_VOTES,
    power,
    weighted_mean,
    weighted_median,
)

GRID = np.linspace(LOW, HIGH, 101)


def mean(issues: Issues) -> Floats:
    """The mean of all positions taken."""
    return weighted_mean(issues, issues.took.astype(np.float64))


def mean_of_states(issues: Issues) -> Floats:
    """The mean of the states' positions, Commission and Parliament left out."""
    states = np.array([actor not in BODIES for actor in issues.actors])
    return weighted_mean(issues, (issues.took & states).astype(np.float64))


def salience_mean(issues: Issues) -> Floats:
    """The mean weighted by salience."""
    return weighted_mean(issues, issues.salience)


def power_mean(issues: Issues) -> Floats:
    """The mean weighted by power."""
    return weighted_mean(issues, power(issues))


def compromise(issues: Issues) -> Floats:
    """The compromise model: the mean weighted by salience times power.

    Source: Van den Bos, Dutch EC Decision Making (1991); Achen in Thomson et al., The European
    Union Decides (2006), as the first approximation of the Nash bargaining solution.
    """
    return weighted_mean(issues, issues.salience * power(issues))


def median(issues: Issues) -> Floats:
    """The plain median of all positions taken."""
    return weighted_median(issues, issues.took.astype(np.float64))


def compromise_median(issues: Issues) -> Floats:
    """The median weighted by salience times power (Black 1958, with weights)."""
    return weighted_median(issues, issues.salience * power(issues))


def reference_point(issues: Issues) -> Floats:
    """Nothing changes: the reference point, or the mean where there is none."""
    return np.where(np.isnan(issues.reference), mean(issues), issues.reference)


def agenda_setter(issues: Issues) -> Floats:
    """The Commission's best among what enough states prefer to the reference point.

    Enough is a qualified majority of votes (255 of 345), or all states where the Council decides
    unanimously; preferences are distances. Without a reference point anything passes that is
    closer than its opposite end, so the Commission's position stands. Without a Commission
    position its place is taken by the mean.

    Source: the procedural models surveyed by Steunenberg & Selck in Thomson et al. (2006).
    """
    states = np.array([actor not in BODIES for actor in issues.actors])
    votes = power(issues) * states
    share = votes / np.maximum(votes.sum(axis=1, keepdims=True), 1e-300)
    needed = np.where(issues.majority, ENOUGH_OF_VOTES, 1.0) - 1e-9
    middle = mean(issues)
    stands = np.isnan(issues.reference)
    start = np.where(stands, middle, issues.reference)
    old = np.abs(issues.position - start[:, None])
    new = np.abs(issues.position[:, :, None] - GRID)
    support = (share[:, :, None] * (new <= old[:, :, None])).sum(axis=1)
    setter = position_of(issues, "com", middle)
    distance = np.abs(GRID - setter[:, None])
    passing = support >= needed[:, None]
    best = GRID[np.where(passing, distance, np.inf).argmin(axis=1)]
    return np.where(stands, setter, np.where(passing.any(axis=1), best, start))


def position_of(issues: Issues, actor: str, otherwise: Floats) -> Floats:
    """An actor's position, or another forecast where it took none."""
    if actor not in issues.actors:
        return otherwise
    place = issues.actors.index(actor)
    return np.where(issues.took[:, place], issues.position[:, place], otherwise)
