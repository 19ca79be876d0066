"""Older files are brought to today's language when they are read, step by step.

Each step rewrites the data of one version into the next; the file itself is left as it is. There
is one version so far, so the register of steps is empty: a step enters with the version after it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from winset.errors import Fault, Place
from winset.scenario import codes
from winset.scenario.document import Document, line_at, line_of
from winset.scenario.nouns.scenario import LANGUAGE

Step = Callable[[dict[str, Any]], dict[str, Any]]
STEPS: Mapping[int, Step] = {}
"""From which version a step leads one version on."""


def migrated(
    data: dict[str, Any], steps: Mapping[int, Step] = STEPS, target: int = LANGUAGE
) -> dict[str, Any]:
    """The data in today's language; the data themselves if they already are.

    >>> migrated({"winset": 1, "name": "x"}, {1: lambda old: {"title": old["name"]}}, 2)
    {'title': 'x', 'winset': 2}
    """
    version = data["winset"]
    while version < target:
        data = {**steps[version](data), "winset": version + 1}
        version += 1
    return data


def version_fault(document: Document, steps: Mapping[int, Step] = STEPS) -> Fault | None:
    """A fault if the file's version can be neither read nor migrated."""
    data = document.data
    if not isinstance(data, dict):
        return Fault(
            codes.WRONG_KIND,
            "the file is not a list of `key: value` pairs",
            Place(document.name, 1),
            line_at(document, 1),
            "begin with `winset: 1`",
        )
    version = data.get("winset")
    if isinstance(version, int) and (version == LANGUAGE or version in steps):
        return None
    line = line_of(document, ("winset",))
    what = f"version {version!r} is not spoken here" if "winset" in data else "no version is given"
    return Fault(
        codes.WRONG_VERSION,
        what,
        Place(document.name, line, "winset"),
        line_at(document, line),
        f"write `winset: {LANGUAGE}`, or install another winset",
    )
