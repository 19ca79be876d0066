"""How it was made: what determines the run, and its tables."""

from __future__ import annotations

from markupsafe import Markup

from winset.report.brief.blocks import Block, Grid, Paragraph, Part
from winset.report.brief.links import fill
from winset.report.brief.sheet import Sheet, account_title, has_money
from winset.report.brief.unplayed import unplayed
from winset.report.figures import count
from winset.runs.record import run_id

TABLES = {
    "options": "each option's results, draw by draw: chances, cost, host, months",
    "members": "each payer's cost under each option, draw by draw",
    "cash": "each payer's expected cash by year: mean, 5th and 95th percentile over draws",
    "months": "the chance that the money has ended, and the expected gap, by month and draw",
    "layers": "who bears the losses, expected and in the worst 5 % of paths, by draw",
    "perils": "why losses arise, expected, by draw",
    "paid": "what is paid out each year, by draw",
    "nothing": "what it costs each payer if nothing is agreed, by draw",
    "payers": "who pays: names, shares of the key, GDP, population",
    "notes": "what must be told about the keys used",
    "draws": "the values of everything uncertain, draw by draw",
    "quantities": "every quantity as stated, and what it rests on",
    "national_verdicts": "what the national accounts make of each option, condition by condition",
    "national_years": "what enters each member's deficit and debt by year, and the memorandum",
    "debt_paths": "each member's debt by year without and with each option, shares of GDP",
    "adjustment": "what each member must adjust more, and what the fiscal rule asks for",
    "room": "room up to a deficit of 3 % and a debt of 60 %, without and with each option",
    "debt_notes": "assumptions, stand-ins and sources of the debt paths",
    "conditions": "what each condition of the host is worth to it, alone and beside the others",
    "condition_costs": "what each condition of the host costs every payer",
    "worked_example": "the path on which the host bears most, amount by amount",
    "consent_items": "the chance that each option put to a vote is adopted, draw by draw",
    "consent_votes": "each member's chance of voting for, of deciding the vote, and its reason",
    "consent_pressure": "votes with some, all and none of the fallbacks on the agenda",
    "consent_worth": "what each item and its fallbacks are worth to each member",
    "consent_blocking": "the smallest and the likeliest sets of members that can stop an option",
    "consent_exemptions": "the chance of adoption where objectors, in turn, bear nothing",
    "consent_conditions": "what each member makes its vote hang on, the firmest first",
    "consent_combined": "each member's vote under every combination of its conditions",
    "consent_changes": "the smallest changes of terms that turn members who hold out",
    "consent_designs": "every design of an option: its chance of adoption, its heaviest burden",
    "consent_cash": "the chance that cash has come by month, if the option is adopted",
    "talks_months": "chances of talks and of an agreement by node, month and draw; the base rate",
    "talks_margin": "the agreement margin, static and dynamic, by node, month and draw",
    "talks_issues": "the chance of each level of each issue, given an agreement",
    "talks_packages": "the likeliest packages and their chances, given an agreement",
    "talks_levels": "what those packages consist of",
    "talks_waiting": "the price of waiting, and the worth of terms struck then, by party",
    "talks_refusal": "what refusing is worth to each party today, with declarations lifted",
    "talks_refusal_parts": "what that comes from",
    "talks_pulls": "what one level of a variable does to the choice between attending and refusing",
    "talks_state": "the chance of each level of each variable of the world, by month and draw",
    "talks_table": "the chance of everything that can happen at the table, by month and draw",
    "talks_nodes": "how likely each decision about the money is, and its worth to each party",
    "talks_fair": "where fair-minded rules would settle today, by draw",
    "talks_fair_gains": "what each party would gain there over a table that stays shut",
    "talks_open": "how many packages are open today, acceptable, and efficient, by draw",
    "talks_closest": "the package that comes closest today, who stands against it; how tails rest",
    "talks_cash": "the chance that the money is out, by node and month, while nothing is settled",
    "talks_tilts": "the talks as if the world stood otherwise today, by level of each variable",
    "talks_tilt_values": "what that is worth to each party",
    "talks_tilt_terms": "what terms would be likeliest then",
    "talks_cut": "talks held and agreements made as if the money could never run out",
    "coupling_money": "each option's cost by when settlements come: as the talks say, not after "
    "the calendar, as stated, never",
}
"""What the tables of a run hold."""


def record(page: Sheet) -> Part:
    """What determines the run: the same record gives the same bytes."""
    runs = (page.run, *page.others)
    first = page.run.record
    changes = ", ".join(f"{path} = {value}" for path, value in first.changes.items())
    paths = (("Paths for each draw and option", count(first.paths)),) if has_money(page) else ()
    settlements = ("Settlements", "as the scenario states them; the talks were not played")
    rows: tuple[tuple[Markup | str, ...], ...] = (
        ("Scenario", first.scenario),
        ("As of", first.as_of),
        ("Digest of its files (SHA-256)", fill("<code>{d}</code>", d=first.digest)),
        ("Values set by hand", changes or "none"),
        ("Draws", count(first.draws)),
        *paths,
        ("Seed", str(first.seed)),
        *((settlements,) if unplayed(page) else ()),
        ("winset", first.winset),
        *(
            (f"Run: {account_title(page, run)}", fill("<code>{i}</code>", i=run_id(run.record)))
            for run in runs
        ),
    )
    grid = Grid(
        "record",
        "What determines this brief",
        ("", ""),
        rows,
        fill("The same record gives the same bytes; <code>winset replay</code> shows it."),
        text=(0, 1),
    )
    return Part("record-part", "The record", (grid,))


def tables(page: Sheet) -> Part:
    """The runs' tables, to which the numbers lead."""
    held = dict.fromkeys(name for run in (page.run, *page.others) for name in run.tables)
    names = [*(name for name in TABLES if name in held), *(n for n in held if n not in TABLES)]
    rows = tuple((fill("<code>{n}</code>", n=name), TABLES.get(name, "")) for name in names)
    blocks: tuple[Block, ...] = (
        Paragraph(
            fill(
                "Every result in this brief was read from one of these tables of the stored run "
                "(Parquet files, readable by any program)."
            )
        ),
        Grid(
            "tables",
            "The run's tables",
            ("Table", "Holds"),
            rows,
            fill("Money in whole units of the scenario's currency, shares from 0 to 1."),
            text=(0, 1),
            anchors=tuple(f"table-{name}" for name in names),
        ),
    )
    return Part("tables-part", "The tables", blocks)
