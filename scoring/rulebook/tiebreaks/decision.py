"""The last word: the chief referee."""

from __future__ import annotations

from scoring.rulebook.ranks.tiebreak import RecordedTieBreak
from unionevents.lib.phrase import Phrase


class Decision(RecordedTieBreak):
    """What no rule decides: the chief referee's written decision, which may also leave them level.

    It stands at the end of every chain whose contest says `undecided: decide`.
    """

    code = "decision"
    title = Phrase(en="decided by the chief referee", zh="裁判长裁定")
    help = Phrase(
        en="The chief referee writes down who ranks first, or that the place is shared.",
        zh="由裁判长写明谁先谁后，或者写明名次并列。",
    )
    example = {
        "contest": {
            "code": "rope",
            "title": "一分钟跳绳",
            "game": "count",
            "undecided": "decide",
            "orders": {"decision": [["3", ["1", "2"]]]},
            "entries": [
                {"id": "1", "person": "a", "records": {"count": 150}},
                {"id": "2", "person": "b", "records": {"count": 150}},
                {"id": "3", "person": "c", "records": {"count": 150}},
            ],
        },
        "placings": [["3", 1, "150 个"], ["1", 2, "150 个"], ["2", 2, "150 个"]],
    }
