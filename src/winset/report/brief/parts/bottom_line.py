"""The bottom line: five sentences with ranges, each with its driver and its weakest basis."""

from __future__ import annotations

from winset.report.brief.blocks import Listing, Paragraph, Part
from winset.report.brief.links import fill
from winset.report.brief.sentences_bearers import accounts, chances, left_to_host, payers
from winset.report.brief.sentences_consent import consent
from winset.report.brief.sentences_money import cash, cost
from winset.report.brief.sentences_talks import (
    Sentence,
    coupling,
    margin,
    refusing,
    talks,
    terms,
    waiting,
)
from winset.report.brief.sheet import Sheet, has_money
from winset.report.brief.unplayed import aside, unplayed

FIVE = 5
HOW_TO_READ = (
    "Brackets give the range over draws, that is, what we do not know: nine in ten draws lie "
    "within them. Every number leads to the table it was read from."
)


def part(page: Sheet) -> Part:
    """Five sentences that follow from the run's tables, and from nothing else."""
    told = sentences(page)
    items = tuple(
        fill('{text} <span class="hinge">{why}</span>', text=text, why=why) for text, why in told
    )
    intro = Paragraph(fill('<span class="small">{how}</span>', how=HOW_TO_READ))
    before = (aside(page),) if unplayed(page) else ()
    return Part("bottom-line-sentences", None, (*before, Listing(items, ordered=True), intro))


def sentences(page: Sheet) -> list[Sentence]:
    """The five sentences, each with what it hangs on: the same in a brief and on the terminal."""
    return [each for each in _written(page) if each is not None][:FIVE]


def _written(page: Sheet) -> list[Sentence | None]:
    """The sentences that the run has something for, those that matter most first."""
    if not has_money(page):
        return [talks(page), margin(page), terms(page), waiting(page), refusing(page)]
    fourth = consent(page) or payers(page)
    both = coupling(page)
    if both is not None:
        return [cash(page), left_to_host(page), fourth, talks(page), both, cost(page)]
    last = talks(page) or (accounts(page) if page.others else chances(page))
    return [cash(page), cost(page), left_to_host(page), fourth, last]
