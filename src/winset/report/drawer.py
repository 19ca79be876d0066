"""A drawer: a process of its own that turns drawings into SVG.

It reads a drawing from each line of its standard input, as JSON, and answers with a line each:
`{"svg": ...}`, or `{"fault": ...}` where it cannot be drawn. `winset.report.press` runs it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from typing import BinaryIO

from winset.report.svg import Drawing, drawn

FIRST = Drawing({"data": {"values": [{}]}, "mark": "text"}, "first", "first", "first")
"""Drawn before anything is asked for: what takes long at first is then done."""


def answer(line: bytes) -> bytes:
    """The answer to one line.

    >>> line = b'{"spec": {}, "name": "a", "title": "t", "description": "d"}'
    >>> answer(line).startswith(b'{"fault": ')
    True
    """
    try:
        told = {"svg": str(drawn(Drawing(**json.loads(line))))}
    except ValueError as error:
        told = {"fault": str(error)}
    return json.dumps(told).encode() + b"\n"


def draw(asked: Iterable[bytes], told: BinaryIO) -> None:
    """Answer every line until there are no more."""
    drawn(FIRST)
    for line in asked:
        told.write(answer(line))
        told.flush()


if __name__ == "__main__":
    own = os.fdopen(os.dup(1), "wb")  # so that nothing else can speak on it
    os.dup2(2, 1)
    draw(sys.stdin.buffer, own)
