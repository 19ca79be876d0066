"""What the talks do to the cost: each option, by when a settlement is taken to come."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup

from winset.report.brief.blocks import Block, Grid, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found, quoted
from winset.report.brief.parts.coupling_words import (
    IF,
    MONEY,
    amount,
    has,
    laws,
    of_money,
    priced,
)
from winset.report.brief.parts.talks_words import chance, sentences, share_of_draws
from winset.report.brief.sheet import Sheet, currency, host, last_month, money_of, title_of
from winset.report.charts.coupling_cost import coupling_cost
from winset.report.charts.grouped import Spread
from winset.report.figures import BILLION, money_range, month, plain_range
from winset.report.reading import scaled
from winset.runs.ranges import range_of

COSTS = {"burden_pv": "Expected cost to all payers", "host_cvar95": "Left to the host, worst 5 %"}
MAIN = "talks"


def part(page: Sheet) -> Part:
    """Cost and the host's bad case if settlements come as the talks say, as stated, or never."""
    if not has(page, MONEY) or MAIN not in laws(page) or not priced(page):
        return Part("coupling-money", None, ())
    blocks: tuple[Block, ...] = (
        Paragraph(_lead(page)),
        picture(
            "coupling-cost-chart",
            f"Cost by when a settlement comes, {currency(page)} bn",
            lambda width: coupling_cost(spreads(page), list(laws(page).values()), width),
            alt=_told(page),
            caption="Present value. Expected: over paths. Dot: median, line: 5th to 95th "
            "percentile over draws.",
            table=MONEY,
        ),
        _table(page),
    )
    return Part("coupling-money", "What the talks do to the cost", blocks)


def _lead(page: Sheet) -> Markup:
    told = [_option(page, each) for each in priced(page)]
    return sentences(
        fill(
            "What a settlement says of the assets, and when it comes, decides what is paid back. "
            "In this run's main numbers settlements come as the talks given each option say; "
            "beside them stand the same without any after the calendar, the dates and terms that "
            "the scenario states by itself, and no settlement ever."
        ),
        _beyond(page),
        *told,
    )


def _beyond(page: Sheet) -> Markup:
    """What the months after the calendar rest on."""
    if "calendar" not in laws(page):
        return Markup("")
    return fill(
        "The talks are followed to {last}. For the accounts, which end in {end}, their last month "
        "is played again and again until then: that stretch is no finding of the talks, and what "
        "hangs on it shows where no settlement comes after the calendar.",
        last=month(page.grid, last_month(page)),
        end=money_of(page).last_year,
    )


def _option(page: Sheet, option: str) -> Markup:
    """One option under all laws: the same words for each."""
    told = [
        fill("{c} {says}", says=IF[law], c=amount(page, of_money(page, "burden_pv", option, law)))
        for law in laws(page)
    ]  # fmt: skip
    return fill(
        "{option} is expected to cost {told}. {moved} A settlement has come with {within} by the "
        "end of the calendar, and with {settled} by the end of the accounts.",
        option=quoted(title_of(page, option)),
        told=Markup(", ").join(told),
        within=chance(of_money(page, "settled_within", option, MAIN), MONEY),
        settled=chance(of_money(page, "settled", option, MAIN), MONEY),
        moved=_against(page, option),
    )


def _against(page: Sheet, option: str) -> Markup:
    """Whether the talks make it dearer or cheaper than no settlement at all, draw by draw."""
    if "never" not in laws(page):
        return Markup("")
    moved = of_money(page, "burden_pv", option, MAIN) - of_money(page, "burden_pv", option, "never")
    dearer = float(np.median(moved)) > 0
    return fill(
        "The first is {way} than the last in {share} of draws.",
        way="more" if dearer else "no more",
        share=share_of_draws(moved > 0 if dearer else moved <= 0, MONEY),
    )


def spreads(page: Sheet) -> dict[str, list[Spread]]:
    return {
        heading.replace("the host", host(page)): [
            Spread(title_of(page, option), says,
                   scaled(range_of(of_money(page, column, option, law)), BILLION))
            for option in priced(page)
            for law, says in laws(page).items()
        ]
        for column, heading in COSTS.items()
        if _any(page, column)
    }  # fmt: skip


def _any(page: Sheet, column: str) -> bool:
    """Whether there is anything to be seen."""
    return any(of_money(page, column, o, law).any() for o in priced(page) for law in laws(page))


def _told(page: Sheet) -> str:
    return "; ".join(
        f"{title_of(page, option)}: "
        + ", ".join(
            f"{money_range(range_of(of_money(page, 'burden_pv', option, law)), currency(page))} "
            f"{IF[law]}"
            for law in laws(page)
        )
        for option in priced(page)
    )


def _table(page: Sheet) -> Grid:
    unit = currency(page)
    rows = tuple(
        (
            title_of(page, option),
            says,
            *(
                found(plain_range(range_of(of_money(page, column, option, law)), BILLION), MONEY)
                for column in ("burden_pv", "host_mean", "host_cvar95", "gap_total")
            ),
            chance(of_money(page, "chance_of_call", option, law), MONEY),
            chance(of_money(page, "settled_within", option, law), MONEY),
            chance(of_money(page, "settled", option, law), MONEY),
        )
        for option in priced(page)
        for law, says in laws(page).items()
    )
    who = host(page)
    head = ("Option", "Settlements come", "All payers, expected", f"{who}, expected",
            f"{who}, worst 5 %", "Needs unmet", "Guarantors called", "Settled within the calendar",
            "by the end of the accounts")  # fmt: skip
    return Grid(
        "coupling-money-table",
        f"The money by when settlements come, {unit} bn",
        head,
        rows,
        fill("Present values (needs: as they fall), expected over paths but for the worst 5 %. "
             "Medians over draws, 5th to 95th percentile in brackets."),
        text=(0, 1),
    )  # fmt: skip
