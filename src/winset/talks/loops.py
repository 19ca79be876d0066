"""How inner loops are compiled: no interpreter's lock, no references counted, no test of divisors.

A compiled function that counts references to its arrays spends more time on that than on a state
of the talks. So these functions make no arrays; whoever calls them holds what they work on. `kept`
marks what Python calls: compiled once and kept on disk. `loop` and `inlined` mark the parts, which
are compiled into it and nowhere else; called from Python they are plain functions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit
from numba.extending import register_jitable

from winset._compiled import kept as stamped

F = TypeVar("F", bound=Callable[..., Any])

_WAYS: dict[str, Any] = {"_nrt": False, "fastmath": {"contract"}, "error_model": "numpy"}
loop: Callable[[F], F] = register_jitable(**_WAYS)
inlined: Callable[[F], F] = register_jitable(forceinline=True, **_WAYS)


def kept(function: F) -> F:
    """Compile a loop that is called from Python."""
    made: F = stamped(njit(cache=True, nogil=True, **_WAYS)(function))
    return made
