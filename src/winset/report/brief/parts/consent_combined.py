"""A member's vote under every combination of its conditions: a list, a picture, a table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from winset.report.brief.blocks import Block, Grid, Heading, Listing, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found, together
from winset.report.brief.parts.consent_agenda import HALF, Item, by, items, positions, rows_of
from winset.report.brief.parts.consent_odds import odds, odds_range
from winset.report.brief.parts.consent_words import condition_in_words, drafted
from winset.report.brief.sheet import Sheet, money_of
from winset.report.charts.combined import LETTERS, combined
from winset.report.figures import percent
from winset.runs.results import Range

ASKED, VOTES = "consent_conditions", "consent_combined"
APART, ALREADY = "apart", "already"
PICTURED = 3  # conditions from which a picture tells more than the table


@dataclass(frozen=True, slots=True)
class Asking:
    """A member that makes its vote on an item hang on conditions.

    Attributes
    ----------
    item, code, name : which vote, whose.
    letters : term -> the letter of each condition told apart, the firmest first.
    says : (letter or how it stands, condition in words, firmness), the firmest first.
    left_out : how many conditions are taken as met because there are too many.
    rows : letters of the conditions met -> the row of its vote.
    """

    item: Item
    code: str
    name: str
    letters: dict[str, str]
    says: tuple[tuple[str, str, float], ...]
    left_out: int
    rows: dict[str, dict[str, Any]]


def part(page: Sheet) -> Part:
    """Each member's vote under each combination of its conditions."""
    found_ = [each for item in items(page) for each in asking(page, item)]
    if not found_:
        return Part("consent-combined", None, ())
    intro = Paragraph(
        fill(
            "How each member that has named conditions would vote if some of them were met and "
            "others not, everything else as it stands. Terms that change what the option costs "
            "are priced anew; the vote looks ahead like all others. A condition has the same "
            "letter in list, picture and table. These are looked at on fewer draws than the "
            "rest."
        )
    )
    blocks = tuple(block for each in found_ for block in _blocks(each))
    return Part("consent-combined", "Votes under each combination of conditions", (intro, *blocks))


def asking(page: Sheet, item: Item) -> Iterator[Asking]:
    """Members with conditions on an item, in protocol order."""
    conditions, votes = rows_of(page.run, ASKED, item), rows_of(page.run, VOTES, item)
    if conditions.empty or votes.empty:
        return
    money = money_of(page)
    instrument = drafted(money.options, money.instruments, item.option)
    stated = positions(item)
    for code in (code for code in item.names if code in set(conditions["member"])):
        own = conditions[conditions["member"] == code].to_dict("records")
        apart = list(dict.fromkeys(row["term"] for row in own if row["state"] == APART))
        letters = dict(zip(apart, LETTERS, strict=False))
        says = tuple(
            (
                letters.get(row["term"], "met" if row["state"] == ALREADY else "taken as met"),
                condition_in_words(
                    instrument, stated[code].against_unless[row["place"]], item.matter.terms
                ),
                float(row["firmness"]),
            )
            for row in own
        )
        left_out = sum(row["state"] not in (APART, ALREADY) for row in own)
        rows = {
            "".join(letters[term] for term in json.loads(row["met"])): row
            for row in by(votes[votes["member"] == code], "met").values()
        }
        yield Asking(item, code, item.names[code], letters, says, left_out, rows)


def _blocks(each: Asking) -> Iterator[Block]:
    yield Heading(f"{each.name} on \u201c{each.item.title}\u201d")
    yield Listing(
        tuple(
            fill("<strong>{mark}</strong> {says} <span class=\"small\">holds to it: {f}</span>",
                 mark=mark, says=says, f=found(percent(firm), ASKED))
            for mark, says, firm in each.says
        )
    )  # fmt: skip
    yield Paragraph(_told(each))
    if len(each.letters) >= PICTURED:
        chances = {letters: float(row["votes_for"]) for letters, row in each.rows.items()}
        count = len(each.letters)
        yield picture(
            f"consent-combined-{each.item.anchor}-{each.code}",
            f"{each.name}: chance of a vote for under every combination of conditions met",
            lambda width: combined(chances, count, width),
            alt=_alt(each),
            caption="Per cent, means over draws. The letters of a row and of a column together are "
            "the conditions met.",
            table=VOTES,
        )
    if len(each.letters) > 1:  # two rows are told in the sentence
        yield _table(each)


def _told(each: Asking) -> Markup:
    """From nothing met to all, and the fewest that turn it."""
    none, all_met = (each.rows[best(each.rows, key=len)] for best in (min, max))
    told = fill(
        "With none of them met it votes for with {a}, with all of them with {b}. {turn}",
        a=found(odds_range(_range(none)), VOTES),
        b=found(odds_range(_range(all_met)), VOTES),
        turn=_turning(each),
    )
    if not each.left_out:
        return told
    return fill(
        "{told} The {n} least firm are left out of the combinations, which would be too many to "
        "read, and taken as met.",
        told=told,
        n=found(str(each.left_out), ASKED),
    )


def _turning(each: Asking) -> Markup:
    turned = [letters for letters, row in each.rows.items() if row["votes_for"] >= HALF]
    if not turned:
        return Markup("No combination brings it to one half.")
    if len(each.letters) == 1:
        return Markup("")
    fewest = min(map(len, turned))
    sets = [letters for letters in turned if len(letters) == fewest]
    if fewest == 0:
        return Markup("It is for as the option stands.")
    return fill(
        "{k} of {n} combinations {bring} it to one half; the fewest conditions that do are {sets}.",
        k=found(str(len(turned)), VOTES),
        bring="brings" if len(turned) == 1 else "bring",
        n=found(str(len(each.rows)), VOTES),
        sets=together([fill("{s}", s=" + ".join(letters)) for letters in sets[:4]], " or "),
    )


def _table(each: Asking) -> Grid:
    ordered = sorted(each.rows, key=lambda letters: (len(letters), letters))
    rows = tuple(
        (" + ".join(letters) or "none", found(odds_range(_range(each.rows[letters])), VOTES))
        for letters in ordered
    )
    return Grid(
        f"consent-combined-table-{each.item.anchor}-{each.code}",
        f"{each.name}: votes under {len(rows)} combinations",
        ("Met", "Votes for"),
        rows,
        fill("Mean over draws, 5th to 95th percentile in brackets."),
        folded="" if len(rows) <= 2**PICTURED else "Every combination in numbers",
    )


def _range(row: dict[str, Any]) -> Range:
    return Range(mid=float(row["votes_for"]), low=float(row["low"]), high=float(row["high"]))


def _alt(each: Asking) -> str:
    def said(letters: str) -> str:
        return odds(float(each.rows[letters]["votes_for"]))

    whole = max(each.rows, key=len)
    but_one = ", ".join(
        f"all but {letter} {said(whole.replace(letter, ''))}" for letter in whole
        if whole.replace(letter, "") in each.rows
    )  # fmt: skip
    return f"None met {said(min(each.rows, key=len))}; all met {said(whole)}; {but_one}"
