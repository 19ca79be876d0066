"""Evidence: what is covered how well, where sources disagree, every quantity, claim and source."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from winset.evidence.conflicts import Conflict, DateConflict, written
from winset.evidence.lineage import source_of
from winset.evidence.nouns import Claim, Grade, Source, holding
from winset.evidence.provenance import HOW
from winset.report.brief.blocks import Block, Grid, Listing, Paragraph, Part
from winset.report.brief.links import basis_of, fill, joined, to_claim, to_source, together
from winset.report.brief.sheet import Sheet, called
from winset.report.figures import count, percent
from winset.report.stated import stated
from winset.report.words import BASIS
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.walk import quantities

GRADES: dict[Grade, str] = {
    "P": "an institution's own text",
    "N": "a newsroom's own report",
    "R": "a relay that names what it read",
    "W": "weak; never used alone",
}
HELD = {"held": "held with the scenario", "withheld": "withheld", "not_held": "not held here"}


def coverage(page: Sheet) -> Part:
    """How many quantities rest on what."""
    table = page.run.tables["quantities"]
    counts = table["basis_class"].value_counts()
    shown = [kind for kind in BASIS if counts.get(kind, 0) or kind in ("sourced", "judgement")]
    rows = tuple(
        (
            BASIS[kind][0].upper() + BASIS[kind][1:],
            count(int(counts.get(kind, 0))),
            percent(float(counts.get(kind, 0)) / len(table)),
        )
        for kind in shown
    )
    flags = tuple(
        (says, count(int(table[flag].sum())), percent(float(table[flag].mean())))
        for flag, says in (
            ("contested", "of these: contested"),
            ("stale", "of these: older than the scenario allows without saying so"),
            ("weak", "of these: leaning in part on a weak source"),
        )
    )
    grid = Grid(
        "coverage",
        "What the scenario's quantities rest on",
        ("Rests on", "Quantities", "Share"),
        rows + flags,
        fill('Counted over the table <a href="#table-quantities">quantities</a>. \u201cVerified in '
             "a text at hand\u201d means that the words were found in the source when this brief "
             "was made; nobody here holds the texts of the others, so their claims are cited and "
             "graded, not proven."),
    )  # fmt: skip
    return Part("coverage-part", "What is covered", (grid,))


def disagreements(page: Sheet) -> Part:
    """Figures and dates of the same thing that differ, and claims that contest each other."""
    found = page.found
    items = [*map(_conflict(page), (*found.conflicts, *found.date_conflicts)), *_contested(page)]
    if not items:
        return Part("conflicts", "Where sources disagree", (Paragraph(fill("Nowhere.")),))
    blocks: tuple[Block, ...] = (
        Paragraph(
            fill(
                "Where two sources give different figures of the same thing, or one says what "
                "another denies, both stand. Nothing is averaged away; a range in the scenario "
                "covers both, or an account takes each in turn."
            )
        ),
        Listing(tuple(items)),
    )
    return Part("conflicts", "Where sources disagree", blocks)


def _conflict(page: Sheet):  # type: ignore[no-untyped-def]
    def told(conflict: Conflict | DateConflict) -> Markup:
        return fill(
            "<strong>{of}</strong>: {one}, but {other}.",
            of=conflict.of.replace("-", " ").capitalize(),
            one=_side(page, conflict.one.claim, written(conflict.one)),
            other=_side(page, conflict.other.claim, written(conflict.other)),
        )

    return told


def _side(page: Sheet, claim: str, figure: str) -> Markup:
    by = page.found.case.evidence.claims[claim].by
    return fill(
        "{figure} ({by}{source})",
        figure=to_claim(claim, figure),
        by=f"{by}, in " if by else "",
        source=_source(page, claim),
    )


def _source(page: Sheet, claim: str) -> Markup:
    source = source_of(page.found.case.evidence, claim)
    within = page.found.case.evidence.claims[claim].within
    if source is None or within is None:
        return Markup("computed")
    return to_source(within.source, f"{source.publisher}, {source.published}")


def _contested(page: Sheet) -> Iterator[Markup]:
    """Claims that name others which say otherwise, apart from figures and dates told above."""
    claims = page.found.case.evidence.claims
    pairs = ((c.one.claim, c.other.claim) for c in page.found.conflicts)
    dates = ((c.one.claim, c.other.claim) for c in page.found.date_conflicts)
    told = {frozenset(pair) for pair in (*pairs, *dates)}
    for name, claim in claims.items():
        for other in claim.contested_by:
            pair = frozenset((name, other))
            if pair not in told and other in claims:
                told.add(pair)
                yield fill(
                    "{one} Against it: {other}",
                    one=_statement(page, name),
                    other=_statement(page, other),
                )


def _statement(page: Sheet, name: str) -> Markup:
    claim = page.found.case.evidence.claims[name]
    return fill(
        "{says} ({by}{source}).",
        says=to_claim(name, claim.says.rstrip(".")),
        by=f"{claim.by}, in " if claim.by else "",
        source=_source(page, name),
    )


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
        ("Claim", "By", "Read in", "Standing"),
        rows,
        fill("Claims are paraphrases; each stands as the statement of whoever made it."),
        text=(0, 1, 2, 3),
        anchors=tuple(f"claim-{name}" for name in evidence.claims),
    )
    return Part("claims-part", "Every claim", (grid,))


def _claim(page: Sheet, name: str, claim: Claim) -> tuple[Markup | str, ...]:
    standing = page.found.verification.standings[name]
    source = source_of(page.found.case.evidence, name)
    if claim.computed:
        inputs_ = joined([to_claim(each) for each in claim.computed.inputs])
        read = fill("computed from {inputs}: {formula}", inputs=inputs_,
                    formula=claim.computed.formula)  # fmt: skip
        how = "computed"
    else:
        read = _source(page, name)
        how = HOW[holding(source), standing] if source else standing
    others = [to_claim(each) for each in claim.contested_by]
    against = fill(' <span class="small">contested by {c}</span>', c=together(others))
    return (
        fill("{says}{against}", says=claim.says, against=against if others else ""),
        claim.by or "",
        read,
        how,
    )


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
        str(source.published),
        source.grade or "",
        HELD[holding(source)],
    )


def _linked(source: Source) -> Markup:
    """The title, leading to the publisher's own address where one is given."""
    if source.locator and source.locator.startswith("https://") and " " not in source.locator:
        return Markup('<a href="{}" rel="noreferrer">{}</a>').format(source.locator, source.title)
    return Markup("{}").format(source.title)
