"""Points for marks, by a scale or a formula: fitness tests, decathlons, whatever is converted before it is added."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.rule import Contradiction, Parameter
from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.numbers import whole
from scoring.rulebook.standings.contest import Entry
from scoring.rulebook.standings.standing import Standing
from scoring.rulebook.unitsums.pointsettings import CONTEST
from scoring.rulebook.unitsums.tablerule import Meet, Names, Row, Score, TableRule, number_text
from scoring.rulebook.unitsums.tablewords import unknown
from unionevents.lib.phrase import Phrase

DIVISION: Final = Parameter("division", Phrase(en="Division", zh="组别"), "code", optional=True)
# Exponents have at most three decimals: their roots are drawn exactly, in whole numbers.
FINEST: Final = 1000


class MarkPoints(TableRule):
    """Each mark brings points, and these are added.

    A scale gives those of its best line that the mark reaches, and 0 below all. A formula gives the whole part of
    a × d ^ c, where d is how far the mark is better than b, in units of `unit` (1000: seconds of ms); World Athletics'
    combined events are of this kind. Contests without a line do not count.
    """

    code = "mark_points"
    title = Phrase(en="Points for marks", zh="成绩折算分")
    help = Phrase(
        en="Each mark is converted by a scale or a formula, and the points are added.",
        zh="各项成绩按评分表或公式折算成分，再相加，如体质测试、全能。",
    )
    parameters = (
        Parameter(
            "scales",
            Phrase(en="Scale", zh="评分表"),
            "rows",
            default=[],
            columns=(
                CONTEST,
                DIVISION,
                Parameter("mark", Phrase(en="From this mark on", zh="达到"), "number", required=True, lowest=-(10**12)),
                Parameter("points", Phrase(en="Points", zh="得分"), "number", required=True, lowest=-(10**9)),
            ),
            help=Phrase(
                en="One line for each step, in the contest's measure (times in milliseconds).",
                zh="每档一行，按项目的计量写（时间写毫秒）。",
            ),
        ),
        Parameter(
            "formulas",
            Phrase(en="Formula a × d ^ c", zh="公式 a × d ^ c"),
            "rows",
            default=[],
            columns=(
                CONTEST,
                DIVISION,
                Parameter("a", Phrase(en="a", zh="a"), "number", required=True),
                Parameter("b", Phrase(en="b", zh="b"), "number", required=True),
                Parameter("c", Phrase(en="c", zh="c"), "number", required=True, highest=10),
                Parameter("unit", Phrase(en="Unit", zh="单位"), "whole", required=True, lowest=1, highest=10**6),
            ),
            help=Phrase(
                en="d: how far the mark is better than b, in units (1000: seconds of ms). Whole points, rounded down.",
                zh="d 为成绩优于 b 多少，按单位计（1000：毫秒折成秒）；取整数部分。",
            ),
        ),
    )
    example = {
        "table": {
            "scales": [
                {"contest": "rope", "mark": 5, "points": 60},
                {"contest": "rope", "mark": 8, "points": 100},
            ],
            "formulas": [{"contest": "ball", "a": 2, "b": 1, "c": "3/2", "unit": 1}],
        },
        "contests": {"rope": {"u1": [9], "u2": [7], "u3": [4]}, "ball": {"u1": [3], "u2": [5, 1]}},
        "rows": [["u1", 1, 105], ["u2", 2, 76], ["u3", 3, 0]],
    }

    def rows(self, meet: Meet) -> list[Row]:
        scores: dict[str, list[Score]] = {unit: [] for unit in meet.units}
        for standing, entry in meet.entries():
            points = self._points(standing, entry) if entry.ranked and entry.mark is not None else None
            if points is not None and entry.mark is not None:
                shown = standing.view.game.shown(entry.mark)
                why = Sentence.of("mark_points", WORTH, mark=shown, points=number_text(points))
                scores[meet.holder(entry) or ""].append(Score(points, why, standing, entry))
        rows = []
        for code, unit in meet.units.items():
            mine = scores[code]
            singles = tuple(sorted((Fraction(score.points) for score in mine), reverse=True))
            total = whole(sum((Fraction(score.points) for score in mine), start=Fraction(0)))
            rows.append(Row(unit, total if mine else None, mine, {"singles": singles}, unranked=None if mine else NONE))
        return rows

    def contradictions(self) -> list[Contradiction]:
        odd: list[Contradiction] = []
        scaled = {(line["contest"], line["division"]) for line in self.settings["scales"]}
        for number, line in enumerate(self.settings["formulas"]):
            if (line["contest"], line["division"]) in scaled:
                odd.append((("formulas", number, "contest"), TWO_WAYS))
            if Fraction(line["c"]).denominator > FINEST:
                odd.append((("formulas", number, "c"), TOO_FINE))
        return odd

    def unknown(self, names: Names) -> list[Contradiction]:
        return [
            *unknown(self.settings["scales"], "scales", "contest", names.contests),
            *unknown(self.settings["formulas"], "formulas", "contest", names.contests),
        ]

    def says(self) -> Phrase:
        return Phrase(en="marks are converted to points and added", zh="各项成绩折算成分后相加")

    def _points(self, standing: Standing, entry: Entry) -> Mark | None:
        """What a mark is worth; None in a contest that has neither scale nor formula."""
        mark, key = entry.performance.achieved, standing.view.game.key

        def holds(line: Mapping[str, Any]) -> bool:
            return line["contest"] == standing.contest.code and line["division"] in (None, entry.division)

        steps = [line for line in self.settings["scales"] if holds(line)]
        if steps:
            reached = [line for line in steps if key(mark) <= key(exact(line["mark"]))]
            best = min(reached, key=lambda line: key(exact(line["mark"])), default=None)
            return 0 if best is None else exact(best["points"])
        for line in self.settings["formulas"]:
            if holds(line):
                less_is_better = key(0) < key(1)
                ahead = Fraction(mark, line["unit"]) - Fraction(line["b"])
                return whole_power(Fraction(line["a"]), -ahead if less_is_better else ahead, Fraction(line["c"]))
        return None


def whole_power(factor: Fraction, base: Fraction, exponent: Fraction) -> int:
    """The whole part of factor × base ^ exponent, exactly; 0 for a base that is not above 0."""
    if base <= 0:
        return 0
    degree = exponent.denominator
    power = factor**degree * base**exponent.numerator
    return whole_root(power.numerator // power.denominator, degree)


def whole_root(number: int, degree: int) -> int:
    """The largest whole number whose power of that degree is not above the number."""
    low, high = 0, 1 << (number.bit_length() // degree + 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**degree <= number else (low, middle - 1)
    return low


WORTH: Final = Phrase(en="{mark}: {points} points", zh="{mark}，折 {points} 分")
NONE: Final = Phrase(en="no mark that is converted", zh="没有可折算的成绩")
TWO_WAYS: Final = Phrase(en="this contest has a scale as well", zh="这个项目已有评分表")
TOO_FINE: Final = Phrase(en="an exponent of at most three decimals", zh="指数最多三位小数")
