"""Who carries the tail, with and without a shared guarantee, and why the terms shift it."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from winset.report.brief.blocks import Block, Grid, Listing, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found, together
from winset.report.brief.sheet import (
    Sheet,
    currency,
    custodian,
    host,
    money_of,
    title_of,
)
from winset.report.charts.host import host as host_chart
from winset.report.charts.tail import any_loss, bearers, tail
from winset.report.families import Family, by_exposure, exposed
from winset.report.figures import BILLION, money, money_range, percent_range, plain_range
from winset.report.reading import block, payer_column, ranged, ranges, scaled
from winset.report.terms import differences
from winset.report.words import layer
from winset.runs.ranges import range_of
from winset.runs.results import Range
from winset.scenario.options import instrument_of

SMALL = 0.01  # shifts below this share of the largest are left out of the sentences


def part(page: Sheet) -> Part:
    """The host's exposure under each set of terms, layer by layer, term by term."""
    family = exposed(money_of(page), page.run)
    if family is None:
        text = fill("No option leaves anything to the host of the assets.")
        return Part("tail", "Who carries the tail", (Paragraph(text),))
    options = by_exposure(family, page.run)
    blocks: tuple[Block, ...] = (
        Paragraph(_order(page, options)),
        picture(
            "tail-by-layer",
            f"Who bears the losses of the worst 5 % of paths, {currency(page)} bn",
            lambda width: tail(page.run, page.found.case, options, width),
            alt=_alt(page, options),
            caption="Mean of the worst 5 % of paths of the whole loss, not discounted; median "
            "over draws.",
            table="layers",
        ),
        picture(
            "host-exposure",
            f"What is left to {host(page)} as host of the assets",
            lambda width: host_chart(page.run, page.found.case, options, width),
            alt=_host_alt(page, options),
            caption="Dot: median, line: 5th to 95th percentile over draws. Expected and worst 5 %: "
            "over paths, present value; the most that the contract leaves: not discounted.",
            table="options",
        ),
        _table(page, options),
        Paragraph(
            fill("What sets the variants apart, term by term, and what each shifts:")
        ),
        Listing(tuple(_explained(page, family, name) for name in family_variants(options))),
    )  # fmt: skip
    return Part("tail", f"Who carries the tail: what is left to {host(page)}", blocks)


def family_variants(options: tuple[str, ...]) -> tuple[str, ...]:
    """The variants among a family's options."""
    return options[1:]


def _order(page: Sheet, options: tuple[str, ...]) -> Markup:
    shown = [layer(name) for name in bearers(page.run) if any_loss(page.run, name, options)]
    return fill(
        "{custodian} holds the assets, and {host} is the state under whose law it does. A loss "
        "passes from one bearer to the next: {order}. Whatever nobody before it bears falls on "
        "{host} as host; that is apart from what {host} pays as one guarantor among others.",
        custodian=custodian(page),
        host=host(page),
        order=", then ".join(shown),
    )


def _alt(page: Sheet, options: Iterable[str]) -> str:
    told = []
    for name in options:
        found_ = ranges(page.run, "layers", "tail", "layer", option=name)
        borne = [
            f"{layer(each)} {money(found_[each].mid, currency(page))}"
            for each in bearers(page.run)
            if found_[each].mid > 0
        ]
        told.append(f"{title_of(page, name)}: {', '.join(borne)}")
    return "; ".join(told)


def _host_alt(page: Sheet, options: Iterable[str]) -> str:
    return "; ".join(
        f"{title_of(page, name)}: expected {money_range(_of(page, name, 'host_mean'), unit)}, "
        f"worst 5 % of paths {money_range(_of(page, name, 'host_cvar95'), unit)}, at most "
        f"{money_range(_of(page, name, 'host_peak'), unit)}"
        for unit in (currency(page),)
        for name in options
    )


def _of(page: Sheet, option: str, column: str) -> Range:
    return ranged(page.run, "options", column, option=option)


def _table(page: Sheet, options: tuple[str, ...]) -> Grid:
    unit = currency(page)
    code = money_of(page).assets.host
    gdp = payer_column(page.run, "gdp")[code]
    rows = []
    for name in options:
        peak, bad = _of(page, name, "host_peak"), _of(page, name, "host_cvar95")
        own = ranged(page.run, "members", "contingent_peak", option=name, payer=code)
        rows.append(
            (
                title_of(page, name),
                found(plain_range(_of(page, name, "host_mean"), BILLION), "options"),
                found(plain_range(bad, BILLION), "options"),
                found(percent_range(scaled(bad, gdp)), "options"),
                found(plain_range(peak, BILLION), "options"),
                found(percent_range(scaled(peak, gdp)), "options"),
                found(plain_range(own, BILLION), "members"),
                found(plain_range(_of(page, name, "advanced"), BILLION), "options"),
            )
        )
    head = ("Terms", f"Expected, {unit} bn", "Worst 5 % of paths", "of its GDP",
            "Most the contract leaves", "of its GDP", "Besides, as guarantor at most",
            "To be laid out until guarantors pay")  # fmt: skip
    return Grid(
        "host-table",
        f"What is left to {host(page)} as host",
        head,
        tuple(rows),
        fill("{unit} bn, shares in per cent. Medians over draws, 5th to 95th percentile in "
             "brackets. Expected and worst 5 %: over paths, present value. What the contract "
             "leaves, and the guarantee: not discounted, and no forecast. To be laid out: by "
             "custodian and host, beyond what a standby line pays, expected over paths.",
             unit=unit),
    )  # fmt: skip


def _explained(page: Sheet, family: Family, variant: str) -> Markup:
    money_section = money_of(page)
    terms = differences(
        instrument_of(money_section, family.main), instrument_of(money_section, variant)
    )
    return fill(
        "<strong>{title}.</strong> {terms} {shift}",
        title=title_of(page, variant),
        terms=Markup(" ").join(term.says for term in terms),
        shift=_shift(page, family.main, variant),
    )


def _shift(page: Sheet, drafted: str, variant: str) -> Markup:
    """Which layers bear more and less than under the draft, draw by draw."""
    before = block(page.run, "layers", "tail", "layer", option=drafted)
    after = block(page.run, "layers", "tail", "layer", option=variant)
    moved = {
        name: range_of(after[name] - before[name])
        for name in bearers(page.run)
        if any_loss(page.run, name, (drafted, variant))
    }
    largest = max((abs(each.mid) for each in moved.values()), default=0.0)
    shown = {n: r for n, r in moved.items() if abs(r.mid) > SMALL * largest}
    if not shown:
        return fill("In the worst 5 % of paths that shifts nothing.")
    ordered = sorted(shown, key=lambda name: -shown[name].mid)
    return fill(
        "In the worst 5 % of paths that shifts: {moved}.",
        moved=together([_moved(page, name, shown[name]) for name in ordered], "; "),
    )


def _moved(page: Sheet, name: str, shift: Range) -> Markup:
    ends = sorted((abs(shift.low), abs(shift.high)))
    crosses = shift.low * shift.high < 0
    size = Range(mid=abs(shift.mid), low=0.0 if crosses else ends[0], high=ends[1])
    return fill(
        "{who} {by} {more}",
        who=layer(name),
        by=found(money_range(size, currency(page)), "layers"),
        more="more" if shift.mid > 0 else "less",
    )
