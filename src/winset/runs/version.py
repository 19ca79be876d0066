"""The version of winset, as its installation states it, and the very program that is installed."""

from __future__ import annotations

import hashlib
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path

VERSION = version("winset")

LIBRARIES = ("llvmlite", "numba", "numpy", "pandas", "pyarrow", "pydantic", "ruamel.yaml", "scipy")
"""Those that numbers, or their bytes, come from."""
ELSEWHERE = ("cli", "report", "scenarios")
"""Folders of the package that no run is made by; what a scenario says is in its own digest."""


@cache
def program() -> str:
    """A digest of all that makes runs: the package's files, Python, libraries, and the machine.

    The same record gives the same bytes as long as this is the same: compiled sums of products may
    be rounded once or twice, as the processor has it.
    """
    from llvmlite.binding import get_host_cpu_name

    root = Path(__file__).parents[1]
    files = (each for each in root.rglob("*") if each.is_file())
    told = hashlib.sha256()
    for file in sorted(files):
        name = file.relative_to(root)
        if name.parts[0] not in ELSEWHERE and "__pycache__" not in name.parts:
            told.update(
                f"{name.as_posix()} {hashlib.sha256(file.read_bytes()).digest()!r}".encode()
            )
    told.update(" ".join(f"{each} {version(each)}" for each in LIBRARIES).encode())
    told.update(f"{platform.python_version()} {platform.machine()} {get_host_cpu_name()}".encode())
    return told.hexdigest()
