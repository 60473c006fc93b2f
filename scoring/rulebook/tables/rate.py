"""参与率: how much of a unit takes part."""

from __future__ import annotations

from fractions import Fraction

from scoring.rulebook.base.rule import Choice, Contradiction, Parameter
from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.numbers import decimal_text, whole
from scoring.rulebook.rewards.giving import people_of
from scoring.rulebook.unitsums.tablerule import Meet, Names, Row, Score, TableRule
from scoring.rulebook.unitsums.tablewords import NO_SUCH_VALUE
from unionevents.lib.phrase import Phrase

VALUE = "value"


class ParticipationRate(TableRule):
    """People who took part (or entered, or starts, or a number on record) divided by the unit's size; exact."""

    code = "rate"
    title = Phrase(en="Participation rate", zh="参与率")
    help = Phrase(
        en="Divided by the unit's number of members, which stands in `units`.",
        zh="除以单位人数（写在“单位”里）；没有人数的单位不排。",
    )
    for_people = False
    parameters = (
        Parameter(
            "of",
            Phrase(en="Counted", zh="数什么"),
            "choice",
            default="people",
            choices=(
                Choice("people", Phrase(en="people who took part, each once", zh="参加的人（每人只数一次）")),
                Choice("entered", Phrase(en="people on the lists, each once", zh="报名的人（每人只数一次）")),
                Choice("starts", Phrase(en="starts", zh="参加的人次")),
                Choice(VALUE, Phrase(en="a number on record", zh="单位里记的一个数")),
            ),
        ),
        Parameter(VALUE, Phrase(en="Name of the number", zh="这个数的名称"), "code", optional=True),
        Parameter("decimals", Phrase(en="Decimals shown", zh="显示几位小数"), "whole", default=2, highest=6),
    )
    example = {
        "table": {},
        "units": [{"code": "u1", "size": 4}, {"code": "u2", "size": 10}],
        "contests": {"ball": {"u1": [9, 8], "u2": [7, 6, 5]}},
        "rows": [["u1", 1, "1/2"], ["u2", 2, "3/10"]],
    }

    def rows(self, meet: Meet) -> list[Row]:
        counted: dict[str, list[str]] = {unit: [] for unit in meet.units}
        for standing, entry in meet.entries():
            absence = entry.performance.absence
            took_part = entry.mark is not None or (absence is not None and absence.took_part)
            if took_part or self.settings["of"] == "entered":
                for who in people_of(entry):
                    own = who.unit if who.unit in counted else entry.unit
                    counted[own or ""].append(f"{standing.contest.code} {who.person}" if self._starts else who.person)
        rows: list[Row] = []
        for code, unit in meet.units.items():
            number = unit.values.get(self.settings[VALUE]) if self.settings["of"] == VALUE else len(set(counted[code]))
            if not unit.size or number is None:
                rows.append(Row(unit, None, unranked=NO_SIZE if not unit.size else NO_NUMBER))
                continue
            rate = whole(Fraction(number) / unit.size)
            why = Sentence.of("rate", DIVIDED, number=str(number), size=unit.size, rate=self._percent(rate))
            rows.append(Row(unit, rate, (Score(rate, why),)))
        return rows

    def shown(self, total: Mark) -> Phrase:
        text = self._percent(total)
        return Phrase(en=text, zh=text)

    def odd(self, row: Row) -> Phrase | None:
        """More people than the unit has."""
        return ABOVE_ONE.fill(unit=row.unit.title) if row.total is not None and row.total > 1 else None

    def contradictions(self) -> list[Contradiction]:
        return [((VALUE,), WHICH)] if (self.settings["of"] == VALUE) != (self.settings[VALUE] is not None) else []

    def unknown(self, names: Names) -> list[Contradiction]:
        value = self.settings[VALUE]
        known = value is None or value in names.values or not names.units
        return [] if known else [((VALUE,), NO_SUCH_VALUE.fill(name=value))]

    def says(self) -> Phrase:
        return Phrase(en="{of}, divided by the members of the unit", zh="{of}除以单位人数").fill(of=self.chosen("of"))

    @property
    def _starts(self) -> bool:
        return bool(self.settings["of"] == "starts")

    def _percent(self, rate: Mark) -> str:
        return f"{decimal_text(100 * Fraction(rate), self.settings['decimals'])}%"


DIVIDED = Phrase(en="{number} of {size} members: {rate}", zh="{size} 人中 {number}，{rate}")
ABOVE_ONE = Phrase(
    en="“{unit}” comes to more than its number of members: is the number right?",
    zh="“{unit}”超过了单位人数，人数填对了吗？",
)
NO_SIZE = Phrase(en="the number of members is not stated", zh="没有写单位人数")
NO_NUMBER = Phrase(en="the number is not stated", zh="没有写这个数")
WHICH = Phrase(
    en="name the number exactly when one on record is counted", zh="数“单位里记的一个数”时要写它的名称，其他时候不写"
)
