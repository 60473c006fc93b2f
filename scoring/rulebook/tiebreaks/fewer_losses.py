"""Level: fewer matches lost."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.performance import Performance, Played
from scoring.rulebook.matches.league import ON_COURT
from scoring.rulebook.matchplay.table import AMONG, MatchTieBreak, group_example
from scoring.rulebook.ranks.tiebreak import Comparable
from unionevents.lib.phrase import Phrase


class FewerLosses(MatchTieBreak):
    """Level: fewer matches lost; a walk-over can be left out, since it was not lost in play."""

    code = "fewer_losses"
    title = Phrase(en="fewer losses", zh="负场（局）少")
    help = Phrase(
        en="The number of matches lost; fewer ranks first.",
        zh="比负的场数，少者列前。可以不算没有到场的。",
    )
    parameters = (
        Parameter(AMONG.code, AMONG.title, AMONG.kind, default="all", choices=AMONG.choices),
        Parameter("walkovers", Phrase(en="Matches given away count", zh="未到、被判负也算负"), "yes_no", default=True),
    )
    example = group_example(
        {"format": "result", "level": "draw", "win": 3, "loss": 0},
        [{"rule": "fewer_losses"}],
        [
            {"a": "1", "b": "2", "winner": "a"},
            {"a": "1", "b": "3", "winner": "b"},
            {"a": "1", "b": "4", "winner": "b"},
            {"a": "2", "b": "3", "winner": "draw"},
            {"a": "2", "b": "4", "winner": "draw"},
            {"a": "3", "b": "4", "winner": "draw"},
        ],
        [["3", 1, "5 分"], ["4", 1, "5 分"], ["1", 3, "3 分"], ["2", 4, "2 分"]],
    )

    def key_of(self, played: Sequence[Played], performance: Performance) -> Comparable:
        count_all = bool(self.settings["walkovers"])
        return sum(row.result == "lost" and (count_all or row.ended in ON_COURT) for row in played)
