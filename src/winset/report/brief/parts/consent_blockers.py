"""Who can stop an option, who is likeliest to, and what an exemption of each objector would do."""

from __future__ import annotations

import json
from collections.abc import Iterator

from markupsafe import Markup

from winset.report.brief.blocks import Block, Grid, Listing, Part
from winset.report.brief.links import fill, found
from winset.report.brief.parts.consent_agenda import (
    Item,
    each_of,
    items,
    listed,
    members_in_words,
    positions,
    rows_of,
)
from winset.report.brief.parts.consent_odds import odds_range
from winset.report.brief.parts.consent_words import condition_in_words, drafted
from winset.report.brief.sheet import Sheet, currency, money_of
from winset.report.figures import money, percent_range
from winset.report.words import joined
from winset.runs.results import Range

SETS, EXEMPT = "consent_blocking", "consent_exemptions"


def part(page: Sheet) -> Part:
    """The smallest and the likeliest blocking sets, and exemptions in turn."""
    agenda = items(page)
    blocks: tuple[Block, ...] = tuple(_blocks(page, agenda)) if agenda else ()
    return Part("consent-blockers", "Who can stop them" if blocks else None, blocks)


def _blocks(page: Sheet, agenda: tuple[Item, ...]) -> Iterator[Block]:
    smallest = [each for item in agenda if (each := _smallest(page, item))]
    if smallest:
        yield Listing(tuple(smallest))
    likeliest = tuple(row for item in agenda for row in _likeliest(page, item))
    if likeliest:
        yield Grid(
            "consent-likeliest",
            "The likeliest blocking sets",
            ("Option", "Who", "Chance that all of them refuse, mean", "Cheapest break by money",
             "By terms alone"),
            likeliest,
            fill("Sets none of whose members could be spared. Mean over draws, 5th to 95th "
                 "percentile in brackets, if it comes to that vote. Sets overlap, so their "
                 "chances do not add up. A set is broken once one of "
                 "its members that hold out is as likely to vote for as not: by what it would be "
                 "paid on top, or by conditions met and an exemption, its burden otherwise as it "
                 "stands."),
            text=(0, 1, 3, 4),
        )  # fmt: skip
    exempt = tuple(row for item in agenda for row in _exemptions(page, item))
    if exempt:
        yield Grid(
            "consent-exempt",
            "What the exemption of each objector, in turn, would do",
            ("Option", "Bears nothing", "Adopted, mean", "Heaviest burden of any member, mean"),
            exempt,
            fill("Adopted: under the habit of consensus. Burden: expected, as members weigh it, of "
                 "national income. Means over draws, 5th to 95th percentile in brackets. An "
                 "exempt member may abstain where it would have opposed. Money was "
                 "worked out anew for each row on fewer paths, so the first row of an option may "
                 "differ a little from what is said above."),
            text=(0, 1),
        )  # fmt: skip


def _smallest(page: Sheet, item: Item) -> Markup | None:
    """Who can stop an item under its rule, whatever the positions."""
    rows = rows_of(page.run, SETS, item)
    sets = [listed(r.members) for r in each_of(rows) if r.kind == "smallest"]
    if not sets:
        return None
    alone = [each[0] for each in sets if len(each) == 1]
    if alone:
        return fill(
            "<strong>{t}</strong>: one member is enough, such as {who}.",
            t=item.title,
            who=joined([item.names[code] for code in alone[:3]], "or"),
        )
    n = len(sets[0])
    few = "; ".join(members_in_words(item, each) for each in sets[:3])
    return fill(
        "<strong>{t}</strong>: no member alone; the smallest sets have {n} members, such as {few}.",
        t=item.title,
        n=found(str(n), SETS),
        few=few,
    )


def _likeliest(page: Sheet, item: Item, most: int = 4) -> Iterator[tuple[Markup | str, ...]]:
    rows = rows_of(page.run, SETS, item)
    likely = rows[rows["kind"] == "likeliest"].head(most)
    for i, row in enumerate(each_of(likely)):
        who = members_in_words(item, listed(row.members))
        yield (
            item.title if i == 0 else "",
            who,
            found(odds_range(Range(mid=row.chance, low=row.low, high=row.high)), SETS),
            _by_money(page, item, str(row.by_money)),
            _by_terms(page, item, str(row.by_terms)),
        )


def _by_money(page: Sheet, item: Item, way: str) -> Markup:
    """Whom to pay how much."""
    if not way:
        return Markup("no payment does")
    told = json.loads(way)
    if told is None:
        return Markup("none of them holds out")
    amount = found(money(told["eur"], currency(page)), SETS)
    return fill("{who}: {amount}", who=item.names[told["member"]], amount=amount)


def _by_terms(page: Sheet, item: Item, way: str) -> Markup:
    """Whose conditions to meet, and whom to let off."""
    if not way:
        return Markup("no term asked for does")
    told = json.loads(way)
    if told is None:
        return Markup("none of them holds out")
    section = money_of(page)
    instrument = drafted(section.options, section.instruments, item.option)
    stated = positions(item).get(told["member"])
    says = [
        condition_in_words(instrument, condition, item.matter.terms)
        for condition in (stated.against_unless if stated else ())
        if condition.term in told["meets"]
    ]
    says += ["It bears no burden."] if told["exempt"] else []
    return fill("{who}: {says}", who=item.names[told["member"]], says=" ".join(says))


def _exemptions(page: Sheet, item: Item) -> Iterator[tuple[Markup | str, ...]]:
    for i, row in enumerate(each_of(rows_of(page.run, EXEMPT, item))):
        chance = Range(mid=row.adopted, low=row.low, high=row.high)
        burden = Range(mid=row.worst_burden, low=row.burden_low, high=row.burden_high)
        yield (
            item.title if i == 0 else "",
            members_in_words(item, listed(row.exempt)) or "nobody",
            found(odds_range(chance), EXEMPT),
            found(percent_range(burden), EXEMPT),
        )
