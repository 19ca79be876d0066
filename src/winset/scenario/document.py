"""A YAML file as plain data, with the line on which everything stands.

Only what a scenario needs is read: mappings with word keys, lists, numbers, words, dates. A key
given twice, an alias (`*name`, by which a small file can unfold into a huge one), a tag of another
kind, several documents, another encoding than UTF-8: each is a fault, and all are told at once.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from winset.errors import Fault, Place
from winset.scenario import codes
from winset.scenario.reread import read_once

_PAIR = re.compile(r"[\w.-]+:( |$)")
LARGEST_FILE = 4_000_000  # bytes; a scenario written by hand is far below
DEEPEST = 40  # levels of nesting
PLAIN_TAGS = frozenset({"str", "int", "float", "bool", "null", "timestamp"})

Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """A YAML file that was read.

    Attributes
    ----------
    name : the file as messages name it.
    data : plain mappings, lists, numbers, words and dates.
    lines : the line (from 1) of every key and list item, by its path.
    text : the file's own text.
    """

    name: str
    data: Any
    lines: dict[Loc, int]
    text: str


@dataclass
class _Reading:
    name: str
    yaml: YAML
    text: str
    lines: dict[Loc, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)


def read_document(file: Path, name: str) -> tuple[Document | None, list[Fault]]:
    """A YAML file as a document, and everything that is wrong with it as YAML."""
    text, fault = _text_of(file, name)
    if fault is not None or text is None:
        return None, [fault] if fault else []
    return read_once(f"{name}\n{text}", lambda: parse_document(text, name), __file__, _faultless)


def _faultless(read: tuple[Document | None, list[Fault]]) -> bool:
    return not read[1]


def parse_document(text: str, name: str) -> tuple[Document | None, list[Fault]]:
    """A YAML text as a document, and everything that is wrong with it as YAML.

    >>> parse_document("a: 1\\nb: {c: two}", "x.yaml")[0].lines[("b", "c")]
    2
    """
    yaml = YAML(typ="safe", pure=True)
    reading = _Reading(name, yaml, text)
    try:
        node = yaml.compose(io.StringIO(text))
    except RecursionError:
        return None, [Fault(codes.TOO_LARGE, "the file is nested too deeply", Place(name))]
    except YAMLError as error:
        return None, [_broken(error, name, text)]
    if node is None:
        return None, [_empty(name)]
    data = _plain(node, (), reading)
    if reading.faults:
        return None, reading.faults
    return Document(name, data, reading.lines, text), []


def line_of(document: Document, loc: Sequence[str | int]) -> int | None:
    """The line of a path, or of the nearest thing above it.

    >>> document, _ = parse_document("a:\\n  b: 1", "x.yaml")
    >>> line_of(document, ("a", "b", "missing"))
    2
    """
    for end in range(len(loc), 0, -1):
        line = document.lines.get(tuple(loc[:end]))
        if line is not None:
            return line
    return 1


def line_at(document: Document, line: int | None) -> str:
    """The reader's own text on a line, without its indentation, shortened to 90 signs."""
    if line is None:
        return ""
    rows = document.text.splitlines()
    words = rows[line - 1].strip() if 0 < line <= len(rows) else ""
    return _shortened(words)


def text_at(document: Document, line: int | None) -> str:
    """The reader's own text on a line; under a bare heading also what stands below it.

    >>> document, _ = parse_document("a:\\n  # why\\n  {low: 1,\\n   high: 0}\\nb: 1", "x.yaml")
    >>> text_at(document, 1), text_at(document, 5)
    ('a: {low: 1, high: 0}', 'b: 1')
    >>> document, _ = parse_document("a:\\n  low: 1\\n  high: 0\\nb:\\n  c:\\n    d: 1", "x.yaml")
    >>> text_at(document, 1), text_at(document, 4)
    ('a: {low: 1, high: 0}', 'b:')
    """
    if line is None:
        return ""
    rows = [row for row in document.text.splitlines()[line - 1 :] if not _remark(row)]
    first = rows[0].split(" #")[0].rstrip() if rows else ""
    if not first.endswith(":"):
        return line_at(document, line)
    within = takewhile(lambda row: _indent(row) > _indent(first), rows[1:])
    below = [row.split(" #")[0].rstrip() for row in within]
    return _shortened(f"{first.strip()} {_together(below)}".strip())


