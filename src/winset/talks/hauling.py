"""The compiled loops of a chain: values pulled back through all its tables.

Numbers of a table stand by cell, then by column, then by lane. The transpose is in `pushing.py`.
Numbers that lie side by side are written out four at a time, so that the compiler makes vectors of
them; unsigned places spare it the test for negative ones, which would keep it from that.
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
    lanes : an even number, two for each game.
    work : shape (room * lanes,); places : shape (table,), filled in with where each table begins:
        one that only repeats another stands where that one does.

    Columns that go by the same rows are formed four together: a row is then looked up once for all,
    and the length of a sum, which differs from row to row, is guessed wrong so much less often.
    """
    for t in range(len(chain.begin)):
        places[t] = chain.begin[t] * lanes
    known, wide = 0, 0
    from_a, from_b, from_c, from_d, to_a, to_b, to_c, to_d = 0, 0, 0, 0, 0, 0, 0, 0
    for p in range(len(chain.pulls) + 1):
        if known > 0 and (p == len(chain.pulls) or not chain.joined[p]):
            _pull_apart(chain, links, step, wide, lanes, work, from_a, from_b, from_c, from_d,
                        to_a, to_b, to_c, to_d)  # fmt: skip
            known = 0
        if p == len(chain.pulls) or chain.pulls[p, COLUMNS] == 0:
            continue
        source = chain.pulls[p, SOURCE]
        if links.still[step, p]:
            places[chain.streams + p] = places[source]
            continue
        begin, into = places[source], places[chain.streams + p]
        if links.width[p] == 1:
            _pull_alike(chain, links, step, p, lanes, work, begin, into)
            continue
        for _ in range(chain.pulls[p, COLUMNS]):
            if known == 0:
                wide, from_a, to_a = p, begin, into
            if known <= 1:
                from_b, to_b = begin, into
            if known <= 2:
                from_c, to_c = begin, into
            from_d, to_d, known = begin, into, known + 1
            if known == 4:
                _pull_apart(chain, links, step, wide, lanes, work, from_a, from_b, from_c, from_d,
                            to_a, to_b, to_c, to_d)  # fmt: skip
                known = 0
            begin, into = begin + lanes, into + lanes


