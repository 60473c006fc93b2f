"""奖牌榜: most firsts, then seconds, then thirds."""

from __future__ import annotations

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.prizes.dealing import deal
from scoring.rulebook.standings.standing import Standing
from scoring.rulebook.unitsums.slots import PASSED_OVER, SCORERS, WITHOUT, Scoring
from scoring.rulebook.unitsums.tablerule import Meet, Row, Score, TableRule
from scoring.rulebook.unitsums.tablewords import UNSCORED
from scoring.rulebook.unitsums.unittotals import figures
from unionevents.lib.phrase import Phrase

PRIZES = "prizes"


class MedalTable(TableRule):
    """Units by firsts; level on firsts: seconds, then thirds, as deep as stated; equal triples share the place."""

    code = "medals"
    title = Phrase(en="Medal table", zh="奖牌榜（金银铜）")
    help = Phrase(
        en="Most first places, then second, then third; or first, second and third prizes.",
        zh="先比第一名的个数，再比第二名、第三名；也可以按一、二、三等奖数。",
    )
    usual_tie_breaks = ("count_back",)
    parameters = (
        Parameter(
            "by",
            Phrase(en="Counted", zh="数什么"),
            "choice",
            default="ranks",
            choices=(
                Choice("ranks", Phrase(en="places", zh="名次")),
                Choice(PRIZES, Phrase(en="prizes, best first", zh="奖级（从高到低）")),
            ),
        ),
        Parameter("depth", Phrase(en="How many kinds", zh="数到第几"), "whole", default=3, lowest=1, highest=100),
        SCORERS,
        WITHOUT,
        PASSED_OVER,
    )
    example = {
        "table": {},
        "contests": {"ball": {"u1": [9], "u2": [8], "u3": [7]}, "rope": {"u1": [5], "u2": [6], "u3": [4]}},
        "rows": [["u1", 1, 1], ["u2", 1, 1], ["u3", 3, 0]],
    }

    def rows(self, meet: Meet) -> list[Row]:
        scores: dict[str, list[Score]] = {unit: [] for unit in meet.units}
        for standing in meet.standings:
            kinds = self._kinds(standing)
            for slot in Scoring.of(self.settings, meet.holder).slots(standing):
                if slot.reason is not None:
                    why = Sentence.of("unscored", UNSCORED, rank=slot.rank, reason=slot.reason)
                    score = Score(0, why, standing, slot.entry, slot.rank, counted=False)
                else:
                    kind = kinds.get(slot.entry.id) if self.settings["by"] == PRIZES else slot.first
                    counts = kind is not None and kind <= self.settings["depth"]
                    template = (A_PRIZE if self.settings["by"] == PRIZES else A_PLACE) if counts else NO_MEDAL
                    why = Sentence.of("medal", template, rank=slot.rank, kind=kind)
                    score = Score(int(counts), why, standing, slot.entry, kind if counts else None, counted=counts)
                scores[slot.holder or ""].append(score)
        rows: list[Row] = []
        for code, unit in meet.units.items():
            counts = [
                sum(1 for score in scores[code] if score.counted and score.rank == kind)
                for kind in range(1, self.settings["depth"] + 1)
            ]
            row = Row(unit, counts[0], scores[code], figures(scores[code], meet) | {"places": tuple(counts)})
            row.shown = self._counted(counts)
            rows.append(row)
        return rows

    def shown(self, total: Mark) -> Phrase:
        return Phrase(en="{number} firsts", zh="{number} 个第一").fill(number=total)

    def says(self) -> Phrase:
        return Phrase(
            en="most firsts, then seconds, and so on, by {by}", zh="按{by}，先比第一多，再比第二，依次类推"
        ).fill(by=self.chosen("by"))

    def _kinds(self, standing: Standing) -> dict[str, int]:
        """The prize of every entry as a number, the best being 1."""
        rules = standing.view.prize_rules
        if rules is None or self.settings["by"] != PRIZES:
            return {}
        order = {prize: number for number, prize in enumerate(rules.tier_codes, 1)}
        dealt = deal(standing.ranking.levels, standing.lines, standing.contest.line_orders)
        return {entry: order[got.span.prize] for entry, got in dealt.deals.items() if got.span is not None}

    def _counted(self, counts: list[int]) -> Phrase:
        if self.settings["by"] == "ranks" and len(counts) == len(METALS):
            return Phrase(
                en=", ".join(f"{number} {metal.en}" for number, metal in zip(counts, METALS, strict=True)),
                zh=" ".join(f"{number} {metal.zh}" for number, metal in zip(counts, METALS, strict=True)),
            )
        text = "-".join(map(str, counts))
        return Phrase(en=text, zh=text)


METALS = (Phrase(en="gold", zh="金"), Phrase(en="silver", zh="银"), Phrase(en="bronze", zh="铜"))
A_PLACE = Phrase(en="place {rank}", zh="第 {rank} 名")
A_PRIZE = Phrase(en="place {rank}, prize number {kind}", zh="第 {rank} 名，得第 {kind} 等奖")
NO_MEDAL = Phrase(en="place {rank}, does not count", zh="第 {rank} 名，不计")
