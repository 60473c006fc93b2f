"""Pairs among those who may meet: as many as possible (Edmonds 1965), and among all such pairings the one that
suits the first in order best, then the next: a pair is taken only while a full pairing of the others remains.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Final

NOBODY: Final = -1

Prefer = Callable[[int, Sequence[int]], Iterable[int]]


class Matching:
    """A largest matching of the vertices 0..n-1 that are still there, kept up while vertices leave.

    `neighbours` are in rising order.
    """

    def __init__(self, neighbours: Sequence[Sequence[int]]) -> None:
        self.neighbours = neighbours
        self.here = [True] * len(neighbours)
        self.mate = [NOBODY] * len(neighbours)
        self.alone = set(range(len(neighbours)))
        for vertex, others in enumerate(neighbours):
            if self.mate[vertex] == NOBODY:
                # Whoever comes before is paired or cannot be with this one.
                for at in range(bisect_left(others, vertex), len(others)):
                    if self.mate[others[at]] == NOBODY:
                        self._join(vertex, others[at])
                        break
        for vertex in sorted(self.alone):
            if vertex in self.alone and len(self.alone) > 1:
                self._augment(vertex)

    def remove(self, *vertices: int, spare: int) -> bool:
        """Take vertices out if at most `spare` of the others are then left over; else change nothing."""
        before = self.mate.copy(), self.alone.copy()
        freed: list[int] = []
        for vertex in vertices:
            mate = self.mate[vertex]
            self.here[vertex], self.mate[vertex] = False, NOBODY
            self.alone.discard(vertex)
            if mate != NOBODY:
                self.mate[mate] = NOBODY
                freed.append(mate)
        self.alone.update(vertex for vertex in freed if self.here[vertex])
        for vertex in [*freed, *sorted(self.alone.difference(freed))] if len(self.alone) > max(spare, 1) else ():
            if vertex in self.alone and not self._join_free(vertex):
                self._augment(vertex)
            if len(self.alone) <= spare:
                break
        if len(self.alone) <= spare:
            return True
        self.mate, self.alone = before
        for vertex in vertices:
            self.here[vertex] = True
        return False

    def _join_free(self, vertex: int) -> bool:
        others = self.neighbours[vertex]
        for other in sorted(self.alone):
            at = bisect_left(others, other)
            if at < len(others) and others[at] == other:
                self._join(vertex, other)
                return True
        return False

    def _join(self, one: int, other: int) -> None:
        self.mate[one], self.mate[other] = other, one
        self.alone -= {one, other}

    def _augment(self, root: int) -> bool:
        """Search an alternating path from `root` to somebody left over, shrinking odd cycles, and turn it round."""
        search = _Search(self.mate, root)
        while search.queue:
            vertex = search.queue.popleft()
            for other in self.neighbours[vertex]:
                if not self.here[other] or search.base[vertex] == search.base[other] or self.mate[vertex] == other:
                    continue
                mate = self.mate[other]
                if other == root or (mate != NOBODY and search.came_from[mate] != NOBODY):
                    search.shrink(vertex, other)
                elif search.came_from[other] == NOBODY:
                    search.came_from[other] = vertex
                    if mate == NOBODY:
                        self._turn(other, search.came_from)
                        return True
                    search.outer[mate] = True
                    search.queue.append(mate)
        return False

    def _turn(self, vertex: int, came_from: Sequence[int]) -> None:
        self.alone.discard(vertex)
        while vertex != NOBODY:
            previous = came_from[vertex]
            following = self.mate[previous]
            self.alone.discard(previous)
            self.mate[vertex], self.mate[previous] = previous, vertex
            vertex = following


class _Search:
    """One search from a vertex that is left over; `base` names the odd cycle that a vertex has been shrunk into."""

    def __init__(self, mate: Sequence[int], root: int) -> None:
        self.mate = mate
        self.came_from = [NOBODY] * len(mate)
        self.base = list(range(len(mate)))
        self.outer = [False] * len(mate)
        self.outer[root] = True
        self.queue = deque([root])

    def shrink(self, one: int, other: int) -> None:
        """Make one vertex of the odd cycle that two outer neighbours close."""
        common = self._common_base(one, other)
        blossom: set[int] = set()
        for start, child in ((one, other), (other, one)):
            vertex, link = start, child
            while self.base[vertex] != common:
                blossom |= {self.base[vertex], self.base[self.mate[vertex]]}
                self.came_from[vertex] = link
                link = self.mate[vertex]
                vertex = self.came_from[link]
        for vertex, base in enumerate(self.base):
            if base in blossom:
                self.base[vertex] = common
                if not self.outer[vertex]:
                    self.outer[vertex] = True
                    self.queue.append(vertex)

    def _common_base(self, one: int, other: int) -> int:
        path: set[int] = set()
        vertex = self.base[one]
        while True:
            path.add(vertex)
            if self.mate[vertex] == NOBODY:
                break
            vertex = self.base[self.came_from[self.mate[vertex]]]
        vertex = self.base[other]
        while vertex not in path:
            vertex = self.base[self.came_from[self.mate[vertex]]]
        return vertex


def paired_off(neighbours: Sequence[Sequence[int]], prefer: Prefer) -> tuple[list[tuple[int, int]], list[int]]:
    """Pairs in order of vertices and who is left over: never more than must be, and the last where there is a choice.

    `prefer(vertex, waiting)` puts those who are still without a partner in the order in which it should meet them.
    """
    matching = Matching(neighbours)
    spare = len(matching.alone)
    pairs: list[tuple[int, int]] = []
    left: list[int] = []
    waiting = list(range(len(neighbours)))
    while waiting:
        first, waiting = waiting[0], waiting[1:]
        may_meet = set(neighbours[first])
        partner = next(
            (
                other
                for other in prefer(first, waiting)
                if other in may_meet and matching.remove(first, other, spare=spare)
            ),
            NOBODY,
        )
        if partner == NOBODY:
            spare -= 1
            matching.remove(first, spare=spare)
            left.append(first)
        else:
            pairs.append((first, partner))
            waiting.remove(partner)
    return pairs, left
