from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from winset.cli.compiled import ENGINES, VARIABLE, keep_compiled_code, state_of

SOURCE = Path("src/winset").resolve()


def test_compiled_code_is_kept_apart_for_each_state_of_the_engines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for engine in ENGINES:
        shutil.copytree(SOURCE / engine, tmp_path / engine)
    before = state_of(tmp_path)
    assert before == state_of(tmp_path)
    with (tmp_path / "finance" / "engine.py").open("a") as file:
        file.write("# a remark\n")
    assert state_of(tmp_path) != before


def test_what_the_user_says_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "mine")
    assert keep_compiled_code(SOURCE, tmp_path) is None
    monkeypatch.delenv(VARIABLE)
    folder = keep_compiled_code(SOURCE, tmp_path)
    assert folder is not None
    assert folder.parent == tmp_path / "winset"
