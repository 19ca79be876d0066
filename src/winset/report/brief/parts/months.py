"""When the money ends, and which needs go unmet."""

from __future__ import annotations

from markupsafe import Markup

from winset.report import outcomes
from winset.report.brief.blocks import Block, Grid, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import basis_of, fill, found, joined, to_quantity
from winset.report.brief.sheet import (
    Sheet,
    beneficiary,
    currency,
    last_month,
    mains,
    money_of,
    title_of,
)
from winset.report.charts.gaps import gaps
from winset.report.charts.months_of_cash import months_of_cash
from winset.report.families import nothing_of
from winset.report.figures import (
    BILLION,
    money_range,
    month,
    month_range,
    number_range,
    plain_range,
)
from winset.report.reading import per_draw
from winset.report.stated import stated
from winset.runs.ranges import range_of


def part(page: Sheet) -> Part:
    """The month in which a need first goes unmet, and the gap month by month."""
    who = beneficiary(page)
    blocks: tuple[Block, ...] = (
        Paragraph(
            fill(
                "{who} pays its needs from cash and receipts. In the month in which both no longer "
                "suffice a need goes unmet; what is not paid then is not made up later. Money that "
                "comes after that month cannot put it off, but closes the gap from then on. {rest}",
                who=who,
                rest=_rest(page),
            )
        ),
        picture(
            "months-of-cash",
            f"The chance that {who} has run out of money, by month",
            lambda width: months_of_cash(page.run, page.found.case, page.grid, width),
            alt=_told(page),
            caption="Chance over paths; line: median, band: 5th to 95th percentile over draws.",
            table="months",
        ),
        picture(
            "gaps",
            f"Needs that go unmet each month, {currency(page)} bn",
            lambda width: gaps(page.run, page.found.case, page.grid, width),
            alt=_told(page),
            caption="Expected over paths; line: median, band: 5th to 95th percentile over draws. "
            "Grey: if nothing is agreed.",
            table="months",
        ),
        _table(page),
    )
    return Part("months", "When the money ends", blocks)


def _rest(page: Sheet) -> Markup:
    """What a settlement does to needs, and why what goes unmet before one stands apart."""
    needs = money_of(page).liquidity.needs
    left = [
        fill(
            "{share} of \u201c{title}\u201d ({basis})",
            share=to_quantity(path, stated(need.after_settlement)),
            title=need.title,
            basis=basis_of(page, path),
        )
        for name, need in needs.items()
        for path in [f"money.liquidity.needs.{name}.after_settlement"]
        if need.after_settlement.value != 1.0
    ]
    remains = (
        fill("From the month after a settlement there remains {left}. ", left=joined(left))
        if left
        else Markup("Needs stay as they are stated after a settlement. ")
    )
    return fill(
        "{remains}A settlement comes at other times under other options, so that what goes unmet "
        "before one is told apart.",
        remains=remains,
    )


def _told(page: Sheet) -> str:
    return "; ".join(
        f"{title_of(page, name)}: first lacks money in {_month(page, name)}, "
        f"{money_range(range_of(outcomes.gap(page.run, name)), currency(page))} of needs unmet"
        for name in _names(page)
    )


def _names(page: Sheet) -> list[str]:
    nothing = nothing_of(money_of(page))
    return [*([nothing] if nothing else []), *mains(page)]


def _month(page: Sheet, option: str) -> str:
    ends = range_of(per_draw(page.run, "options", "month_out_q50", option=option))
    return month_range(page.grid, ends, last_month(page))


def _table(page: Sheet) -> Grid:
    nothing = nothing_of(money_of(page))
    unit, last = currency(page), month(page.grid, last_month(page))
    rows = tuple(
        (
            title_of(page, name),
            found(_month(page, name), "options"),
            found(plain_range(range_of(outcomes.gap(page.run, name)), BILLION), "options"),
            found(plain_range(range_of(outcomes.gap_before(page.run, name)), BILLION), "options"),
            "" if nothing in (None, name) else found(_worth(page, name, str(nothing)), "months"),
        )
        for name in _names(page)
    )
    return Grid(
        "when-the-money-ends",
        "When the money ends, and what goes unmet",
        ("Option", "First unmet need", f"Unmet by {last}, {unit} bn", "of it before a settlement",
         "Months of gap paid for"),
        rows,
        fill("Medians over draws, 5th to 95th percentile in brackets; each is expected over paths "
             "(the month: its median). Months paid for: the gap that is spared, over the mean "
             "monthly gap if nothing is agreed."),
    )  # fmt: skip


def _worth(page: Sheet, option: str, nothing: str) -> str:
    return number_range(range_of(outcomes.months_worth(page.run, option, nothing)))
