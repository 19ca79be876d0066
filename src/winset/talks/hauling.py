"""The compiled loops of a chain: values pulled back through all its stages, chances pushed on.

Tables are flat, shape (cell, column, game): columns are carried alike, games may have chances of
their own. Each loop is the other's transpose.
"""

from __future__ import annotations

import numpy as np

from winset._typing import Floats, Ints
from winset.talks.chain import Chain, Links
from winset.talks.loops import inlined, loop


@loop
def haul(
    chain: Chain, links: Links, step: int, columns: int, games: int, work: Floats, places: Ints
) -> None:  # pragma: no cover - compiled
    """Form all tables from the values at the head of `work`; `places` tells where each stands.

    Parameters
    ----------
    work : shape (room * columns * games,); places : shape (room,), by the cell where a table would
        begin; a table that only repeats another one stands where that one does.
    """
    n = columns * games
    places[0] = 0
    for p in range(len(chain.pulls)):
        source, target = places[chain.pulls[p, 0]], chain.pulls[p, 1]
        if links.still[step, p]:
            places[target] = source
            continue
        places[target] = target
        runs, length = chain.pulls[p, 2] // chain.pulls[p, 3], chain.pulls[p, 3]
        told, stride = chain.pulls[p, 4], chain.pulls[p, 5]
        entry, first_row = links.entry[step, p], links.row[step, p]
        levels, wide = links.width[p, 0], links.width[p, 1]
        size = length * n
        for r in range(runs):
            row = chain.row_of[told + r]
            first, last = links.first[first_row + row], links.last[first_row + row]
            start = (source + chain.start_of[told + r] + first * stride) * n
            into = (target + r * length) * n
            place = entry + (row * levels + first) * wide
            if wide > 1:
                _pull_apart(links.chances, place, last - first, wide, work, start, stride * n,
                            into, size)  # fmt: skip
            else:
                _pull(links.chances, place, last - first, work, start, stride * n, into, size)


@inlined
def _pull(
    chances: Floats,
    place: int,
    levels: int,
    work: Floats,
    start: int,
    apart: int,
    into: int,
    size: int,
) -> None:  # pragma: no cover - compiled
    """One run: `size` numbers from so many levels, four at a time.

    Unsigned numbers spare the test for negative indices, without which the loops are not vectors.
    """
    one, two, three, four = np.uintp(1), np.uintp(2), np.uintp(3), np.uintp(4)
    s, t, far, end = np.uintp(start), np.uintp(into), np.uintp(apart), np.uintp(into + size)
    whole = np.uintp(into + size - size % 4)
    first = np.uintp(place)
    if levels == 1:
        a = chances[first]
        while t < whole:
            w, x = a * work[s], a * work[s + one]
            y, z = a * work[s + two], a * work[s + three]
            work[t], work[t + one], work[t + two], work[t + three] = w, x, y, z
            s, t = s + four, t + four
    elif levels == 2:
        a, b = chances[first], chances[first + one]
        while t < whole:
            u = s + far
            w = a * work[s] + b * work[u]
            x = a * work[s + one] + b * work[u + one]
            y = a * work[s + two] + b * work[u + two]
            z = a * work[s + three] + b * work[u + three]
            work[t], work[t + one], work[t + two], work[t + three] = w, x, y, z
            s, t = s + four, t + four
    elif levels == 3:
        a, b, c = chances[first], chances[first + one], chances[first + two]
        while t < whole:
            u = s + far
            v = u + far
            w = a * work[s] + b * work[u] + c * work[v]
            x = a * work[s + one] + b * work[u + one] + c * work[v + one]
            y = a * work[s + two] + b * work[u + two] + c * work[v + two]
            z = a * work[s + three] + b * work[u + three] + c * work[v + three]
            work[t], work[t + one], work[t + two], work[t + three] = w, x, y, z
            s, t = s + four, t + four
    else:
        while t < whole:
            w, x, y, z = 0.0, 0.0, 0.0, 0.0
            u, spot = s, first
            for _ in range(levels):
                a = chances[spot]
                w += a * work[u]
                x += a * work[u + one]
                y += a * work[u + two]
                z += a * work[u + three]
                u, spot = u + far, spot + one
            work[t], work[t + one], work[t + two], work[t + three] = w, x, y, z
            s, t = s + four, t + four
    while t < end:
        total, u, spot = 0.0, s, first
        for _ in range(levels):
            total += chances[spot] * work[u]
            u, spot = u + far, spot + one
        work[t] = total
        s, t = s + one, t + one


