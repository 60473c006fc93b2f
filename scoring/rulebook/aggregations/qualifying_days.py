"""How many days reached the limit."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.rulebook.marks.qualifying import CountsDays
from unionevents.lib.phrase import Phrase


class QualifyingDays(CountsDays):
    """The number of parts that reach the limit, such as days with 6,000 steps; most first."""

    code = "qualifying_days"
    title = Phrase(en="Number of days that qualify", zh="计达标天数")
    help = Phrase(en="Counts the days that reach the limit.", zh="数有多少天达标，如每天不少于 6000 步。")
    example = {
        "contest": {
            "code": "steps",
            "title": "健步走",
            "game": "steps",
            "aggregation": [{"over": "days", "rule": "qualifying_days", "limit": 6000}],
            "entries": [
                {"id": "1", "person": "a", "days": [{"records": {"steps": 30_000}}, {"records": {"steps": 2000}}]},
                {"id": "2", "person": "b", "days": [{"records": {"steps": 6000}}, {"records": {"steps": 6001}}]},
                {"id": "3", "person": "c", "days": [{"records": {"steps": 0}}, {"absence": "DNS"}]},
                {"id": "4", "person": "d", "days": [{"absence": "WD"}]},
            ],
        },
        "placings": [["2", 1, "2 天"], ["1", 2, "1 天"], ["3", 3, "0 天"], ["4", None, "弃权"]],
    }

    def number(self, reached: Sequence[bool]) -> int:
        return sum(reached)

    def says(self) -> Phrase:
        return Phrase(en="number of {unit} with {limit}, most first", zh="计达标{unit}数（{limit}），多者列前").fill(
            unit=self.chosen("unit"), limit=self.said_limit()
        )
