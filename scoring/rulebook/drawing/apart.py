"""Unit mates kept apart in a bracket: opposite halves, then quarters, then as late as possible; never a failure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heapify, heapreplace

from scoring.rulebook.drawing.brackets import (
    ITTF,
    lines_of_byes,
    lines_of_seeds,
    size_for,
)
from scoring.rulebook.drawing.lots import Ticket, tickets_in_drawn_order
from unionevents.lib.lots import lot


def drawn_bracket(
    tickets: Sequence[Ticket], *, seeds: Sequence[str] = (), system: str = ITTF, seed: str
) -> list[Ticket | None]:
    """A bracket with byes (None) to the best seeds; seeds drawn in their zones, the rest drawn with unit mates apart.

    The order of `tickets` is the order of strength inside a unit: its first two come to opposite halves.
    """
    size = size_for(len(tickets))
    named = {ticket.id: ticket for ticket in tickets}
    lines = lines_of_seeds(system, size, seeds, seed)
    empty = set(lines_of_byes(size, size - len(tickets), list(lines.values()), f"{seed}:byes"))
    fixed = {line: named[entrant] for entrant, line in lines.items()}
    free = [ticket for ticket in tickets if ticket.id not in lines]
    return placed_apart(fixed, free, size=size, empty=empty, seed=seed)


def placed_apart(
    fixed: Mapping[int, Ticket], free: Sequence[Ticket], *, size: int, empty: set[int], seed: str
) -> list[Ticket | None]:
    """All lines 1..size: `fixed` and `empty` ones stay, the `free` tickets fill the rest."""
    lines: list[Ticket | None] = [None] * size
    for line, ticket in fixed.items():
        lines[line - 1] = ticket
    open_lines = [line for line in range(1, size + 1) if line not in fixed and line not in empty]
    if len(open_lines) != len(free):
        raise ValueError(f"{len(free)} tickets for {len(open_lines)} open lines")
    strength = {ticket.id: at for at, ticket in enumerate(free)}
    drawn = sorted(tickets_in_drawn_order(free, seed), key=lambda ticket: strength[ticket.id] if ticket.unit else 0)
    _fill(lines, open_lines, drawn, section=(1, size), seed=seed)
    return lines


def _fill(
    lines: list[Ticket | None],
    open_lines: Sequence[int],
    free: Sequence[Ticket],
    *,
    section: tuple[int, int],
    seed: str,
) -> None:
    low, high = section
    if not free:
        return
    if low == high:
        lines[low - 1] = free[0]
        return
    middle = (low + high) // 2
    upper_lines = [line for line in open_lines if line <= middle]
    lower_lines = [line for line in open_lines if line > middle]
    upper, lower = _parted(lines, free, len(upper_lines), (low, middle, high), seed)
    _fill(lines, upper_lines, upper, section=(low, middle), seed=seed)
    _fill(lines, lower_lines, lower, section=(middle + 1, high), seed=seed)


def _parted(
    lines: Sequence[Ticket | None], free: Sequence[Ticket], room: int, section: tuple[int, int, int], seed: str
) -> tuple[list[Ticket], list[Ticket]]:
    """Who goes to the upper half of a section; every unit is divided as evenly as the room allows."""
    low, middle, high = section
    above, below = _units(lines[low - 1 : middle]), _units(lines[middle:high])
    mates: dict[str, list[Ticket]] = {}
    for ticket in free:
        mates.setdefault(ticket.unit or f"\0{ticket.id}", []).append(ticket)
    place = f"{seed}:{low}-{high}"
    # Squares of differences are least when every next place goes to the unit that lacks most above.
    lots = {unit: lot(place, unit) for unit in mates}
    wanting = [
        (above.get(unit, 0) - below.get(unit, 0) - len(members), lots[unit], unit, 0) for unit, members in mates.items()
    ]
    heapify(wanting)
    taken = dict.fromkeys(mates, 0)
    for _ in range(room):
        need, number, unit, count = wanting[0]
        taken[unit] = count + 1
        full = count + 1 == len(mates[unit])
        heapreplace(wanting, (need + 2 if not full else 2 * len(lines), number, unit, count + 1))
    upper: list[Ticket] = []
    lower: list[Ticket] = []
    for unit, members in mates.items():
        up, down = _sides(members, taken[unit], above.get(unit, 0) - below.get(unit, 0), lots[unit] % 2)
        upper += up
        lower += down
    return _as_drawn(upper, free), _as_drawn(lower, free)


def _sides(members: Sequence[Ticket], room: int, ahead: int, chance: int) -> tuple[list[Ticket], list[Ticket]]:
    """The members of one unit by strength, each to the half where fewer of them stand, as long as there is room."""
    up: list[Ticket] = []
    down: list[Ticket] = []
    for member in members:
        balance = ahead + len(up) - len(down)
        wants_up = balance < 0 or (balance == 0 and chance == 0)
        if (wants_up and len(up) < room) or len(down) == len(members) - room:
            up.append(member)
        else:
            down.append(member)
    return up, down


def _as_drawn(chosen: Sequence[Ticket], order: Sequence[Ticket]) -> list[Ticket]:
    ids = {ticket.id for ticket in chosen}
    return [ticket for ticket in order if ticket.id in ids]


def _units(lines: Sequence[Ticket | None]) -> dict[str, int]:
    found: dict[str, int] = {}
    for ticket in lines:
        if ticket is not None and ticket.unit:
            found[ticket.unit] = found.get(ticket.unit, 0) + 1
    return found
