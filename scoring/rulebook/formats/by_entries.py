"""The format follows the number of entries."""

from __future__ import annotations

from typing import ClassVar

from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.marks.game import Game
from scoring.rulebook.playing.format import Field, Format, Stage, StageOutcome
from unionevents.lib.phrase import Phrase


class ByEntries(Format):
    """A list of stages for each number of entries; the stages of the first choice that holds so many are played."""

    code = "by_entries"
    title = Phrase(en="By number of entries", zh="按报名数定赛制")
    help = Phrase(
        en="`choices` say up to how many entrants which stages are played; the last one may be open (`up_to` null).",
        zh="choices 里逐档写明多少个以内用哪些阶段；最后一档可不封顶（up_to 为 null）。",
    )
    played_by: ClassVar = "entries"
    nested = True
    example = {
        "contest": {
            "code": "chess",
            "title": "象棋",
            "game": "match",
            "settings": {"format": "result", "win": 2, "draw": 1, "loss": 0, "level": "draw"},
            "stages": [
                {
                    "code": "by-number",
                    "rule": "by_entries",
                    "choices": [
                        {
                            "up_to": 5,
                            "stages": [
                                {
                                    "code": "table",
                                    "rule": "round_robin",
                                    "matches": [{"a": "1", "b": "2", "winner": "b"}],
                                }
                            ],
                        },
                        {"up_to": None, "stages": [{"code": "cup", "rule": "knockout"}]},
                    ],
                }
            ],
            "entries": [{"id": "1", "person": "a"}, {"id": "2", "person": "b"}],
        },
        "placings": [["2", 1, "2 分"], ["1", 2, "0 分"]],
    }

    @classmethod
    def suits(cls, game: type[Game]) -> bool:
        """Any game: the stages inside are chosen to suit it."""
        return True

    def play(self, stage: Stage, field: Field, problems: list[Problem]) -> StageOutcome:
        raise TypeError("the stages of a choice are played in place of this one")
