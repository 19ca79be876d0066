"""Who votes how and why, and what members have let be known."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from winset.report.brief.blocks import Block, Grid, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found, joined, together
from winset.report.brief.parts.consent_agenda import (
    Item,
    by,
    claims,
    each_of,
    holdouts,
    items,
    positions,
    rows_of,
)
from winset.report.brief.parts.consent_odds import odds, odds_range
from winset.report.brief.parts.consent_words import (
    REASONS,
    amount_in_words,
    called,
    condition_in_words,
    drafted,
)
from winset.report.brief.sheet import Sheet, money_of
from winset.report.charts.votes import Panel, Vote, votes
from winset.report.figures import percent
from winset.report.stated import stated
from winset.runs.results import Range
from winset.scenario.nouns.consent import Condition, Position

TABLE = "consent_votes"


def part(page: Sheet) -> Part:
    """Each member's chance of a vote for, the chief reason against it, and its words on record."""
    agenda = items(page)
    if not agenda:
        return Part("consent-votes", None, ())
    found_ = [_panel(page, item) for item in agenda]
    blocks: tuple[Block, ...] = (
        *(Paragraph(_holding_out(page, item)) for item in agenda),
        picture(
            "consent-votes-chart",
            "The chance that each member votes for",
            lambda width: votes(found_, REASONS, width),
            alt=_told(page, agenda),
            caption="Dot: mean over draws, line: 5th to 95th percentile. Colour: what weighs most "
            "against a vote for. Members on one spot are those of whom nothing is known.",
            table=TABLE,
        ),
        *_pivots(page, agenda),
        *_positions(page, agenda),
        *_own_terms(page, agenda),
    )
    return Part("consent-votes", "Who votes how, and why", blocks)


def _panel(page: Sheet, item: Item) -> Panel:
    rows = rows_of(page.run, TABLE, item)
    return Panel(
        item.title,
        tuple(
            Vote(item.names[str(r.member)], r.low, r.for_, r.high, str(r.reason))
            for r in each_of(rows)
        ),
    )


def _holding_out(page: Sheet, item: Item) -> Markup:
    """Who is less likely than not to vote for, with the chance and the reason."""
    rows = by(rows_of(page.run, TABLE, item), "member")
    told = [
        fill(
            "{who} ({c}; {why})",
            who=item.names[code],
            c=found(_vote(rows[code]), TABLE),
            why=REASONS[rows[code]["reason"]],
        )
        for code in holdouts(page.run, item)
    ]
    if not told:
        return fill("<strong>{t}</strong>: nobody is likelier to refuse than not.", t=item.title)
    return fill(
        "<strong>{t}</strong>: less likely than not to vote for it {are} {who}.",
        t=item.title,
        are="is" if len(told) == 1 else "are",
        who=joined(told),
    )


def _vote(row: dict[str, Any]) -> str:
    return odds_range(Range(mid=row["for_"], low=row["low"], high=row["high"]))


def _told(page: Sheet, agenda: tuple[Item, ...]) -> str:
    parts = []
    for item in agenda:
        rows = rows_of(page.run, TABLE, item).sort_values("for_", kind="stable")
        low = [f"{item.names[r.member]} {odds(r.for_)}" for r in each_of(rows.head(4))]
        parts.append(f"{item.title}: least likely to vote for are {', '.join(low)}")
    return "; ".join(parts)


def _pivots(page: Sheet, agenda: tuple[Item, ...], most: int = 5) -> tuple[Block, ...]:
    """On whose vote each decision turns most often, beside what the rule alone gives them."""
    rows = tuple(
        (
            item.title if i == 0 else "",
            item.names[str(r.member)],
            found(odds_range(_pivotal(r)), TABLE),
            found(percent(r.banzhaf), TABLE),
            found(percent(r.shapley_shubik), TABLE),
        )
        for item in agenda
        for i, r in enumerate(
            each_of(rows_of(page.run, TABLE, item)
                    .sort_values("pivotal", ascending=False, kind="stable").head(most))
        )
    )  # fmt: skip
    return (
        Grid(
            "consent-power",
            "On whose vote it turns, and what power the rule alone gives",
            ("Option", "Member", "Its vote decides, mean", "Banzhaf, exact",
             "Shapley-Shubik, exact"),
            rows,
            fill("Its vote decides: the chance under actual positions, mean over draws, 5th to "
                 "95th percentile in brackets, highest first. The two indices are shares of power "
                 "under the rule alone, with every member for or against: they are counted, hang "
                 "on no draw, and sum to 100 % over all members."),
            text=(0, 1),
        ),
    )  # fmt: skip


def _pivotal(row: Any) -> Range:
    return Range(mid=row.pivotal, low=row.pivotal_low, high=row.pivotal_high)


def _positions(page: Sheet, agenda: tuple[Item, ...]) -> tuple[Block, ...]:
    rows = tuple(
        (item.names[code], item.title, *_said(page, item, position))
        for code in dict.fromkeys(code for item in agenda for code in item.names)
        for item in agenda
        if (position := positions(item).get(code)) is not None
    )
    if not rows:
        return ()
    return (
        Grid(
            "consent-positions",
            "What members have let be known",
            ("Member", "Option", "Position", "Holds to it", "Claims"),
            rows,
            fill("Holds to it: the chance that the member votes as it said, as the scenario states "
                 "it; else it weighs the option anew. A member that is not listed votes by what "
                 "the option is worth to it, with the dissent usual in such votes."),
            text=(0, 1, 2, 3, 4),
        ),
    )  # fmt: skip


def _said(page: Sheet, item: Item, position: Position) -> tuple[Markup, Markup, Markup]:
    if position.against_unless:
        how = "on all or none" if position.held == "together" else "one by one"
        head = fill('Against, unless <span class="small">(it gives way {how})</span>', how=how)
        lines = [_condition(page, item, each) for each in position.against_unless]
        told = fill("{head}<br>{rest}", head=head, rest=together(lines, "<br>"))
        return told, Markup(""), claims(page, position.basis)
    if position.on_record in ("for", "against"):
        word = fill("{w}", w=position.on_record.capitalize())
        return word, fill("{f}", f=stated(position.firmness)), claims(page, position.basis)
    lean = fill("Undecided; leaning {s} of its income", s=stated(position.stance))
    return lean, Markup(""), claims(page, position.basis)


def _condition(page: Sheet, item: Item, condition: Condition) -> Markup:
    money = money_of(page)
    instrument = drafted(money.options, money.instruments, item.option)
    return fill(
        '\u2013 {says} <span class="small">holds to it: {f}; {claims}</span>',
        says=condition_in_words(instrument, condition, item.matter.terms),
        f=stated(condition.firmness),
        claims=claims(page, condition.basis),
    )


def _own_terms(page: Sheet, agenda: tuple[Item, ...]) -> tuple[Block, ...]:
    """What else conditions are about: terms that are no part of an instrument, as they stand."""
    rows = tuple(
        (
            called(item.matter.terms, name),
            item.title,
            amount_in_words(term.value, term.unit),
            fill("{n}", n=term.note or ""),
            claims(page, term.basis),
        )
        for item in agenda
        for name, term in item.matter.terms.items()
    )
    if not rows:
        return ()
    return (
        Grid(
            "consent-own-terms",
            "Terms that are no part of an instrument",
            ("Term", "Option", "As it stands", "Note", "Claims"),
            rows,
            fill("They change what members vote for, not what the option costs."),
            text=(0, 1, 2, 3, 4),
        ),
    )
