"""What each option does to the talks: their chances, the margin, what it is worth to each party."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup

from winset._typing import Floats
from winset.report.brief.blocks import Block, Box, Grid, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found, joined, quoted
from winset.report.brief.parts.consent_odds import odds_range
from winset.report.brief.parts.coupling_words import CUT, has, idle, paying, titles
from winset.report.brief.parts.talks_chances import looked_at
from winset.report.brief.parts.talks_words import (
    POINT,
    by_end_of,
    chance,
    has_talks,
    in_points,
    names_of,
    points,
    sentences,
    share_of_draws,
)
from winset.report.brief.sheet import Sheet
from winset.report.charts.coupling_talks import coupling_talks
from winset.report.charts.coupling_worth import coupling_worth
from winset.report.charts.grouped import Spread
from winset.report.reading import known_range, scaled
from winset.runs.ranges import Range
from winset.runs.talks_reading import (
    YEAR,
    agreed_by,
    ahead,
    by_draw,
    by_month,
    last_month,
)

MONTHS, NODES, MARGIN = "talks_months", "talks_nodes", "talks_margin"


def part(page: Sheet) -> Part:
    """The talks given each option, against nothing; and the talks with the money cut from them."""
    if not has_talks(page) or len(titles(page)) < 2:
        return Part("coupling-options", None, ())
    blocks: list[Block] = [
        Paragraph(_lead(page)),
        picture(
            "coupling-talks-chart",
            "Agreements and talks held, given what is decided about the money",
            lambda width: coupling_talks(
                page.run.tables, titles(page), idle(page), page.grid, width
            ),
            alt=_told(page),
            caption="Medians over draws; the ranges stand in the table. Given an option: the "
            "law of the talks conditioned on its being decided.",
            table=MONTHS,
        ),
        _table(page),
        *_worth(page),
        Box(
            "Given an option, and an option forced",
            fill(
                "These numbers are conditional: what is expected where an option comes to be "
                "decided. Up to that day the parties do not know which it will be, so nothing "
                "differs before it. To impose an option is another question, a counterfactual: "
                "where what is decided hangs on the state of the world, being decided tells "
                "something of that state too."
            ),
        ),
        *([Paragraph(_cut(page))] if has(page, CUT) else []),
    ]
    return Part("coupling-options", "What the options do to the talks", tuple(blocks))


def change(page: Sheet, node: str, month: int) -> Floats:
    """By how much the chance of an agreement differs from that given nothing, shape (draw,)."""
    tables, nothing = page.run.tables, idle(page)
    assert nothing is not None
    return agreed_by(tables, month, node) - agreed_by(tables, month, nothing)


def in_chance(values: Floats, table: str) -> Markup:
    """A difference of chances over draws, in percentage points."""
    known = known_range(values)
    return Markup("") if known is None else found(in_points(known), table)


def _lead(page: Sheet) -> Markup:
    """What the money does to the chance of an agreement: each option in the same words."""
    if idle(page) is None:
        return fill("What may be decided about the money differs in how long it lasts.")
    return sentences(*(_moved(page, node) for node in paying(page)))


def _moved(page: Sheet, node: str) -> Markup:
    """How the chance of an agreement differs from that given nothing, soon and in the end."""
    told = [
        fill(
            "by {end} by {c} percentage points (lower in {share} of draws)",
            end=by_end_of(page, month),
            c=in_chance(change(page, node, month), MONTHS),
            share=share_of_draws(change(page, node, month) < 0, MONTHS),
        )
        for month in looked_at(page)
    ]
    return fill(
        "Given {option}, the chance of a signature differs from that given that nothing is agreed "
        "about the money {told}.",
        option=quoted(titles(page)[node]),
        told=joined(told),
    )


def _told(page: Sheet) -> str:
    month = ahead(page.run.tables, YEAR)
    return f"An agreement by {by_end_of(page, YEAR)}: " + "; ".join(
        f"{title} {odds_range(known)}"
        for node, title in titles(page).items()
        if (known := known_range(agreed_by(page.run.tables, month, node))) is not None
    )


def _table(page: Sheet) -> Grid:
    tables, parties = page.run.tables, names_of(page)
    year, last = ahead(tables, YEAR), last_month(tables)
    rows = tuple(
        (
            title,
            chance(by_draw(tables[NODES], "chance", node=node, party=next(iter(parties))), NODES),
            chance(agreed_by(tables, year, node), MONTHS),
            chance(agreed_by(tables, last, node), MONTHS),
            chance(_held(page, node, year), MONTHS),
            points(by_draw(tables[MARGIN], "static", node=node, month=year), MARGIN),
            *(
                points(by_draw(tables[NODES], "value", node=node, party=each), NODES)
                for each in parties
            ),
        )
        for node, title in titles(page).items()
    )
    head = (
        "Decided",
        "Chance",
        f"Agreement by {by_end_of(page, YEAR)}",
        f"by {by_end_of(page, last)}",
        "Talks held in a month",
        f"Static margin at {by_end_of(page, YEAR)}",
        *(f"Worth to {name}" for name in parties.values()),
    )
    return Grid(
        "coupling-options-table",
        "The talks given each option",
        head,
        rows,
        fill(
            "Medians over draws, 5th to 95th percentile in brackets; margin and worth in points. "
            "Held: mean of the first year's months. Worth: to each party once the decision is "
            "known and nothing is agreed."
        ),
    )


def _held(page: Sheet, node: str, months: int) -> Floats:
    """The chance that talks are held in a month, mean over the first months, shape (draw,)."""
    held = by_month(page.run.tables[MONTHS], "held", node=node)[: months + 1]
    return np.asarray(held.mean(axis=0), dtype=np.float64)


def _differences(page: Sheet) -> list[tuple[str, str, Range]]:
    """Option, party, and what it is worth more to it than nothing; where both can come."""
    table, nothing = page.run.tables[NODES], idle(page)
    more = [
        (titles(page)[node], name, by_draw(table, "value", node=node, party=party)
         - by_draw(table, "value", node=nothing, party=party))
        for node in paying(page)
        for party, name in names_of(page).items()
    ]  # fmt: skip
    known = ((option, name, known_range(values)) for option, name, values in more)
    return [(option, name, values) for option, name, values in known if values is not None]


def _worth(page: Sheet) -> Sequence[Block]:
    """What each option is worth to each party against nothing."""
    told = [] if idle(page) is None else _differences(page)
    if not told:
        return ()
    found_ = [Spread(option, name, scaled(values, POINT)) for option, name, values in told]
    return (
        picture(
            "coupling-worth-chart",
            "What each option is worth to each party in the talks, against nothing, points",
            lambda width: coupling_worth(found_, list(names_of(page).values()), width),
            alt="; ".join(f"{option}, {name}: {in_points(v)}" for option, name, v in told),
            caption="Once the decision is known and nothing is agreed; what it costs those who pay "
            "is not in it. Dot: median, line: 5th to 95th percentile over draws.",
            table=NODES,
        ),
    )


def cut(page: Sheet, month: int) -> Floats:
    """By how much money that may run out changes the chance of an agreement, shape (draw,)."""
    tables = page.run.tables
    without = by_draw(tables[CUT], "agreed", node="any", month=month)
    return agreed_by(tables, month)[: len(without)] - without


def _few(page: Sheet) -> str:
    """On how many draws the talks were solved anew, where not on all."""
    draws = page.run.tables[CUT]["draw"].nunique()
    return "" if draws == page.run.record.draws else f" (on the first {draws} draws)"


def _cut(page: Sheet) -> Markup:
    """The same talks as if the money could never run out."""
    tables = page.run.tables
    year, last = ahead(tables, YEAR), last_month(tables)
    return fill(
        "If the money could never run out, an agreement would be signed by {year} with {a} "
        "and by {end} with {b}: that it can, and what may be decided about it, changes these by "
        "{c} and {d} percentage points{few}.",
        few=_few(page),
        year=by_end_of(page, YEAR),
        end=by_end_of(page, last),
        a=chance(by_draw(tables[CUT], "agreed", node="any", month=year), CUT),
        b=chance(by_draw(tables[CUT], "agreed", node="any", month=last), CUT),
        c=in_chance(cut(page, year), CUT),
        d=in_chance(cut(page, last), CUT),
    )
