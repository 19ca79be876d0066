"""Who sits in a council: a club's members, with what rules and burdens are measured by."""

from __future__ import annotations

import numpy as np

from winset._typing import Floats
from winset.data.read import read
from winset.rules.members import Members, read_members

BILLION = 1e9


def members_of(dataset: str) -> Members:
    """A club's members with their population, in protocol order."""
    people = read(f"{dataset}_population").frame["population_2025"]
    return read_members({str(code): {"population": int(n)} for code, n in people.items()})


def income_of(dataset: str) -> Floats:
    """National income by member, EUR; GDP of 2024 stands in for GNI."""
    return read(f"{dataset}_gdp").frame["gdp_2024"].to_numpy(dtype=np.float64) * BILLION
