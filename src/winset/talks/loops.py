"""How inner loops are compiled: without the interpreter's lock, and without counting references.

A compiled function that counts references to its arrays spends more time on that than on a state
of the talks. So these functions make no arrays; whoever calls them holds what they work on. `kept`
marks what Python calls: compiled once and kept on disk, for as long as the source of all of its
parts is the same. `loop` and `inlined` mark the parts, which are compiled into it and nowhere else;
called from Python they are plain functions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from numba import njit
from numba.extending import register_jitable

F = TypeVar("F", bound=Callable[..., Any])

_WAYS: dict[str, Any] = {"_nrt": False, "fastmath": {"contract"}}
loop: Callable[[F], F] = register_jitable(**_WAYS)
inlined: Callable[[F], F] = register_jitable(forceinline=True, **_WAYS)


def kept(function: F) -> F:
    """Compile a loop that is called from Python."""
    made: Any = njit(cache=True, nogil=True, **_WAYS)(function)
    if hasattr(made, "_cache"):  # not where compilation is switched off
        file = made._cache._cache_file
        file._source_stamp = f"{file._source_stamp} {_sources()}"
    compiled: F = made
    return compiled


@cache
def _sources() -> str:
    """One digest of the source of all modules beside this one."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
