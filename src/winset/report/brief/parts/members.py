"""Who pays: each member's expected cost and what it stands behind, as bars, map and table."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup

from winset.report.brief.blocks import Block, Box, Grid, Paragraph, Part, Picture
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found, together
from winset.report.brief.sheet import Sheet, currency, host, key_notes, mains, title_of
from winset.report.charts.europe import europe
from winset.report.charts.members import members
from winset.report.figures import (
    BILLION,
    money,
    money_range,
    number_range,
    percent,
    percent_range,
    plain,
    plain_range,
)
from winset.report.reading import payer_column, payer_names, ranged, ranges, scaled
from winset.report.steps import edges, spans
from winset.runs.results import Range

MAP = 420  # px; one size serves everywhere
BASIS_POINT = 0.0001
LEVEL = 0.02  # shares of GDP that differ by less than this part are the same to the eye


def part(page: Sheet) -> Part:
    """What each member pays and stands behind."""
    blocks: tuple[Block, ...] = (
        Paragraph(
            fill(
                "Two numbers must not be mixed. What a member is <em>expected to pay</em> is a "
                "present value, in the mean over chance. What it can <em>at most be asked for</em> "
                "as a guarantor is a liability that may never fall due. For {host} the first "
                "contains what falls on it as host of the assets, the second does not.",
                host=host(page),
            )
        ),
        *(Box("About the key", fill("{note}", note=note)) for note in key_notes(page)),
        picture(
            "members-bars",
            f"What each payer pays and stands behind, {currency(page)} bn",
            lambda width: members(page.run, page.found.case, width),
            alt=_told(page),
            caption="Full bars: expected cost (present value, expected over paths, the host's part "
            "included); lines on them: 5th to 95th percentile over draws. Pale bars: the most a "
            "payer can be asked for as guarantor. Medians over draws.",
            table="members",
        ),
        _map(page),
        _table(page),
        *_dearer(page),
    )
    return Part("members", "What it costs each member", blocks)


def _dearer(page: Sheet) -> tuple[Paragraph, ...]:
    """Whose own yield rises most, and what that costs all together; nothing where none does."""
    told = []
    for option in mains(page):
        rise = ranges(page.run, "members", "own_yield_rise", "payer", option=option)
        known = {code: each for code, each in rise.items() if each.high > 0}
        if not known:
            continue
        most = max(known, key=lambda code: known[code].mid)
        cost = ranged(page.run, "options", "own_yield_pv", option=option)
        told.append(
            fill(
                "Under \u201c{title}\u201d the yield of {name} rises most, by {rise} basis points "
                "in its heaviest year; all payers together pay {cost} more on their own debt.",
                title=title_of(page, option),
                name=payer_names(page.run)[most],
                rise=found(number_range(scaled(known[most], BASIS_POINT)), "members"),
                cost=found(money_range(cost, currency(page)), "options"),
            )
        )
    opening = fill("What a member stands behind makes its own debt dearer, called or not.")
    return (Paragraph(together([opening, *told], " ")),) if told else ()


def _told(page: Sheet) -> str:
    names = payer_names(page.run)
    told = []
    for option in mains(page):
        cost = ranges(page.run, "members", "pv_mean", "payer", option=option)
        first = sorted(cost, key=lambda code: -cost[code].mid)[:3]
        said = ", ".join(f"{names[c]} {money(cost[c].mid, currency(page))}" for c in first)
        told.append(f"{title_of(page, option)}: most for {said}")
    return "; ".join(told)


def _map(page: Sheet) -> Picture:
    """Shares of GDP; cost per head where the key makes all shares of GDP alike."""
    option = mains(page)[0]
    cost = ranges(page.run, "members", "pv_mean", "payer", option=option)
    gdp, people = payer_column(page.run, "gdp"), payer_column(page.run, "population")
    share = {code: cost[code].mid / gdp[code] for code in cost if gdp[code] == gdp[code]}
    uneven = [code for code in share if not _near(share[code], share)]
    if len(uneven) > len(share) / 4:
        values, unit, why = share, "% of GDP", ""

        def write(value: float) -> str:
            return percent(value)
    else:
        values = {code: cost[code].mid / people[code] for code in share}
        unit = f"{currency(page)} per head"
        why = _why(page, share, uneven)

        def write(value: float) -> str:
            return money(value, currency(page))

    cuts = edges(list(values.values()), 5)
    names = payer_names(page.run)
    most = sorted(values, key=lambda code: -values[code])[:3]
    return picture(
        "members-map",
        f"Expected cost of \u201c{title_of(page, option)}\u201d, {unit}",
        lambda width: europe(values, cuts, spans(cuts, write), width),
        alt="; ".join(f"{names[code]} {write(values[code])}" for code in most) + " have the most",
        caption=f"{why}Present value, expected over paths, median over draws; the steps hold about "
        "as many members each. Borders as in the map's source; they state no view of this project.",
        table="members",
        single=MAP,
    )


def _near(value: float, all_values: dict[str, float]) -> bool:
    middle = float(np.median(list(all_values.values())))
    return abs(value - middle) <= LEVEL * middle


def _why(page: Sheet, share: dict[str, float], uneven: list[str]) -> str:
    middle = percent(float(np.median(list(share.values()))))
    names = payer_names(page.run)
    but = ", ".join(f"{names[code]} ({percent(share[code])})" for code in uneven)
    told = f"The key is GDP, so measured against GDP the cost is {middle} for all"
    return f"{told}{f' but {but}' if but else ''}; the map shows it per head instead. "


def _of_gdp(cost: Range, gdp: float) -> Markup:
    """A cost as a share of the payer's GDP; empty where that is not held."""
    return found(percent_range(scaled(cost, gdp)), "members") if gdp > 0 else Markup("")


