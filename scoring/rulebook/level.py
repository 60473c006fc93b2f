"""Those who share one place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from scoring.rulebook.performance import Performance

BY_MARK: Final = "mark"


class Level(NamedTuple):
    """Those who share one place, the rule that set them apart, and whether somebody must still decide."""

    place: int
    performances: Sequence[Performance]
    decided_by: str = BY_MARK
    needs_decision: bool = False
