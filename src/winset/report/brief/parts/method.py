"""How it was made: the method in one page, and what it cannot tell."""

from __future__ import annotations

from math import sqrt

from markupsafe import Markup

from winset.report.brief.blocks import Listing, Part
from winset.report.brief.links import fill
from winset.report.brief.parts.coupling_words import titles
from winset.report.brief.parts.talks_words import has_talks
from winset.report.brief.sheet import Sheet, custodian, has_money, host, key_notes, money_of
from winset.report.brief.unplayed import assumed, how_to_play, unplayed
from winset.report.figures import count


def method(page: Sheet) -> Part:
    """The method in one page."""
    items = (_draws(page), *_money(page), *_talks(page), *_coupling(page), _ranges(page))
    return Part("method", "The method in one page", (Listing(items),))


def limits(page: Sheet) -> Part:
    """What this brief cannot tell."""
    items = (
        *_stated_talks(page),
        fill(
            "Quantities are independent in the draws. Where two judgements go wrong together, "
            "ranges are too narrow."
        ),
        *_of_paths(page),
        *_of_talks(page),
    )
    return Part("limits", "Limits", (Listing(items),))


def _draws(page: Sheet) -> Markup:
    return fill(
        "<strong>What we do not know.</strong> Every uncertain quantity has a range. {n} draws "
        "take one value for each, all independent of each other, evenly over each range.",
        n=count(page.run.record.draws),
    )


def _money(page: Sheet) -> tuple[Markup, ...]:
    if not has_money(page):
        return ()
    return (
        fill(
            "<strong>What nobody can know.</strong> For each draw and option the same {m} paths "
            "are followed: rates of interest that wander, the month of a settlement and what it "
            "says of the assets, renewals of the freeze that fail, courts, retaliation, guarantors "
            "that do not pay. Options are compared on the same accidents.",
            m=count(page.run.record.paths),
        ),
        fill(
            "<strong>Months of cash.</strong> Cash and receipts, certain or with their chance, "
            "meet needs month by month; so does what an option pays out."
        ),
        fill(
            "<strong>Losses.</strong> What is not repaid passes from one bearer to the next, as "
            "the option's terms say, down to {custodian} and {host}. In every path what is lost "
            "equals what is borne.",
            custodian=custodian(page),
            host=host(page),
        ),
        fill(
            "<strong>Cost.</strong> Payments, calls and what falls on the host, year by year to "
            "{year}, brought to {as_of} at the draw's mean yield of the club's bonds.",
            year=money_of(page).last_year,
            as_of=page.run.record.as_of,
        ),
    )


def _talks(page: Sheet) -> tuple[Markup, ...]:
    if unplayed(page):
        told = "<strong>The talks were not played.</strong> {assumed} {how}"
        return (fill(told, assumed=assumed(page), how=how_to_play()),)
    if not has_talks(page):
        return ()
    return (
        fill(
            "<strong>The talks.</strong> In each draw a game is solved backwards from its end: who "
            "attends, who proposes what, who says yes, in every month and every state of the world "
            "around the table. Each weighs what follows, by what it believes, and strays from the "
            "better choice by the temperature. Then what happens is followed forwards: chances by "
            "month, without sampling."
        ),
    )


def _coupling(page: Sheet) -> tuple[Markup, ...]:
    if not titles(page):
        return ()
    return (
        fill(
            "<strong>The coupling.</strong> The money tells the talks how long it lasts given each "
            "option; the talks given each option tell the money when a settlement comes and what "
            "it says of the assets; members vote on what that costs them; and the parties know how "
            "likely each vote is, and not how it will fall."
        ),
    )


def _ranges(page: Sheet) -> Markup:
    if not has_money(page):
        return fill(
            "<strong>Ranges.</strong> Over draws: the median, and in brackets the 5th and 95th "
            "percentile."
        )
    return fill(
        "<strong>Ranges.</strong> A result is first taken over the paths of one draw (its mean, or "
        "the mean of its worst 5 %), then over draws: the median, and in brackets the 5th and 95th "
        "percentile."
    )


def _of_paths(page: Sheet) -> tuple[Markup, ...]:
    if not has_money(page):
        return ()
    error = 100 * sqrt(0.1 * 0.9 / page.run.record.paths)
    return (
        fill(
            "All draws follow the same paths, so the error of sampling chance is not in the "
            "brackets. With {m} paths a chance of 10 % is known to about \u00b1{e} points.",
            m=count(page.run.record.paths),
            e=f"{1.96 * error:.1f}",
        ),
        fill(
            "The worst 5 % of paths are the mean of few paths in each draw; a single worst path is "
            "not printed."
        ),
        _accounts(page),
        *(fill("{note}", note=note) for note in key_notes(page)),
    )


def _accounts(page: Sheet) -> Markup:
    """What is left out of members' accounts."""
    if "debt_paths" not in page.run.tables:
        return fill("Effects on deficit and debt, growth and prices are not in these numbers.")
    return fill(
        "Debt paths move with an option's payments alone: what an option does to growth, prices "
        "and rates of interest is not in these numbers."
    )


def _of_talks(page: Sheet) -> tuple[Markup, ...]:
    """What the talks leave out."""
    if not has_talks(page):
        return ()
    told = [
        fill(
            "Each party decides as one, and what it values on one issue does not hang on the "
            "others. Parties know the quantities of their draw and learn nothing new about them; "
            "what they do behind closed doors, or for reasons at home, is not in the model."
        )
    ]
    if has_money(page):
        told.append(
            fill(
                "The money sees the first agreement that enters into force; its breakdown, and "
                "what may be agreed after it, do not reach the money."
            )
        )
    return tuple(told)


def _stated_talks(page: Sheet) -> tuple[Markup, ...]:
    """What is stated rather than found, as long as nothing in the run finds it."""
    if not has_money(page):
        return ()
    told = []
    if not has_talks(page):
        told.append(
            fill(
                "The date and terms of a settlement come from stated chances, not from the "
                "parties' own choices: no option changes the talks here."
            )
        )
    return (*told, fill("{consent}", consent=_consent(page)))


def _consent(page: Sheet) -> str:
    """How far the brief tests whether those who must consent would."""
    found = page.run.tables.get("consent_items")
    if found is None or found.empty:
        return "No party's consent is tested."
    return (
        "Of those who must consent only members' votes are tested: each weighs its own burden and "
        "what it said, and none bargains for its vote beyond the terms it asked for."
    )
