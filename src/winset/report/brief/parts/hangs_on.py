"""What it hangs on: drivers crossed with basis, and the judgements that carry the conclusion."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from winset.explore.carrying import carrying
from winset.explore.drivers import Carrier, ends
from winset.report.brief.blocks import Block, Gallery, Grid, Heading, Listing, Paragraph, Part
from winset.report.brief.drawing import small
from winset.report.brief.headline import Outcome, headline
from winset.report.brief.hinges import judgements, signed, threshold
from winset.report.brief.links import basis_of, fill, found, quantity
from winset.report.brief.sheet import Sheet, called
from winset.report.charts.drivers import drivers, shown
from winset.report.charts.theme import NARROW
from winset.report.svg import Drawing
from winset.report.words import lowered

CARRYING = 3


def part(page: Sheet) -> Part:
    """Which uncertain quantities move each outcome, and how well each is known."""
    told = headline(page)
    limit = threshold(each.found for each in told)
    blocks: list[Block] = [
        Paragraph(
            fill(
                "Each draw takes one value for everything we do not know. Where high values of a "
                "quantity go with high outcomes the rank correlation is near +1, where they go "
                "with low ones near \u22121. With {n} draws and {k} quantities accident alone "
                "stays within \u00b1{limit} in 95 of 100 runs (the shaded stretch): what is "
                "shorter tells nothing.",
                n=page.run.record.draws,
                k=len(page.samples),
                limit=f"{limit:.2f}",
            )
        ),
        *_judgements(page, told),
        _gallery(page, told),
        _table(page, told),
    ]
    return Part("drivers-part", None, tuple(blocks))


def _judgements(page: Sheet, told: Sequence[Outcome]) -> tuple[Block, ...]:
    """The judgements that carry the conclusion, and what would have to be true."""
    found_ = {each.title: each.found for each in told}
    carried = carrying(found_, judgements(page), CARRYING)
    if not carried:
        text = fill("No judgement stands out: accident alone does as much.")
        return (Paragraph(text),)
    heading = "The judgements that carry the conclusion"
    items = tuple(_carrier(page, each, told) for each in carried)
    return (Heading(heading), Listing(items, ordered=True))


def _carrier(page: Sheet, carrier: Carrier, told: Sequence[Outcome]) -> Markup:
    moved = next(each for each in told if each.title == carrier.outcomes[0])
    low, high = ends(moved.values, page.samples[carrier.path])
    others = len(carrier.outcomes) - 1
    return fill(
        "<strong>{it}</strong> ({says}; {basis}). Where it is in its lowest fifth, {outcome} is "
        "{low} in the middle draw; in its highest fifth {high}.{others}",
        it=quantity(page, carrier.path),
        says=called(page, carrier.path).says,
        basis=basis_of(page, carrier.path),
        outcome=lowered(moved.title.removesuffix(", points")),
        low=found(moved.write(low), "draws"),
        high=found(moved.write(high), "draws"),
        others=f" It also moves {others} more of the outcomes below." if others else "",
    )


def _gallery(page: Sheet, told: Sequence[Outcome]) -> Gallery:
    drawn = tuple(_drawn(page, each) for each in told if each.found.found)
    return Gallery(
        "drivers",
        "What moves each outcome",
        drawn,
        fill(
            "Spearman rank correlation over {n} draws; colour: what the quantity rests on. "
            'Numbers: <a href="#table-draws">draws</a>.',
            n=page.run.record.draws,
        ),
    )


def _drawn(page: Sheet, outcome: Outcome) -> Drawing:
    first = shown(outcome.found)
    labels = {each.path: called(page, each.path).label for each in first}
    alt = "; ".join(f"{labels[each.path]} {signed(each.correlation)}" for each in first)
    chart = drivers(outcome.found, labels, page.kinds, NARROW)
    return small(f"drivers-{outcome.name}", outcome.title, chart, alt)


def _table(page: Sheet, told: Sequence[Outcome]) -> Grid:
    """Every quantity that moves any outcome audibly, with all its correlations."""
    by_path: dict[str, dict[str, tuple[float, bool]]] = {}
    for outcome in told:
        for each in outcome.found.found:
            by_path.setdefault(each.path, {})[outcome.name] = (each.correlation, each.audible)
    heard = {path: row for path, row in by_path.items() if any(a for _, a in row.values())}
    order = sorted(heard, key=lambda path: -max(abs(r) for r, _ in heard[path].values()))
    rows = tuple(
        (
            quantity(page, path),
            basis_of(page, path, short=True),
            *(_cell(heard[path].get(outcome.name)) for outcome in told),
        )
        for path in order
    )
    return Grid(
        "drivers-table",
        "Drivers crossed with basis",
        ("Quantity", "Rests on", *(each.short for each in told)),
        rows,
        fill("Rank correlations over draws; empty: within what accident alone would show."),
        text=(0, 1),
    )


def _cell(entry: tuple[float, bool] | None) -> str:
    return signed(entry[0]) if entry and entry[1] else ""
