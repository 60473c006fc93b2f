"""Parts that count differently: 30 % theory and 70 % practice."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring.rulebook.base.rule import Contradiction, Parameter
from scoring.rulebook.marks.aggregation import Combined
from scoring.rulebook.marks.combining import HOW_ABSENT, HOW_ROUNDED, VOID, CombinedMarks, Counted, added
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase

PERCENT = 100


class Weighted(CombinedMarks):
    """Each mark times its weight (in percent, or out of `out_of`), in the order of the parts, then added; exact.

    Parts beyond the weights count nothing and are noted. 200 counts a part twice.
    """

    code = "weighted"
    title = Phrase(en="Weighted parts", zh="按权重相加")
    every_part_counts = True
    help = Phrase(en="Every part has its weight, usually in percent.", zh="各部分按权重计入，如理论 30%、实操 70%。")
    parameters = (
        Parameter(
            "weights",
            Phrase(en="Weights", zh="权重"),
            "numbers",
            default=[30, 70],
            highest=10_000,
            help=Phrase(en="In the order of the parts.", zh="按各部分的先后填写。"),
        ),
        Parameter(
            "out_of",
            Phrase(en="Out of", zh="分母"),
            "whole",
            default=100,
            lowest=1,
            highest=1_000_000,
            help=Phrase(
                en="100: weights are percent. 3 with weights 1, 1, 1: a third each, exactly. 1: times as they stand.",
                zh="100 即百分数；权重 1、1、1 而分母填 3，就是各占三分之一；填 1 则按倍数计。",
            ),
        ),
        *HOW_ABSENT,
        *HOW_ROUNDED,
    )
    example = {
        "contest": {
            "code": "skills",
            "title": "技能比武",
            "game": "exam",
            "aggregation": [{"over": "parts", "rule": "weighted", "weights": [30, 70], "absent": "void"}],
            "entries": [
                {"id": "1", "person": "a", "parts": [{"records": {"score": 90}}, {"records": {"score": 80}}]},
                {"id": "2", "person": "b", "parts": [{"records": {"score": 75}}, {"records": {"score": 88}}]},
                {"id": "3", "person": "c", "parts": [{"records": {"score": 100}}, {"absence": "DNS"}]},
            ],
        },
        "placings": [["2", 1, "84.10 分"], ["1", 2, "83 分"], ["3", None, "未到"]],
    }

    def contradictions(self) -> list[Contradiction]:
        """At least one weight above nothing."""
        return super().contradictions() + ([] if any(self.settings["weights"]) else [(("weights",), NO_WEIGHT)])

    def combine(self, parts: Sequence[Performance], game: Game) -> Combined:
        weights: list[int] = self.settings["weights"]
        number = sum(1 for part in parts if not part.trial)
        if number < len(weights) and self.settings["absent"] == VOID:
            return Combined(None)
        combined = super().combine(parts, game)
        if number > len(weights):
            return combined._replace(note=TOO_MANY.fill(parts=number, weights=len(weights)))
        if number < len(weights) and combined.mark is not None:
            return combined._replace(note=TOO_FEW.fill(parts=number, weights=len(weights)))
        return combined

    def of(self, counted: Counted, game: Game) -> Combined:
        weights: list[int] = self.settings["weights"]
        pairs = zip(counted.marks, counted.positions, strict=True)
        return Combined(
            added([mark * Fraction(weights[at], self.settings["out_of"]) for mark, at in pairs if at < len(weights)])
        )

    def says(self) -> Phrase:
        out_of: int = self.settings["out_of"]
        per = "%" if out_of == PERCENT else "" if out_of == 1 else f"/{out_of}"
        weights = [f"{weight}{per}" for weight in self.settings["weights"]]
        return Phrase(en="weighted {weights}{absent}{rounded}", zh="按 {weights} 的权重相加{absent}{rounded}").fill(
            weights=Phrase(en=", ".join(weights), zh="、".join(weights)),
            absent=self.said_absent(),
            rounded=self.said_rounded(),
        )


NO_WEIGHT = Phrase(en="every part weighs nothing", zh="所有权重都是 0")
TOO_FEW = Phrase(
    en="{parts} parts of {weights} are there: the others count nothing so far",
    zh="{weights} 个部分只有 {parts} 个，缺的暂不计",
)
TOO_MANY = Phrase(
    en="{parts} parts, but only {weights} weights: the others count nothing",
    zh="有 {parts} 个部分，只有 {weights} 个权重，多出的不计",
)
