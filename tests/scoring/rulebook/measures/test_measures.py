"""What comes of records: every game, every setting, worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from scoring.rulebook import GAMES, Absence

# game, settings, records, mark, printed in Chinese
WORKED: list[tuple[str, dict[str, Any], dict[str, Any], Any, str]] = [
    # World Athletics C2.1 TR 19: read to 1/1000, recorded to 1/100, always up; road races to the second
    ("timed", {"precision": 10}, {"time": 1_577_533}, 1_577_540, "26:17.54"),
    ("timed", {"precision": 1000}, {"time": 7_784_300}, 7_785_000, "2:09:45"),
    ("timed", {"precision": 100}, {"time": 12_320}, 12_400, "12.4 秒"),
    ("timed", {"precision": 100}, {"time": 12_300}, 12_300, "12.3 秒"),
    ("timed", {"precision": 200}, {"time": 12_300}, 12_400, "12.4 秒"),
    ("timed", {"precision": 200}, {"time": 12_401}, 12_600, "12.6 秒"),
    ("timed", {"precision": 10}, {"time": 59_991}, 60_000, "1:00.00"),
    ("timed", {"precision": 10}, {"time": 3_599_995}, 3_600_000, "1:00:00.00"),
    ("timed", {"precision": 10, "rounding": "down"}, {"time": 12_349}, 12_340, "12.34 秒"),
    ("timed", {"precision": 10, "rounding": "half_up"}, {"time": 12_345}, 12_350, "12.35 秒"),
    ("timed", {"precision": 10, "rounding": "half_up"}, {"time": 12_344}, 12_340, "12.34 秒"),
    # TR 19: of three watches the middle one, of two the longer
    ("timed", {"watches": 3}, {"watch": [12_310, 12_340, 12_320]}, 12_320, "12.32 秒"),
    ("timed", {"watches": 3}, {"watch": [12_310, 12_340, 12_340]}, 12_340, "12.34 秒"),
    ("timed", {"watches": 3}, {"watch": [12_310, None, 12_320]}, 12_320, "12.32 秒"),
    ("timed", {"watches": 2}, {"watch": [12_310]}, 12_310, "12.31 秒"),
    ("timed", {"watches": 2}, {}, None, ""),
    ("count", {}, {"count": 0}, 0, "0 个"),
    ("count", {"seconds": None, "unit": "fish"}, {"count": 12}, 12, "12 条"),
    ("count", {"unit": "strokes", "direction": "less"}, {"count": 72}, 72, "72 杆"),
    ("count", {"time": True}, {"count": 5, "time": 31_200}, 5, "5 个"),
    ("zones", {"shots": 3}, {"shot": [10, None, 0]}, 10, "10 环"),
    ("zones", {"shots": 2}, {"shot": [None]}, None, ""),
    ("zones", {"shots": 2, "decimals": 1, "highest": 109}, {"shot": [109, 104]}, 213, "21.3 环"),
    ("zones", {"shots": 3, "zones": [25, 50, 100], "highest": 100}, {"shot": [25, 0, 100]}, 125, "125 环"),
    ("zones", {"shots": 2, "extra": 3}, {"shot": [10, 9], "extra": [10, 8]}, 19, "19 环"),
    ("zones", {"shots": 2, "inner": True}, {"shot": [10, 9], "inner": 1}, 19, "19 环"),
    ("distance", {}, {"distance": 7_899}, 7_890, "7.89 米"),
    ("distance", {"precision": 1, "rounding": "up"}, {"distance": 7_899}, 7_899, "7.899 米"),
    ("distance", {"precision": 100, "rounding": "half_up"}, {"distance": 7_850}, 7_900, "7.9 米"),
    ("distance", {"precision": 1000, "direction": "near"}, {"distance": 999}, 0, "0 米"),
    ("weight", {}, {"weight": 3_250}, 3_250, "3.25 千克"),
    ("weight", {"precision": 50, "rounding": "half_up"}, {"weight": 3_275}, 3_300, "3.3 千克"),
    ("weight", {"unit": "g", "direction": "less"}, {"weight": 480}, 480, "480 克"),
    ("exam", {}, {"score": 0}, 0, "0 分"),
    ("exam", {"maximum": 150, "decimals": 2}, {"score": 13_450}, 13_450, "134.5 分"),
    ("exam", {"time": True}, {"score": 90, "time": 100}, 90, "90 分"),
    ("finish_order", {}, {"place": 3}, 3, "第 3 到达"),
    ("rate", {}, {"done": 45, "of": 60}, Fraction(3, 4), "75.00%"),
    ("rate", {"decimals": 1}, {"done": 2, "of": 3}, Fraction(2, 3), "66.7%"),
    ("rate", {"printed": "number", "decimals": 3}, {"done": 2, "of": 3}, Fraction(2, 3), "0.667"),
    ("rate", {"above_one": True, "decimals": 0}, {"done": 3, "of": 2}, Fraction(3, 2), "150%"),
    ("rate", {"direction": "less"}, {"done": 0, "of": 7}, 0, "0.00%"),
    ("rate", {}, {"done": 5}, None, ""),
    ("standard", {}, {"met": 1}, 1, "达标"),
    ("standard", {}, {"met": 0}, 0, "未达标"),
    ("standard", {"by": "at_least", "limit": 30}, {"value": 30}, 1, "达标"),
    ("standard", {"by": "at_most", "limit": 240_000}, {"value": 240_001}, 0, "未达标"),
    ("votes", {}, {"votes": 86}, 86, "86 票"),
    ("points", {}, {"points": [-20]}, -20, "-20 分"),
    ("points", {"changes": 3, "start": 100}, {"points": [10, -20, None]}, 90, "90 分"),
    ("points", {"changes": 3, "floor": 0}, {"points": [-5, 10, -3]}, 7, "7 分"),
    ("points", {"decimals": 1, "changes": 2}, {"points": [25, -30]}, -5, "-0.5 分"),
    ("points", {"time": True, "direction": "less"}, {"points": [4], "time": 9}, 4, "4 分"),
    ("points", {}, {"points": [None]}, None, ""),
    ("steps", {"unit": "metres"}, {"steps": 12_345}, 12_345, "12.345 公里"),
    ("steps", {"unit": "days"}, {"steps": 21}, 21, "21 天"),
]


@pytest.mark.parametrize(("game", "settings", "records", "mark", "zh"), WORKED)
def test_a_mark_comes_of_records_and_is_printed(
    game: str, settings: dict[str, Any], records: dict[str, Any], mark: Any, zh: str
) -> None:
    measure = GAMES[game](settings)

    assert measure.mark(records) == mark
    if mark is not None:
        assert measure.shown(mark).zh == zh
        assert type(measure.mark(records)) is type(mark)


@pytest.mark.parametrize(
    ("game", "settings", "better", "worse"),
    [
        ("timed", {}, 9_980, 10_020),
        ("timed", {"direction": "more"}, 10_020, 9_980),
        ("count", {}, 6, 5),
        ("count", {"direction": "less"}, 5, 6),
        ("distance", {}, 8_000, 7_999),
        ("distance", {"direction": "near"}, 1, 2),
        ("weight", {}, 2, 1),
        ("weight", {"direction": "less"}, 1, 2),
        ("finish_order", {}, 1, 2),
        ("rate", {}, Fraction(2, 3), Fraction(5, 8)),
        ("rate", {"direction": "less"}, Fraction(5, 8), Fraction(2, 3)),
        ("points", {}, -1, -2),
        ("points", {"direction": "less"}, -2, -1),
        ("standard", {}, 1, 0),
        ("height", {}, 1_100, 1_050),
        ("judged", {}, Fraction(171, 2), 85),
    ],
)
def test_which_mark_is_better(game: str, settings: dict[str, Any], better: Any, worse: Any) -> None:
    measure = GAMES[game](settings)

    assert measure.key(better) < measure.key(worse)


@pytest.mark.parametrize(
    ("game", "mark", "zh", "en"),
    [
        ("timed", Fraction(24_690, 4), "6.18 秒", "6.18 s"),
        ("count", Fraction(110, 3), "36.67 个", "36.67"),
        ("exam", Fraction(255, 2), "127.50 分", "127.50 points"),
        ("votes", Fraction(3, 2), "1.50 票", "1.50 votes"),
        ("finish_order", Fraction(5, 2), "平均第 2.50 到达", "place 2.50 on average"),
        ("standard", 3, "达标 3 项", "3 met"),
        ("distance", Fraction(7_895, 2), "3.95 米", "3.95 m"),
        ("weight", Fraction(1001, 3), "0.334 千克", "0.334 kg"),
        ("points", Fraction(-1, 2), "-0.50 分", "-0.50 points"),
        ("zones", Fraction(57, 2), "28.50 环", "28.50 points"),
        ("steps", Fraction(9, 2), "4.50 步", "4.50 steps"),
    ],
)
def test_means_are_printed_with_stated_decimals(game: str, mark: Any, zh: str, en: str) -> None:
    assert GAMES[game]({}).shown(mark).as_json() == {"zh": zh, "en": en}


@pytest.mark.parametrize(
    ("game", "settings", "records", "said"),
    [
        ("zones", {"zones": [10, 8]}, {"shot": [10, 9]}, "没有 9 分这一区"),
        ("zones", {"inner": True}, {"shot": [10, 0], "inner": 2}, "内十环 2 次，但上靶只有 1 次"),
        ("zones", {"zones": [10, 8], "extra": 2}, {"shot": [10], "extra": [9]}, "没有 9 分这一区"),
        ("rate", {}, {"done": 61, "of": 60}, "实际数 61 超过总数 60"),
        ("height", {"bars": [1000, 1100]}, {"bar": ["xxx", "o"]}, "连续失败 3 次后不能再跳"),
        ("height", {"bars": [1000, 1100], "tries": 2}, {"bar": ["x-", "xo"]}, "连续失败 2 次后不能再跳"),
    ],
)
def test_what_cannot_have_happened_is_named(
    game: str, settings: dict[str, Any], records: dict[str, Any], said: str
) -> None:
    assert [str(phrase) for _, phrase in GAMES[game](settings).impossible(records)] == [said]


@pytest.mark.parametrize(
    ("game", "settings", "place"),
    [
        ("zones", {"highest": 10, "zones": [25]}, ("zones", 0)),
        ("height", {"bars": []}, ("bars",)),
        ("height", {"bars": [1000, 1000]}, ("bars", 1)),
        ("points", {"floor": 1}, ("floor",)),
        ("judged", {"judges": 2}, ("judges",)),
        ("judged", {"least": 2}, ("least",)),
        ("judged", {"combine": "sum", "divisor": 3}, ("divisor",)),
        ("judged", {"criteria": [{"code": "score", "maximum": 10}]}, ("criteria", 0, "code")),
        ("judged", {"criteria": [{"code": "创意", "maximum": 10}]}, ("criteria", 0, "code")),
        ("judged", {"criteria": [{"code": "a", "maximum": 9}, {"code": "a", "maximum": 9}]}, ("criteria", 1, "code")),
        ("judged", {"criteria": [{"code": "a", "maximum": 10, "weight": 0}]}, ("criteria",)),
    ],
)
def test_settings_that_cannot_stand_together_are_named(
    game: str, settings: dict[str, Any], place: tuple[str | int, ...]
) -> None:
    assert [steps for steps, _ in GAMES[game](settings).contradictions()] == [place]


@pytest.mark.parametrize(
    ("game", "settings", "records", "note"),
    [
        ("zones", {"shots": 3}, {"shot": [9]}, "3 次记了 1 次"),
        ("rate", {}, {"of": 9}, "两个数只记了一个"),
        ("judged", {}, {"score": [90, 91]}, "只有 2 位评委打分，至少要 3 位，暂无成绩"),
        ("judged", {}, {"score": [90, 91, 92, None, 95]}, "5 位评委中 4 位打分"),
        ("judged", {"difficulty": True}, {"score": [90, 91, 92, 94, 95]}, "没有记难度系数，暂无成绩"),
        ("judged", {}, {"score": [90, 91, 92, 94, 95]}, "None"),
    ],
)
def test_what_a_reader_should_know_is_said(
    game: str, settings: dict[str, Any], records: dict[str, Any], note: str
) -> None:
    assert str(GAMES[game](settings).note(records)) == note


def test_who_cleared_nothing_has_no_mark_for_good_and_who_did_not_jump_is_missing() -> None:
    jump = GAMES["height"]({})

    assert jump.mark({"bar": ["xxx"]}) is None
    assert jump.no_mark({"bar": ["xxx"]}) is Absence.NM
    assert jump.no_mark({"bar": [None]}) is None
    assert jump.no_mark({}) is None


@pytest.mark.parametrize(
    ("game", "settings", "said"),
    [
        (
            "timed",
            {"precision": 200, "watches": 3},
            "计时，用时少者列前，成绩记到 0.2 秒（向上进），3 块表计时：三块取中间值，两块取较长的",
        ),
        ("timed", {"rounding": "down"}, "计时，用时少者列前，成绩记到 0.01 秒（一律舍去）"),
        ("count", {"seconds": None, "time": True}, "计数，多者列前，同时记用时"),
        (
            "zones",
            {"shots": 6, "zones": [10, 8], "inner": True},
            "每人 6 次，每次最高 10 分，各次相加（分值 10、8），记内十环，多者列前",
        ),
        ("shooting", {"extra": 5}, "每人按顺序 10 投，中多者列前，成绩相同者最多加投 5 次"),
        ("distance", {"direction": "near"}, "测距离，近者列前，成绩记到 1 厘米（一律舍去）"),
        (
            "height",
            {"bars": [1100, 1205], "tries": 2},
            "从 1.10 米 到 1.205 米 共 2 个高度，每个高度 2 次试跳，跳过高者列前",
        ),
        ("weight", {"precision": 50}, "称重（千克），重者列前，成绩记到 50 克（1 两）（一律舍去）"),
        ("exam", {"maximum": 150, "decimals": 1}, "考试，满分 150 分（1 位小数），高分列前"),
        ("finish_order", {}, "只记到达先后，先到者列前"),
        ("rate", {"above_one": True}, "比率（百分比，2 位小数），多者列前，可以超过总数"),
        ("standard", {"by": "at_least", "limit": 30}, "是否达标：数值不少于标准（30）"),
        ("votes", {}, "计票，多者列前"),
        (
            "points",
            {"changes": 9, "start": 100, "floor": 0, "decimals": 1},
            "积分可加可减，最多记 9 次，起始 100 分，最低 0 分（1 位小数），多者列前",
        ),
        ("steps", {}, "计数（步），多者列前"),
    ],
)
def test_every_setting_is_said(game: str, settings: dict[str, Any], said: str) -> None:
    assert str(GAMES[game](settings).says()) == said
