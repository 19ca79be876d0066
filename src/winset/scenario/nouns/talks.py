"""A table at which parties may settle, and tracks beside it that cannot settle but move the world.

Values are on one scale from 0 to 1, "how good is a month of this for me": 1 the best that a party
could wish for, 0 the worst. So an agreement and the status quo compare.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from winset._record import Record
from winset.rules.algebra import Rule
from winset.scenario.nouns.quantity import (
    Duration,
    Factor,
    MonthlyChance,
    Number,
    Quantity,
    Share,
)
from winset.scenario.nouns.world import When

NEVER = Quantity(value=0.0, unit="% per month", basis="judgement")


class Piece(Record):
    """What a variable of the world adds to a value."""

    slope: Number | None = None
    """For a walk: per unit of its number."""
    levels: dict[str, Number] = {}
    """By level; levels not named add nothing."""


class Worth(Record):
    """A value that depends on the world: a sum of pieces, kept within 0 and 1."""

    base: Number
    """Where all variables add nothing."""
    over: dict[str, Piece] = {}
    """By variable, what it adds."""


class Times(Record):
    """What a chance is multiplied by under a condition."""

    when: When = Field(min_length=1)
    """The condition."""
    times: Factor
    """The multiple; the product stays within 0 and 1."""


class WeightsChange(Record):
    """Another distribution of the initiative under a condition; the first that holds counts."""

    when: When = Field(min_length=1)
    """The condition."""
    weights: dict[str, Factor]
    """By party, brought to sum 1."""


class Recognition(Record):
    """Who has the initiative: by chance, each month anew."""

    weights: dict[str, Factor]
    """By party, brought to sum 1."""
    changes: dict[str, WeightsChange] = {}
    """Conditions under which it is otherwise."""
    believed_by: dict[str, dict[str, Factor]] = {}
    """Parties that take the weights to be others."""


class Declaration(Record):
    """A party has said that it will not talk before a day."""

    by: str
    """Who."""
    until: dt.date
    """Before this day; the month of the day itself is free."""
    kept: Share
    """The chance that it is kept to its end; it may break in any month with the same chance."""


class Others(Record):
    """Others in whose hands it is to carry out what the parties sign."""

    title: str
    """Who they are."""
    chance: Share
    """The chance that they follow; `otherwise` says what comes if they do not."""
    otherwise: str
    """The level of the same issue that it then comes to; one in the parties' own hands."""


class Level(Record):
    """One way to settle an issue."""

    title: str
    """In a few words."""
    value: dict[str, Share]
    """By party, 0-1, where the walks it may depend on stand at 0."""
    slope: dict[str, dict[str, Number]] = {}
    """By party and walk: what the value gains per unit of the walk's number."""
    others: Others | None = None
    """Who else must follow; none: it is in the parties' own hands."""


class Issue(Record):
    """A matter on the agenda."""

    title: str
    """In a few words."""
    weights: dict[str, Factor]
    """By party, how much it matters beside the other issues; brought to sum 1 over issues."""
    levels: dict[str, Level] = Field(min_length=1)
    """The ways to settle it."""


class Softening(Record):
    """Another chance of softening under a condition; the first that holds counts."""

    when: When = Field(min_length=1)
    """The condition."""
    hazard: MonthlyChance
    """Chance per month."""


class RedLine(Record):
    """Levels that a party cannot accept at any price, while the line holds."""

    by: str
    """Whose line."""
    issue: str
    """On which issue."""
    levels: tuple[str, ...] = Field(min_length=1)
    """What is out of the question."""
    firmness: Share
    """The chance that the line holds today; the parties know whether it does."""
    hazard: MonthlyChance = NEVER
    """Chance per month that it softens, never to come back."""
    changes: dict[str, Softening] = {}
    """Conditions under which it softens otherwise."""


AfterBreakdown = Annotated[
    Annotated[Literal["resume"], Tag("<resume>")] | Annotated[dict[str, Share], Tag("<values>")],
    Discriminator(lambda given: "<values>" if isinstance(given, dict) else "<resume>"),
]
"""Talks resume, or each party has a value for ever."""


class Durability(Record):
    """How long a settlement lasts, and what follows it."""

    hazard: MonthlyChance
    """Chance per month that it breaks down."""
    by_issue: dict[str, dict[str, Factor]] = {}
    """By issue and level, what that chance is multiplied by."""
    changes: dict[str, Times] = {}
    """Conditions that multiply it; those that hold all count."""
    after: AfterBreakdown = "resume"
    """What follows a breakdown."""


