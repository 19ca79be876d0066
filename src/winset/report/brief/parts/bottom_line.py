"""The bottom line: five sentences with ranges, each with its driver and its weakest basis."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup

from winset._typing import Floats
from winset.report import outcomes
from winset.report.brief.blocks import Listing, Paragraph, Part
from winset.report.brief.hinges import hinge
from winset.report.brief.links import basis_of, fill, found, joined, to_quantity
from winset.report.brief.parts import consent
from winset.report.brief.sheet import (
    Sheet,
    account_title,
    beneficiary,
    currency,
    host,
    last_month,
    mains,
    money_of,
    title_of,
)
from winset.report.families import by_exposure, exposed, nothing_of
from winset.report.figures import (
    money,
    money_range,
    month,
    month_range,
    number_range,
    percent,
    percent_range,
)
from winset.report.reading import payer_column, payer_names, per_draw, range_of, scaled
from winset.report.words import lowered

ALIKE = 0.97  # options that pay for nearly as much as the best are named with it
SOON = 0.5  # months; less is no delay
HOW_TO_READ = (
    "Brackets give the range over draws, that is, what we do not know: nine in ten draws lie "
    "within them. Every number leads to the table it was read from."
)


def part(page: Sheet) -> Part:
    """Five sentences that follow from the run's tables, and from nothing else."""
    fourth = consent.sentence(page) or _payers(page)
    told = [each for each in (_cash(page), _cost(page), _host(page), fourth) if each]
    told.append(_accounts(page) if page.others else _chances(page))
    items = tuple(
        fill('{text} <span class="hinge">{why}</span>', text=text, why=why) for text, why in told
    )
    intro = Paragraph(fill('<span class="small">{how}</span>', how=HOW_TO_READ))
    return Part("bottom-line-sentences", None, (Listing(items, ordered=True), intro))


def _cash(page: Sheet) -> tuple[Markup, Markup] | None:
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
        help=_help(page, nothing),
    )
    return text, hinge(page, unmet)


def _help(page: Sheet, nothing: str) -> Markup:
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


def _cost(page: Sheet) -> tuple[Markup, Markup] | None:
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


def _host(page: Sheet) -> tuple[Markup, Markup] | None:
    """What can fall on the host of the assets, with and without a shared guarantee."""
    family = exposed(money_of(page), page.run)
    if family is None:
        return None
    told = [_exposure(page, name) for name in by_exposure(family, page.run)]
    text = fill(
        "What can fall on {host} as host of the assets depends on who stands behind the loan. In "
        "the worst 5 % of paths it is<ul>{told}</ul>",
        host=host(page),
        told=Markup("").join(Markup("<li>{}</li>").format(each) for each in told),
    )
    worst = max(family.variants or (family.main,), key=lambda name: float(_tail(page, name).mean()))
    driven = family.main if np.ptp(_tail(page, family.main)) > 0 else worst
    return text, hinge(page, _tail(page, driven))


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


def _payers(page: Sheet) -> tuple[Markup, Markup] | None:
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


def _chances(page: Sheet) -> tuple[Markup, Markup]:
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


def _accounts(page: Sheet) -> tuple[Markup, Markup]:
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
        a=lowered(account_title(page, runs[low])),
        high=found(money(costs[high].mid, currency(page)), "options"),
        b=lowered(account_title(page, runs[high])),
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


def quoted(title: str) -> Markup:
    """An option's title inside a sentence."""
    return Markup("<em>{}</em>").format(title)
