from __future__ import annotations

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from winset.errors import RequestFaults, StoreError
from winset.runs import store
from winset.runs.record import RESULTS_VERSION, Run, RunRecord, run_id, run_name


def a_run(seed: int = 1) -> Run:
    record = RunRecord(
        winset="0", scenario="small", title="Small", as_of="2025-03-10", digest="d" * 64,
        account=None, draws=2, paths=3, seed=seed,
    )  # fmt: skip
    tables = {"options": pd.DataFrame({"option": ["a", "b"], "draw": [0, 0], "x": [1.5, 2.5]})}
    return Run(record, tables, {"scenario.yaml": b"winset: 1\n"})


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    run = a_run()
    folder = store.write_run(run, tmp_path)
    again = store.read_run(folder)
    assert store.read_run(str(folder)).record == again.record == run.record
    assert again.files == run.files
    pd.testing.assert_frame_equal(again.tables["options"], run.tables["options"])


@pytest.mark.parametrize("stated", ["1", "99", "null"])
def test_tables_of_another_version_are_not_read_as_if_they_were_of_this(
    tmp_path: Path, stated: str
) -> None:
    folder = store.write_run(a_run(), tmp_path)
    record, digests = folder / "record.json", folder / "digests.json"
    told = record.read_text().replace(f'"results_version": {RESULTS_VERSION}', (
        f'"a_key_of_theirs": 1, "results_version": {stated}'))  # fmt: skip
    digest = hashlib.sha256(record.read_bytes()).hexdigest()
    record.write_text(told)
    digests.write_text(
        digests.read_text().replace(digest, hashlib.sha256(told.encode()).hexdigest())
    )
    with pytest.raises(RequestFaults) as raised:
        store.read_run(folder)
    message = str(raised.value)
    assert "X104" in message
    assert f"this winset reads version {RESULTS_VERSION}" in message
    assert "winset run small" in message


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = (store.write_run(a_run(), tmp_path / name) for name in "ab")
    for file in sorted(p.relative_to(one) for p in one.rglob("*") if p.is_file()):
        assert (one / file).read_bytes() == (two / file).read_bytes()


def test_a_run_that_is_there_already_is_kept(tmp_path: Path) -> None:
    assert store.write_run(a_run(), tmp_path) == store.write_run(a_run(), tmp_path)
    assert store.stored(tmp_path) == (run_name(a_run().record),)


def test_another_seed_is_another_run() -> None:
    assert run_id(a_run(1).record) != run_id(a_run(2).record)


def test_an_interrupted_run_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(self: Path, content: bytes) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", interrupted)
        with pytest.raises(KeyboardInterrupt):
            store.write_run(a_run(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_changed_file_is_found_out(tmp_path: Path) -> None:
    folder = store.write_run(a_run(), tmp_path)
    (folder / "scenario" / "scenario.yaml").write_text("winset: 2\n")
    with pytest.raises(StoreError, match="was changed"):
        store.read_run(folder)


def test_a_missing_file_is_found_out(tmp_path: Path) -> None:
    folder = store.write_run(a_run(), tmp_path)
    (folder / "tables" / "options.parquet").unlink()
    with pytest.raises(StoreError, match="is missing"):
        store.read_run(folder)


def test_a_run_is_found_by_path_name_and_id(tmp_path: Path) -> None:
    folder = store.write_run(a_run(), tmp_path)
    digits = run_id(a_run().record)[:6]
    for reference in (str(folder), folder.name, digits):
        assert store.find_run(reference, tmp_path) == folder
    with pytest.raises(RequestFaults, match='no run "nothing"'):
        store.find_run("nothing", tmp_path)


def test_something_else_in_its_place_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    with pytest.raises(RequestFaults, match="something else is there"):
        store.write_run(a_run(), at=tmp_path / "mine")


def test_what_this_program_made_before_is_taken_up(tmp_path: Path) -> None:
    run = a_run()
    assert store.made_before(run.record, tmp_path) is None
    store.write_run(run, tmp_path)
    found = store.made_before(run.record, tmp_path)
    assert found is not None
    assert store.run_files(found) == store.run_files(run)
    assert store.made_before(a_run(seed=2).record, tmp_path) is None


def test_what_another_program_made_is_not_and_gives_way_to_what_this_one_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = a_run(), a_run()
    new.tables["options"]["value"] = 2.0  # type: ignore[index]
    monkeypatch.setattr(store, "program", lambda: "an older one")
    place = store.write_run(old, tmp_path)
    monkeypatch.undo()
    assert store.made_before(old.record, tmp_path) is None
    assert store.write_run(new, tmp_path) == place
    found = store.made_before(new.record, tmp_path)
    assert found is not None
    assert store.run_files(found) == store.run_files(new)
    assert [each.name for each in tmp_path.iterdir()] == [place.name]


def test_the_same_program_and_record_with_other_results_is_a_fault(tmp_path: Path) -> None:
    new = a_run()
    store.write_run(a_run(), tmp_path)
    new.tables["options"]["value"] = 2.0  # type: ignore[index]
    with pytest.raises(RequestFaults, match="something else is there already"):
        store.write_run(new, tmp_path)


def test_an_interruption_while_an_older_run_gives_way_leaves_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = a_run(), a_run()
    new.tables["options"]["value"] = 2.0  # type: ignore[index]
    with monkeypatch.context() as then:
        then.setattr(store, "program", lambda: "an older one")
        place = store.write_run(old, tmp_path)
    moves, move = [], Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        moves.append(self)
        if len(moves) == 2:
            raise KeyboardInterrupt
        return move(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store.write_run(new, tmp_path)
    monkeypatch.undo()
    assert store.run_files(store.read_run(place)) == store.run_files(old)
    assert [each.name for each in tmp_path.iterdir()] == [place.name]


def test_who_comes_second_with_the_same_run_finds_it_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, put = tmp_path / run_name(a_run().record), store._put

    def late(partial: Path, at: Path) -> None:
        monkeypatch.setattr(store, "_put", put)
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr("os.getpid", lambda: 7)
            store.write_run(a_run(), tmp_path)
        partial.replace(at)

    monkeypatch.setattr(store, "_put", late)
    assert store.write_run(a_run(), tmp_path) == place
    assert [each.name for each in tmp_path.iterdir()] == [place.name]


def test_a_damaged_run_is_mended_by_writing_it_again(tmp_path: Path) -> None:
    place = store.write_run(a_run(), tmp_path)
    (place / "tables" / "options.parquet").write_bytes(b"no table")
    with pytest.raises(StoreError, match="was changed"):
        store.made_before(a_run().record, tmp_path)
    store.write_run(a_run(), tmp_path)
    assert store.made_before(a_run().record, tmp_path) is not None
