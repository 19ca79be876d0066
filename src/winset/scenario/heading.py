"""What a scenario is called and of which day it speaks, read from the top of its file alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent, ScalarEvent

KEYS = ("title", "as_of")


@dataclass(frozen=True, slots=True)
class Heading:
    """A scenario in one line: its title, and the day as it is written."""

    title: str
    as_of: str


def heading(folder: Path) -> Heading:
    """The heading of a scenario's folder; nothing below it is read or checked.

    Raises
    ------
    KeyError : it has none.
    """
    found = _words((folder / "scenario.yaml").read_text("utf-8"))
    return Heading(found["title"], found["as_of"])


def _words(text: str) -> dict[str, str]:
    """The outermost keys that hold a word, up to the last of those looked for.

    >>> _words("a: {title: no}\\ntitle: yes\\nas_of: 2025-11-14\\nb: 1")
    {'title': 'yes', 'as_of': '2025-11-14'}
    """
    found: dict[str, str] = {}
    depth, key = 0, None
    for event in YAML(typ="safe", pure=True).parse(text):
        if isinstance(event, CollectionStartEvent):
            depth += 1
        elif isinstance(event, CollectionEndEvent):
            depth, key = depth - 1, None
        elif isinstance(event, ScalarEvent) and depth == 1:
            if key is not None:
                found[key] = event.value
            key = event.value if key is None else None
        if found.keys() >= set(KEYS):
            break
    return found
