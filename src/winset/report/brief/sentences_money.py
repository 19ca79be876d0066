"""Sentences of the bottom line on money: when it ends, and what the options cost."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup

from winset._typing import Floats
from winset.report import outcomes
from winset.report.brief.hinges import hinge
from winset.report.brief.links import basis_of, fill, found, joined, quoted, to_quantity
from winset.report.brief.parts.consent_agenda import items, rows_of
from winset.report.brief.parts.consent_odds import odds_range
from winset.report.brief.sheet import (
    Sheet,
    beneficiary,
    currency,
    last_month,
    mains,
    money_of,
    title_of,
)
from winset.report.families import nothing_of
from winset.report.figures import (
    money_range,
    month,
    month_range,
    number_range,
    percent,
)
from winset.report.reading import per_draw, scaled
from winset.runs.ranges import range_of
from winset.runs.results import Range

ALIKE = 0.97  # options that pay for nearly as much as the best are named with it
CASH = "consent_cash"
SOON = 0.5  # months; less is no delay


def cash(page: Sheet) -> tuple[Markup, Markup] | None:
    """When the money ends if nothing is agreed, and what goes unmet then."""
    nothing = nothing_of(money_of(page))
    if nothing is None:
        return None
    last = last_month(page)
    unmet = outcomes.gap(page.run, nothing)
    ends = range_of(per_draw(page.run, "options", "month_out_q50", option=nothing))
    text = fill(
        "If nothing is agreed, {who} first lacks money in {when}, and {gap} of its needs go unmet "
        "by {last}. {help}",
        who=beneficiary(page),
        when=found(month_range(page.grid, ends, last), "options"),
        gap=found(money_range(range_of(unmet), currency(page)), "options"),
        last=month(page.grid, last),
        help=_help(page, nothing, round(ends.mid)),
    )
    return text, hinge(page, unmet)


def _help(page: Sheet, nothing: str, ends: int) -> Markup:
    """Which options pay for most of the gap, and whether any comes before the money ends."""
    worth = {name: outcomes.months_worth(page.run, name, nothing) for name in mains(page)}
    middle = {name: float(np.median(worth[name])) for name in worth}
    best = max(middle, key=lambda name: middle[name])
    alike = [name for name in middle if middle[name] > ALIKE * middle[best]]
    added = {n: per_draw(page.run, "options", "months_added", option=n) for n in mains(page)}
    early = max(added, key=lambda name: float(np.median(added[name])))
    told = fill(
        "{best} {pay} for most of that gap, {months} months of it.",
        best=joined([quoted(title_of(page, name)) for name in alike]),
        pay="pays" if len(alike) == 1 else "pay",
        months=found(number_range(range_of(worth[best])), "months"),
    )
    in_time = _in_time(page, ends)
    if in_time is not None:
        return fill("{told} {in_time}", told=told, in_time=in_time)
    if np.median(added[early]) < SOON:
        late = np.stack(list(added.values())).max(axis=0) < SOON
        return fill(
            "{told} In {share} of draws no option brings money before that month.",
            told=told,
            share=found(percent(float(late.mean())), "options"),
        )
    return fill(
        "{told} {early} puts that month off by {by} months.",
        told=told,
        early=quoted(title_of(page, early)),
        by=found(number_range(range_of(added[early])), "options"),
    )


def _in_time(page: Sheet, ends: int) -> Markup | None:
    """The chance that each option that a council decides has brought cash by a month."""
    chances = []
    for item in items(page):
        rows = rows_of(page.run, CASH, item)
        for row in rows[rows["month"] == ends].to_dict("records") if len(rows) else ():
            chance = Range(mid=row["mean"], low=row["low"], high=row["high"])
            chances.append((chance, item.title))
    if not chances:
        return None
    told = [
        fill("{c} under {t}", c=found(odds_range(chance), CASH), t=quoted(title))
        for chance, title in sorted(chances, key=lambda each: -each[0].mid)
    ]
    return fill(
        "By {month} first cash has come with a chance of {told}, {each} adopted.",
        month=month(page.grid, ends),
        told=joined(told),
        each="if it is" if len(told) == 1 else "each if it is",
    )


def cost(page: Sheet) -> tuple[Markup, Markup] | None:
    """Which option costs all payers least and most, for each unit of money that arrives."""
    price = {name: outcomes.price(page.run, name) for name in mains(page)}
    ranked = sorted(price, key=lambda name: float(np.median(price[name])))
    if len(ranked) < 2:
        return None
    least, most = ranked[0], ranked[-1]
    text = fill(
        "For each {unit} 100 that reach {who}, all payers together can expect to pay {unit} {low} "
        "under {least}, {low_all} in all, and {unit} {high} under {most}, {high_all} in all. "
        "{order}{nothing}",
        unit=currency(page),
        who=beneficiary(page),
        low=found(number_range(scaled(range_of(price[least]), 0.01)), "options"),
        least=quoted(title_of(page, least)),
        low_all=_cost_of(page, least),
        high=found(number_range(scaled(range_of(price[most]), 0.01)), "options"),
        most=quoted(title_of(page, most)),
        high_all=_cost_of(page, most),
        order=_order(page, price[least], price[ranked[1]], ranked[1]),
        nothing=_nothing(page),
    )
    return text, hinge(page, price[least])


def _cost_of(page: Sheet, option: str) -> Markup:
    values = range_of(outcomes.burden(page.run, option))
    return found(money_range(values, currency(page)), "options")


def _order(page: Sheet, least: Floats, next_: Floats, name: str) -> Markup:
    return fill(
        "The first is cheaper than the next, {name}, in {share} of draws.",
        name=quoted(title_of(page, name)),
        share=found(percent(float((least < next_).mean())), "options"),
    )


def _nothing(page: Sheet) -> Markup:
    cost = outcomes.nothing_cost(page.run)
    if cost is None:
        return Markup("")
    return fill(
        " Agreeing on nothing is itself put at {cost} ({stated}: {basis}).",
        cost=found(money_range(range_of(cost), currency(page)), "nothing"),
        stated=to_quantity("money.nothing.cost", "as the scenario states it"),
        basis=basis_of(page, "money.nothing.cost"),
    )
