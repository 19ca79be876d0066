"""Ctrl-C: what a command says of it, and what it leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

SMALL = str(Path("tests/scenarios/small").resolve())
SOURCE = str(Path("src").resolve())
LONG = ("--draws", "2000", "--paths", "4000")  # longer than anybody waits
PATIENCE = 60.0  # seconds
STOPPED = (130, -signal.SIGINT)
"""What a shell shows as 130; Python ends by the signal where it fell into code made at run time."""


def interrupted(words: Sequence[str], folder: Path, kept: int) -> tuple[int, str]:
    """How a command ends that is interrupted once so many runs are kept, and what it says."""
    command = [sys.executable, "-m", "winset.cli", *words]
    paths = os.pathsep.join(filter(None, (SOURCE, os.environ.get("PYTHONPATH"))))
    with subprocess.Popen(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": paths}, text=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
    ) as process:  # fmt: skip
        until = time.monotonic() + PATIENCE
        while len(whole(folder)) < kept and process.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.2 if kept else 2.0)
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=PATIENCE)[1]
        return process.returncode, said


def whole(folder: Path) -> list[Path]:
    """The runs that the store of a folder holds whole."""
    return [each.parent for each in folder.glob("runs/[!.]*/made_by")]


@pytest.mark.parametrize("verb", ["run", "brief"])
def test_an_interrupted_command_says_that_nothing_was_kept(verb: str, tmp_path: Path) -> None:
    code, said = interrupted((verb, SMALL, *LONG), tmp_path, kept=0)
    assert said == "Interrupted; nothing was kept.\n"
    assert code in STOPPED
    assert whole(tmp_path) == []


def test_an_interrupted_command_counts_the_runs_that_are_kept(tmp_path: Path) -> None:
    words = ("run", SMALL, "--account", "all", "--draws", "200", "--paths", "4000")
    code, said = interrupted(words, tmp_path, kept=1)
    assert said == "Interrupted; 1 run is kept, and the same command goes on from there.\n"
    assert code in STOPPED
    assert len(whole(tmp_path)) == 1
