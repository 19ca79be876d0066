"""Codes of faults that only the money can judge: M1xx."""

from __future__ import annotations

from winset.errors import Code

KEY_SUM = Code(
    "M101",
    "a key that does not sum to 1",
    "Shares that do not sum to 1 lose or invent money.",
    "own_key lists guarantors with their shares; together they are the whole (outside guarantors "
    "take theirs first, and own_key shares out the rest).",
)
CAP_BELOW = Code(
    "M102",
    "a cap below the guaranteed amount",
    "What lies above the cap falls on the custodian and the state that hosts it.",
    "of_size: 1.0 covers the principal once, a first call included; 1.65 is an over-guarantee.",
)
UNKNOWN_PAYER = Code(
    "M103",
    "nobody of that name pays",
    "A share or cap given to a name that is not there would vanish without a word.",
    "Members go by their code; guarantors outside the club are parties named in `outside`.",
)
TOO_LATE = Code(
    "M104",
    "the first cash comes after the last year of the accounts",
    "The option would pay nothing out, and cost nothing, within what is looked at.",
)
NO_CASH = Code(
    "M105",
    "more is lent than the custodian holds in cash",
    "The loan is cut to the cash that is there; the size stated is not what is computed.",
)
ALL_EXEMPT = Code(
    "M106",
    "nobody is left to pay",
    "A loss that nobody shares has nowhere to go.",
)
NO_SERVICE = Code(
    "M107",
    "nobody pays the interest on bonds",
    "Bonds bear interest; who is to pay it must be said, or the option looks cheaper than it is.",
    "service.paid_by: pool (members by key), proceeds (of the assets) or beneficiary.",
)
CAP_MISSING = Code(
    "M108",
    "a guarantor without a cap of its own",
    "With caps given one by one, a guarantor that is left out guarantees nothing.",
)
OUTSIDE_ALL = Code(
    "M109",
    "the outside guarantors take more than the whole",
    "The club's share of the guarantee would be negative.",
)
TWO_CAPS = Code(
    "M110",
    "caps stated in more than one way",
    "Only one of them can hold; which one is not for the reader to guess.",
    "cap: {of_size: 1.65}, or {total: 100 EUR bn}, or {each: {DE: 20 EUR bn, ...}}.",
)
UNKNOWN_OPTION = Code(
    "M111",
    "no option of that name pays anything out",
    "An amount can only be explained for an option that has an instrument.",
)
NO_SUCH_PATH = Code(
    "M112",
    "no such draw or path",
    "An explanation is of one path of one draw of the run; they are counted from 0.",
)
NO_TRIBUNAL = Code(
    "M114",
    "a treaty arbitration of which nothing is said",
    "Without its chance, its amount and its time it would never come, and look as if it could.",
    "money.events.arbitration: {chance: 5 %, factor: 50 %, lag: 6 years}.",
)
IDLE_LINE = Code(
    "M115",
    "a standby line that is never drawn",
    "Its fee is paid for nothing, because guarantors pay as fast as the line does.",
    "Called cash is late by pays_within; the line pays within its own `within`.",
)
NO_GUARANTEE = Code(
    "M113",
    "an option without a guarantee",
    "Conditions are terms of a guarantee; where there is none there is nothing to change.",
)
