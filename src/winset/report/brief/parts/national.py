"""Members' accounts: what the national accounts make of each option, and what enters where."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from winset.report.brief.blocks import Block, Grid, Paragraph, Part
from winset.report.brief.links import fill, found
from winset.report.brief.sheet import Sheet, mains, title_of
from winset.report.figures import percent, percent_range
from winset.report.reading import payer_names, rows
from winset.runs.results import Range

VERDICTS, PATHS = "national_verdicts", "debt_paths"
NAME = "national"

Record = Mapping[Hashable, Any]
"""A row of a table."""


def part(page: Sheet) -> Part:
    """When members' accounts feel an option; nothing where the run does not say."""
    if VERDICTS not in page.run.tables:
        return Part(NAME, None, ())
    blocks: tuple[Block, ...] = (
        Paragraph(
            fill(
                "Whether an option enters a member's deficit and debt hangs on who borrows, what "
                "the money is, and whether a guarantee is called. Each condition of the European "
                "System of Accounts (ESA 2010) is asked in order; below are those that hold, or "
                "that the facts leave open."
            )
        ),
        *(_verdicts(page, option) for option in mains(page)),
        *((_effects(page),) if PATHS in page.run.tables else ()),
    )
    return Part(NAME, "What enters members' accounts", blocks)


def _verdicts(page: Sheet, option: str) -> Grid:
    table = rows(page.run, VERDICTS, option=option)
    shown = table[table["holds"] != "no"]
    return Grid(
        f"verdicts-{option}",
        f"{title_of(page, option)}: how the accounts see it",
        ("Question", "Verdict", "Because", "So", "Text"),
        tuple(_verdict(row) for _, row in shown.iterrows()),
        fill(
            "Verdicts over draws, on flows in the mean over paths: repeated calls can only be seen "
            "on single paths and stay open. {n} further conditions hold in no draw; the table "
            '<a href="#table-{t}">{t}</a> has them with their reasons.',
            n=len(table) - len(shown),
            t=VERDICTS,
        ),
        text=(0, 1, 2, 3, 4),
    )


def _verdict(row: pd.Series) -> tuple[Markup | str, ...]:
    source = fill(
        '<span class="small">{text}; {checked}</span>', text=row["source"], checked=row["checked"]
    )
    because = str(row["reason"])
    return (
        str(row["question"]),
        str(row["holds"]).capitalize(),
        because[:1].upper() + because[1:],
        f"{str(row['says'])[:1].upper()}{str(row['says'])[1:]}.",
        source,
    )


def _effects(page: Sheet) -> Grid:
    """Each member's deficit in the year that feels an option most, and its debt at the end."""
    options = [n for n in mains(page) if not rows(page.run, PATHS, option=n).empty]
    names = payer_names(page.run)
    by_option = {n: of_each(rows(page.run, PATHS, option=n)) for n in options}
    last = int(page.run.tables[PATHS]["year"].max())
    first = int(page.run.tables[PATHS]["year"].min())
    order = members_by_change(page)
    heads = [
        head
        for name in options
        for head in (f"{title_of(page, name)}: debt in {last}", "deficit, worst year")
    ]
    return Grid(
        "accounts-effects",
        "What each option adds to deficit and debt, % of GDP",
        ("Member", *heads),
        tuple(
            (names[code], *(cell for n in options for cell in _effect(by_option[n][code], last)))
            for code in order
        ),
        fill(
            "Means over draws, 5th to 95th percentile in brackets; expected over paths. Deficit: "
            "the year from {first} to {last} in which it grows most. Debt: the difference to the "
            "path without the option, interest on it included. Assumed is the policy of the "
            "forecast; growth, prices and rates ahead are drawn with half widths that are "
            "judgement.",
            first=first,
            last=last,
        ),
        folded=f"Deficit and debt of all {len(order)} members",
    )


def _effect(mine: Sequence[Record], last: int) -> tuple[Markup, Markup]:
    worst = max(mine, key=lambda row: float(row["deficit_mean"]))
    end = next(row for row in mine if row["year"] == last)
    deficit = range_in(worst, "deficit")
    return (
        found(percent_range(range_in(end, "change")), PATHS),
        fill("{n} in {y}", n=found(percent(deficit.mid), PATHS), y=int(worst["year"])),
    )


def range_in(row: Record | pd.Series, name: str) -> Range:
    """Mean and ends of a quantity in a row of a table of spreads."""
    head = f"{name}_" if name else ""
    return Range(mid=row[f"{head}mean"], low=row[f"{head}low"], high=row[f"{head}high"])


def of_each(table: pd.DataFrame) -> dict[str, list[Record]]:
    """The rows of a table by the payer that they are about."""
    found: dict[str, list[Record]] = {}
    for row in table.to_dict("records"):
        found.setdefault(str(row["payer"]), []).append(row)
    return found


def members_by_change(page: Sheet) -> list[str]:
    """Codes of members, those first whose debt any option as drafted moves most."""
    table = page.run.tables[PATHS]
    drafted = table[table["option"].isin(mains(page)) & (table["year"] == table["year"].max())]
    most = drafted.groupby("payer", observed=True, sort=False)["change_mean"].max()
    return [str(code) for code in most.sort_values(ascending=False, kind="stable").index]
