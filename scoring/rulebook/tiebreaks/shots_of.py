"""Level on points: more shots of a stated value."""

from __future__ import annotations

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.marks.shotlists import shots_of, written
from scoring.rulebook.ranks.tiebreak import KeyedTieBreak
from unionevents.lib.phrase import Phrase


class ShotsOf(KeyedTieBreak):
    """Level: more shots of this value; several lines make an order (World Archery: tens, then inner tens)."""

    code = "shots_of"
    title = Phrase(en="more shots of a value", zh="某一环（分）值次数多者列前")
    help = Phrase(
        en="Counts the shots of one value only: tens, then inner tens by the next line.",
        zh="只数一种环（分）值，如先比十环数，再用下一条比内十环数。",
    )
    kinds = ("zones",)
    parameters = (
        Parameter(
            "value",
            Phrase(en="Value", zh="环（分）值"),
            "whole",
            default=10,
            highest=10_000,
            help=Phrase(en="As recorded: 109 for 10.9.", zh="按记录的写法：10.9 环填 109。"),
        ),
    )
    example = {
        "contest": {
            "code": "archery",
            "title": "射箭",
            "game": "zones",
            "settings": {"shots": 3, "inner": True},
            "tie_breaks": [{"rule": "shots_of", "value": 10}, {"rule": "inner_tens"}],
            "entries": [
                {"id": "1", "person": "a", "records": {"shot": [9, 9, 9]}},
                {"id": "2", "person": "b", "records": {"shot": [10, 9, 8]}},
                {"id": "3", "person": "c", "records": {"shot": [10, 10, 7], "inner": 1}},
            ],
        },
        "placings": [["3", 1, "27 环"], ["2", 2, "27 环"], ["1", 3, "27 环"]],
    }

    def key(self, performance: Performance) -> int:
        return -self._count(performance)

    def why(self, performance: Performance) -> Phrase:
        return Phrase(en="{count} of {value}", zh="{value} 出现 {count} 次").fill(
            count=self._count(performance), value=self._value()
        )

    def says(self) -> Phrase:
        return Phrase(en="more of {value}", zh="{value} 次数多者列前").fill(value=self._value())

    def _count(self, performance: Performance) -> int:
        return sum(shot == self.settings["value"] for shot in shots_of(performance))

    def _value(self) -> Phrase:
        return written([self.settings["value"]], self.measures)
