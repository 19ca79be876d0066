"""What the votes are about: the items of every council's agenda, and a run's tables of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from winset.data.clubs import club
from winset.report.brief.links import to_claim, together
from winset.report.brief.sheet import Sheet, title_of
from winset.report.reading import rows
from winset.report.words import joined
from winset.runs.ranges import range_of
from winset.runs.record import Run
from winset.runs.results import Range
from winset.scenario.nouns.consent import Matter, Position, Table
from winset.scenario.nouns.quantity import Basis

HALF = 0.5  # the chance of a vote for below which a member holds out
SHOWN = "consent_items"  # without it a run has no votes


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a council's agenda.

    Attributes
    ----------
    council, name : where it stands.
    anchor : a word for it that is unique in the brief.
    option, title : what is put to the vote, and what a reader calls it.
    on : the day of the vote.
    table, matter : the council, and how it decides on the option.
    names : the members' names by code, in protocol order.
    """

    council: str
    name: str
    anchor: str
    option: str
    title: str
    on: dt.date
    table: Table
    matter: Matter
    names: Mapping[str, str]


def items(page: Sheet) -> tuple[Item, ...]:
    """The items that a run has votes on, in the order of the agenda; none where it has no votes."""
    found = page.run.tables.get(SHOWN)
    if found is None or found.empty:
        return ()
    pairs = found[["council", "item"]].drop_duplicates()
    return tuple(_item(page, str(c), str(i)) for c, i in pairs.itertuples(index=False))


def _item(page: Sheet, council: str, name: str) -> Item:
    scenario = page.found.case.scenario
    table = scenario.tables[council]
    if not isinstance(table, Table):
        raise TypeError(f"{council} is no council")
    node = table.agenda[name]
    return Item(
        council,
        name,
        f"{council}-{name}",
        node.option,
        title_of(page, node.option),
        node.on,
        table,
        table.matters[node.option],
        club(scenario.clubs[table.club].dataset).names,
    )


def rows_of(run: Run, table: str, item: Item) -> pd.DataFrame:
    """The rows of a table of votes on an item; none where the run has no such table."""
    if table not in run.tables:
        return pd.DataFrame()
    return rows(run, table, council=item.council, item=item.name)


def each_of(rows_: pd.DataFrame) -> Iterator[Any]:
    """The rows of a table, their columns as attributes."""
    return iter(rows_.itertuples(index=False))


def by(rows_: pd.DataFrame, column: str) -> dict[Any, dict[str, Any]]:
    """The rows of a table by the value of a column that tells them apart.

    >>> by(pd.DataFrame({"member": ["BE"], "for_": [0.2]}), "member")["BE"]["for_"]
    0.2
    """
    records = rows_.to_dict("records")
    return {row[column]: {str(name): value for name, value in row.items()} for row in records}


def chance(run: Run, item: Item, column: str) -> Range:
    """The range over draws of a chance of an item: by_rule, adopted, reached or outcome."""
    return range_of(rows_of(run, SHOWN, item)[column].to_numpy(dtype=float))


def with_norm(run: Run, item: Item) -> bool:
    """Whether a habit of consensus changes the chance of an item anywhere."""
    found = rows_of(run, SHOWN, item)
    return bool((found["by_rule"] != found["adopted"]).any())


def holdouts(run: Run, item: Item) -> tuple[str, ...]:
    """Members that are less likely than not to vote for an item, the least likely first."""
    votes = rows_of(run, "consent_votes", item).sort_values("for_", kind="stable")
    return tuple(str(code) for code in votes[votes["for_"] < HALF]["member"])


def members_in_words(item: Item, codes: Iterable[str]) -> str:
    """Members by name, as a sentence lists them."""
    return joined([item.names[code] for code in codes])


def listed(cell: object) -> tuple[str, ...]:
    """The members that a cell of a table holds.

    >>> listed('["BE", "DE"]')
    ('BE', 'DE')
    """
    return tuple(json.loads(str(cell)))


def vital_members(item: Item) -> list[str]:
    """Members that declared a vital interest."""
    return [code for code, each in positions(item).items() if each.vital_interest is not None]


def positions(item: Item) -> dict[str, Position]:
    """What is known of the members' positions on an item, by code."""
    return {
        code: item.table.positions[code][item.option]
        for code in item.names
        if item.option in item.table.positions.get(code, {})
    }


def claims(page: Sheet, basis: Basis | None) -> Markup:
    """The claims that something rests on, each leading to where it is told; else the word."""
    if basis is None:
        return Markup("")
    named = (basis,) if isinstance(basis, str) else basis
    known = page.found.case.evidence.claims
    return together(
        to_claim(name)
        if name in known
        else Markup('<span class="basis judgement">{}</span>').format(name)
        for name in named
    )
