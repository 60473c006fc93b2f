"""Level: a whole small table of those who are level."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.marks.numbers import plain_text
from scoring.rulebook.marks.performance import Performance, Played
from scoring.rulebook.matches.league import pair_sum, sum_of
from scoring.rulebook.matchplay.table import MatchTieBreak, group_example, scores
from scoring.rulebook.ranks.tiebreak import Comparable
from unionevents.lib.phrase import Phrase


class MiniTable(MatchTieBreak):
    """Level: points, difference and total of the matches among them; with `again`, made anew for those still level."""

    code = "mini_table"
    title = Phrase(en="small table of those level", zh="相互间小循环")
    help = Phrase(
        en="Among those who are level: points, then difference, then total. Those still level can start a new one.",
        zh="积分相同的几方单列一表：先比积分，再比净胜数，再比总得数。仍相同的可以再单列一次。",
    )
    parameters = (
        Parameter(
            "of",
            Phrase(en="Difference and total of", zh="净胜和总得比"),
            "choice",
            default="scores",
            choices=(
                Choice("rubbers", Phrase(en="rubbers", zh="盘")),
                Choice("games", Phrase(en="games", zh="局")),
                Choice("scores", Phrase(en="points or goals", zh="得分（进球）")),
            ),
        ),
        Parameter("again", Phrase(en="Again for those still level", zh="仍相同的再单列一次"), "yes_no", default=True),
    )
    example = group_example(
        {"system": "uefa"},
        [{"rule": "mini_table"}],
        scores("1-2 1:0", "1-3 0:1", "2-3 2:1", "1-4 2:0", "2-4 1:0", "3-4 1:0"),
        [["2", 1, "6 分"], ["3", 2, "6 分"], ["1", 3, "6 分"], ["4", 4, "0 分"]],
    )

    @property
    def among_all(self) -> bool:
        return False

    def key_of(self, played: Sequence[Played], performance: Performance) -> Comparable:
        won, lost = pair_sum(getattr(row, self.settings["of"]) for row in played)
        return (-sum_of(row.points for row in played), lost - won, -won)

    def shown(self, played: Sequence[Played], performance: Performance) -> str:
        points = sum_of(row.points for row in played)
        won, lost = pair_sum(getattr(row, self.settings["of"]) for row in played)
        return f"{plain_text(points)}; {plain_text(won)}:{plain_text(lost)}"

    def split(self, tied: Sequence[Performance]) -> list[list[Performance]]:
        groups = super().split(tied)
        if len(groups) == 1 or not self.settings["again"]:
            return groups
        return [part for group in groups for part in (self.split(group) if len(group) > 1 else [group])]
