"""Which of the things we do not know move an outcome, and how sure that is.

For each uncertain quantity the rank correlation (Spearman 1904) between its draws and the
outcome's is taken: 1 means that a higher value always goes with a higher outcome, 0 that it says
nothing about it. Draws of unrelated quantities are correlated by accident too, the more so the
fewer draws there are; the threshold says how far. For two unrelated samples of n draws

    t = r ((n - 2) / (1 - r^2))^1/2

has nearly Student's law with n - 2 degrees of freedom (Kendall 1948), and of k unrelated
quantities none passes the threshold with a chance of 95 %, if each is held to a level of
1 - 0.95^(1/k) (Sidak 1967).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import factorial

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from winset._typing import Floats, Ints

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Driver:
    """One uncertain quantity and an outcome.

    Attributes
    ----------
    path : the quantity's address in the scenario.
    correlation : rank correlation with the outcome over draws, -1 to 1.
    audible : whether it stands out from what accident alone would show.
    """

    path: str
    correlation: float
    audible: bool


@dataclass(frozen=True, slots=True)
class Drivers:
    """What moves one outcome.

    Attributes
    ----------
    found : all quantities that differ between draws, the strongest first.
    threshold : the correlation that unrelated quantities stay below, all of them together, in 95
        of 100 runs; 1 where there are too few draws to tell.
    draws : number of draws.
    """

    found: tuple[Driver, ...]
    threshold: float
    draws: int


@dataclass(frozen=True, slots=True)
class Carrier:
    """A quantity that several conclusions hang on.

    Attributes
    ----------
    path : its address.
    strongest : its largest correlation with any outcome, in size; 0 to 1.
    outcomes : the outcomes it moves audibly, the most first.
    """

    path: str
    strongest: float
    outcomes: tuple[str, ...]


def drivers(outcome: Floats, draws: Mapping[str, Floats]) -> Drivers:
    """Which quantities move an outcome, the strongest first.

    Parameters
    ----------
    outcome : shape (draw,).
    draws : the samples of each quantity by path, shape (draw,); those that never change are left
        out, and so are all where the outcome never changes.

    Examples
    --------
    >>> rising, falling = np.arange(9.0), -np.arange(9.0) ** 3
    >>> found = drivers(np.exp(rising), {"a": falling, "b": np.ones(9)})
    >>> [(each.path, each.correlation, each.audible) for each in found.found]
    [('a', -1.0, True)]
    """
    n = len(outcome)
    moving = {path: values for path, values in draws.items() if np.ptp(values) > 0}
    if n < 2 or np.ptp(outcome) == 0 or not moving:
        return Drivers((), noise_threshold(n, max(1, len(moving))), n)
    threshold = noise_threshold(n, len(moving))
    correlations = rank_correlations(outcome, np.stack(list(moving.values())))
    found = (
        Driver(path, float(r), bool(threshold < 1 and abs(r) > threshold))
        for path, r in zip(moving, correlations, strict=True)
    )
    return Drivers(tuple(sorted(found, key=lambda d: (-abs(d.correlation), d.path))), threshold, n)


def rank_correlations(outcome: Floats, samples: Floats) -> Floats:
    """Spearman's correlation of an outcome with each of several samples, shape (sample,).

    Parameters
    ----------
    outcome : shape (draw,), not constant.
    samples : shape (sample, draw), none constant.

    Examples
    --------
    >>> rank_correlations(np.array([1.0, 2.0, 3.0]), np.array([[1.0, 3.0, 2.0]])).tolist()
    [0.5]
    """
    y, x = ranks(outcome[None])[0], ranks(samples)
    return np.asarray(x @ y / np.sqrt((x**2).sum(axis=1) * (y @ y)), dtype=np.float64)


def ranks(values: Floats) -> Floats:
    """Mean ranks along the last axis, counted from the middle; shape (row, draw)."""
    ranks = pd.DataFrame(values.T).rank().to_numpy(dtype=np.float64).T
    return np.asarray(ranks - (values.shape[1] + 1) / 2)


def noise_threshold(n: int, quantities: int = 1) -> float:
    """The correlation that unrelated quantities stay below, all together, in 95 of 100 runs.

    Parameters
    ----------
    n : number of draws. Of n! orders two go all up or all down with the outcome's; where that is
        too many by accident nothing can be told, and the threshold is 1.
    quantities : how many are looked at together (>= 1).

    Examples
    --------
    >>> round(noise_threshold(10), 3)  # tables of Spearman's coefficient: 0.632 by Student's law
    0.632
    >>> noise_threshold(4), noise_threshold(7, 275) == 1, noise_threshold(8, 200) < 1
    (1.0, True, True)
    >>> noise_threshold(200, 50) > noise_threshold(200, 1)
    True
    """
    level = 1 - CONFIDENCE ** (1 / quantities)
    if n < 4 or 2 / factorial(n) > level:
        return 1.0
    t = float(stdtrit(n - 2, 1 - level / 2))
    return t / float(np.sqrt(n - 2 + t * t))


def ends(outcome: Floats, values: Floats) -> tuple[float, float]:
    """The outcome's median over the draws where a quantity is low (lowest fifth), and high.

    Shapes (draw,).

    >>> ends(np.arange(10.0), -np.arange(10.0))
    (8.5, 0.5)
    """
    low, high = fifths(values)
    return float(np.median(outcome[low])), float(np.median(outcome[high]))


def fifths(values: Floats) -> tuple[Ints, Ints]:
    """The draws in which a quantity is in its lowest fifth, and those in its highest.

    >>> [each.tolist() for each in fifths(-np.arange(10.0))]
    [[9, 8], [1, 0]]
    """
    fifth = max(1, len(values) // 5)
    order = np.argsort(values, kind="stable")
    return order[:fifth], order[-fifth:]


def carriers(found: Mapping[str, Drivers], among: Iterable[str]) -> tuple[Carrier, ...]:
    """The quantities among those given that move any outcome audibly, the strongest first.

    Parameters
    ----------
    found : by outcome, what moves it.
    among : paths, for instance of all quantities that are judgements.
    """
    wanted = set(among)
    heard: dict[str, list[tuple[float, str]]] = {}
    for outcome, each in found.items():
        for driver in each.found:
            if driver.audible and driver.path in wanted:
                heard.setdefault(driver.path, []).append((abs(driver.correlation), outcome))
    carrying = (_carrier(path, moved) for path, moved in heard.items())
    return tuple(sorted(carrying, key=lambda c: (-c.strongest, c.path)))


def _carrier(path: str, moved: Sequence[tuple[float, str]]) -> Carrier:
    by_strength = sorted(moved, reverse=True)
    return Carrier(path, by_strength[0][0], tuple(outcome for _, outcome in by_strength))


def samples(table: pd.DataFrame) -> dict[str, Floats]:
    """The draws of each quantity from a run's table `draws`, shape (draw,) by path.

    >>> table = pd.DataFrame({"path": ["a", "a"], "draw": [1, 0], "value": [2.0, 3.0]})
    >>> samples(table)["a"].tolist()
    [3.0, 2.0]
    """
    ordered = table.sort_values("draw", kind="stable")
    return {
        str(path): rows["value"].to_numpy(dtype=np.float64)
        for path, rows in ordered.groupby("path", sort=False)
    }
