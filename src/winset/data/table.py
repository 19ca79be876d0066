"""What a reference table is: figures, and all that must be known to use them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures were taken from.

    Attributes
    ----------
    id : the word by which recipe and notes refer to it.
    publisher, document, date : as stated by the publisher; "not recorded" where unknown.
    address : the publisher's own, if known.
    """

    id: str
    publisher: str
    document: str
    date: str
    address: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """A reference table with its provenance.

    Attributes
    ----------
    name, title : the word it is read by; what it is.
    vintage : which edition of the figures this is.
    latest : date of the latest knowledge in it; a case dated earlier must not lean on it unsaid.
    later : columns that hold later knowledge than that -> their date.
    retrieved : when the figures were copied; "not recorded" where unknown.
    source : the sources in one line.
    sources : the sources one by one.
    licence : as stated by the publishers; "not stated" where unknown.
    recipe : how the figures were made from the sources.
    notes : caveats, one by one.
    units : column -> unit.
    says : column -> what it is.
    frame : the figures; tables of members are indexed by code in protocol order.
    """

    name: str
    title: str
    vintage: str
    latest: date
    later: dict[str, date]
    retrieved: str
    source: str
    sources: tuple[Source, ...]
    licence: str
    recipe: str
    notes: tuple[str, ...]
    units: dict[str, str]
    says: dict[str, str]
    frame: pd.DataFrame
