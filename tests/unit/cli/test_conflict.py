"""`winset conflict`: from a file of options and rankings to what holds whom, and its faults."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import winset as ws
from winset.cli.app import main
from winset.errors import Faults
from winset.runs.conflict import conflict_of, read_conflict
from winset.runs.stability import conflict_schema, stability_schema
from winset.scenario.document import parse_document
from winset.talks.catalog.conflicts import cuba
from winset.talks.catalog.register import published_cases

HOW_TO = Path(__file__).parents[3] / "docs" / "howto" / "analyse-a-conflict.md"
FENCED = re.findall(r"```(\w*)\n(.*?)```", HOW_TO.read_text("utf-8"), re.DOTALL)
CUBA = next(text for kind, text in FENCED if kind == "yaml")
PRINTED = [text for kind, text in FENCED if not kind]

Said = tuple[int, str, str]
SMALL = """\
winset: 1
title: A dam
parties:
  up:
    name: Upstream
    options: {dam: builds the dam, share: shares the water}
    ranking: [[dam], [share], {equal: [[], [dam, share]]}]
  down:
    name: Downstream
    ranking: [[share], [], [dam, share], [dam]]
irreversible: [dam]
"""


@pytest.fixture
def conflict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Said]:
    """The verb on a file of this text."""
    monkeypatch.chdir(tmp_path)

    def run(text: str, *words: str) -> Said:
        Path("case.yaml").write_text(text, "utf-8")
        monkeypatch.setattr("sys.argv", ["winset", "conflict", "case.yaml", *words])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_the_how_to_prints_what_the_verb_prints(conflict: Callable[..., Said]) -> None:
    code, out, err = conflict(CUBA)
    said = "\n".join(line.rstrip() for line in out.splitlines())
    assert (code, err, len(PRINTED)) == (0, "", 2)
    assert PRINTED[0] in said
    for block in PRINTED[1].strip().split("\n\n"):
        assert f"\n\n{block}\n" in said


def test_the_file_of_the_how_to_is_the_published_case(tmp_path: Path) -> None:
    file = tmp_path / "cuba.yaml"
    file.write_text(CUBA, "utf-8")
    made, published = conflict_of(read_conflict(file)), cuba()
    assert (made.moves, made.rank, made.patterns) == (
        published.moves, published.rank, published.patterns,
    )  # fmt: skip
    expected = published_cases()["fraser-hipel-1984/cuba"].expected
    names = [state.number for state in ws.conflict(file).states]
    assert {kind: [names.index(n) for n in found] for kind, found in
            ws.conflict(file).equilibria.items()} == expected  # fmt: skip


def test_what_is_printed_as_json_and_what_is_read_keep_to_their_schemas(tmp_path: Path) -> None:
    file = tmp_path / "dam.yaml"
    for text in (CUBA, SMALL):
        file.write_text(text, "utf-8")
        document, _ = parse_document(text, "dam.yaml")
        assert document is not None
        jsonschema.validate(document.data, conflict_schema())
        jsonschema.validate(ws.conflict(file).model_dump(mode="json"), stability_schema())


def test_what_cannot_be_undone_is_kept_and_equals_share_a_place(tmp_path: Path) -> None:
    """By hand: once built the dam stays; upstream, at nothing, wants the dam, and nobody else
    can move."""
    file = tmp_path / "dam.yaml"
    file.write_text(SMALL, "utf-8")
    found = ws.conflict(file)
    assert [state.taken for state in found.states] == [[], ["dam"], ["share"], ["dam", "share"]]
    assert [state.place["up"] for state in found.states] == [3, 1, 2, 3]
    assert conflict_of(read_conflict(file)).moves[0] == (
        frozenset({1, 2, 3}), frozenset({3}), frozenset({0, 1, 3}), frozenset({1}),
    )  # fmt: skip
    assert found.equilibria == {kind: [1] for kind in ("Nash", "GMR", "SMR", "SEQ")}
    assert found.states[0].stable["up"] == []
    assert set(found.states[0].stable["down"]) == {"Nash", "GMR", "SMR", "SEQ"}


def test_the_strongest_concepts_are_printed_and_all_are_named_below(
    conflict: Callable[..., Said],
) -> None:
    """Matching pennies: each fears that the other moves on, and could then move back itself."""
    text = """\