class Ratification(Record):
    """A second rule that must approve what the parties have signed."""

    title: str
    """Who approves."""
    chance: Share
    """The chance of approval."""
    changes: dict[str, Times] = {}
    """Conditions that multiply it; those that hold all count."""
    takes: Duration
    """Time from signature to that vote, in whole months."""
    only: dict[str, tuple[str, ...]] = {}
    """Needed only for these levels of these issues (any of them); none: for every package."""


class AssetClauses(Record):
    """What a package says of the immobilised assets."""

    issue: str
    """The issue that settles it."""
    clauses: dict[str, Literal["returned", "set_off", "stay_frozen"]]
    """What each of its levels means."""
    reparations: dict[str, Share] = {}
    """For levels that set off: the share of an instrument's principal that reparations meet."""


class BaseRate(Record):
    """How often cases of this kind settle, to stand beside the result."""

    title: str
    """The reference class."""
    chance: MonthlyChance
    """Chance of a settlement per month."""


class Talks(Record):
    """A table at which parties may settle."""

    kind: Literal["talks"]
    title: str
    """What it is."""
    parties: tuple[str, ...] = Field(min_length=2, max_length=6)
    """Who must settle, in the order in which they attend and answer."""
    rule: Rule = "unanimity"
    """Which sets of them carry an agreement."""
    discount: dict[str, Share]
    """By party, how much next month counts against this one; below 1."""
    temperature: Share
    """How far a choice may stray from the better one, on the scale of values; 0: never."""
    recognition: Recognition | None = None
    """Who has the initiative; none: all alike."""
    may_refuse: tuple[str, ...] | None = None
    """Who may stay away; none named: everybody."""
    may_stall: tuple[str, ...] | None = None
    """Who may have the initiative and propose nothing; none named: everybody."""
    leave: dict[str, dict[str, Worth]] = {}
    """Who may leave for good, and what each party then has for ever."""
    declared: dict[str, Declaration] = {}
    """What parties have said about attending."""
    closed: tuple[Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")], ...] = ()
    """Months (YYYY-MM) in which the calendar keeps the table shut."""
    status_quo: dict[str, Worth]
    """By party, how good a month without a settlement is."""
    issues: dict[str, Issue] = Field(min_length=1)
    """What is on the agenda."""
    red_lines: dict[str, RedLine] = {}
    """What is out of the question."""
    excluded: dict[str, dict[str, tuple[str, ...]]] = {}
    """Combinations of levels that cannot be: by name, for each issue the levels that clash."""
    durability: Durability | None = None
    """How long a settlement lasts; none: for ever."""
    ratification: Ratification | None = None
    """Who else must approve; none: nobody."""
    assets: AssetClauses | None = None
    """What packages say of the immobilised assets; none: the money's own statement holds."""
    base_rate: BaseRate | None = None
    """A reference class to stand beside the result."""


class Effect(Record):
    """What a track changes in the world when it is held: a move of a switch, or a walk's drift."""

    on: str
    """The variable."""
    from_: str | None = Field(default=None, alias="from")
    """For a switch: the level that is left."""
    to: str | None = None
    """For a switch: the level that is reached."""
    chance: Share | None = None
    """For a switch: the chance of that, in a month in which the track is held."""
    drift: Number | None = None
    """For a walk: what is added to its drift in such a month."""


class Track(Record):
    """A meeting or channel that cannot settle but moves the world."""

    kind: Literal["track"]
    title: str
    """What it is."""
    parties: tuple[str, ...] = Field(min_length=1)
    """Who meets."""
    host: str
    """Where, or who invites."""
    on: dt.date | None = None
    """The day; none: open, without a date."""
    not_before: dt.date | None = None
    """Where the date is open: the first day on which it can be held."""
    chance: MonthlyChance
    """The chance that it is held in a month in which it can be."""
    changes: dict[str, Times] = {}
    """Conditions that multiply it; those that hold all count."""
    once: bool = False
    """Whether it is held once at most; it then counts as held for ever."""
    effects: dict[str, Effect] = {}
    """What it changes."""


Table = Annotated[Talks | Track, Field(discriminator="kind")]
"""A table of any kind."""
