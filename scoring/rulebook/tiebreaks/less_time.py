"""Level: who needed less time."""

from __future__ import annotations

from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.measures import TIME_TAKEN
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.comparing import NOTHING, Ranked
from scoring.rulebook.ranks.tiebreak import KeyedTieBreak
from unionevents.lib.phrase import Phrase


class LessTime(KeyedTieBreak):
    """Level: the shorter time written down beside the mark, or when the mark was reached; times of parts are added.

    Whoever has no time is behind.
    """

    code = "less_time"
    title = Phrase(en="less time", zh="用时少者列前")
    help = Phrase(
        en="Compares the time beside the score, such as in a quiz.", zh="分数相同看用时，少者列前，如知识竞赛。"
    )
    kinds = ("time",)
    example = {
        "contest": {
            "code": "quiz",
            "title": "知识竞赛",
            "game": "exam",
            "settings": {"time": True},
            "tie_breaks": [{"rule": "less_time"}],
            "entries": [
                {"id": "1", "person": "a", "records": {"score": 90, "time": 300_000}},
                {"id": "2", "person": "b", "records": {"score": 90, "time": 299_990}},
                {"id": "3", "person": "c", "records": {"score": 90}},
            ],
        },
        "placings": [["2", 1, "90 分"], ["1", 2, "90 分"], ["3", 3, "90 分"]],
    }

    def unread(self, game: Game) -> Phrase | None:
        return None if any(field.code == TIME_TAKEN.code for field in game.fields) else NO_TIME

    def key(self, performance: Performance) -> Ranked:
        time = _time(performance)
        return NOTHING if time is None else (0, time)

    def why(self, performance: Performance) -> Phrase:
        time = _time(performance)
        if time is None:
            return Phrase(en="no time on record", zh="没有记用时")
        seconds, thousandths = divmod(time, 1000)
        return Phrase(en="less time ({time} s)", zh="用时少者列前（{time} 秒）").fill(
            time=f"{seconds}.{thousandths:03d}"
        )


def _time(performance: Performance) -> int | None:
    own: int | None = performance.records.get(TIME_TAKEN.code)
    if own is not None or not performance.parts:
        return own
    times = [_time(part) for part in performance.parts if not part.trial]
    known = [time for time in times if time is not None]
    return sum(known) if known else None


NO_TIME = Phrase(
    en="the time is not written down in this contest: set `time`", zh="这个项目没有记用时，请在设置里选“同时记用时”"
)
