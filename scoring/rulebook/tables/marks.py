"""单位总成绩: the marks of a unit's best, added up or averaged."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.marks.game import Game, Mark
from scoring.rulebook.marks.numbers import whole
from scoring.rulebook.unitsums.slots import SCORERS, WITHOUT
from scoring.rulebook.unitsums.tablerule import Meet, Row, Score, TableRule, number_text
from unionevents.lib.phrase import Phrase


class MarkTotals(TableRule):
    """Marks of the same measure: the unit's best so many, or all; whoever has fewer is not ranked, if so set."""

    code = "marks"
    title = Phrase(en="Marks added up", zh="成绩合计（或平均）")
    help = Phrase(
        en="Of contests with the same measure: the marks of a unit's best are added, or their mean is taken.",
        zh="用于同一种计量的项目：把本单位最好的几个成绩相加，或者取平均。",
    )
    parameters = (
        Parameter(
            "take",
            Phrase(en="Take", zh="怎样合成"),
            "choice",
            default="sum",
            choices=(Choice("sum", Phrase(en="the sum", zh="合计")), Choice("mean", Phrase(en="the mean", zh="平均"))),
        ),
        SCORERS,
        Parameter(
            "least", Phrase(en="Needed of a unit", zh="每单位至少几个"), "whole", default=1, lowest=1, highest=10_000
        ),
        WITHOUT,
    )
    example = {
        "table": {"scorers": 2, "least": 2},
        "contests": {"rope": {"u1": [9, 3, 1], "u2": [7, 6], "u3": [20]}},
        "rows": [["u2", 1, 13], ["u1", 2, 12], ["u3", None, None]],
    }

    def __init__(self, settings: Any = None) -> None:
        super().__init__(settings)
        self._low = False
        self._game: Game | None = None

    def rows(self, meet: Meet) -> list[Row]:
        games = [standing.view.game for standing in meet.standings]
        # Contests that are printed alike have totals printed so too; a sum of others is a bare number.
        alike = games and all((game.code, game.settings) == (games[0].code, games[0].settings) for game in games)
        self._game = games[0] if alike else None
        self._low = any(standing.view.game.key(0) < standing.view.game.key(1) for standing in meet.standings)
        scores: dict[str, list[Score]] = {unit: [] for unit in meet.units}
        for standing, entry in meet.entries():
            if entry.ranked and entry.mark is not None and entry.performance.tags.isdisjoint(self.settings["without"]):
                shown = standing.view.game.shown(entry.mark)
                scores[meet.holder(entry) or ""].append(
                    Score(entry.mark, Sentence.of("a_mark", MARK, mark=shown), standing, entry)
                )
        rows: list[Row] = []
        for code, unit in meet.units.items():
            mine = sorted(
                scores[code], key=lambda score: (self.key(score.points), score.entry.id if score.entry else "")
            )
            number = self.settings["scorers"] or len(mine)
            kept = [score if at < number else score._replace(counted=False) for at, score in enumerate(mine)]
            counted = [score.points for score in kept if score.counted]
            if len(mine) < self.settings["least"]:
                rows.append(Row(unit, None, kept, unranked=FEWER.fill(number=len(mine), least=self.settings["least"])))
                continue
            total = Fraction(sum(counted))
            if self.settings["take"] == "mean":
                total /= len(counted)
            rows.append(Row(unit, whole(total), kept, {"singles": tuple(-Fraction(self.key(one)) for one in counted)}))
        return rows

    def key(self, total: Mark) -> Mark:
        return total if self._low else -total

    def shown(self, total: Mark) -> Phrase:
        if self._game is not None:
            return self._game.shown(total)
        text = number_text(total)
        return Phrase(en=text, zh=text)

    def says(self) -> Phrase:
        return Phrase(en="{take} of the marks of a unit", zh="取本单位成绩的{take}").fill(take=self.chosen("take"))


MARK = Phrase(en="{mark}", zh="{mark}")
FEWER = Phrase(en="{number} marks, {least} needed", zh="只有 {number} 个成绩，至少要 {least} 个")
