"""What pydantic found wrong, said the way winset says it: place, own text, reason, mend."""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from winset.errors import Fault, Place, nearest
from winset.scenario import codes
from winset.scenario.document import Document, line_at, line_of, text_at
from winset.scenario.wording import UNKNOWN, code_of, fix_of, what_of


def faults_of(error: ValidationError, model: type[BaseModel], document: Document) -> list[Fault]:
    """All that a validation found wrong in a document, each with its line."""
    found = [(d, _fault(d, model, document)) for d in error.errors(include_url=False)]
    misspelt = {(d["loc"][:-1], str(d["loc"][-1])) for d, _ in found if d["type"] == UNKNOWN}
    return [fault for detail, fault in found if not _meant(detail, misspelt)]


def _meant(detail: ErrorDetails, misspelt: Iterable[tuple[Sequence[str | int], str]]) -> bool:
    """Whether a key that lacks is there under a name that is close to it: that one is told."""
    above, key = detail["loc"][:-1], str(detail["loc"][-1])
    beside = [word for place, word in misspelt if place == above]
    return detail["type"] == "missing" and any(nearest(word, [key]) for word in beside)


def _fault(detail: ErrorDetails, model: type[BaseModel], document: Document) -> Fault:
    loc = written(detail["loc"], document.data)
    if detail["type"] in ("missing", "union_tag_not_found"):
        return _missing(detail, loc, document)
    line = line_of(document, loc)
    place = Place(document.name, line, ".".join(map(str, loc)) or None)
    return Fault(
        code_of(detail["type"]),
        what_of(detail, loc),
        place,
        text_at(document, line),
        fix_of(detail, loc, known_keys(model, loc[:-1], document.data)),
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
    if isinstance(detail["loc"][-1], int):
        return _half(loc, document)
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


def misfit(detail: ErrorDetails, path: str, model: type[BaseModel], data: Any) -> tuple[str, str]:
    """What is wrong with a value that was set at a path, and how to mend it.

    Parameters
    ----------
    data : of the file in which the path stands.
    """
    known = known_keys(model, written(detail["loc"][:-1], data), data)
    if detail["type"] == "missing":
        key = detail["loc"][-1]
        return f'{path}: the key "{key}" is missing', f"add `{key}: ...`"
    place = detail["loc"] if detail["type"] == UNKNOWN else (path,)
    return what_of(detail, place), fix_of(detail, detail["loc"], known)


def _half(loc: tuple[str | int, ...], document: Document) -> Fault:
    """One number where a pair belongs."""
    line = line_of(document, loc)
    place = Place(document.name, line, ".".join(map(str, loc)))
    what, fix = f"{loc[-1]}: fewer parts than belong here", "write two numbers: [low, high]"
    return Fault(codes.WRONG_KIND, what, place, text_at(document, line), fix)


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
