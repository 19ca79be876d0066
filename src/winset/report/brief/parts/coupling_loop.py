"""The loop: money buys time, time moves the world, the world moves the terms, terms decide cost."""

from __future__ import annotations

import numpy as np

from winset._typing import Floats
from winset.report.brief.blocks import Block, Grid, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found
from winset.report.brief.parts.consent_odds import odds_range
from winset.report.brief.parts.coupling_money import MAIN
from winset.report.brief.parts.coupling_words import (
    CASH,
    has,
    idle,
    laws,
    of_money,
    paying,
    priced,
    titles,
)
from winset.report.brief.parts.talks_words import (
    by_end_of,
    chance,
    has_talks,
    in_points,
    names_of,
    scenario_of,
)
from winset.report.brief.sheet import Sheet, beneficiary, currency, title_of
from winset.report.charts.coupling_cash import coupling_cash
from winset.report.charts.loop import Arrow, loop
from winset.report.figures import money_range, month, number_range
from winset.report.reading import known_range
from winset.report.talks_words import variable_title
from winset.runs.ranges import range_of
from winset.runs.talks_reading import (
    YEAR,
    ahead,
    by_draw,
    by_month,
    longest_wait,
    names,
    terms_after,
)
from winset.scenario.draws import draws_of, sample
from winset.scenario.nouns.world import FromMoney, PaceChange, Walk


def part(page: Sheet) -> Part:
    """The loop with this run's numbers on its arrows, and how long the money lasts."""
    if not has_talks(page) or len(titles(page)) < 2 or not has(page, CASH):
        return Part("coupling-loop", None, ())
    arrows = told(page)
    blocks: tuple[Block, ...] = (
        Paragraph(
            fill(
                "Money buys time. Time moves the world around the table. That moves the terms on "
                "which the parties would settle. The terms, and their date, decide what the money "
                "costs, and with it who would agree to pay."
            )
        ),
        picture(
            "coupling-loop-chart",
            "The loop of money and talks",
            lambda width: loop(arrows, width),
            alt=" ".join(f"{arrow.start}: {arrow.says}" for arrow in arrows),
            caption="Medians over draws, 5th to 95th percentile in brackets; each arrow tells one "
            "of the numbers behind it.",
            table=CASH,
        ),
        picture(
            "coupling-cash-chart",
            f"The chance that {beneficiary(page)} lacks money in a month, while nothing is settled",
            lambda width: coupling_cash(
                page.run.tables, titles(page), idle(page), page.grid, width
            ),
            alt=_cash_told(page),
            caption="As the talks see it: given each option from the day it is decided. Medians "
            "over draws; the ranges stand in the table.",
            table=CASH,
        ),
        _table(page),
    )
    return Part("coupling-loop", "The loop", blocks)


def told(page: Sheet) -> list[Arrow]:
    """Four things, and what each does to the next in this run's numbers."""
    return [
        Arrow("Money", _buys_time(page)),
        Arrow("Time", _moves_world(page)),
        Arrow(_world_title(page), _moves_terms(page)),
        Arrow("Terms", _decide_cost(page)),
    ]


def best(page: Sheet) -> str:
    """The option given which the money is out in the fewest months, means over draws."""
    return min(paying(page) or list(titles(page)), key=lambda node: float(_out(page, node).mean()))


def months_out(page: Sheet, node: str) -> Floats:
    """In how many months of the first year and the one after the money is out, shape (draw,)."""
    return np.asarray(_out(page, node)[: 2 * YEAR + 1].sum(axis=0), dtype=np.float64)


def _out(page: Sheet, node: str) -> Floats:
    return by_month(page.run.tables[CASH], "chance_out", node=node)


def _buys_time(page: Sheet) -> str:
    node, nothing = best(page), idle(page) or "any"
    last = min(2 * YEAR, page.grid.months - 1)
    before, after = (number_range(range_of(months_out(page, each))) for each in (nothing, node))
    return (
        f"Without a settlement {beneficiary(page)} lacks money in {before} of the months to "
        f"{month(page.grid, last)} if nothing is agreed about it, and in {after} given "
        f"\u201c{titles(page)[node]}\u201d."
    )


