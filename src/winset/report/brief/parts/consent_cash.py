"""From adoption to first cash: the steps, and whether cash comes before the money ends."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from markupsafe import Markup

from winset.report.brief.blocks import Block, Grid, Listing, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found
from winset.report.brief.parts.consent_agenda import Item, by, claims, items, rows_of
from winset.report.brief.parts.consent_odds import odds, odds_range
from winset.report.brief.sheet import Sheet, beneficiary, money_of
from winset.report.charts.first_cash import Curve, first_cash
from winset.report.families import nothing_of
from winset.report.figures import day, month
from winset.report.reading import per_draw
from winset.report.stated import stated
from winset.runs.ranges import range_of
from winset.runs.results import Range
from winset.scenario.nouns.consent import Step

TABLE = "consent_cash"
COUNTED = (
    "The money, the talks and the votes count with these chances: on some of an option's paths its "
    "first cash is late, and on some it never comes."
)


def part(page: Sheet) -> Part:
    """The chance that cash has come by month, against the month the money ends."""
    agenda = [item for item in items(page) if not rows_of(page.run, TABLE, item).empty]
    if not agenda:
        return Part("consent-cash", None, ())
    curves = [_curve(page, item) for item in agenda]
    ends = _ends(page)
    blocks: tuple[Block, ...] = (
        Listing(tuple(_sentence(page, item, ends) for item in agenda)),
        picture(
            "consent-cash-chart",
            "The chance that cash has come, by month, if the option is adopted",
            lambda width: first_cash(curves, ends, page.grid, width),
            alt=_told(page, agenda, ends),
            caption="Line: mean over draws, band: 5th to 95th percentile; the chance itself is of "
            "how long the steps take and whether they succeed. Grey: the month the money ends if "
            "nothing is agreed, the same range.",
            table=TABLE,
        ),
        Paragraph(fill(COUNTED)),
        *_steps(page, agenda),
    )
    return Part("consent-cash", "From adoption to first cash", blocks)


def _ends(page: Sheet) -> Range | None:
    """The month in which the money ends if nothing is agreed, over draws."""
    nothing = nothing_of(money_of(page))
    if nothing is None:
        return None
    return range_of(per_draw(page.run, "options", "month_out_q50", option=nothing))


def _curve(page: Sheet, item: Item) -> Curve:
    rows = rows_of(page.run, TABLE, item).sort_values("month", kind="stable")
    return Curve(item.title, tuple(rows["mean"]), tuple(rows["low"]), tuple(rows["high"]))


def _sentence(page: Sheet, item: Item, ends: Range | None) -> Markup:
    rows = rows_of(page.run, TABLE, item).set_index("month")
    told = fill(
        "<strong>{t}</strong>, decided on {d}: in the end cash comes with {c}",
        t=item.title,
        d=day(item.on),
        c=found(odds_range(_at(rows, int(rows.index.max()))), TABLE),
    )
    half = rows.index[rows["mean"] >= rows["mean"].max() / 2]
    told = fill("{told}, half of that chance by {m}", told=told, m=month(page.grid, half[0]))
    if ends is None or round(ends.mid) > int(rows.index.max()):
        return fill("{told}.", told=told)
    return fill(
        "{told}. By {m}, when {who} first lacks money if nothing is agreed, it has come with {c}.",
        told=told,
        m=month(page.grid, ends.mid),
        who=beneficiary(page),
        c=found(odds_range(_at(rows, round(ends.mid))), TABLE),
    )


def _at(rows: pd.DataFrame, index: int) -> Range:
    row = by(rows[rows.index == index].reset_index(), "month")[index]
    return Range(mid=row["mean"], low=row["low"], high=row["high"])


def _told(page: Sheet, agenda: list[Item], ends: Range | None) -> str:
    parts = []
    for item in agenda:
        rows = rows_of(page.run, TABLE, item).set_index("month")
        parts.append(f"{item.title}: {odds(_at(rows, int(rows.index.max())).mid)} in the end")
        if ends is not None and round(ends.mid) in rows.index:
            by = month(page.grid, ends.mid)
            parts[-1] += f", {odds(_at(rows, round(ends.mid)).mid)} by {by}"
    return "; ".join(parts)


def _steps(page: Sheet, agenda: list[Item]) -> Iterator[Grid]:
    rows = tuple(
        (item.title if i == 0 else "", *_step(page, step))
        for item in agenda
        for i, step in enumerate(item.matter.way_to_cash)
    )
    if rows:
        yield Grid(
            "consent-steps",
            "The steps from adoption to first cash",
            ("Option", "Step", "Takes", "Succeeds with", "Claims"),
            rows,
            fill("In order; what runs alongside begins with the step before it. As the scenario "
                 "states them."),
            text=(0, 1, 2, 3, 4),
        )  # fmt: skip


def _step(page: Sheet, step: Step) -> tuple[Markup | str, ...]:
    asides = [
        *(["alongside"] if step.alongside else []),
        *([f"not before {day(step.not_before)}"] if step.not_before else []),
    ]
    aside = f" ({', '.join(asides)})" if asides else ""
    own = [basis for each in (step.takes, step.chance) if (basis := each.basis) is not None]
    named = tuple(dict.fromkeys(n for b in own for n in ((b,) if isinstance(b, str) else b)))
    chance = "" if step.chance.value == 1 else stated(step.chance)
    return f"{step.title}{aside}", stated(step.takes), chance, claims(page, named)
