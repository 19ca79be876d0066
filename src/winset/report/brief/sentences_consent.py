"""The sentence of the bottom line on consent: what is adopted, what instead, and who stops it."""

from __future__ import annotations

from markupsafe import Markup

from winset.report.brief.hinges import hinge
from winset.report.brief.links import fill, found, joined
from winset.report.brief.parts.consent_agenda import (
    SHOWN,
    Item,
    chance,
    items,
    members_in_words,
    rows_of,
    vital_members,
    with_norm,
)
from winset.report.brief.parts.consent_odds import odds, odds_range
from winset.report.brief.sheet import Sheet
from winset.runs.council.reading import SETS, likeliest_to_stop, nothing_passes
from winset.runs.ranges import range_of


def consent(page: Sheet) -> tuple[Markup, Markup] | None:
    """Whether the first option would be adopted, who is likeliest to stop it, and what follows."""
    agenda = items(page)
    if not agenda:
        return None
    first = agenda[0]
    told = fill(
        "<em>{title}</em> is adopted with a chance of {rule} if only the rule of the vote counts",
        title=first.title,
        rule=found(odds_range(chance(page.run, first, "by_rule")), SHOWN),
    )
    if with_norm(page.run, first):
        norm = found(odds_range(chance(page.run, first, "adopted")), SHOWN)
        told = fill(
            "{told}, and of {norm} with the habit of consensus, as {who} declared a vital interest",
            told=told,
            norm=norm,
            who=members_in_words(first, vital_members(first)) or "a member",
        )
    draws = rows_of(page.run, SHOWN, first).sort_values("draw", kind="stable")["adopted"]
    text = fill(
        "{told}.{stopped}{instead}",
        told=told,
        stopped=_stopped(page, first),
        instead=_instead(page, agenda),
    )
    return text, hinge(page, draws.to_numpy(dtype=float))


def _stopped(page: Sheet, item: Item) -> Markup:
    """Who is likeliest to stop it."""
    known = likeliest_to_stop(page.run.tables, item.council, item.name)
    if known is None:
        return Markup("")
    return fill(
        " Likeliest to stop it by votes: {who} ({c} that {they}).",
        who=members_in_words(item, known[0]),
        c=found(odds(known[1]), SETS),
        they="all of them refuse, mean over draws"
        if len(known[0]) > 1
        else "it refuses, mean over draws",
    )


def _instead(page: Sheet, agenda: tuple[Item, ...]) -> Markup:
    """What is decided in its place, and the chance that nothing is."""
    ends = [
        fill("<em>{t}</em> {c}", t=i.title,
             c=found(odds_range(chance(page.run, i, "outcome")), SHOWN))
        for i in agenda[1:]
        if i.council == agenda[0].council
    ]  # fmt: skip
    none = range_of(nothing_passes(page.run.tables, agenda[0].council))
    nothing = found(odds_range(none), SHOWN)
    if not ends:
        return fill(" Nothing passes with a chance of {nothing}.", nothing=nothing)
    return fill(
        " What is decided instead: {ends}; nothing passes with a chance of {nothing}.",
        ends=joined(ends),
        nothing=nothing,
    )
