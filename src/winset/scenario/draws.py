"""Draws: samples of what we do not know, one stream of random numbers per quantity.

Each quantity is sampled by its own stream, named after its path, and stratified: with n draws,
one falls into each n-th of its law (McKay, Beckman & Conover 1979), in an order of its own. So a
quantity that is added, or an account that changes one, leaves the draws of all others as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.special import betaincinv, ndtri

from winset import units
from winset._typing import Floats
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.options import all_quantities
from winset.streams import stream
from winset.timegrid import TimeGrid, month_of, parse_date


@dataclass(frozen=True)
class Draws:
    """Samples of every uncertain quantity of one scenario.

    Attributes
    ----------
    n : number of draws.
    places : which they are of how many that were drawn together; None: all of them.
    seed : the run's seed.
    rates : units of each foreign currency per unit of the scenario's, shape (draw,).
    seen : quantities that were sampled already, by identity, with their samples.
    """

    n: int
    seed: int
    currency: str
    rates: Mapping[str, Floats] = field(default_factory=dict)
    seen: dict[int, tuple[Quantity, Floats]] = field(
        default_factory=dict, compare=False, repr=False
    )
    places: tuple[tuple[int, ...], int] | None = None


def draws_of(scenario: Scenario, n: int, seed: int) -> Draws:
    """The draws of a scenario: n samples (>= 1) under a seed (>= 0)."""
    plain = Draws(n, seed, scenario.currency)
    rates = {code: sample(plain, rate) for code, rate in scenario.exchange_rates.items()}
    return Draws(n, seed, scenario.currency, rates)


def first_of(draws: Draws, n: int) -> Draws:
    """The first n of some draws, or all where they are fewer."""
    return some_of(draws, range(min(n, draws.n)))


def some_of(draws: Draws, places: Sequence[int]) -> Draws:
    """Some draws, each the same sample as among all of them.

    >>> few, between = some_of(Draws(4, 1, "EUR"), [2]), Quantity(between=(0, 1))
    >>> bool(sample(few, between) == sample(Draws(4, 1, "EUR"), between)[2])
    True
    """
    chosen = list(places)
    known, among = draws.places or (range(draws.n), draws.n)
    rates = {code: rate[chosen] for code, rate in draws.rates.items()}
    held = (tuple(known[place] for place in chosen), among)
    return Draws(len(chosen), draws.seed, draws.currency, rates, places=held)


def named(draws: Draws, draw: int) -> tuple[int, int]:
    """A draw's number among all that were drawn together, and how many these are.

    >>> named(some_of(Draws(4, 1, "EUR"), [2]), 0)
    (2, 4)
    """
    places, among = draws.places or (range(draws.n), draws.n)
    return places[draw], among


def sample(draws: Draws, quantity: Quantity) -> Floats:
    """The draws of one quantity, shape (draw,), in canonical units and the scenario's currency.

    A dated quantity has one sample for each of its dates: see `sample_months`.

    >>> plain = Draws(4, 1, "EUR")
    >>> sample(plain, Quantity(value=2, unit="EUR bn"))
    array([2.e+09, 2.e+09, 2.e+09, 2.e+09])
    """
    if quantity.dated is not None:
        raise ValueError(f"{quantity.path} is dated: it has no single value")
    known = draws.seen.get(id(quantity))
    if known is None or known[0] is not quantity:
        values = _canonical(draws, quantity, _law(quantity, uniforms(draws, quantity)))
        known = draws.seen[id(quantity)] = (quantity, values)
    return known[1].copy()


def sample_months(draws: Draws, quantity: Quantity, grid: TimeGrid) -> Floats:
    """The draws of a quantity month by month, shape (draw, month).

    A dated value holds from its month until the next; the first also holds before its month.
    """
    if quantity.dated is None:
        return np.repeat(sample(draws, quantity)[:, None], grid.months, axis=1)
    months = np.arange(grid.months)
    starts = sorted(quantity.dated)
    values = np.stack([sample(draws, _part(quantity, start)) for start in starts], axis=1)
    since = np.array([month_of(grid, parse_date(start)) for start in starts])
    return values[:, np.maximum(np.searchsorted(since, months, side="right") - 1, 0)]


def uniforms(draws: Draws, quantity: Quantity) -> Floats:
    """Stratified uniform numbers of a quantity's own stream, shape (draw,)."""
    numbers = stream(draws.seed, f"draw/{quantity.path}")
    places, whole = draws.places or (range(draws.n), draws.n)
    order = numbers.permutation(whole)
    every = (order + numbers.random(whole)) / whole
    return np.asarray(every[list(places)], dtype=np.float64)


def uncertain(scenario: Scenario) -> dict[str, Quantity]:
    """The quantities that differ between draws, by path."""
    return {path: q for path, q in all_quantities(scenario) if q.form not in ("value", "dated")}


def _part(whole: Quantity, month: str) -> Quantity:
    assert whole.dated is not None
    part = whole.dated[month]
    if part.unit is not None or whole.unit is None:
        return part
    unit_bearing = part.model_copy(update={"unit": whole.unit})
    unit_bearing._path = part.path
    return unit_bearing


def _law(quantity: Quantity, u: Floats) -> Floats:
    if quantity.value is not None:
        return np.full(u.shape, quantity.value)
    if quantity.likely is not None:
        return _pert(quantity.low or 0.0, quantity.likely, quantity.high or 0.0, u)
    if quantity.between is not None:
        low, high = quantity.between
        return low + (high - low) * u
    if quantity.normal is not None:
        mean, sd = quantity.normal
        return np.asarray(mean + sd * ndtri(np.clip(u, 1e-12, 1 - 1e-12)), dtype=np.float64)
    assert quantity.choices is not None
    values = np.array([float(name) for name in quantity.choices])
    edges = np.cumsum(list(quantity.choices.values()))[:-1]
    return values[np.searchsorted(edges, u, side="right")]


def _pert(low: float, likely: float, high: float, u: Floats) -> Floats:
    """The PERT law (Malcolm et al. 1959) at cumulative chances u: beta with shape sum 6."""
    if high == low:
        return np.full(u.shape, low)
    a = 1 + 4 * (likely - low) / (high - low)
    return np.asarray(low + (high - low) * betaincinv(a, 6 - a, u), dtype=np.float64)


def _canonical(draws: Draws, quantity: Quantity, values: Floats) -> Floats:
    if quantity.unit is None:
        return values
    unit = units.unit(quantity.unit)
    canonical = values * unit.factor
    if unit.currency is None or unit.currency == draws.currency:
        return canonical
    return canonical / draws.rates[unit.currency]
