"""What a drill reports, and how chance is kept on record."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Report:
    """Figures by name, in the order they came, and every violation in a sentence."""

    name: str
    promise: str
    seed: int
    figures: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)

    def count(self, what: str, number: int = 1) -> None:
        self.figures[what] += number

    def must(self, holds: bool, what: str) -> None:
        """A promise of the product; what does not hold is a violation."""
        if not holds:
            self.violations.append(what)

    def said(self, database: str, seconds: float) -> str:
        """The row for drills/README.md."""
        figures = ", ".join(f"{number:,} {what}" for what, number in self.figures.items())
        end = f"**{len(self.violations)} violations**" if self.violations else "0 violations"
        return f"| `{self.name}` | {self.promise} | {database} | {figures}: {end} | {seconds:.0f} s, seed {self.seed} |"


def chance(seed: int) -> random.Random:
    """The same seed breaks the same things."""
    return random.Random(seed)
