"""Marks as recorded and as shown."""

from __future__ import annotations

import pytest

from scoring.rulebook import GAMES, CaseProblems

TIMED, COUNT, SHOOTING = GAMES["timed"], GAMES["count"], GAMES["shooting"]


@pytest.mark.parametrize(
    ("precision", "watch", "recorded", "zh", "en"),
    [
        (10, 12340, 12340, "12.34 秒", "12.34 s"),
        (10, 12341, 12350, "12.35 秒", "12.35 s"),
        (10, 59991, 60000, "1:00.00", "1:00.00"),
        (10, 65200, 65200, "1:05.20", "1:05.20"),
        (100, 12320, 12400, "12.4 秒", "12.4 s"),
        (100, 12300, 12300, "12.3 秒", "12.3 s"),
        (1000, 7784300, 7785000, "2:09:45", "2:09:45"),
        (1000, 9001, 10000, "10 秒", "10 s"),
        (1, 9998, 9998, "9.998 秒", "9.998 s"),
        (10, 1, 10, "0.01 秒", "0.01 s"),
    ],
)
def test_a_time_is_recorded_upward_and_shown_like_a_watch(
    precision: int, watch: int, recorded: int, zh: str, en: str
) -> None:
    game = TIMED({"precision": precision})

    mark = game.mark({"time": watch})

    assert mark == recorded
    assert game.shown(mark).as_json() == {"zh": zh, "en": en}


def test_the_smaller_time_wins_unless_slow_is_the_game() -> None:
    assert TIMED({}).key(9980) < TIMED({}).key(10020)
    assert TIMED({"direction": "more"}).key(10020) < TIMED({"direction": "more"}).key(9980)


def test_counts_say_their_unit() -> None:
    assert COUNT({}).shown(37).as_json() == {"zh": "37 个", "en": "37"}
    assert COUNT({"unit": "times"}).shown(162).as_json() == {"zh": "162 次", "en": "162 times"}
    assert COUNT({"unit": "laps"}).shown(3).as_json() == {"zh": "3 圈", "en": "3 laps"}


def test_shots_give_hits_or_points() -> None:
    records = {"shot": [1, 0, 1, 1, 0, 0, 1, 0, 1, 1]}
    two_points = SHOOTING({"points_per_hit": 2})

    assert SHOOTING({}).mark(records) == 6
    assert SHOOTING({}).shown(6).as_json() == {"zh": "6 中", "en": "6 hits"}
    assert two_points.mark(records) == 12
    assert two_points.shown(12).as_json() == {"zh": "12 分（6 中）", "en": "12 points (6 hits)"}
    assert SHOOTING({}).shown(1).en == "1 hit"


def test_no_shot_at_all_is_no_mark_but_ten_misses_are_a_mark_of_zero() -> None:
    assert SHOOTING({}).mark({}) is None
    assert SHOOTING({}).mark({"shot": [None, None]}) is None
    assert SHOOTING({}).mark({"shot": [0] * 10}) == 0


def test_stopping_early_counts_and_is_said() -> None:
    game = SHOOTING({})

    assert game.mark({"shot": [1, 1]}) == 2
    assert str(game.note({"shot": [1, 1]})) == "10 投记了 2 投"
    assert str(game.note({"shot": [1, None, 1]})) == "10 投记了 2 投"
    assert game.note({"shot": [0] * 10}) is None


def test_the_number_of_shots_shapes_the_slots() -> None:
    game = SHOOTING({"shots": 3})

    assert game.slots == ("shot.1", "shot.2", "shot.3", "absence")
    assert str(game.fields[0].slot_title("shot.3")) == "第 3 投"
    assert SHOOTING.fields[0].attempts == 10
    assert TIMED({}).slots == ("time", "absence")
    assert str(TIMED({}).fields[0].slot_title("time")) == "用时"


@pytest.mark.parametrize(
    ("game", "chosen", "path"),
    [
        ("timed", {"precision": 7}, "$.precision"),
        ("timed", {"precison": 10}, "$.precison"),
        ("timed", {"direction": 1}, "$.direction"),
        ("count", {"seconds": 0}, "$.seconds"),
        ("count", {"unit": "kilos"}, "$.unit"),
        ("shooting", {"shots": 1}, "$.shots"),
        ("shooting", {"points_per_hit": True}, "$.points_per_hit"),
    ],
)
def test_settings_that_a_game_does_not_know_are_refused_by_name(
    game: str, chosen: dict[str, object], path: str
) -> None:
    with pytest.raises(CaseProblems) as refused:
        GAMES[game](chosen)

    assert [problem.path for problem in refused.value.problems] == [path]


def test_every_setting_is_said() -> None:
    assert str(TIMED({"precision": 100, "direction": "more"}).says()) == "计时，用时多者列前，成绩记到 0.1 秒（向上进）"
    assert str(COUNT({"seconds": 120}).says()) == "120 秒计数，多者列前"
    assert str(SHOOTING({"shots": 5, "points_per_hit": 2}).says()) == "每人按顺序 5 投，中多者列前，每中 2 分"
