"""What is told of a facility besides its instrument: sources, totals, and what is judgement."""

from __future__ import annotations

from dataclasses import dataclass

from winset.scenario.nouns.instrument import Instrument


@dataclass(frozen=True)
class HistoricalFacility:
    """A facility of the past as an instrument of the scenario language.

    Attributes
    ----------
    name, title : a word, and its full name.
    instrument : composed from parts.
    sources : the texts that set it up, cited from general knowledge: they were not at hand.
    key_basis : where the key comes from: published figures, or judgement.
    notes : what the instrument leaves out or stands in for.
    """

    name: str
    title: str
    instrument: Instrument
    sources: tuple[str, ...]
    key_basis: str
    notes: tuple[str, ...] = ()
