"""Numbers of the talks as a reader sees them, and who and what they are about."""

from __future__ import annotations

from markupsafe import Markup

from winset._typing import Bools, Floats
from winset.report.brief.links import fill, found
from winset.report.brief.parts.consent_odds import odds_range
from winset.report.brief.sheet import Sheet
from winset.report.figures import month, number_range, percent
from winset.report.reading import known_range, scaled
from winset.report.talks_words import party_name
from winset.runs.results import Range
from winset.runs.talks_reading import ahead, parties, tells
from winset.scenario.nouns.scenario import Scenario

POINT = 0.01
ROUNDING = 1e-9  # of the scale of values
NONE = "nothing is agreed in any draw"
SCALE = (
    "Values stand on one scale for each party: 0 points the worst that it could wish for, 100 the "
    "best."
)


def has_talks(page: Sheet) -> bool:
    """Whether the run has talks to tell of."""
    return tells(page.run.tables)


def scenario_of(page: Sheet) -> Scenario:
    """The scenario as the main run read it."""
    return page.found.case.scenario


def names_of(page: Sheet) -> dict[str, str]:
    """Who must settle, by the names that the scenario gives them."""
    return {each: party_name(scenario_of(page), each) for each in parties(page.run.tables)}


def chance(values: Floats, table: str) -> Markup:
    """The range of a chance over draws, leading to its table; nan where nothing is agreed."""
    known = known_range(values)
    return Markup(NONE) if known is None else found(odds_range(known), table)


def points(values: Floats, table: str) -> Markup:
    """The range of a value or of a difference of values over draws, in points."""
    known = known_range(values)
    return Markup(NONE) if known is None else found(in_points(known), table)


def in_points(values: Range) -> str:
    """A range of values (0-1) in points.

    >>> in_points(Range(mid=-0.0021, low=-0.03, high=0.02))
    '−0.21 (−3.0 to 2.0)'
    """
    clean = [
        0.0 if abs(each) < ROUNDING else each for each in (values.low, values.mid, values.high)
    ]
    low, mid, high = clean
    return number_range(scaled(Range(mid=mid, low=low, high=high), POINT))


def point(value: float) -> str:
    """A value (0-1) in points.

    >>> point(0.4567)
    '46'
    """
    return in_points(Range(mid=value, low=value, high=value))


def share_of_draws(holds: Bools, table: str) -> Markup:
    """In how many draws something holds, as a share of all."""
    return found(percent(float(holds.mean())), table)


def by_end_of(page: Sheet, months: int) -> str:
    """The end of the month so many months on, in words."""
    return f"the end of {month(page.grid, ahead(page.run.tables, months))}"


def sentences(*parts: Markup | str) -> Markup:
    """Sentences one after another; empty ones are left out."""
    return Markup(" ").join(part for part in (fill("{p}", p=p) for p in parts) if part)
