"""Brackets: which line of a knock-out belongs to whom, lines 1..2^k from the top, neighbours meet.

Ranked brackets (archery, fencing) give every rank a fixed line. Drawn brackets fix only 1 (top) and 2 (bottom);
the other seeds are drawn in groups to the lines of their zone (ITTF 3.6, ITF/ATP, BWF 12.9), everybody else
to the lines that are left.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from unionevents.lib.lots import in_drawn_order

ITTF: Final = "ittf"
TENNIS: Final = "tennis"
BWF: Final = "bwf"
ZONES: Final = (ITTF, TENNIS, BWF)


class Zone(NamedTuple):
    """Seeds `first`..`last` are drawn to these lines."""

    first: int
    last: int
    lines: tuple[int, ...]


def size_for(entrants: int) -> int:
    """The next power of two; 1 for nobody and for one."""
    return 1 << max(0, entrants - 1).bit_length()


def ranked_lines(size: int) -> list[int]:
    """The rank on each line: 1-16, 9-8, 5-12, 13-4, 3-14, 11-6, 7-10, 15-2; other sizes alternate the same way."""
    lines = [1]
    while len(lines) < size:
        total = 2 * len(lines) + 1
        lines = [
            rank
            for at, better in enumerate(lines)
            for rank in ((better, total - better) if at % 2 == 0 else (total - better, better))
        ]
    return lines


def folded_lines(size: int) -> list[int]:
    """The same meetings with every better rank on the upper line: 1-8, 4-5, 2-7, 3-6."""
    lines = [1]
    while len(lines) < size:
        total = 2 * len(lines) + 1
        lines = [rank for better in lines for rank in (better, total - better)]
    return lines


def zones(system: str, size: int, seeds: int) -> list[Zone]:
    """The lines for so many seeds; a group of which only some are seeded is still drawn among all its lines."""
    found = [Zone(1, 1, (1,))]
    if size > 2:  # noqa: PLR2004  # of two, the other line is what is left
        found.append(Zone(2, 2, (size,)))
    first = 3
    for sections in _sections(system):
        last = first + len(sections) - 1
        # One seed a match at most: beyond that the lines left are a draw like any other.
        if first > seeds or last > size // 2:
            break
        found.append(Zone(first, last, tuple(_line(size, *section) for section in sections)))
        first = last + 1
    return [zone for zone in found if zone.first <= seeds]


def lines_of_seeds(system: str, size: int, seeds: Sequence[str], seed: str) -> dict[str, int]:
    """The line of each seeded entrant, drawn inside its zone; those beyond the last zone are not seeded."""
    lines: dict[str, int] = {}
    for zone in zones(system, size, len(seeds)):
        here = list(seeds[zone.first - 1 : zone.last])
        drawn = in_drawn_order([str(line) for line in zone.lines], f"{seed}:seeds {zone.first}")
        lines.update(zip(here, (int(line) for line in drawn), strict=False))
    return lines


def lines_of_byes(size: int, byes: int, seeded: Sequence[int], seed: str) -> list[int]:
    """The lines left empty: opposite the seeds in their order, then spread evenly, halves before quarters.

    `seeded` are the lines of the seeds, best first.
    """
    empty = [_opposite(line) for line in seeded[:byes]]
    matches = {(line + 1) // 2 for line in empty}
    while len(empty) < byes:
        low, high = 1, size // 2
        while low < high:
            middle = (low + high) // 2
            upper = (middle - low + 1) - sum(low <= match <= middle for match in matches)
            lower = (high - middle) - sum(middle < match <= high for match in matches)
            # Where more matches have no bye yet; drawn where it is the same.
            go_up = upper > lower or (upper == lower and in_drawn_order(["up", "down"], f"{seed}:{low}")[0] == "up")
            low, high = (low, middle) if go_up else (middle + 1, high)
        matches.add(low)
        # The line that the ranked bracket leaves to the worse of the two.
        empty.append(2 * low if low % 2 else 2 * low - 1)
    return sorted(empty)


def _opposite(line: int) -> int:
    return line + 1 if line % 2 else line - 1


def _line(size: int, edge: str, sections: int, number: int) -> int:
    length = size // sections
    return length * (number - 1) + 1 if edge == "top" else length * number


def _sections(system: str) -> list[list[tuple[str, int, int]]]:
    """Groups of zones from seeds 3-4 on: (edge, number of sections, which of them)."""
    if system == TENNIS:
        return _TENNIS
    found: list[list[tuple[str, int, int]]] = []
    for power in range(1, 8):
        count = 2**power
        if system == ITTF:  # bottom of odd sections, top of even ones
            found.append([("bottom" if at % 2 else "top", count, at) for at in range(1, count + 1)])
        else:  # BWF: the sections without a seed; top of it in the upper half, bottom of it in the lower half
            upper = [("top", 2 * count, at) for at in range(2, count + 1, 2)]
            found.append(upper + [("bottom", 2 * count, at) for at in range(count + 1, 2 * count, 2)])
    return found


def _mirrored(upper: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """A group of the upper half with its mirror image in the lower half."""
    return upper + [
        ("top" if edge == "bottom" else "bottom", count, count + 1 - at) for edge, count, at in reversed(upper)
    ]


_TENNIS: Final = [
    _mirrored([("top", 4, 2)]),
    _mirrored([("bottom", 4, 1), ("bottom", 4, 2)]),
    _mirrored([("top", 8, 2), ("top", 8, 4)]),
    _mirrored([("bottom", 8, 1), ("bottom", 8, 3)]),
    _mirrored([("top", 16, 2), ("bottom", 16, 3), ("top", 16, 6), ("bottom", 16, 7)]),
    _mirrored([("bottom", 16, 1), ("top", 16, 4), ("bottom", 16, 5), ("top", 16, 8)]),
]
