"""The kinds of fault that a decision rule, its members or their ballots can have."""

from __future__ import annotations

from winset.errors import Code

NOT_A_RULE = Code(
    "R101",
    "not a decision rule",
    "A vote can only be counted under a rule that winset can read.",
    "A rule is a word (`qualified_majority`, `unanimity`) or one clause, such as\n"
    "`{share: population, at_least: 65 %}`, `{sum: votes, at_least: 12}`,\n"
    "`{all_of: [...]}`, `{any_of: [...]}`, `{veto: [france]}`.",
)
UNKNOWN_KEY = Code(
    "R102",
    "a clause has a key that winset does not know",
    "A misspelt key would silently drop a part of the rule.",
    "`{share: population, atleast: 65 %}` is wrong; `at_least` is the key.",
)
UNKNOWN_RULE = Code(
    "R103",
    "no rule goes by this name",
    "A named rule stands for a text of law; a wrong name would apply another law or none.",
    "Named rules are listed in `winset.rules.named`, each with its source.",
)
UNREADABLE_AMOUNT = Code(
    "R104",
    "not a number that can be read exactly",
    "Thresholds are compared exactly, so each number must be a whole number, a decimal, "
    "a fraction or a percentage.",
    'Write 12, 12.5, "2/3" or "65 %".',
)
BEYOND_ALL = Code(
    "R105",
    "a share that is not between nothing and all",
    "More than 100 % can never be reached, and less than 0 % is always reached.",
    "`at_least: 65` means sixty-five times everybody; `at_least: 65 %` is meant.",
)
ONE_THRESHOLD = Code(
    "R106",
    "a clause needs exactly one threshold",
    "`at_least` includes the threshold itself and `more_than` does not; one vote may turn on it.",
    "`{share: states, at_least: 55 %}` or `{share: states, more_than: 1/2}`, never both.",
)
UNKNOWN_COLUMN = Code(
    "R107",
    "the members have no such column",
    "Without the figures of each member the threshold cannot be counted.",
    "Give every member the column, for example `germany: {population: 83577140}`.\n"
    "`states` is always there and counts one for each member.",
)
UNKNOWN_MEMBER = Code(
    "R108",
    "nobody of this name is a member",
    "A veto or a ballot of somebody who does not vote would be lost.",
    "Write the member as it is named in the list of members.",
)
NEVER_CARRIED = Code(
    "R109",
    "a rule that nobody can win",
    "Not even all members together carry it, so every forecast under it would be zero.",
    "`{count: members, at_least: 28}` cannot be met by 27 members.",
)
ALWAYS_CARRIED = Code(
    "R110",
    "a rule that is always won",
    "It is carried even when nobody is for it, so it asks for no consent at all.",
    "`{blockers_fewer_than: 28}` is always met by 27 members; `at_least: 0` by anybody.",
)
NEGATIVE_WEIGHT = Code(
    "R111",
    "a member with less than nothing",
    "With negative votes one more supporter could lose a decision; no index is defined then.",
    "Votes, population and capital shares are zero or more.",
)
UNREADABLE_WEIGHT = Code(
    "R112",
    "a member's figure is missing or is no number",
    "One missing figure changes every total.",
    "Give each member a number in every column that the rule uses.",
)
EMPTY = Code(
    "R113",
    "nothing is listed where something is needed",
    "An empty list would make a clause always or never true without a word.",
    "`all_of: []` says nothing; leave it out, or list what is meant.",
)
NOT_WHOLE = Code(
    "R114",
    "a whole number is needed",
    "Members are counted one by one.",
    "`{count: members, at_least: 15}`; for a part of the members write "
    "`{share: states, at_least: 55 %}`.",
)
EMPTY_TOTAL = Code(
    "R115",
    "a share of nothing",
    "The members have nothing in this column, so no share of it is defined.",
    "Check the column's figures, or who is outside.",
)
UNKNOWN_BALLOT = Code(
    "R116",
    "no such ballot",
    "Each rule counts the kinds of ballot differently; a ballot it does not know has no effect.",
    "Ballots are for, against, abstain, absent and outside.",
)
TOO_LARGE = Code(
    "R117",
    "figures too large to be added exactly",
    "Coalitions are counted in 64-bit whole numbers; rounding could change who wins.",
    "Give the column in larger units, such as thousands, and say so in its basis.",
)
NOBODY_LEFT = Code(
    "R118",
    "nobody takes part",
    "A decision without participants has no outcome.",
    "Leave at least one member inside.",
)
TOO_MANY_CLAUSES = Code(
    "R119",
    "more thresholds than can be counted",
    "Each different threshold doubles the table that says which combinations carry.",
    "Write vetoes in one list, and equal thresholds once.",
)

ALL = (
    NOT_A_RULE,
    UNKNOWN_KEY,
    UNKNOWN_RULE,
    UNREADABLE_AMOUNT,
    BEYOND_ALL,
    ONE_THRESHOLD,
    UNKNOWN_COLUMN,
    UNKNOWN_MEMBER,
    NEVER_CARRIED,
    ALWAYS_CARRIED,
    NEGATIVE_WEIGHT,
    UNREADABLE_WEIGHT,
    EMPTY,
    NOT_WHOLE,
    EMPTY_TOTAL,
    UNKNOWN_BALLOT,
    TOO_LARGE,
    NOBODY_LEFT,
    TOO_MANY_CLAUSES,
)
