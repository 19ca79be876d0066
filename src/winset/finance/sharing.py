"""How a loss is shared: by key, up to caps, severally or jointly.

Both ways are one picture. Let each guarantor i be a vessel of height c_i / k_i and width k_i; the
loss is poured in to a level mu, and i bears x_i = min(c_i, mu k_i). Severally the level is the loss
itself (with keys that sum to 1), whoever overflows; jointly it rises until the loss is held.

Losses that follow one another are poured on top of each other: what i bears of the second is
x_i(first + second) - x_i(first). A guarantor that fails has no vessel.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from winset._typing import Floats

SEVERAL = 0
JOINT = 1


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
    able = ((cap > 0) & (key > 0)).astype(np.float64)
    mu = level(JOINT, loss, key, cap, filling_order(key, cap), able)
    return np.asarray(able * np.minimum(cap, mu * key), dtype=np.float64)


def filling_order(key: Floats, cap: Floats) -> Floats:
    """The guarantors in the order in which their vessels fill: by c_i / k_i, shape (..., i).

    Indices, held as floats so that they can stand beside keys and caps in one array.

    >>> filling_order(np.array([0.5, 0.5]), np.array([30.0, 20.0])).tolist()
    [1.0, 0.0]
    """
    height = np.divide(cap, key, out=np.full(key.shape, np.inf), where=key > 0)
    return np.argsort(height, axis=-1, kind="stable").astype(np.float64)


@njit(cache=True, nogil=True, forceinline=True)
def level(
    sharing: int, loss: float, key: Floats, cap: Floats, order: Floats, able: Floats
) -> float:
    """The level mu that the losses so far reach (finite, EUR for a key of 1).

    Parameters
    ----------
    sharing : SEVERAL or JOINT.
    loss : all losses presented so far, EUR.
    key, cap, order, able : shape (guarantor,); order as by `filling_order`; able 1, unable 0.
    """
    if sharing == SEVERAL:
        return loss
    width = 0.0
    for i in range(key.size):
        width += able[i] * key[i]
    full, mu = 0.0, 0.0
    for place in order:
        i = int(place)
        if able[i] == 0.0 or key[i] <= 0.0:
            continue
        height = cap[i] / key[i]
        if loss <= full + height * width:
            return max(mu, (loss - full) / width)
        full, width, mu = full + cap[i], width - key[i], height
    return mu
