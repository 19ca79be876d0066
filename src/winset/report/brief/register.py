"""The chapters of a brief in their order. A new part is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from winset.report.brief.blocks import Chapter, Part
from winset.report.brief.parts import (
    accounts,
    accounts_talks,
    bottom_line,
    calendar,
    claims,
    conditions,
    conflicts,
    consent,
    consent_blockers,
    consent_cash,
    consent_combined,
    consent_pressure,
    consent_terms,
    consent_votes,
    coupling_loop,
    coupling_money,
    coupling_options,
    debt,
    evidence,
    hangs_on,
    losses,
    made,
    members,
    method,
    months,
    national,
    national_nothing,
    options,
    tail,
    talks_chances,
    talks_margin,
    talks_refusing,
    talks_table,
    talks_terms,
    talks_tilts,
    talks_waiting,
    talks_world,
    why,
    years,
)
from winset.report.brief.sheet import Sheet, has_money


@dataclass(frozen=True, slots=True)
class Plan:
    """A chapter to be: its anchor, its heading, and who writes its parts."""

    name: str
    title: str
    parts: tuple[Callable[[Sheet], Part], ...]


PLANS = (
    Plan("bottom-line", "The bottom line", (bottom_line.part, calendar.part)),
    Plan(
        "money",
        "The money",
        (
            months.part,
            options.part,
            members.part,
            national_nothing.part,
            tail.part,
            conditions.part,
            losses.part,
            why.part,
            years.part,
            national.part,
            debt.part,
        ),
    ),
    Plan(
        "accounts", "Accounts side by side", (accounts.part, accounts_talks.part, accounts.readings)
    ),
    Plan("what-it-hangs-on", "What it hangs on", (hangs_on.part,)),
    Plan(
        "evidence",
        "Evidence",
        (
            evidence.coverage,
            conflicts.part,
            evidence.inputs,
            claims.claims,
            claims.sources,
        ),
    ),
    Plan("made", "How it was made", (method.method, method.limits, made.record, made.tables)),
)


AFTER = {
    "money": (
        Plan(
            "consent",
            "Consent",
            (
                consent.part,
                consent_votes.part,
                consent_blockers.part,
                consent_pressure.part,
                consent_combined.part,
                consent_terms.part,
                consent_cash.part,
            ),
        ),
        Plan(
            "talks",
            "The talks",
            (
                talks_chances.part,
                talks_margin.part,
                talks_terms.part,
                talks_waiting.part,
                talks_table.part,
                talks_refusing.part,
                talks_world.part,
                talks_tilts.part,
            ),
        ),
        Plan(
            "coupling",
            "The coupling",
            (coupling_options.part, coupling_money.part, coupling_loop.part),
        ),
    ),
}
"""Chapters that only some runs have something for, by the chapter that they follow."""

OF_MONEY = ("money",)
"""Chapters that a scenario without money has nothing for."""


def chapters(page: Sheet, ready: Callable[[Part], None]) -> tuple[Chapter, ...]:
    """Every chapter, written; those that follow others only where they have something to say.

    Parameters
    ----------
    ready : is told of every part as soon as it is written.
    """
    written: list[Chapter] = []
    for plan in PLANS:
        if plan.name not in OF_MONEY or has_money(page):
            written.append(_written(plan, page, ready))
        further = [_written(each, page, ready) for each in AFTER.get(plan.name, ())]
        written += [chapter for chapter in further if chapter.parts]
    return tuple(written)


def _written(plan: Plan, page: Sheet, ready: Callable[[Part], None]) -> Chapter:
    """A chapter with its parts; parts without anything in them are left out."""
    parts: list[Part] = []
    for write in plan.parts:
        part = write(page)
        if part.blocks:
            parts.append(part)
            ready(part)
    return Chapter(plan.name, plan.title, tuple(parts))
