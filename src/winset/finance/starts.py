"""When an option's first cash comes: in a month that is stated, or by a law of chance.

A law is met path by path: each path has a number of its own, and its cash begins in the first month
whose cumulative chance exceeds it, or never. All options ask the same number, so that a path on
which parliaments are slow is slow under each of them.
"""

from __future__ import annotations

import numpy as np

from winset._typing import Floats, Ints
from winset.finance.kernels.layout import BEGINS, UNTIL
from winset.finance.setting import Setting
from winset.scenario.draws import sample
from winset.scenario.nouns.instrument import Instrument, Outstanding
from winset.timegrid import month_of


def starts_of(setting: Setting, instrument: Instrument, first: Floats | None) -> Floats:
    """The months in which cash may begin, and up to which chance paths take each of them.

    Shape (draw, 2, start), the rows `BEGINS` and `UNTIL`. Months rise, the earliest first; the
    number of months stands for never. A path takes the first start whose `UNTIL` exceeds its
    number; the last one's is 2.

    Parameters
    ----------
    first : shape (draw, month), the chance that the first cash has come by the end of each month;
        None: in the month that the instrument states. What is paid out already asks no law.
    """
    if first is None or isinstance(instrument.funding, Outstanding):
        stated = stated_start(setting, instrument).astype(np.float64)
        return np.stack([stated, np.full(len(stated), 2.0)], axis=1)[:, :, None]
    return starts_by(first)


def stated_start(setting: Setting, instrument: Instrument) -> Ints:
    """The month of the first payout as the instrument states it, shape (draw,)."""
    delay = np.rint(sample(setting.draws, instrument.first_cash.delay))
    start = np.maximum(0, month_of(setting.grid, instrument.first_cash.earliest) + delay)
    return np.asarray(np.minimum(start, setting.grid.months), dtype=np.int64)


def starts_by(first: Floats) -> Floats:
    """The starts of a law by month, as by `starts_of`.

    >>> starts_by(np.array([[0.0, 0.3, 0.3, 0.9]])).tolist()
    [[[1.0, 3.0, 4.0], [0.3, 0.9, 2.0]]]
    >>> starts_by(np.array([[0.0, 1.0, 1.0]])).tolist()
    [[[1.0], [2.0]]]
    """
    draws, months = first.shape
    rises = (np.diff(first, axis=1, prepend=0.0) > 0).any(axis=0)
    begins = np.flatnonzero(rises)
    until = first[:, begins]
    if begins.size == 0 or (until[:, -1] < 1.0 - 1e-12).any():
        begins = np.append(begins, months)
        until = np.concatenate([until, np.ones((draws, 1))], axis=1)
    until[:, -1] = 2.0
    return np.stack([np.broadcast_to(begins.astype(np.float64), until.shape), until], axis=1)


def chances_of(starts: Floats) -> Floats:
    """The chance of each start, shape (draw, start).

    >>> chances_of(starts_by(np.array([[0.0, 0.25, 0.75]]))).tolist()
    [[0.25, 0.5, 0.25]]
    """
    return np.asarray(np.diff(np.minimum(starts[:, UNTIL], 1.0), axis=1, prepend=0.0))


def start_on(starts: Floats, u: float) -> int:
    """The start that a path takes by its number u in [0, 1); starts : shape (2, start)."""
    return int(starts[BEGINS, int(np.searchsorted(starts[UNTIL], u, side="right"))])
