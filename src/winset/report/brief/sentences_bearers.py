"""Sentences of the bottom line on who bears what: the host, the payers, under each account."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from markupsafe import Markup

from winset._typing import Floats
from winset.report import outcomes
from winset.report.brief.hinges import hinge
from winset.report.brief.links import fill, found, quoted, reading
from winset.report.brief.sheet import (
    Sheet,
    currency,
    host,
    mains,
    money_of,
    title_of,
)
from winset.report.families import by_exposure, exposed
from winset.report.figures import money, money_range, percent_range
from winset.report.reading import payer_column, payer_names, per_draw, scaled
from winset.runs.ranges import range_of


def left_to_host(page: Sheet) -> tuple[Markup, Markup] | None:
    """What can fall on the host of the assets, with and without a shared guarantee."""
    family = exposed(money_of(page), page.run)
    if family is None:
        return None
    options = by_exposure(family, page.run)
    left = {name: float(_tail(page, name).mean()) for name in options}
    told = [_exposure(page, name) for name in ends(left)]
    between = len(options) - len(told)
    text = fill(
        "What can fall on {host} as host of the assets depends on who stands behind the loan. In "
        "the worst 5 % of paths it is<ul>{told}</ul>{rest}",
        host=host(page),
        told=Markup("").join(Markup("<li>{}</li>").format(each) for each in told),
        rest=fill('<a href="#tail">{n}</a> in between. ', n=_more(between)) if between else "",
    )
    worst = max(family.variants or (family.main,), key=lambda name: float(_tail(page, name).mean()))
    driven = family.main if np.ptp(_tail(page, family.main)) > 0 else worst
    return text, hinge(page, _tail(page, driven))


def ends(left: Mapping[str, float]) -> list[str]:
    """The first option, that which leaves most to the host and that which leaves least.

    Parameters
    ----------
    left : what each option leaves to it, the option as drafted first.

    >>> ends({"draft": 42.0, "bare": 180.0, "line": 43.0, "joint": 44.0, "full": 0.0})
    ['draft', 'bare', 'full']
    >>> ends({"draft": 180.0, "joint": 0.0})
    ['draft', 'joint']
    """
    ranked = sorted(left, key=lambda name: -left[name])
    return list(dict.fromkeys([next(iter(left)), ranked[0], ranked[-1]]))


def _more(number: int) -> str:
    return "One more draft lies" if number == 1 else f"{number} more drafts lie"


def _tail(page: Sheet, option: str) -> Floats:
    return outcomes.host_tail(page.run, option)


def _exposure(page: Sheet, option: str) -> Markup:
    values = range_of(_tail(page, option))
    gdp = payer_column(page.run, "gdp")[money_of(page).assets.host]
    share = fill(
        ", or {share} of its GDP", share=found(percent_range(scaled(values, gdp)), "options")
    )
    return fill(
        "{amount}{share}: {title}",
        title=quoted(title_of(page, option)),
        amount=found(money_range(values, currency(page)), "options"),
        share=share if gdp == gdp and values.high > 0 else "",
    )


def payers(page: Sheet) -> tuple[Markup, Markup] | None:
    """Who pays most under the first option, in money and against GDP, and who stands behind it."""
    option = mains(page)[0]
    cost = {code: outcomes.of_payer(page.run, option, code, "pv_mean") for code in _codes(page)}
    names, gdp = payer_names(page.run), payer_column(page.run, "gdp")
    first = max(cost, key=lambda code: float(np.median(cost[code])))
    known = [code for code in cost if gdp[code] == gdp[code]]
    heavy = max(known, key=lambda code: float(np.median(cost[code])) / gdp[code])
    behind = range_of(outcomes.contingent(page.run, money_of(page), option))
    text = fill(
        "Under {option} the largest expected cost falls on {first}, {amount}; measured against GDP "
        "{it} {heavy}, {share}. Guarantors can be asked for at most {behind} together.",
        option=quoted(title_of(page, option)),
        first=names[first],
        amount=found(money_range(range_of(cost[first]), currency(page)), "members"),
        it="it is also heaviest for" if heavy == first else "it is heaviest for",
        heavy=names[heavy],
        share=found(percent_range(scaled(range_of(cost[heavy]), gdp[heavy])), "members"),
        behind=found(money_range(behind, currency(page)), "members"),
    )
    return text, hinge(page, cost[first])


def _codes(page: Sheet) -> list[str]:
    return [str(code) for code in page.run.tables["payers"]["payer"]]


def chances(page: Sheet) -> tuple[Markup, Markup]:
    """How likely guarantors are called, and the host pays, under the first option."""
    option = mains(page)[0]
    called = per_draw(page.run, "options", "chance_of_call", option=option)
    hosted = per_draw(page.run, "options", "chance_host_pays", option=option)
    text = fill(
        "Under {option} the chance that guarantors are called is {called}, and that {host} must "
        "pay as host {hosted}.",
        option=quoted(title_of(page, option)),
        called=found(percent_range(range_of(called)), "options"),
        host=host(page),
        hosted=found(percent_range(range_of(hosted)), "options"),
    )
    return text, hinge(page, called)


def accounts(page: Sheet) -> tuple[Markup, Markup]:
    """Whether the options keep their order of price whatever one believes; how far costs move."""
    option = mains(page)[0]
    runs = (page.run, *page.others)
    costs = [range_of(outcomes.burden(run, option)) for run in runs]
    low = min(range(len(runs)), key=lambda i: costs[i].mid)
    high = max(range(len(runs)), key=lambda i: costs[i].mid)
    orders = {_ranking(page, i) for i in range(len(runs))}
    held = (
        "The options keep their order of price per unit paid out under every account"
        if len(orders) == 1
        else "The order of the options' price per unit paid out depends on the account"
    )
    text = fill(
        "{held}; the expected cost of {option} lies between {low} ({a}) and {high} ({b}).",
        held=Markup('<a href="#accounts">{}</a>').format(held),
        option=quoted(title_of(page, option)),
        low=found(money(costs[low].mid, currency(page)), "options"),
        a=reading(page, runs[low]),
        high=found(money(costs[high].mid, currency(page)), "options"),
        b=reading(page, runs[high]),
    )
    return text, _changed(page, [low, high])


def _ranking(page: Sheet, index: int) -> tuple[str, ...]:
    run = (page.run, *page.others)[index]
    price = {name: float(np.median(outcomes.price(run, name))) for name in mains(page)}
    return tuple(sorted(price, key=lambda name: price[name]))


def _changed(page: Sheet, which: list[int]) -> Markup:
    """What the accounts at the two ends take to be otherwise."""
    runs = (page.run, *page.others)
    paths = {
        path
        for i in which
        if (name := runs[i].record.account)
        for path in page.found.case.scenario.accounts[name].set
    }
    return fill(
        'They differ in {n} quantities, told under <a href="#accounts">accounts</a>.', n=len(paths)
    )
