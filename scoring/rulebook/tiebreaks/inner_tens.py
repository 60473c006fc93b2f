"""Level on rings: more inner tens."""

from __future__ import annotations

from scoring.rulebook.marks.game import Game
from scoring.rulebook.ranks.comparing import FigureTieBreak
from unionevents.lib.phrase import Phrase


class InnerTens(FigureTieBreak):
    """Level: more inner tens, over all rounds (ISSF 6.15)."""

    code = "inner_tens"
    title = Phrase(en="more inner tens", zh="内十环多者列前")
    help = Phrase(en="Needs inner tens to be counted.", zh="需在项目设置里勾选“记内十环数”。")
    kinds = ("zones",)
    example = {
        "contest": {
            "code": "air-rifle",
            "title": "气步枪",
            "game": "zones",
            "settings": {"shots": 3, "inner": True},
            "tie_breaks": [{"rule": "inner_tens"}],
            "entries": [
                {"id": "1", "person": "a", "records": {"shot": [10, 10, 9], "inner": 1}},
                {"id": "2", "person": "b", "records": {"shot": [10, 9, 10], "inner": 2}},
                {"id": "3", "person": "c", "records": {"shot": [10, 9, 10]}},
            ],
        },
        "placings": [["2", 1, "29 环"], ["1", 2, "29 环"], ["3", 3, "29 环"]],
    }

    def figure(self) -> str:
        return "inner"

    def unread(self, game: Game) -> Phrase | None:
        return None if game.settings.get("inner") else NOT_COUNTED


NOT_COUNTED = Phrase(
    en="inner tens are not counted in this contest: set `inner`", zh="这个项目没有记内十环，请在设置里选“记内十环数”"
)
