"""Reading the tables of votes: what a council comes to, and who is likeliest to stop it."""

from __future__ import annotations

import json
from collections.abc import Mapping

import numpy as np
import pandas as pd

from winset._typing import Floats

Tables = Mapping[str, pd.DataFrame]
ITEMS, SETS = "consent_items", "consent_blocking"


def votes_in(tables: Tables) -> bool:
    """Whether a run has votes in it."""
    return ITEMS in tables and not tables[ITEMS].empty


def nothing_passes(tables: Tables, council: str) -> Floats:
    """The chance that no item of a council's agenda is what is decided, shape (draw,)."""
    table = tables[ITEMS]
    decided = table[table["council"] == council].groupby("draw", sort=True)["outcome"].sum()
    return np.asarray(np.clip(1 - decided.to_numpy(dtype=np.float64), 0.0, 1.0))


def likeliest_to_stop(
    tables: Tables, council: str, item: str
) -> tuple[tuple[str, ...], float] | None:
    """Members who together are likeliest to stop an item, and the chance that all of them refuse.

    None where nobody can.
    """
    table = tables.get(SETS)
    if table is None:
        return None
    own = table[(table["council"] == council) & (table["item"] == item)]
    likely = own[own["kind"] == "likeliest"]
    if likely.empty:
        return None
    chances = likely["chance"].to_numpy(dtype=np.float64)
    place = int(np.argmax(chances))
    return tuple(json.loads(str(likely["members"].iloc[place]))), float(chances[place])
