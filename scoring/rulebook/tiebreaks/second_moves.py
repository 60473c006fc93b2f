"""Level: more matches played with the second move."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.performance import Performance, Played
from scoring.rulebook.matches.league import ON_COURT
from scoring.rulebook.matchplay.swissexample import SWISS, swiss_example
from scoring.rulebook.matchplay.table import NumberTieBreak
from unionevents.lib.phrase import Phrase


class SecondMoves(NumberTieBreak):
    """Level: more matches really played with the second move, which is side b.

    Source: FIDE Handbook C.07 (2024) 7.3.
    """

    code = "second_moves"
    title = Phrase(en="more matches with the second move", zh="后手局多")
    help = Phrase(en="Side b of a match has the second move.", zh="b 方为后手。后手局数多者列前。")
    example = swiss_example(
        SWISS,
        "second_moves",
        ["1", 1, "3 分"],
        ["2", 2, "2 分"],
        ["4", 2, "2 分"],
        ["3", 4, "1 分"],
        ["6", 5, "0.5 分"],
        ["5", 6, "0.5 分"],
    )

    def number(self, played: Sequence[Played], performance: Performance) -> Mark:
        return sum(row.second and row.ended in ON_COURT for row in played)
