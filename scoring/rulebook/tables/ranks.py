"""名次总和少者列前: the low total of ranks wins."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.numbers import whole
from scoring.rulebook.standings.standing import Standing
from scoring.rulebook.unitsums.pointsettings import BEST_CONTESTS
from scoring.rulebook.unitsums.slots import PASSED_OVER, TIES, WITHOUT, Scoring, Slot, worth
from scoring.rulebook.unitsums.tablerule import Meet, Row, Score, TableRule, number_text
from scoring.rulebook.unitsums.tablewords import NOT_BEST, UNSCORED
from scoring.rulebook.unitsums.unittotals import best_contests, figures
from unionevents.lib.phrase import Phrase

NOT_RANKED = "not_ranked"
LAST_PLUS_ONE = "last_plus_one"
ENTERED_PLUS_ONE = "entered_plus_one"


class RankTotals(TableRule):
    """The ranks of a unit's best so many in every ranking, added up; fewer than that: no total, or last place plus one.

    Without a number, all of a unit that have a rank count, and only a ranking without any is missing.
    """

    code = "ranks"
    title = Phrase(en="Total of ranks, low wins", zh="名次总和，少者列前")
    help = Phrase(
        en="The ranks of the best so many of each unit are added, over one contest or several; the lowest total wins.",
        zh="把每个单位最好的几个人（队）的名次相加，可以是一个项目，也可以跨项目，总和少者列前。",
    )
    usual_tie_breaks = ("best_place",)
    parameters = (
        Parameter(
            "count",
            Phrase(en="Counted of a unit in each ranking", zh="每个项目每单位计几个"),
            "whole",
            optional=True,
            lowest=1,
            highest=10_000,
        ),
        Parameter(
            "fewer",
            Phrase(en="Whoever has fewer", zh="不足时"),
            "choice",
            default=NOT_RANKED,
            choices=(
                Choice(NOT_RANKED, Phrase(en="is not ranked", zh="不计团体名次")),
                Choice(LAST_PLUS_ONE, Phrase(en="gets the last place plus one for each", zh="每缺一个按末位加一计")),
                Choice(
                    ENTERED_PLUS_ONE,
                    Phrase(en="gets the number of entries plus one for each (RRS A5)", zh="每缺一个按参赛项数加一计"),
                ),
            ),
        ),
        BEST_CONTESTS,
        WITHOUT,
        PASSED_OVER,
        Parameter(TIES.code, TIES.title, "choice", default="higher", choices=TIES.choices),
    )
    example = {
        "table": {"count": 2},
        "contests": {"run": {"u1": [9, 6], "u2": [8, 7], "u3": [5]}},
        "rows": [["u1", 1, 5], ["u2", 2, 5], ["u3", None, None]],
    }

    def rows(self, meet: Meet) -> list[Row]:
        rows: list[Row] = []
        slots = [
            (one, list(Scoring.of({**self.settings, "scorers": None}, meet.holder).slots(one)))
            for one in meet.standings
        ]
        for code, unit in meet.units.items():
            scores: list[Score] = []
            short: list[Standing] = []
            for standing, found in slots:
                mine = self._scores(standing, [slot for slot in found if slot.holder == code])
                scores += mine
                if sum(score.counted for score in mine) < (self.settings["count"] or 1):
                    short.append(standing)
            rows.append(self._row(Row(unit, None, scores), short, meet))
        return rows

    def key(self, total: Mark) -> Mark:
        return total

    def shown(self, total: Mark) -> Phrase:
        return Phrase(en="total of ranks {total}", zh="名次总和 {total}").fill(total=number_text(total))

    def says(self) -> Phrase:
        count = self.settings["count"]
        counted = Phrase(en=f"the best {count}", zh=f"最好的 {count} 个") if count else Phrase(en="all", zh="全部")
        return Phrase(
            en="ranks of {counted} of a unit are added, low wins", zh="每单位取{counted}的名次相加，少者列前"
        ).fill(counted=counted)

    def _scores(self, standing: Standing, slots: Sequence[Slot]) -> list[Score]:
        scores: list[Score] = []
        counted = 0
        for slot in slots:
            if slot.reason is not None:
                why = Sentence.of("unscored", UNSCORED, rank=slot.rank, reason=slot.reason)
                scores.append(Score(0, why, standing, slot.entry, slot.rank, counted=False))
                continue
            counts = self.settings["count"] is None or counted < self.settings["count"]
            counted += counts
            place = worth(slot, lambda at: at, self.settings["ties"])
            template = COUNTED if counts else SPARE
            why = Sentence.of("rank", template, rank=slot.rank, counts=number_text(place))
            scores.append(Score(place, why, standing, slot.entry, slot.rank, counted=counts))
        return scores

    def _row(self, row: Row, short: Sequence[Standing], meet: Meet) -> Row:
        """The total, with what is missing counted as stated."""
        best: int | None = self.settings["best"]
        count: int = self.settings["count"] or 1
        scores = list(row.scores)
        fewer = self.settings["fewer"]
        if fewer != NOT_RANKED:
            for standing in short:
                turnout = standing.turnout
                last = (turnout.finished if fewer == LAST_PLUS_ONE else turnout.entered) + 1
                present = sum(1 for score in scores if score.standing is standing and score.counted)
                why = Sentence.of("missing_rank", MISSING, last=last)
                scores += [Score(last, why, standing) for _ in range(count - present)]
        elif short:
            missing = {standing.contest.code for standing in short}
            scores = [
                score._replace(counted=False)
                if score.standing is not None and score.standing.contest.code in missing
                else score
                for score in scores
            ]
            contests = {standing.contest.code for standing in meet.standings}
            if best is None or len(contests - missing) < best:
                row.unranked = FEWER.fill(contests=", ".join(sorted({standing.title for standing in short})))
        kept = best_contests(scores, best, NOT_BEST, key=lambda total: total)
        # The lower a single rank, the better.
        singles = tuple(sorted((-Fraction(score.points) for score in kept if score.counted), reverse=True))
        row.scores, row.figures = kept, figures(kept, meet) | {"singles": singles}
        if row.unranked is None and meet.standings:
            row.total = whole(Fraction(sum(score.points for score in kept if score.counted)))
        return row


COUNTED = Phrase(en="place {rank} counts {counts}", zh="第 {rank} 名，计 {counts}")
SPARE = Phrase(en="place {rank}, beyond those who count", zh="第 {rank} 名，超出计算人数，不计")
MISSING = Phrase(en="one too few, counts {last}", zh="缺一个，计 {last}")
FEWER = Phrase(en="too few with a rank in {contests}", zh="{contests}有名次的不够，不计团体名次")
