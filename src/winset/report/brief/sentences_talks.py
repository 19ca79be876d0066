"""Sentences of the bottom line on the talks, and on what they and the money do to each other."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup

from winset._typing import Floats
from winset.report.brief.hinges import hinge
from winset.report.brief.links import fill, found, joined, quoted, reading
from winset.report.brief.parts.consent_odds import odds
from winset.report.brief.parts.coupling_options import change, in_chance
from winset.report.brief.parts.coupling_words import (
    IF,
    amount,
    idle,
    laws,
    of_money,
    paying,
    priced,
    titles,
)
from winset.report.brief.parts.talks_chances import asks_approval, in_force_told, looked_at
from winset.report.brief.parts.talks_terms import likeliest
from winset.report.brief.parts.talks_words import (
    by_end_of,
    chance,
    has_talks,
    names_of,
    points,
    share_of_draws,
)
from winset.report.brief.sheet import Sheet, has_money
from winset.runs.record import Run
from winset.runs.talks_reading import (
    SOON,
    YEAR,
    agreed_by,
    ahead,
    by_draw,
    held_by,
    longest_wait,
    margin_today,
    price_of_waiting,
    tells,
)

Sentence = tuple[Markup, Markup]


def talks(page: Sheet) -> Sentence | None:
    """Whether there will be talks and an agreement, under every account, and who can wait."""
    if not has_talks(page):
        return None
    tables = page.run.tables
    agreed = agreed_by(tables, ahead(tables, YEAR))
    text = fill(
        "The parties meet by {soon} with a chance of {held}, and a first agreement is signed "
        "{agreed}. {in_force}{accounts}{wait}",
        soon=by_end_of(page, SOON),
        held=chance(held_by(tables, ahead(tables, SOON)), "talks_months"),
        agreed=joined(
            [
                fill(
                    "by {end} with {c}",
                    end=by_end_of(page, month),
                    c=chance(agreed_by(tables, month), "talks_months"),
                )
                for month in looked_at(page)
            ]
        ),
        in_force=fill("Approved and in force is one with {told}. ", told=in_force_told(page))
        if asks_approval(page)
        else "",
        accounts=_accounts(page),
        wait=_wait(page) if has_money(page) else "",
    )
    return text, hinge(page, agreed)


def _accounts(page: Sheet) -> Markup:
    """Between which accounts the chance of an agreement lies."""
    runs = [run for run in (page.run, *page.others) if tells(run.tables)]
    if len(runs) < 2:
        return Markup("")
    middle = [_middle(run) for run in runs]
    low, high = int(np.argmin(middle)), int(np.argmax(middle))
    return fill(
        "Over the accounts the chance of a signature by {end} lies between {low} ({a}) and {high} "
        "({b}), in their middle draws. ",
        end=by_end_of(page, YEAR),
        low=found(odds(middle[low]), "talks_months"),
        a=reading(page, runs[low]),
        high=found(odds(middle[high]), "talks_months"),
        b=reading(page, runs[high]),
    )


def _middle(run: Run) -> float:
    return float(np.median(agreed_by(run.tables, ahead(run.tables, YEAR))))


def _wait(page: Sheet) -> Markup:
    """What waiting does to each party, in the same words."""
    tables = page.run.tables
    return fill(
        "{n} months without a settlement change what lies ahead by {told}.",
        n=longest_wait(tables),
        told=joined(
            [
                fill("{p} points for {who}", who=name,
                     p=points(price_of_waiting(tables, party), "talks_waiting"))
                for party, name in names_of(page).items()
            ]
        ),
    )  # fmt: skip


def coupling(page: Sheet) -> Sentence | None:
    """What money does to the talks, and what the talks do to the cost of the money."""
    if len(titles(page)) < 2 or idle(page) is None:
        return None
    node, month = paying(page)[0], ahead(page.run.tables, YEAR)
    moved = change(page, node, month)
    text = fill(
        "Money and talks move each other. Given {option}, the chance of a signature by {year} "
        "differs by {moved} percentage points from that given nothing; it is lower in {share} of "
        "draws.{cost}",
        option=quoted(titles(page)[node]),
        year=by_end_of(page, YEAR),
        moved=in_chance(moved, "talks_months"),
        share=share_of_draws(moved < 0, "talks_months"),
        cost=_cost(page, node),
    )
    return text, hinge(page, moved)


def _cost(page: Sheet, option: str) -> Markup:
    """What an option costs by when settlements come."""
    if option not in priced(page):
        return Markup("")
    told = [
        fill("{c} {says}", says=IF[law], c=amount(page, of_money(page, "burden_pv", option, law)))
        for law in laws(page)
    ]
    return fill(" All payers can expect it to cost {told}.", told=Markup(", ").join(told))


def margin(page: Sheet) -> Sentence | None:
    """Whether there is anything to agree on today."""
    if not has_talks(page):
        return None
    static = margin_today(page.run.tables)
    text = fill(
        "Against a table that stays shut the package that comes closest leaves {m} points to the "
        "party that gains least from it; in {share} of draws there is something that all would "
        "gain from.",
        m=points(static, "talks_margin"),
        share=share_of_draws(static > 0, "talks_margin"),
    )
    return text, hinge(page, static)


def terms(page: Sheet) -> Sentence | None:
    """What is likeliest on the issue on which most is open."""
    told = likeliest(page) if has_talks(page) else None
    if told is None:
        return None
    issue, level, values = told
    text = fill(
        "Of the terms of a first agreement those on <em>{issue}</em> are least certain: likeliest "
        "is <em>{level}</em>, {c}.",
        issue=issue,
        level=level,
        c=chance(values, "talks_issues"),
    )
    return text, hinge(page, np.nan_to_num(values))


def refusing(page: Sheet) -> Sentence | None:
    """What staying away is worth to each party today, in the same words."""
    if not has_talks(page):
        return None
    gains = {party: _gain(page, party) for party in names_of(page)}
    text = fill(
        "To stay away today rather than attend is worth {told}.",
        told=joined(
            [
                fill("{g} points to {who}", who=name, g=points(gains[party], "talks_refusal"))
                for party, name in names_of(page).items()
            ]
        ),
    )
    return text, hinge(page, next(iter(gains.values())))


def _gain(page: Sheet, party: str) -> Floats:
    return by_draw(page.run.tables["talks_refusal"], "gain", party=party)


def waiting(page: Sheet) -> Sentence | None:
    """What waiting does to each party."""
    if not has_talks(page):
        return None
    first = next(iter(names_of(page)))
    return _wait(page), hinge(page, price_of_waiting(page.run.tables, first))
