"""The published cases that the engine of talks replays, by their path."""

from __future__ import annotations

from winset.published import PublishedCase
from winset.talks.catalog import (
    baron_ferejohn_1989,
    brams_taylor_1996,
    conflicts,
    fearon_1995,
    heyen_lehtomaa_2021,
    kalai_smorodinsky_1975,
    ktab_2017,
    merlo_wilson_1995,
    powell_2004,
    romer_rosenthal_1978,
    rubinstein_1982,
    yildiz_2003,
)

SHELVES = (
    rubinstein_1982,
    baron_ferejohn_1989,
    merlo_wilson_1995,
    yildiz_2003,
    romer_rosenthal_1978,
    fearon_1995,
    powell_2004,
    kalai_smorodinsky_1975,
    brams_taylor_1996,
    conflicts,
    ktab_2017,
    heyen_lehtomaa_2021,
)


def published_cases() -> dict[str, PublishedCase]:
    """Every case by its path, in the order of the shelves."""
    return {case.path: case for shelf in SHELVES for case in shelf.cases()}
