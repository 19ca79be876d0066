"""What the fallbacks do to those who hold out: votes with none of them on the agenda, some and all.

Whom a fallback presses is read off what it is worth to each member: less than nothing, or less than
the option, or more than either.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from winset.report.brief.blocks import Block, Grid, Listing, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found, joined
from winset.report.brief.parts.consent_agenda import (
    Item,
    by,
    claims,
    holdouts,
    items,
    members_in_words,
    rows_of,
)
from winset.report.brief.parts.consent_odds import odds, odds_range
from winset.report.brief.parts.consent_pressed import CHEAPER, LESS, PRESSES, RARE, effect_of
from winset.report.brief.parts.consent_pressed import in_words as pressed_in_words
from winset.report.brief.sheet import Sheet
from winset.report.charts.pressure import Panel, pressure
from winset.report.figures import percent_range
from winset.runs.results import Range

VOTES, WORTH, WHO = "consent_pressure", "consent_worth", "consent_votes"
FELT = 0.02  # a chance that moves by less has hardly moved
MOST = 8  # members shown

Rows = dict[str, dict[str, Any]]
"""Rows by member."""


@dataclass(frozen=True, slots=True)
class Case:
    """One vote that others may follow.

    Attributes
    ----------
    item : which.
    titles : fallback -> what a reader calls it, in the agenda's order.
    sets : the sets of fallbacks that are compared, the smallest first, all of them last.
    votes : for each set, the rows by member.
    worth : what the item and each fallback are worth, by name, the rows by member.
    """

    item: Item
    titles: dict[str, str]
    sets: tuple[tuple[str, ...], ...]
    votes: tuple[Rows, ...]
    worth: dict[str, Rows]


def part(page: Sheet) -> Part:
    """Adoption and holdouts' votes under every set of fallbacks, and why."""
    agenda = items(page)
    cases = [case for item in agenda if (case := _case(page, agenda, item)) is not None]
    if not cases:
        return Part("consent-pressure", None, ())
    panels_ = [_panel(page, case) for case in cases]
    blocks: tuple[Block, ...] = (
        Paragraph(
            fill(
                "A fallback presses a member if it is worth less to it than what would come "
                "without it: nothing. To whom it is worth more than nothing, it makes refusal "
                "easier, even if the member would rather have the option. A fallback that is off "
                "the agenda is passed over: what would follow its failure follows at once."
            )
        ),
        Listing(tuple(_sentence(page, case) for case in cases)),
        picture(
            "consent-pressure-chart",
            "Votes for, under each set of fallbacks",
            lambda width: pressure(panels_, width),
            alt=_alt(panels_),
            caption="Means over draws. Shown are members who hold out and those who move most.",
            table=VOTES,
        ),
        *(
            block
            for case in cases
            if holdouts(page.run, case.item)
            for block in (_table(page, case), _worths(page, case), _reasons(page, case))
        ),
    )
    return Part("consent-pressure", "What the fallbacks do to the holdouts", blocks)


def _case(page: Sheet, agenda: tuple[Item, ...], item: Item) -> Case | None:
    """A vote with its fallbacks; None where nothing may follow it."""
    rows, worth = rows_of(page.run, VOTES, item), rows_of(page.run, WORTH, item)
    if rows.empty or worth.empty:
        return None
    sets = tuple(tuple(json.loads(each)) for each in rows["fallbacks"].unique())
    named = {each.name: each.title for each in agenda if each.council == item.council}
    return Case(
        item,
        {name: named.get(name, name) for name in sets[-1]},
        sets,
        tuple(by(rows[rows["fallbacks"] == json.dumps(list(each))], "member") for each in sets),
        {str(name): by(worth[worth["of"] == name], "member") for name in worth["of"].unique()},
    )


def called(case: Case, fallbacks: tuple[str, ...]) -> str:
    """What a set of fallbacks is called."""
    if not fallbacks:
        return "without any fallback"
    if len(fallbacks) > 1 and len(fallbacks) == len(case.titles):
        return "with both" if len(fallbacks) == 2 else "with all"
    return f"with {' and '.join(case.titles[name] for name in fallbacks)}"


def _sentence(page: Sheet, case: Case) -> Markup:
    """How the fallbacks together move adoption, and which holdouts each of them presses."""
    without, with_all = (_adopted(case.votes[i]) for i in (0, -1))
    change = with_all.mid - without.mid
    return fill(
        "<strong>{t}</strong>: adopted with {b} without any fallback and with {a} with {all}, so "
        "what may follow {does}. {who}{said}",
        t=case.item.title,
        a=found(odds_range(with_all), VOTES),
        b=found(odds_range(without), VOTES),
        all=joined([fill("<em>{f}</em>", f=title) for title in case.titles.values()]),
        does=_does(change),
        who=_pressed(page, case),
        said=_said(page, case),
    )


def _adopted(rows: Rows) -> Range:
    """The chance of adoption, which is the same in the rows of all members."""
    return _spread(next(iter(rows.values())), "adopted", "adopted_")


def _spread(row: dict[str, Any], mean: str, ends: str = "") -> Range:
    return Range(mid=row[mean], low=row[f"{ends}low"], high=row[f"{ends}high"])


