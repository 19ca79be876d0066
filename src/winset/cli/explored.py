"""What `winset explore ... --json` prints, as records: their schema is `winset schema explore`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, TypeAdapter

from winset._record import Record
from winset.scenario.schema import DIALECT

Terms = dict[str, Any]


class TurningChange(Record):
    """The smallest change of terms that turns a member."""

    terms: Terms
    """By the term's path, what is asked for."""
    says: list[str]
    """The same in sentences."""
    votes_for: float
    """Its mean chance of voting for under these terms."""


class Holdout(Record):
    """A member less likely than not to vote for an item."""

    member: str
    """Its code."""
    votes_for: float
    """Its mean chance of voting for."""
    reason: str
    """What chiefly keeps it from it."""
    turned_by: list[TurningChange]
    """What turns it, the smallest changes first; none: nothing that was asked for does."""


class WayToBreak(Record):
    """The cheapest way to break a blocking set: one member that is turned."""

    member: str
    """Who is turned."""
    meets: list[str]
    """The terms of its conditions that are met."""
    exempt: bool
    """Whether it is exempted from the burden."""
    eur: float
    """What it is paid."""


class BlockingSet(Record):
    """Members who together can stop an item."""

    kind: Literal["likeliest", "smallest"]
    """Whether it is among the likeliest to form, or among the smallest there are."""
    members: list[str]
    """Their codes."""
    chance: float | None = None
    """That all of them refuse; only of the likeliest."""
    by_money: WayToBreak | None = None
    """The cheapest way by money alone, none: there is none."""
    by_terms: WayToBreak | None = None
    """The cheapest way without money, none: there is none."""


class DesignFound(Record):
    """A design that no other beats on both adoption and the heaviest burden."""

    terms: Terms
    """What it changes, by the term's path."""
    says: list[str]
    """The same in sentences."""
    adopted: float
    """The mean chance that it is adopted."""
    worst_burden: float
    """The heaviest burden of any member, a share of its national income."""


class ItemExplored(Record):
    """A council's vote on an option."""

    council: str
    """The table."""
    item: str
    """What is put to the vote."""
    option: str
    """The option that it is about."""
    title: str
    """That option's title."""
    by_rule: float
    """The mean chance of adoption by the rule alone."""
    adopted: float
    """The same with the habit of consensus, if there is one."""
    holdouts: list[Holdout]
    """Who is less likely than not to vote for it, the least likely first."""
    blocking: list[BlockingSet]
    """Who can stop it."""
    smallest_sets: int
    """How many sets of the smallest size can stop it (10,000: so many or more)."""
    any_one: bool
    """Whether every single member that takes part can stop it."""
    designs: int
    """How many designs were looked at."""
    passing: int
    """How many of them are adopted with a chance of one half."""
    frontier: list[DesignFound]
    """Those that no other beats."""


class ConditionAsked(Record):
    """A condition of a member."""

    term: str
    """The term that it is about."""
    says: str
    """What it asks, in a sentence."""
    firmness: float
    """The mean chance that the member holds to it."""
    state: Literal["apart", "already", "granted"]
    """Looked at apart, met as it stands, or left out and taken as met."""


class CombinationVoted(Record):
    """A member's vote where some of its conditions are met."""

    met: list[str]
    """The terms of those that are met."""
    terms: Terms
    """What is changed for it, by the term's path."""
    votes_for: float
    """Its mean chance of voting for, and the 5th and 95th percentile over draws."""
    low: float
    high: float


class MemberItem(Record):
    """What one member asks of an option."""

    council: str
    """The table."""
    item: str
    """What is put to the vote."""
    option: str
    """The option that it is about."""
    title: str
    """That option's title."""
    conditions: list[ConditionAsked]
    """The firmest first."""
    combinations: list[CombinationVoted]
    """Every combination of those that are looked at apart."""


class Sampled(Record):
    """What all that was explored rests on."""

    changes: dict[str, Any]
    """Values that were set by path."""
    draws: int
    """Samples of what is not known."""
    paths: int
    """Samples of chance, for each draw and design."""
    seed: int
    """From which all random numbers follow."""
    settlements: Literal["stated"] = "stated"
    """Where settlements come from: what the scenario states. A run, and the brief, take them as the
    talks say where a table can settle, so that their numbers differ somewhat from these; with
    `--settlements stated` they take them as here."""


class HoldoutsExplored(Sampled):
    """What `winset explore SCENARIO holdouts --json` prints."""

    items: list[ItemExplored] = Field(default_factory=list)
    """Every item of every agenda."""


class MemberExplored(Sampled):
    """What the same prints with `--member CODE`."""

    member: str
    """Whose conditions these are."""
    items: list[MemberItem] = Field(default_factory=list)
    """Every item on which it has named a condition."""


def explored_schema() -> dict[str, Any]:
    """JSON Schema of what `--json` prints for an exploration, with a member named or without."""
    either: TypeAdapter[HoldoutsExplored | MemberExplored]
    either = TypeAdapter(HoldoutsExplored | MemberExplored)
    return {"$schema": DIALECT, **either.json_schema(mode="serialization")}
