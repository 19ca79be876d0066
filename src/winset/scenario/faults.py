"""What pydantic found wrong, said the way winset says it: place, own text, reason, mend."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from winset.errors import Code, Fault, Place, suggestion
from winset.scenario import codes
from winset.scenario.document import Document, line_at, line_of

CODES: Mapping[str, Code] = {
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


def faults_of(error: ValidationError, model: type[BaseModel], document: Document) -> list[Fault]:
    """All that a validation found wrong in a document, each with its line."""
    return [_fault(detail, model, document) for detail in error.errors(include_url=False)]


def _fault(detail: ErrorDetails, model: type[BaseModel], document: Document) -> Fault:
    loc = written(detail["loc"], document.data)
    if detail["type"] in ("missing", "union_tag_not_found"):
        return _missing(detail, loc, document)
    line = line_of(document, loc)
    place = Place(document.name, line, ".".join(map(str, loc)) or None)
    return Fault(
        _code(detail["type"]),
        _what(detail, loc),
        place,
        line_at(document, line),
        _fix(detail, model, loc, document.data),
    )


def written(loc: Sequence[str | int], data: Any) -> tuple[str | int, ...]:
    """The part of pydantic's path that stands in the file (union tags do not).

    >>> written(("funding", "bonds", "maturity"), {"funding": {"kind": "bonds", "maturity": 1}})
    ('funding', 'maturity')
    """
    path: list[str | int] = []
    at = data
    for key in loc:
        below = _step(at, key)
        if below is not _NOTHING:
            path.append(key)
            at = below
    return tuple(path)


_NOTHING = object()


def _step(at: Any, key: str | int) -> Any:
    if isinstance(at, Mapping) and key in at:
        return at[key]
    if isinstance(at, list) and isinstance(key, int) and key < len(at):
        return at[key]
    return _NOTHING


def _missing(detail: ErrorDetails, loc: tuple[str | int, ...], document: Document) -> Fault:
    key = str(detail["loc"][-1]) if detail["type"] == "missing" else "kind"
    line = line_of(document, loc) if loc else 1
    place = Place(document.name, line, ".".join(map(str, (*loc, key))))
    return Fault(
        codes.MISSING_KEY,
        f'the key "{key}" is missing',
        place,
        line_at(document, line),
        f"add `{key}: ...` here",
    )


def _code(kind: str) -> Code:
    if kind in CODES:
        return CODES[kind]
    if kind.startswith(("quantity_", "chances_")):
        return codes.QUANTITY
    if kind.startswith("date") or kind == "when":
        return codes.BAD_DATE
    return codes.WRONG_KIND


def _what(detail: ErrorDetails, loc: tuple[str | int, ...]) -> str:
    key = _named(loc)
    kind = detail["type"]
    if kind == "extra_forbidden":
        return f'unknown key "{key}"'
    if kind in ("literal_error", "union_tag_invalid"):
        return f"{key}: not one of the choices"
    if kind.startswith("date"):
        return f"{key}: not a date"
    if kind == "string_pattern_mismatch":
        return f"{key}: not of the form that is wanted here"
    message = detail["msg"]
    return f"{key}: {message[:1].lower()}{message[1:]}"


def _named(loc: tuple[str | int, ...]) -> str:
    """The last key of a path; an item of a list by its list and its number."""
    if not loc:
        return "the file"
    if isinstance(loc[-1], int) and len(loc) > 1:
        return f"{loc[-2]}, item {loc[-1] + 1}"
    return str(loc[-1])


FIXES = {
    "finite_number": "write the number, or leave the key out",
    "float_parsing": "write a number; words belong into `note`",
    "float_type": "write a number; words belong into `note`",
    "quantity_type": 'write 0.4, "140 EUR bn" or a range {low, likely, high}',
    "bool_parsing": "write true or false",
    "bool_type": "write true or false",
    "int_parsing": "write a whole number",
    "string_type": "write words",
    "string_pattern_mismatch": "write it in that form: months as 2025-11, currencies as EUR",
    "dict_type": "write `key: value` pairs",
    "model_type": "write `key: value` pairs",
    "list_type": "write a list: [one, two]",
    "tuple_type": "write a list: [one, two]",
}


def _fix(
    detail: ErrorDetails, model: type[BaseModel], loc: tuple[str | int, ...], data: Any
) -> str:
    context = detail.get("ctx", {})
    if "fix" in context:
        return str(context["fix"])
    if detail["type"] == "extra_forbidden":
        return suggestion(str(loc[-1]), known_keys(model, loc[:-1], data))
    if detail["type"] == "literal_error":
        choices = [
            word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")
        ]
        return suggestion(str(detail["input"]), choices)
    if detail["type"] == "union_tag_invalid":
        choices = [word.strip("' ") for word in str(context["expected_tags"]).split(",")]
        return suggestion(str(context["tag"]), choices)
    if detail["type"].startswith("date"):
        return "write a day (2025-11-14)"
    if detail["type"] in FIXES:
        return FIXES[detail["type"]]
    return f"see `winset explain {_code(detail['type']).id}`"


def known_keys(model: type[BaseModel], loc: Sequence[str | int], data: Any) -> list[str]:
    """The keys that the language knows at a path."""
    kind: Any = model
    at = data
    for key in loc:
        at = _step(at, key)
        kind = _below(kind, key, at)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [field.alias or name for name, field in kind.model_fields.items()]
    return []


def _below(kind: Any, key: str | int, value: Any) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        named = {field.alias or name: field for name, field in kind.model_fields.items()}
        return _record(named[str(key)].annotation, value) if str(key) in named else None
    if get_origin(kind) in (dict, Mapping):
        return _record(get_args(kind)[1], value)
    if get_origin(kind) in (list, tuple):
        return _record(get_args(kind)[0], value)
    return None


def _record(annotation: Any, value: Any) -> Any:
    """The record, or container of records, that an annotation means for this value."""
    if get_origin(annotation) is Annotated:
        return _record(get_args(annotation)[0], value)
    if get_origin(annotation) in (Union, types.UnionType):
        parts = [_record(part, value) for part in get_args(annotation)]
        parts = [part for part in parts if part is not None]
        tagged = [part for part in parts if _tag(part, value)]
        return (tagged or parts or [None])[0]
    if get_origin(annotation) in (dict, list, tuple, Mapping):
        return annotation
    is_record = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    return annotation if is_record else None


def _tag(kind: Any, value: Any) -> bool:
    if not (isinstance(kind, type) and issubclass(kind, BaseModel) and isinstance(value, Mapping)):
        return False
    field = kind.model_fields.get("kind")
    literal = field is not None and get_origin(field.annotation) is Literal
    return bool(literal and field and value.get("kind") in get_args(field.annotation))
