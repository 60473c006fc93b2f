"""Those who share one place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.tiebreak import TieBreak

BY_MARK: Final = "mark"


class Level(NamedTuple):
    """Those who share one place, the rule that set them apart, and whether somebody must still decide.

    `rule` is the tie-break that set them apart last, `within` those who were level until then.
    """

    place: int
    performances: Sequence[Performance]
    decided_by: str = BY_MARK
    needs_decision: bool = False
    rule: TieBreak | None = None
    within: Sequence[Performance] = ()
