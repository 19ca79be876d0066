"""What is said when a command is interrupted: which runs are kept already."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

INTERRUPTED = 130
"""The exit code, as of any command that ends on Ctrl-C."""
NOTHING_KEPT = "Interrupted; nothing was kept."


class Interrupted(Exception):
    """A command was interrupted; its text says what is kept."""


@contextmanager
def keeping(anew: bool) -> Iterator[list[Path]]:
    """A list for the folders of the runs that are kept so far, told of on Ctrl-C.

    anew : whether the command computes again what is kept.
    """
    folders: list[Path] = []
    try:
        yield folders
    except KeyboardInterrupt:
        raise Interrupted(told(len(folders), anew)) from None


def told(kept: int, anew: bool) -> str:
    """What an interrupted command leaves.

    >>> told(0, anew=False)
    'Interrupted; nothing was kept.'
    >>> told(1, anew=False)
    'Interrupted; 1 run is kept, and the same command goes on from there.'
    >>> told(2, anew=True)
    'Interrupted; 2 runs are kept, and the same command without --anew goes on from there.'
    """
    if kept == 0:
        return NOTHING_KEPT
    runs = "1 run is" if kept == 1 else f"{kept} runs are"
    command = "the same command without --anew" if anew else "the same command"
    return f"Interrupted; {runs} kept, and {command} goes on from there."
