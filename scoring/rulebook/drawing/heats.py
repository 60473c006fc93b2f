"""Heats and lanes: who runs with whom, and where.

Every function takes ids with the best first where speed counts, and gives heats in the order in
which they are run, each with its best first. Swimming follows World Aquatics SW 3.1.1, athletics
World Athletics TR20.3 and TR20.4.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from unionevents.lib.lots import in_drawn_order

# With four heats or more, the fastest three are seeded in a circle.
CIRCLED: Final = 3


def heats_needed(entrants: int, size: int) -> int:
    """How many heats hold everybody, with at most `size` in each."""
    return -(-entrants // size)


def zigzag(ranked: Sequence[str], heats: int) -> list[list[str]]:
    """1 6 7 12 / 2 5 8 11 / 3 4 9 10: down and up again, so that the sums of ranks stay close."""
    rows: list[list[str]] = [[] for _ in range(heats)]
    for number, entrant in enumerate(ranked):
        row, column = divmod(number, heats)
        rows[column if row % 2 == 0 else heats - 1 - column].append(entrant)
    return rows


def circle_seeded(ranked: Sequence[str], lanes: int, *, at_least: int = 3) -> list[list[str]]:
    """Swimming: the fastest in the last heat, the second in the one before it, and so on round.

    Two heats: 2, 1, 2, 1; three: 3, 2, 1; four or more: the last three so, the others filled from the
    fastest of the rest down. No heat has fewer than `at_least`, where the numbers allow it.
    """
    heats = heats_needed(len(ranked), lanes)
    if heats <= CIRCLED:
        return _circled(ranked, heats)
    circled = lanes * CIRCLED
    sizes = [lanes] * (heats - CIRCLED)
    sizes[0] = len(ranked) - lanes * (heats - 1)
    for at in range(1, len(sizes)):
        moved = max(0, min(at_least - sizes[0], sizes[at] - at_least))
        sizes[0], sizes[at] = sizes[0] + moved, sizes[at] - moved
    moved = max(0, min(at_least - sizes[0], circled - at_least * CIRCLED))
    sizes[0], circled = sizes[0] + moved, circled - moved
    last_three = _circled(ranked[:circled], CIRCLED)
    slower: list[list[str]] = []
    rest = ranked[circled:]
    for size in reversed(sizes):
        slower.append(list(rest[:size]))
        rest = rest[size:]
    return slower[::-1] + last_three


def by_pace(ranked: Sequence[str], size: int, *, fastest: str = "last") -> list[list[str]]:
    """Timed finals: the fastest together, in the last heat (or the first); the slowest heat is the one not full."""
    heats = [list(ranked[at : at + size]) for at in range(0, len(ranked), size)]
    return heats if fastest == "first" else heats[::-1]


def centre_out(lanes: int) -> list[int]:
    """Lanes from the best entrant's outwards: 4 5 3 6 2 7 1 8; with an odd number the middle comes first."""
    middle = (lanes + 1) // 2
    found = [middle]
    for step in range(1, lanes):
        lane = middle + (step + 1) // 2 if step % 2 else middle - step // 2
        found.append(lane)
    return found


def lanes_in_blocks(ranked: Sequence[str], blocks: Sequence[Sequence[int]], seed: str) -> dict[str, int]:
    """Lanes drawn inside blocks: the best of the heat draw for the first block's lanes, the next for the second's.

    Eight lanes of athletics: ((3, 4, 5, 6), (7, 8), (1, 2)).
    """
    lanes: dict[str, int] = {}
    rest = list(ranked)
    for block in blocks:
        here, rest = rest[: len(block)], rest[len(block) :]
        lanes.update(zip(in_drawn_order(here, f"{seed}:lanes"), block, strict=False))
    if rest:
        raise ValueError("more entrants than lanes")
    return lanes


def usual_blocks(lanes: int) -> list[list[int]]:
    """Blocks of athletics: half of the lanes in the middle, then those outside of them, then the inner ones."""
    inner = (lanes - (lanes + 1) // 2 + 1) // 2
    middle = list(range(inner + 1, inner + (lanes + 1) // 2 + 1))
    outer = list(range(middle[-1] + 1, lanes + 1))
    return [block for block in (middle, outer, list(range(1, inner + 1))) if block]


def _circled(ranked: Sequence[str], heats: int) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(heats)]
    for number, entrant in enumerate(ranked):
        rows[heats - 1 - number % heats].append(entrant)
    return rows
