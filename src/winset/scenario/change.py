"""The same record with other values at given paths: accounts, `--set` and an option's terms."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from winset.errors import Fault, Place, RequestFaults, suggestion
from winset.scenario.codes import NO_SUCH_PATH, NOT_STATED
from winset.scenario.nouns.quantity import Quantity
from winset.scenario.walk import bind_paths

R = TypeVar("R", bound=BaseModel)


def with_values(record: R, changes: Mapping[str, Any], prefix: str = "") -> R:
    """A copy of a record with other values at some paths, read and checked afresh.

    A bare number, or a range without a unit, keeps the unit of what stood there. Quantities
    that are left alone keep their paths, and with them their random numbers.

    Raises
    ------
    RequestFaults : a path leads nowhere, or into a part that is not stated and that the changes do
        not make whole.
    pydantic.ValidationError : a new value does not fit.
    """
    tree = record.model_dump(mode="python", by_alias=True, exclude_unset=True)
    faults = [fault for path in changes if (fault := _missing(record, path, prefix))]
    if faults:
        raise RequestFaults(faults)
    for path, value in changes.items():
        _put(tree, keys_of(record, path), _with_unit(value, _at(record, path)))
    try:
        changed = type(record).model_validate(tree)
    except ValidationError as error:
        faults = list(_unstated(record, changes, prefix, error))
        if faults:
            raise RequestFaults(faults) from error
        raise
    bind_paths(changed, prefix)
    return changed


def _unstated(
    record: BaseModel, changes: Iterable[str], prefix: str, error: ValidationError
) -> Iterator[Fault]:
    """One fault for each part that is not stated, and that changes below it leave in pieces."""
    lacking = [detail["loc"] for detail in error.errors() if detail["type"] == "missing"]
    inside = {part: path for path in reversed(list(changes)) if (part := _absent(record, path))}
    for part, path in reversed(inside.items()):
        depth = len(part)
        names = list(dict.fromkeys(str(loc[depth]) for loc in lacking if loc[:depth] == part))
        if names:
            place = ".".join(word for word in (prefix, *part) if word)
            what = f"{place} is not stated, and one part of it does not make the whole"
            fix = f"state {place} itself, which needs {_listed(names)}, or leave {path} out"
            yield Fault(NOT_STATED, what, Place(path=place), path, fix)


def keys_of(record: BaseModel, path: str) -> list[str]:
    """The keys of a path; what an account or an option sets is one key, dots and all.

    >>> from winset.scenario.nouns.money import Option
    >>> keys_of(Option(title="A", set={}), "set.guarantee.cap")
    ['set', 'guarantee.cap']
    """
    at: Any = record
    words = path.split(".")
    for depth, word in enumerate(words):
        if word == "set" and hasattr(at, "set") and isinstance(at.set, Mapping):
            return [*words[: depth + 1], *filter(None, [".".join(words[depth + 1 :])])]
        at = _below(at, word)
    return words


def _absent(record: BaseModel, path: str) -> tuple[str, ...]:
    """The part above a path that is not stated, as its keys; nothing where all parts are."""
    keys = keys_of(record, path)
    above = (keys[:depth] for depth in range(1, len(keys)))
    return next((tuple(part) for part in above if _walk(record, part) is None), ())


def _listed(names: Sequence[str], most: int = 3) -> str:
    """Some names, and how many there are beside them.

    >>> _listed(["a"]), _listed(["a", "b", "c", "d", "e"])
    ('a', 'a, b, c and 2 more')
    """
    shown, more = ", ".join(names[:most]), len(names) - most
    return f"{shown} and {more} more" if more > 0 else shown


def _missing(record: BaseModel, path: str, prefix: str) -> Fault | None:
    at: Any = record
    keys = keys_of(record, path)
    for depth, key in enumerate(keys):
        if at is None:  # a part that may be left out: what stands below is for the reader to judge
            return None
        above = ".".join(part for part in (prefix, *keys[:depth]) if part)
        if isinstance(at, list | tuple):
            what, fix = f"{above} is a list, and a list is set as a whole", f"set {above}=[...]"
            return Fault(NO_SUCH_PATH, what, Place(path=above), path, fix)
        if depth and keys[depth - 1] == "set":  # what is set there anew is for the checks to judge
            return None
        known = list(at) if isinstance(at, Mapping) else list(_fields(at))
        if key not in known and known:
            what = f'no "{key}" in {above}' if above else f'no "{key}" at the top of a scenario'
            full = f"{above}.{key}" if above else key
            return Fault(NO_SUCH_PATH, what, Place(path=full), path, suggestion(key, known))
        if key not in known:
            what, fix = f"{above} has no parts", f"set {above} itself"
            return Fault(NO_SUCH_PATH, what, Place(path=above), path, fix)
        at = _below(at, key)
    return None


def _below(at: Any, key: str) -> Any:
    """What stands under a key; None where nothing does."""
    return at.get(key) if isinstance(at, Mapping) else getattr(at, _fields(at).get(key, key), None)


def _fields(at: Any) -> dict[str, str]:
    if not isinstance(at, BaseModel):
        return {}
    return {field.alias or name: name for name, field in type(at).model_fields.items()}


def _at(record: BaseModel, path: str) -> Any:
    return _walk(record, keys_of(record, path))


def _walk(record: BaseModel, keys: Iterable[str]) -> Any:
    at: Any = record
    for key in keys:
        at = _below(at, key)
    return at


def _with_unit(value: Any, before: Any) -> Any:
    if not isinstance(before, Quantity) or before.unit is None:
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {"value": value, "unit": before.unit}
    if isinstance(value, Mapping) and "unit" not in value:
        return {**value, "unit": before.unit}
    return value


def _put(tree: dict[str, Any], keys: list[str], value: Any) -> None:
    for key in keys[:-1]:
        if not isinstance(tree.get(key), dict):
            tree[key] = {}
        tree = tree[key]
    tree[keys[-1]] = copy.deepcopy(value)
