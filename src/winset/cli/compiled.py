"""Where compiled kernels are kept between commands: one folder for each state of the code.

numba keeps compiled code beside the source and trusts it as long as the file's own time stands,
though a kernel may also depend on other files. After an update that would fail in ways that tell
the user nothing, so the folder's name follows from the code itself.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

VARIABLE = "NUMBA_CACHE_DIR"
ENGINES = ("rules", "finance", "consent", "talks", "world")


def keep_compiled_code(source: Path, home: Path) -> Path | None:
    """Tell numba where to keep compiled code, unless the user has told it already.

    Parameters
    ----------
    source : the package's folder; home : where caches may be kept.
    """
    if VARIABLE in os.environ:
        return None
    folder = home / "winset" / f"compiled-{state_of(source)}"
    os.environ[VARIABLE] = str(folder)
    return folder


def state_of(source: Path) -> str:
    """Twelve digits that change with any file of the engines that hold compiled code."""
    whole = hashlib.sha256()
    for engine in ENGINES:
        for file in sorted((source / engine).rglob("*.py")):
            whole.update(str(file.relative_to(source)).encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()[:12]


def cache_home() -> Path:
    """The user's folder for caches."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
