"""Tie-breaks that ask how strong the opponents were: what each round is worth, and which rounds are cut."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from scoring.rulebook.game import Mark
from scoring.rulebook.league import ON_COURT, by_own_choice, sum_of
from scoring.rulebook.matchplay.table import NumberTieBreak
from scoring.rulebook.performance import Performance, Played
from scoring.rulebook.rule import Choice, Parameter
from unionevents.lib.phrase import Phrase

SHARE_OF_RESULT: Final = {"won": Fraction(1), "drawn": Fraction(1, 2), "lost": Fraction(0)}
MOST_CUT: Final = 20

OPPONENT_PARAMETERS: Final = (
    Parameter("cut_lowest", Phrase(en="Lowest left out", zh="去掉最低几个"), "whole", default=0, highest=MOST_CUT),
    Parameter("cut_highest", Phrase(en="Highest left out", zh="去掉最高几个"), "whole", default=0, highest=MOST_CUT),
    Parameter(
        "unplayed",
        Phrase(en="A round without an opponent counts as", zh="轮空或没有比赛的一轮按"),
        "choice",
        default="own_score",
        choices=(
            Choice("own_score", Phrase(en="an opponent with one's own final score", zh="对手与自己最终积分相同")),
            Choice(
                "virtual",
                Phrase(
                    en="an opponent who stood level before the round and draws from then on",
                    zh="对手在该轮前与自己同分、以后各轮都打平",
                ),
            ),
            Choice("zero", Phrase(en="nothing", zh="0 分")),
        ),
    ),
    Parameter(
        "opponents",
        Phrase(en="An opponent's own unplayed rounds count", zh="对手自己没有比赛的轮次按"),
        "choice",
        default="scored",
        choices=(
            Choice("scored", Phrase(en="as they were scored", zh="实际得分")),
            Choice("adjusted", Phrase(en="as draws from when he stopped coming", zh="从不再参赛起按平局")),
            Choice("drawn", Phrase(en="as draws, all of them", zh="一律按平局")),
        ),
    ),
    Parameter(
        "walkovers",
        Phrase(en="A walk-over is", zh="对手未到的一轮"),
        "choice",
        default="as_unplayed",
        choices=(
            Choice("as_unplayed", Phrase(en="a round without an opponent", zh="按没有对手算")),
            Choice("as_played", Phrase(en="a round like others", zh="照常算")),
        ),
    ),
    Parameter(
        "own_choice_first",
        Phrase(en="Cut first what was not played by choice", zh="先去掉自己主动不参赛的轮次"),
        "yes_no",
        default=False,
    ),
)


class Round(NamedTuple):
    """What one round adds to the sum."""

    value: Mark
    by_own_choice: bool


class OpponentTieBreak(NumberTieBreak):
    """Adds up what each round is worth, after cutting the lowest and the highest."""

    parameters = OPPONENT_PARAMETERS

    def number(self, played: Sequence[Played], performance: Performance) -> Mark:
        rounds = [
            Round(self.worth(row, self._opponent(index, played)), by_own_choice(row))
            for index, row in enumerate(played)
        ]
        by_choice = bool(self.settings["own_choice_first"])
        rounds.sort(key=lambda one: (not one.by_own_choice if by_choice else False, one.value))
        kept = sorted(one.value for one in rounds[self.settings["cut_lowest"] :])
        return sum_of(kept[: max(len(kept) - self.settings["cut_highest"], 0)])

    @abstractmethod
    def worth(self, row: Played, opponent: Mark) -> Mark:
        """What a round adds, given the score of its opponent."""

    def says(self) -> Phrase:
        lowest, highest = self.settings["cut_lowest"], self.settings["cut_highest"]
        if not lowest and not highest:
            return self.title
        template = CUT if lowest and highest else (CUT_LOWEST if lowest else CUT_HIGHEST)
        return template.fill(title=self.title, lowest=lowest, highest=highest)

    def _opponent(self, index: int, played: Sequence[Played]) -> Mark:
        row = played[index]
        met = row.met
        if met is not None and (row.ended in ON_COURT or self.settings["walkovers"] == "as_played"):
            return {"scored": met.mark, "adjusted": met.adjusted, "drawn": met.drawn}[self.settings["opponents"]]
        if self.settings["unplayed"] == "zero":
            return 0
        if self.settings["unplayed"] == "own_score":
            return sum_of(one.points for one in played)
        before = sum_of(one.points for one in played[:index])
        later = Fraction(row.possible) / 2 * (len(played) - index - 1)
        return before + (row.possible - row.points) + later


CUT_LOWEST = Phrase(en="{title}, without the {lowest} lowest", zh="{title}（去掉最低 {lowest} 个）")
CUT_HIGHEST = Phrase(en="{title}, without the {highest} highest", zh="{title}（去掉最高 {highest} 个）")
CUT = Phrase(
    en="{title}, without the {lowest} lowest and {highest} highest",
    zh="{title}（去掉最低 {lowest} 个、最高 {highest} 个）",
)
