"""A bonus (or a handicap) by who took part."""

from __future__ import annotations

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.base.shapes import LARGEST
from scoring.rulebook.marks.adjustment import Adjustment
from scoring.rulebook.marks.faults import changed
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase

OWN = "own"


class Bonus(Adjustment):
    """`amount` (negative: taken off) is added for a tag: once, or for every part with the tag that has a mark.

    `most` limits how many parts are counted. Without a tag everybody, or every part, is meant.
    """

    code = "bonus"
    title = Phrase(en="Bonus by who took part", zh="按参加者加分（减分）")
    help = Phrase(
        en="Such as five points for a leader in the team.", zh="如队中有领导参加加 5 分，每有一名女队员加 2 分。"
    )
    parameters = (
        Parameter("tag", Phrase(en="For the tag", zh="标记"), "text", default=""),
        Parameter(
            "amount",
            Phrase(en="Amount", zh="数值"),
            "number",
            default=1,
            lowest=-LARGEST,
            help=Phrase(en="As recorded; negative: taken off.", zh="按记录的写法，负数为减。"),
        ),
        Parameter(
            "counted",
            Phrase(en="Counted", zh="计法"),
            "choice",
            default=OWN,
            choices=(
                Choice(OWN, Phrase(en="once, by the tag of the result itself", zh="有此标记的成绩加一次")),
                Choice("parts", Phrase(en="for every part with the tag", zh="每有一名（一项）带标记的加一次")),
            ),
        ),
        Parameter(
            "most", Phrase(en="At most so many", zh="最多计几名"), "whole", optional=True, lowest=1, highest=10_000
        ),
    )
    example = {
        "contest": {
            "code": "team-rope",
            "title": "团体跳绳",
            "game": "count",
            "aggregation": [{"over": "members", "rule": "sum"}],
            "adjustments": [{"rule": "bonus", "tag": "leader", "amount": 10, "counted": "parts", "most": 1}],
            "entries": [
                {
                    "id": "1",
                    "person": "t1",
                    "members": [
                        {"person": "a", "tags": ["leader"], "records": {"count": 40}},
                        {"person": "b", "tags": ["leader"], "records": {"count": 50}},
                    ],
                },
                {
                    "id": "2",
                    "person": "t2",
                    "members": [
                        {"person": "c", "records": {"count": 99}},
                        {"person": "d", "tags": ["leader"], "absence": "DNS"},
                    ],
                },
            ],
        },
        "placings": [["1", 1, "100 个"], ["2", 2, "99 个"]],
    }

    def apply(self, performance: Performance, game: Game) -> Performance:
        number = self._number(performance)
        if performance.mark is None or not number:
            return performance
        amount = exact(self.settings["amount"]) * number
        size = amount if amount >= 0 else -amount
        note = (ADDED if amount >= 0 else TAKEN_OFF).fill(tag=self.settings["tag"] or ALL, amount=game.shown(size))
        return changed(performance, performance.mark + amount, note)

    def says(self) -> Phrase:
        return self.with_amount(self.settings["amount"])

    def with_amount(self, amount: object) -> Phrase:
        most: int | None = self.settings["most"]
        return Phrase(en="{amount} for “{tag}” ({counted}{most})", zh="“{tag}”加 {amount}（{counted}{most}）").fill(
            tag=self.settings["tag"] or ALL,
            amount=amount,
            counted=self.chosen("counted"),
            most=Phrase(en="", zh="") if most is None else AT_MOST.fill(most=most),
        )

    def _number(self, performance: Performance) -> int:
        tag: str = self.settings["tag"]
        if self.settings["counted"] == OWN:
            return int(not tag or tag in performance.tags)
        with_tag = sum(
            1
            for part in performance.parts
            if part.mark is not None and not part.trial and (not tag or tag in part.tags)
        )
        most: int | None = self.settings["most"]
        return with_tag if most is None else min(with_tag, most)


ALL = Phrase(en="everybody", zh="全体")
AT_MOST = Phrase(en=", at most {most}", zh="，最多计 {most} 名")
ADDED = Phrase(en="“{tag}”: {amount} added", zh="{tag}：加 {amount}")
TAKEN_OFF = Phrase(en="“{tag}”: {amount} taken off", zh="{tag}：减 {amount}")