@inlined
def _pull_apart(
    chances: Floats,
    place: int,
    levels: int,
    games: int,
    work: Floats,
    start: int,
    apart: int,
    into: int,
    size: int,
) -> None:  # pragma: no cover - compiled
    """One run where each game has chances of its own."""
    one, far, step = np.uintp(1), np.uintp(apart), np.uintp(games)
    begin, end, head = np.uintp(into), np.uintp(into + size), np.uintp(start)
    while begin < end:
        for level in range(levels):
            spot = np.uintp(place + level * games)
            s, t = head + np.uintp(level) * far, begin
            stop = begin + step
            while t < stop:
                more = chances[spot] * work[s]
                work[t] = more if level == 0 else work[t] + more
                spot, s, t = spot + one, s + one, t + one
        begin, head = begin + step, head + step


@loop
def push(
    chain: Chain, links: Links, step: int, columns: int, games: int, work: Floats
) -> None:  # pragma: no cover - compiled
    """Move the chances in the last tables on: the head of `work` then holds those of the next step.

    All other entries must be 0 before, and are 0 after.
    """
    n = columns * games
    for p in range(len(chain.pulls) - 1, -1, -1):
        source, target = chain.pulls[p, 0], chain.pulls[p, 1]
        runs, length = chain.pulls[p, 2] // chain.pulls[p, 3], chain.pulls[p, 3]
        told, stride = chain.pulls[p, 4], chain.pulls[p, 5]
        entry, first_row = links.entry[step, p], links.row[step, p]
        levels, wide = links.width[p, 0], links.width[p, 1]
        size = length * n
        for r in range(runs):
            into = (target + r * length) * n
            found = False
            for i in range(size):
                if work[into + i] != 0.0:
                    found = True
                    break
            if not found:
                continue
            row = chain.row_of[told + r]
            first, last = links.first[first_row + row], links.last[first_row + row]
            start = (source + chain.start_of[told + r] + first * stride) * n
            place = entry + (row * levels + first) * wide
            if wide > 1:
                _shove_apart(links.chances, place, last - first, wide, work, start, stride * n,
                             into, size)  # fmt: skip
            else:
                _shove(links.chances, place, last - first, work, start, stride * n, into, size)
            for i in range(size):
                work[into + i] = 0.0


@inlined
def _shove(
    chances: Floats,
    place: int,
    levels: int,
    work: Floats,
    start: int,
    apart: int,
    into: int,
    size: int,
) -> None:  # pragma: no cover - compiled
    """One run: `size` masses shared out over so many levels, four at a time."""
    one, two, three, four = np.uintp(1), np.uintp(2), np.uintp(3), np.uintp(4)
    far, end = np.uintp(apart), np.uintp(into + size)
    whole = np.uintp(into + size - size % 4)
    begin, spot = np.uintp(start), np.uintp(place)
    for _ in range(levels):
        a, s, t = chances[spot], np.uintp(into), begin
        while s < whole:
            w = work[t] + a * work[s]
            x = work[t + one] + a * work[s + one]
            y = work[t + two] + a * work[s + two]
            z = work[t + three] + a * work[s + three]
            work[t], work[t + one], work[t + two], work[t + three] = w, x, y, z
            s, t = s + four, t + four
        while s < end:
            work[t] += a * work[s]
            s, t = s + one, t + one
        begin, spot = begin + far, spot + one


@inlined
def _shove_apart(
    chances: Floats,
    place: int,
    levels: int,
    games: int,
    work: Floats,
    start: int,
    apart: int,
    into: int,
    size: int,
) -> None:  # pragma: no cover - compiled
    """One run where each game has chances of its own."""
    one, step, end = np.uintp(1), np.uintp(games), np.uintp(into + size)
    for level in range(levels):
        s, t = np.uintp(into), np.uintp(start + level * apart)
        while s < end:
            spot, stop = np.uintp(place + level * games), s + step
            while s < stop:
                work[t] += chances[spot] * work[s]
                spot, s, t = spot + one, s + one, t + one
