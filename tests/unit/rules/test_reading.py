"""How rules are read, and every message that their author may get."""

from __future__ import annotations

from typing import Any

import pytest

from winset.errors import Place, RuleFaults
from winset.rules import codes
from winset.rules.algebra import AllOf, Share
from winset.rules.law import NAMED
from winset.rules.reading import named_rule, read_rule, write_rule


def refused(given: Any) -> RuleFaults:
    with pytest.raises(RuleFaults) as caught:
        read_rule(given, Place("scenario.yaml", 7, "tables.council.rule"))
    return caught.value


@pytest.mark.parametrize("law", NAMED.values(), ids=lambda law: law.name)
def test_every_named_rule_is_read_and_written_back(law: Any) -> None:
    rule = read_rule(law.form)
    assert read_rule(write_rule(rule)) == rule
    assert law.says
    assert law.source
    assert law.some_participating is None or law.some_participating in NAMED


def test_the_form_of_the_treaty_rule() -> None:
    rule = read_rule(
        {
            "any_of": [
                {
                    "all_of": [
                        {"share": "states", "at_least": "55 %"},
                        {"share": "population", "at_least": "65 %"},
                    ]
                },
                {"blockers_fewer_than": 4},
            ]
        }
    )
    assert rule == read_rule(NAMED["qualified_majority"].form)


def test_rules_are_frozen_and_nest_words() -> None:
    rule = read_rule({"all_of": ["qualified_majority", {"veto": ["host"]}]})
    assert isinstance(rule, AllOf)
    assert rule.all_of[0] == "qualified_majority"
    with pytest.raises(ValueError, match="frozen"):
        rule.all_of = ()


def test_a_rule_that_was_read_is_read_again_unchanged() -> None:
    rule = read_rule({"share": "votes", "more_than": 0.5})
    assert isinstance(rule, Share)
    assert read_rule(rule) == rule


def test_a_misspelt_key() -> None:
    assert str(refused({"share": "states", "atleast": "55 %", "at_least": "55 %"})) == (
        "error R102: the clause has no key 'atleast'\n"
        "  where  scenario.yaml:7  tables.council.rule.atleast\n"
        "  got    atleast: 55 %\n"
        "  why    A misspelt key would silently drop a part of the rule.\n"
        '  fix    write "at_least"; known here: share, at_least, more_than, of'
    )


def test_a_share_meant_as_a_percentage() -> None:
    assert str(refused({"share": "population", "at_least": 65})) == (
        "error R105: 65 is not between 0 and 100 %\n"
        "  where  scenario.yaml:7  tables.council.rule.at_least\n"
        "  got    65\n"
        "  why    More than 100 % can never be reached, and less than 0 % is always reached.\n"
        '  fix    for a percentage write "65 %"'
    )


def test_an_unknown_name_gets_the_nearest() -> None:
    message = str(refused("qualified_majorty"))
    assert "error R103: no rule is called 'qualified_majorty'" in message
    assert 'fix    write "qualified_majority"; known here: unanimity, ' in message


@pytest.mark.parametrize(
    ("given", "code", "path"),
    [
        (7, codes.NOT_A_RULE, ""),
        ({"quorum": 3}, codes.NOT_A_RULE, ""),
        (None, codes.NOT_A_RULE, ""),
        ({"share": "votes", "at_least": "120 %"}, codes.BEYOND_ALL, ".at_least"),
        ({"share": "votes", "at_least": "-1 %"}, codes.BEYOND_ALL, ".at_least"),
        ({"share": "votes", "at_least": "most"}, codes.UNREADABLE_AMOUNT, ".at_least"),
        ({"sum": "votes", "at_least": float("nan")}, codes.UNREADABLE_AMOUNT, ".at_least"),
        ({"share": "votes"}, codes.ONE_THRESHOLD, ""),
        ({"sum": "v", "at_least": 1, "more_than": 1}, codes.ONE_THRESHOLD, ""),
        ({"count": "members", "at_least": 2.5}, codes.NOT_WHOLE, ".at_least"),
        ({"count": [], "at_least": 2}, codes.EMPTY, ".count"),
        ({"all_of": []}, codes.EMPTY, ".all_of"),
        ({"any_of": "unanimity"}, codes.NOT_A_RULE, ".any_of"),
        ({"veto": ["a", 3]}, codes.NOT_A_RULE, ".veto[1]"),
        ({"blockers_fewer_than": -1}, codes.NOT_WHOLE, ".blockers_fewer_than"),
        (
            {"blockers_fewer_than": {"fewest_over": 35, "of": "population"}},
            codes.BEYOND_ALL,
            ".blockers_fewer_than.fewest_over",
        ),
        ({"unanimity": "members", "broken_by": ["abstain"]}, codes.UNKNOWN_BALLOT, ".broken_by"),
        (
            {"unanimity": "members", "broken_by": ["against", "for"]},
            codes.UNKNOWN_BALLOT,
            ".broken_by",
        ),
        ({"share": "votes", "at_least": 1, "of": "everyone"}, codes.NOT_A_RULE, ".of"),
    ],
)
def test_what_is_refused_and_where(given: Any, code: codes.Code, path: str) -> None:
    (fault,) = refused(given).faults
    assert fault.code == code
    assert fault.where.path == "tables.council.rule" + path


def test_all_faults_at_once() -> None:
    faults = refused(
        {"all_of": [{"share": "a", "at_least": 2}, {"any_of": ["no such rule", {"veto": []}]}]}
    ).faults
    assert [fault.code.id for fault in faults] == ["R105", "R103", "R113"]
    assert [fault.where.path for fault in faults] == [
        "tables.council.rule.all_of[0].at_least",
        "tables.council.rule.all_of[1].any_of[0]",
        "tables.council.rule.all_of[1].any_of[1].veto",
    ]


def test_an_unknown_named_rule() -> None:
    with pytest.raises(RuleFaults, match="no rule is called 'unanimty'"):
        named_rule("unanimty")


def test_codes_are_unique_and_say_why() -> None:
    assert len({code.id for code in codes.ALL}) == len(codes.ALL)
    assert all(code.id.startswith("R1") and code.why and code.more for code in codes.ALL)
