"""Formulas of quotas: whole weights that must reach a whole quota, joined by all and any."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from winset._typing import Bools


@dataclass(frozen=True, slots=True)
class Quota:
    """Met by the sets of members whose weights add up to at least a quota."""

    weights: tuple[int, ...]
    quota: int


@dataclass(frozen=True, slots=True)
class All:
    """Met where every part is; without parts always met."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Met where at least one part is; without parts never met."""

    parts: tuple[Formula, ...]


LARGEST_TOTAL = 2**62  # so that the sum of two halves stays within 64-bit whole numbers
Formula = Quota | All | Any
ALWAYS = All(())
NEVER = Any(())


def simplified(given: Formula) -> Formula:
    """The same formula in lowest terms, without parts that are always or never met.

    >>> simplified(All((Quota((2, 4), 3), ALWAYS)))
    Quota(weights=(1, 2), quota=2)
    """
    if isinstance(given, Quota):
        return lowest_terms(given)
    kind, neutral, deciding = (
        (All, ALWAYS, NEVER) if isinstance(given, All) else (Any, NEVER, ALWAYS)
    )
    parts: dict[Formula, None] = {}
    for part in map(simplified, given.parts):
        parts.update(dict.fromkeys(part.parts if isinstance(part, kind) else (part,)))
    if deciding in parts:
        return deciding
    kept = tuple(part for part in parts if part != neutral)
    return kept[0] if len(kept) == 1 else kind(kept)


def lowest_terms(given: Quota) -> Formula:
    """A quota divided by the greatest common divisor of its weights; a constant where it is one."""
    if given.quota <= 0:
        return ALWAYS
    if given.quota > sum(given.weights):
        return NEVER
    shared = math.gcd(*given.weights)
    return Quota(tuple(w // shared for w in given.weights), -(-given.quota // shared))


def dual_formula(given: Formula) -> Formula:
    """The formula with `all` and `any` exchanged and each quota q turned into total - q + 1."""
    if isinstance(given, Quota):
        return Quota(given.weights, sum(given.weights) - given.quota + 1)
    parts = tuple(dual_formula(part) for part in given.parts)
    return Any(parts) if isinstance(given, All) else All(parts)


def meets(given: Formula, inside: Sequence[bool]) -> bool:
    """Whether the members inside meet a formula, added up in Python's whole numbers."""
    if isinstance(given, Quota):
        return sum(w for w, i in zip(given.weights, inside, strict=True) if i) >= given.quota
    parts = (meets(part, inside) for part in given.parts)
    return all(parts) if isinstance(given, All) else any(parts)


def meets_many(given: Formula, inside: Bools) -> Bools:
    """Whether each of many sets meets a formula; shapes as in `winning`."""
    if isinstance(given, Quota):
        kind = np.int64 if sum(given.weights) < LARGEST_TOTAL else object
        sums = inside.astype(kind) @ np.array(given.weights, dtype=kind)
        met: Bools = np.asarray(sums >= given.quota, dtype=np.bool_)
        return met
    start = np.full(inside.shape[:-1], isinstance(given, All))
    join = np.logical_and if isinstance(given, All) else np.logical_or
    for part in given.parts:
        start = join(start, meets_many(part, inside))
    return start


def quotas_of(given: Formula) -> tuple[Quota, ...]:
    """Every different quota of a formula, in the order of the text."""
    if isinstance(given, Quota):
        return (given,)
    return tuple(dict.fromkeys(q for part in given.parts for q in quotas_of(part)))


def carrying_combinations(formula: Formula) -> Bools:
    """Which combinations of met quotas carry; shape (2**quotas), bit j is the j-th quota.

    >>> one, two = Quota((1, 1), 2), Quota((2, 1), 2)
    >>> carrying_combinations(Any((one, two)))
    array([False,  True,  True,  True])
    """
    quotas = quotas_of(formula)
    numbers = np.arange(2 ** len(quotas))
    met = {quota: (numbers >> j) & 1 == 1 for j, quota in enumerate(quotas)}
    return combined(formula, met)


def combined(formula: Formula, met: dict[Quota, Bools]) -> Bools:
    """The formula's truth for each combination of met quotas."""
    if isinstance(formula, Quota):
        return met[formula]
    parts = [combined(part, met) for part in formula.parts]
    join = np.logical_and if isinstance(formula, All) else np.logical_or
    result: Bools = join.reduce(parts)
    return result
