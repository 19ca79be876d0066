"""The options side by side."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from winset.report import outcomes
from winset.report.brief.blocks import Block, Grid, Listing, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found, joined, quoted
from winset.report.brief.parts.coupling_words import amount, laws, of_money, priced
from winset.report.brief.sheet import (
    Sheet,
    beneficiary,
    currency,
    last_month,
    mains,
    money_of,
    title_of,
)
from winset.report.charts.options import options
from winset.report.figures import (
    BILLION,
    money_range,
    month,
    number_range,
    percent_range,
    plain_range,
)
from winset.report.reading import ranged, scaled
from winset.runs.ranges import range_of
from winset.scenario.options import ends_with_settlement
from winset.scenario.way_to_cash import way_of

ENDS = {
    (True, True): "No more is paid out once a settlement comes or the freeze lapses. ",
    (True, False): "No more is paid out once the freeze lapses, or once a settlement returns the "
    "assets or sets them off; while it leaves them frozen, payouts go on. ",
    (False, True): "No more is paid out once a settlement comes. ",
    (False, False): "A settlement does not end its payouts. ",
}
"""What ends payouts, by whether it is cash of the assets that is lent, and whether any settlement
does."""


def part(page: Sheet) -> Part:
    """What each option is, costs, may cost and buys."""
    money = money_of(page)
    items = tuple(_item(page, name) for name in mains(page) if money.options[name].instrument)
    blocks: tuple[Block, ...] = (
        Listing(items),
        *beyond(page),
        picture(
            "options-side-by-side",
            "Cost, liability, what is left to the host, and what it buys",
            lambda width: options(page.run, page.found.case, width),
            alt=_told(page),
            caption="Dot: median, line: 5th to 95th percentile over draws. Cost: present value, "
            "expected over paths.",
            table="options",
        ),
        _table(page),
    )
    return Part("options", "The options side by side", blocks)


def _item(page: Sheet, option: str) -> Markup:
    """What an option is, what first takes a part of it, what ends its payouts, what arrives."""
    instruments = money_of(page).instruments
    each = instruments[str(money_of(page).options[option].instrument)]
    first = each.use.first_call
    return fill(
        "<strong>{title}.</strong> {summary} {first}{ends}It is expected to bring "
        "{amount}{counted}.",
        title=title_of(page, option),
        summary=each.summary,
        first=fill("What it first repays of “{older}” is raised on top of its size. ",
                   older=instruments[first.repays].title) if first else "",
        ends=ENDS[each.funding.kind == "custodian_cash", ends_with_settlement(each)]
        if each.funding.kind != "outstanding" else "",
        amount=found(money_range(range_of(outcomes.paid_out(page.run, option)), currency(page)),
                     "options"),
        counted=", if it is adopted; that it may still fail on the way is counted in"
        if way_of(page.found.case.scenario, option) else "",
    )  # fmt: skip


def beyond(page: Sheet) -> Iterator[Paragraph]:
    """What costs hang on after the calendar, where the talks tell of settlements."""
    if "calendar" not in laws(page) or not priced(page):
        return
    told = [
        fill("{option} {cost}", option=quoted(title_of(page, option)),
             cost=amount(page, of_money(page, "burden_pv", option, "calendar")))
        for option in priced(page)
    ]  # fmt: skip
    yield Paragraph(
        fill(
            "Costs are counted to {end}, while the talks are followed to {last}; after that their "
            'last month is <a href="#coupling-money">played again and again</a>. If no settlement '
            "came in that stretch, expected costs would be: {told}.",
            end=money_of(page).last_year,
            last=month(page.grid, last_month(page)),
            told=joined(told),
        )
    )


def _told(page: Sheet) -> str:
    return "; ".join(
        f"{title_of(page, name)}: expected cost "
        f"{money_range(range_of(outcomes.burden(page.run, name)), currency(page))}"
        for name in mains(page)
    )


def _table(page: Sheet) -> Grid:
    unit = currency(page)
    head = ("Option", f"Reaches {beneficiary(page)}, {unit} bn", f"Expected cost, {unit} bn",
            f"Cost per {unit} 100 paid out", f"Guarantors can be asked for, {unit} bn",
            "Chance of a call", "in two or more years")  # fmt: skip
    return Grid(
        "all-options",
        "Every option and variant",
        head,
        tuple(_row(page, name) for name in money_of(page).options if _pays(page, name)),
        fill("Medians over draws, 5th to 95th percentile in brackets; cost: present value, "
             "expected over paths, all payers together. Guarantors: all together, where each "
             "answers for its share; where they answer jointly, each may be asked for all of it."),
    )  # fmt: skip


def _pays(page: Sheet, option: str) -> bool:
    return money_of(page).options[option].instrument is not None


def _row(page: Sheet, option: str) -> tuple[str, ...]:
    paid, cost = outcomes.paid_out(page.run, option), outcomes.burden(page.run, option)
    called = ranged(page.run, "options", "chance_of_call", option=option)
    again = ranged(page.run, "options", "chance_called_again", option=option)
    behind = range_of(outcomes.contingent(page.run, money_of(page), option))
    return (
        title_of(page, option),
        found(plain_range(range_of(paid), BILLION), "options"),
        found(plain_range(range_of(cost), BILLION), "options"),
        found(number_range(scaled(range_of(outcomes.price(page.run, option)), 0.01)), "options"),
        found(plain_range(behind, BILLION), "members") if behind.high > 0 else "nobody",
        found(percent_range(called), "options") if behind.high > 0 else "",
        found(percent_range(again), "options") if behind.high > 0 else "",
    )
