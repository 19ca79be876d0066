"""Drawers at work: drawings handed out to processes while the rest of a brief is written.

The drawing engine takes half a second to wake and holds the interpreter while it draws. So a few
drawers are started when a command begins, wake while the engines compute, and draw beside the
writer. A drawer that fails costs time and nothing else: its drawings are made here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue

from markupsafe import Markup

from winset.report.svg import Drawing, drawn

MOST = 3  # drawers; more would wake for a few drawings each
COMMAND = ("-P", "-m", "winset.report.drawer")

Drawer = subprocess.Popen[bytes]


@dataclass(frozen=True, slots=True)
class Press:
    """Drawers that wait for work, and a thread for each that waits for its answer."""

    idle: SimpleQueue[Drawer | None]
    threads: ThreadPoolExecutor


@contextmanager
def press(command: tuple[str, ...] = COMMAND) -> Iterator[Press]:
    """A press for as long as the block lasts.

    Parameters
    ----------
    command : what the interpreter is to run as a drawer.
    """
    number = max(1, min(MOST, os.cpu_count() or 1))
    drawers = [_started(command) for _ in range(number)]
    idle: SimpleQueue[Drawer | None] = SimpleQueue()
    for each in drawers:
        idle.put(each)
    threads = ThreadPoolExecutor(number)
    try:
        yield Press(idle, threads)
    finally:
        for drawer in filter(None, drawers):
            drawer.kill()
        threads.shutdown(cancel_futures=True)
        for drawer in filter(None, drawers):
            drawer.communicate()


def draw(at: Press, drawing: Drawing) -> Future[Markup]:
    """Hand out a drawing; what comes back is its `<svg>` element.

    Raises (when asked for the result)
    ------
    ValueError : it cannot be drawn.
    """
    return at.threads.submit(_drawn, at.idle, drawing)


def _drawn(idle: SimpleQueue[Drawer | None], drawing: Drawing) -> Markup:
    drawer = idle.get()
    told = None
    try:
        told = _asked(drawer, drawing) if drawer else None
    finally:
        idle.put(drawer if told else None)
    if told is None:
        return drawn(drawing)
    if "svg" not in told:
        raise ValueError(told["fault"])
    return Markup(told["svg"])


def _asked(drawer: Drawer, drawing: Drawing) -> dict[str, str] | None:
    """A drawer's answer; None if it has failed."""
    job = {
        "spec": drawing.spec,
        "name": drawing.name,
        "title": drawing.title,
        "description": drawing.description,
    }
    if drawer.stdin is None or drawer.stdout is None:
        return None
    try:
        drawer.stdin.write(json.dumps(job).encode() + b"\n")
        drawer.stdin.flush()
        told: dict[str, str] = json.loads(drawer.stdout.readline())
    except (OSError, json.JSONDecodeError):
        return None
    return told


def _started(command: tuple[str, ...]) -> Drawer | None:
    """A drawer that finds modules where this process does; None if it cannot be started."""
    path = os.pathsep.join(each for each in sys.path if each)
    try:
        return subprocess.Popen(
            [sys.executable, *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
    except OSError:
        return None
