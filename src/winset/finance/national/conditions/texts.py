"""The texts that the conditions cite, each with what of it was read.

The Regulation and the Manual were not at hand in full. Chapters of the Manual are those of its
contents; paragraph numbers of the Regulation are given from general knowledge of it and marked so.
"""

from __future__ import annotations

import datetime as dt

from winset.finance.national.verdict import Text

ESA = "Regulation (EU) 549/2013, Annex A (ESA 2010)"
MANUAL = "Manual on Government Deficit and Debt, 2022 edition (Eurostat, 1 February 2023)"
ESA_SINCE = dt.date(2014, 9, 1)
MANUAL_SINCE = dt.date(2023, 2, 1)
UNREAD = "place from general knowledge, not read"
CONTENTS = "chapter known from the contents, text not read"


def esa(place: str) -> Text:
    """A place in the Regulation."""
    return Text(ESA, place, ESA_SINCE, UNREAD)


def manual(place: str) -> Text:
    """A place in the Manual."""
    return Text(MANUAL, place, MANUAL_SINCE, CONTENTS)


EFSF = Text(
    "Eurostat, news release STAT/11/13, decision on operations of the EFSF",
    "whole decision",
    dt.date(2011, 1, 27),
    "summary of the decision read; the technical note not read",
)
EFSF_ESM_CHAPTER = Text(
    "Manual on Government Deficit and Debt, 2013 edition of ESA 95 (Eurostat, 4 February 2013)",
    "chapter on the classification of EFSF and ESM, kept in later editions",
    dt.date(2013, 2, 4),
    "announcement of the chapter read, the chapter not read",
)
OWN_RESOURCES = Text(
    "Council Decision (EU, Euratom) 2020/2053, with ESA 2010 on the Union's own resources (D.76)",
    "Articles 2 and 3",
    dt.date(2021, 6, 1),
    "official summary of the Decision read; the paragraph of ESA 2010 not read",
)
