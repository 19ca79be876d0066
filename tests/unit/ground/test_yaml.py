"""YAML as nodes: what words stand for, and that every reader reads the same."""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path

import pytest
import yaml

from winset._yaml import MarkedYAMLError, YAMLError, compose, load, plain, readers

FILES = sorted((Path(__file__).parents[3] / "src/winset/scenarios").glob("*/*.yaml"))


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("no", "no"), ("on", "on"), ("True", True), ("~", None), ("", None), ("010", 10),
        ("0o17", 15), ("0x1F", 31), ("1_000", 1000), ("-7", -7), ("1e3", 1000.0), (".5", 0.5),
        ("1.", 1.0), ("-.inf", -math.inf), ("12:30", "12:30"), ('"7"', "7"),
        ("2025-11-14", dt.date(2025, 11, 14)), ("2025-1-1", "2025-1-1"), ("1.2.3", "1.2.3"),
    ],
)  # fmt: skip
def test_words_stand_for_what_yaml_1_2_says(word: str, value: object) -> None:
    found = load(f"a: {word}")["a"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_reader_reads_the_same(file: Path) -> None:
    text = file.read_text("utf-8")
    whole = load(text)
    for reader in readers():
        node = yaml.compose(text, Loader=reader)
        assert plain(node) == whole
        assert node.value[-1][0].start_mark.line == compose(text).value[-1][0].start_mark.line


def test_a_fault_is_told_by_the_reader_that_is_always_there() -> None:
    with pytest.raises(YAMLError, match="not allowed here"):
        compose("a: 1\n  b: 2\n c: 3")


def test_a_key_given_twice_is_refused() -> None:
    with pytest.raises(MarkedYAMLError, match="duplicate key 'a'"):
        load("a: 1\nb: 2\na: 3")


def test_a_day_that_does_not_exist_is_no_day() -> None:
    with pytest.raises(ValueError, match="day"):
        load("a: 2025-02-30")
