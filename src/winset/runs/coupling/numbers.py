"""The numbers of one draw: every quantity is sampled once for all draws, then read draw by draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from winset._typing import Floats
from winset.scenario.draws import Draws, sample
from winset.scenario.nouns.quantity import Quantity

Read = Callable[[Quantity], float]
"""What a quantity is in the draw at hand, in canonical units."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """Quantities sampled so far, by identity; the quantity is kept so that it stays the same."""

    draws: Draws
    known: dict[int, tuple[Quantity, Floats]] = field(default_factory=dict)


def values_of(sampled: Sampled, quantity: Quantity) -> Floats:
    """All draws of a quantity, shape (draw,)."""
    found = sampled.known.get(id(quantity))
    if found is None:
        found = sampled.known[id(quantity)] = (quantity, sample(sampled.draws, quantity))
    return found[1]


def reader(sampled: Sampled, draw: int) -> Read:
    """The numbers of one draw."""

    def read(quantity: Quantity) -> float:
        return float(values_of(sampled, quantity)[draw])

    return read


def chance(read: Read, quantity: Quantity) -> float:
    """A chance in the draw at hand; a normal law's tails are cut at 0 and 1."""
    return float(np.clip(read(quantity), 0.0, 1.0))


def shares(read: Read, weights: dict[str, Quantity], names: tuple[str, ...]) -> Floats:
    """Weights brought to sum 1, shape (name,); those not named weigh nothing, none named: alike."""
    given = np.array([read(weights[name]) if name in weights else 0.0 for name in names])
    total = given.sum()
    return np.full(len(names), 1.0 / len(names)) if total <= 0 else np.asarray(given / total)