def _together(rows: list[str]) -> str:
    """Rows below a heading as one: a value as it stands, pairs of the same depth in braces."""
    pairs = [bool(_PAIR.match(row.strip())) for row in rows]
    if rows and not pairs[0]:
        return " ".join(row.strip() for row in rows)
    alike = all(pairs) and len({_indent(row) for row in rows}) == 1
    return "{" + ", ".join(row.strip() for row in rows) + "}" if rows and alike else ""


def _shortened(words: str) -> str:
    return words if len(words) <= 90 else words[:87] + "..."


def _remark(row: str) -> bool:
    return not row.strip() or row.lstrip().startswith("#")


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip())


def _text_of(file: Path, name: str) -> tuple[str | None, Fault | None]:
    place = Place(name)
    if file.is_dir():
        return None, Fault(
            codes.NOT_A_FILE,
            "a folder stands where a file should be",
            place,
            str(file),
            f"put the file {file.name} there",
        )
    if not file.exists():
        return None, Fault(
            codes.NO_FILE,
            "the file is missing",
            place,
            str(file),
            f"write {file.name}, or name another folder",
        )
    raw = file.read_bytes()
    if len(raw) > LARGEST_FILE:
        return None, Fault(
            codes.TOO_LARGE,
            "the file is too large",
            place,
            f"{len(raw):,} bytes",
            f"keep it below {LARGEST_FILE:,} bytes",
        )
    return _decoded(raw, place)


def _decoded(raw: bytes, place: Place) -> tuple[str | None, Fault | None]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        got = repr(raw[max(0, error.start - 10) : error.start + 10])
        return None, Fault(
            codes.ENCODING,
            "the file is not UTF-8",
            Place(place.file, line),
            got,
            "save it as UTF-8",
        )
    if not text.strip():
        return None, _empty(place.file or "")
    if "\x00" in text:
        return None, Fault(
            codes.ENCODING,
            "the file holds NUL bytes",
            place,
            "binary data",
            "save it as plain UTF-8 text",
        )
    return text, None


def _empty(name: str) -> Fault:
    return Fault(codes.EMPTY, "the file is empty", Place(name, 1), "", "`winset new` makes a draft")


PROBLEMS = (
    ("'\\t'", "a tab stands where spaces belong", "indent by spaces; editors can replace all tabs"),
    ("'%'", "a value begins with a sign of its own meaning", 'put it into quotation marks: "%"'),
    ("'@'", "a value begins with a sign of its own meaning", "put it into quotation marks"),
    ("'`'", "a value begins with a sign of its own meaning", "put it into quotation marks"),
    ("mapping values are not allowed", "a colon where none can stand",
     'put words that hold a colon into straight quotation marks ("); else check the indentation'),
    ("could not find expected ':'", "a key without its colon",
     "write `key: value`, with a space after the colon"),
    ("expected <block end>", "indentation that fits nothing above it",
     "let it begin in the column of its neighbours; what was opened above may not be closed"),
    ("expected ',' or", "a bracket that is not closed, or a comma that lacks",
     "close {...} and [...], and put commas between their parts"),
    ("while scanning a quoted", "a quotation mark that is not closed", "close it"),
)  # fmt: skip
"""By a part of what the parser says: the same in a reader's words, and how to mend it."""
ABOVE = ("could not find expected ':'", "expected ',' or")
"""Problems that the parser notices only after the line where they stand."""


