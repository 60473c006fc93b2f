"""Level: extra shots, first a set of them, then one by one."""

from __future__ import annotations

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.measures import EXTRA
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.marks.shotlists import shots_of, written
from scoring.rulebook.ranks.tiebreak import KeyedTieBreak
from unionevents.lib.phrase import Phrase


class ExtraShots(KeyedTieBreak):
    """Level: the sum of the first `set` extra shots, then each further one (sudden death); one that is not in counts 0.

    The shots stand under `extra` of those who were level; who has none is behind.
    """

    code = "extra_shots"
    title = Phrase(en="extra shots", zh="加投")
    help = Phrase(
        en="Five each, then one by one until it is decided.",
        zh="如每人加投 5 次比总数，仍相同则一次一次比，先分出者胜。",
    )
    kinds = ("shots", "zones")
    parameters = (
        Parameter("set", Phrase(en="Shots in the set", zh="先比几次的总数"), "whole", default=5, lowest=1, highest=100),
    )
    example = {
        "contest": {
            "code": "shots",
            "title": "定点投篮",
            "game": "shooting",
            "settings": {"shots": 3, "extra": 10},
            "tie_breaks": [{"rule": "extra_shots", "set": 2}],
            "entries": [
                {"id": "1", "person": "a", "records": {"shot": [1, 1, 0], "extra": [1, 0, 1, 0]}},
                {"id": "2", "person": "b", "records": {"shot": [0, 1, 1], "extra": [0, 1, 1, 1]}},
                {"id": "3", "person": "c", "records": {"shot": [1, 0, 1], "extra": [0, 0]}},
                {"id": "4", "person": "d", "records": {"shot": [1, 1, 1]}},
            ],
        },
        "placings": [["4", 1, "3 中"], ["2", 2, "2 中"], ["1", 3, "2 中"], ["3", 4, "2 中"]],
    }

    def unread(self, game: Game) -> Phrase | None:
        return None if game.settings.get(EXTRA.code) else NONE_SET

    def key(self, performance: Performance) -> tuple[int, ...]:
        shots, size = self._shots(performance), self.settings["set"]
        further = shots[size:]
        while further and not further[-1]:
            further.pop()
        return (0 if shots else 1, -sum(shots[:size]), *(-shot for shot in further), 1)

    def why(self, performance: Performance) -> Phrase:
        return Phrase(en="extra shots ({shots})", zh="加投（{shots}）").fill(
            shots=written(self._shots(performance), self.measures)
        )

    def says(self) -> Phrase:
        return Phrase(en="{number} extra shots, then one by one", zh="加投 {number} 次比总数，再相同逐次比").fill(
            number=self.settings["set"]
        )

    def _shots(self, performance: Performance) -> list[int]:
        return shots_of(performance, EXTRA.code)


NONE_SET = Phrase(
    en="there are no extra shots in this contest: set `extra`", zh="这个项目没有加投，请在设置里填加投次数上限"
)
