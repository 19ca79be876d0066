"""What is due when: the scenario's days, what sources say, and when the money ends, on one page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from winset.evidence.fields import days
from winset.evidence.nouns import Claim
from winset.report.brief.blocks import Block, Grid, Paragraph, Part, Picture
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found, to_claim
from winset.report.brief.parts.conflicts import spelt
from winset.report.brief.sheet import Sheet, beneficiary
from winset.report.capitals import capitalised
from winset.report.charts.dates import Due, dates
from winset.report.families import nothing_of
from winset.report.figures import day
from winset.report.reading import per_draw
from winset.runs.ranges import range_of
from winset.runs.results import Range
from winset.scenario.calendar import Entry, calendar_of
from winset.timegrid import first_day

SHOWN = 400  # days ahead that are drawn; the table tells all
OPEN = 8  # lines that are drawn outright; the others must be unfolded
STATED, CITED, FOUND = "as the scenario has it", "as sources say", "as this run finds"
HUES = {STATED: "blue", CITED: "gold", FOUND: "red"}
FIRST = (FOUND, STATED, CITED)
WORDS = {
    "vote": "Vote: {title}",
    "renewal": "The freeze must be renewed",
    "declaration": "{who}: no talks before this day",
    "track": "{title} ({who})",
    "event": "{title}",
    "first_cash": "First money at the earliest: {title}",
    "horizon": "End of the run's calendar",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the calendar: what, from when to when (None: open), who says so, and by whom."""

    title: str
    linked: Markup
    first: dt.date | None
    last: dt.date | None
    says: str
    by: str


def part(page: Sheet) -> Part:
    """Deadlines and dated decisions on one calendar, and what is open without a date."""
    lines = sorted(
        all_lines(page), key=lambda line: (line.first is None, line.first or dt.date.max)
    )
    start = page.found.case.scenario.as_of
    near = [line for line in lines if line.last and (line.last - start).days <= SHOWN]
    if not lines:
        return Part("calendar", "What is due when", ())
    intro = "Days that the scenario takes as given, days that sources name, and what the run finds."
    blocks: list[Block] = [Paragraph(fill(intro))]
    first, others = first_and_others(near)
    if first:
        blocks.append(_picture("calendar-picture", "What is due in the months ahead", first, start))
    if others:
        invites = f"The other {len(others)}"
        blocks.append(
            _picture("calendar-others", "What else is due by then", others, start, invites)
        )
    blocks.append(table(lines))
    return Part("calendar", "What is due when", tuple(blocks))


def first_and_others(near: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines that are drawn outright, and the others, both by day.

    What the run finds is drawn, then what the scenario has, then what sources say; of each the
    earliest.
    """
    ranked = sorted(near, key=lambda line: FIRST.index(line.says))
    shown = {id(line) for line in ranked[:OPEN]}
    return [x for x in near if id(x) in shown], [x for x in near if id(x) not in shown]


def _picture(
    name: str, title: str, lines: list[Line], start: dt.date, invites: str = ""
) -> Picture:
    due = [Due(line.title, line.first or start, line.last or start, line.says) for line in lines]
    return picture(
        name,
        title,
        lambda width: dates(due, HUES, start, width),
        alt="; ".join(f"{line.title}: {when(line)}" for line in lines),
        caption="A bar is a stretch of days: a source that gives a month, or a range over draws.",
        table="quantities",
        folded=invites,
    )


def table(lines: list[Line]) -> Grid:
    """All of it as a table."""
    rows = tuple(
        (
            found(when(line), "options") if line.says == FOUND else when(line),
            line.linked,
            line.says,
            line.by,
        )
        for line in lines
    )
    head, told = ("When", "What", "Told", "By"), fill("Claims lead to where they were read.")
    return Grid("calendar-table", "The calendar", head, rows, told, text=(0, 1, 2, 3))


def when(line: Line) -> str:
    """When it is, in words."""
    if line.first is None or line.last is None:
        return "open, no date"
    if line.first == line.last:
        return day(line.first)
    return f"{day(line.first)} to {day(line.last)}"


def all_lines(page: Sheet) -> Iterator[Line]:
    """The scenario's days, the sources' days, and the end of the money."""
    for entry in calendar_of(page.found.case.scenario):
        title = words(entry)
        by = entry.who if entry.sort == "vote" else ""
        yield Line(title, fill("{title}", title=title), entry.day, entry.day, STATED, by)
    known = spelt(page)
    for name, claim in page.found.case.evidence.claims.items():
        yield from cited(page, name, claim, known)
    yield from end_of_money(page)


def words(entry: Entry) -> str:
    """An entry in words."""
    return WORDS[entry.sort].format(title=entry.title, who=entry.who)


def cited(page: Sheet, name: str, claim: Claim, known: dict[str, str]) -> Iterator[Line]:
    """What a claim dates, if that lies ahead."""
    if claim.date is None:
        return
    first, last = days(claim.date.on)
    if last > page.found.case.scenario.as_of:
        by, linked = claim.by or "", to_claim(name, claim.says)
        title = ", ".join(part for part in (capitalised(claim.date.of, known), by) if part)
        yield Line(title, linked, first, last, CITED, by)


def end_of_money(page: Sheet) -> Iterator[Line]:
    """The month in which a need first goes unmet if nothing is agreed, over draws."""
    money = page.found.case.scenario.money
    nothing = nothing_of(money) if money is not None else None
    if nothing is None:
        return
    values: Range = range_of(per_draw(page.run, "options", "month_out_q50", option=nothing))
    if round(values.low) >= page.grid.months:
        return
    first = first_day(page.grid, round(values.low))
    last = first_day(page.grid, min(round(values.high), page.grid.months - 1) + 1)
    title = f"The money of {beneficiary(page)} runs out if nothing is agreed"
    yield Line(title, fill("{title}", title=title), first, last - dt.timedelta(days=1), FOUND, "")
