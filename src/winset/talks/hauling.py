"""The compiled loops of a chain: values pulled back through all its tables, chances pushed on.

Numbers of a table stand by cell, then by column, then by lane. Each loop is the other's transpose.
Unsigned places spare the test for negative ones, without which the loops are not vectors.
"""

from __future__ import annotations

import numpy as np

from winset._typing import Floats, Ints
from winset.talks.chain import CELLS, COLUMNS, LENGTH, RUNS, SOURCE, Chain, Links
from winset.talks.loops import inlined, loop


@loop
def haul(
    chain: Chain, links: Links, step: int, lanes: int, work: Floats, places: Ints
) -> None:  # pragma: no cover - compiled
    """Form all tables from the streams at the head of `work`.

    Parameters
    ----------
    work : shape (room * lanes,); places : shape (table,), filled in with where each table begins:
        one that only repeats another stands where that one does.
    """
    for t in range(len(chain.begin)):
        places[t] = chain.begin[t] * lanes
    for p in range(len(chain.pulls)):
        source, cells = chain.pulls[p, SOURCE], chain.pulls[p, CELLS]
        length, columns = chain.pulls[p, LENGTH], chain.pulls[p, COLUMNS]
        told = chain.pulls[p, RUNS]
        if columns == 0:
            continue
        if links.still[step, p]:
            places[chain.streams + p] = places[source]
            continue
        apart, wide, head = columns * lanes, links.width[p], links.row[step, p]
        begin, into, size = places[source], places[chain.streams + p], length * columns * lanes
        for r in range(cells // length):
            row = head + chain.row_of[told + r]
            start = begin + chain.start_of[told + r] * apart
            if wide > 1:
                _pull_apart(links.chances, links.offset, links.where[row], links.first[row],
                            links.last[row], lanes, work, start, apart, into, size)  # fmt: skip
            else:
                _pull(links.chances, links.offset, links.where[row], links.first[row],
                      links.last[row], work, start, apart, into, size)  # fmt: skip
            into += size


@inlined
def _pull(
    chances: Floats,
    offset: Ints,
    where: int,
    first: int,
    last: int,
    work: Floats,
    start: int,
    apart: int,
    into: int,
    size: int,
) -> None:  # pragma: no cover - compiled
    """One run: `size` numbers from all entries of a row, four at a time."""
    one, two, three, four = np.uintp(1), np.uintp(2), np.uintp(3), np.uintp(4)
    t, end = np.uintp(into), np.uintp(into + size)
    whole = np.uintp(into + size - size % 4)
    place, e = np.uintp(where), np.uintp(first)
    s = np.uintp(start + offset[e] * apart)
    count = last - first
    if count == 1:
        a = chances[place]
        while t < whole:
            w, x = a * work[s], a * work[s + one]
            y, z = a * work[s + two], a * work[s + three]
            work[t], work[t + one], work[t + two], work[t + three] = w, x, y, z
            s, t = s + four, t + four
        while t < end:
            work[t] = a * work[s]
            s, t = s + one, t + one
    elif count == 2:
        a, b = chances[place], chances[place + one]
        u = np.uintp(start + offset[e + one] * apart)
        while t < whole:
            w = a * work[s] + b * work[u]
            x = a * work[s + one] + b * work[u + one]
            y = a * work[s + two] + b * work[u + two]
            z = a * work[s + three] + b * work[u + three]
            work[t], work[t + one], work[t + two], work[t + three] = w, x, y, z
            s, t, u = s + four, t + four, u + four
        while t < end:
            work[t] = a * work[s] + b * work[u]
            s, t, u = s + one, t + one, u + one
    elif count == 3:
        a, b, c = chances[place], chances[place + one], chances[place + two]
        u = np.uintp(start + offset[e + one] * apart)
        v = np.uintp(start + offset[e + two] * apart)
        while t < whole:
            w = a * work[s] + b * work[u] + c * work[v]
            x = a * work[s + one] + b * work[u + one] + c * work[v + one]
            y = a * work[s + two] + b * work[u + two] + c * work[v + two]
            z = a * work[s + three] + b * work[u + three] + c * work[v + three]
            work[t], work[t + one], work[t + two], work[t + three] = w, x, y, z
            s, t, u, v = s + four, t + four, u + four, v + four
        while t < end:
            work[t] = a * work[s] + b * work[u] + c * work[v]
            s, t, u, v = s + one, t + one, u + one, v + one
    else:
        begin = np.uintp(start)
        while t < whole:
            w, x, y, z = 0.0, 0.0, 0.0, 0.0
            for k in range(count):
                a = chances[place + np.uintp(k)]
                u = begin + np.uintp(offset[e + np.uintp(k)] * apart)
                w += a * work[u]
                x += a * work[u + one]
                y += a * work[u + two]
                z += a * work[u + three]
            work[t], work[t + one], work[t + two], work[t + three] = w, x, y, z
            begin, t = begin + four, t + four
        while t < end:
            total = 0.0
            for k in range(count):
                u = begin + np.uintp(offset[e + np.uintp(k)] * apart)
                total += chances[place + np.uintp(k)] * work[u]
            work[t] = total
            begin, t = begin + one, t + one


@inlined
def _pull_apart(
    chances: Floats,
    offset: Ints,
    where: int,
    first: int,
    last: int,
    lanes: int,
    work: Floats,
    start: int,
    apart: int,
    into: int,
    size: int,
) -> None:  # pragma: no cover - compiled
    """One run where each lane has chances of its own."""
    one, two, three, four = np.uintp(1), np.uintp(2), np.uintp(3), np.uintp(4)
    step, whole = np.uintp(lanes), np.uintp(lanes - lanes % 4)
    begin, end, head = np.uintp(into), np.uintp(into + size), np.uintp(start)
    count, place, e = last - first, np.uintp(where), np.uintp(first)
    while begin < end:
        lane = np.uintp(0)
        while lane < whole:
            w, x, y, z = 0.0, 0.0, 0.0, 0.0
            a = place + lane
            for k in range(count):
                s = head + lane + np.uintp(offset[e + np.uintp(k)] * apart)
                w += chances[a] * work[s]
                x += chances[a + one] * work[s + one]
                y += chances[a + two] * work[s + two]
                z += chances[a + three] * work[s + three]
                a += step
            t = begin + lane
            work[t], work[t + one], work[t + two], work[t + three] = w, x, y, z
            lane += four
        while lane < step:
            a, total = place + lane, 0.0
            for k in range(count):
                s = head + lane + np.uintp(offset[e + np.uintp(k)] * apart)
                total += chances[a] * work[s]
                a += step
            work[begin + lane] = total
            lane += one
        begin, head = begin + step, head + step


@loop
def push(
    chain: Chain, links: Links, step: int, lanes: int, work: Floats
) -> None:  # pragma: no cover - compiled
    """Move the chances in the last tables on: the streams then hold those of the next step.

    All other numbers must be 0 before, and are 0 after.
    """
    for p in range(len(chain.pulls) - 1, -1, -1):
        source, cells = chain.pulls[p, SOURCE], chain.pulls[p, CELLS]
        length, columns = chain.pulls[p, LENGTH], chain.pulls[p, COLUMNS]
        told = chain.pulls[p, RUNS]
        apart, wide, head = columns * lanes, links.width[p], links.row[step, p]
        begin, into = chain.begin[source] * lanes, chain.begin[chain.streams + p] * lanes
        size = length * columns * lanes
        for r in range(cells // length if columns > 0 else 0):
            found = False
            for i in range(into, into + size):
                if work[i] != 0.0:
                    found = True
                    break
            if found:
                row = head + chain.row_of[told + r]
                start = begin + chain.start_of[told + r] * apart
                if wide > 1:
                    _shove_apart(links.chances, links.offset, links.where[row], links.first[row],
                                 links.last[row], lanes, work, start, apart, into,
                                 size)  # fmt: skip
                    for i in range(into, into + size):
                        work[i] = 0.0
                else:
                    _shove(links.chances, links.offset, links.where[row], links.first[row],
                           links.last[row], work, start, apart, into, size)  # fmt: skip
            into += size


@inlined
def _shove(
    chances: Floats,
    offset: Ints,
    where: int,
    first: int,
    last: int,
    work: Floats,
    start: int,
    apart: int,
    into: int,
    size: int,
) -> None:  # pragma: no cover - compiled
    """One run: `size` masses shared out over all entries of a row, four at a time, and gone."""
    one, two, three, four = np.uintp(1), np.uintp(2), np.uintp(3), np.uintp(4)
    s, end = np.uintp(into), np.uintp(into + size)
    whole, begin = np.uintp(into + size - size % 4), np.uintp(start)
    count, place, e = last - first, np.uintp(where), np.uintp(first)
    while s < whole:
        w, x, y, z = work[s], work[s + one], work[s + two], work[s + three]
        work[s], work[s + one], work[s + two], work[s + three] = 0.0, 0.0, 0.0, 0.0
        for k in range(count):
            a = chances[place + np.uintp(k)]
            t = begin + np.uintp(offset[e + np.uintp(k)] * apart)
            p, q = work[t] + a * w, work[t + one] + a * x
            u, v = work[t + two] + a * y, work[t + three] + a * z
            work[t], work[t + one], work[t + two], work[t + three] = p, q, u, v
        s, begin = s + four, begin + four
    while s < end:
        w, work[s] = work[s], 0.0
        for k in range(count):
            t = begin + np.uintp(offset[e + np.uintp(k)] * apart)
            work[t] += chances[place + np.uintp(k)] * w
        s, begin = s + one, begin + one


@inlined
def _shove_apart(
    chances: Floats,
    offset: Ints,
    where: int,
    first: int,
    last: int,
    lanes: int,
    work: Floats,
    start: int,
    apart: int,
    into: int,
    size: int,
) -> None:  # pragma: no cover - compiled
    """One run where each lane has chances of its own."""
    one, step, end = np.uintp(1), np.uintp(lanes), np.uintp(into + size)
    for e in range(first, last):
        s, t = np.uintp(into), np.uintp(start + offset[e] * apart)
        while s < end:
            spot, stop = np.uintp(where + (e - first) * lanes), s + step
            while s < stop:
                work[t] += chances[spot] * work[s]
                spot, s, t = spot + one, s + one, t + one
