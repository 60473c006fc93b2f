"""Unit mates spread over heats or groups as evenly as possible.

Dealing unit by unit like cards, nobody above and below can differ by more than one: heats
differ by one starter at most, and so do the members of a unit in any two heats. With pots (one
of each pot in each group) the same holds by a theorem of König: tickets are the edges between
pots and units, and a bipartite graph of degree k can be coloured with k colours.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring.rulebook.drawing.lots import SPACE, Ticket, by_unit, lot, tickets_in_drawn_order


def dealt(tickets: Sequence[Ticket], groups: int, seed: str) -> list[list[Ticket]]:
    """The tickets in so many groups, drawn; sizes, and members of each unit, differ by one at most."""
    hands: list[list[Ticket]] = [[] for _ in range(groups)]
    unit_by_unit = [mate for _, mates in by_unit(tickets, seed) for mate in mates]
    for number, ticket in enumerate(unit_by_unit):
        hands[number % groups].append(ticket)
    return hands


def in_a_row(tickets: Sequence[Ticket], seed: str) -> list[Ticket]:
    """One running order in which the members of a unit stand at even distances."""
    keys: dict[str, tuple[Fraction, int, str]] = {}
    for unit, mates in by_unit(tickets, seed):
        offset = Fraction(lot(seed, f"offset {unit or mates[0].id}"), SPACE)
        for number, mate in enumerate(mates):
            keys[mate.id] = ((number + offset) / len(mates), lot(seed, mate.id), mate.id)
    return sorted(tickets, key=lambda ticket: keys[ticket.id])


def from_pots(pots: Sequence[Sequence[Ticket]], groups: int, seed: str) -> list[list[Ticket]]:
    """Each pot of at most `groups` tickets gives at most one to each group; drawn, units spread evenly.

    Groups are filled pot by pot. When only the last pot is short, group sizes differ by one at most.
    """
    if any(len(pot) > groups for pot in pots):
        raise ValueError("a pot holds more tickets than there are groups")
    # Members of a unit in runs of `groups`: inside a run all go to different groups.
    edges: list[tuple[int, tuple[str, int], Ticket]] = []
    counted: dict[str, int] = {}
    for number, pot in enumerate(pots):
        for ticket in tickets_in_drawn_order(pot, f"{seed}:pot {number}"):
            name = ticket.unit or f"\0{ticket.id}"
            run, counted[name] = divmod(counted.get(name, 0), groups)[0], counted.get(name, 0) + 1
            edges.append((number, (name, run), ticket))
    colours = _coloured([(pot, unit) for pot, unit, _ in edges], groups)
    order = sorted(range(groups), key=lambda colour: (lot(seed, f"group {colour}"), colour))
    hands: list[list[Ticket]] = [[] for _ in range(groups)]
    for (_, _, ticket), colour in zip(edges, colours, strict=True):
        hands[order[colour]].append(ticket)
    return hands


def _coloured(edges: Sequence[tuple[int, tuple[str, int]]], colours: int) -> list[int]:
    """A colour for each edge so that no two at one end are alike; no end may have more edges than colours."""
    taken: dict[object, dict[int, int]] = {}
    given = [-1] * len(edges)
    for number, (left, right) in enumerate(edges):
        at_left, at_right = taken.setdefault(left, {}), taken.setdefault(right, {})
        free_left = next(colour for colour in range(colours) if colour not in at_left)
        free_right = next(colour for colour in range(colours) if colour not in at_right)
        if free_left in at_right:
            _swap_along(right, free_left, free_right, edges, taken, given)
        at_left[free_left] = at_right[free_left] = number
        given[number] = free_left
    return given


def _swap_along(
    start: object,
    one: int,
    other: int,
    edges: Sequence[tuple[int, tuple[str, int]]],
    taken: dict[object, dict[int, int]],
    given: list[int],
) -> None:
    """Exchange two colours along the path that leaves `start` with the first of them."""
    path: list[int] = []
    end, colour = start, one
    while colour in taken[end]:
        edge = taken[end][colour]
        path.append(edge)
        left, right = edges[edge]
        end = right if end == left else left
        colour = other if colour == one else one
    for edge in path:
        for side in edges[edge]:
            if taken[side].get(given[edge]) == edge:
                del taken[side][given[edge]]
    for edge in path:
        given[edge] = other if given[edge] == one else one
        for side in edges[edge]:
            taken[side][given[edge]] = edge
