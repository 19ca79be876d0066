"""A stored run once more: its case from the files it kept, and whether it gives the same bytes."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from winset.errors import Fault, Place, RequestFaults
from winset.runs.codes import OTHER_VERSION
from winset.runs.make import run as compute
from winset.runs.progress import Progress, silent
from winset.runs.record import Run
from winset.runs.store import run_files
from winset.runs.version import VERSION
from winset.scenario.case import Case
from winset.scenario.load import load
from winset.scenario.reading import with_changes


@dataclass(frozen=True)
class Difference:
    """A file in which a run made again differs.

    Attributes
    ----------
    file : its name in the run's folder.
    column : the first column that differs, where it is a table.
    row : the first row that differs in it.
    largest : the largest difference in that column, where it holds numbers.
    """

    file: str
    column: str | None = None
    row: int | None = None
    largest: float | None = None


def case_of(run: Run) -> Case:
    """The case that a run was made from, read from the files it kept; no account is applied."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / run.record.scenario
        for name, content in run.files.items():
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        return with_changes(load(root), run.record.changes)


def replayed(run: Run, progress: Progress = silent) -> Run:
    """The run made again from its own record and files.

    Raises
    ------
    RequestFaults : it was made by another version of winset.
    """
    record = run.record
    if record.winset != VERSION:
        what = f"made by winset {record.winset}; this is {VERSION}"
        fix = f"pip install winset=={record.winset}"
        raise RequestFaults(
            [Fault(OTHER_VERSION, what, Place(record.scenario), record.winset, fix)]
        )
    return compute(case_of(run), account=record.account, draws=record.draws, paths=record.paths,
                   seed=record.seed, settlements=record.settlements, progress=progress)  # fmt: skip


def differences(one: Run, other: Run) -> tuple[Difference, ...]:
    """Where two runs' files differ; nothing if they are the same bytes."""
    a, b = run_files(one), run_files(other)
    names = [name for name in sorted({*a, *b} - {"digests.json"}) if a.get(name) != b.get(name)]
    return tuple(_difference(name, a.get(name), b.get(name)) for name in names)


def _difference(name: str, a: bytes | None, b: bytes | None) -> Difference:
    if a is None or b is None or not name.endswith(".parquet"):
        return Difference(name)
    one, other = (pq.read_table(io.BytesIO(content)).to_pandas() for content in (a, b))
    if list(one) != list(other) or len(one) != len(other):
        return Difference(name)
    for column in one:
        unequal = ~_same(one[column], other[column])
        if unequal.any():
            largest = None
            if pd.api.types.is_numeric_dtype(one[column]):
                largest = float((one[column] - other[column]).abs().max())
            return Difference(name, str(column), int(unequal.to_numpy().argmax()), largest)
    return Difference(name)


def _same(one: pd.Series, other: pd.Series) -> pd.Series:
    return (one == other) | (one.isna() & other.isna())
