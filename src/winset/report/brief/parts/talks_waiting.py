"""Who gains from waiting: the price of a delay to each party, and the terms struck after it."""

from __future__ import annotations

from markupsafe import Markup

from winset._typing import Floats
from winset.report.brief.blocks import Block, Grid, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, joined
from winset.report.brief.parts.talks_words import (
    has_talks,
    in_points,
    names_of,
    points,
    sentences,
    share_of_draws,
)
from winset.report.brief.sheet import Sheet
from winset.report.charts.talks_waiting import talks_waiting
from winset.runs.ranges import range_of
from winset.runs.talks_reading import longest_wait, names, price_of_waiting, terms_after

SHOWN = "talks_waiting"


def part(page: Sheet) -> Part:
    """What a delay does to the parties, in the same words for each of them."""
    if not has_talks(page):
        return Part("talks-waiting", None, ())
    blocks: tuple[Block, ...] = (
        Paragraph(_lead(page)),
        Paragraph(sentences(*(of_party(page, *each) for each in names_of(page).items()))),
        picture(
            "talks-waiting-chart",
            "What a delay does to each party",
            lambda width: talks_waiting(page.run.tables, names_of(page), width),
            alt=_told(page),
            caption="No settlement until then, all else as it goes. First: change of what lies "
            "ahead. Second: what would be signed then, where anything is. Dot: median, line: 5th "
            "to 95th percentile over draws.",
            table=SHOWN,
        ),
        _table(page),
    )
    return Part("talks-waiting", "Who gains from waiting", blocks)


def gains(page: Sheet, party: str) -> Floats:
    """What the longest delay that was priced adds to a party's value, shape (draw,)."""
    return price_of_waiting(page.run.tables, party)


def _lead(page: Sheet) -> Markup:
    return fill(
        "If nothing is settled for {n} months, {told}.",
        n=longest_wait(page.run.tables),
        told=joined(
            [
                fill(
                    "{who} stands {p} points against today",
                    who=name,
                    p=points(gains(page, party), SHOWN),
                )
                for party, name in names_of(page).items()
            ]
        ),
    )


def of_party(page: Sheet, party: str, name: str) -> Markup:
    """Whether one of them gains, and what becomes of the terms: the same words for everybody."""
    tables, late = page.run.tables, longest_wait(page.run.tables)
    soon = min(int(each) for each in names(tables[SHOWN], "delay"))
    change = terms_after(tables, party, late) - terms_after(tables, party, soon)
    return fill(
        "{who} gains by it in {share} of draws; terms struck {late} months from now rather than "
        "{soon} change by {c} points for it.",
        who=name,
        share=share_of_draws(gains(page, party) > 0, SHOWN),
        late=late,
        soon=soon,
        c=points(change, SHOWN),
    )


def _told(page: Sheet) -> str:
    late = longest_wait(page.run.tables)
    return "; ".join(
        f"{name}: {late} months add {in_points(range_of(gains(page, party)))} points"
        for party, name in names_of(page).items()
    )


def _table(page: Sheet) -> Grid:
    tables, parties = page.run.tables, names_of(page)
    rows = tuple(
        (
            delay,
            *(points(price_of_waiting(tables, each, int(delay)), SHOWN) for each in parties),
            *(points(terms_after(tables, each, int(delay)), SHOWN) for each in parties),
        )
        for delay in names(tables[SHOWN], "delay")
    )
    head = (
        "Months",
        *(f"{name}: added by waiting" for name in parties.values()),
        *(f"{name}: terms struck then" for name in parties.values()),
    )
    return Grid(
        "talks-waiting-table",
        "The price of waiting, and terms now against later",
        head,
        rows,
        fill(
            "Points; medians over draws, 5th to 95th percentile in brackets. Terms: over the draws "
            "in which something would be signed then."
        ),
    )
