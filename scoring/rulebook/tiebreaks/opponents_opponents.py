"""Level: the scores of the opponents' opponents."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.performance import Performance, Played
from scoring.rulebook.matches.league import sum_of
from scoring.rulebook.matchplay.swissexample import SWISS, swiss_example
from scoring.rulebook.matchplay.table import NumberTieBreak
from unionevents.lib.phrase import Phrase


class OpponentsOpponents(NumberTieBreak):
    """Level: what the opponents' opponents scored, added up (对手的对手分); byes add nothing."""

    code = "opponents_opponents"
    title = Phrase(en="scores of the opponents' opponents", zh="对手的对手分")
    help = Phrase(en="Adds up the opponents' scores of every opponent.", zh="把每个对手的对手分再相加，大者列前。")
    example = swiss_example(
        SWISS,
        "opponents_opponents",
        ["1", 1, "3 分"],
        ["4", 2, "2 分"],
        ["2", 3, "2 分"],
        ["3", 4, "1 分"],
        ["6", 5, "0.5 分"],
        ["5", 6, "0.5 分"],
    )

    def number(self, played: Sequence[Played], performance: Performance) -> Mark:
        return sum_of(row.met.opponents for row in played if row.met is not None)
