"""The votes of a run in short, for `--json` and for the terminal."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from pydantic import Field

from winset._record import Record
from winset.runs.council.reading import ITEMS, likeliest_to_stop, nothing_passes, votes_in
from winset.runs.ranges import Range, over_draws, range_of


class ItemSummary(Record):
    """What becomes of one item of an agenda."""

    option: str
    """The option that is put to the vote."""
    day: str
    """When it is decided."""
    by_rule: Range
    """The chance of adoption if only the rule of the vote counts."""
    adopted: Range
    """The same with the habit of consensus, if there is one."""
    outcome: Range
    """The chance that it is what is decided, before any vote."""
    stopped_by: list[str] = Field(default_factory=list)
    """Members who together are likeliest to stop it; none where nobody can."""
    stopped: float | None = None
    """The chance that all of these refuse."""


class CouncilSummary(Record):
    """What a council comes to."""

    items: dict[str, ItemSummary]
    """In the order of its agenda."""
    nothing: Range
    """The chance that none of them is decided."""


def votes_summary(tables: Mapping[str, pd.DataFrame]) -> dict[str, CouncilSummary]:
    """The votes in short, by council; nothing where a run has none."""
    if not votes_in(tables):
        return {}
    groups = tables[ITEMS].groupby("council", sort=False)
    return {str(name): _council(str(name), rows, tables) for name, rows in groups}


def _council(name: str, rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> CouncilSummary:
    items = {
        str(item): _item(name, str(item), own, tables)
        for item, own in rows.groupby("item", sort=False)
    }
    return CouncilSummary(items=items, nothing=range_of(nothing_passes(tables, name)))


def _item(
    council: str, item: str, rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> ItemSummary:
    stoppers, chance = likeliest_to_stop(tables, council, item) or ((), None)
    first = rows.iloc[0]
    return ItemSummary(
        option=str(first["option"]),
        day=str(first["day"]),
        by_rule=over_draws(rows["by_rule"]),
        adopted=over_draws(rows["adopted"]),
        outcome=over_draws(rows["outcome"]),
        stopped_by=list(stoppers),
        stopped=chance,
    )
