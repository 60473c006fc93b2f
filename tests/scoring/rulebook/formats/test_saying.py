"""Stages as a set-up page says them."""

from __future__ import annotations

import pytest

from scoring.rulebook import CaseProblems, say_stages
from tests.scoring.rulebook.formats.meets import duel, games, run


def test_a_preliminary_round_is_one_sentence() -> None:
    line = {"code": "p", "title": "预赛", "rule": "heats", "advance": {"by_place": 2, "by_mark": 2}}

    assert say_stages("timed", None, [line])[0].zh == (
        "预赛：每组最多 8 人，分组：抽签；每组前 2 名、其余成绩最好的 2 名晋级；末位并列的都晋级"
    )


def test_every_part_of_an_advance_rule_is_said() -> None:
    rule = {"best_of_place": {"place": 3, "count": 4}, "standard": 12000, "at_least": 8, "ties": "lots"}
    said = say_stages("timed", None, [{"code": "p", "rule": "heats", "advance": rule}])[0]

    assert said.zh.endswith("各组第 3 名中最好的 4 名、达到 12.00 秒 的、不足 8 名时补足晋级；末位并列的抽签")
    assert "filled up to 8 advance; level at the cut: by lot" in said.en


def test_choices_by_number_and_longer_matches_are_said() -> None:
    choices = [
        {"up_to": 5, "stages": [{"code": "循环", "rule": "round_robin"}]},
        {"stages": [{"code": "决赛", "rule": "knockout", "settings": {"games": 7}, "takes": {"stage": "x", "to": 2}}]},
    ]
    said = say_stages("match", None, [{"code": "a", "title": "乒乓球", "rule": "by_entries", "choices": choices}])[0].zh

    assert said.startswith("乒乓球：5 个以内：循环：循环赛，共 1 循环；贝格尔编排；更多时：决赛：淘汰赛")
    assert "由“x”第 1 至 2 名参加" in said


def test_stages_without_their_shape_are_refused() -> None:
    with pytest.raises(CaseProblems):
        say_stages("timed", None, [{"code": "p", "rule": "knockout"}])


def test_who_was_level_with_somebody_that_went_on_is_said_to_be_level_with_one() -> None:
    group = {"code": "g", "title": "小组赛", "rule": "groups", "groups": 1, "advance": {"by_place": 1}}
    missed = {"a": "1", "b": "3", "ended": "walkover", "by": "both"}
    final = {"code": "f", "title": "决赛", "rule": "knockout"}

    outcome = run(duel(3, {**group, "matches": [*games("1>2 2>3"), missed]}, final))

    second = outcome["rankings"][0]["placings"][1]
    assert (second["entry"], second["rank"]) == ("2", 2)
    assert second["why"]["zh"] == "第 2 名：小组赛，2 分，与 1 人成绩相同，相互间积分（0）"
