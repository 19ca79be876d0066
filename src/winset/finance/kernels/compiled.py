"""How the kernels are compiled.

`entry` marks what Python calls: compiled once, kept on disk, and run without the interpreter's
lock. `part` and `inline` mark the steps that it is made of. They are compiled into it and nowhere
else, so that no time goes into calling them from Python; called from Python they are what they
look like, plain functions.

What is kept on disk is taken up again while the source of all steps is the same, and not only that
of the file in which the entry stands; see `winset._compiled`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit
from numba.core import cgutils
from numba.extending import intrinsic, register_jitable

from winset._compiled import kept

null: Any = cgutils.get_null_value
part = register_jitable(error_model="numpy")
inline = register_jitable(forceinline=True, error_model="numpy")


def entry(function: Callable[..., Any]) -> Any:
    """Compile a function that Python calls."""
    return kept(njit(cache=True, nogil=True, error_model="numpy")(function))


def _borrowed(_: Any, array: Any) -> Any:
    """The same array without a count of references: its owner must outlive it.

    Counting them is what most of a step's time would go to. For arguments only: their caller holds
    them, while an array made in a compiled function goes when its name is last used.
    """

    def view(context: Any, builder: Any, _: Any, arguments: Any) -> Any:
        whole = context.make_array(array)(context, builder, arguments[0])
        bare = context.make_array(array)(context, builder)
        for name in ("nitems", "itemsize", "data", "shape", "strides"):
            setattr(bare, name, getattr(whole, name))
        bare.meminfo = null(bare.meminfo.type)
        bare.parent = null(bare.parent.type)
        return bare._getvalue()

    return array(array), view


borrowed: Any = intrinsic(_borrowed)
