"""How it was made: the run's record, the method in one page, limits, the tables."""

from __future__ import annotations

from math import sqrt

from markupsafe import Markup

from winset.report.brief.blocks import Block, Grid, Listing, Paragraph, Part
from winset.report.brief.links import fill
from winset.report.brief.sheet import Sheet, account_title, custodian, host, key_notes, money_of
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
    "consent_changes": "the smallest changes of terms that turn members who hold out",
    "consent_designs": "every design of an option: its chance of adoption, its heaviest burden",
    "consent_cash": "the chance that cash has come by month, if the option is adopted",
}
"""What the tables of a run hold."""


def method(page: Sheet) -> Part:
    """The method in one page."""
    record = page.run.record
    money = money_of(page)
    items = (
        fill(
            "<strong>What we do not know.</strong> Every uncertain quantity has a range. {n} draws "
            "take one value for each, all independent of each other, evenly over each range.",
            n=count(record.draws),
        ),
        fill(
            "<strong>What nobody can know.</strong> For each draw and option the same {m} paths "
            "are followed: rates of interest that wander, the month of a settlement and what it "
            "says of the assets, renewals of the freeze that fail, courts, retaliation, guarantors "
            "that do not pay. Options are compared on the same accidents.",
            m=count(record.paths),
        ),
        fill(
            "<strong>Months of cash.</strong> Cash and receipts, certain or with their chance, "
            "meet needs month by month; so does what an option pays out."
        ),
        fill(
            "<strong>Losses.</strong> What is not repaid passes from one bearer to the next, as "
            "the option's terms say, down to {custodian} and {host}. In every path what is lost "
            "equals what is borne.",
            custodian=custodian(page),
            host=host(page),
        ),
        fill(
            "<strong>Cost.</strong> Payments, calls and what falls on the host, year by year to "
            "{year}, brought to {as_of} at the draw's mean yield of the club's bonds.",
            year=money.last_year,
            as_of=record.as_of,
        ),
        fill(
            "<strong>Ranges.</strong> A result is first taken over the paths of one draw (its "
            "mean, or the mean of its worst 5 %), then over draws: the median, and in brackets the "
            "5th and 95th percentile."
        ),
    )
    return Part("method", "The method in one page", (Listing(items),))


def limits(page: Sheet) -> Part:
    """What this brief cannot tell."""
    error = 100 * sqrt(0.1 * 0.9 / page.run.record.paths)
    items = (
        *_stated_talks(page),
        fill(
            "Quantities are independent in the draws. Where two judgements go wrong together, "
            "ranges are too narrow."
        ),
        fill(
            "All draws follow the same paths, so the error of sampling chance is not in the "
            "brackets. With {m} paths a chance of 10 % is known to about \u00b1{e} points.",
            m=count(page.run.record.paths),
            e=f"{1.96 * error:.1f}",
        ),
        fill(
            "The worst 5 % of paths are the mean of few paths in each draw; a single worst path is "
            "not printed."
        ),
        _accounts(page),
        *(fill("{note}", note=note) for note in key_notes(page)),
    )
    return Part("limits", "Limits", (Listing(items),))


def _accounts(page: Sheet) -> Markup:
    """What is left out of members' accounts."""
    if "debt_paths" not in page.run.tables:
        return fill("Effects on deficit and debt, growth and prices are not in these numbers.")
    return fill(
        "Debt paths move with an option's payments alone: what an option does to growth, prices "
        "and rates of interest is not in these numbers."
    )


def _stated_talks(page: Sheet) -> tuple[Markup, ...]:
    """What is stated rather than found, as long as nothing in the run finds it."""
    told = []
    if not any(name.startswith("talks") for name in page.run.tables):
        told.append(
            fill(
                "The date and terms of a settlement come from stated chances, not from the "
                "parties' own choices: no option changes the talks here."
            )
        )
    return (*told, fill("{consent}", consent=_consent(page)))


def _consent(page: Sheet) -> str:
    """How far the brief tests whether those who must consent would."""
    found = page.run.tables.get("consent_items")
    if found is None or found.empty:
        return "No party's consent is tested."
    return (
        "Of those who must consent only members' votes are tested: each weighs its own burden and "
        "what it said, and none bargains for its vote beyond the terms it asked for."
    )


def record(page: Sheet) -> Part:
    """What determines the run: the same record gives the same bytes."""
    runs = (page.run, *page.others)
    first = page.run.record
    changes = ", ".join(f"{path} = {value}" for path, value in first.changes.items())
    rows: tuple[tuple[Markup | str, ...], ...] = (
        ("Scenario", first.scenario),
        ("As of", first.as_of),
        ("Digest of its files (SHA-256)", fill("<code>{d}</code>", d=first.digest)),
        ("Values set by hand", changes or "none"),
        ("Draws", count(first.draws)),
        ("Paths for each draw and option", count(first.paths)),
        ("Seed", str(first.seed)),
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
    """The run's tables, to which the numbers lead."""
    names = [*TABLES, *(name for name in page.run.tables if name not in TABLES)]
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
