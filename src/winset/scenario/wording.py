"""What pydantic found wrong with one value, in the words of those who write scenarios."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from pydantic_core import ErrorDetails

from winset.errors import Code, suggestion
from winset.scenario import codes

CODES: dict[str, Code] = {
    "extra_forbidden": codes.UNKNOWN_KEY,
    "missing": codes.MISSING_KEY,
    "literal_error": codes.NOT_A_CHOICE,
    "union_tag_invalid": codes.NOT_A_CHOICE,
    "union_tag_not_found": codes.MISSING_KEY,
    "finite_number": codes.NOT_FINITE,
    "unit_unknown": codes.UNIT,
    "unit_missing": codes.UNIT,
    "unit_wrong": codes.UNIT,
    "out_of_range": codes.OUT_OF_RANGE,
    "too_large": codes.OUT_OF_RANGE,
    "greater_than_equal": codes.OUT_OF_RANGE,
    "less_than_equal": codes.OUT_OF_RANGE,
}


def code_of(kind: str) -> Code:
    """The code of a kind of error."""
    if kind in CODES:
        return CODES[kind]
    if kind.startswith(("quantity_", "chances_")):
        return codes.QUANTITY
    if kind.startswith("date") or kind == "when":
        return codes.BAD_DATE
    return codes.WRONG_KIND


def what_of(detail: ErrorDetails, loc: Sequence[str | int]) -> str:
    """What is wrong, named by the last key of where it stands."""
    key = _named(loc)
    kind = detail["type"]
    if kind == UNKNOWN:
        comma = key.isdecimal() and detail["input"] is None
        return f'a comma within a number, before "{key}"' if comma else f'unknown key "{key}"'
    if kind in ("literal_error", "union_tag_invalid"):
        return f"{key}: not one of the choices"
    if detail["input"] is None:
        return f"{key}: nothing stands after the colon"
    if kind.startswith("date"):
        return f"{key}: not a date"
    if kind == "string_pattern_mismatch":
        return f"{key}: not of the form that is wanted here"
    message = WHATS.get(kind, detail["msg"])
    return f"{key}: {message[:1].lower()}{message[1:]}"


WHATS = {
    "finite_number": "not a number that can be counted with",
    "float_parsing": "not a number",
    "float_type": "not a number",
    "int_parsing": "not a whole number",
    "int_type": "not a whole number",
    "int_from_float": "not a whole number",
    "bool_parsing": "neither true nor false",
    "bool_type": "neither true nor false",
    "string_type": "not words",
    "dict_type": "not `key: value` pairs",
    "model_type": "not `key: value` pairs",
    "model_attributes_type": "not `key: value` pairs",
    "list_type": "not a list",
    "tuple_type": "not a list",
    "too_long": "more parts than belong here",
    "too_short": "fewer parts than belong here",
}
"""What pydantic says to programmers, for those who write scenarios."""
UNKNOWN = "extra_forbidden"
COMMA = "write 24.6 or 2055: a point before decimals, nothing between thousands"


def _named(loc: Sequence[str | int]) -> str:
    """The last key of a path; an item of a list by its list and its number."""
    if not loc:
        return "the file"
    if isinstance(loc[-1], int) and len(loc) > 1:
        return f"{loc[-2]}, item {loc[-1] + 1}"
    return str(loc[-1])


FIXES = {
    "finite_number": "write the number, or leave the key out",
    "float_parsing": "write the number alone; its unit goes into `unit`, words into `note`",
    "float_type": "write the number alone; its unit goes into `unit`, words into `note`",
    "quantity_type": 'write 0.4, "140 EUR bn" or a range {low, likely, high}',
    "bool_parsing": "write true or false",
    "bool_type": "write true or false",
    "int_parsing": "write a whole number",
    "int_from_float": "write a whole number",
    "int_type": "write a whole number",
    "string_type": "write words; put a number that is a name into quotation marks",
    "string_pattern_mismatch": "write it in that form: months as 2025-11, currencies as EUR",
    "dict_type": "write `key: value` pairs",
    "model_type": "write `key: value` pairs",
    "list_type": "write a list: [one, two]",
    "tuple_type": "write a list: [one, two]",
}


def fix_of(detail: ErrorDetails, loc: Sequence[str | int], known: Sequence[str]) -> str:
    """How to mend it.

    Parameters
    ----------
    known : the keys that may stand beside it.
    """
    context = detail.get("ctx", {})
    if "fix" in context:
        return str(context["fix"])
    given = detail["input"]
    if detail["type"] == UNKNOWN and str(loc[-1]).isdecimal() and given is None:
        return COMMA
    if detail["type"] == UNKNOWN:
        return suggestion(str(loc[-1]), known)
    if detail["type"] == "literal_error":
        choices = [
            word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")
        ]
        return suggestion(str(detail["input"]), choices)
    if detail["type"] == "union_tag_invalid":
        choices = [word.strip("' ") for word in str(context["expected_tags"]).split(",")]
        return suggestion(str(context["tag"]), choices)
    if given is None:
        return "write a value, or leave the key out where it may be left out"
    if detail["type"] == "string_pattern_mismatch" and "a-z" in str(context.get("pattern")):
        return _name(str(given))
    if detail["type"].startswith("date"):
        return _day(str(given))
    if isinstance(given, str) and re.search(r"[0-9],[0-9]", given):
        return COMMA
    if detail["type"] == "string_type" and isinstance(given, dt.date):
        return f"write a month as {given:%Y-%m}; words that look like a day go into quotation marks"
    if detail["type"] in ("too_long", "too_short"):
        return _of_length(detail)
    if detail["type"] in FIXES:
        return FIXES[detail["type"]]
    return f"see `winset explain {code_of(detail['type']).id}`"


def _of_length(detail: ErrorDetails) -> str:
    """How many parts belong here; a comma before decimals makes two of one."""
    context = detail.get("ctx", {})
    most, least = context.get("max_length"), context.get("min_length")
    numbers = isinstance(detail["input"], list) and not any(
        isinstance(part, str) for part in detail["input"]
    )
    point = "; a point before decimals: 0.5" if most is not None and numbers else ""
    return (f"write at most {most}" if most is not None else f"write at least {least}") + point


def _name(words: str) -> str:
    """How a source or a claim may be called.

    >>> _name("Cash_175")
    'write cash-175: lower-case letters, digits and hyphens'
    """
    kept = "-".join(re.findall(r"[a-z0-9]+", words.lower()))
    name = kept if kept[:1].isalpha() else "a-name"
    return f"write {name}: lower-case letters, digits and hyphens"


_DAY = re.compile(r"^([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})$")


def _day(words: str) -> str:
    """How to write a day; the day that is meant, where only one can be.

    >>> _day("14/11/2025"), _day("1.2.2025")
    ('write 2025-11-14', 'write year-month-day: 2025-11-14')
    """
    match = _DAY.match(words)
    first, second, year = (int(part) for part in match.groups()) if match else (0, 0, 0)
    if 12 < first <= 31 and 0 < second <= 12:
        return f"write {year}-{second:02}-{first:02}"
    return "write year-month-day: 2025-11-14"
