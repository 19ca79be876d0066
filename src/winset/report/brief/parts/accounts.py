"""Accounts side by side: where the conclusions agree whatever one believes."""

from __future__ import annotations

import json
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
    mains,
    money_of,
    title_of,
)
from winset.report.charts.accounts import accounts
from winset.report.families import by_exposure, exposed, nothing_of
from winset.report.figures import money_range, number_range
from winset.report.outcomes import burden, gap, host_tail, price
from winset.report.reading import range_of, scaled
from winset.runs.record import Run


def part(page: Sheet) -> Part:
    """The same options under each account, and what each account takes to be otherwise."""
    if not page.others:
        text = fill("This brief was made for one account only; run it for all to see them here.")
        return Part("accounts-part", None, (Paragraph(text),))
    runs = (page.run, *page.others)
    titles = [account_title(page, run) for run in runs]
    blocks: tuple[Block, ...] = (
        Paragraph(
            fill(
                "An account is one reading of what is contested: the same model with some values "
                "taken from what one side says. None of them is preferred here. {order}",
                order=_order(page, runs),
            )
        ),
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
        Paragraph(fill("What each account takes to be otherwise:")),
        Listing(tuple(_account(page, run) for run in page.others)),
    )
    return Part("accounts-part", None, blocks)


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
    head = ["Account"] + [f"per {unit} 100: {title_of(page, n)}" for n in names]
    head += ["Unmet if nothing is agreed"] * bool(nothing)
    head += ["Host, worst 5 % of paths"] * bool(worst)
    rows = []
    for run in runs:
        cells: list[Markup | str] = [account_title(page, run)]
        cells += [_number(range_of(price(run, n))) for n in names]
        if nothing:
            cells.append(found(money_range(range_of(gap(run, nothing)), unit), "options"))
        if worst:
            cells.append(found(money_range(range_of(host_tail(run, worst)), unit), "options"))
        rows.append(tuple(cells))
    return Grid(
        "accounts-table",
        f"Expected cost for each {unit} 100 that are paid out, and what else differs",
        tuple(head),
        tuple(rows),
        fill("Medians over draws, 5th to 95th percentile in brackets; each expected over paths. "
             "Every account was run on the same accidents."),
    )  # fmt: skip


def _number(values: Any) -> Markup:
    return found(number_range(scaled(values, 0.01)), "options")


def _account(page: Sheet, run: Run) -> Markup:
    account = page.found.case.scenario.accounts[str(run.record.account)]
    claims = [name for name in account.basis if name in page.found.case.evidence.claims]
    return fill(
        "<strong>{title}.</strong> {note} {changes}. {basis}",
        title=account.title,
        note=account.note or "",
        changes=together([_change(page, *item) for item in account.set.items()], "; "),
        basis=fill("Rests on {claims}.", claims=together([to_claim(name) for name in claims]))
        if claims
        else fill("It rests on judgement."),
    )


def _change(page: Sheet, path: str, value: Any) -> Markup:
    """A value that the account sets, in words."""
    return fill(
        "{it} {value}", it=to_quantity(path, called(page, path).label), value=_stated(value)
    )


def _stated(value: Any) -> str:
    if not isinstance(value, Mapping):
        return json.dumps(value)
    unit = f" {value['unit']}" if "unit" in value else ""
    if "likely" in value:
        return f"{value['likely']} ({value['low']}–{value['high']}){unit}"
    if "between" in value:
        low, high = value["between"]
        return f"{low}–{high}{unit}"
    return f"{value.get('value', json.dumps(dict(value), default=str))}{unit}"
