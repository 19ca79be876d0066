"""How a choice falls: the best, with a rule for ties, or logit with a temperature."""

from __future__ import annotations

import numpy as np
from scipy.special import expit

from winset._typing import Bools, Floats, Ints
from winset.talks.checks import TIE


def chances_of_choice(options: Floats, temperature: float) -> Floats:
    """The chance of each option, shape (..., option): at ties the first; -inf is no option.

    >>> chances_of_choice(np.array([0.2, 0.5, 0.5]), 0.0).tolist()
    [0.0, 1.0, 0.0]
    >>> chances_of_choice(np.array([0.0, np.log(3.0), -np.inf]), 1.0).round(12).tolist()
    [0.25, 0.75, 0.0]
    """
    top = options.max(axis=-1, keepdims=True)
    if temperature == 0:
        first = np.argmax(options >= top - TIE, axis=-1)
        return np.asarray(np.eye(options.shape[-1])[first])
    weights = np.exp((options - top) / temperature)
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def chance_of_yes(yes: Floats, no: Floats, temperature: float) -> Floats:
    """The chance of a yes worth `yes` against a no worth `no`: yes when indifferent."""
    if temperature == 0:
        return (yes >= no - TIE).astype(np.float64)
    return np.asarray(expit((yes - no) / temperature))


def best_package(own: Floats, others: Floats, allowed: Bools) -> Ints:
    """The proposer's best package in each state, shape (state,); -1 where none is allowed.

    At ties the larger sum for the others, then the first.

    Parameters
    ----------
    own, others : shape (state, package), value to the proposer and summed value to the others.
    allowed : shape (state, package).

    >>> best_package(np.array([[1.0, 1.0, 0.5]]), np.array([[0.1, 0.2, 0.9]]),
    ...              np.ones((1, 3), dtype=bool)).tolist()
    [1]
    """
    worth = np.where(allowed, own, -np.inf)
    near = allowed & (worth >= worth.max(axis=1, keepdims=True) - TIE)
    theirs = np.where(near, others, -np.inf)
    near &= theirs >= theirs.max(axis=1, keepdims=True) - TIE
    return np.where(near.any(axis=1), near.argmax(axis=1), -1)
