"""Codes of faults in what the national accounts are computed from: M2xx."""

from __future__ import annotations

from winset.errors import Code

SHAPE = Code(
    "M201",
    "arrays that do not fit together",
    "A burden read against the wrong member or year is a wrong burden.",
    "Axes are draw, member, year; an axis of length 1 stands for all.",
)
RANGE = Code(
    "M202",
    "a number outside what it can mean",
    "A share above 1, or a debt below 0, is usually a per cent that was not divided by 100.",
    "Inside winset shares and rates are 0-1: 112.41 % of GDP is 1.1241.",
)
HORIZON = Code(
    "M203",
    "a period that does not fit into the years looked at",
    "The adjustment, and what follows from it, must be seen within the years.",
)
UNKNOWN_MEMBER = Code(
    "M204",
    "a member that the accounts do not have",
    "A burden given to a member that is not there would vanish without a word.",
)
NO_ISSUE = Code(
    "M205",
    "redemptions without debt",
    "A redemption profile repays what was issued, all of it and no more.",
    "The redemptions sum to the amounts issued, and never run ahead of them.",
)
