"""Points off for every member that a team lacks."""

from __future__ import annotations

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.base.shapes import LARGEST
from scoring.rulebook.marks.adjustment import Adjustment
from scoring.rulebook.marks.faults import changed
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase


class MissingMembers(Adjustment):
    """`amount` is taken off (negative: added, for times) for every member that is missing of `size`.

    A member is there with a mark, or who started and has none. With a tag only members with it are counted:
    a team without a leader, or with too few women.
    """

    code = "missing_members"
    title = Phrase(en="Points off for missing members", zh="缺人扣分")
    help = Phrase(
        en="For each member that a team lacks. Where members are no level of the result, use faults.",
        zh="队伍每缺一人（缺领导、女队员不足）扣若干分。队员没有单独成绩时用犯规代码扣分。",
    )
    parameters = (
        Parameter(
            "size", Phrase(en="Members there must be", zh="应有人数"), "whole", default=4, lowest=1, highest=1000
        ),
        Parameter("tag", Phrase(en="With the tag", zh="标记"), "text", default=""),
        Parameter("amount", Phrase(en="Amount each", zh="每缺一人"), "number", default=1, lowest=-LARGEST),
    )
    example = {
        "contest": {
            "code": "team-rope",
            "title": "团体跳绳",
            "game": "count",
            "aggregation": [{"over": "members", "rule": "sum"}],
            "adjustments": [{"rule": "missing_members", "size": 2, "amount": 5}],
            "entries": [
                {
                    "id": "1",
                    "person": "t1",
                    "members": [{"person": "a", "records": {"count": 60}}, {"person": "b", "absence": "DNS"}],
                },
                {
                    "id": "2",
                    "person": "t2",
                    "members": [{"person": "c", "records": {"count": 57}}, {"person": "d", "absence": "DNF"}],
                },
            ],
        },
        "placings": [["2", 1, "57 个"], ["1", 2, "55 个"]],
    }

    def apply(self, performance: Performance, game: Game) -> Performance:
        tag: str = self.settings["tag"]
        there = sum(1 for part in performance.parts if _there(part) and (not tag or tag in part.tags))
        missing = self.settings["size"] - there
        if performance.mark is None or missing <= 0:
            return performance
        amount = exact(self.settings["amount"]) * missing
        size = amount if amount >= 0 else -amount
        note = (TAKEN_OFF if amount >= 0 else ADDED).fill(missing=missing, tag=_tagged(tag), amount=game.shown(size))
        return changed(performance, performance.mark - amount, note)

    def says(self) -> Phrase:
        return self.with_amount(self.settings["amount"])

    def with_amount(self, amount: object) -> Phrase:
        return Phrase(
            en="{amount} off for each{tag} member missing of {size}", zh="应有{tag} {size} 人，每缺一人扣 {amount}"
        ).fill(size=self.settings["size"], amount=amount, tag=_tagged(self.settings["tag"]))


def _there(part: Performance) -> bool:
    return part.mark is not None or (part.absence is not None and part.absence.took_part)


def _tagged(tag: str) -> Phrase:
    return Phrase(en=f" “{tag}”", zh=f"“{tag}”") if tag else Phrase(en="", zh="")


TAKEN_OFF = Phrase(en="{missing}{tag} missing: {amount} deducted", zh="缺{tag} {missing} 人，扣 {amount}")
ADDED = Phrase(en="{missing}{tag} missing: {amount} added", zh="缺{tag} {missing} 人，加 {amount}")
