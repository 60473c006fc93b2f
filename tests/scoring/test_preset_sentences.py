"""Ready settings in words: as a regulation would print them, with nothing said that plays no part."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook.cases.regulation import say_regulation
from scoring.services.presets import find_preset


def said_of(code: str, **changed: Any) -> str:
    preset = find_preset(code)
    assert preset is not None
    return "；".join(clause.zh for clause in say_regulation({**preset.contest, **changed}))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("sprint", "预赛：每组最多 8 人，分组：抽签，按成绩取前 8 名晋级"),
        ("recital", "打分 2 位小数，去掉 1 个最高分、1 个最低分，取平均"),
        ("criteria", "评分项：内容 40 分、表达 40 分、形象 20 分，"),
    ],
)
def test_a_ready_setting_reads_as_a_regulation_would_print_it(code: str, said: str) -> None:
    assert said in said_of(code)


def test_where_only_knock_outs_are_played_nothing_is_said_of_tables() -> None:
    assert "相同" not in said_of("knock-out")
    assert "成绩相同：相互间积分" in said_of("knock-out", stages=[{"code": "all", "rule": "round_robin"}])
