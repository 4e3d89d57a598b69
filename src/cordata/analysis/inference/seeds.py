"""Chance that can be repeated: one seed, and a stream of its own for every task."""

import numpy as np


def chance(seed: int, *task: int) -> np.random.Generator:
    """The generator of one task; other tasks of the same seed share nothing with it."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=task)))
