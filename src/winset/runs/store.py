"""Runs on disk: a folder each, written whole or not at all.

    RUNS/ukraine-2025-as-stated-0123456789ab/
        record.json       what determines the run
        digests.json      SHA-256 of every other file
        tables/*.parquet  the results
        scenario/*        the scenario's files as they were
        made_by           the program that last made just this, see `version.program`

A run is written beside its place and moved there in one step, so an interrupted run leaves the
store as it was. The same record and program give the same bytes, so a run that is there already is
kept, and need not be made again.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from winset.errors import Fault, Place, RequestFaults, StoreError, suggestion
from winset.runs.codes import NO_RUN, NOT_WRITABLE, OTHER_VERSION
from winset.runs.version import program

if TYPE_CHECKING:
    import pandas as pd

    from winset.runs.record import Run, RunRecord

PARTIAL = ".partial-"
MADE_BY = "made_by"
DEFAULT_STORE = Path("runs")


def write_run(run: Run, store: Path = DEFAULT_STORE, at: Path | None = None) -> Path:
    """Put a run into the store (or at a place of its own) and return its folder.

    What another program made of the same record, or what was damaged, gives way to it.

    Raises
    ------
    RequestFaults : the place cannot be written, or holds something else.
    """
    from winset.runs.record import run_name

    place = at or store / run_name(run.record)
    files = run_files(run)
    if place.exists() and not (at is None and _outdated(place, files)):
        return _kept(place, files)
    with _beside(place) as partial:
        for name, content in {**files, MADE_BY: program().encode()}.items():
            target = partial / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        try:
            _put(partial, place)
        except OSError:  # somebody else has just put the same run there
            return _kept(place, files)
    return place


def _put(partial: Path, place: Path) -> None:
    """Move a folder to its place; what is there gives way, or comes back if that fails."""
    if not place.exists():
        partial.replace(place)
        return
    with _beside(place, "-old") as old:
        place.replace(old)
        try:
            partial.replace(place)
        except BaseException:
            old.replace(place)
            raise


def made_before(record: RunRecord, store: Path = DEFAULT_STORE) -> Run | None:
    """The run of a record, if this very program made it before and the store still holds it.

    Raises
    ------
    StoreError : it was changed since.
    """
    from winset.runs.record import run_name

    place = store / run_name(record)
    return read_run(place) if _made_by(place) == program() else None


def _made_by(place: Path) -> str | None:
    named = place / MADE_BY
    return named.read_text("utf-8") if named.is_file() else None


def _outdated(place: Path, files: Mapping[str, bytes]) -> bool:
    """Whether a run of the same record is there that another program made, or that was damaged."""
    try:
        there = read_run(place)
    except (RequestFaults, StoreError):
        record = place / "record.json"
        return record.is_file() and record.read_bytes() == files["record.json"]
    same = there.record.model_dump_json(indent=2).encode() + b"\n" == files["record.json"]
    digests = (place / "digests.json").read_bytes()
    return same and digests != files["digests.json"] and _made_by(place) != program()


def run_files(run: Run) -> dict[str, bytes]:
    """Every file of a run's folder, by relative path."""
    files = {"record.json": run.record.model_dump_json(indent=2).encode() + b"\n"}
    for name, table in run.tables.items():
        files[f"tables/{name}.parquet"] = parquet(table)
    for name, content in run.files.items():
        files[f"scenario/{name}"] = content
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return {**files, "digests.json": (json.dumps(digests, indent=2) + "\n").encode()}


def read_run(folder: Path | str) -> Run:
    """A run from its folder, every file held against its digest.

    Raises
    ------
    RequestFaults : there is no run, or its tables are of another version.
    StoreError : the run is incomplete or was changed.
    """
    from winset.runs.record import Run

    folder = Path(folder)
    try:
        digests: dict[str, str] = json.loads((folder / "digests.json").read_text("utf-8"))
    except FileNotFoundError:
        raise RequestFaults([_no_run(str(folder), folder.parent)]) from None
    except ValueError as error:
        raise StoreError(f"{folder}: digests.json is not readable: {error}") from error
    contents = {name: _content(folder, name, digest) for name, digest in digests.items()}
    record = _record(folder, contents["record.json"])
    return Run(record, _tables(contents), _below(contents, "scenario/"))