@inlined
def _pull_alike(
    chain: Chain, links: Links, step: int, p: int, lanes: int, work: Floats, begin: int, into: int
) -> None:  # pragma: no cover - compiled
    """One table where all lanes have the same chances."""
    apart, told = chain.pulls[p, COLUMNS] * lanes, chain.pulls[p, RUNS]
    length, head = chain.pulls[p, LENGTH], links.row[step, p]
    size = length * apart
    for r in range(chain.pulls[p, CELLS] // length):
        row = head + chain.row_of[told + r]
        start = begin + chain.start_of[told + r] * apart
        _pull(links.chances, links.offset, links.where[row], links.first[row], links.last[row],
              work, start, apart, into, size)  # fmt: skip
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
    """One run: `size` numbers from all entries of a row, up to eight at a time."""
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
        begin, eight = np.uintp(start), np.uintp(into + size - size % 8)
        while t < eight:
            w, x, y, z, f, g, h, i = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
            for k in range(count):
                a = chances[place + np.uintp(k)]
                u = begin + np.uintp(offset[e + np.uintp(k)] * apart)
                v = u + four
                w += a * work[u]
                x += a * work[u + one]
                y += a * work[u + two]
                z += a * work[u + three]
                f += a * work[v]
                g += a * work[v + one]
                h += a * work[v + two]
                i += a * work[v + three]
            v = t + four
            work[t], work[t + one], work[t + two], work[t + three] = w, x, y, z
            work[v], work[v + one], work[v + two], work[v + three] = f, g, h, i
            begin, t = begin + four + four, v + four
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


@loop
def _pull_apart(
    chain: Chain,
    links: Links,
    step: int,
    p: int,
    lanes: int,
    work: Floats,
    from_a: int,
    from_b: int,
    from_c: int,
    from_d: int,
    to_a: int,
    to_b: int,
    to_c: int,
    to_d: int,
) -> None:  # pragma: no cover - compiled
    """Four columns that go by the rows of one pull, where each lane has chances of its own.

    Where they are fewer some are named, and written, more than once.
    """
    one, two, three, four = np.uintp(1), np.uintp(2), np.uintp(3), np.uintp(4)
    apart, told = np.uintp(chain.pulls[p, COLUMNS] * lanes), chain.pulls[p, RUNS]
    length, head = chain.pulls[p, LENGTH], links.row[step, p]
    n, whole, here = np.uintp(lanes), np.uintp(lanes - lanes % 4), np.uintp(0)
    a, b, c, d = np.uintp(from_a), np.uintp(from_b), np.uintp(from_c), np.uintp(from_d)
    e, f, g, h = np.uintp(to_a), np.uintp(to_b), np.uintp(to_c), np.uintp(to_d)
    for r in range(chain.pulls[p, CELLS] // length):
        row = head + chain.row_of[told + r]
        source = np.uintp(chain.start_of[told + r]) * apart
        first, place = np.uintp(links.first[row]), np.uintp(links.where[row])
        count = links.last[row] - links.first[row]
        for _ in range(length):
            lane = np.uintp(0)
            while lane < whole:
                a0, a1, a2, a3, b0, b1, b2, b3 = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
                c0, c1, c2, c3, d0, d1, d2, d3 = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
                q = place + lane
                for k in range(count):
                    w, x = links.chances[q], links.chances[q + one]
                    y, z = links.chances[q + two], links.chances[q + three]
                    s = source + lane + np.uintp(links.offset[first + np.uintp(k)]) * apart
                    i, j, u, v = s + a, s + b, s + c, s + d
                    a0 += w * work[i]
                    a1 += x * work[i + one]
                    a2 += y * work[i + two]
                    a3 += z * work[i + three]
                    b0 += w * work[j]
                    b1 += x * work[j + one]
                    b2 += y * work[j + two]
                    b3 += z * work[j + three]
                    c0 += w * work[u]
                    c1 += x * work[u + one]
                    c2 += y * work[u + two]
                    c3 += z * work[u + three]
                    d0 += w * work[v]
                    d1 += x * work[v + one]
                    d2 += y * work[v + two]
                    d3 += z * work[v + three]
                    q += n
                t = here + lane
                i, j, u, v = t + e, t + f, t + g, t + h
                work[i], work[i + one], work[i + two], work[i + three] = a0, a1, a2, a3
                work[j], work[j + one], work[j + two], work[j + three] = b0, b1, b2, b3
                work[u], work[u + one], work[u + two], work[u + three] = c0, c1, c2, c3
                work[v], work[v + one], work[v + two], work[v + three] = d0, d1, d2, d3
                lane += four
            if lane < n:
                a0, a1, b0, b1, c0, c1, d0, d1 = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
                q = place + lane
                for k in range(count):
                    w, x = links.chances[q], links.chances[q + one]
                    s = source + lane + np.uintp(links.offset[first + np.uintp(k)]) * apart
                    i, j, u, v = s + a, s + b, s + c, s + d
                    a0 += w * work[i]
                    a1 += x * work[i + one]
                    b0 += w * work[j]
                    b1 += x * work[j + one]
                    c0 += w * work[u]
                    c1 += x * work[u + one]
                    d0 += w * work[v]
                    d1 += x * work[v + one]
                    q += n
                t = here + lane
                i, j, u, v = t + e, t + f, t + g, t + h
                work[i], work[i + one], work[j], work[j + one] = a0, a1, b0, b1
                work[u], work[u + one], work[v], work[v + one] = c0, c1, d0, d1
            source, here = source + apart, here + apart
