"""Decision rules that go by a name, each in winset's own rule language and with its legal source.

`form` is read by the same reader as a rule in a scenario, so a named rule holds nothing that an
author could not write. `some_participating` names the rule that the law puts in its place as soon
as some members do not take part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule of law: its name, what it asks for, where it stands, and its form in the algebra."""

    name: str
    says: str
    source: str
    form: Mapping[str, Any]
    some_participating: str | None = None


PLAIN = (
    NamedRule(
        "unanimity",
        "every participant votes for",
        "the plain meaning of the word; no abstention is allowed",
        {"unanimity": "members"},
    ),
    NamedRule(
        "consensus",
        "no participant objects; abstaining or staying away is no objection",
        "the plain meaning of the word, as under a silence procedure",
        {"veto": "members"},
    ),
    NamedRule(
        "absolute_majority",
        "more than half of all members vote for",
        "the plain meaning of the word",
        {"share": "states", "more_than": "1/2"},
    ),
    NamedRule(
        "majority_of_votes_cast",
        "more members vote for than against",
        "the plain meaning of the word",
        {"share": "states", "more_than": "1/2", "of": "cast"},
    ),
    NamedRule(
        "two_thirds",
        "at least two thirds of all members vote for",
        "the plain meaning of the word",
        {"share": "states", "at_least": "2/3"},
    ),
    NamedRule(
        "two_thirds_of_votes_cast",
        "at least two thirds of the votes for and against are for",
        "the plain meaning of the word",
        {"share": "states", "at_least": "2/3", "of": "cast"},
    ),
    NamedRule(
        "three_quarters",
        "at least three quarters of all members vote for",
        "the plain meaning of the word",
        {"share": "states", "at_least": "3/4"},
    ),
)

EUROPEAN_UNION = (
    NamedRule(
        "eu_unanimity",
        "no member of the Council votes against or is unrepresented; abstentions do not prevent it",
        "Art. 238(4) TFEU; for enhanced cooperation Art. 330(2) TFEU (participants only)",
        {"unanimity": "members", "broken_by": ["against", "absent"]},
    ),
    NamedRule(
        "simple_majority",
        "more than half of the Council's component members vote for",
        "Art. 238(1) TFEU",
        {"share": "states", "more_than": "1/2"},
    ),
    NamedRule(
        "qualified_majority",
        "55 % of the members with 65 % of the population, or fewer than four members not for",
        "Art. 16(4) TEU; Protocol (No 36), Art. 3(1)",
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
        },
        "qualified_majority_some_participating",
    ),
    NamedRule(
        "qualified_majority_some_participating",
        "55 % of the participating members with 65 % of their population, or fewer members not for "
        "than the fewest that hold more than 35 % of that population, plus one",
        "Art. 238(3)(a) TFEU",
        {
            "any_of": [
                {
                    "all_of": [
                        {"share": "states", "at_least": "55 %"},
                        {"share": "population", "at_least": "65 %"},
                    ]
                },
                {"blockers_fewer_than": {"fewest_over": "35 %", "of": "population", "plus": 1}},
            ]
        },
    ),
    NamedRule(
        "qualified_majority_without_proposal",
        "72 % of the members with 65 % of the population, where the Council does not act on a "
        "proposal from the Commission or from the High Representative",
        "Art. 238(2) TFEU",
        {
            "all_of": [
                {"share": "states", "at_least": "72 %"},
                {"share": "population", "at_least": "65 %"},
            ]
        },
        "qualified_majority_without_proposal_some_participating",
    ),
    NamedRule(
        "qualified_majority_without_proposal_some_participating",
        "72 % of the participating members with 65 % of their population",
        "Art. 238(3)(b) TFEU",
        {
            "all_of": [
                {"share": "states", "at_least": "72 %"},
                {"share": "population", "at_least": "65 %"},
            ]
        },
    ),
    NamedRule(
        "enhanced_cooperation",
        "at least nine members take part (a vote for is taking part); the Council's authorisation "
        "is a vote of its own",
        "Art. 20(2) TEU, Art. 329 TFEU",
        {
            "all_of": [
                {"count": "members", "at_least": 9},
                {"needs": "enhanced_cooperation_authorisation"},
            ]
        },
    ),
    NamedRule(
        "enhanced_cooperation_authorisation",
        "a qualified majority of the whole Council, after the European Parliament's consent",
        "Art. 329(1) TFEU, Art. 16(3) and (4) TEU",
        {"all_of": ["qualified_majority", {"needs": "european_parliament_consent"}]},
    ),
)

WORLD_BODIES = (
    NamedRule(
        "un_security_council",
        "nine members vote for and no permanent member votes against (column `permanent`: 1 or 0)",
        "Art. 27(3) UN Charter; that a permanent member's abstention is no veto is settled "
        "practice, ICJ, Namibia opinion of 21 June 1971, para. 22",
        {"all_of": [{"count": "members", "at_least": 9}, {"veto": "permanent"}]},
    ),
    NamedRule(
        "un_security_council_procedural",
        "nine members vote for",
        "Art. 27(2) UN Charter",
        {"count": "members", "at_least": 9},
    ),
    NamedRule(
        "un_general_assembly_important",
        "two thirds of the members present and voting vote for",
        "Art. 18(2) UN Charter; who abstains is not voting, Rules of Procedure, rule 86",
        {"share": "states", "at_least": "2/3", "of": "cast"},
    ),
    NamedRule(
        "imf_majority",
        "more than half of the votes cast (column `votes`)",
        "IMF Articles of Agreement, Art. XII, Section 5(c)",
        {"share": "votes", "more_than": "1/2", "of": "cast"},
    ),
    NamedRule(
        "imf_85",
        "85 % of the total voting power (column `votes`)",
        "an exception to IMF Articles of Agreement, Art. XII, Section 5(c), made for example by "
        "Art. III, Section 2(c) for a change in quotas",
        {"share": "votes", "at_least": "85 %"},
    ),
    NamedRule(
        "imf_amendment",
        "three fifths of the members with 85 % of the total voting power (column `votes`)",
        "IMF Articles of Agreement, Art. XXVIII(a)",
        {
            "all_of": [
                {"share": "states", "at_least": "3/5"},
                {"share": "votes", "at_least": "85 %"},
            ]
        },
    ),
)

NAMED: Mapping[str, NamedRule] = MappingProxyType(
    {rule.name: rule for rule in PLAIN + EUROPEAN_UNION + WORLD_BODIES}
)
