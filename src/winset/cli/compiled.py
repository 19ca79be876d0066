"""Where compiled kernels, and what was read of files, are kept between commands: one folder each.

numba would keep them beside the source, where a user may not write. What is kept there is held to
all that it is made of (`winset._compiled`), so that after an update only what has changed is
compiled anew.
"""

from __future__ import annotations

import os
from pathlib import Path

from winset.scenario.reread import VARIABLE as READINGS

VARIABLE = "NUMBA_CACHE_DIR"


def keep_compiled_code(home: Path) -> Path | None:
    """Tell numba where to keep compiled code, unless the user has told it already.

    Parameters
    ----------
    home : where caches may be kept.
    """
    if VARIABLE in os.environ:
        return None
    folder = home / "winset" / "compiled"
    os.environ[VARIABLE] = str(folder)
    return folder


def keep_readings(home: Path) -> None:
    """Say where readings of files are kept, unless the user has said it already."""
    os.environ.setdefault(READINGS, str(home / "winset" / "readings"))


def cache_home() -> Path:
    """The user's folder for caches."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
