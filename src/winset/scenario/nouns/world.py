"""The world around a table: what moves by itself, or in answer to what happens at the table.

Numbers of chance are per month. A condition `when` names other variables and where they stand:
a level, a list of levels, or for a walk a span, `{at_least: ..., at_most: ...}`. It looks at the
start of a month; where it names a track, at whether that was held in the month.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from winset._record import Record
from winset.scenario.nouns.quantity import MonthlyChance, Number, Share


class Standing(Record):
    """Where a variable stands: `away`, `[away, near]`, or `{at_least: 0, at_most: 0.5}`."""

    levels: tuple[str, ...] = ()
    """One of these levels."""
    at_least: float | None = None
    """A walk at this number or above."""
    at_most: float | None = None
    """A walk at this number or below."""

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, given: Any) -> Any:
        if isinstance(given, str):
            return {"levels": (given,)}
        return {"levels": given} if isinstance(given, list | tuple) else given


When = dict[str, Standing]
"""By variable, where it stands; all of them at once."""
StartingAt = Annotated[
    Annotated[str, Tag("<level>")] | Annotated[dict[str, Share], Tag("<chances>")],
    Discriminator(lambda given: "<chances>" if isinstance(given, dict) else "<level>"),
]
"""A level, or the chance of each."""


class Pace(Record):
    """How fast a walk drifts and how much it trembles."""

    drift: Number
    """Expected change per month, in the walk's own unit."""
    volatility: Number
    """Standard deviation of the change in a month, same unit."""


class PaceBelieved(Record):
    """What a party takes a walk's pace to be, where it differs."""

    drift: Number | None = None
    """Expected change per month."""
    volatility: Number | None = None
    """Standard deviation of the change in a month."""


class PaceChange(Record):
    """What is added to a walk's pace under a condition."""

    when: When = Field(min_length=1)
    """The condition."""
    drift: Number | None = None
    """Added to the drift."""
    volatility: Number | None = None
    """Added to the volatility, which never falls below 0."""


class WalkAnswers(Record):
    """The pace of a walk after what happened at the table, in place of its own and all changes."""

    refused: dict[str, Pace] = {}
    """By the party that refused to attend."""
    stalled: dict[str, Pace] = {}
    """By the party that had the initiative and proposed nothing."""
    rejected: dict[str, Pace] = {}
    """By the party whose no ended it."""
    agreed: Pace | None = None
    """While a settlement is in force."""
    awaiting: Pace | None = None
    """While a signature awaits ratification."""
    unratified: Pace | None = None
    """In the month in which ratification fails."""
    closed: Pace | None = None
    """While the calendar keeps the table shut."""


class Walk(Record):
    """A number that drifts and trembles between two ends."""

    kind: Literal["walk"]
    title: str
    """What it measures, and which way is whose."""
    low: float
    """Its lowest number."""
    high: float
    """Its highest number."""
    levels: int = Field(ge=2, le=101)
    """On how many evenly spaced numbers it is followed."""
    start: Number
    """Where it stands on the day of `as_of`; between two levels by chance, so that it fits."""
    drift: Number
    """Expected change per month, in its own unit."""
    volatility: Number
    """Standard deviation of the change in a month, same unit."""
    ends: Literal["reflecting", "absorbing"] = "reflecting"
    """Whether it turns back at the ends or stays there for ever."""
    changes: dict[str, PaceChange] = {}
    """Conditions under which it moves otherwise."""
    answers: WalkAnswers = WalkAnswers()
    """How it answers to the table."""
    believed_by: dict[str, PaceBelieved] = {}
    """Parties that take its own pace to be another."""


class Move(Record):
    """A change from one level to another."""

    from_: str = Field(alias="from")
    """The level that is left."""
    to: str
    """The level that is reached."""
    chance: MonthlyChance
    """Chance per month."""
    when: When = {}
    """The condition; none: always."""


Moves = dict[str, Move]
"""Changes by name."""


class SwitchAnswers(Record):
    """Moves after what happened at the table: beside the others, or in place of a namesake."""

    refused: dict[str, Moves] = {}
    """By the party that refused to attend."""
    stalled: dict[str, Moves] = {}
    """By the party that had the initiative and proposed nothing."""
    rejected: dict[str, Moves] = {}
    """By the party whose no ended it."""
    agreed: Moves = {}
    """While a settlement is in force."""
    awaiting: Moves = {}
    """While a signature awaits ratification."""
    unratified: Moves = {}
    """In the month in which ratification fails."""
    closed: Moves = {}
    """While the calendar keeps the table shut."""


class MovesBelieved(Record):
    """What a party takes a switch's moves to be: in place of those of the same name."""

    moves: Moves = Field(min_length=1)
    """The moves believed in."""


class Switch(Record):
    """Levels between which chance decides."""

    kind: Literal["switch"]
    title: str
    """What it stands for."""
    levels: tuple[str, ...] = Field(min_length=2)
    """Its levels."""
    start: StartingAt
    """Where it stands on the day of `as_of`."""
    moves: Moves = {}
    """How it changes by itself."""
    answers: SwitchAnswers = SwitchAnswers()
    """How it answers to the table."""
    believed_by: dict[str, MovesBelieved] = {}
    """Parties that take its moves to be others."""


class ResultsChange(Record):
    """Other chances of an event's results under a condition; the first that holds counts."""

    when: When = Field(min_length=1)
    """The condition."""
    results: dict[str, Share]
    """The chance of each result."""


class ResultsBelieved(Record):
    """What a party takes the chances of an event to be."""

    results: dict[str, Share]
    """The chance of each result, where nothing else is said."""


class Schedule(Record):
    """An event on a known date, whose result is known from the month after it."""

    kind: Literal["schedule"]
    title: str
    """What will happen."""
    levels: tuple[str, ...] = Field(min_length=2)
    """First the level before the event, then its results."""
    on: dt.date
    """The day."""
    results: dict[str, Share]
    """The chance of each result; what is left: it does not take place."""
    changes: dict[str, ResultsChange] = {}
    """Conditions under which the chances are others."""
    believed_by: dict[str, ResultsBelieved] = {}
    """Parties that take the chances to be others."""


class FromMoney(Record):
    """How many months the beneficiary's cash still lasts, as the money finds under each option."""

    kind: Literal["from_money"]
    title: str
    """What it stands for."""
    levels: dict[str, int] = Field(min_length=2)
    """From scarce to ample, each with the months of cash from which on it holds; the first 0."""
    decided: dt.date
    """The day on which the options are decided."""
    options: tuple[str, ...] = ()
    """The options that may be adopted; none named: all that are no variants."""


class LapseChange(Record):
    """Another chance that a renewal fails, under a condition; the first that holds counts."""

    when: When = Field(min_length=1)
    """The condition."""
    lapse: Share
    """The chance that a renewal fails."""


class FreezeKept(Record):
    """Whether the assets' freeze holds: it lapses when a renewal fails, as the money states it."""

    kind: Literal["freeze"]
    title: str
    """What it stands for; its levels are holds and lapsed."""
    changes: dict[str, LapseChange] = {}
    """Conditions under which a renewal fails with another chance."""


Variable = Annotated[Walk | Switch | Schedule | FromMoney | FreezeKept, Field(discriminator="kind")]
"""A variable of the world."""
