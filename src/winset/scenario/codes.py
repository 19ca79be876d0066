"""Codes of faults in a scenario: S1xx files and keys, S2xx quantities, S3xx sense."""

from __future__ import annotations

from winset.errors import Code

NO_FILE = Code(
    "S101",
    "a missing file or folder",
    "A scenario is a folder with scenario.yaml and evidence.yaml; without both nothing can be run.",
    "`winset scenarios` lists what ships. A scenario of your own is named by its folder.",
)
NOT_A_FILE = Code(
    "S102",
    "a folder where a file should be",
    "winset reads the text of a file; a folder of that name has none.",
)
ENCODING = Code(
    "S103",
    "an encoding other than UTF-8",
    "Names and quotations would be read wrongly; a quotation that is off by a sign is no proof.",
    "Most editors save UTF-8 by default; in others it is an entry of the save dialogue.",
)
EMPTY = Code("S104", "an empty file", "There is nothing to run.")
BROKEN_YAML = Code(
    "S105",
    "text that is not readable as YAML",
    "Nothing below the break can be trusted to be read as it was meant.",
    "Right:  title: The talks        Wrong:  title The talks\n"
    "Words that hold a colon or begin with a bracket go into quotation marks.",
)
DUPLICATE_KEY = Code(
    "S106",
    "a key given twice",
    "One of the two values would silently win, and a reader could not tell which.",
)
ALIAS = Code(
    "S107",
    "an alias",
    "Aliases hide where a number comes from, and a small file can unfold into a huge one.",
    "Write the value out in each place, or give it once and refer to it by its path.",
)
TAG = Code(
    "S108",
    "a YAML tag",
    "Tags make programs build objects; a scenario holds words, numbers and dates only.",
)
NO_SUCH_PATH = Code(
    "S109",
    "a path that leads nowhere",
    "A change that reaches nothing would leave the result as it was without saying so.",
    "Paths are the keys of scenario.yaml from the top, with dots: money.rates.short_rate.start.",
)
TOO_LARGE = Code(
    "S110",
    "a file that is too large or too deep",
    "A file like this was not written by hand; reading it could exhaust the machine.",
)
UNKNOWN_KEY = Code(
    "S111",
    "an unknown key",
    "winset would ignore what was meant, and the result would not show it.",
    "Every key is known to the language: `winset schema scenario` lists them all.",
)
MISSING_KEY = Code(
    "S112",
    "a missing key",
    "Without it the scenario does not say what is to be computed.",
)
WRONG_KIND = Code(
    "S113",
    "a value of the wrong kind",
    "winset cannot read it as what it should be and will not guess.",
)
NOT_A_CHOICE = Code(
    "S114",
    "a word that is not one of the choices",
    "Each choice stands for a rule of calculation; an unknown one has none.",
)
WRONG_VERSION = Code(
    "S115",
    "a version of the scenario language that this winset does not speak",
    "Keys may have changed their meaning between versions.",
    "The first key of scenario.yaml is `winset: 1`. Older files are migrated when they are read.",
)
BAD_DATE = Code(
    "S116",
    "a date that is none",
    "Deadlines and months of cash hang on it.",
    "Days are written 2025-11-14, months 2025-11.",
)

QUANTITY = Code(
    "S201",
    "a quantity that does not hold together",
    "A number without a clear meaning would be computed with all the same.",
    "A quantity is written in one way: 0.4, 140 EUR bn, {value: 140, unit: EUR bn},\n"
    "{low: 1, likely: 2, high: 4}, {between: [1, 2]}, {normal: [mean, sd]},\n"
    "{choices: {1: 0.3, 2: 0.7}} or {dated: {2025-11: 1, 2026-04: 2}}.",
)
UNIT = Code(
    "S202",
    "a unit that is missing, unknown or of another kind",
    "A number in the wrong unit is wrong by a factor that nobody sees.",
    "Units look like EUR bn, USD m/month, %, share, % per year, % per month, days, months, years.",
)
OUT_OF_RANGE = Code(
    "S203",
    "a number that cannot be",
    "Chances and shares lie between 0 and 1, amounts are not negative and can be counted.",
)
NOT_FINITE = Code(
    "S204",
    "a number that is not finite",
    "Everything computed from it would be undefined.",
)

UNKNOWN_NAME = Code(
    "S301",
    "a name that stands for nothing here",
    "What it was meant to point at would be missing from the result.",
)
CYCLE = Code(
    "S302",
    "names that point at each other in a circle",
    "There is no first one to begin with.",
)
OUTSIDE_HORIZON = Code(
    "S303",
    "a date outside the horizon",
    "It would never come to pass in the run, and nothing would say so.",
)
REVERSED = Code(
    "S304",
    "an end before its beginning",
    "The time between them would be negative.",
)
NO_RATE = Code(
    "S305",
    "a currency without an exchange rate",
    "Amounts in two currencies cannot be added.",
)
OVERRIDE = Code(
    "S306",
    "an override that does not fit",
    "The account, option or setting would be run with something else than it says.",
)
NO_BASIS = Code(
    "S307",
    "a quantity without a basis",
    "Someone will ask where the number comes from.",
    "`basis:` lists claims of evidence.yaml, or says judgement.",
)
NOT_STATED = Code(
    "S308",
    "something that the scenario does not state",
    "Without it there is nothing to compute this from.",
    "A scenario states money (who needs what, and the ways to pay), a table at which parties may\n"
    "settle, or both. Variables of kind from_money and freeze, a table's clauses on assets and an\n"
    "instrument's terms need the money.",
)
LATER_TABLE = Code(
    "S309",
    "a reference table that is later than the scenario",
    "A result that rests on it would tell more than could be known on the day it speaks of.",
    "`docs/reference/tables.md` has the date of the latest knowledge in each table (`latest`).",
)
TWICE = Code(
    "S310",
    "a first cash that is stated twice",
    "A delay, and steps from adoption to first cash, are two answers to the same question; votes\n"
    "and money would go by different dates.",
    "Where a council's table states steps (way_to_cash) they hold, with their chance of failing,\n"
    "for votes, money and talks; `first_cash` then says `earliest` alone. An option for which no\n"
    "steps are stated keeps the delay of its instrument.",
)

ALL = tuple(code for code in list(globals().values()) if isinstance(code, Code))
