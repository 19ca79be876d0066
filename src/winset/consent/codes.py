"""What can be wrong with a question of consent: the codes of its faults."""

from __future__ import annotations

from winset.errors import Code

SHAPE = Code(
    "C101",
    "an array whose shape does not fit the table",
    "Every array is read by draw and member; one entry too many or too few would give a member"
    " the burden or the vote of another.",
)
CHANCES = Code(
    "C102",
    "numbers that are no chances",
    "Chances lie between 0 and 1, and those of one ballot paper sum to 1; otherwise the chance of"
    " adoption means nothing.",
)
BURDEN = Code(
    "C103",
    "a burden below nothing",
    "A burden is what an option costs a member; what it gains belongs to the benefit, since an"
    " exemption lifts the burden only.",
)
UNKNOWN_TERM = Code(
    "C104",
    "a condition on a term that the option does not have",
    "A condition on a misspelt term could never be met, and would turn its member against.",
    "Terms are written by path (`guarantee.cap`); terms that are no part of the instrument stand"
    " under the matter's `terms`.",
)
UNKNOWN_NODE = Code(
    "C105",
    "an agenda that leads to nowhere",
    "An item that follows a failed vote must be on the agenda, or members would look ahead to"
    " something that does not exist.",
)
TIME = Code(
    "C106",
    "an agenda that runs backwards or in a circle",
    "Members look ahead: each item is solved from those that come later, so time must run one way.",
)
TOO_LARGE = Code(
    "C107",
    "too many ways to vote to be counted exactly",
    "The chance of adoption is computed without sampling or rounding of weights, and this vote"
    " would need more memory than is reasonable.",
    "Members whose ballots are certain, and ballots that nobody casts, cost nothing: state them.",
)
UNKNOWN_MEMBER = Code(
    "C108",
    "a member that the club does not have",
    "A position of somebody who does not vote would silently be dropped.",
)
UNKNOWN_OPTION = Code(
    "C109",
    "an option that the table does not decide",
    "A position or an item of the agenda on an unknown option would silently be dropped.",
)
SIGN = Code(
    "C110",
    "a weight, temperature or income without sense",
    "A member that likes burdens, chooses worse the more is at stake, or has no income to compare"
    " them with, is no member of this model.",
)
FRAME = Code(
    "C111",
    "a frame of positions that cannot be read",
    "Outcome models need for each issue its proposal, the positions and saliences of the actors,"
    " and the outcome.",
    "Columns: `prnr` (proposal), `p` and `s` with an actor's name for its position and salience,"
    " `rp` (reference point), `out` (outcome); positions and outcome from 0 to 100.",
)
TOO_FEW = Code(
    "C112",
    "too few proposals to validate on",
    "Models are fitted on some proposals and tried on others; with fewer than ten the error bands"
    " would be made up.",
)
NO_DESIGN = Code(
    "C113",
    "a grid of terms without a design",
    "A win-set is searched among the designs that the terms allow; a term without levels allows"
    " none.",
)
STEPS = Code(
    "C114",
    "a way to first cash that cannot be dated",
    "Each step needs a length with ends, so that the month of first cash has a law.",
)

ALL = (
    SHAPE,
    CHANCES,
    BURDEN,
    UNKNOWN_TERM,
    UNKNOWN_NODE,
    TIME,
    TOO_LARGE,
    UNKNOWN_MEMBER,
    UNKNOWN_OPTION,
    SIGN,
    FRAME,
    TOO_FEW,
    NO_DESIGN,
    STEPS,
)
