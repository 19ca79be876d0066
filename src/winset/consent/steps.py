"""When cash comes, given adoption: the steps one by one, and whether they are over in time.

How steps add up stands in `winset.scenario.first_cash`, since the money asks the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from winset._typing import Floats
from winset.consent.codes import STEPS
from winset.errors import Fault, Faults, Place
from winset.scenario.draws import Draws
from winset.scenario.first_cash import (
    NO_CHANCES,
    days_of,
    groups,
    later_of,
    length_law,
    quantiles,
    reached_by,
    success_of,
    waiting,
)
from winset.scenario.nouns.consent import Step
from winset.timegrid import TimeGrid


@dataclass(frozen=True, slots=True, eq=False)
class CashLaw:
    """When the first cash comes, given adoption.

    Attributes
    ----------
    adopted : the day of adoption.
    days : shape (day,): the chance that the steps, if all succeed, are over so many days later.
    success : shape (draw,): the chance that all steps succeed.
    by_month : shape (draw, month): the chance that cash has come by the end of each month.
    step_ends : by step, the days after adoption by which it is over with chances of 10, 50, 90 %.
    """

    adopted: dt.date
    days: Floats
    success: Floats
    by_month: Floats
    step_ends: tuple[tuple[int, int, int], ...] = field(default=())


def first_cash(
    steps: Sequence[Step],
    adopted: dt.date,
    grid: TimeGrid,
    draws: Draws,
    chances: Mapping[int, Floats] = NO_CHANCES,
    earliest: dt.date | None = None,
) -> CashLaw:
    """When the first cash comes, given adoption on a day.

    Parameters
    ----------
    chances : by place of a step, shape (draw,): its chance of success where it was computed (a
        second vote) instead of stated.
    earliest : the day before which the instrument pays nothing.

    Raises
    ------
    Faults : C114 for steps whose length has no ends, all at once.

    >>> step = Step.model_validate({"title": "Parliament", "takes": "30 days", "chance": 0.8})
    >>> law = first_cash([step], dt.date(2030, 1, 10), TimeGrid(dt.date(2030, 1, 1), 3),
    ...                  Draws(1, 1, "EUR"))
    >>> law.by_month.tolist()                                  # over on 9 February
    [[0.0, 0.8, 0.8]]
    """
    faults = [fault for i, step in enumerate(steps) for fault in _step_faults(i, step)]
    if faults:
        raise Faults(faults)
    law = days_of(steps, adopted, earliest)
    success = success_of(steps, draws, chances)
    by_month = success[:, None] * reached_by(law, adopted, grid)
    return CashLaw(adopted, law, success, by_month, tuple(_ends(steps, adopted)))


def _ends(steps: Sequence[Step], adopted: dt.date) -> Iterator[tuple[int, int, int]]:
    """The days by which each step is over, see `CashLaw.step_ends`."""
    start = np.ones(1)
    for group in groups(steps):
        together = np.ones(1)
        for step in group:
            length = length_law(step.takes)
            together = later_of(together, length)
            yield quantiles(waiting(np.convolve(start, length), [step], adopted))
        start = waiting(np.convolve(start, together), group, adopted)


def in_time(law: CashLaw, ends: Floats) -> Floats:
    """The chance that cash comes no later than the month in which the money ends, shape (draw,).

    Parameters
    ----------
    ends : shape (draw, month): the chance that the money ends in each month; what is lacking to 1
        is the chance that it does not end within the grid, and then cash is in time if it comes
        within the grid at all.
    """
    lasting = 1 - ends.sum(axis=1)
    within = (law.by_month * ends).sum(axis=1)
    return np.asarray(within + lasting * law.by_month[:, -1])


def _step_faults(place: int, step: Step) -> list[Fault]:
    if step.takes.form in ("value", "likely", "between", "choices"):
        return []
    what, fix = f"step {step.title!r} has no ends", "write low, likely and high, or between"
    where = Place(path=f"way_to_cash.{place}.takes")
    return [Fault(STEPS, what, where, f"a {step.takes.form} quantity", fix)]
