"""Where the world stands on the day of `as_of`, as chances of its states."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from winset._typing import Floats
from winset.runs.coupling.frame import HOLDS, SOFTENED, Frame
from winset.runs.coupling.numbers import Read, chance
from winset.scenario.nouns.world import Switch, Walk
from winset.world.axes import Axis, Start, start_law


def start_of(frame: Frame, read: Read, funding: Floats | None) -> Floats:
    """The chance of each state of the whole at the start, shape (state,); nothing is decided yet.

    Parameters
    ----------
    funding : shape (level,), the chance of each level of the variable that hangs on the money.
    """
    starts = {axis.name: standing_of(frame, axis, read, funding) for axis in frame.axes}
    law = start_law(frame.axes, starts)
    whole = np.zeros(len(law) * (1 + len(frame.nodes)))
    whole[: len(law)] = law
    return whole


def standing_of(frame: Frame, axis: Axis, read: Read, funding: Floats | None) -> Start:
    """Where one variable starts."""
    if axis.name in frame.lines:
        firm = chance(read, frame.lines[axis.name].firmness)
        return {HOLDS: firm, SOFTENED: 1.0 - firm}
    variable = frame.scenario.world.get(axis.name)
    if isinstance(variable, Walk):
        return between(axis, read(variable.start))
    if isinstance(variable, Switch):
        return switch_start(variable, read)
    if variable is not None and variable.kind == "from_money" and funding is not None:
        return {level: float(part) for level, part in zip(axis.levels, funding, strict=True)}
    return axis.levels[0]


def between(axis: Axis, number: float) -> Mapping[str, float]:
    """A number as chances of the two levels around it, so that their mean is the number.

    >>> from winset.world.walk import walk_axis
    >>> between(walk_axis("front", -1, 1, 5), 0.125)
    {'0': 0.75, '0.5': 0.25}
    """
    place = float(np.interp(number, axis.values, np.arange(len(axis.values))))
    low = min(int(place), len(axis.levels) - 2)
    part = place - low
    parts = {axis.levels[low]: 1.0 - part, axis.levels[low + 1]: part}
    return {level: weight for level, weight in parts.items() if weight > 0}


def switch_start(switch: Switch, read: Read) -> Start:
    """The level of a switch, or its chances brought to sum 1."""
    if isinstance(switch.start, str):
        return switch.start
    weights = {level: chance(read, part) for level, part in switch.start.items()}
    total = sum(weights.values())
    if total <= 0:
        return {level: 1.0 / len(weights) for level in weights}
    return {level: weight / total for level, weight in weights.items()}
