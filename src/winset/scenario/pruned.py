"""What is left of a file once the parts that cannot be read are cut away.

One wrong key is no reason to keep quiet about the rest of the file: what is left is read and
checked as well, and its faults are told beside. A fault that may come of the cutting alone (it
names what was cut, or stands above or below it) is left for the next time.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from winset.errors import Fault
from winset.scenario.faults import written

R = TypeVar("R", bound=BaseModel)
ROUNDS = 12
"""Of cutting; a part that is wrong further up than this is not cut free."""
OF_NUMBERS = frozenset({
    "quantity_type", "quantity_form", "quantity_order", "quantity_month", "chances_sum",
    "unit_unknown", "unit_missing", "unit_wrong", "out_of_range", "too_large",
})  # fmt: skip
"""Faults of a quantity as a whole."""
NOUGHT = {"value": 0, "basis": "judgement"}
UNITS: Mapping[str, dict[str, str]] = {
    "money": {"unit": "EUR bn"},
    "money per month": {"unit": "EUR bn/month"},
    "share per month": {"unit": "% per month"},
    "share per year": {"unit": "% per year"},
    "time": {"unit": "months"},
}
"""By what is measured, where a bare number will not do."""
Loc = tuple[str | int, ...]
_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Pruned(Generic[R]):
    """A record read from part of a file.

    Attributes
    ----------
    record : what is left.
    cut : what was cut away, by its path.
    """

    record: R
    cut: Mapping[Loc, Any] = field(default_factory=dict)


def pruned(data: Any, model: type[R], error: ValidationError) -> Pruned[R] | None:
    """The data without what an error names; None where nothing can be read without it.

    A number that is wrong is nought in what is left, so that what must have it can stay.

    >>> from winset.evidence.nouns import Evidence
    >>> data = {"claims": {"a": {"says": "It rains."}, "b": {"sais": "It pours."}}}
    >>> try:
    ...     Evidence.model_validate(data)
    ... except ValidationError as error:
    ...     left = pruned(data, Evidence, error)
    >>> list(left.record.claims), list(left.cut)
    (['a'], [('claims', 'b'), ('claims', 'b', 'sais')])
    """
    left, cut = copy.deepcopy(data), dict[Loc, Any]()
    for _ in range(ROUNDS):
        wrong = {written(each["loc"], left): each for each in error.errors()}
        if () in wrong:
            return None
        for loc, detail in wrong.items():
            cut.setdefault(loc, _at(data, loc))
            _mend(left, loc, detail)
        try:
            return Pruned(model.model_validate(left), cut)
        except ValidationError as again:
            error = again
    return None


def _at(data: Any, loc: Loc) -> Any:
    for key in loc:
        data = data[key]
    return data


def _mend(data: Any, loc: Loc, detail: ErrorDetails) -> None:
    """Put nought for a wrong number; take anything else away, the item of a list with the list."""
    keys = list(loc)
    number = detail["type"] in OF_NUMBERS
    while not number and isinstance(keys[-1], int) and len(keys) > 1:
        keys.pop()
    above: Any = data
    for key in keys[:-1]:
        if isinstance(above, dict) and key not in above:  # taken away before
            return
        above = above[key]
    if number:
        above[keys[-1]] = NOUGHT | UNITS.get(detail.get("ctx", {}).get("dimension", ""), {})
    elif isinstance(above, dict):
        above.pop(keys[-1], None)


def unrelated(faults: Iterable[Fault], cut: Mapping[Loc, Any]) -> Iterator[Fault]:
    """The faults that have nothing to do with what was cut away: no path and no name in common."""
    paths = [".".join(map(str, loc)) for loc in cut]
    names = {str(loc[-1]) for loc in cut} | {key for part in cut.values() for key in _keys(part)}
    for fault in faults:
        path = fault.where.path or ""
        said = set(_WORD.findall(f"{fault.what} {fault.got}"))
        if not said & names and not any(_one_line(path, each) for each in paths):
            yield fault


def _keys(part: Any) -> Iterator[str]:
    """Every key within a part of a file: names that others may point at."""
    if isinstance(part, dict):
        for key, value in part.items():
            yield str(key)
            yield from _keys(value)


def _one_line(one: str, other: str) -> bool:
    """Whether one path leads to or through the other."""
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")
