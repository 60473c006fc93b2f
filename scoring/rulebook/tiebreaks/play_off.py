"""Level: they played it off."""

from __future__ import annotations

from scoring.rulebook.ranks.tiebreak import RecordedTieBreak
from unionevents.lib.phrase import Phrase


class PlayOff(RecordedTieBreak):
    """Level: the order of a play-off, extra shots or a jump-off, written down as an order on record."""

    code = "play_off"
    title = Phrase(en="play-off", zh="加赛")
    help = Phrase(
        en="Those who are level play it off; the order that comes out is written down.",
        zh="成绩相同者加赛（加投、加试），把加赛的先后记下来。",
    )
    example = {
        "contest": {
            "code": "shots",
            "title": "定点投篮",
            "game": "shooting",
            "settings": {"shots": 3},
            "tie_breaks": [{"rule": "play_off"}],
            "orders": {"play_off": [["2", "1"]]},
            "entries": [
                {"id": "1", "person": "a", "records": {"shot": [1, 1, 0]}},
                {"id": "2", "person": "b", "records": {"shot": [0, 1, 1]}},
                {"id": "3", "person": "c", "records": {"shot": [1, 1, 1]}},
            ],
        },
        "placings": [["3", 1, "3 中"], ["2", 2, "2 中"], ["1", 3, "2 中"]],
    }
