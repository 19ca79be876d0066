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
