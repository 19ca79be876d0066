"""The scenarios that ship with winset."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

FILES = ("scenario.yaml", "evidence.yaml")
"""What a scenario's folder holds at least."""


def bundled() -> dict[str, Path]:
    """The scenarios that ship, by name."""
    root = Path(str(resources.files("winset") / "scenarios"))
    if not root.is_dir():
        return {}
    found = (folder for folder in root.iterdir() if (folder / FILES[0]).is_file())
    return {folder.name: folder for folder in sorted(found)}


def is_scenario(reference: str) -> bool:
    """Whether a word stands for a scenario: the name of one that ships, or a folder with one.

    >>> is_scenario("no-such-scenario")
    False
    """
    return (Path(reference) / FILES[0]).is_file() or reference in bundled()
