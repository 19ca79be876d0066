"""How a loss is shared: by key, up to caps, severally or jointly.

Both ways are one picture. Let each guarantor i be a vessel of height c_i / k_i and width k_i; the
loss is poured in to a level mu, and i bears x_i = min(c_i, mu k_i). Severally the level is the loss
itself (with keys that sum to 1), whoever overflows; jointly it rises until the loss is held.

Losses that follow one another are poured on top of each other: what i bears of the second is
x_i(first + second) - x_i(first). A guarantor that fails has no vessel. Guarantors whose vessels
are equally high share one: below its rim each bears its key's part of the same rise, so that what
all of them bear is one number. With caps in proportion to the key, one vessel holds everybody.
"""

from __future__ import annotations

import numpy as np

from winset._typing import Floats
from winset.finance.kernels.compiled import inline

SEVERAL = 0
JOINT = 1
HEIGHT, WIDTH, FULL = range(3)
"""Rows of vessels; see `vessels_of`."""
SAME = 1e-12  # heights c_i / k_i that differ by less are one: dividing has rounded them


def several(loss: float, key: Floats, cap: Floats) -> Floats:
    """What each guarantor bears if each answers for its own share alone: min(c_i, k_i L).

    Parameters
    ----------
    loss : EUR, >= 0.
    key : shape (guarantor,), shares of the whole, >= 0.
    cap : shape (guarantor,), EUR, may be infinite; 0 for one that fails.

    Examples
    --------
    >>> several(100.0, np.array([0.5, 0.5]), np.array([20.0, np.inf])).tolist()
    [20.0, 50.0]
    """
    return np.asarray(np.minimum(cap, key * loss), dtype=np.float64)


def joint_and_several(loss: float, key: Floats, cap: Floats) -> Floats:
    """What each guarantor bears if the able stand in for the unable: min(c_i, mu k_i).

    The level mu is the smallest with sum x_i = min(L, sum c_i). Arguments as in `several`.

    Examples
    --------
    >>> joint_and_several(100.0, np.array([0.5, 0.5]), np.array([20.0, np.inf])).tolist()
    [20.0, 80.0]
    """
    vessels, _ = vessels_of(key[None, :], cap[None, :])
    mu = level(JOINT, loss, vessels[0], 0)
    return np.asarray(np.minimum(cap, mu * key), dtype=np.float64)


def vessels_of(key: Floats, cap: Floats) -> tuple[Floats, Floats]:
    """The vessels of some guarantors in the order in which they fill, and who stands in which.

    Parameters
    ----------
    key, cap : shape (draw, guarantor), as in `several`.

    Returns
    -------
    vessels : shape (draw, 3, vessel). The height of each; the width of it and all higher ones; what
        all lower ones hold when they are full. A draw with fewer vessels ends in some of width 0.
    vessel : shape (draw, guarantor), its number, held as a float; -1 for a key of 0.

    Examples
    --------
    >>> vessels, vessel = vessels_of(np.array([[0.25, 0.5, 0.25]]), np.array([[20.0, 20.0, 20.0]]))
    >>> vessels[0].tolist(), vessel[0].tolist()
    ([[40.0, 80.0], [1.0, 0.5], [0.0, 20.0]], [1.0, 0.0, 1.0])
    """
    height = np.divide(cap, key, out=np.full(key.shape, np.inf), where=key > 0)
    order = np.argsort(height, axis=1, kind="stable")
    rising = np.take_along_axis(height, order, axis=1)
    higher = np.zeros(key.shape)
    higher[:, 1:] = rising[:, 1:] > rising[:, :-1] * (1 + SAME)
    vessel = np.empty(key.shape)
    np.put_along_axis(vessel, order, np.cumsum(higher, axis=1), axis=1)
    vessel[key <= 0] = -1.0
    count = 1 + max(0, int(vessel.max(initial=0)))
    return _filled(key, np.where(key > 0, height, 0.0), vessel, count), vessel


def _filled(key: Floats, height: Floats, vessel: Floats, count: int) -> Floats:
    """The rows of `vessels_of` from the vessel in which each guarantor stands."""
    inside = vessel[:, None, :] == np.arange(count)[None, :, None]
    held = np.where(inside, key[:, None, :], 0.0).sum(axis=2)
    top = np.where(inside, height[:, None, :], 0.0).max(axis=2)
    width = np.cumsum(held[:, ::-1], axis=1)[:, ::-1]
    below = np.cumsum(held[:, :-1] * top[:, :-1], axis=1)
    full = np.concatenate([np.zeros((len(key), 1)), below], axis=1)
    return np.stack([top, width, full], axis=1)


@inline
def reached(sharing: int, loss: float, width: float, full: float) -> float:
    """The level at which a vessel and all higher ones (their width) stand, if it is high enough.

    loss : all losses presented so far, EUR; full : what all lower vessels hold, EUR.
    """
    if sharing == SEVERAL:
        return loss
    return (loss - full) / width


def level(sharing: int, loss: float, vessels: Floats, first: int) -> float:
    """The level mu that the losses so far reach (finite, EUR for a key of 1).

    Parameters
    ----------
    sharing : SEVERAL or JOINT; loss : all losses presented so far, EUR.
    vessels : shape (3, vessel), as by `vessels_of`; first : a vessel that is not yet full.
    """
    mu = 0.0
    for g in range(first, vessels.shape[1]):
        if vessels[WIDTH, g] <= 0.0:
            break
        mu = max(mu, reached(sharing, loss, vessels[WIDTH, g], vessels[FULL, g]))
        if mu <= vessels[HEIGHT, g]:
            break
        mu = vessels[HEIGHT, g]
    return mu
