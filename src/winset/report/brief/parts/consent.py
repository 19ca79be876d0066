"""Whether the options would be adopted: by the rule, by the habits beside it, and in the end."""

from __future__ import annotations

from markupsafe import Markup

from winset.report.brief.blocks import Block, Grid, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found, joined, together
from winset.report.brief.parts.consent_agenda import (
    SHOWN,
    Item,
    chance,
    claims,
    items,
    members_in_words,
    vital_members,
    with_norm,
)
from winset.report.brief.parts.consent_odds import odds, odds_range
from winset.report.brief.parts.consent_words import rule_in_words, source_of_law
from winset.report.brief.sheet import Sheet
from winset.report.charts.adoption import Chances, adoption
from winset.report.figures import day

RULE, NORM, END = (
    "if only the rule counts",
    "with the habit of consensus",
    "that it is what is decided",
)


def part(page: Sheet) -> Part:
    """The chance that each option is adopted, under which rule."""
    agenda = items(page)
    if not agenda:
        return Part("consent-adoption", None, ())
    blocks: tuple[Block, ...] = (
        _intro(agenda),
        *(Paragraph(_sentence(page, item)) for item in agenda),
        picture(
            "consent-adoption-chart",
            "The chance that each option is adopted",
            lambda width: adoption([_chances(page, item) for item in agenda], width),
            alt=_told(page, agenda),
            caption="Dot: median, line: 5th to 95th percentile over draws. The first two: if it "
            "comes to that vote; the last: before any vote, with the order of the agenda.",
            table=SHOWN,
        ),
        _rules(page, agenda),
    )
    return Part("consent-adoption", "Would they be adopted", blocks)


def _intro(agenda: tuple[Item, ...]) -> Paragraph:
    councils = list(dict.fromkeys(item.table.title for item in agenda))
    steps = [fill("on <em>{t}</em> ({d})", t=item.title, d=day(item.on)) for item in agenda]
    return Paragraph(
        fill(
            "{who} would vote {order}. What comes later is voted on only if what comes before "
            "fails. Each member weighs what an option costs it, what it has said, and what it "
            "expects if the option fails; given the draw, votes are independent of each other.",
            who=joined([fill("{c}", c=c) for c in councils]),
            order=together(steps, ", then "),
        )
    )


def _sentence(page: Sheet, item: Item) -> Markup:
    run, reached = page.run, chance(page.run, item, "reached")
    rule = found(odds_range(chance(run, item, "by_rule")), SHOWN)
    told = fill("<strong>{title}</strong>: {c} under its rule.", title=item.title, c=rule)
    if with_norm(run, item):
        told = fill(
            "{told} {who} declared a vital interest; members rarely vote over one, and with that "
            "habit the chance is {c}.",
            told=told,
            who=members_in_words(item, vital_members(item)) or "A member has",
            c=found(odds_range(chance(run, item, "adopted")), SHOWN),
        )
    if reached.low < 1:
        told = fill(
            "{told} It comes to that vote with a chance of {r}, so that it is what is decided "
            "with {o}.",
            told=told,
            r=found(odds_range(reached), SHOWN),
            o=found(odds_range(chance(run, item, "outcome")), SHOWN),
        )
    return told


def _chances(page: Sheet, item: Item) -> Chances:
    columns = {RULE: "by_rule", NORM: "adopted", END: "outcome"}
    found_ = {kind: chance(page.run, item, column) for kind, column in columns.items()}
    return Chances(item.title, found_, {kind: odds(each.mid) for kind, each in found_.items()})


def _told(page: Sheet, agenda: tuple[Item, ...]) -> str:
    return "; ".join(
        f"{item.title}: {odds(chance(page.run, item, 'by_rule').mid)} {RULE}, "
        f"{odds(chance(page.run, item, 'adopted').mid)} {NORM}, "
        f"{odds(chance(page.run, item, 'outcome').mid)} {END}"
        for item in agenda
    )


def _rules(page: Sheet, agenda: tuple[Item, ...]) -> Grid:
    rows = tuple(
        (
            item.title,
            fill('{r}. <span class="small">{s}</span>', s=source_of_law(item.matter.rule),
                 r=_capital(rule_in_words(item.matter.rule))),
            item.matter.legal_basis,
            claims(page, item.matter.basis),
        )
        for item in agenda
    )  # fmt: skip
    return Grid(
        "consent-rules",
        "Rule and legal basis of each option",
        ("Option", "Carried if", "Legal basis", "Claims"),
        rows,
        fill("As the scenario has it; claims lead to what was read where."),
        text=(0, 1, 2, 3),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
