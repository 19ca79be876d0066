"""The host's conditions, one at a time and together: worth to it, cost to everybody else."""

from __future__ import annotations

from markupsafe import Markup

from winset.report.brief.blocks import Block, Grid, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found
from winset.report.brief.parts.national import range_in
from winset.report.brief.sheet import Sheet, currency, host, money_of, title_of
from winset.report.charts.conditions import Line, conditions
from winset.report.figures import BILLION, money, money_range, plain_range
from winset.report.reading import payer_names, rows
from winset.runs.results import Range

NAME = "conditions"
WORTH, COSTS = "conditions", "condition_costs"
MEASURE = "cvar95"  # what the host fears: the mean of its worst 5 % of paths
ALL = "together"


def part(page: Sheet) -> Part:
    """What each condition is worth and costs; nothing where the run has none."""
    if WORTH not in page.run.tables:
        return Part(NAME, None, ())
    options = [str(name) for name in page.run.tables[WORTH]["option"].unique()]
    blocks: tuple[Block, ...] = tuple(each for option in options for each in _blocks(page, option))
    return Part(NAME, f"What {host(page)}'s conditions are worth, and what they cost", blocks)


def _blocks(page: Sheet, option: str) -> tuple[Block, ...]:
    lines = lines_of(page, option)
    return (
        Paragraph(_told(page, option)),
        picture(
            f"conditions-{option}",
            f"{title_of(page, option)}: each condition alone, and all together",
            lambda width: conditions(lines, host(page), currency(page), width),
            alt=_alt(page, lines),
            caption="Left: by how much a condition lowers the mean of the worst 5 % of paths that "
            "is left to the host as host (present value); dot: mean, line: 5th to 95th percentile "
            "over draws. Right: expected present value, mean over draws, against a plain guarantee "
            f"(several, capped, principal only), in {currency(page)}. Few draws and paths of their "
            "own, so small differences are rough; the settlement's date is as the scenario states "
            "it, whatever the terms.",
            table=WORTH,
        ),
        _table(page, option, lines),
    )


def _told(page: Sheet, option: str) -> Markup:
    def level(name: str) -> Markup:
        return found(money_range(_worth(page, option, name), currency(page)), WORTH)

    return fill(
        "A guarantee can meet what {host} asks for in part or as a whole. In the worst 5 % of "
        "paths {host} is left with {none} if there is no guarantee, {plain} under a plain one "
        "(each its share of the principal, capped, ending with the freeze), and {all} if every "
        "condition is met. A condition may be worth little alone and much beside the others: what "
        "a cap holds back, for instance, no wider cover can reach.",
        host=host(page),
        none=level("no_guarantee"),
        plain=level("plain"),
        all=level(ALL),
    )


def _worth(page: Sheet, option: str, name: str, condition: str = "") -> Range:
    table = rows(page.run, WORTH, option=option, set=name, measure=MEASURE, condition=condition)
    return range_in(table.iloc[0], "")


def lines_of(page: Sheet, option: str) -> tuple[Line, ...]:
    """The conditions in order, then all together; the host is no payer of these costs."""
    table = rows(page.run, WORTH, option=option, set="alone", measure=MEASURE)
    each = tuple(
        Line(
            str(row["title"]),
            range_in(row, ""),
            _worth(page, option, "beside", str(row["condition"])),
            _costs(page, option, str(row["condition"]), "alone"),
        )
        for _, row in table.iterrows()
    )
    gain = _worth(page, option, "gain")
    return (*each, Line("all of them together", gain, None, _costs(page, option, ALL, ALL)))


def _costs(page: Sheet, option: str, condition: str, name: str) -> dict[str, float]:
    names, own = payer_names(page.run), money_of(page).assets.host
    table = rows(page.run, COSTS, option=option, condition=condition, set=name)
    return {
        names[str(payer)]: float(mean)
        for payer, mean in zip(table["payer"], table["mean"], strict=True)
        if str(payer) != own
    }


def _alt(page: Sheet, lines: tuple[Line, ...]) -> str:
    unit = currency(page)
    return "; ".join(
        f"{line.label}: worth {money(line.alone.mid, unit)} alone, costs the others "
        f"{money(sum(line.costs.values()), unit)}"
        for line in lines
    )


def _table(page: Sheet, option: str, lines: tuple[Line, ...]) -> Grid:
    unit = currency(page)
    return Grid(
        f"conditions-table-{option}",
        f"Conditions, {unit} bn",
        ("Condition", f"Worth to {host(page)} alone", "beside all others",
         "Costs the others alone", "most for"),
        tuple(_row(line) for line in lines),
        fill("Worth: less of the host's worst 5 % of paths, present value; means over draws, 5th "
             "to 95th percentile in brackets. Cost: expected present value, mean over draws, all "
             "other payers; a minus spares them."),
        text=(0, 4),
        folded="The numbers",
    )  # fmt: skip


def _row(line: Line) -> tuple[Markup | str, ...]:
    total = sum(line.costs.values())
    most = sorted(line.costs, key=lambda name: -line.costs[name])[:3]
    return (
        line.label[:1].upper() + line.label[1:],
        found(plain_range(line.alone, BILLION), WORTH),
        found(plain_range(line.beside, BILLION), WORTH) if line.beside else "",
        found(plain_range(Range(mid=total, low=total, high=total), BILLION), COSTS),
        ", ".join(most) if total > BILLION / 1000 else "",
    )
