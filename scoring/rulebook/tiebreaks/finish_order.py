"""The finish judges saw who was first although the watches agree."""

from __future__ import annotations

from scoring.rulebook.ranks.tiebreak import RecordedTieBreak
from unionevents.lib.phrase import Phrase


class FinishOrder(RecordedTieBreak):
    """Equal times: the order that the finish judges set for those who finished together."""

    code = "finish_order"
    title = Phrase(en="order set by the finish judges", zh="终点裁判判定的先后")
    help = Phrase(
        en="For equal times of one heat: the finish judges' order is written down and used.",
        zh="同组同成绩时，按终点裁判记下的到达先后排。",
    )
    kinds = ("time",)
    example = {
        "contest": {
            "code": "dash",
            "title": "双腿夹球走",
            "game": "timed",
            "tie_breaks": [{"rule": "finish_order"}],
            "orders": {"finish_order": [["2", "1"]]},
            "entries": [
                {"id": "1", "person": "a", "records": {"time": 9980}},
                {"id": "2", "person": "b", "records": {"time": 9980}},
                {"id": "3", "person": "c", "records": {"time": 9980}, "absence": "DSQ"},
            ],
        },
        "placings": [["2", 1, "9.98 秒"], ["1", 2, "9.98 秒"], ["3", None, "犯规"]],
    }
