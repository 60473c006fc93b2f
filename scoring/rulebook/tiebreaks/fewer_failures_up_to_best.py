"""Level on height: fewer failures in all, up to it."""

from __future__ import annotations

from scoring.rulebook.ranks.comparing import FigureTieBreak
from unionevents.lib.phrase import Phrase


class FewerFailuresUpToBest(FigureTieBreak):
    """Level: fewer failures in the whole contest up to and at the height last cleared (World Athletics TR 26.8.2)."""

    code = "fewer_failures_up_to_best"
    title = Phrase(en="fewer failures up to the best height", zh="到最后跳过的高度为止失败总次数少")
    help = Phrase(
        en="All failures at lower bars and at the best one; those above never count.",
        zh="最后跳过的高度及以下的失败次数合计；更高的失败不算。",
    )
    kinds = ("heights",)
    more_is_better = False
    example = {
        "contest": {
            "code": "high-jump",
            "title": "跳高",
            "game": "height",
            "settings": {"bars": [1100, 1150, 1200]},
            "tie_breaks": [{"rule": "fewer_failures_at_best"}, {"rule": "fewer_failures_up_to_best"}],
            "entries": [
                {"id": "1", "person": "a", "records": {"bar": ["xo", "xo", "x"]}},
                {"id": "2", "person": "b", "records": {"bar": ["o", "xo", "xxx"]}},
                {"id": "3", "person": "c", "records": {"bar": ["xxo", "o", "xxx"]}},
            ],
        },
        "placings": [["3", 1, "1.15 米"], ["2", 2, "1.15 米"], ["1", 3, "1.15 米"]],
    }

    def figure(self) -> str:
        return "failures_up_to_best"
