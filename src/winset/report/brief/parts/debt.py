"""Where members' debt goes with and without each option, and the room that is left."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from winset.report.brief.blocks import Block, Grid, Paragraph, Part, Picture
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found
from winset.report.brief.parts.national import (
    PATHS,
    Record,
    members_by_change,
    of_each,
    range_in,
)
from winset.report.brief.sheet import Sheet, mains, title_of
from winset.report.charts.debt import change, debt
from winset.report.charts.theme import NARROW
from winset.report.figures import percent, percent_range
from winset.report.reading import payer_names, rows
from winset.runs.national.debt import FEW
from winset.runs.results import Range

NAME = "debt"
MOST = 6  # members drawn without unfolding anything
FOLDED_BESIDE, BESIDE, NARROW_BESIDE = 4, 3, 2  # charts in a row


def part(page: Sheet) -> Part:
    """Debt paths, adjustment and room; nothing where the run has none."""
    if PATHS not in page.run.tables:
        return Part(NAME, None, ())
    order = members_by_change(page)
    options = [n for n in mains(page) if not rows(page.run, PATHS, option=n).empty]
    blocks: tuple[Block, ...] = (
        Paragraph(
            fill(
                "The Union's debt arithmetic shows what an option does to a member's debt over ten "
                "years. Without any option: {assumed}. {stand_ins}",
                assumed=_told(page, "assumption"),
                stand_ins=_stand_ins(page),
            )
        ),
        _change(page, options, order[:MOST]),
        _paths(page, options, order),
        _room(page, options, order),
    )
    return Part(NAME, "Debt and the room under the fiscal rule", blocks)


def _change(page: Sheet, options: list[str], members: list[str]) -> Picture:
    return picture(
        "debt-change",
        "What each option adds to debt, % of GDP: the members whose debt moves most",
        lambda width: change(
            page.run, page.found.case, options, members, width,
            NARROW_BESIDE if width <= NARROW else BESIDE,
        ),
        alt=_alt(page, options, members),
        caption="Lines: means over draws of the difference to the path without the option; bands: "
        "5th to 95th percentile. One axis for all.",
        table=PATHS,
    )  # fmt: skip


def _paths(page: Sheet, options: list[str], members: list[str]) -> Picture:
    return picture(
        "debt-all",
        "Debt of every member, % of GDP",
        lambda width: debt(
            page.run, page.found.case, options, members, width,
            NARROW_BESIDE if width <= NARROW else FOLDED_BESIDE,
        ),
        alt=_alt(page, options, members),
        caption="Lines: means over draws; grey band: 5th to 95th percentile of the path without. "
        "Growth, prices and rates ahead are drawn; the half widths are judgement. Axes differ and "
        "do not begin at nought.",
        table=PATHS,
        folded=f"Debt of all {len(members)} members",
    )  # fmt: skip


def _alt(page: Sheet, options: list[str], members: list[str]) -> str:
    names = payer_names(page.run)
    table = page.run.tables[PATHS]
    year = int(table["year"].max())
    end = {
        (str(row["option"]), str(row["payer"])): row
        for row in table[table["year"] == year].to_dict("records")
    }
    return "; ".join(
        f"{names[code]} in {year}: {percent(float(end[options[0], code]['without_mean']))}"
        + "".join(
            f", {title_of(page, n)} {percent(float(end[n, code]['with_mean']))}" for n in options
        )
        for code in members
    )


def _told(page: Sheet, kind: str) -> str:
    return "; ".join(str(says) for says in rows(page.run, "debt_notes", kind=kind)["says"])


def _stand_ins(page: Sheet) -> str:
    names = payer_names(page.run)
    table = rows(page.run, "debt_notes", kind="stand_in")
    told = "; ".join(f"{names[str(r['payer'])]}, {r['says']}" for _, r in table.iterrows())
    return f"Figures that are not held, and what stands in for them: {told}." if told else ""


def _room(page: Sheet, options: list[str], order: list[str]) -> Grid:
    names = payer_names(page.run)
    table = page.run.tables["room"]
    years = range(int(table["year"].min()), int(table["year"].max()) + 1)
    heads = [
        head
        for n in options
        for head in (
            f"{title_of(page, n)}: adjust more a year",
            "room, worst year, mean",
            "draws that cross 3 %",
        )
    ]
    room = {n: of_each(rows(page.run, "room", option=n)) for n in options}
    more = {n: of_each(rows(page.run, "adjustment", option=n)) for n in options}
    return Grid(
        "room-table",
        "Room left up to a deficit of 3 %, and what must be adjusted more, % of GDP",
        ("Member", "Room without, mean", *heads),
        tuple(
            (
                names[code],
                found(percent_range(_least(room[options[0]][code], "deficit_before")), "room"),
                *(cell for n in options for cell in _left(room[n][code], more[n][code][0])),
            )
            for code in order
        ),
        fill(
            "Room: up to a deficit of 3 % of GDP in the year from {a} to {b} in which it is "
            "smallest; a minus lies beyond it. Means over draws, 5th to 95th percentile in "
            "brackets. Cross: the share of draws in "
            "which the option takes the deficit across 3 % in some year, in the year in which it "
            "is likeliest. Adjust more: every year of adjustment, so that debt in {b} is as it "
            "would be without the option. All on the first {n} "
            "draws. Excessive deficit procedures and escape clauses are left out. Tables "
            '<a href="#table-room">room</a> and <a href="#table-adjustment">adjustment</a>; the '
            "second also has what the common rule asks for.",
            a=years[0],
            b=years[-1],
            n=min(FEW, page.run.record.draws),
        ),
        folded=f"Room and adjustment of all {len(order)} members",
    )


def _least(room: Sequence[Record], column: str) -> Range:
    """The room in the year in which its mean is smallest."""
    row = min(room, key=lambda each: float(each[column]))
    return Range(mid=row[column], low=row[f"{column}_low"], high=row[f"{column}_high"])


def _left(room: Sequence[Record], more: Record) -> tuple[Markup | str, ...]:
    unmet = more["same_debt_mean"] != more["same_debt_mean"]
    return (
        "not met" if unmet else found(percent_range(range_in(more, "same_debt")), "adjustment"),
        found(percent_range(_least(room, "deficit_after")), "room"),
        found(percent(max(float(row["crosses"]) for row in room)), "room"),
    )
