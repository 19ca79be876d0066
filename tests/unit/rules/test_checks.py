"""What keeps a rule from being used by given members, and what its author is told."""

from __future__ import annotations

from typing import Any

import pytest

from winset.errors import RuleFaults
from winset.rules import codes
from winset.rules.checks import checked_game, rule_faults
from winset.rules.members import Members, read_members
from winset.rules.reading import read_rule


def three() -> Members:
    return read_members(
        {
            "a": {"votes": 4, "seats": 1, "tax": 0, "permanent": 0},
            "b": {"votes": 2, "tax": 0, "permanent": 0},
            "c": {"votes": 1, "seats": 2, "tax": 0, "permanent": 0},
        }
    )


@pytest.mark.parametrize(
    ("rule", "code", "got"),
    [
        ({"sum": "vote", "at_least": 4}, codes.UNKNOWN_COLUMN, "vote"),
        ({"share": "seats", "at_least": "1/2"}, codes.UNREADABLE_WEIGHT, "b"),
        ({"share": "tax", "at_least": "1/2"}, codes.EMPTY_TOTAL, "total of tax: 0"),
        ({"veto": ["d"]}, codes.UNKNOWN_MEMBER, "d"),
        ({"veto": "vote"}, codes.UNKNOWN_MEMBER, "vote"),
        ({"veto": "permanent"}, codes.EMPTY, "permanent"),
        ({"count": ["a", "e"], "at_least": 1}, codes.UNKNOWN_MEMBER, "e"),
        ({"sum": "votes", "at_least": 8}, codes.NEVER_CARRIED, "all of: a, b, c"),
        ({"share": "votes", "more_than": 1}, codes.NEVER_CARRIED, "all of: a, b, c"),
        ({"sum": "votes", "at_least": 0}, codes.ALWAYS_CARRIED, "for: (nobody)"),
        ({"blockers_fewer_than": 4}, codes.ALWAYS_CARRIED, "for: (nobody)"),
        ({"needs": "parliament"}, codes.ALWAYS_CARRIED, "for: (nobody)"),
        (
            {"any_of": ["unanimity", {"share": "votes", "at_least": "0 %"}]},
            codes.ALWAYS_CARRIED,
            "for: (nobody)",
        ),
        (
            {"all_of": ["unanimity", {"count": "members", "at_least": 4}]},
            codes.NEVER_CARRIED,
            "all of: a, b, c",
        ),
    ],
)
def test_one_fault(rule: Any, code: codes.Code, got: str) -> None:
    (fault,) = rule_faults(read_rule(rule), three())
    assert (fault.code, fault.got) == (code, got)


def test_a_column_that_is_not_there() -> None:
    with pytest.raises(RuleFaults) as caught:
        checked_game(read_rule({"any_of": [{"sum": "vote", "at_least": 4}]}), three())
    assert str(caught.value) == (
        "error R107: the members have no column 'vote'\n"
        "  where  rule.any_of[0]\n"
        "  got    vote\n"
        "  why    Without the figures of each member the threshold cannot be counted.\n"
        '  fix    write "votes"; known here: states, votes, seats, tax, permanent'
    )


def test_a_rule_that_is_always_won() -> None:
    with pytest.raises(RuleFaults) as caught:
        checked_game(read_rule({"blockers_fewer_than": 9}), three())
    assert str(caught.value) == (
        "error R110: this rule is carried even when nobody is for it\n"
        "  where  rule\n"
        "  got    for: (nobody)\n"
        "  why    It is carried even when nobody is for it, so it asks for no consent at all.\n"
        "  fix    raise a threshold above what nobody reaches"
    )


def test_all_faults_at_once() -> None:
    rule = {"all_of": [{"sum": "vote", "at_least": 4}, {"veto": ["d", "e"]}, {"veto": ["a"]}]}
    found = [fault.code.id for fault in rule_faults(read_rule(rule), three())]
    assert found == ["R107", "R108", "R108"]


def test_everybody_outside_and_somebody_unknown_outside() -> None:
    (fault,) = rule_faults("unanimity", three(), outside=("a", "b", "c"))
    assert fault.code == codes.NOBODY_LEFT
    (fault,) = rule_faults("unanimity", three(), outside=("z",))
    assert fault.code == codes.UNKNOWN_MEMBER


def test_a_veto_of_somebody_outside_is_no_fault_but_gone() -> None:
    """Who does not take part cannot veto; the rest of the rule stands."""
    rule = read_rule({"all_of": [{"sum": "votes", "at_least": 2}, {"veto": ["a"]}]})
    game = checked_game(rule, three(), outside=("a",))
    assert game.names == ("b", "c")
    assert (
        game.formula
        == checked_game(read_rule({"sum": "votes", "at_least": 2}), three(), outside=("a",)).formula
    )


def test_figures_too_large_to_add_in_64_bits() -> None:
    huge = read_members({"a": {"votes": 2**62}, "b": {"votes": 2**62 - 1}})
    (fault,) = rule_faults(read_rule({"sum": "votes", "at_least": 2**61}), huge)
    assert fault.code == codes.TOO_LARGE


def test_large_figures_with_a_common_measure_are_fine() -> None:
    huge = read_members({"a": {"votes": 2**80}, "b": {"votes": 2**81}})
    assert rule_faults(read_rule({"share": "votes", "at_least": "1/2"}), huge) == []


def test_too_many_thresholds() -> None:
    many = read_members({f"m{i}": {"votes": 2**i} for i in range(20)})
    clauses = [{"sum": "votes", "at_least": 3 + i} for i in range(17)]
    (fault,) = rule_faults(read_rule({"any_of": clauses}), many)
    assert fault.code == codes.TOO_MANY_CLAUSES


def test_members_are_checked_when_read() -> None:
    with pytest.raises(RuleFaults) as caught:
        read_members({"a": {"votes": -1}, "b": {"votes": "some"}, "c": None})
    assert [fault.code.id for fault in caught.value.faults] == ["R111", "R112"]
    assert str(caught.value).startswith(
        "error R111: votes of a is less than nothing\n  where  members.a.votes\n  got    -1\n"
    )
    with pytest.raises(RuleFaults, match="there are no members"):
        read_members({})


def test_members_that_are_no_mapping_of_columns() -> None:
    with pytest.raises(RuleFaults) as caught:
        read_members({"a": 4, "b": {"votes": 2}})  # type: ignore[dict-item]
    assert str(caught.value) == (
        "error R112: a has no columns\n"
        "  where  members.a\n"
        "  got    4\n"
        "  why    One missing figure changes every total.\n"
        "  fix    write {votes: 4}, or what the figure is"
    )
    with pytest.raises(RuleFaults, match="members are written as"):
        read_members(["a", "b"])  # type: ignore[arg-type]


def test_members_named_by_numbers() -> None:
    assert read_members({1: {"votes": 1}, 2: {"votes": 2}}).names == ("1", "2")  # type: ignore[dict-item]
