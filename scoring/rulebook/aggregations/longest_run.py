"""The longest row of days without a break."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.rulebook.marks.qualifying import CountsDays
from unionevents.lib.phrase import Phrase


class LongestRun(CountsDays):
    """The longest row of parts that reach the limit one after the other; most first."""

    code = "longest_run"
    title = Phrase(en="Longest run of days that qualify", zh="计最长连续达标")
    help = Phrase(en="Counts the longest row of days without a break.", zh="数最多连续多少天达标，中断重新计。")
    example = {
        "contest": {
            "code": "checkin",
            "title": "连续打卡",
            "game": "steps",
            "aggregation": [{"over": "days", "rule": "longest_run", "limit": 6000}],
            "entries": [
                {
                    "id": "1",
                    "person": "a",
                    "days": [
                        {"records": {"steps": 7000}},
                        {"records": {"steps": 5999}},
                        {"records": {"steps": 6000}},
                        {"records": {"steps": 8000}},
                    ],
                },
                {
                    "id": "2",
                    "person": "b",
                    "days": [{"records": {"steps": 9000}}, {}, {"records": {"steps": 9000}}, {"absence": "DNS"}],
                },
            ],
        },
        "placings": [["1", 1, "2 天"], ["2", 2, "1 天"]],
    }

    def number(self, reached: Sequence[bool]) -> int:
        longest = run = 0
        for each in reached:
            run = run + 1 if each else 0
            longest = max(longest, run)
        return longest

    def says(self) -> Phrase:
        return Phrase(
            en="longest run of {unit} with {limit}, most first", zh="计最长连续达标{unit}数（{limit}），多者列前"
        ).fill(unit=self.chosen("unit"), limit=self.said_limit())
