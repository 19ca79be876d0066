"""Names for the arrays that winset passes around; shapes and units stand in each docstring."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
"""Real numbers; money in EUR, shares in 0-1, unless a docstring says otherwise."""

Ints = NDArray[np.int64]
"""Whole numbers: counts, indices, cents."""

Bools = NDArray[np.bool_]
"""Masks."""