def walk_that_hangs(page: Sheet) -> tuple[str, Walk, dict[str, PaceChange]] | None:
    """The number in the world that moves otherwise when money runs out, with those changes."""
    world = scenario_of(page).world
    hanging = {name for name, each in world.items() if isinstance(each, FromMoney)}
    for name, each in world.items():
        if isinstance(each, Walk):
            changes = {k: c for k, c in each.changes.items() if hanging & set(c.when)}
            if changes:
                return name, each, changes
    return None


def _world_title(page: Sheet) -> str:
    hanging = walk_that_hangs(page)
    return "The world" if hanging is None else variable_title(scenario_of(page), hanging[0])


def _moves_world(page: Sheet) -> str:
    """How the number moves by itself, and how when money is out or short."""
    hanging, scenario = walk_that_hangs(page), scenario_of(page)
    if hanging is None:
        return "What is around the table moves on, with money or without."
    name, walk, changes = hanging
    draws = draws_of(scenario, page.run.record.draws, page.run.record.seed)
    own = number_range(range_of(sample(draws, walk.drift)))
    told_ = [
        f"{number_range(range_of(sample(draws, change.drift)))} more where money is "
        f"{', '.join(level for each in change.when.values() for level in each.levels)}"
        for change in changes.values()
        if change.drift is not None
    ]
    title = variable_title(scenario, name)
    return f"{title} moves by {own} a month on its own; {'; '.join(told_)}."


def _moves_terms(page: Sheet) -> str:
    """What the delay does to the terms, for each party in the same words."""
    tables, late = page.run.tables, longest_wait(page.run.tables)
    soon = min(int(each) for each in names(tables["talks_waiting"], "delay"))
    told_ = []
    for party, name in names_of(page).items():
        known = known_range(terms_after(tables, party, late) - terms_after(tables, party, soon))
        told_.append(f"for {name} by {in_points(known) if known else 'nothing'}")
    return (
        f"Terms struck in {late} months rather than in {soon} change {', '.join(told_)} points, "
        f"by this and all else that moves."
    )


def _decide_cost(page: Sheet) -> str:
    """What a settlement as the talks say does to the cost of one option."""
    if MAIN not in laws(page) or "never" not in laws(page) or not priced(page):
        return "When and how it is settled decides what is paid back."
    option = max(priced(page), key=lambda each: abs(float(np.median(_moved(page, each)))))
    return (
        f"\u201c{title_of(page, option)}\u201d costs all payers "
        f"{money_range(range_of(of_money(page, 'burden_pv', option, MAIN)), currency(page))} with "
        f"settlements as the talks say, against "
        f"{money_range(range_of(of_money(page, 'burden_pv', option, 'never')), currency(page))} "
        f"with none: which is why it matters to those who vote on the money."
    )


def _moved(page: Sheet, option: str) -> Floats:
    return of_money(page, "burden_pv", option, MAIN) - of_money(page, "burden_pv", option, "never")


def _table(page: Sheet) -> Grid:
    """How long the money lasts, option by option."""
    months = list(dict.fromkeys(ahead(page.run.tables, each) for each in (3, 6, YEAR, 2 * YEAR)))
    last = month(page.grid, min(2 * YEAR, page.grid.months - 1))
    rows = tuple(
        (
            title,
            found(number_range(range_of(months_out(page, node))), CASH),
            *(chance(_out(page, node)[each], CASH) for each in months),
        )
        for node, title in titles(page).items()
    )
    return Grid(
        "coupling-cash-table",
        f"Months in which {beneficiary(page)} lacks money while nothing is settled",
        ("Decided", f"Months to {last}", *(f"in {month(page.grid, each)}" for each in months)),
        rows,
        fill("Medians over draws, 5th to 95th percentile in brackets; chances over paths."),
    )


def _cash_told(page: Sheet) -> str:
    year = ahead(page.run.tables, YEAR)
    return f"In the month of {by_end_of(page, YEAR)}: " + "; ".join(
        f"{title} "
        + odds_range(range_of(by_draw(page.run.tables[CASH], "chance_out", node=n, month=year)))
        for n, title in titles(page).items()
    )
