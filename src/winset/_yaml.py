"""YAML 1.2 as nodes and plain values: words are what a reader takes them for, `no` is a word.

libyaml reads the text where PyYAML has it, ten times as fast as Python; where it finds fault Python
has the last word, so that a fault is told in the same words everywhere. Both know YAML 1.1; which
words are numbers, truths or dates is told to them here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Hashable, Iterator
from contextlib import suppress
from functools import cache
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.error import MarkedYAMLError, YAMLError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.resolver import BaseResolver
from yaml.scanner import Scanner

__all__ = ["MappingNode", "MarkedYAMLError", "Node", "ScalarNode", "SequenceNode", "YAMLError",
           "compose", "load", "outermost", "scalar"]  # fmt: skip

PREFIX = "tag:yaml.org,2002:"
FLOAT = (
    r"[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+"
    r"|[-+]?\.[0-9_]+(?:[eE][-+][0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
WHOLE = r"[-+]?0b[0-1_]+|[-+]?0o?[0-7_]+|[-+]?[0-9_]+|[-+]?0x[0-9a-fA-F_]+"
MOMENT = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)"
    r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?"
)
DIGITS = tuple("0123456789")
WORDS = (
    ("bool", "true|True|TRUE|false|False|FALSE", tuple("tTfF")),
    ("float", FLOAT, (*DIGITS, "-", "+", ".")),
    ("int", WHOLE, (*DIGITS, "-", "+")),
    ("merge", "<<", ("<",)),
    ("null", "~|null|Null|NULL|", ("~", "n", "N", "")),
    ("timestamp", MOMENT, DIGITS),
    ("value", "=", ("=",)),
)
"""What plain words stand for, YAML 1.2 core with dates: tag, form, first letters."""


class Words(BaseResolver):  # type: ignore[misc]
    """What words stand for; the rest is text."""


for _tag, _form, _first in WORDS:
    Words.add_implicit_resolver(PREFIX + _tag, re.compile(f"^(?:{_form})$"), list(_first))


class Plain(Reader, Scanner, Parser, Composer, Words):  # type: ignore[misc]
    """The text read by Python."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        for part in (Scanner, Parser, Composer, Words):
            part.__init__(self)


@cache
def readers() -> tuple[Any, ...]:
    """What may read a text, the quickest first; the last is always there."""
    try:
        from yaml.cyaml import CParser
    except ImportError:  # PyYAML was built without libyaml
        return (Plain,)

    class Fast(CParser, Words):  # type: ignore[misc]
        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)
            Words.__init__(self)

    return Fast, Plain


def compose(text: str) -> Node | None:
    """A text as its outermost node; None if there is nothing in it.

    Raises
    ------
    YAMLError : it is no YAML, or more than one document.

    >>> [key.value for key, _ in compose("a: 1\\nb: [no, 2]").value]
    ['a', 'b']
    """
    *quick, last = readers()
    for reader in quick:
        with suppress(YAMLError):
            return yaml.compose(text, Loader=reader)
    return yaml.compose(text, Loader=last)


def scalar(node: ScalarNode) -> Any:
    """The value of a word: text, a number, a truth, a date or nothing.

    Raises
    ------
    ValueError : it is not what its tag says.

    >>> [scalar(node) for node in compose("[no, 010, 1e3, 2025-11-14, ~]").value]
    ['no', 10, 1000.0, datetime.date(2025, 11, 14), None]
    """
    tag, word = str(node.tag).removeprefix(PREFIX), str(node.value)
    if tag == "int":
        return whole(word.replace("_", ""))
    if tag == "float":
        return float(re.sub(r"\.(inf|nan)$", r"\1", word.replace("_", "").lower()))
    if tag == "bool":
        return word.lower() == "true"
    if tag == "timestamp":
        return moment(node)
    return None if tag == "null" else word


def whole(word: str) -> int:
    """A whole number in any base that YAML 1.2 knows.

    >>> whole("-0x1f"), whole("0o17"), whole("017")
    (-31, 15, 17)
    """
    digits = word.lstrip("+-")
    base = {"0b": 2, "0o": 8, "0x": 16}.get(digits[:2])
    size = int(digits, 10) if base is None else int(digits[2:], base)
    return -size if word.startswith("-") else size


def moment(node: ScalarNode) -> dt.date:
    """A day, or a day with its time."""
    found: dt.date = SafeConstructor().construct_yaml_timestamp(node)
    return found


def load(text: str) -> Any:
    """A text as plain values.

    Raises
    ------
    YAMLError : it is no YAML, a key is given twice, or something has a tag of its own.

    >>> load("{a: [1, two], b: {c: true}}")
    {'a': [1, 'two'], 'b': {'c': True}}
    """
    node = compose(text)
    return None if node is None else plain(node)


def plain(node: Node) -> Any:
    """A node as plain values; see `load`."""
    if isinstance(node, SequenceNode):
        return [plain(each) for each in node.value]
    if isinstance(node, MappingNode):
        found: dict[Hashable, Any] = {}
        for key, value in node.value:
            name = plain(key)
            if name in found:
                raise MarkedYAMLError(None, None, f"found duplicate key {name!r}", key.start_mark)
            found[name] = plain(value)
        return found
    return scalar(node)


def outermost(text: str) -> Iterator[tuple[str, str]]:
    """The outermost keys that hold a word, with it, one after the other as the text is read.

    >>> next(outermost("a: {title: no}\\ntitle: yes\\nnever: [read"))
    ('title', 'yes')
    """
    depth, key = 0, None
    for event in yaml.parse(text, Loader=Plain):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth, key = depth - 1, None
        elif isinstance(event, yaml.ScalarEvent) and depth == 1:
            if key is not None:
                yield key, event.value
            key = event.value if key is None else None
