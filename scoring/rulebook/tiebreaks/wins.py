"""Level: more matches won."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.performance import Performance, Played
from scoring.rulebook.matches.league import ON_COURT
from scoring.rulebook.matchplay.table import AMONG, NumberTieBreak, group_example
from unionevents.lib.phrase import Phrase


class Wins(NumberTieBreak):
    """Level: more matches won; only those with the second move, or only those really played, if so set."""

    code = "wins"
    title = Phrase(en="more wins", zh="胜场（局）多")
    help = Phrase(
        en="The number of matches won. FIDE C.07: 7.1 with walk-overs and byes, 7.2 without; 7.4 with the second move.",
        zh="比胜的场数。可以只算后手胜，可以不算对手未到和轮空。",
    )
    parameters = (
        Parameter(AMONG.code, AMONG.title, AMONG.kind, default="all", choices=AMONG.choices),
        Parameter("second_move", Phrase(en="Only with the second move", zh="只算后手胜"), "yes_no", default=False),
        Parameter(
            "walkovers", Phrase(en="Walk-overs and byes count", zh="对手未到、轮空也算胜"), "yes_no", default=True
        ),
    )
    example = group_example(
        {"format": "result", "level": "draw", "loss": 0},
        [{"rule": "wins"}],
        [
            {"a": "1", "b": "2", "winner": "a"},
            {"a": "1", "b": "3", "winner": "b"},
            {"a": "1", "b": "4", "winner": "draw"},
            {"a": "2", "b": "3", "winner": "draw"},
            {"a": "2", "b": "4", "winner": "draw"},
            {"a": "3", "b": "4", "winner": "b"},
        ],
        [["4", 1, "4 分"], ["1", 2, "3 分"], ["3", 2, "3 分"], ["2", 4, "2 分"]],
    )

    def number(self, played: Sequence[Played], performance: Performance) -> Mark:
        return sum(self._counts(row) for row in played)

    def _counts(self, row: Played) -> bool:
        if row.result != "won" or (self.settings["second_move"] and not row.second):
            return False
        return bool(self.settings["walkovers"]) or row.ended in ON_COURT

    def says(self) -> Phrase:
        return SECOND if self.settings["second_move"] else super().says()


SECOND = Phrase(en="more wins with the second move", zh="后手胜局多")
