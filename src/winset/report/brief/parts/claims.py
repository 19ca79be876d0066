"""Every claim and every source, to which the brief leads."""

from __future__ import annotations

from markupsafe import Markup

from winset.evidence.lineage import source_of
from winset.evidence.nouns import Claim, Grade, Source, holding
from winset.evidence.provenance import contesting
from winset.report.brief.blocks import Grid, Part
from winset.report.brief.cited import called, read, when
from winset.report.brief.links import fill, to_claim, together
from winset.report.brief.sheet import Sheet
from winset.report.talks_words import capital

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
COMPUTED = "Computed from other claims"
HELD = {"held": "held with the scenario", "withheld": "withheld", "not_held": "not held here"}


def claims(page: Sheet) -> Part:
    """Every claim: who says what, where it was read, whether that could be verified."""
    evidence = page.found.case.evidence
    under = {name: _publisher(page, name) for name in evidence.claims}
    met = {publisher: i for i, publisher in enumerate(dict.fromkeys(under.values()))}
    names = sorted(under, key=lambda name: (under[name] == COMPUTED, met[under[name]]))
    grid = Grid(
        "claims",
        "Every claim, in the analyst's words, by where it was read",
        ("Claim", "By whom, and read in", "Standing"),
        tuple(_claim(page, name, evidence.claims[name]) for name in names),
        fill(
            "Claims are paraphrases; each stands as the statement of whoever made it. Standing: "
            "{meanings}.",
            meanings="; ".join(f"{short}: {long}" for short, long in STANDINGS.values()),
        ),
        text=(0, 1, 2),
        anchors=tuple(f"claim-{name}" for name in names),
        groups=tuple(under[name] for name in names),
    )
    return Part("claims-part", "Every claim", (grid,))


def _publisher(page: Sheet, name: str) -> str:
    source = source_of(page.found.case.evidence, name)
    return COMPUTED if source is None else capital(called(source))


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
    grades = [*GRADES, None]
    names = sorted(evidence.sources, key=lambda name: grades.index(evidence.sources[name].grade))
    kinds: dict[Grade | None, str] = {g: f"{g}: {says}" for g, says in GRADES.items()}
    kinds[None] = "no grade"
    grid = Grid(
        "sources",
        "Every source, by how near it is to the origin",
        ("Source", "Publisher", "Date", "Grade", "Text"),
        tuple(_row(evidence.sources[name]) for name in names),
        fill("{grades}.", grades="; ".join(kinds[grade] for grade in GRADES)),
        text=(0, 1, 2, 3, 4),
        anchors=tuple(f"source-{name}" for name in names),
        groups=tuple(kinds[evidence.sources[name].grade] for name in names),
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
