"""Why losses arise: the perils of each option."""

from __future__ import annotations

from winset.report.brief.blocks import Grid, Paragraph, Part
from winset.report.brief.links import fill, found
from winset.report.brief.sheet import Sheet, currency, mains, title_of
from winset.report.figures import BILLION, percent_range, plain_range
from winset.report.reading import ranged, ranges
from winset.report.words import peril


def part(page: Sheet) -> Part:
    """What has to be paid for, cause by cause, and how likely the triggers are."""
    unit = currency(page)
    by_option = {n: ranges(page.run, "perils", "mean", "peril", option=n) for n in mains(page)}
    perils = [
        name
        for name in dict.fromkeys(str(p) for p in page.run.tables["perils"]["peril"])
        if any(found_[name].high > 0 for found_ in by_option.values())
    ]
    rows = tuple(
        (
            peril(name)[0].upper() + peril(name)[1:],
            *(
                found(plain_range(by_option[n][name], BILLION), "perils")
                if by_option[n][name].high > 0
                else ""
                for n in by_option
            ),
        )
        for name in perils
    )
    text = fill(
        "By the end of the accounts a settlement has come with a chance of {settled}, and the "
        "freeze has lapsed before one with a chance of {lapsed}.",
        settled=_chance(page, "chance_settled"),
        lapsed=_chance(page, "chance_freeze_lapses"),
    )
    table = Grid(
        "perils",
        f"Expected amounts by cause, {unit} bn",
        ("Because", *(title_of(page, name) for name in by_option)),
        rows,
        fill("Expected over paths, not discounted; medians over draws, 5th to 95th percentile in "
             "brackets. What reparations meet is not taken off."),
    )  # fmt: skip
    return Part("perils-part", "Why it may have to be paid", (Paragraph(text), table))


def _chance(page: Sheet, column: str) -> object:
    first = mains(page)[0]
    return found(percent_range(ranged(page.run, "options", column, option=first)), "options")
