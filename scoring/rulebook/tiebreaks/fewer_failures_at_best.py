"""Level on height: fewer failures at it."""

from __future__ import annotations

from scoring.rulebook.ranks.comparing import FigureTieBreak
from unionevents.lib.phrase import Phrase


class FewerFailuresAtBest(FigureTieBreak):
    """Level: fewer failures at the height last cleared (World Athletics TR 26.8.1)."""

    code = "fewer_failures_at_best"
    title = Phrase(en="fewer failures at the best height", zh="在最后跳过的高度上失败次数少")
    help = Phrase(en="Failures above the best height never count.", zh="只看最后跳过的那个高度；更高的失败不算。")
    kinds = ("heights",)
    more_is_better = False
    example = {
        "contest": {
            "code": "high-jump",
            "title": "跳高",
            "game": "height",
            "settings": {"bars": [1100, 1150, 1200]},
            "tie_breaks": [{"rule": "fewer_failures_at_best"}],
            "entries": [
                {"id": "1", "person": "a", "records": {"bar": ["o", "xo", "xxx"]}},
                {"id": "2", "person": "b", "records": {"bar": ["xxo", "o", "x"]}},
                {"id": "3", "person": "c", "records": {"bar": ["o", "xo", "-"]}},
            ],
        },
        "placings": [["2", 1, "1.15 米"], ["1", 2, "1.15 米"], ["3", 2, "1.15 米"]],
    }

    def figure(self) -> str:
        return "failures_at_best"
