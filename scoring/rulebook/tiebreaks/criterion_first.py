"""Level on the total: one criterion decides."""

from __future__ import annotations

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.marks.game import Game, Mark
from scoring.rulebook.marks.judgedsettings import SCORE
from scoring.rulebook.ranks.comparing import FigureTieBreak
from unionevents.lib.phrase import Phrase

MORE = "more"


class CriterionFirst(FigureTieBreak):
    """Level: the better score in one criterion of the panel, or the difficulty; several lines make an order."""

    code = "criterion_first"
    title = Phrase(en="one criterion decides", zh="比指定评分项")
    help = Phrase(
        en="Compares one criterion after its own trim (execution before difficulty).",
        zh="总分相同看指定评分项的得分，如先比内容分。",
    )
    kinds = ("marks",)
    parameters = (
        Parameter(
            "criterion",
            Phrase(en="Criterion", zh="评分项代码"),
            "text",
            required=True,
            help=Phrase(en="Its code, or `difficulty`.", zh="填评分项代码，或 difficulty（难度）。"),
        ),
        Parameter(
            "better",
            Phrase(en="Better is", zh="以何为好"),
            "choice",
            default=MORE,
            choices=(Choice(MORE, Phrase(en="more", zh="高")), Choice("less", Phrase(en="less", zh="低"))),
        ),
    )
    example = {
        "contest": {
            "code": "gym",
            "title": "健身操",
            "game": "judged",
            "settings": {
                "judges": 3,
                "criteria": [
                    {"code": "difficulty_score", "title": "难度", "maximum": 10},
                    {"code": "execution", "title": "完成", "maximum": 10},
                ],
            },
            "tie_breaks": [{"rule": "criterion_first", "criterion": "execution"}],
            "entries": [
                {"id": "1", "person": "a", "records": {"difficulty_score": [6, 6, 6], "execution": [8, 8, 8]}},
                {"id": "2", "person": "b", "records": {"difficulty_score": [5, 5, 5], "execution": [9, 9, 9]}},
            ],
        },
        "placings": [["2", 1, "14.00 分"], ["1", 2, "14.00 分"]],
    }

    def figure(self) -> str:
        criterion: str = self.settings["criterion"]
        return criterion

    def unread(self, game: Game) -> Phrase | None:
        criterion: str = self.settings["criterion"]
        known = [field.code for field in game.fields if field.code != SCORE]
        return None if criterion in known else UNKNOWN.fill(criterion=criterion, known=", ".join(known) or "-")

    def better_is_more(self) -> bool:
        return bool(self.settings["better"] == MORE)

    def text(self, value: Mark) -> str:
        return self.in_points(value, 3)

    def says(self) -> Phrase:
        return SAYS.fill(better=self.chosen("better"), criterion=self.settings["criterion"])

    def says_of(self, game: Game) -> Phrase:
        titles = {field.code: field.title for field in game.fields}
        criterion: str = self.settings["criterion"]
        return SAYS.fill(better=self.chosen("better"), criterion=titles.get(criterion, criterion))


SAYS = Phrase(en="{better} “{criterion}”", zh="“{criterion}”{better}者列前")
UNKNOWN = Phrase(
    en="the panel has no criterion “{criterion}”; it has: {known}", zh="评分项里没有“{criterion}”，现有：{known}"
)
