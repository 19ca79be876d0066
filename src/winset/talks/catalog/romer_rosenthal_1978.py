"""Romer & Rosenthal 1978: who sets the agenda takes all that the pivot can bear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from winset.published import PublishedCase
from winset.talks.catalog.pie import pie_game
from winset.talks.solve import solve

QUO, PIVOT, SETTER, SLICES = 0.2, 0.5, 1.0, 10


def cases() -> tuple[PublishedCase, ...]:
    """A setter far to one side, a status quo on the other, a pivot between."""
    return (
        PublishedCase(
            path="romer-rosenthal-1978/setter",
            citation="T. Romer, H. Rosenthal, Political resource allocation, controlled agendas, "
            "and the status quo, Public Choice 33 (1978)",
            shows="The worse the status quo for the pivot, the more the setter can take.",
            rebuilt="closed form: as far beyond the pivot as the status quo falls short of it",
            expected={"outcome": 2 * PIVOT - QUO, "accepted": 1.0},
            replay=_set,
        ),
    )


def _set() -> Mapping[str, ArrayLike]:
    """Loss is distance; the setter alone proposes, once, and the pivot answers."""
    game = pie_game(SLICES, [0.9, 0.9], recognition=np.array([[1.0, 0.0]]))
    levels = np.arange(SLICES + 1) / SLICES
    worth = np.stack([1 - np.abs(levels - SETTER), 1 - np.abs(levels - PIVOT)])[None]
    quo = np.array([[1 - abs(QUO - SETTER), 1 - abs(QUO - PIVOT)]])
    terms = replace(game.terms, worth=worth)
    found = solve(replace(game, terms=terms, flow=quo, tail="end", end=quo.copy()))
    offer = found.choices.offer[0, 0, 0]
    return {"outcome": levels[offer], "accepted": found.choices.reply[0, 0, 0, 0]}