def _record(folder: Path, content: bytes) -> RunRecord:
    from winset.runs.record import RESULTS_VERSION, RunRecord

    stated = json.loads(content)
    version = stated.get("results_version")
    if version != RESULTS_VERSION:
        what = f"its tables are of version {version}; this winset reads version {RESULTS_VERSION}"
        fix = f"compute it again: winset run {stated.get('scenario', 'SCENARIO')}"
        place = Place(str(folder / "record.json"))
        raise RequestFaults([Fault(OTHER_VERSION, what, place, f"results_version: {version}", fix)])
    return RunRecord.model_validate(stated)


def find_run(reference: str, store: Path = DEFAULT_STORE) -> Path:
    """The folder of a run named by its path, its name, or the beginning of its id.

    Raises
    ------
    RequestFaults : there is none, or there are several.
    """
    if (Path(reference) / "record.json").is_file():
        return Path(reference)
    names = stored(store)
    fitting = [n for n in names if n == reference or n.rpartition("-")[2].startswith(reference)]
    if len(fitting) != 1:
        raise RequestFaults([_no_run(reference, store)])
    return store / fitting[0]


def stored(store: Path = DEFAULT_STORE) -> tuple[str, ...]:
    """The names of all whole runs in a store."""
    if not store.is_dir():
        return ()
    found = (each for each in store.iterdir() if (each / "record.json").is_file())
    return tuple(sorted(each.name for each in found if not each.name.startswith(PARTIAL)))


def parquet(table: pd.DataFrame) -> bytes:
    """A table as Parquet; the same table gives the same bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = io.BytesIO()
    arrow = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(arrow, sink, compression="zstd")
    return sink.getvalue()


def _tables(contents: Mapping[str, bytes]) -> dict[str, pd.DataFrame]:
    import pyarrow.parquet as pq

    return {
        name.removesuffix(".parquet"): pq.read_table(io.BytesIO(content)).to_pandas()
        for name, content in _below(contents, "tables/").items()
    }


def _below(contents: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    return {n.removeprefix(folder): c for n, c in contents.items() if n.startswith(folder)}


def _content(folder: Path, name: str, digest: str) -> bytes:
    try:
        content = (folder / name).read_bytes()
    except FileNotFoundError:
        raise StoreError(f"{folder}: {name} is missing; delete the folder and run again") from None
    if hashlib.sha256(content).hexdigest() != digest:
        raise StoreError(f"{folder}: {name} was changed; delete the folder and run again")
    return content


def _kept(place: Path, files: Mapping[str, bytes]) -> Path:
    """A run that is there already stays, if it is the same."""
    digests = place / "digests.json"
    if digests.is_file() and digests.read_bytes() == files["digests.json"]:
        if _made_by(place) != program():
            with suppress(OSError):  # a store that is only read
                (place / MADE_BY).write_text(program(), "utf-8")
        return place
    fault = Fault(
        NOT_WRITABLE,
        "something else is there already",
        Place(str(place)),
        str(place),
        "name another place with --out, or delete what is there",
    )
    raise RequestFaults([fault])


@contextmanager
def _beside(place: Path, why: str = "") -> Iterator[Path]:
    """A folder beside a place, gone again unless it was moved there."""
    partial = place.parent / f"{PARTIAL}{place.name}-{os.getpid()}{why}"
    try:
        partial.mkdir(parents=True)
    except OSError as error:
        fault = Fault(
            NOT_WRITABLE,
            f"cannot write here: {error.strerror}",
            Place(str(place)),
            str(place),
            "name another place with --out",
        )
        raise RequestFaults([fault]) from error
    try:
        yield partial
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _no_run(reference: str, store: Path) -> Fault:
    return Fault(
        NO_RUN,
        f'no run "{reference}"',
        Place(str(store)),
        reference,
        suggestion(reference, stored(store)),
    )
