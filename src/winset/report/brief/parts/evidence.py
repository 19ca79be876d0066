"""Evidence: what is covered how well, where sources disagree, every quantity, claim and source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from winset.evidence.conflicts import Reported
from winset.evidence.fields import days
from winset.evidence.figures import figure_of
from winset.evidence.lineage import source_of
from winset.evidence.nouns import Claim, Grade, Source, holding
from winset.evidence.provenance import contesting
from winset.report.brief.blocks import Block, Grid, Paragraph, Part
from winset.report.brief.links import basis_of, fill, to_claim, to_source, together
from winset.report.brief.sheet import Sheet, called
from winset.report.capitals import capitalised, spellings
from winset.report.figures import count, day, percent
from winset.report.stated import in_unit, reported, reported_date, stated
from winset.report.words import BASIS
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.walk import quantities

ALWAYS = ("sourced", "computed", "cited", "judgement")
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


def coverage(page: Sheet) -> Part:
    """How many quantities rest on what."""
    table = page.run.tables["quantities"]
    counts = table["basis_class"].value_counts()
    shown = [kind for kind in BASIS if counts.get(kind, 0) or kind in ALWAYS]
    rows = tuple(
        (
            BASIS[kind][0].upper() + BASIS[kind][1:],
            count(int(counts.get(kind, 0))),
            percent(float(counts.get(kind, 0)) / len(table)),
        )
        for kind in shown
    )
    months = page.found.case.scenario.stale_after
    mixed = sum(kind == "mixed" for kind in page.kinds.values())
    judged = ("of these: cited, and judged besides", count(mixed), percent(mixed / len(table)))
    flags = tuple(
        (says, count(int(table[flag].sum())), percent(float(table[flag].mean())))
        for flag, says in (
            ("contested", "of these: contested"),
            ("stale", f"of these: stale (older than {months} months)"),
            ("weak", "of these: leaning in part on a weak source"),
        )
    )
    grid = Grid(
        "coverage",
        "What the scenario's quantities rest on",
        ("Rests on", "Quantities", "Share"),
        (*rows, judged, *flags),
        fill('Counted over the table <a href="#table-quantities">quantities</a>. \u201cVerified in '
             "a text at hand\u201d means that the words were found in the source when this brief "
             "was made; nobody here holds the texts of the others, so their claims are cited and "
             "graded, not proven."),
    )  # fmt: skip
    return Part("coverage-part", "What is covered", (grid,))


def disagreements(page: Sheet) -> Part:
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
    known = _spellings(page)
    rows = tuple(
        (capitalised(of, known) if i == 0 else "", to_claim(name, figure), *_read(page, name))
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


def _spellings(page: Sheet) -> dict[str, str]:
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
    by, source = _read(page, name)
    return fill(
        '{says} <span class="small">{by}{source}</span>',
        says=to_claim(name, claim.says),
        by=f"{by}, in " if by else "",
        source=source,
    )


def _read(page: Sheet, name: str) -> tuple[str, Markup]:
    """Who says it, and where it was read."""
    claim = page.found.case.evidence.claims[name]
    if claim.computed:
        return claim.by or "", fill("computed: {it}", it=_formula(page, claim.computed.formula))
    return claim.by or "", _source(page, name)


def _formula(page: Sheet, formula: str) -> Markup:
    """A formula over claims, each leading to its claim by the figure it gives."""
    claims = page.found.case.evidence.claims
    pieces = re.split(r"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)", formula)
    return Markup("").join(
        to_claim(piece, _figure(piece, claims[piece]))
        if piece in claims
        else escape(piece.replace(" - ", " \u2212 "))
        for piece in pieces
    )


def _figure(name: str, claim: Claim) -> str:
    given = figure_of(claim)
    if given is None and claim.computed:
        return in_unit(f"{claim.computed.value:,.10g}", claim.computed.unit)
    if given is None:
        return name
    numbers = (given.value, given.low, given.high)
    return reported(Reported(name, claim.by, *numbers, given.unit, given.date))


def _source(page: Sheet, claim: str) -> Markup:
    source = source_of(page.found.case.evidence, claim)
    within = page.found.case.evidence.claims[claim].within
    if source is None or within is None:
        return Markup("computed")
    return to_source(within.source, f"{source.publisher}, {_when(source)}")


def inputs(page: Sheet) -> Part:
    """Every quantity of the scenario with its range and its basis."""
    scenario = page.found.case.scenario
    known = dict(quantities(scenario))
    table = page.run.tables["quantities"]
    paths = [str(path) for path in table["path"]]
    rows = tuple(_quantity(page, path, known) for path in paths)
    grid = Grid(
        "quantities",
        "Every quantity, as the scenario states it",
        ("Quantity", "Value", "Rests on", "Why this number"),
        rows,
        fill("Ranges: lowest, likely and highest value thought possible; where only two are given, "
             "nothing is thought likelier than anything else between them."),
        text=(0, 1, 2, 3),
        anchors=tuple(f"quantity-{path}" for path in paths),
    )  # fmt: skip
    return Part("quantities-part", "Every quantity", (grid,))


def _quantity(page: Sheet, path: str, known: dict[str, Quantity]) -> tuple[Markup | str, ...]:
    quantity = known.get(path)
    whole = known.get(path.partition(".dated.")[0])
    name = called(page, path)
    basis = quantity.basis if quantity and quantity.basis is not None else whole and whole.basis
    claims = [c for c in basis if c in page.found.case.evidence.claims] if basis else []
    links = together([to_claim(each) for each in claims]) if isinstance(basis, tuple) else ""
    note = (quantity and quantity.note) or (whole and whole.note) or ""
    return (
        fill('{label}<span class="small">{says}</span>', label=name.label, says=name.says),
        stated(quantity, whole) if quantity else "",
        fill('{kind}<span class="small">{links}</span>', kind=basis_of(page, path), links=links),
        fill('<span class="small">{note}</span>', note=note),
    )


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
    by, source = _read(page, name)
    read = fill("{by}{source}", by=f"{by}; " if by else "", source=source)
    return (
        fill("{says}{against}", says=claim.says, against=against if others else ""),
        read,
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
        _when(source),
        source.grade or "",
        HELD[holding(source)],
    )


def _when(source: Source) -> str:
    """When a source appeared, in words."""
    if source.published == "undated":
        return "undated"
    first, last = days(source.published)
    return day(first) if first == last else day(first).split(" ", 1)[1]


def _linked(source: Source) -> Markup:
    """The title, leading to the publisher's own address where one is given."""
    if source.locator and source.locator.startswith("https://") and " " not in source.locator:
        return Markup('<a href="{}" rel="noreferrer">{}</a>').format(source.locator, source.title)
    return Markup("{}").format(source.title)
