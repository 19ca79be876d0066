"""Accounts side by side: where the conclusions agree whatever one believes; what each says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from markupsafe import Markup

from winset.report.brief.blocks import Block, Grid, Listing, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found, to_claim, to_quantity, together
from winset.report.brief.sheet import (
    Sheet,
    account_title,
    called,
    currency,
    has_money,
    mains,
    money_of,
    title_of,
)
from winset.report.charts.accounts import accounts
from winset.report.families import by_exposure, exposed, nothing_of
from winset.report.figures import BILLION, money_range, number_range, plain_range
from winset.report.outcomes import burden, gap, host_tail, price
from winset.report.reading import scaled
from winset.report.stated import stated
from winset.runs.ranges import range_of
from winset.runs.record import Run
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.reading import under_account
from winset.scenario.walk import quantities


def part(page: Sheet) -> Part:
    """The same options under each account."""
    if not page.others:
        text = fill("This brief was made for one account only; run it for all to see them here.")
        return Part("accounts-part", None, (Paragraph(text),))
    intro = (
        "An account is one reading of what is contested: the same model with some values taken "
        "from what one side says. None of them is preferred here."
    )
    runs = (page.run, *page.others)
    if not has_money(page):
        return Part("accounts-part", None, (Paragraph(fill("{i}", i=intro)),))
    titles = [account_title(page, run) for run in runs]
    blocks: tuple[Block, ...] = (
        Paragraph(fill("{intro} {order}", intro=intro, order=_order(page, runs))),
        picture(
            "accounts-side-by-side",
            f"Cost and the host's bad cases by account, {currency(page)} bn",
            lambda width: accounts(runs, page.found.case, titles, width),
            alt=_alt(page, runs),
            caption="Dot: median, line: 5th to 95th percentile over draws. Cost: expected over "
            "paths, present value.",
            table="options",
        ),
        _table(page, runs),
    )
    return Part("accounts-part", None, blocks)


def readings(page: Sheet) -> Part:
    """What each account rests on, and what it takes to be otherwise."""
    if not page.others:
        return Part("accounts-readings", None, ())
    told = Listing(tuple(_account(page, run) for run in page.others))
    return Part("accounts-readings", "What each account says", (told, _changes(page)))


def _order(page: Sheet, runs: tuple[Run, ...]) -> Markup:
    """Whether the options' order by price is the same under every account."""
    orders = {_ranked(page, run) for run in runs}
    if len(orders) > 1:
        return fill("Which option costs least for what it pays out depends on the account.")
    ranked = next(iter(orders))
    return fill(
        "Under every one of them {first} costs least for what it pays out, and {last} most.",
        first=Markup("<em>{}</em>").format(title_of(page, ranked[0])),
        last=Markup("<em>{}</em>").format(title_of(page, ranked[-1])),
    )


def _ranked(page: Sheet, run: Run) -> tuple[str, ...]:
    return tuple(sorted(mains(page), key=lambda name: float(np.median(price(run, name)))))


def _alt(page: Sheet, runs: tuple[Run, ...]) -> str:
    return "; ".join(
        f"{account_title(page, run)}: "
        + ", ".join(
            f"{title_of(page, n)} {money_range(range_of(burden(run, n)), currency(page))}"
            for n in mains(page)
        )
        for run in runs
    )


def _table(page: Sheet, runs: tuple[Run, ...]) -> Grid:
    nothing = nothing_of(money_of(page))
    names, unit = mains(page), currency(page)
    family = exposed(money_of(page), page.run)
    worst = by_exposure(family, page.run)[0] if family else None
    head = ["Account"] + [title_of(page, n) for n in names]
    head += [f"Unmet if nothing is agreed, {unit} bn"] * bool(nothing)
    head += [f"Host, worst 5 % of paths, {unit} bn"] * bool(worst)
    rows = []
    for run in runs:
        cells: list[Markup | str] = [account_title(page, run)]
        cells += [_number(range_of(price(run, n))) for n in names]
        if nothing:
            cells.append(found(plain_range(range_of(gap(run, nothing)), BILLION), "options"))
        if worst:
            cells.append(found(plain_range(range_of(host_tail(run, worst)), BILLION), "options"))
        rows.append(tuple(cells))
    return Grid(
        "accounts-table",
        f"Expected cost for each {unit} 100 that are paid out, and what else differs",
        tuple(head),
        tuple(rows),
        fill("For each option: cost per {unit} 100 paid out. Medians over draws, 5th to 95th "
             "percentile in brackets; each expected over paths. "
             "Every account was run on the same accidents.", unit=unit),
    )  # fmt: skip


def _number(values: Any) -> Markup:
    return found(number_range(scaled(values, 0.01)), "options")


def _account(page: Sheet, run: Run) -> Markup:
    account = page.found.case.scenario.accounts[str(run.record.account)]
    claims = [each for each in account.basis if each in page.found.case.evidence.claims]
    says = [to_claim(c, page.found.case.evidence.claims[c].says.rstrip(".")) for c in claims]
    return fill(
        '<strong>{title}.</strong> {note} <span class="small">{basis}</span>',
        title=account.title,
        note=account.note or "",
        basis=fill("Rests on: {claims}.", claims=together(says, "; "))
        if claims
        else fill("It rests on judgement."),
    )


def _changes(page: Sheet) -> Grid:
    """What the accounts take to be otherwise, beside the scenario as it stands."""
    scenario = page.found.case.scenario
    names = [str(run.record.account) for run in page.others]
    read = {n: dict(quantities(under_account(page.found.case, n).scenario)) for n in names}
    own = dict(quantities(scenario))
    paths = dict.fromkeys(path for n in names for path in scenario.accounts[n].set)
    rows = tuple(
        (
            to_quantity(path, called(page, path).label),
            _value(own, path),
            *(_value(read[n], path) if path in scenario.accounts[n].set else "" for n in names),
        )
        for path in paths
    )
    return Grid(
        "accounts-changes",
        "What each account takes to be otherwise",
        ("Quantity", "As it stands", *(_short(name) for name in names)),
        rows,
        fill("Likely value, below it lowest and highest; empty: as the scenario stands."),
        text=(0,),
    )


def _short(account: str) -> str:
    """An account by its name in the scenario, where its title is too long."""
    words = account.replace("_", " ")
    return words[:1].upper() + words[1:]


def _value(read: Mapping[str, Quantity], path: str) -> Markup:
    """A value with its range below it."""
    if path not in read:
        return Markup("set")
    middle, _, spread = stated(read[path], read.get(path.partition(".dated.")[0])).partition(" (")
    return fill(
        '{middle}<span class="small">{spread}</span>',
        middle=middle,
        spread=spread.rstrip(")") if spread else "",
    )