def _broken(error: YAMLError, name: str, text: str) -> Fault:
    marks = [getattr(error, key, None) for key in ("problem_mark", "context_mark")]
    problem = str(getattr(error, "problem", None) or error).splitlines()[0]
    said = f"{getattr(error, 'context', None) or ''} {problem}"
    if any(sign in problem for sign in ABOVE):
        marks.reverse()
    mark = next((each for each in marks if each is not None), None)
    line = mark.line + 1 if mark is not None else None
    rows = text.splitlines()
    got = rows[line - 1].strip(" ")[:90] if line and line <= len(rows) else ""
    known = ((what, fix) for sign, what, fix in PROBLEMS if sign in said)
    what, fix = next(known, (problem, "check indentation, colons and quotation marks near here"))
    got = got.replace("\t", "\\t")
    return Fault(codes.BROKEN_YAML, f"not readable as YAML: {what}", Place(name, line), got, fix)


def _plain(node: Node, loc: Loc, reading: _Reading) -> Any:
    if id(node) in reading.told:
        return None
    if id(node) in reading.seen:
        reading.told.add(id(node))
        _fault(
            reading,
            codes.ALIAS,
            "an alias (*name) is used",
            node,
            loc,
            "write the value out where it is needed",
        )
        return None
    if len(loc) > DEEPEST:
        _fault(reading, codes.TOO_LARGE, "the file is nested too deeply", node, loc, "flatten it")
        return None
    reading.seen.add(id(node))
    if isinstance(node, MappingNode):
        return dict(_pairs(node, loc, reading))
    if isinstance(node, SequenceNode):
        return [_item(part, (*loc, i), reading) for i, part in enumerate(node.value)]
    return _scalar(node, loc, reading)


def _item(node: Node, loc: Loc, reading: _Reading) -> Any:
    reading.lines[loc] = node.start_mark.line + 1
    return _plain(node, loc, reading)


def _pairs(node: MappingNode, loc: Loc, reading: _Reading) -> Iterator[tuple[str, Any]]:
    known: dict[str, int] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, ScalarNode) or key_node.value == "<<":
            _fault(
                reading,
                codes.BROKEN_YAML,
                "a key must be a word",
                key_node,
                loc,
                "write `key: value`",
            )
            continue
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in known:
            _fault(
                reading,
                codes.DUPLICATE_KEY,
                f'the key "{key}" is given twice',
                key_node,
                (*loc, key),
                f"keep one; the first stands on line {known[key]}",
            )
            continue
        known[key] = line
        reading.lines[(*loc, key)] = line
        yield key, _plain(value_node, (*loc, key), reading)


def _scalar(node: Node, loc: Loc, reading: _Reading) -> Any:
    tag = str(node.tag).rpartition(":")[2]
    if tag not in PLAIN_TAGS or not isinstance(node, ScalarNode):
        _fault(
            reading,
            codes.TAG,
            f"the tag {node.tag} is not allowed",
            node,
            loc,
            "write plain words and numbers",
        )
        return None
    try:
        return reading.yaml.constructor.construct_object(node)
    except (ValueError, YAMLError) as error:
        code, fix = codes.BROKEN_YAML, "put it into quotation marks"
        if tag == "timestamp":
            code, fix = codes.BAD_DATE, "write a day that exists (2025-11-14)"
        _fault(reading, code, f"{loc[-1] if loc else 'value'}: {error}", node, loc, fix)
        return None


def _fault(reading: _Reading, code: Any, what: str, node: Node, loc: Loc, fix: str) -> None:
    line = reading.lines.get(loc, node.start_mark.line + 1)
    if code is codes.DUPLICATE_KEY:
        line = node.start_mark.line + 1
    got = reading.text.splitlines()[line - 1].strip()[:90]
    place = Place(reading.name, line, ".".join(map(str, loc)) or None)
    reading.faults.append(Fault(code, what, place, got, fix))
