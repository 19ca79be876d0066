"""Every claim and every source, to which the brief leads."""

from __future__ import annotations

from markupsafe import Markup

from winset.evidence.lineage import source_of
from winset.evidence.nouns import Claim, Grade, Source, holding
from winset.evidence.provenance import contesting
from winset.report.brief.blocks import Grid, Part
from winset.report.brief.cited import read, when
from winset.report.brief.links import fill, to_claim, together
from winset.report.brief.sheet import Sheet

GRADES: dict[Grade, str] = {
    "P": "an institution's own text",
    "N": "a newsroom's own report",
    "R": "a relay that names what it read",
    "W": "weak; never used alone",
}
STANDINGS = {
    "verified": ("verified", "the words were found in a text at hand when this brief was made"),
    "withheld": ("withheld", "the text may not be handed on, and no copy was given to check it"),
    "not_held": ("not held", "cited; nobody here holds the text"),
    "computed": ("computed", "from claims that are not all verified"),
    "failed": ("failed", "the source does not bear it out"),
}
HELD = {"held": "held with the scenario", "withheld": "withheld", "not_held": "not held here"}


def claims(page: Sheet) -> Part:
    """Every claim: who says what, where it was read, whether that could be verified."""
    evidence = page.found.case.evidence
    rows = tuple(_claim(page, name, claim) for name, claim in evidence.claims.items())
    grid = Grid(
        "claims",
        "Every claim, in the analyst's words",
        ("Claim", "By whom, and read in", "Standing"),
        rows,
        fill(
            "Claims are paraphrases; each stands as the statement of whoever made it. Standing: "
            "{meanings}.",
            meanings="; ".join(f"{short}: {long}" for short, long in STANDINGS.values()),
        ),
        text=(0, 1, 2),
        anchors=tuple(f"claim-{name}" for name in evidence.claims),
    )
    return Part("claims-part", "Every claim", (grid,))


def _claim(page: Sheet, name: str, claim: Claim) -> tuple[Markup | str, ...]:
    others = [to_claim(each) for each in contesting(page.found.case.evidence, name)]
    against = fill('<span class="small">contested by {c}</span>', c=together(others))
    by, source = read(page, name)
    where = fill("{by}{source}", by=f"{by}; " if by else "", source=source)
    return (
        fill("{says}{against}", says=claim.says, against=against if others else ""),
        where,
        STANDINGS[_standing(page, name)][0],
    )


def _standing(page: Sheet, name: str) -> str:
    """How a claim stands: proven here, or why not."""
    standing = page.found.verification.standings[name]
    source = source_of(page.found.case.evidence, name)
    if standing != "not_here":
        return standing
    return "computed" if source is None else holding(source)


def sources(page: Sheet) -> Part:
    """Every source: publisher, date, how near to the origin, whether its text is at hand."""
    evidence = page.found.case.evidence
    rows = tuple(_row(source) for source in evidence.sources.values())
    grid = Grid(
        "sources",
        "Every source",
        ("Source", "Publisher", "Date", "Grade", "Text"),
        rows,
        fill("{grades}.", grades="; ".join(f"{g}: {says}" for g, says in GRADES.items())),
        text=(0, 1, 2, 3, 4),
        anchors=tuple(f"source-{name}" for name in evidence.sources),
    )
    return Part("sources-part", "Every source", (grid,))


def _row(source: Source) -> tuple[Markup | str, ...]:
    return (
        _linked(source),
        source.publisher,
        when(source),
        source.grade or "",
        HELD[holding(source)],
    )


def _linked(source: Source) -> Markup:
    """The title, leading to the publisher's own address where one is given."""
    if source.locator and source.locator.startswith("https://") and " " not in source.locator:
        return Markup('<a href="{}" rel="noreferrer">{}</a>').format(source.locator, source.title)
    return Markup("{}").format(source.title)
