"""What a fallback does to one member, and the sentence that says why."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from winset.report.brief.links import fill, found, joined
from winset.report.brief.parts.consent_odds import odds

WORTH = "consent_worth"
SELDOM = 0.05  # a fallback that passes less often hardly counts
PRESSES, LESS, CHEAPER, RARE = "presses", "less", "cheaper", "rare"

Rows = dict[str, dict[str, dict[str, Any]]]
"""What each item is worth, by its name, by member."""


def effect_of(worth: Rows, item: str, fallback: str, member: str) -> str:
    """What a fallback does to a member's vote on an item.

    >>> one = {"worth": 0.01, "carried": 0.4}
    >>> rows = {"loan": {"A": one}, "bonds": {"A": {"worth": -0.01, "carried": 0.4}},
    ...         "gifts": {"A": {"worth": 0.02, "carried": 0.01}}}
    >>> effect_of(rows, "loan", "bonds", "A"), effect_of(rows, "loan", "gifts", "A")
    ('presses', 'rare')
    """
    after, own = worth[fallback][member], worth[item][member]
    if after["carried"] < SELDOM:
        return RARE
    if after["worth"] < 0:
        return PRESSES
    return LESS if after["worth"] <= own["worth"] else CHEAPER


def in_words(kind: str, titles: list[str], below: list[float]) -> Markup:
    """Why fallbacks have an effect on a member.

    Parameters
    ----------
    titles : of the fallbacks; below : for each, the share of draws in which it is worth less than
        nothing to the member.
    """
    named = joined([fill("<em>{t}</em>", t=title) for title in titles])
    share = joined([found(odds(each), WORTH) for each in dict.fromkeys(below)])
    if kind == RARE:
        return fill("{named}: so seldom carried that it hardly counts.", named=named)
    if kind == PRESSES:
        return fill("{named}: costs more than it brings, so it presses.", named=named)
    if kind == LESS:
        return fill(
            "{named}: worth less than the option but more than nothing, so it takes the fear of "
            "nothing away (presses in {share} of draws).",
            named=named,
            share=share,
        )
    return fill(
        "{named}: worth more than the option, so refusing is cheap (presses in {share} of draws).",
        named=named,
        share=share,
    )
