"""没有得奖的发参与奖: a second gift beside the souvenir."""

from __future__ import annotations

from scoring.rulebook.awarding.souvenir import WITHOUT_AWARD, Souvenir
from unionevents.lib.phrase import Phrase


class Consolation(Souvenir):
    """A gift for those who won nothing, beside a souvenir for everybody; with the same settings."""

    code = "consolation"
    title = Phrase(en="Consolation prize", zh="参与奖（安慰奖）")
    help = Phrase(
        en="Like the souvenir and beside it: usually for those who took part and won nothing.",
        zh="与纪念奖并行的另一份：通常发给参加了比赛而没有得奖的人。",
    )
    stage = 41
    example = {
        "awards": {"consolation": {"prize": "souvenir", "to": WITHOUT_AWARD}},
        "counts": {"a": 9, "b": "DSQ", "c": "DNS"},
        "given": [["a", "first"], ["b", "souvenir"]],
    }
