"""Everybody meets everybody, in one table."""

from __future__ import annotations

from typing import ClassVar

from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.playing.format import Field, Format, Stage, StageOutcome, lines_on_record
from scoring.rulebook.playing.groupstage import SCHEDULE, play_groups
from unionevents.lib.phrase import Phrase


class RoundRobin(Format):
    """One group: everybody meets everybody, once or more often."""

    code = "round_robin"
    title = Phrase(en="Round robin", zh="单循环（双循环）")
    help = Phrase(
        en="Everybody meets everybody; the table is ordered by points, then by the tie-breaks of the contest.",
        zh="人人相遇，按积分排名；积分相同按项目的同分办法。",
    )
    played_by: ClassVar = "matches"
    parameters = SCHEDULE
    example = {
        "contest": {
            "code": "chess",
            "title": "象棋",
            "game": "match",
            "settings": {"format": "result", "win": 2, "draw": 1, "loss": 0, "level": "draw"},
            "stages": [
                {
                    "code": "table",
                    "rule": "round_robin",
                    "matches": [
                        {"a": "1", "b": "2", "winner": "a"},
                        {"a": "1", "b": "3", "winner": "draw"},
                        {"a": "2", "b": "3", "winner": "b"},
                    ],
                }
            ],
            "entries": [{"id": "1", "person": "a"}, {"id": "2", "person": "b"}, {"id": "3", "person": "c"}],
        },
        "placings": [["1", 1, "3 分"], ["3", 1, "3 分"], ["2", 3, "0 分"]],
    }

    def play(self, stage: Stage, field: Field, problems: list[Problem]) -> StageOutcome:
        lines = lines_on_record(stage, field, problems)
        numbers = sorted(field.ids, key=lambda entry: lines.get(entry, 0))
        return play_groups(
            stage, field, {"": numbers}, {**self.settings, "overall": "shared", "unequal": "as_played"}, problems
        )

    def says(self) -> Phrase:
        return Phrase(
            en="everybody meets everybody, {cycles} times; {schedule}", zh="循环赛，共 {cycles} 循环；{schedule}"
        ).fill(cycles=self.settings["cycles"], schedule=self.chosen("schedule"))