winset: 1
title: Pennies
parties:
  a: {name: A, options: {x: heads}, ranking: [{equal: [[], [x, y]]}, {equal: [[x], [y]]}]}
  b: {name: B, options: {y: tails}, ranking: [{equal: [[x], [y]]}, {equal: [[], [x, y]]}]}
"""
    _, out, _ = conflict(text)
    assert [line.split()[-1] for line in out.splitlines()[3:7]] == ["SEQ"] * 4
    assert out.count(": an equilibrium by GMR, SEQ.") == 4


WRONG: list[tuple[str, str, str, str]] = [
    ("title: A dam\n", "titel: A dam\n", 'S111: unknown key "titel"', 'write "title"'),
    ("winset: 1\n", "", "S115: no version is given", "write `winset: 1`"),
    ("[[share], [], ", "[[share], ", "T105: 1 state is missing from the ranking of Downstream",
     "give a place to []; or say in `infeasible` what cannot be"),
    ("[[share], [], ", "[[share], [], [share], ", "T105: Downstream ranks a state twice: [share]",
     "keep one of the two"),
    ("[[share], ", "[[shar], ", 'S301: no option "shar"', 'write "share"; known here: dam, share'),
    ("irreversible: [dam]", "irreversible: [damm]", 'S301: no option "damm"', 'write "dam"'),
    ("irreversible: [dam]", "infeasible: [{with: [dam, share]}]",
     "T105: Upstream ranks a state that cannot occur: [dam, share]", "take it away"),
    ("irreversible: [dam]", "infeasible: [{}]", "T105: no state is left", "take combinations away"),
    ("name: Downstream", "name: Upstream", 'S106: another party is called "Upstream"', "a name of"),
    ("share: shares the water", "share: builds the dam",
     'S106: another option is called "builds the dam"', "a name of its own"),
    ("[[share], [], ", "[share, [], ", "S113: ranking, item 1: neither a state nor states that are",
     "write the options taken, [one, two], none as []; or {equal: [[one], [two]]}"),
    ("dam: builds the dam, ", "dam: builds the dam, " + "".join(f"o{i}: o{i}, " for i in range(11)),
     "S203: 13 options, of which 8,192 patterns can be made", "keep at most 12"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "what", "fix"), WRONG, ids=[row[2] for row in WRONG])
def test_a_fault_says_what_and_how_to_mend_it(
    conflict: Callable[..., Said], old: str, new: str, what: str, fix: str
) -> None:
    assert SMALL.count(old) == 1
    code, out, err = conflict(SMALL.replace(old, new))
    assert (code, out) == (1, "")
    assert f"error {what}" in err
    assert fix in err


def test_a_fault_stands_in_five_lines_with_its_place(conflict: Callable[..., Said]) -> None:
    err = conflict(SMALL.replace("irreversible: [dam]", "irreversible: [dam, dm]"))[2]
    assert err.strip() == (
        'error S301: no option "dm"\n'
        "  where  case.yaml:11  irreversible.1\n"
        "  got    irreversible: [dam, dm]\n"
        "  why    What it was meant to point at would be missing from the result.\n"
        '  fix    write "dam"; known here: dam, share'
    )


def test_all_faults_are_told_at_once(conflict: Callable[..., Said]) -> None:
    """A misshapen part keeps nothing else quiet, but for what may follow from it."""
    text = SMALL.replace("title: A dam", "title: A dam\nsorce: x").replace("[dam]\n", "[nowhere]\n")
    err = conflict(text.replace("[[share], []", "[[shr], []"))[2]
    assert re.findall(r"error (\w+)", err) == ["S111", "S301", "S301"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Faults) as caught:
        ws.conflict(tmp_path / "none.yaml")
    assert [fault.code.id for fault in caught.value.faults] == ["S101"]


@pytest.mark.parametrize("data", [[], {"winset": 1}])
def test_a_file_that_tells_no_conflict(conflict: Callable[..., Said], data: Any) -> None:
    code, _, err = conflict(f"{data}".replace("'", ""))
    assert code == 1
    assert "error S11" in err
