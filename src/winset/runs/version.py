"""The version of winset, as its installation states it."""

from __future__ import annotations

from importlib.metadata import version

VERSION = version("winset")
