"""Every quantity of a scenario has an address: the path of keys that leads to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from winset.scenario.nouns.quantity import Quantity


def bind_paths(record: BaseModel, prefix: str = "") -> None:
    """Tell every quantity within a record where it stands.

    Defaults are shared between records, so a quantity that was not written down keeps no path.
    """
    for path, quantity in quantities(record, prefix):
        quantity._path = path


def quantities(record: BaseModel, prefix: str = "") -> Iterator[tuple[str, Quantity]]:
    """Each quantity that was written down within a record, with its path, in file order.

    >>> from winset.scenario.nouns.needs import Need
    >>> need = Need.model_validate({"title": "Budget", "monthly": "2 EUR bn/month"})
    >>> [path for path, _ in quantities(need, "needs.budget")]
    ['needs.budget.monthly']
    """
    for name in type(record).model_fields:
        if name in record.model_fields_set:
            yield from _within(getattr(record, name), f"{prefix}.{name}" if prefix else name)


def _within(value: Any, path: str) -> Iterator[tuple[str, Quantity]]:
    if isinstance(value, Quantity):
        yield path, value
        yield from _within(value.dated, f"{path}.dated")
    elif isinstance(value, BaseModel):
        yield from quantities(value, path)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _within(item, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for place, item in enumerate(value):
            yield from _within(item, f"{path}.{place}")


__all__ = ["bind_paths", "quantities"]
