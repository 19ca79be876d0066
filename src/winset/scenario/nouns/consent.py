"""A table whose members must consent: rules, positions, the agenda and the way to first cash."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from winset import units
from winset._record import Record
from winset.rules.algebra import Rule
from winset.rules.ballots import Ballot
from winset.scenario.nouns.quantity import Basis, Duration, Factor, Number, Quantity, Share

ZERO = Quantity(value=0.0, basis="judgement")
ONE = Quantity(value=1.0, basis="judgement")
COMPARISONS = ("value", "at_least", "at_most")


def _share_of_either_sign(quantity: Quantity) -> Quantity:
    if quantity.unit is not None and units.unit(quantity.unit).dimension != "share":
        raise PydanticCustomError(
            "unit_wrong", "the unit measures something else", {"fix": "write a share or %"}
        )
    return quantity


SignedShare = Annotated[
    Quantity,
    AfterValidator(_share_of_either_sign),
    Field(json_schema_extra={"x-dimension": "share"}),
]
"""A share that may be negative, such as a leaning in per cent of national income."""


class Condition(Record):
    """A term that a member insists on: `{term: guarantee.cap, is: null, firmness: 0.9}`."""

    term: str
    """Which term of the option, by path (guarantee.cap, other_holders_join)."""
    value: Any = Field(default=None, alias="is")
    """What it must be; null: it must not be there."""
    basis: Basis | None = None
    """Where it was said; a bound rests on the same."""
    at_least: Quantity | None = None
    """The least it must be: `170 EUR bn`; a bare number stands in canonical units."""
    at_most: Quantity | None = None
    """The most it may be: `10 days`; a bare number stands in canonical units."""
    firmness: Share
    """The chance that the member holds to it when the vote comes."""

    @field_validator("at_least", "at_most")
    @classmethod
    def _rests_on_what_was_said(cls, bound: Quantity, info: ValidationInfo) -> Quantity:
        if bound.basis is not None:
            return bound
        return bound.model_copy(update={"basis": info.data.get("basis") or "judgement"})

    @model_validator(mode="after")
    def _one_comparison(self) -> Condition:
        if len(self.model_fields_set & set(COMPARISONS)) != 1:
            raise PydanticCustomError(
                "condition_form",
                "a condition compares a term in exactly one way",
                {"fix": "keep one of is, at_least, at_most"},
            )
        return self


class Position(Record):
    """What a member has let be known about one option."""

    on_record: Literal["for", "against", "undecided"] | None = None
    """How it said it would vote."""
    firmness: Share = ONE
    """The chance that it votes as it said; else it weighs the option anew."""
    against_unless: tuple[Condition, ...] = ()
    """Conditions without which it votes against."""
    held: Literal["each", "together"] = "each"
    """Whether it gives way on each condition by itself, or on all or none (the firmest counts)."""
    then: Literal["for", "utility"] = "utility"
    """What follows once all conditions are met."""
    stance: SignedShare = ZERO
    """What the option is worth to it beside money, in shares of national income."""
    vital_interest: Basis | None = None
    """Where it declared a vital interest, if it did."""
    basis: Basis | None = None
    """Where the position was said."""
    note: str | None = None
    """What a reader should know of it."""

    @model_validator(mode="after")
    def _one_commitment(self) -> Position:
        if self.on_record in ("for", "against") and self.against_unless:
            raise PydanticCustomError(
                "position_form",
                "a position is on record or conditional, not both",
                {"fix": "keep on_record or against_unless"},
            )
        return self


class Step(Record):
    """A step between the adoption and the first cash."""

    title: str
    """What happens."""
    kind: Literal["parliament", "national", "second_vote", "signature", "market", "other"] = "other"
    """Who takes it."""
    takes: Duration
    """How long it takes; a range is chance, not ignorance."""
    chance: Share = ONE
    """The chance that it succeeds at all."""
    not_before: dt.date | None = None
    """It is not over before this day."""
    alongside: bool = False
    """Whether it runs beside the step before it rather than after."""


class Term(Record):
    """A term that is no part of an instrument: `{is: false, title: Other holders move along}`."""

    value: Any = Field(alias="is")
    """What it is, as the option stands."""
    title: str = ""
    """What a reader calls it; without one, its name."""
    unit: str | None = None
    """In what it is measured (EUR bn, days), where it is a number."""
    basis: Basis | None = None
    """Where it is known from."""
    note: str | None = None
    """What a reader should know of it."""

    @field_validator("unit")
    @classmethod
    def _known(cls, unit: str | None) -> str | None:
        try:
            return unit if unit is None else units.unit(unit).text
        except units.UnknownUnitError as error:
            fix = {"fix": str(error).replace("{", "(")}
            raise PydanticCustomError("unit_unknown", "unknown unit", fix) from error


def _term(written: Any) -> Any:
    """A term written as its value alone is a term."""
    whole = isinstance(written, Term) or (isinstance(written, dict) and "is" in written)
    return written if whole else {"is": written}


OwnTerm = Annotated[Term, BeforeValidator(_term, json_schema_input_type=Term | Any)]


class Matter(Record):
    """How the table decides on one option."""

    rule: Rule
    """Which sets of members carry the decision."""
    legal_basis: str = ""
    """The text of law under which it is taken."""
    basis: Basis | None = None
    """Who said that this is the legal basis."""
    outside: tuple[str, ...] = ()
    """Members that take no part at all (an opt-out, another circle)."""
    exempt: tuple[str, ...] = ()
    """Members that bear no burden."""
    exempt_take_part: bool = True
    """Whether the exempt vote; if not they are outside."""
    ballots: dict[str, Ballot] = {}
    """Ballots that are certain."""
    terms: dict[str, OwnTerm] = {}
    """Terms that are no part of the instrument: a value (`other_holders_join: true`), or more."""
    way_to_cash: tuple[Step, ...] = ()
    """The steps from adoption to first cash, in order."""


class Node(Record):
    """One item of an agenda."""

    option: str
    """What is put to the vote."""
    on: dt.date
    """When it is decided."""
    if_fails: dict[str, Share] | None = None
    """Which node follows with which chance, nothing for the rest; none given: the next, surely."""


class Weights(Record):
    """How much of each kind of burden a member counts."""

    cash: Factor = ONE
    """Of what it pays."""
    contingent: Factor = ONE
    """Of what it may be called on to pay (expected calls)."""
    debt: Factor = ZERO
    """Of what adds to its public debt beside that."""


class BaseRates(Record):
    """How often members dissent, for those of whom nothing is known."""

    dataset: str | None = None
    """A table of votes by member; none: `not_for` holds for everybody."""
    odds: Number = ONE
    """How many times the odds of dissent differ from those in the table."""
    not_for: Share | None = None
    """The chance of not voting for, where there is no table."""
    abstains: Share = ZERO
    """Of those not for, how many abstain, where there is no table."""
    members: dict[str, Share] = {}
    """Members whose chance of not voting for is known otherwise."""

    @model_validator(mode="after")
    def _one_rate(self) -> BaseRates:
        if (self.dataset is None) == (self.not_for is None):
            raise PydanticCustomError(
                "base_rate_form",
                "a base rate is read from a table or stated, not both",
                {"fix": "keep one of dataset and not_for"},
            )
        return self


class ConsensusNorm(Record):
    """A habit of not voting over a declared vital interest."""

    put_to_vote: Share
    """The chance that a decision over such an interest is put to the vote all the same."""


class Table(Record):
    """A place where members must consent."""

    kind: Literal["council"] = "council"
    title: str
    """What it is."""
    club: str
    """Whose members decide."""
    matters: dict[str, Matter] = Field(min_length=1)
    """How each option is decided."""
    agenda: dict[str, Node] = Field(min_length=1)
    """What is put to the vote, the first item first."""
    said_to_press: Basis | None = None
    """Who said that the fallbacks are meant to press members."""
    positions: dict[str, dict[str, Position]] = {}
    """By member and option: what is known of its position."""
    weights: Weights = Weights()
    """How burdens are counted."""
    temperature: Share
    """How far a vote may stray from the better choice, in shares of national income."""
    base_rates: BaseRates | None = None
    """Dissent where no position is known; none: the vote follows utility alone."""
    exempt_abstain: Share = ONE
    """The chance that an exempt member abstains where it would have opposed."""
    consensus: ConsensusNorm | None = None
    """A norm beside the rule."""
