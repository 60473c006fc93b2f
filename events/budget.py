"""What the lines of a budget add up to: planned, spent, and from which source. Pure; amounts are whole fen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """Quantity x unit price, as planned and, once both are known, as spent."""

    source: str
    planned_quantity: int
    planned_price: int
    actual_quantity: int | None = None
    actual_price: int | None = None

    @property
    def planned(self) -> int:
        return self.planned_quantity * self.planned_price

    @property
    def actual(self) -> int | None:
        if self.actual_quantity is None or self.actual_price is None:
            return None
        return self.actual_quantity * self.actual_price


@dataclass(frozen=True, slots=True)
class Totals:
    """`actual` counts the recorded lines only; it is None while none is recorded."""

    planned: int
    actual: int | None
    lines: int
    recorded: int

    @property
    def complete(self) -> bool:
        """Every line has its actual amount: only then may planned and spent be compared."""
        return self.lines > 0 and self.recorded == self.lines

    @property
    def left(self) -> int | None:
        """What was planned and not spent; negative when more was spent."""
        return self.planned - self.actual if self.complete and self.actual is not None else None


def totals(lines: Iterable[Line]) -> Totals:
    every = tuple(lines)
    spent = [line.actual for line in every if line.actual is not None]
    return Totals(
        planned=sum(line.planned for line in every),
        actual=sum(spent) if spent else None,
        lines=len(every),
        recorded=len(spent),
    )


def by_source(lines: Iterable[Line]) -> tuple[tuple[str, Totals], ...]:
    """The totals of each source, in the order in which the sources first appear."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.source, []).append(line)
    return tuple((source, totals(group)) for source, group in groups.items())
