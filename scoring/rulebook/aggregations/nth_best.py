"""One of several by its rank: the last across the line, the third man."""

from __future__ import annotations

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.aggregation import Combined
from scoring.rulebook.marks.combining import HOW_ABSENT, MOST_PARTS, CombinedMarks, Counted, best_first
from scoring.rulebook.marks.game import Game
from unionevents.lib.phrase import Phrase


class NthBest(CombinedMarks):
    """The mark of the `n`-th best; without `n` the worst one, such as the time of the last of the team."""

    code = "nth_best"
    title = Phrase(en="The n-th best counts", zh="取第几好的一项")
    help = Phrase(
        en="The team's time is that of its last (or third ...) member.",
        zh="如团体跑以最后一名（或第三名）队员的成绩计。",
    )
    parameters = (
        Parameter(
            "n",
            Phrase(en="Which", zh="第几好"),
            "whole",
            optional=True,
            lowest=1,
            highest=MOST_PARTS,
            help=Phrase(en="Empty: the worst.", zh="不填为最差的一项。"),
        ),
        *HOW_ABSENT,
    )
    example = {
        "contest": {
            "code": "team-walk",
            "title": "团队定向",
            "game": "timed",
            "settings": {"precision": 1000},
            "aggregation": [{"over": "members", "rule": "nth_best", "absent": "void"}],
            "entries": [
                {
                    "id": "1",
                    "person": "t1",
                    "members": [
                        {"person": "a", "records": {"time": 600_000}},
                        {"person": "b", "records": {"time": 720_000}},
                    ],
                },
                {
                    "id": "2",
                    "person": "t2",
                    "members": [
                        {"person": "c", "records": {"time": 700_000}},
                        {"person": "d", "records": {"time": 500_000}},
                    ],
                },
                {
                    "id": "3",
                    "person": "t3",
                    "members": [{"person": "e", "records": {"time": 400_000}}, {"person": "f", "absence": "DNF"}],
                },
            ],
        },
        "placings": [["2", 1, "11:40"], ["1", 2, "12:00"], ["3", None, "未完成"]],
    }

    def fewest(self) -> int:
        """The n-th is there."""
        return max(super().fewest(), self.settings["n"] or 1)

    def of(self, counted: Counted, game: Game) -> Combined:
        return Combined(best_first(counted.marks, game)[(self.settings["n"] or 0) - 1])

    def says(self) -> Phrase:
        n: int | None = self.settings["n"]
        which = Phrase(en="the worst", zh="最差") if n is None else Phrase(en="no. {n}", zh="第 {n} 好").fill(n=n)
        return Phrase(en="{which} of them counts{absent}", zh="取{which}的一项{absent}").fill(
            which=which, absent=self.said_absent()
        )
