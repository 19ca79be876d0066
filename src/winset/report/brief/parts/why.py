"""One amount explained: what the host bears on its worst path, and where it comes from."""

from __future__ import annotations

from markupsafe import Markup

from winset.report.brief.blocks import Block, Listing, Paragraph, Part
from winset.report.brief.links import fill, found
from winset.report.brief.sheet import Sheet, currency, title_of
from winset.report.figures import count, money
from winset.report.reading import payer_names

NAME = "why"
TABLE = "worked_example"


def part(page: Sheet) -> Part:
    """The worked example; nothing where the run has none."""
    table = page.run.tables.get(TABLE)
    if table is None or table.empty:
        return Part(NAME, None, ())
    first = table.iloc[0]
    record = page.run.record
    name = payer_names(page.run)[str(first["payer"])]
    blocks: tuple[Block, ...] = (
        Paragraph(
            fill(
                "Every amount can be followed to its trigger, its layer and its share. The worst "
                "of {paths} paths for {name} under \u201c{title}\u201d, in the draw whose worst "
                "path is the middle one of all draws, costs it {amount}, not discounted. That path "
                "is one accident in {paths}, no forecast:",
                paths=count(record.paths),
                name=name,
                title=title_of(page, str(first["option"])),
                amount=found(money(float(table["amount"].sum()), currency(page)), TABLE),
            )
        ),
        Listing(tuple(Markup.escape(str(each)) for each in table["sentence"])),
        Paragraph(
            fill(
                'The same for any payer, year and path: <span class="small"><code>{command}</code>'
                "</span>",
                command=_command(page, str(first["option"]), str(first["payer"])),
            )
        ),
    )
    return Part(NAME, "One amount explained", blocks)


def _command(page: Sheet, option: str, payer: str) -> str:
    record = page.run.record
    draw, path = (page.run.tables[TABLE].iloc[0][word] for word in ("draw", "path"))
    return (
        f"winset explain burden:{option}:{payer}::{path} --in {record.scenario} --draw {draw} "
        f"--draws {record.draws} --paths {record.paths} --seed {record.seed}"
    )
