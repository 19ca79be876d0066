"""What votes decide: each kind of ballot under each kind of rule."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from winset.data.read import read
from winset.errors import RuleFaults
from winset.rules.decide import Decision, decide
from winset.rules.members import Members, read_members
from winset.rules.reading import read_rule

POPULATION = read("eu27_population").frame["population_2025"]
LARGEST = list(POPULATION.sort_values(ascending=False).index)
PERMANENT = [f"P{i}" for i in range(5)]
ELECTED = [f"E{i}" for i in range(10)]


def council() -> Members:
    return read_members({code: {"population": int(n)} for code, n in POPULATION.items()})


def ballots(default: str, **others: str) -> dict[str, str]:
    return dict.fromkeys(LARGEST, default) | others


def vote(rule: Any, cast: dict[str, str]) -> Decision:
    return decide(read_rule(rule), council(), cast)


def security_council(cast: dict[str, str]) -> Decision:
    given = {name: {"permanent": int(name in PERMANENT)} for name in PERMANENT + ELECTED}
    return decide("un_security_council", read_members(given), cast)


def test_qualified_majority_carried_with_its_tally() -> None:
    decision = vote("qualified_majority", ballots("for", HU="against", SK="against"))
    assert (decision.carried, decision.reason) == (True, "carried")
    assert set(decision.by) == set(LARGEST) - {"HU", "SK"}
    states, population, blockers = decision.tally
    assert (states.says, states.needed, states.got) == (
        "states: at least 55 %",
        Fraction(11, 20),
        Fraction(25, 27),
    )
    assert population.got == 1 - Fraction(int(POPULATION["HU"] + POPULATION["SK"]), 451028881)
    assert (blockers.says, blockers.got) == ("not for: fewer than 4", 2)


def test_under_qualified_majority_abstaining_is_not_for() -> None:
    """Art. 238(4) TFEU speaks of unanimity only: with 14 for, 13 abstentions lose the vote."""
    cast = ballots("for") | dict.fromkeys(LARGEST[14:], "abstain")
    decision = vote("qualified_majority", cast)
    assert (decision.carried, decision.reason) == (False, "shortfall")
    assert set(decision.by) == set(LARGEST[14:])
    assert [one.met for one in decision.tally] == [False, True, False]


def test_three_largest_against_do_not_block() -> None:
    """They hold more than 35 % of the population, but a blocking minority needs four members."""
    against = dict.fromkeys(LARGEST[:3], "against")
    decision = vote("qualified_majority", ballots("for") | against)
    assert decision.carried
    assert [one.met for one in decision.tally] == [True, False, True]
    assert not vote("qualified_majority", ballots("for") | against | {"MT": "abstain"}).carried


def test_without_a_proposal_twenty_states_are_needed() -> None:
    smallest = dict.fromkeys(LARGEST[20:], "against")
    assert vote("qualified_majority_without_proposal", ballots("for") | smallest).carried
    lost = vote("qualified_majority_without_proposal", ballots("for", FR="absent") | smallest)
    assert (lost.reason, lost.tally[0].got) == ("shortfall", Fraction(19, 27))


def test_eu_unanimity_bears_abstention_but_no_absence() -> None:
    assert vote("eu_unanimity", ballots("for", HU="abstain")).carried
    for ballot in ("against", "absent"):
        lost = vote("eu_unanimity", ballots("for", HU=ballot))
        assert (lost.carried, lost.reason, lost.by) == (False, "veto", ("HU",))
    assert lost.tally[0].says == "unanimity of members: nobody against, absent"


def test_nothing_is_carried_that_nobody_is_for() -> None:
    lost = vote("eu_unanimity", ballots("abstain"))
    assert (lost.carried, lost.reason) == (False, "shortfall")


def test_plain_unanimity_and_consensus() -> None:
    abstains, absent = ballots("for", HU="abstain"), ballots("for", HU="absent")
    assert not vote("unanimity", abstains).carried
    assert vote("consensus", abstains).carried
    assert vote("consensus", absent).carried
    assert vote("consensus", ballots("for", HU="against")).by == ("HU",)


def test_an_exempted_member_counts_nowhere() -> None:
    """Unanimity is of the participants, and shares are of their totals."""
    assert vote("eu_unanimity", ballots("for", HU="outside")).carried
    decision = vote("qualified_majority", ballots("for", DE="outside"))
    states, population, _ = decision.tally
    assert (states.got, population.got) == (1, 1)
    assert "DE" not in decision.by


def test_when_some_are_outside_the_blocking_minority_is_found_from_their_figures() -> None:
    """Art. 238(3)(a) TFEU: without DE and FR the fewest over 35 % are IT and ES."""
    outside = {"DE": "outside", "FR": "outside"}
    rest = int(POPULATION.drop(["DE", "FR"]).sum())
    held = [int(POPULATION[code]) for code in ("IT", "ES")]
    assert held[0] * 100 < 35 * rest < sum(held) * 100
    decision = vote("qualified_majority", ballots("for") | outside)
    assert decision.tally[2].needed == 2 + 1


def test_among_few_participants_the_blocking_minority_is_smaller() -> None:
    """Of nine with Germany, Germany alone holds more than 35 %, so two block and one does not."""
    nine = ["DE", "BE", "EL", "AT", "SK", "HR", "EE", "LU", "MT"]
    cast = {code: "for" if code in nine else "outside" for code in LARGEST}
    share = int(POPULATION["DE"]) / int(POPULATION[nine].sum())
    assert share > 0.35
    alone = vote("qualified_majority", cast | {"DE": "against"})
    assert alone.carried
    assert [one.met for one in alone.tally] == [True, False, True]
    assert alone.tally[2].needed == 2
    assert not vote("qualified_majority", cast | {"DE": "against", "BE": "abstain"}).carried


def test_enhanced_cooperation_needs_nine_and_a_vote_of_its_own() -> None:
    cast = ballots("outside") | dict.fromkeys(LARGEST[:9], "for")
    decision = vote("enhanced_cooperation", cast)
    assert decision.carried
    assert decision.needs == ("enhanced_cooperation_authorisation",)
    assert not vote("enhanced_cooperation", cast | {LARGEST[8]: "against"}).carried
    authorisation = vote("enhanced_cooperation_authorisation", ballots("for"))
    assert authorisation.needs == ("european_parliament_consent",)


@pytest.mark.parametrize(
    ("rule", "enough"), [("simple_majority", 14), ("two_thirds", 18), ("three_quarters", 21)]
)
def test_plain_majorities_of_all_members(rule: str, enough: int) -> None:
    """Half of 27 is 13.5, two thirds are 18, three quarters 20.25."""
    for number, carried in ((enough, True), (enough - 1, False)):
        cast = ballots("absent") | dict.fromkeys(LARGEST[:number], "for")
        assert vote(rule, cast).carried is carried


def test_majorities_of_votes_cast_ignore_who_does_not_vote() -> None:
    cast = ballots("abstain", DE="for", FR="for", IT="against")
    assert vote("majority_of_votes_cast", cast).carried
    assert vote("two_thirds_of_votes_cast", cast).carried
    assert not vote("majority_of_votes_cast", cast | {"FR": "against"}).carried
    present = {"share": "states", "more_than": "1/2", "of": "present"}
    assert not vote(present, cast).carried
    assert vote(present, ballots("absent", DE="for", FR="for", IT="abstain")).carried


def test_a_permanent_member_abstains_and_then_vetoes() -> None:
    cast = dict.fromkeys(PERMANENT + ELECTED, "for")
    assert security_council(cast | {"P0": "abstain"}).carried
    assert security_council(cast | {"P0": "absent"}).carried
    vetoed = security_council(cast | {"P0": "against", "E0": "against"})
    assert (vetoed.reason, vetoed.by) == ("veto", ("P0",))


def test_without_nine_votes_a_vote_against_is_no_veto() -> None:
    cast = dict.fromkeys(PERMANENT + ELECTED, "abstain") | dict.fromkeys(ELECTED[:8], "for")
    lost = security_council(cast | {"P0": "against"})
    assert (lost.reason, lost.tally[0].got, lost.tally[0].needed) == ("shortfall", 8, 9)


def test_a_consent_that_is_withheld() -> None:
    rule = {"all_of": ["qualified_majority", {"consent_of": ["BE"]}]}
    lost = vote(rule, ballots("for", BE="abstain"))
    assert (lost.reason, lost.by) == ("veto", ("BE",))
    assert lost.tally[-1].says == "consent of BE: nobody against, abstain, absent"


def test_who_casts_no_ballot_is_absent() -> None:
    cast = dict.fromkeys(LARGEST[:14], "for")
    assert vote("simple_majority", cast).carried
    assert not vote("eu_unanimity", cast).carried


def test_a_share_of_no_votes_is_not_reached() -> None:
    lost = vote("majority_of_votes_cast", ballots("abstain"))
    assert (lost.carried, lost.tally[0].got) == (False, 0)


def test_ballots_that_are_none_or_of_nobody() -> None:
    with pytest.raises(RuleFaults) as caught:
        vote("unanimity", {"DE": "yes", "XX": "for"})
    assert [fault.code.id for fault in caught.value.faults] == ["R116", "R108"]
    assert "known here: for, against, abstain, absent, outside" in str(caught.value)


def test_a_rule_that_cannot_be_used_is_refused_before_the_vote() -> None:
    with pytest.raises(RuleFaults, match="the members have no column 'gni'"):
        vote({"share": "gni", "at_least": "1/2"}, ballots("for"))
