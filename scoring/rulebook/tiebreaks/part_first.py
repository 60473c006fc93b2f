"""Level: one named part decides, such as practice before theory."""

from __future__ import annotations

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.comparing import NOTHING, PartsTieBreak, Ranked
from unionevents.lib.phrase import Phrase


class PartFirst(PartsTieBreak):
    """Level: the better mark in the part with this code or number; several lines of it make an order of parts."""

    code = "part_first"
    title = Phrase(en="a named part decides", zh="比指定的一项")
    help = Phrase(
        en="Compares one part: practice, the last leg, the final.", zh="总成绩相同看指定的一项，如先比实操，再比理论。"
    )
    parameters = (
        Parameter(
            "part",
            Phrase(en="Part", zh="哪一项"),
            "text",
            default="1",
            help=Phrase(en="Its code, or its number from 1.", zh="填该项的代码，或从 1 起的序号。"),
        ),
    )
    example = {
        "contest": {
            "code": "skills",
            "title": "技能比武",
            "game": "exam",
            "aggregation": [{"over": "parts", "rule": "sum"}],
            "tie_breaks": [{"rule": "part_first", "part": "practice"}],
            "entries": [
                {
                    "id": "1",
                    "person": "a",
                    "parts": [
                        {"code": "theory", "records": {"score": 90}},
                        {"code": "practice", "records": {"score": 80}},
                    ],
                },
                {
                    "id": "2",
                    "person": "b",
                    "parts": [
                        {"code": "theory", "records": {"score": 80}},
                        {"code": "practice", "records": {"score": 90}},
                    ],
                },
            ],
        },
        "placings": [["2", 1, "170 分"], ["1", 2, "170 分"]],
    }

    def key(self, performance: Performance) -> Ranked:
        part = self._part(performance)
        return NOTHING if part is None else self.worth(part)

    def why(self, performance: Performance) -> Phrase:
        part = self._part(performance)
        return Phrase(en="{name} decides ({mark})", zh="先比{name}（{mark}）").fill(
            name=self._named(), mark=self.said(() if part is None else (part,))
        )

    def says(self) -> Phrase:
        return Phrase(en="{part} decides", zh="比{part}").fill(part=self._named())

    def _named(self) -> Phrase:
        part: str = self.settings["part"]
        return (NUMBERED if part.isdecimal() else NAMED).fill(part=part)

    def _part(self, performance: Performance) -> Performance | None:
        name: str = self.settings["part"]
        return next((part for part in performance.parts if part.label == name), None)


NUMBERED = Phrase(en="part {part}", zh="第 {part} 项")
NAMED = Phrase(en="“{part}”", zh="“{part}”一项")
