"""Judged results against published marks and the arithmetic of regulations."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from scoring.rulebook import GAMES

NO_DROP = {"drop_highest": 0, "drop_lowest": 0}


def judged(**settings: Any) -> Any:
    return GAMES["judged"](settings)


def test_a_missing_judge_is_absent_and_never_zero() -> None:
    panel = judged(judges=5, maximum=10, decimals=1)

    assert panel.mark({"score": [95, 90, 92, None, 91]}) == Fraction(183, 2)
    assert panel.mark({"score": [95, 90, 92, 0, 91]}) == 91
    assert panel.mark({"score": [95, None, None, None, 91]}) is None


def test_only_one_of_several_equal_highs_is_dropped() -> None:
    assert judged().mark({"score": [90, 90, 90, 80, 70]}) == Fraction(260, 3)


def test_half_goes_up_where_binary_floats_fail() -> None:
    # ISU protocols: 8.375 is printed 8.38; round(8.375, 2) on floats that came of a sum gives 8.37
    panel = judged(judges=9, maximum=10, decimals=2, ranking_decimals=2)
    marks = [900, 850, 850, 825, 825, 825, 850, 850, 700]

    # dropped 900 and 700; 850*4 + 825*3 = 5875 / 7 = 839.28...
    assert panel.mark({"score": marks}) == 839
    exact = judged(judges=4, maximum=10, decimals=2, **NO_DROP)
    assert exact.mark({"score": [825, 850, 825, 850]}) == Fraction(1675, 2)
    assert exact.shown(Fraction(1675, 2)).zh == "8.38 分"
    assert judged(judges=4, maximum=10, decimals=2, ranking_decimals=2, **NO_DROP).mark(
        {"score": [825, 850, 825, 850]}
    ) == 838  # fmt: skip


def test_a_panel_of_nine_with_a_judge_missing_is_a_panel_of_eight() -> None:
    panel = judged(judges=9, maximum=10, decimals=2, ranking_decimals=2)

    # eight marks, 1 + 1 dropped, six averaged: (850*3 + 875*3) / 6 = 862.5, up to 863
    assert panel.mark({"score": [875, 900, 850, None, 850, 875, 875, 850, 800]}) == 863


def test_a_dive_is_the_sum_of_three_of_seven_times_the_difficulty() -> None:
    dive = judged(
        judges=7, maximum=10, decimals=1, drop_highest=2, drop_lowest=2, combine="sum", difficulty=True,
        difficulty_decimals=1,
    )  # fmt: skip

    # 8.5 8.5 9.0 9.0 9.0 9.5 9.5 with 3.6: 27.0 x 3.6 = 97.20
    assert dive.mark({"score": [85, 85, 90, 90, 90, 95, 95], "difficulty": 36}) == 972
    assert dive.shown(972).zh == "97.20 分"
    assert dive.mark({"score": [85, 85, 90, 90, 90, 95, 95]}) is None


def test_sydneys_dives_were_five_of_seven_times_six_tenths() -> None:
    dive = judged(judges=7, maximum=10, decimals=1, combine="sum", difficulty=True, percent=60)

    # 8.0 8.0 8.5 8.5 8.5 9.0 9.0 with 3.0: (8.0+8.5+8.5+8.5+9.0) x 3.0 x 0.6 = 76.50
    assert dive.mark({"score": [80, 80, 85, 85, 85, 90, 90], "difficulty": 30}) == 765


def test_criteria_add_up_or_weigh() -> None:
    parts = [
        {"code": "content", "title": "内容", "maximum": 40},
        {"code": "speech", "title": "表达", "maximum": 60},
    ]
    added = judged(judges=3, criteria=parts, **NO_DROP)
    assert added.mark({"content": [30, 33, 36], "speech": [50, 50, 56]}) == 85

    weighed = judged(
        judges=3,
        criteria=[{"code": "a", "maximum": 100, "weight": 30}, {"code": "b", "maximum": 100, "weight": 70}],
        **NO_DROP,
    )
    assert weighed.mark({"a": [80, 90, 100], "b": [60, 70, 80]}) == 76
    assert [field.code for field in weighed.fields] == ["a", "b"]
    assert weighed.slots == ("a.1", "a.2", "a.3", "b.1", "b.2", "b.3", "absence")
    assert str(added.fields[0].slot_title("content.2")) == "内容（评委 2）"


def test_drops_are_from_each_criterion_or_from_the_judges_totals() -> None:
    criteria = [{"code": "a", "maximum": 10}, {"code": "b", "maximum": 10}]
    records = {"a": [10, 5, 5, 0], "b": [0, 9, 9, 9]}

    # a: 5 and 5; b: 9 and 9
    assert judged(judges=4, criteria=criteria).mark(records) == 14
    # totals 10, 14, 14, 9
    assert judged(judges=4, criteria=criteria, drop_from="judge").mark(records) == 12
    # a judge who marked only one criterion has no total
    assert judged(judges=4, criteria=criteria, drop_from="judge").mark({"a": [10, 5, 5, 0], "b": [0, 9, 9]}) == 14


def test_a_fixed_divisor_stays_when_a_judge_is_missing() -> None:
    panel = judged(judges=7, divisor=5)

    assert panel.mark({"score": [90, 90, 90, 90, 90, 90, 90]}) == 90
    assert panel.mark({"score": [90, 90, 90, 90, 90, 90]}) == 72


def test_each_criterion_may_be_rounded_before_it_is_added() -> None:
    criteria = [{"code": "a", "maximum": 10}, {"code": "b", "maximum": 10}]
    records = {"a": [1, 1, 2], "b": [1, 1, 2]}

    assert judged(judges=3, criteria=criteria, **NO_DROP).mark(records) == Fraction(8, 3)
    # 1.33 + 1.33 in whole points: 133/100 each
    assert judged(judges=3, criteria=criteria, item_decimals=2, **NO_DROP).mark(records) == Fraction(133, 50)


def test_a_panel_asks_for_as_many_judges_as_it_says() -> None:
    assert judged(judges=7, least=5).mark({"score": [90, 91, 92, 93]}) is None
    assert judged(judges=7, least=5).mark({"score": [90, 91, 92, 93, 94]}) == 92


def test_a_small_panel_may_drop_nobody() -> None:
    panel = judged(judges=7, drop_with=5, least=2)

    assert panel.mark({"score": [90, 80, 70, 60, 50]}) == 70
    assert panel.mark({"score": [90, 80, 70, 60]}) == 75
    assert panel.mark({"score": [91, 80]}) == Fraction(171, 2)
    assert panel.mark({"score": [90]}) is None
    assert [steps for steps, _ in judged(drop_with=2).contradictions()] == [("drop_with",)]


def test_figures_beside_the_result_are_for_ties() -> None:
    panel = judged(judges=4, criteria=[{"code": "a", "maximum": 10}, {"code": "b", "maximum": 10}])

    assert panel.figures({"a": [9, 8, 7, 1], "b": [5, 5, 5, 5]}) == {
        "exact": Fraction(25, 2),
        "untrimmed": 45,
        "highest": 14,
        "lowest": 6,
        "a": Fraction(15, 2),
        "b": 5,
    }
    assert panel.figures({"a": [9]}) == {}


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, "5 位评委打分：满分 100，打分 0 位小数，去掉 1 个最高分、1 个最低分，取平均；高分列前，显示 2 位小数"),
        ({"drop_lowest": 0, "criteria": [{"code": code, "maximum": 10} for code in "ab"]},
            "5 位评委打分：评分项：a 10 分、b 10 分，打分 0 位小数，从每个评分项的各个打分中"
            "去掉 1 个最高分、0 个最低分，取平均；高分列前，显示 2 位小数",
        ),
        (
            {
                "judges": 7, "drop_highest": 0, "drop_lowest": 0, "combine": "sum", "difficulty": True, "percent": 60,
                "decimals": 1, "least": 3, "ranking_decimals": 1, "shown_decimals": 1,
                "criteria": [{"code": "a", "title": "内容", "maximum": 40, "weight": 50}],
            },
            "7 位评委打分：评分项：内容 40 分（50%），打分 1 位小数，相加，至少 3 位评委，最后得分保留 1 位小数，"
            "乘难度系数（1 位小数），再乘 60%；高分列前，显示 1 位小数",
        ),
    ],
)  # fmt: skip
def test_a_panel_is_said_in_a_sentence(settings: dict[str, Any], said: str) -> None:
    assert str(judged(**settings).says()) == said


def test_a_criterion_may_have_a_panel_of_its_own() -> None:
    execution = {"code": "e", "maximum": 10, "judges": 5, "drop_highest": 1, "drop_lowest": 1}
    difficulty = {"code": "d", "maximum": 20, "judges": 2, "drop_highest": 0, "drop_lowest": 0}
    artistry = {"code": "a", "maximum": 10, "judges": 3, "drop_highest": 0, "drop_lowest": 0, "combine": "sum"}
    panel = judged(decimals=1, criteria=[execution, difficulty, artistry])

    # E: 8.0 8.2 8.4 of 7.0 8.0 8.2 8.4 9.9; D: the mean of 5.2 and 5.3; A: 1 + 2 + 3
    marks = {"e": [70, 80, 82, 84, 99], "d": [52, 53], "a": [10, 20, 30]}
    assert panel.mark(marks) == 82 + Fraction(105, 2) + 60
    assert [(field.code, field.attempts) for field in panel.fields] == [("e", 5), ("d", 2), ("a", 3)]
    assert panel.note(marks) is None
    assert panel.mark({**marks, "e": [70, 80, None, None, None]}) is None
    short = panel.note({**marks, "d": [52]})
    assert short is not None and short.en == "1 of 2 judges"
    assert "2 位评委，去 0 个最高、0 个最低，取平均" in panel.says().zh


def test_weights_of_criteria_are_exact() -> None:
    thirds = [{"code": code, "maximum": 100, "weight": "100/3"} for code in ("a", "b", "c")]

    assert judged(judges=1, criteria=thirds, **NO_DROP).mark({"a": [90], "b": [80], "c": [84]}) == Fraction(254, 3)


def test_panels_of_criteria_that_cannot_be() -> None:
    def complaints(criterion: dict[str, Any], **settings: Any) -> list[tuple[Any, ...]]:
        return [
            where
            for where, _ in judged(criteria=[{"code": "d", "maximum": 10, **criterion}], **settings).contradictions()
        ]

    assert complaints({"judges": 2}) == [("criteria", 0, "judges")]
    assert complaints({"drop_highest": 4}) == [("criteria", 0, "drop_highest")]
    assert complaints({"judges": 4}, drop_from="judge") == [("criteria", 0)]
    assert complaints({"judges": 3, "combine": "sum"}, divisor=2) == []