def _does(change: float) -> str:
    """What fallbacks do to a chance of adoption.

    >>> _does(0.1), _does(-0.1), _does(0.001)
    ('helps it', 'weakens it', 'hardly moves it')
    """
    if abs(change) < FELT:
        return "hardly moves it"
    return "helps it" if change > 0 else "weakens it"


def _pressed(page: Sheet, case: Case) -> Markup:
    """Which of those who hold out each kind of effect falls on."""
    out = holdouts(page.run, case.item)
    if not out:
        return Markup("Nobody holds out on it.")
    effects = {code: {effect_of(case.worth, case.item.name, f, code) for f in case.titles}
               for code in out}  # fmt: skip
    pressed = [code for code in out if PRESSES in effects[code]]
    if not pressed:
        return Markup("None of those who hold out is pressed by it.")
    return fill("Of those who hold out it presses {who}.", who=members_in_words(case.item, pressed))


def _said(page: Sheet, case: Case) -> Markup:
    """Who said that the fallbacks are meant to press, and whether they do here."""
    basis = case.item.table.said_to_press
    if basis is None or case.item.name != next(iter(case.item.table.agenda)):
        return Markup("")
    return fill(
        " That they are meant to press members has been said ({claims}); the table shows on whom "
        "they do in this model and why not on others.",
        claims=claims(page, basis),
    )


def _panel(page: Sheet, case: Case) -> Panel:
    names = tuple(called(case, each) for each in case.sets)
    votes = {
        case.item.names[code]: tuple(float(rows[code]["votes_for"]) for rows in case.votes)
        for code in _shown(page, case)
    }
    return Panel(case.item.title, names, votes)


def _shown(page: Sheet, case: Case) -> list[str]:
    """Members who hold out, and after them those whom the fallbacks move most."""
    out = list(holdouts(page.run, case.item))[:MOST]
    first, last = case.votes[0], case.votes[-1]
    moves = {code: abs(last[code]["votes_for"] - first[code]["votes_for"]) for code in last}
    felt = (code for code, size in moves.items() if size >= FELT and code not in out)
    return [*out, *sorted(felt, key=lambda code: -moves[code])[: MOST - len(out)]]


def _table(page: Sheet, case: Case) -> Grid:
    heads = tuple(called(case, each) for each in case.sets)
    bound = by(rows_of(page.run, WHO, case.item), "member")
    rows = tuple(
        (
            case.item.names[code],
            *(found(odds_range(_spread(votes[code], "votes_for")), VOTES) for votes in case.votes),
            found(odds(bound[code]["bound"]), WHO),
        )
        for code in holdouts(page.run, case.item)
    )
    return Grid(
        f"consent-pressed-{case.item.anchor}",
        f"{case.item.title}: who holds out, and what the fallbacks do to each",
        ("Member", *heads, "Bound against by its word, mean"),
        rows,
        fill("Votes for: means over draws, 5th to 95th percentile in brackets. Only the part of a "
             "vote that no word binds can move."),
        text=(0,),
    )  # fmt: skip


def _worths(page: Sheet, case: Case) -> Grid:
    """What the option and each of its fallbacks are worth to those who hold out."""
    return Grid(
        f"consent-worth-{case.item.anchor}",
        f"{case.item.title}: what it and its fallbacks are worth to those who hold out",
        ("Member", case.item.title, *case.titles.values()),
        tuple(
            (
                case.item.names[code],
                *(_worth(case, name, code) for name in (case.item.name, *case.titles)),
            )
            for code in holdouts(page.run, case.item)
        ),
        fill(
            "Against nothing being agreed, in shares of national income, its leaning included: "
            "means over draws, 5th to 95th percentile in brackets."
        ),
    )


def _reasons(page: Sheet, case: Case) -> Listing:
    """What the fallbacks do, holdouts of whom the same can be said together."""
    alike: dict[Markup, list[Markup]] = {}
    for code in holdouts(page.run, case.item):
        alike.setdefault(_why(case, code), []).append(escape(case.item.names[code]))
    told = (
        fill("<strong>{who}.</strong> {why}", who=joined(names), why=why)
        for why, names in alike.items()
    )
    return Listing(tuple(told))


def _worth(case: Case, name: str, code: str) -> Markup:
    return found(percent_range(_spread(case.worth[name][code], "worth")), WORTH)


def _why(case: Case, code: str) -> Markup:
    """One sentence for each fallback, those with the same effect together."""
    groups: dict[str, list[str]] = {}
    for name in case.titles:
        groups.setdefault(effect_of(case.worth, case.item.name, name, code), []).append(name)
    order = (PRESSES, LESS, CHEAPER, RARE)
    told: Iterator[Markup] = (
        pressed_in_words(
            kind,
            [case.titles[name] for name in groups[kind]],
            [float(case.worth[name][code]["below_nothing"]) for name in groups[kind]],
        )
        for kind in order
        if kind in groups
    )
    return Markup(" ").join(told)


def _alt(panels_: list[Panel]) -> str:
    return "; ".join(
        f"{panel.title}: "
        + ", ".join(
            f"{member} {odds(votes[0])} {panel.sets[0]}, {odds(votes[-1])} {panel.sets[-1]}"
            for member, votes in panel.votes.items()
        )
        for panel in panels_
    )
