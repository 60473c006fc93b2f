"""A panel of judges: one item marked by several, trimmed, and made one number. Exact."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from scoring.rulebook.marks.game import Mark


class Panel(NamedTuple):
    """How the marks of one item become its score.

    `drop_highest` and `drop_lowest` marks are left out, one each of equal ones; the rest are added, and divided by
    their number (`divisor` None and `mean`), by a fixed number, or not at all. With fewer marks than `drop_with` none
    is dropped.
    """

    drop_highest: int
    drop_lowest: int
    mean: bool
    divisor: int | None
    least: int
    drop_with: int = 0

    def score(self, marks: Sequence[Mark]) -> Mark | None:
        """The exact score, or None with fewer marks than the least: too few judges is no result."""
        if len(marks) < self.least:
            return None
        kept = sorted(marks)
        if len(marks) >= self.drop_with:
            kept = kept[self.drop_lowest : len(marks) - self.drop_highest]
        if not kept:
            return None
        total = sum(map(Fraction, kept), start=Fraction(0))
        if self.divisor is not None:
            return total / self.divisor
        return total / len(kept) if self.mean else total
