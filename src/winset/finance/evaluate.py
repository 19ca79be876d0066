"""Walk all paths of all draws of one option, on as many threads as there are.

Threads take some draws each; where paths are so many that they come in blocks, they take blocks.
What each block adds is summed in the blocks' order, and blocks are drawn by seed and number, so
that results are the same bytes for any number of threads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial

import numpy as np

from winset._typing import Ints
from winset.finance.kernels.burdens import tell
from winset.finance.kernels.layout import (
    BITS,
    KINDS,
    LAYERS,
    POOLS,
    SUMS,
    Book,
    Out,
    Parts,
    Tables,
)
from winset.finance.kernels.walk import room_for, walk
from winset.finance.noise import Accidents, block_sizes, chances_of

PORTION = 10  # draws that a thread takes at a time: enough to keep it busy, few enough to report
ROOM = 32 * 2**20  # bytes for the paths of draws that are looked at together; one draw at least

Report = Callable[[int, int], None]


@dataclass(frozen=True)
class Job:
    """One option's walk: what it reads, and what it fills."""

    terms: np.ndarray
    tables: Tables
    drawn: Accidents
    parts: Parts
    out: Out


def evaluate(
    terms: np.ndarray,
    tables: Tables,
    drawn: Accidents,
    threads: int = 1,
    report: Report | None = None,
) -> Out:
    """What the paths of one option leave behind.

    report : called with how many portions of draws are done, and of how many.
    """
    with ThreadPoolExecutor(threads) as pool:
        return finish(pool, begin(pool, terms, tables, drawn), report)


@dataclass(frozen=True)
class Begun:
    """A walk that has begun: where there is one block of paths, its portions of draws."""

    job: Job
    portions: tuple[Future[None], ...]


def begin(pool: ThreadPoolExecutor, terms: np.ndarray, tables: Tables, drawn: Accidents) -> Begun:
    """Hand a walk to the threads of a pool, and do not wait for it."""
    draws, _, payers = tables.payers.shape
    blocks = len(block_sizes(drawn.paths))
    parts = empty_parts(draws, blocks, payers, drawn.years)
    job = Job(terms, tables, drawn, parts, empty_out(draws, payers, drawn.years))
    spans = _spans(0, draws, PORTION) if blocks == 1 else []
    return Begun(job, tuple(pool.submit(_walk_and_tell, job, *span) for span in spans))


def finish(pool: ThreadPoolExecutor, begun: Begun, report: Report | None = None) -> Out:
    """Wait for what has begun; where there are more blocks, walk them now.

    report : called with how many portions of draws are done, and of how many.
    """
    job, parts = begun.job, begun.job.parts
    sizes = block_sizes(job.drawn.paths)
    spans = _spans(0, len(job.terms), _together(job))
    of = len(begun.portions) or len(spans)
    steps = _done(begun.portions) if begun.portions else _block_by_block(pool, job, sizes, spans)
    for done, _ in enumerate(steps, start=1):
        if report is not None:
            report(done, of)
    return job.out._replace(**{name: getattr(parts, name).sum(axis=1) for name in parts._fields})


def _walk_and_tell(job: Job, first: int, last: int) -> None:
    """All paths of some draws, where there is one block."""
    chances, paths = chances_of(job.drawn, 0), job.drawn.paths
    room = room_for(job.tables, job.drawn.years)
    for a, b in _spans(first, last, _together(job)):
        book = empty_book(job.terms, job.tables, b - a, paths)
        walk(job.terms, job.tables, chances, (a, b), (a, 0, 0, paths), room, book, job.parts)
        tell(job.terms, job.tables, (a, b), a, book, job.out)


def _block_by_block(
    pool: ThreadPoolExecutor, job: Job, sizes: list[int], spans: list[tuple[int, int]]
) -> Iterator[None]:
    """All paths of some draws after others, a block to each thread at a time."""
    at, paths = np.cumsum([0, *sizes]), job.drawn.paths
    for first, last in spans:
        book = empty_book(job.terms, job.tables, last - first, paths)
        walks = (partial(_walk_block, job, book, (first, last), at, b) for b in range(len(sizes)))
        _all(pool, walks)
        single = _spans(first, last, 1)
        tells = (partial(tell, job.terms, job.tables, d, first, book, job.out) for d in single)
        _all(pool, tells)
        yield None


def _walk_block(job: Job, book: Book, draws: tuple[int, int], at: Ints, block: int) -> None:
    chances, place = chances_of(job.drawn, block), (draws[0], block, int(at[block]), int(at[-1]))
    room = room_for(job.tables, job.drawn.years)
    walk(job.terms, job.tables, chances, draws, place, room, book, job.parts)


def _done(futures: Iterable[Future[None]]) -> Iterator[None]:
    """Nothing for each of some calls, as it is done."""
    for future in as_completed(futures):
        yield future.result()


def _all(pool: ThreadPoolExecutor, calls: Iterable[Callable[[], None]]) -> None:
    for future in [pool.submit(call) for call in calls]:
        future.result()


def _spans(first: int, last: int, size: int) -> list[tuple[int, int]]:
    """The range first..last - 1 in parts of a size.

    >>> _spans(0, 5, 2)
    [(0, 2), (2, 4), (4, 5)]
    """
    return [(a, min(a + size, last)) for a in range(first, last, size)]


def _together(job: Job) -> int:
    """How many draws are looked at together."""
    return max(1, int(ROOM // (8 * rows_of(job.terms, job.tables) * job.drawn.paths)))


def rows_of(terms: np.ndarray, tables: Tables) -> int:
    """How many rows of `Book.paths` an option needs."""
    return POOLS + int(terms["pools"][0]) + int(tables.vessels.shape[2])


def empty_book(terms: np.ndarray, tables: Tables, draws: int, paths: int) -> Book:
    """Room for the paths of some draws."""
    words = -(-tables.payers.shape[2] // BITS)
    return Book(
        paths=np.empty((draws, rows_of(terms, tables), paths)),
        failing=np.zeros((draws, words, paths), dtype=np.int64),
    )


def empty_parts(draws: int, blocks: int, payers: int, years: int) -> Parts:
    """Room for what each block adds, all zero."""
    return Parts(
        cash=np.zeros((draws, blocks, len(KINDS), payers, years)),
        worth=np.zeros((draws, blocks, 2, payers)),
        sums=np.zeros((draws, blocks, SUMS)),
        paid=np.zeros((draws, blocks, years)),
        repeated=np.zeros((draws, blocks, years)),
    )


def empty_out(draws: int, payers: int, years: int) -> Out:
    """Room for what one option finds, all zero."""
    parts = empty_parts(draws, 1, payers, years)
    return Out(
        **{name: getattr(parts, name)[:, 0] for name in parts._fields},
        told=np.zeros((draws, 6, payers + 1)),
        layers=np.zeros((draws, 2, len(LAYERS))),
    )
