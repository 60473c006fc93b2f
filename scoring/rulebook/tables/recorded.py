"""A number on record for every unit, such as an inspection mark."""

from __future__ import annotations

from scoring.rulebook.base.rule import Choice, Contradiction, Parameter
from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.unitsums.tablerule import Meet, Names, Row, Score, TableRule, number_text
from scoring.rulebook.unitsums.tablewords import NO_SUCH_VALUE
from unionevents.lib.phrase import Phrase


class RecordedNumber(TableRule):
    """Units ranked by a number that stands in `units`: more is better, or less is."""

    code = "recorded"
    title = Phrase(en="A number on record", zh="按单位里记的一个数")
    help = Phrase(
        en="Such as the mark of an inspection, stated for each unit.", zh="如检查评分、任务完成率，写在“单位”里。"
    )
    for_people = False
    parameters = (
        Parameter("value", Phrase(en="Name of the number", zh="这个数的名称"), "code", default="score", required=True),
        Parameter(
            "better",
            Phrase(en="Better is", zh="怎样算好"),
            "choice",
            default="more",
            choices=(
                Choice("more", Phrase(en="more", zh="多者列前")),
                Choice("less", Phrase(en="less", zh="少者列前")),
            ),
        ),
    )
    example = {
        "table": {"value": "inspection"},
        "units": [{"code": "u1", "values": {"inspection": "91/2"}}, {"code": "u2", "values": {"inspection": 88}}],
        "contests": {"ball": {"u1": [9], "u2": [8]}},
        "rows": [["u2", 1, 88], ["u1", 2, "91/2"]],
    }

    def rows(self, meet: Meet) -> list[Row]:
        rows: list[Row] = []
        for unit in meet.units.values():
            value = unit.values.get(self.settings["value"])
            if value is None:
                rows.append(Row(unit, None, unranked=NOT_STATED))
            else:
                why = Sentence.of("recorded", STATED, value=self.settings["value"], number=number_text(value))
                rows.append(Row(unit, value, (Score(value, why),)))
        return rows

    def key(self, total: Mark) -> Mark:
        return -total if self.settings["better"] == "more" else total

    def unknown(self, names: Names) -> list[Contradiction]:
        value = self.settings["value"]
        # A plan before any unit is in it cannot be wrong about what stands there.
        return [] if value in names.values or not names.units else [(("value",), NO_SUCH_VALUE.fill(name=value))]

    def says(self) -> Phrase:
        return Phrase(en="{value}, {better} is better", zh="按“{value}”，{better}").fill(
            value=self.settings["value"], better=self.chosen("better")
        )


STATED = Phrase(en="{value}: {number}", zh="{value}：{number}")
NOT_STATED = Phrase(en="not stated", zh="没有写这个数")
