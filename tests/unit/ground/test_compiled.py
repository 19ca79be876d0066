"""Compiled code on disk is used while all that it is made of is the same, and no longer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CALLS = """
from made.step import FACTOR, step
from winset._compiled import compiled

@compiled
def whole(x):
    return later(x) * FACTOR

@compiled
def later(x):
    return step(x)

def loaded():
    whole(1.0)
    return sum(whole.stats.cache_hits.values())
"""
STEP = """
from numba.extending import register_jitable

FACTOR = {factor}

@register_jitable
def step(x):
    return x + {more}
"""


@pytest.fixture
def run(tmp_path: Path):
    """What a package of two files counts, in a process of its own, and how often from the disk."""
    package = tmp_path / "made"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "calls.py").write_text(CALLS)
    path = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])
    own = {"PYTHONPATH": path, "NUMBA_CACHE_DIR": str(tmp_path / "kept"), "PATH": ""}

    def counted(**values: int) -> tuple[float, int]:
        (package / "step.py").write_text(STEP.format(**values))
        asks = "from made.calls import loaded, whole; print(whole(1.0), loaded())"
        told = subprocess.run([sys.executable, "-B", "-c", asks], capture_output=True, text=True,
                              check=True, env=own)  # fmt: skip
        worth, hits = told.stdout.split()
        return float(worth), int(hits)

    return counted


def test_an_edit_of_what_is_called_from_another_file_is_seen(run) -> None:
    assert run(factor=10, more=1) == (20.0, 0)
    assert run(factor=10, more=1) == (20.0, 1)
    assert run(factor=10, more=2) == (30.0, 0)
    assert run(factor=20, more=2) == (60.0, 0)
    assert run(factor=20, more=2) == (60.0, 1)
