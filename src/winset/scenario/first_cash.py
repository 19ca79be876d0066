"""From adoption to first cash: dated steps with ranges and chances, added up exactly.

A step's range is chance: nobody can know how long a parliament takes. Its law is cut into whole
days, steps in a row are convolved, steps alongside one another end with the last of them, and what
would be over before an earliest day waits for it. Whether a step succeeds at all is a chance that
may differ between draws. Nothing is sampled.

What a council's table says of an option's way to cash holds for votes and money alike: there is
one law of its first cash, and it is this one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.special import betainc

from winset import units
from winset._typing import Floats
from winset.scenario.draws import Draws, sample
from winset.scenario.nouns.consent import Step
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.nouns.scenario import Scenario
from winset.scenario.way_to_cash import earliest_of, way_of
from winset.timegrid import TimeGrid, first_day

DAYS_PER_MONTH = 365.25 / 12
NO_CHANCES: Mapping[int, Floats] = {}


def first_cash_by(scenario: Scenario, option: str, draws: Draws, grid: TimeGrid) -> Floats | None:
    """The chance that an option's first cash has come by the end of each month, if it is adopted.

    Shape (draw, month). None where no council states steps for it: its instrument's own delay
    holds. No cash comes before the instrument's `earliest`, whenever the steps are over.
    """
    stated = way_of(scenario, option)
    if stated is None:
        return None
    steps, adopted = stated
    law = days_of(steps, adopted, earliest_of(scenario, option))
    return success_of(steps, draws)[:, None] * reached_by(law, adopted, grid)


def days_of(steps: Sequence[Step], adopted: dt.date, earliest: dt.date | None = None) -> Floats:
    """The chance that the steps, if all succeed, are over so many days after adoption.

    Shape (day,). `earliest` : nothing is over before that day.

    >>> step = Step.model_validate({"title": "Parliament", "takes": "2 days"})
    >>> days_of([step, step], dt.date(2030, 1, 10)).tolist()
    [0.0, 0.0, 0.0, 0.0, 1.0]
    """
    law = np.ones(1)
    for group in groups(steps):
        together = np.ones(1)
        for step in group:
            together = later_of(together, length_law(step.takes))
        law = waiting(np.convolve(law, together), group, adopted)
    return law if earliest is None else not_before(law, (earliest - adopted).days)


def success_of(
    steps: Sequence[Step], draws: Draws, chances: Mapping[int, Floats] = NO_CHANCES
) -> Floats:
    """The chance that all steps succeed, shape (draw,).

    `chances` : by place of a step, shape (draw,): where it was computed instead of stated.
    """
    success = np.ones(draws.n)
    for place, step in enumerate(steps):
        success = success * chances.get(place, sample(draws, step.chance))
    return success


def groups(steps: Sequence[Step]) -> list[list[Step]]:
    """The steps in a row, those alongside one another together."""
    found: list[list[Step]] = []
    for step in steps:
        if step.alongside and found:
            found[-1].append(step)
        else:
            found.append([step])
    return found


def length_law(takes: Quantity) -> Floats:
    """The chance that a step takes so many whole days, shape (day,).

    >>> length_law(Quantity(between=(0.5, 4.5), unit="days")).tolist()
    [0.0, 0.25, 0.25, 0.25, 0.25]
    """
    factor = (units.unit(takes.unit).factor if takes.unit else 1.0) * DAYS_PER_MONTH
    if takes.value is not None:
        return points({takes.value * factor: 1.0})
    if takes.choices is not None:
        return points({float(days) * factor: chance for days, chance in takes.choices.items()})
    low, high = ends_of(takes)
    low, high = low * factor, high * factor
    if low == high:
        return points({low: 1.0})
    edges = np.arange(round(high) + 1) + 0.5
    place = np.clip((edges - low) / (high - low), 0, 1)
    if takes.likely is not None:
        mode = (takes.likely * factor - low) / (high - low)
        place = betainc(1 + 4 * mode, 5 - 4 * mode, place)
    place[-1] = 1.0  # the last day holds the half beyond it as well
    return np.asarray(np.diff(place, prepend=0.0))


def ends_of(takes: Quantity) -> tuple[float, float]:
    """The shortest and the longest that a range allows, in its own unit."""
    if takes.between is not None:
        return takes.between
    return (takes.low or 0.0, takes.high or 0.0)


def points(chances: Mapping[float, float]) -> Floats:
    """A law with chances at the nearest whole days.

    >>> points({0.4: 0.5, 2.0: 0.5}).tolist()
    [0.5, 0.0, 0.5]
    """
    law = np.zeros(round(max(chances)) + 1)
    for day, chance in chances.items():
        law[round(day)] += chance
    return law


def later_of(one: Floats, other: Floats) -> Floats:
    """The law of the later of two independent days: their cumulative chances multiply.

    >>> later_of(np.array([0.5, 0.5]), np.array([0.5, 0.5])).tolist()
    [0.25, 0.75]
    """
    size = max(len(one), len(other))
    padded = [np.concatenate([law, np.zeros(size - len(law))]).cumsum() for law in (one, other)]
    return np.asarray(np.diff(padded[0] * padded[1], prepend=0.0))


def waiting(law: Floats, steps: Sequence[Step], adopted: dt.date) -> Floats:
    """The law once nothing is over before the earliest days of some steps."""
    return not_before(
        law, max(((s.not_before - adopted).days for s in steps if s.not_before), default=0)
    )


def not_before(law: Floats, floor: int) -> Floats:
    """The law once nothing is over before a day.

    >>> not_before(np.array([0.5, 0.5]), 2).tolist()
    [0.0, 0.0, 1.0]
    """
    if floor <= 0:
        return law
    waited = np.concatenate([law, np.zeros(max(0, floor + 1 - len(law)))])
    waited[floor] += waited[:floor].sum()
    waited[:floor] = 0.0
    return waited


def quantiles(law: Floats) -> tuple[int, int, int]:
    """The days by which it is over with chances of 10, 50 and 90 per cent."""
    cumulative = law.cumsum()
    low, middle, high = (int(np.searchsorted(cumulative, q - 1e-12)) for q in (0.1, 0.5, 0.9))
    return low, middle, high


def reached_by(law: Floats, adopted: dt.date, grid: TimeGrid) -> Floats:
    """The chance that a day law is over by the end of each month of the grid, shape (month,)."""
    cumulative = np.concatenate([[0.0], law.cumsum()])
    last = [(first_day(grid, month + 1) - adopted).days for month in range(grid.months)]
    return np.asarray(cumulative[np.clip(last, 0, len(law))])
