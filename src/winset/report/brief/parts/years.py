"""When it is paid: cash by year."""

from __future__ import annotations

from winset.report.brief.blocks import Part
from winset.report.brief.drawing import picture
from winset.report.brief.sheet import Sheet, beneficiary, currency, mains, title_of
from winset.report.charts.years import years
from winset.report.figures import money
from winset.report.reading import rows


def part(page: Sheet) -> Part:
    """What all payers together pay each year, beside what is paid out."""
    drawn = picture(
        "cash-by-year",
        f"What all payers pay (bars) and {beneficiary(page)} receives (outline), "
        f"{currency(page)} bn a year",
        lambda width: years(page.run, page.found.case, width),
        alt=_told(page),
        caption="Expected over paths, mean over draws, not discounted; paid together, calls and "
        "what falls on the host.",
        table="cash",
    )
    return Part("years", "When it is paid", (drawn,))


def _told(page: Sheet) -> str:
    told = []
    for name in mains(page):
        paid = rows(page.run, "cash", option=name).groupby("year")["mean"].sum()
        told.append(
            f"{title_of(page, name)}: most in {paid.idxmax()}, "
            f"{money(float(paid.max()), currency(page))}"
        )
    return "; ".join(told)
