"""Unit mates spread over heats or groups as evenly as possible.

Dealing unit by unit like cards, nobody above and below can differ by more than one: heats
differ by one starter at most, and so do the members of a unit in any two heats. With pots (one
of each pot in each group) the same holds by a theorem of König: tickets are the edges between
pots and units, and a bipartite graph of degree k can be coloured with k colours.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

from scoring.rulebook.drawing.lots import Ticket, by_unit, tickets_in_drawn_order
from unionevents.lib.lots import SPACE, lot

Edge: TypeAlias = tuple[int, tuple[str, int]]


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
    colours = _Colouring([(pot, unit) for pot, unit, _ in edges]).give(groups)
    order = sorted(range(groups), key=lambda colour: (lot(seed, f"group {colour}"), colour))
    hands: list[list[Ticket]] = [[] for _ in range(groups)]
    for (_, _, ticket), colour in zip(edges, colours, strict=True):
        hands[order[colour]].append(ticket)
    return hands


class _Colouring:
    """Colours for edges so that no two at one end are alike; no end may have more edges than there are colours."""

    def __init__(self, edges: Sequence[Edge]) -> None:
        self.edges = edges
        self.taken: dict[object, dict[int, int]] = {end: {} for edge in edges for end in edge}
        self.given = [-1] * len(edges)

    def give(self, colours: int) -> list[int]:
        """The colour of every edge."""
        for number, (left, right) in enumerate(self.edges):
            free_left = next(colour for colour in range(colours) if colour not in self.taken[left])
            if free_left in self.taken[right]:
                free_right = next(colour for colour in range(colours) if colour not in self.taken[right])
                self._swap_along(right, free_left, free_right)
            self.taken[left][free_left] = self.taken[right][free_left] = number
            self.given[number] = free_left
        return self.given

    def _swap_along(self, start: object, one: int, other: int) -> None:
        """Exchange two colours along the path that leaves `start` with the first of them."""
        path: list[int] = []
        end, colour = start, one
        while colour in self.taken[end]:
            edge = self.taken[end][colour]
            path.append(edge)
            left, right = self.edges[edge]
            end = right if end == left else left
            colour = other if colour == one else one
        for edge in path:
            for side in self.edges[edge]:
                if self.taken[side].get(self.given[edge]) == edge:
                    del self.taken[side][self.given[edge]]
        for edge in path:
            self.given[edge] = other if self.given[edge] == one else one
            for side in self.edges[edge]:
                self.taken[side][self.given[edge]] = edge
