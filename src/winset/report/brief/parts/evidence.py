"""What the scenario's quantities rest on: how many on what, and each of them."""

from __future__ import annotations

from markupsafe import Markup

from winset.report.brief.blocks import Grid, Part
from winset.report.brief.links import basis_of, fill, to_claim, together
from winset.report.brief.sheet import Sheet, called
from winset.report.figures import count, percent
from winset.report.stated import stated
from winset.report.words import BASIS
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.walk import quantities

ALWAYS = ("sourced", "computed", "cited", "judgement")


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
        groups=tuple(called(page, path).label.partition(":")[0] for path in paths),
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
