"""Compiled loops, kept on disk for as long as everything that they are made of is the same.

numba keeps compiled code beside the source and takes it up again while the file in which a function
stands is unchanged. But what a function calls from other files is compiled into it, and so are the
numbers that it takes from them: after an update, or an edit, the old ones would go on counting.
Here the stamp of what is kept covers all of that: the files of all functions that are called, and
the values of all numbers that are named, however deep.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, TypeVar

import numpy as np
from numba import config, njit
from numba.core.caching import IndexDataCacheFile

F = TypeVar("F", bound=Callable[..., Any])
# else numba makes no vectors of what is written out several numbers at a time
config.SLP_VECTORIZE = 1  # type: ignore[attr-defined]

VALUES = (bool, int, float, complex, str, bytes, tuple, np.generic, np.ndarray, np.dtype)


def compiled(function: F) -> F:
    """A loop compiled without the interpreter's lock, for Python or other loops to call."""
    made: F = kept(njit(cache=True, nogil=True)(function))
    return made


def kept(made: Any) -> Any:
    """What numba has made of a function, with `cache=True`, under the wider stamp."""
    file = made._cache._cache_file
    file.__class__ = _Kept
    file.function = made.py_func
    return made


class _Kept(IndexDataCacheFile):
    """A function's code on disk. Stamped when first asked for: by then all it calls is there."""

    function: Any

    @property
    def _source_stamp(self) -> tuple[Any, str]:
        return self.__dict__["_source_stamp"], stamp(self.function)

    @_source_stamp.setter
    def _source_stamp(self, own: Any) -> None:
        self.__dict__["_source_stamp"] = own


def stamp(function: FunctionType) -> str:
    """A digest of all that a function is made of: source files, and values from elsewhere."""
    parts = sorted({part for each in functions_in(function) for part in _parts(each)})
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def functions_in(function: FunctionType) -> Iterator[FunctionType]:
    """The function, and those of its own package that it calls, each once.

    >>> def one(x): return x
    >>> def two(x): return one(x)
    >>> [each.__name__ for each in functions_in(two)]
    ['two', 'one']
    """
    package, found, ahead = _package(function), {id(function)}, [function]
    while ahead:
        here = ahead.pop()
        yield here
        for value in named(here).values():
            called = getattr(value, "py_func", getattr(value, "_defn", value))
            if isinstance(called, FunctionType) and id(called) not in found:
                found.add(id(called))
                if _package(called) == package:
                    ahead.append(called)


def named(function: FunctionType) -> dict[str, Any]:
    """What the names in a function stand for, as far as they are those of its file."""
    known = function.__globals__
    cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    inner = {name: cell.cell_contents for name, cell in cells}
    return {name: known[name] for name in _names(function.__code__) if name in known} | inner


def _names(code: CodeType) -> set[str]:
    inside = (each for each in code.co_consts if isinstance(each, CodeType))
    return {*code.co_names}.union(*map(_names, inside))


def _parts(function: FunctionType) -> Iterator[str]:
    """The source file of a function, and every plain value that it names."""
    yield f"{function.__module__} {_digest(function.__code__.co_filename)}"
    for name, value in named(function).items():
        if isinstance(value, VALUES):
            told = value.tobytes() if isinstance(value, np.ndarray) else value
            yield f"{function.__module__} {name} {told!r}"


def _package(function: FunctionType) -> str:
    return str(function.__module__).partition(".")[0]


@cache
def _digest(file: str) -> str:
    path = Path(file)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else file
