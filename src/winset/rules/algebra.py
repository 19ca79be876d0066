"""The algebra of decision rules: a rule is a word, a threshold, or rules joined by and / or.

    word        a named rule of law (`qualified_majority`), see `winset.rules.law`
    threshold   share, sum, count, blockers_fewer_than
    consent     unanimity, veto, consent_of
    joined      all_of, any_of
    elsewhere   needs (a decision at another table: carried along and reported)

There is no negation and no negative weight, so another supporter never loses a decision: every
rule of the algebra is monotone by construction.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Discriminator, Tag, model_validator

from winset._record import Record
from winset.rules import codes
from winset.rules.ballots import NOT_FOR, Ballot
from winset.rules.fields import Amount, Group, Part, Whole, breaking, listed, refusal, word

STATES = "states"  # the column that counts one for each member, always there
EVERYONE = "members"  # the group of all who take part


class Threshold(Record):
    """What clauses with a threshold share: they have exactly one."""

    @model_validator(mode="after")
    def one_threshold(self) -> Self:
        """Refuse a clause without a threshold, or with two."""
        given = [name for name in THRESHOLDS if getattr(self, name, None) is not None]
        if len(given) != 1:
            got = " and ".join(given) or "neither at_least nor more_than"
            raise refusal(codes.ONE_THRESHOLD, f"the clause has {got}", "keep one of the two")
        return self


THRESHOLDS = ("at_least", "more_than")


class Share(Threshold):
    """Members with a part of a column's total are for: `{share: population, at_least: 65 %}`.

    `of` says whose total: of all who take part (`members`), of those `present` (for, against,
    abstaining), or of the votes `cast` (for, against).
    """

    share: str
    at_least: Part | None = None
    more_than: Part | None = None
    of: Literal["members", "present", "cast"] = "members"


class Sum(Threshold):
    """Members with an amount of a column are for: `{sum: votes, at_least: 12}`."""

    sum: str
    at_least: Amount | None = None
    more_than: Amount | None = None


class Count(Threshold):
    """A number of members of a group are for: `{count: members, at_least: 9}`."""

    count: Group
    at_least: Whole | None = None
    more_than: Whole | None = None


class FewestOver(Record):
    """The fewest members that together hold more than a part of a column, and some more."""

    fewest_over: Part
    of: str
    plus: Whole = 0


def counted_or_found(value: object) -> str:
    """Whether a number of blockers is given, or how it is found."""
    return "<found>" if isinstance(value, Mapping | FewestOver) else "<counted>"


class BlockersFewerThan(Record):
    """Fewer participants than this are not for: `{blockers_fewer_than: 4}`."""

    blockers_fewer_than: Annotated[
        Annotated[Whole, Tag("<counted>")] | Annotated[FewestOver, Tag("<found>")],
        Discriminator(counted_or_found),
    ]


class Unanimity(Record):
    """Nobody in the group casts a ballot that breaks unanimity: `{unanimity: members}`."""

    unanimity: Group
    broken_by: Annotated[tuple[Ballot, ...], BeforeValidator(breaking)] = NOT_FOR


class Veto(Record):
    """Nobody in the group votes against: `{veto: [france, germany]}`."""

    veto: Group


class ConsentOf(Record):
    """Everybody in the group votes for: `{consent_of: [host]}`."""

    consent_of: Group


class Needs(Record):
    """Another table must agree as well: `{needs: bundestag}`. Reported, never counted here."""

    needs: str


class AllOf(Record):
    """Every one of several rules is met."""

    all_of: Annotated[tuple[Rule, ...], BeforeValidator(listed)]


class AnyOf(Record):
    """At least one of several rules is met."""

    any_of: Annotated[tuple[Rule, ...], BeforeValidator(listed)]


KINDS: Mapping[str, type[Record]] = {
    "share": Share,
    "sum": Sum,
    "count": Count,
    "blockers_fewer_than": BlockersFewerThan,
    "unanimity": Unanimity,
    "veto": Veto,
    "consent_of": ConsentOf,
    "needs": Needs,
    "all_of": AllOf,
    "any_of": AnyOf,
}


def kind(value: object) -> str | None:
    """Which kind of rule a value is: `<word>`, `<share>`, ... or None if it is no rule."""
    if isinstance(value, str):
        return "<word>"
    if isinstance(value, Mapping):
        return next((f"<{name}>" for name in KINDS if name in value), None)
    return next((f"<{name}>" for name, cls in KINDS.items() if isinstance(value, cls)), None)


Rule = Annotated[
    Annotated[str, AfterValidator(word), Tag("<word>")]
    | Annotated[Share, Tag("<share>")]
    | Annotated[Sum, Tag("<sum>")]
    | Annotated[Count, Tag("<count>")]
    | Annotated[BlockersFewerThan, Tag("<blockers_fewer_than>")]
    | Annotated[Unanimity, Tag("<unanimity>")]
    | Annotated[Veto, Tag("<veto>")]
    | Annotated[ConsentOf, Tag("<consent_of>")]
    | Annotated[Needs, Tag("<needs>")]
    | Annotated[AllOf, Tag("<all_of>")]
    | Annotated[AnyOf, Tag("<any_of>")],
    Discriminator(
        kind,
        custom_error_type=codes.NOT_A_RULE.id,
        custom_error_message="this is neither a rule's name nor a clause",
    ),
]
"""A decision rule: pydantic reads it from a scenario, its tags stand in angle brackets."""

AllOf.model_rebuild()
AnyOf.model_rebuild()
