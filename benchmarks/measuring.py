"""Compare a piece of the product with a floor: the least that has to happen for the same answer.

A benchmark is a module in this folder with a one-line docstring and a function `run() -> list[Comparison]`.
Both sides take turns in one process, so that a busy machine slows both; processor seconds are counted, not the
clock's. What counts is the ratio: it means the same on every machine.
"""

from __future__ import annotations

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Comparison:
    """Processor seconds of each round, ours and the floor's."""

    what: str
    floor: str
    ours_seconds: tuple[float, ...]
    floor_seconds: tuple[float, ...]
    note: str = ""

    @property
    def ratio(self) -> float:
        """The median of the rounds' own ratios: a disturbed round moves both its sides."""
        return statistics.median(ours / base for ours, base in zip(self.ours_seconds, self.floor_seconds, strict=True))


def seconds_of(work: Callable[[], object]) -> float:
    gc.collect()
    started = time.process_time()
    work()
    return max(time.process_time() - started, 1e-9)


def megabytes_of(work: Callable[[], object]) -> float:
    """The most memory of Python that it held at once, above what was held before."""
    gc.collect()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def compare(
    what: str,
    *,
    ours: Callable[[], object],
    floor: Callable[[], object],
    floor_is: str,
    rounds: int = 7,
    note: str = "",
) -> Comparison:
    """Run both once to warm up, then in turns."""
    ours()
    floor()
    pairs = [(seconds_of(ours), seconds_of(floor)) for _ in range(rounds)]
    return Comparison(what, floor_is, tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs), note)
