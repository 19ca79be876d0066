"""`winset explore SCENARIO holdouts --member CODE`: its vote under each combination it asks for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table as Grid

from winset.cli.seated import seated
from winset.cli.show import out, progress, say_json, set_by_hand
from winset.errors import Fault, Place, RequestFaults, suggestion
from winset.runs.codes import BAD_REQUEST

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from winset.runs.council.sitting import Sitting
    from winset.scenario.case import Case

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SAYS = {"already": "met as it stands", "granted": "left out, taken as met"}
Found = dict[str, Any]


def explore_member(
    case: Case, member: str, draws: int, paths: int, seed: int, as_json: bool
) -> None:
    """Say how a member votes on each item under each combination of its conditions."""
    with progress() as told:
        sampled, sittings = seated(case, draws, paths, seed, told)
        from winset.runs.council.design_tables import combined_tables

        known = {name for each in sittings.values() for name in each.members.names}
        if member not in known:
            what, fix = f"no council has a member {member!r}", suggestion(member, sorted(known), 30)
            raise RequestFaults([Fault(BAD_REQUEST, what, Place(case.name), member, fix)])
        told("Looking at other designs", 0, 1)
        tables = combined_tables(case.scenario, sittings, sampled, paths, member)
        told("Looking at other designs", 1, 1)
    found = [
        one
        for council, each in sittings.items()
        for item in each.agenda
        if (one := _item(case, council, item, each, member, tables)) is not None
    ]
    if as_json:
        from winset.cli.explored import MemberExplored

        made = {"changes": dict(case.changes), "draws": draws, "paths": paths, "seed": seed,
                "member": member, "items": found}  # fmt: skip
        say_json(MemberExplored.model_validate(made).model_dump(mode="json"))
    else:
        for line in set_by_hand(case):
            out().print(line, markup=False)
        _say(out(), member, found, draws, paths)


def _item(
    case: Case, council: str, item: str, sitting: Sitting, member: str,
    tables: Mapping[str, pd.DataFrame],
) -> Found | None:  # fmt: skip
    """One vote: the conditions, the firmest first, and every combination; None without any."""
    from winset.report.brief.parts.consent_words import condition_in_words
    from winset.scenario.options import instrument_of
    from winset.scenario.sections import stated_money

    asked, rows = (
        table[(table["council"] == council) & (table["item"] == item)]
        for table in (tables["consent_conditions"], tables["consent_combined"])
    )
    if asked.empty:
        return None
    option = sitting.agenda[item].option
    money, own = stated_money(case.scenario), sitting.table.matters[option].terms
    instrument = instrument_of(money, option)
    stated = sitting.table.positions[member][option].against_unless
    return {
        "council": council,
        "item": item,
        "option": option,
        "title": money.options[option].title,
        "conditions": [
            {"term": row["term"], "says": condition_in_words(instrument, stated[row["place"]], own),
             "firmness": row["firmness"], "state": row["state"]}
            for row in asked.to_dict("records")
        ],
        "combinations": [
            {"met": json.loads(row["met"]), "terms": json.loads(row["terms"]),
             "votes_for": row["votes_for"], "low": row["low"], "high": row["high"]}
            for row in rows.to_dict("records")
        ],
    }  # fmt: skip


def _say(console: Console, member: str, found: list[Found], draws: int, paths: int) -> None:
    for each in found:
        _say_item(console, each)
    if not found:
        console.print(f"{member} has named no condition on any option.")
        return
    console.print(
        f"\nMeans over {draws} draws with the 5th to 95th percentile, money on {paths} paths; the "
        "vote looks ahead along the agenda. Settlements come as the scenario states them.",
        style="dim",
    )


def _say_item(console: Console, item: Found) -> None:
    console.print(f"\n[bold]{item['title']}[/]")
    apart = [c["term"] for c in item["conditions"] if c["state"] == "apart"]
    letters = dict(zip(dict.fromkeys(apart), LETTERS, strict=False))
    for each in item["conditions"]:
        mark = letters.get(each["term"]) or SAYS[each["state"]]
        firm = f"holds to it with {_percent(each['firmness'])}"
        console.print(f"  {mark}: {each['says']} ({firm})", markup=False)
    table = Grid("met", box=None, pad_edge=False)
    for heading in ("for", "from", "to"):
        table.add_column(heading, justify="right")
    for row in sorted(item["combinations"], key=lambda row: len(row["met"])):
        met = " + ".join(letters[term] for term in row["met"]) or "none"
        table.add_row(met, *(_percent(row[column]) for column in ("votes_for", "low", "high")))
    console.print(table)


def _percent(share: float) -> str:
    from winset.report.brief.parts.consent_odds import odds

    return odds(share)
