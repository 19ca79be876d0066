"""Where sources disagree: figures and dates of one thing, and claims that others deny."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from winset.report.brief.blocks import Block, Grid, Paragraph, Part
from winset.report.brief.cited import read
from winset.report.brief.links import fill, to_claim
from winset.report.brief.sheet import Sheet
from winset.report.capitals import capitalised, spellings
from winset.report.stated import reported, reported_date


def part(page: Sheet) -> Part:
    """Figures and dates of the same thing that differ, and claims that contest each other."""
    blocks = [*_figures(page), *_denials(page)]
    if not blocks:
        return Part("conflicts", "Where sources disagree", (Paragraph(fill("Nowhere.")),))
    intro = Paragraph(
        fill(
            "Where sources give different figures of the same thing, or one says what another "
            "denies, all stand. None is averaged away: a range in the scenario covers them, or an "
            "account takes each in turn."
        )
    )
    return Part("conflicts", "Where sources disagree", (intro, *blocks))


def _figures(page: Sheet) -> Iterator[Block]:
    """A table of the figures and dates that differ, those of one thing together."""
    things: dict[str, dict[str, str]] = {}
    for conflict in page.found.conflicts:
        for side in (conflict.one, conflict.other):
            things.setdefault(conflict.of, {})[side.claim] = reported(side)
    for dates in page.found.date_conflicts:
        for when in (dates.one, dates.other):
            things.setdefault(dates.of, {})[when.claim] = reported_date(when)
    known = spelt(page)
    rows = tuple(
        (capitalised(of, known) if i == 0 else "", to_claim(name, figure), *read(page, name))
        for of, sides in things.items()
        for i, (name, figure) in enumerate(sides.items())
    )
    if rows:
        yield Grid(
            "conflicting-figures",
            "Figures and dates of the same thing",
            ("Of", "Figure", "By", "Read in"),
            rows,
            fill("As the sources give them; each leads to the claim."),
            text=(0, 1, 2, 3),
        )


def spelt(page: Sheet) -> dict[str, str]:
    """How words are spelt in the claims; the name of a club is an abbreviation."""
    claims = page.found.case.evidence.claims.values()
    texts = [f"as {text}" for each in claims for text in (each.says, each.by or "")]
    clubs = (each.dataset.rstrip("0123456789") for each in page.found.case.scenario.clubs.values())
    return {club: club.upper() for club in clubs} | spellings(texts)


def _denials(page: Sheet) -> Iterator[Block]:
    """Claims that say what others deny, apart from the figures and dates told above."""
    rows = tuple((_statement(page, one), _statement(page, other)) for one, other in _pairs(page))
    if rows:
        yield Grid(
            "conflicting-claims",
            "What one says and another denies",
            ("Said", "Against it"),
            rows,
            fill("In the analyst's words; each leads to the claim."),
            text=(0, 1),
        )


def _pairs(page: Sheet) -> Iterator[tuple[str, str]]:
    told = {frozenset((c.one.claim, c.other.claim)) for c in page.found.conflicts}
    told |= {frozenset((c.one.claim, c.other.claim)) for c in page.found.date_conflicts}
    claims = page.found.case.evidence.claims
    for name, claim in claims.items():
        for other in claim.contested_by:
            if other in claims and frozenset((name, other)) not in told:
                told.add(frozenset((name, other)))
                yield name, other


def _statement(page: Sheet, name: str) -> Markup:
    claim = page.found.case.evidence.claims[name]
    by, source = read(page, name)
    return fill(
        '{says} <span class="small">{by}{source}</span>',
        says=to_claim(name, claim.says),
        by=f"{by}, in " if by else "",
        source=source,
    )
