"""What was read of a text before, kept on disk: YAML is most of what a command's start takes.

A reading is found by a digest of the text, of the file that holds the reader, and of the libraries
it reads with; so it is never taken for that of another text, or of another reader. Where nothing
says where to keep readings (the variable `WINSET_READINGS`, which the command line sets), where
the folder cannot be written or what is there is not whole, the text is simply read.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import platform
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
VARIABLE = "WINSET_READINGS"
MOST = 24
"""Readings that are kept: each edit of a file leaves one."""


def read_once(text: str, read: Callable[[], T], reader: str, whole: Callable[[T], bool]) -> T:
    """What a reader makes of a text, taken from disk if it has made it before.

    Parameters
    ----------
    read : reads the text; reader : the file in which its code stands.
    whole : whether what was read is worth keeping.
    """
    folder = os.environ.get(VARIABLE)
    if not folder:
        return read()
    place = Path(folder) / f"{name_of(text, reader)}.pickle"
    with suppress(Exception):  # whatever is wrong with it, the text is there
        found: T = pickle.loads(place.read_bytes())
        os.utime(place)
        return found
    made = read()
    if whole(made):
        with suppress(OSError):
            _keep(place, made)
    return made


def name_of(text: str, reader: str) -> str:
    """The name under which a reading is kept.

    >>> name_of("a: 1", __file__) == name_of("a: 2", __file__)
    False
    """
    return hashlib.sha256(f"{_reader(reader)}\n{text}".encode()).hexdigest()


@cache
def _reader(file: str) -> str:
    own = hashlib.sha256(Path(file).read_bytes()).hexdigest()
    return f"{own} {version('ruamel.yaml')} {platform.python_version()}"


def _keep(place: Path, made: Any) -> None:
    """Write a reading whole or not at all, and let go of the oldest."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as partial:
        partial.write(pickle.dumps(made, protocol=5))
    Path(partial.name).replace(place)
    kept = sorted(place.parent.glob("*.pickle"), key=lambda each: each.stat().st_mtime)
    for old in kept[:-MOST]:
        old.unlink(missing_ok=True)