def _per_head(cost: Range, people: float) -> Markup:
    """A cost for each of the payer's people; empty where they are not held."""
    return found(plain(cost.mid / people, 1.0), "members") if people > 0 else Markup("")


def _table(page: Sheet) -> Grid:
    option = mains(page)[0]
    names, gdp = payer_names(page.run), payer_column(page.run, "gdp")
    people, unit = payer_column(page.run, "population"), currency(page)
    cost = ranges(page.run, "members", "pv_mean", "payer", option=option)
    bad = ranges(page.run, "members", "pv_cvar95", "payer", option=option)
    behind = ranges(page.run, "members", "contingent_peak", "payer", option=option)
    dearer = ranges(page.run, "members", "own_yield_pv", "payer", option=option)
    nothing = ranges(page.run, "nothing", "cost", "payer")
    rows = tuple(
        (
            names[code],
            found(plain_range(cost[code], BILLION), "members"),
            _of_gdp(cost[code], gdp[code]),
            _per_head(cost[code], people[code]),
            found(plain_range(bad[code], BILLION), "members"),
            found(plain_range(behind[code], BILLION), "members"),
            found(plain_range(dearer[code], BILLION), "members") if dearer[code].high > 0 else "",
            found(plain_range(nothing[code], BILLION), "nothing") if code in nothing else "",
        )
        for code in sorted(cost, key=lambda code: -cost[code].mid)
    )
    return Grid(
        "members-table",
        f"Each payer under \u201c{title_of(page, option)}\u201d",
        ("Payer", f"Expected cost, {unit} bn", "of its GDP", f"{unit} per head",
         "Worst 5 % of paths", "Can be asked for", "Besides, on its own debt",
         "If nothing is agreed"),
        rows,
        fill("{unit} bn where nothing else is said. Present values; medians over draws, "
             "5th to 95th percentile in brackets. Expected and worst 5 %: over paths. Can be asked "
             "for: as guarantor, not discounted. No figures of its own are held of a payer outside "
             "the club. Besides, on its own debt: what its lenders ask "
             "more while it stands behind the option, in none of the other columns; empty where no "
             "such rise is stated, or none of the payer's debt is known. If nothing is agreed: as "
             "the scenario states it, by its own key.",
             unit=unit),
    )  # fmt: skip
