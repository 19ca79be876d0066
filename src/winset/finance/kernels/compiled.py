"""How the kernels are compiled.

`entry` marks what Python calls: compiled once, kept on disk, and run without the interpreter's
lock. `part` and `inline` mark the steps that it is made of. They are compiled into it and nowhere
else, so that no time goes into calling them from Python; called from Python they are what they
look like, plain functions. Editing a step does not renew what is kept on disk of the entries that
it is part of, if they stand in another file: remove `__pycache__/*.nbi` then.
"""

from __future__ import annotations

from numba import njit
from numba.extending import register_jitable

entry = njit(cache=True, nogil=True, error_model="numpy")
part = register_jitable(error_model="numpy")
inline = njit(inline="always", nogil=True, error_model="numpy")
