"""The talks of a run in short, for `--json` and for the terminal."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from pydantic import Field

from winset._record import Record
from winset.runs.coupling.frame import ANY
from winset.runs.ranges import Range, over_draws
from winset.runs.talks_reading import SOON, YEAR, nodes

ASKED = (SOON, YEAR // 2, YEAR, 2 * YEAR)
"""Months after `as_of` that are told beside the last one, the same as in a brief."""


class TalksSummary(Record):
    """What the talks come to, whatever is decided about the money."""

    held_now: Range
    """The chance that talks are held in the month of `as_of`."""
    held: dict[int, Range]
    """The chance that talks have been held at least once by the end of a month."""
    agreed: dict[int, Range]
    """The chance of an agreement by the end of a month, counted from `as_of`."""
    in_force: dict[int, Range]
    """The chance that one has been approved where that is asked, and in force, by then"""
    given: dict[str, dict[int, Range]] = Field(default_factory=dict)
    """The same given what is decided about the money, by option; nothing where nothing is."""
    base_rate: dict[int, Range] = Field(default_factory=dict)
    """The same at the stated rate of the reference class; nothing where none is stated."""
    zone: Range
    """Agreement margin today if nobody ever talked otherwise: above 0 there is a zone of it."""
    margin: Range
    """Agreement margin today against going on talking: above 0 they would sign now."""
    terms: dict[str, dict[str, Range]]
    """By issue, the chance of each level, given an agreement."""
    waiting: dict[str, Range]
    """By party, what a year's delay changes in what the talks are worth to it, 0-1."""


def talks_summary(tables: Mapping[str, pd.DataFrame]) -> TalksSummary | None:
    """The talks in short; None where a run has none."""
    if "talks_months" not in tables:
        return None
    months = _any(tables["talks_months"])
    last = int(months["month"].max())
    asked = list(dict.fromkeys(month for month in (*ASKED, last) if month <= last))
    now = _any(tables["talks_margin"]).query("month == 0")
    stated = months["base_rate"].notna().any()
    year = tables["talks_waiting"].query("delay == 12")
    return TalksSummary(
        held_now=over_draws(_at(months, 0)["held"]),
        held={m: over_draws(_at(months, m)["held_by"]) for m in asked},
        given={node: _given(tables["talks_months"], node, asked) for node in nodes(tables)},
        agreed={month: over_draws(_at(months, month)["agreed"]) for month in asked},
        in_force={month: over_draws(_at(months, month)["in_force"]) for month in asked},
        base_rate={m: over_draws(_at(months, m)["base_rate"]) for m in asked if stated},
        zone=over_draws(now["static"]),
        margin=over_draws(now["dynamic"]),
        terms=_terms(_any(tables["talks_issues"])),
        waiting={
            str(party): over_draws(rows["price"])
            for party, rows in year.groupby("party", sort=False)
        },
    )


def _terms(issues: pd.DataFrame) -> dict[str, dict[str, Range]]:
    """Draws in which nothing is ever agreed tell no terms."""
    found: dict[str, dict[str, Range]] = {}
    told = issues[issues["chance"].notna()]
    for (issue, level), rows in told.groupby(["issue", "level"], sort=False):
        found.setdefault(str(issue), {})[str(level)] = over_draws(rows["chance"])
    return found


def _given(months: pd.DataFrame, node: str, asked: list[int]) -> dict[int, Range]:
    """The chance of an agreement given a decision; draws in which it never falls are left out."""
    own = months[months["node"] == node].dropna(subset=["agreed"])
    return {month: over_draws(_at(own, month)["agreed"]) for month in asked if len(own)}


def _any(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["node"] == ANY]


def _at(months: pd.DataFrame, month: int) -> pd.DataFrame:
    return months[months["month"] == month]
