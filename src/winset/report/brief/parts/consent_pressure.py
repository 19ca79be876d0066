"""What the fallbacks do to those who hold out: votes with each fallback on the agenda and without.

A fallback presses a member if it would rather have the option than what comes after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from winset.report.brief.blocks import Block, Listing, Paragraph, Part
from winset.report.brief.drawing import picture
from winset.report.brief.links import fill, found, joined
from winset.report.brief.parts.consent_agenda import Item, by, holdouts, items, rows_of
from winset.report.brief.parts.consent_odds import odds
from winset.report.brief.sheet import Sheet
from winset.report.charts.pressure import Moved, Panel, pressure

TABLE = "consent_pressure"
FELT = 0.02  # a chance that moves by less has hardly moved
MOST = 8  # members shown for each fallback

Rows = dict[str, dict[str, Any]]
"""Rows by member."""


def part(page: Sheet) -> Part:
    """Adoption and holdouts' votes, with and without each fallback."""
    agenda = items(page)
    panels = [panel for item in agenda for panel in _panels(page, agenda, item)]
    if not panels:
        return Part("consent-pressure", None, ())
    told = tuple(_sentence(page, agenda, item, name) for item, name in _pairs(page, agenda))
    blocks: tuple[Block, ...] = (
        Paragraph(
            fill(
                "A fallback presses a member only if it would rather have the option than what "
                "comes after it. Where a member prefers the fallback, having it on the agenda "
                "makes refusal cheaper. Each line compares the votes with the fallback and with "
                "nothing in its place."
            )
        ),
        Listing(told),
        picture(
            "consent-pressure-chart",
            "Votes for, with each fallback on the agenda and without it",
            lambda width: pressure(panels, width),
            alt=_alt(panels),
            caption="Full dot: with the fallback; ring: without it; means over draws. Shown are "
            "members who hold out and those who move most.",
            table=TABLE,
        ),
    )
    return Part("consent-pressure", "What the fallbacks do to the holdouts", blocks)


def _pairs(page: Sheet, agenda: tuple[Item, ...]) -> Iterator[tuple[Item, str]]:
    """Each item with each fallback that its table of pressure has."""
    for item in agenda:
        rows = rows_of(page.run, TABLE, item)
        if not rows.empty:
            for name in rows["fallback"].unique():
                yield item, str(name)


def _panels(page: Sheet, agenda: tuple[Item, ...], item: Item) -> Iterator[Panel]:
    for each, name in _pairs(page, agenda):
        if each is item:
            rows = _of(page, item, name)
            moved = tuple(
                Moved(item.names[code], rows[code]["without"], rows[code]["with_it"])
                for code in _shown(page, item, rows)
            )
            title = f"{item.title}; fallback: {_title(agenda, item, name)}"
            yield Panel(title, moved)


def _of(page: Sheet, item: Item, fallback: str) -> Rows:
    """The rows of an item with a fallback, by member."""
    rows = rows_of(page.run, TABLE, item)
    return by(rows[rows["fallback"] == fallback], "member")


def _shown(page: Sheet, item: Item, rows: Rows) -> list[str]:
    """Members who hold out, and after them those whom the fallback moves most."""
    out = list(holdouts(page.run, item))[:MOST]
    moves = {code: abs(row["with_it"] - row["without"]) for code, row in rows.items()}
    felt = (code for code, size in moves.items() if size >= FELT and code not in out)
    others = sorted(felt, key=lambda code: -moves[code])
    return [*out, *others[: MOST - len(out)]]


def _sentence(page: Sheet, agenda: tuple[Item, ...], item: Item, fallback: str) -> Markup:
    rows = _of(page, item, fallback)
    first = next(iter(rows.values()))
    with_it, without = first["adopted_with"], first["adopted_without"]
    return fill(
        "<strong>{t}</strong>, with {f} to fall back on: adopted with {a} instead of {b} without "
        "it, so the fallback {does}. {who}",
        t=item.title,
        f=fill("<em>{f}</em>", f=_title(agenda, item, fallback)),
        a=found(odds(with_it), TABLE),
        b=found(odds(without), TABLE),
        does=_does(with_it - without),
        who=_moved(page, item, rows),
    )


def _does(change: float) -> str:
    """What a fallback does to a chance of adoption.

    >>> _does(0.1), _does(-0.1), _does(0.001)
    ('helps it', 'weakens it', 'hardly moves it')
    """
    if abs(change) < FELT:
        return "hardly moves it"
    return "helps it" if change > 0 else "weakens it"


def _moved(page: Sheet, item: Item, rows: Rows) -> Markup:
    """Of those who hold out, whose vote moves how."""
    told = [
        fill(
            "{who} from {b} to {a}",
            who=item.names[code],
            b=found(odds(rows[code]["without"]), TABLE),
            a=found(odds(rows[code]["with_it"]), TABLE),
        )
        for code in holdouts(page.run, item)[:4]
    ]
    return fill("Of the holdouts it moves {who}.", who=joined(told)) if told else Markup("")


def _title(agenda: tuple[Item, ...], item: Item, name: str) -> str:
    """What a reader calls the fallback of an item."""
    same = (each for each in agenda if each.council == item.council and each.name == name)
    return next((each.title for each in same), name)


def _alt(panels: list[Panel]) -> str:
    return "; ".join(
        f"{panel.title}: "
        + ", ".join(f"{m.member} {odds(m.without)} to {odds(m.with_it)}" for m in panel.moved)
        for panel in panels
    )
