"""The published cases that the engine of consent replays, by their path."""

from __future__ import annotations

from winset.consent.catalog import scholz_2011
from winset.published import PublishedCase

SHELVES = (scholz_2011,)


def published_cases() -> dict[str, PublishedCase]:
    """Every case by its path."""
    return {case.path: case for shelf in SHELVES for case in shelf.cases()}
