"""Everything added: attempts, members, legs, rounds, days."""

from __future__ import annotations

from scoring.rulebook.marks.aggregation import Combined
from scoring.rulebook.marks.combining import CombinedMarks, Counted, added
from scoring.rulebook.marks.game import Game
from unionevents.lib.phrase import Phrase


class Sum(CombinedMarks):
    """The marks of all parts added; trials are not counted."""

    code = "sum"
    title = Phrase(en="All are added", zh="各项相加")
    every_part_counts = True
    help = Phrase(en="The marks are added: members of a team, rounds, days.", zh="把各项成绩相加，如全队、各轮、各天。")
    example = {
        "contest": {
            "code": "team-rope",
            "title": "团体跳绳",
            "game": "count",
            "aggregation": [{"over": "rounds", "rule": "sum"}],
            "entries": [
                {
                    "id": "1",
                    "person": "a",
                    "rounds": [
                        {"records": {"count": 999}, "trial": True},
                        {"records": {"count": 50}},
                        {"records": {"count": 60}},
                    ],
                },
                {"id": "2", "person": "b", "rounds": [{"records": {"count": 111}}, {"absence": "DNF"}]},
                {"id": "3", "person": "c", "rounds": [{"absence": "DNS"}, {"absence": "DNS"}]},
            ],
        },
        "placings": [["2", 1, "111 个"], ["1", 2, "110 个"], ["3", None, "未到"]],
    }

    def of(self, counted: Counted, game: Game) -> Combined:
        return Combined(added(counted.marks))

    def says(self) -> Phrase:
        return Phrase(en="all added{absent}", zh="各项相加{absent}").fill(absent=self.said_absent())
