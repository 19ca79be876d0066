"""How inner loops are compiled: without the interpreter's lock, and without counting references.

A compiled function that counts references to its arrays spends more time on that than on a state
of the talks. So these functions make no arrays; whoever calls them holds what they work on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from numba import njit

F = TypeVar("F", bound=Callable[..., Any])


def kept(function: F) -> F:
    """A compiled loop that is called from Python; what was compiled is kept on disk."""
    made: F = njit(cache=True, nogil=True, _nrt=False, fastmath={"contract"})(function)  # type: ignore[call-overload]
    return made


def loop(function: F) -> F:
    """A compiled loop that is called from other loops, or from Python by tests."""
    made: F = njit(nogil=True, _nrt=False, fastmath={"contract"})(function)  # type: ignore[call-overload]
    return made


def inlined(function: F) -> F:
    """A piece of a compiled loop: called for every state, so that no call may be left."""
    made: F = njit(  # type: ignore[call-overload]
        nogil=True, _nrt=False, forceinline=True, fastmath={"contract"}
    )(function)
    return made
