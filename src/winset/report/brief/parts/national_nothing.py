"""What nothing would cost each member, beside every option."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup

from winset.report.brief.blocks import Block, Grid, Paragraph, Part
from winset.report.brief.links import fill, found
from winset.report.brief.sheet import Sheet, currency, mains, title_of
from winset.report.figures import BILLION, percent, plain_range
from winset.report.reading import block, payer_names
from winset.runs.ranges import range_of
from winset.scenario.nouns.money import CostOfNothing
from winset.scenario.sections import stated_money

NAME = "beside-nothing"


def part(page: Sheet) -> Part:
    """Each option beside nothing, member by member; nothing where the scenario states no cost."""
    stated = stated_money(page.found.case.scenario).nothing
    if stated is None or page.run.tables["nothing"].empty:
        return Part(NAME, None, ())
    blocks: tuple[Block, ...] = (Paragraph(_told(stated)), _table(page))
    return Part(NAME, "What it costs if nothing is agreed", blocks)


def _told(stated: CostOfNothing) -> Markup:
    key = str(stated.key).replace("_", " ")
    return fill(
        "Refusing has a price too. The scenario states one: {what}, shared out by {key}. Below it "
        "stands beside every option, with the share of draws in which the option is the cheaper "
        "of the two.",
        what=stated.title[:1].lower() + stated.title[1:],
        key=key.upper() if key in ("gdp", "gni") else key,
    )


def _table(page: Sheet) -> Grid:
    names, unit = payer_names(page.run), currency(page)
    nothing = block(page.run, "nothing", "cost", "payer")
    options = mains(page)
    cost = {n: block(page.run, "members", "pv_mean", "payer", option=n) for n in options}
    dearer = {n: block(page.run, "members", "own_yield_pv", "payer", option=n) for n in options}
    order = sorted(nothing, key=lambda code: -float(np.median(nothing[code])))
    rows = tuple(
        (
            names[code],
            found(plain_range(range_of(nothing[code]), BILLION), "nothing"),
            *(
                cell
                for n in options
                for cell in (
                    found(plain_range(range_of(cost[n][code]), BILLION), "members"),
                    found(
                        percent(float(np.mean(cost[n][code] + dearer[n][code] < nothing[code]))),
                        "members",
                    ),
                )
            ),
        )
        for code in order
    )
    heads = [head for n in options for head in (title_of(page, n), "cheaper than nothing")]
    return Grid(
        "nothing-table",
        f"Nothing beside every option, {unit} bn",
        ("Payer", "If nothing is agreed", *heads),
        rows,
        fill(
            "Present values; medians over draws, 5th to 95th percentile in brackets; options: "
            "expected over paths. Cheaper: share of draws, what a member pays more on its own debt "
            "counted with the option."
        ),
        folded=f"All {len(order)} payers",
    )
