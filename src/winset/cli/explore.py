"""`winset explore`: what would have to be otherwise for another result."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table as Grid

from winset.cli import asked
from winset.cli.run import asked_case
from winset.cli.show import out, progress, say_json, set_by_hand
from winset.errors import Fault, Place, RequestFaults, suggestion
from winset.runs.codes import BAD_REQUEST
from winset.scenario.sections import stated_money

if TYPE_CHECKING:
    import pandas as pd

    from winset.scenario.case import Case

SUBJECTS = ("holdouts",)
PASSES = 0.5
SHOWN = 3
"""Of sets that can stop an item."""
Found = dict[str, Any]
Say = Callable[[str], list[str]]


def join(app: typer.Typer) -> None:
    """Add the verb to the command."""
    app.command()(explore)


def explore(
    scenario: asked.ScenarioName,
    subject: Annotated[str, typer.Argument(metavar="holdouts", help="What to look for.")],
    member: Annotated[
        str | None,
        typer.Option(
            "--member",
            metavar="CODE",
            help="One member's vote under each combination of its conditions.",
        ),
    ] = None,
    draws: asked.DrawCount = 20,
    paths: asked.PathCount = 100,
    seed: asked.Seed = 1,
    sets: asked.Settings = None,
    as_json: asked.AsJson = False,
) -> None:
    """Who would not consent, who can stop what, and the smallest change that turns each holdout.

    Every design that members' conditions speak of is priced and voted on anew, so few draws and
    paths are taken unless you ask for more.
    """
    if subject not in SUBJECTS:
        what = f"nothing is known of exploring {subject!r}"
        fix = suggestion(subject, SUBJECTS)
        raise RequestFaults([Fault(BAD_REQUEST, what, Place("explore"), subject, fix)])
    case = asked_case(scenario, sets)
    if member is not None:
        from winset.cli.explore_member import explore_member

        explore_member(case, member, draws, paths, seed, as_json)
        return
    tables = _tables(case, draws, paths, seed)
    found = holdouts(case, tables)
    if as_json:
        from winset.cli.explored import HoldoutsExplored

        made = {"changes": dict(case.changes), "draws": draws, "paths": paths, "seed": seed,
                "items": found}  # fmt: skip
        say_json(HoldoutsExplored.model_validate(made).model_dump(mode="json"))
    else:
        _say(case, found, draws, paths)


def _tables(case: Case, draws: int, paths: int, seed: int) -> dict[str, pd.DataFrame]:
    """The tables of votes and designs of a case, and none of its others."""
    from winset.cli.seated import seated

    with progress() as told:
        sampled, sittings = seated(case, draws, paths, seed, told)
        from winset.runs.council.design_tables import design_tables
        from winset.runs.council.tables import vote_tables

        told("Counting votes", 0, 1)
        tables = vote_tables(case.scenario, sittings, sampled, paths)
        told("Counting votes", 1, 1)
        told("Looking at other designs", 0, 1)
        tables |= design_tables(case.scenario, sittings, sampled, paths)
        told("Looking at other designs", 1, 1)
    return tables


def holdouts(case: Case, tables: dict[str, pd.DataFrame]) -> list[Found]:
    """For each item of every agenda who holds out, what turns them, who blocks, the frontier."""
    pairs = tables["consent_items"][["council", "item", "option"]].drop_duplicates()
    return [
        {
            "council": council,
            "item": item,
            "option": option,
            "title": stated_money(case.scenario).options[option].title,
            **_stoppers(case, council, option),
            **_item(
                {name: _of(table, council, item) for name, table in tables.items()},
                saying(case, council, option),
            ),
        }
        for council, item, option in pairs.itertuples(index=False)
    ]


def saying(case: Case, council: str, option: str) -> Say:
    """What says a change of an option's terms, as a run's tables hold it, in sentences."""
    from winset.report.brief.parts.consent_words import changes_in_words
    from winset.scenario.nouns.consent import Table
    from winset.scenario.options import instrument_of
    from winset.scenario.sections import stated_money

    table = case.scenario.tables[council]
    own = table.matters[option].terms if isinstance(table, Table) else {}
    instrument = instrument_of(stated_money(case.scenario), option)
    return lambda terms: list(changes_in_words(instrument, terms, own))


def _of(table: pd.DataFrame, council: str, item: str) -> pd.DataFrame:
    return table[(table["council"] == council) & (table["item"] == item)]


def _item(tables: dict[str, pd.DataFrame], say: Say) -> Found:
    votes = tables["consent_votes"].sort_values("for_", kind="stable")
    designs = tables["consent_designs"]
    return {
        "by_rule": float(tables["consent_items"]["by_rule"].mean()),
        "adopted": float(tables["consent_items"]["adopted"].mean()),
        "holdouts": [
            {
                "member": row["member"],
                "votes_for": row["for_"],
                "reason": row["reason"],
                "turned_by": list(_turning(tables["consent_changes"], row["member"], say)),
            }
            for row in votes[votes["for_"] < PASSES].to_dict("records")
        ],
        "blocking": list(_blocking(tables["consent_blocking"])),
        "designs": len(designs),
        "passing": int((designs["adopted"] >= PASSES).sum()),
        "frontier": list(_frontier(designs, say)),
    }


def _turning(changes: pd.DataFrame, member: str, say: Say) -> Iterator[Found]:
    """The smallest changes of terms that turn a member."""
    for row in changes[changes["member"] == member].to_dict("records"):
        terms = row["terms"]
        yield {"terms": json.loads(terms), "says": say(terms), "votes_for": row["votes_for"]}


def _blocking(sets: pd.DataFrame) -> Iterator[Found]:
    """Who can stop an item, and who is likeliest to."""
    for row in sets.to_dict("records"):
        likely = row["kind"] == "likeliest"
        ways = {how: json.loads(row[how]) if row[how] else None for how in ("by_money", "by_terms")}
        told = {"chance": row["chance"], **ways} if likely else {}
        yield {"kind": row["kind"], "members": json.loads(row["members"]), **told}


def _stoppers(case: Case, council: str, option: str) -> Found:
    """How many of the smallest sets there are that can stop an option under its rule."""
    from winset.consent.table import outside_of
    from winset.rules.game import coalition_game
    from winset.rules.minimal import count_smallest_blocking, smallest_blocking
    from winset.runs.council.members import members_of
    from winset.runs.council.sitting import councils

    table = councils(case.scenario)[council]
    matter = table.matters[option]
    members = members_of(case.scenario.clubs[table.club].dataset)
    game = coalition_game(matter.rule, members, outside_of(matter))
    count = count_smallest_blocking(game)
    alone = all(len(each) == 1 for each in smallest_blocking(game, 1))
    return {"smallest_sets": count, "any_one": alone and count == len(game.names)}


def _frontier(designs: pd.DataFrame, say: Say) -> Iterator[Found]:
    """Designs that no other beats on both adoption and the heaviest burden."""
    from winset.report.brief.parts.consent_terms import frontier

    if designs.empty:
        return
    for row in frontier(designs).to_dict("records"):
        yield {
            "terms": json.loads(row["terms"]),
            "says": say(row["terms"]),
            "adopted": row["adopted"],
            "worst_burden": row["worst_burden"],
        }


def _say(case: Case, found: list[Found], draws: int, paths: int) -> None:
    console = out()
    for line in set_by_hand(case):
        console.print(line, markup=False)
    for each in found:
        _say_item(console, each)
    console.print(
        f"\nMeans over {draws} draws, money on {paths} paths. A member is turned, and a design "
        "passes, at a chance of one half. Adopted: with the habit of consensus, if there is one. "
        "Settlements come as the scenario states them.",
        style="dim",
    )


def _say_item(console: Console, item: Found) -> None:
    console.print(f"\n[bold]{item['title']}[/]: adopted {_percent(item['adopted'])}, "
                  f"by its rule alone {_percent(item['by_rule'])}")  # fmt: skip
    if item["holdouts"]:
        table = Grid("holdout", box=None, pad_edge=False)
        table.add_column("for", justify="right")
        table.add_column("chiefly")
        table.add_column("turned by")
        for each in item["holdouts"]:
            first = next(iter(each["turned_by"]), None)
            changes = "nothing that was asked for" if first is None else _terms(first["says"])
            after = f" ({_percent(first['votes_for'])})" if first else ""
            table.add_row(each["member"], _percent(each["votes_for"]), each["reason"],
                          changes + after)  # fmt: skip
        console.print(table)
    console.print(f"can stop it: {_stopped_by(item)}", markup=False)
    likely = [each for each in item["blocking"] if each["kind"] == "likeliest"][:SHOWN]
    told = "; ".join(f"{'+'.join(each['members'])} {_percent(each['chance'])}" for each in likely)
    console.print(f"likeliest to stop it: {told}", markup=False)
    if item["designs"]:
        console.print(f"{item['passing']:,} of {item['designs']:,} designs pass; no other beats:")
    for each in item["frontier"]:
        burden = f"{_percent(each['worst_burden'])} of income for the worst hit"
        terms = _terms(each["says"])
        console.print(f"  {_percent(each['adopted'])} at {burden}: {terms}", markup=False)


def _stopped_by(item: Found) -> str:
    """Who can stop an item: anyone, or some of the smallest sets and how many there are."""
    if item["any_one"]:
        return "any one member"
    sets = [each["members"] for each in item["blocking"] if each["kind"] == "smallest"]
    smallest = [each for each in sets if len(each) == len(sets[0])][:SHOWN]
    told, count = "; ".join("+".join(each) for each in smallest), item["smallest_sets"]
    if count <= len(smallest):
        return f"{told} ({'the smallest sets' if count > 1 else 'the smallest set'})"
    return f"such as {told} ({count:,} smallest sets)"


def _terms(says: list[str]) -> str:
    """Changed terms, one after the other."""
    return " ".join(says) or "as it stands"


def _percent(share: float) -> str:
    from winset.report.brief.parts.consent_odds import odds

    return odds(share)
