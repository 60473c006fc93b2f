"""Tie-breaks that ask how strong the opponents were: what each round is worth, and which rounds are cut."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.numbers import whole
from scoring.rulebook.marks.performance import Met, Performance, Played
from scoring.rulebook.matches.league import ON_COURT, by_own_choice, sum_of
from scoring.rulebook.matchplay.table import NumberTieBreak
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
                "own_score_capped",
                Phrase(
                    en="the same, at most half a full score, or the score of the opponent who did not come",
                    zh="同上，但不超过满分的一半，或不超过未到对手的积分",
                ),
            ),
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
        help=Phrase(
            en="Unless the lowest opponent adds more to the sum (FIDE C.07 16.5).",
            zh="除非最低的那个对手算进去的分更多（国际棋联 C.07 第 16.5 条）。",
        ),
    ),
)


class Round(NamedTuple):
    """What one round adds to the sum, and from an opponent of what score."""

    opponent: Mark
    value: Mark
    by_own_choice: bool


class OpponentTieBreak(NumberTieBreak):
    """Adds up what each round is worth, after cutting those against the lowest and the highest opponents."""

    parameters = OPPONENT_PARAMETERS

    def number(self, played: Sequence[Played], performance: Performance) -> Mark:
        rounds: list[Round] = []
        for index, row in enumerate(played):
            opponent = self._opponent(index, played)
            rounds.append(Round(opponent, self.worth(row, opponent), by_own_choice(row)))
        rounds.sort()
        for _cut in range(min(self.settings["cut_lowest"], len(rounds))):
            rounds.remove(self._least(rounds))
        return sum_of(one.value for one in rounds[: max(len(rounds) - self.settings["cut_highest"], 0)])

    def _least(self, rounds: Sequence[Round]) -> Round:
        """The round to cut next: the lowest opponent's, or one left out by choice where that adds as much."""
        by_choice = [one for one in rounds if one.by_own_choice] if self.settings["own_choice_first"] else []
        return by_choice[0] if by_choice and by_choice[0].value >= rounds[0].value else rounds[0]

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
            return self._score_of(met)
        if self.settings["unplayed"] == "zero":
            return 0
        own = sum_of(one.points for one in played)
        if self.settings["unplayed"] == "own_score":
            return own
        if self.settings["unplayed"] == "own_score_capped":
            return min(own, self._score_of(met) if met else whole(Fraction(sum_of(one.possible for one in played)) / 2))
        before = sum_of(one.points for one in played[:index])
        later = Fraction(row.possible) / 2 * (len(played) - index - 1)
        return whole(before + (row.possible - row.points) + later)

    def _score_of(self, met: Met) -> Mark:
        return {"scored": met.mark, "adjusted": met.adjusted, "drawn": met.drawn}[self.settings["opponents"]]


CUT_LOWEST = Phrase(en="{title}, without the {lowest} lowest", zh="{title}（去掉最低 {lowest} 个）")
CUT_HIGHEST = Phrase(en="{title}, without the {highest} highest", zh="{title}（去掉最高 {highest} 个）")
CUT = Phrase(
    en="{title}, without the {lowest} lowest and {highest} highest",
    zh="{title}（去掉最低 {lowest} 个、最高 {highest} 个）",
)
