"""Lots, drawn in the hall and written down."""

from __future__ import annotations

from scoring.rulebook.ranks.tiebreak import RecordedTieBreak
from unionevents.lib.phrase import Phrase


class RecordedLot(RecordedTieBreak):
    """Level: the order that was drawn and put on record; nothing is ever drawn here."""

    code = "recorded_lot"
    title = Phrase(en="drawn lot on record", zh="抽签")
    help = Phrase(
        en="Those who are level draw lots; the order drawn is written down and used.",
        zh="成绩相同者当场抽签，把抽出的先后记下来，按记录排。",
    )
    example = {
        "contest": {
            "code": "rope",
            "title": "一分钟跳绳",
            "game": "count",
            "tie_breaks": [{"rule": "recorded_lot"}],
            "orders": {"recorded_lot": [["3", "1"]]},
            "entries": [
                {"id": "1", "person": "a", "records": {"count": 150}},
                {"id": "2", "person": "b", "records": {"count": 120}},
                {"id": "3", "person": "c", "records": {"count": 150}},
                {"id": "4", "person": "d", "records": {"count": 120}},
            ],
        },
        "placings": [["3", 1, "150 个"], ["1", 2, "150 个"], ["2", 3, "120 个"], ["4", 3, "120 个"]],
    }
