from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from winset._compiled import _Kept
from winset.cli.compiled import VARIABLE, keep_compiled_code

SOURCE = Path("src/winset").resolve()


def modules() -> list[ModuleType]:
    """Every module in which something is compiled."""
    names = [
        ".".join(("winset", *file.relative_to(SOURCE).with_suffix("").parts))
        for file in sorted(SOURCE.rglob("*.py"))
        if any(word in file.read_text("utf-8") for word in ("@compiled", "@kept", "@entry", "njit"))
    ]
    return [importlib.import_module(name) for name in names]


def test_all_that_is_kept_is_held_to_what_it_is_made_of() -> None:
    """One folder serves every state of the code, because nothing in it is trusted by its name."""
    made = [v for m in modules() for v in vars(m).values() if hasattr(v, "py_func")]
    assert len(made) > 20
    loose = [each.__name__ for each in made if not isinstance(each._cache._cache_file, _Kept)]
    assert loose == []


def test_what_the_user_says_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "mine")
    assert keep_compiled_code(tmp_path) is None
    monkeypatch.delenv(VARIABLE)
    folder = keep_compiled_code(tmp_path)
    assert folder == tmp_path / "winset" / "compiled"
