"""What was read before is taken from disk: only of the same text, by the same reader, and whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from winset.scenario import reread
from winset.scenario.document import read_document
from winset.scenario.reread import MOST, VARIABLE, name_of, read_once


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


def written(place: Path, text: str) -> Path:
    place.write_text(text, "utf-8")
    return place


def test_a_file_is_read_once(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path / "a.yaml", "a: 1\nb: [2025-11-14, {c: x}]\n")
    first = read_document(file, "a.yaml")
    monkeypatch.setattr("winset.scenario.document.parse_document", lambda *_: 1 / 0)
    assert read_document(file, "a.yaml") == first
    assert first[0] is not None
    assert first[0].lines["b", 1, "c"] == 2
    written(file, "a: 2\n")
    with pytest.raises(ZeroDivisionError):
        read_document(file, "a.yaml")


def test_faults_are_found_again_and_never_kept(folder: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "a.yaml", "a: 1\na: 2\n")
    assert [len(read_document(file, "a.yaml")[1]) for _ in range(2)] == [1, 1]
    assert not folder.exists()


def test_another_name_is_another_reading(folder: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "a.yaml", "a: 1\n")
    names = [read_document(file, name)[0] for name in ("a.yaml", "b.yaml")]
    assert [each.name for each in names if each is not None] == ["a.yaml", "b.yaml"]


def test_another_reader_reads_for_itself(tmp_path: Path) -> None:
    one, other = (written(tmp_path / name, name) for name in ("one.py", "other.py"))
    assert name_of("a: 1", str(one)) != name_of("a: 1", str(other))


def test_what_is_damaged_is_read_again(folder: Path) -> None:
    first, second = list(range(99)), list(range(98))
    assert read_once("a", lambda: first, __file__, lambda _: True) == first
    (kept,) = folder.glob("*.pickle")
    kept.write_bytes(kept.read_bytes()[:50])
    assert read_once("a", lambda: second, __file__, lambda _: True) == second
    assert read_once("a", lambda: first, __file__, lambda _: True) == second


def test_the_oldest_give_way(folder: Path) -> None:
    for k in range(MOST + 3):
        read_once(str(k), lambda: 1, __file__, lambda _: True)
        os.utime(folder / f"{name_of(str(k), __file__)}.pickle", (k, k))
    assert len(list(folder.iterdir())) == MOST
    assert not (folder / f"{name_of('0', __file__)}.pickle").exists()


def test_nothing_is_written_where_nothing_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(reread, "_keep", lambda *_: 1 / 0)
    assert read_once("a", lambda: 1, __file__, lambda _: True) == 1


def test_a_folder_that_cannot_be_written_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(written(tmp_path / "file", "")))
    assert read_once("a", lambda: 1, __file__, lambda _: True) == 1
