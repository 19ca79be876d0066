"""Quantities that move an outcome together, where none of them does so alone.

What is stated for each of several parties, levels or options (`table.discount.*`) is one thing that
a reader can grasp. A group's strength is the multiple correlation R of the outcome's ranks with the
ranks of its m members: 0 where they say nothing, 1 where they fix the order of the outcomes. For
unrelated quantities and n draws

    F = R^2 / m  /  ((1 - R^2) / (n - m - 1))

has nearly Fisher's law with m and n - m - 1 degrees of freedom, and of g unrelated groups none
passes the threshold with a chance of 95 %, if each is held to a level of 1 - 0.95^(1/g).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import fdtri

from winset._typing import Floats
from winset.explore.drivers import CONFIDENCE, ranks

FEWEST, MOST = 2, 4
"""Members of a group."""


@dataclass(frozen=True, slots=True)
class Group:
    """Quantities whose paths differ in one key, and an outcome.

    Attributes
    ----------
    paths : their addresses, in the order of the draws.
    strength : the multiple rank correlation with the outcome, 0 to 1.
    threshold : what unrelated groups of this size stay below, all groups together, in 95 of 100
        runs; 1 where there are too few draws to tell.
    audible : whether it stands out from what accident alone would show.
    """

    paths: tuple[str, ...]
    strength: float
    threshold: float
    audible: bool


def strongest_group(outcome: Floats, draws: Mapping[str, Floats]) -> Group | None:
    """The group that stands out most from what accident would show; None where there is no group.

    Parameters
    ----------
    outcome : shape (draw,).
    draws : the samples of each quantity by path, shape (draw,).

    Examples
    --------
    >>> north, south = np.random.default_rng(1).normal(size=(2, 60))
    >>> found = strongest_group(north - south, {"a.north.base": north, "a.south.base": south})
    >>> found.paths, found.strength > 0.95, found.audible
    (('a.north.base', 'a.south.base'), True, True)
    """
    moving = {path: values for path, values in draws.items() if np.ptp(values) > 0}
    groups = alike(moving)
    if not groups or np.ptp(outcome) == 0:
        return None
    y = ranks(outcome[None])[0]
    x = dict(zip(moving, ranks(np.stack(list(moving.values()))), strict=True))
    found = []
    for paths in groups:
        strength = multiple_correlation(y, np.stack([x[path] for path in paths]))
        limit = group_threshold(len(outcome), len(paths), len(groups))
        found.append(Group(paths, strength, limit, audible=strength > limit))
    return max(found, key=lambda each: each.strength - each.threshold)


def alike(paths: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Paths that differ in one key, those of two to four alike.

    >>> alike(["t.a.x", "t.b.x", "t.b.y"])
    (('t.a.x', 't.b.x'), ('t.b.x', 't.b.y'))
    """
    found: dict[tuple[str, ...], list[str]] = {}
    for path in paths:
        keys = path.split(".")
        for i in range(len(keys)):
            found.setdefault((*keys[:i], "*", *keys[i + 1 :]), []).append(path)
    groups = (tuple(each) for each in found.values() if FEWEST <= len(each) <= MOST)
    return tuple(dict.fromkeys(groups))


def multiple_correlation(y: Floats, x: Floats) -> float:
    """How far the members of a group together fix an outcome, 0 to 1.

    Parameters
    ----------
    y : shape (draw,), ranks from the middle.
    x : shape (member, draw), the same of each member.

    >>> y = np.array([-1.0, 0.0, 1.0])
    >>> round(multiple_correlation(y, np.array([[1.0, 0.0, -1.0]])), 12)
    1.0
    """
    fitted = x.T @ np.linalg.lstsq(x.T, y, rcond=None)[0]
    return float(np.sqrt(np.clip(fitted @ fitted / (y @ y), 0.0, 1.0)))


def group_threshold(n: int, members: int, groups: int = 1) -> float:
    """The strength that unrelated groups stay below, all together, in 95 of 100 runs.

    Parameters
    ----------
    n : number of draws; members : of each group (>= 1).
    groups : how many are looked at together (>= 1).

    >>> round(group_threshold(10, 1), 3)  # one member: the threshold of a single quantity
    0.632
    >>> group_threshold(6, 4), group_threshold(60, 3) > group_threshold(60, 2)
    (1.0, True)
    """
    free = n - members - 1
    if free < members + 1:
        return 1.0
    level = 1 - CONFIDENCE ** (1 / groups)
    f = members * float(fdtri(members, free, 1 - level))
    return float(np.sqrt(f / (f + free)))
