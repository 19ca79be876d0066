"""Random streams: one per purpose, keyed by its name, so that adding one leaves the others alone.

The generator is SFC64, seeded through numpy's SeedSequence with the run's seed as entropy and the
SHA-256 of the stream's name as spawn key: two names never share a stream, and the same seed and
name give the same numbers on every machine.
"""

from __future__ import annotations

import hashlib

import numpy as np

WORDS = 4  # 32-bit words of the name's digest that enter the spawn key


def seed_sequence(seed: int, name: str) -> np.random.SeedSequence:
    """The seed sequence of the stream `name` in a run seeded with `seed` (>= 0)."""
    digest = hashlib.sha256(name.encode()).digest()
    key = tuple(int.from_bytes(digest[4 * i : 4 * i + 4], "little") for i in range(WORDS))
    return np.random.SeedSequence(entropy=seed, spawn_key=key)


def stream(seed: int, name: str) -> np.random.Generator:
    """A generator for one purpose.

    >>> a, b = stream(1, "draws/front"), stream(1, "draws/front")
    >>> bool((a.random(3) == b.random(3)).all())
    True
    >>> bool(stream(1, "draws/front").random() == stream(1, "draws/back").random())
    False
    """
    return np.random.Generator(np.random.SFC64(seed_sequence(seed, name)))
