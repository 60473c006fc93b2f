"""Everything that can be wrong in an activity file is said at once, with its place and a way out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from scoring.services.filing import check_content, export_activity
from tests.filing import make_rich_activity
from unionevents.lib.documents import write_document

pytestmark = pytest.mark.django_db


def said(problems: list[Any]) -> list[str]:
    return [f"{problem.path} {problem.phrase.zh}" for problem in problems]


Spoil = Callable[[dict[str, Any]], Any]
MISTAKES: list[tuple[Spoil, str]] = [
    (lambda d: d.pop("duties"), "$.duties 缺少“duties”"),
    (lambda d: d.update(extra=1), "$.extra 不认识“extra”"),
    (lambda d: d["activity"].update(title=""), "$.activity.title 这里不能为空"),
    (lambda d: d["activity"].update(title="长" * 81), "$.activity.title 有 81 个字，太长了"),
    (lambda d: d["activity"].update(first_day="23.9.2026"), "$.activity.first_day “23.9.2026”不是日期"),
    (lambda d: d["activity"].update(first_day="2026-02-30"), "$.activity.first_day 日历上没有“2026-02-30”"),
    (lambda d: d["activity"].update(last_day="2020-01-01"), "$.activity.last_day 结束早于开始"),
    (lambda d: d["activity"].update(state="going"), "$.activity.state 不能写“going”"),
    (lambda d: d["activity"].update(state="draft"), "$.activity.state 状态写的是“draft”"),
    (lambda d: d["sessions"][0].update(starts_at="2026-09-01 08:00"), "$.sessions[0].starts_at “2026-09-01 08:00”不是"),
    (lambda d: d["sessions"][0].update(ends_at="2020-01-01T00:00:00Z"), "$.sessions[0].ends_at 结束早于开始"),
    (lambda d: d["sessions"][0].update(venue="v9"), "$.sessions[0].venue 文件里没有场地“v9”"),
    (lambda d: d["units"][1].update(parent="u77"), "$.units[1].parent 上级单位“u77”没有写在前面"),
    (lambda d: d["units"].append(dict(d["units"][1])), "$.units[5].key “u2”重复了"),
    (lambda d: d.update(host="u77"), "$.host 单位里没有主办单位“u77”"),
    (lambda d: d["invited"].append("u77"), "$.invited[3] 没有单位“u77”"),
    (lambda d: d["invited"].append(d["invited"][0]), "$.invited 列表里有重复"),
    (lambda d: d["contests"][0].update(code="乱"), "$.contests[0].code “乱”不能作代码"),
    (lambda d: d["contests"][0].update(code="a\n"), "$.contests[0].code “a\n”不能作代码"),
    (lambda d: d["contests"][0].update(title="托球\n跑"), "$.contests[0].title 文字里有换行之类的控制字符"),
    (lambda d: d["rosters"][0]["people"][0].update(name="林\u0007"), "$.rosters[0].people[0].name 文字里有换行之类"),
    (lambda d: d["contests"].append(d["contests"][0]), "$.contests[2].code “shots”重复了"),
    (lambda d: d["contests"][0].update(starred=1), "$.contests[0].starred 这里应是true 或 false，现在是整数"),
    (lambda d: d["prizes"][0].update(value=-1), "$.prizes[0].value -1 太小，最小是 0"),
    (lambda d: d["prizes"][0].update(value=2**31), "$.prizes[0].value 2147483648 太大"),
    (lambda d: d["budget"][0].update(actual_price=None), "$.budget[0] 实际数量和实际单价"),
    (lambda d: d["state_changes"][1].update(start="draft"), "$.state_changes[1].start 这一步从“draft”开始"),
    (lambda d: d["rosters"][1].update(unit=d["rosters"][0]["unit"]), "$.rosters[1].unit “u2”重复了"),
    (lambda d: d["rosters"][0].update(unit="u77"), "$.rosters[0].unit 文件里没有单位“u77”"),
    (lambda d: d["rosters"][1]["people"][0].update(number=2), "$.rosters[1].people[0].number 号码 2 在本活动中"),
    (lambda d: d["rosters"][0]["people"][0].update(key="x" * 36), "$.rosters[0].people[0].key “xxx"),
    (lambda d: d["terms"]["limits"][0].update(limit="luck"), "$.terms.limits[0].limit 这条报名限制读不懂"),
    (lambda d: d["terms"]["limits"][1].update(contests=["chess"]), "$.terms.limits[1].contests[0] 文件里没有"),
    (lambda d: d["rosters"][0]["people"][1].update(stands_in_for=88), "$.rosters[0].people[1].stands_in_for 不能替换"),
    (
        lambda d: d["rosters"][0]["people"][0]["entries"][0].update(contest="chess"),
        "$.rosters[0].people[0].entries[0].contest 文件里没有项目“chess”",
    ),
    (
        lambda d: d["rosters"][0]["people"][1]["entries"][0].update(division="kids"),
        "$.rosters[0].people[1].entries[0].division 项目“ball-run”没有组别“kids”",
    ),
    (
        lambda d: d["rosters"][1]["people"][0]["entries"][1].update(number=7),
        "$.rosters[1].people[0].entries[1].number 项目“ball-run”的参赛编号 7 已经用过",
    ),
    (lambda d: d["scoresheets"][0].update(game="darts"), "$.scoresheets[0].game “darts”不在可选范围"),
    (lambda d: d["scoresheets"][1]["settings"].update(precision=7), "$.scoresheets[1].settings.precision “7”不在"),
    (lambda d: d["scoresheets"][0]["tie_breaks"][0].update(rule="luck"), "$.scoresheets[0].tie_breaks[0].rule “luck”"),
    (
        lambda d: d["scoresheets"][0]["prize_rules"]["tiers"][0].update(prize="none"),
        "$.scoresheets[0].prize_rules.tiers[0].prize 奖项里没有“none”",
    ),
    (lambda d: d["prize_plan"]["awards"]["souvenir"].update(prize="none"), "$.prize_plan.awards.souvenir.prize 奖项"),
    (lambda d: d["scoresheets"].pop(1), "$.starts[0].entry 项目“ball-run”没有记录表"),
    (lambda d: d["starts"][0].update(entry="ball-run/99"), "$.starts[0].entry 报名表里没有参赛项“ball-run/99”"),
    (lambda d: d["starts"][0].update(lane=7), "$.starts[1].lane 本项目第 1 组第 7 道已经有人"),
    (lambda d: d["operations"][0].update(entry="x/1"), "$.operations[0].entry 报名表里没有参赛项“x/1”"),
    (lambda d: d["operations"][0].update(uuid="x" * 36), "$.operations[0].uuid “xxx"),
    (lambda d: d["operations"].append(d["operations"][0]), "$.operations[4].uuid 本项目有两条记录"),
    (lambda d: d["rulings"][0].update(entry="shots/77"), "$.rulings[0].entry 报名表里没有参赛项"),
    (lambda d: d["publications"][0].update(contest="chess"), "$.publications[0].contest 文件里没有项目“chess”"),
    (lambda d: d["publications"][1].update(number=1), "$.publications[1].number 第 1 次公布写了两遍"),
    (lambda d: d["publications"][0].update(sha256="0" * 64), "$.publications[0].sha256 校验码与内容不符"),
    (
        lambda d: d["publications"][2]["outcome"]["awards"][0].update(value=99),
        "$.publications[2].outcome.awards[0].value 公布的是“99”，重新计算却是“20000”",
    ),
    (lambda d: d["publications"][0]["case"].pop("version"), "$.publications[0].case 规则库读不懂这份成绩"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "sentence"), MISTAKES, ids=[sentence.split()[0] for _, sentence in MISTAKES])
def test_a_mistake_is_said_with_its_place_and_imports_nothing(spoil: Spoil, sentence: str) -> None:
    document = json.loads(export_activity(make_rich_activity()))
    spoil(document)
    content = write_document(document)
    found = said(check_content(content))
    assert [line for line in found if line.startswith(sentence)], found


def test_all_problems_of_a_file_are_said_at_once_in_the_order_of_its_lines() -> None:
    document = json.loads(export_activity(make_rich_activity()))
    spoiled = [MISTAKES[number] for number in (2, 11, 21, 27, 43)]
    for spoil, _ in spoiled:
        spoil(document)
    content = write_document(document)
    problems = check_content(content)
    for _, sentence in spoiled:
        assert [line for line in said(problems) if line.startswith(sentence)], said(problems)
    lines = [problem.line for problem in problems]
    assert None not in lines
    assert lines == sorted(lines, key=lambda line: line or 0)
    texts = content.decode().splitlines()
    title = next(problem for problem in problems if problem.path == "$.activity.title")
    assert '"title": ""' in texts[(title.line or 0) - 1]
    assert title.said("en") == f"line {title.line}, $.activity.title: this must not be empty; fill it in"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe", "$ 这里不是 UTF-8 文字"),
        (b'{"format": ', "$ 从第 12 列起不再是 JSON"),
        (b'{"a": 1, "a": 2}', "$ 同一个对象里“a”写了两次"),
        (b'{"a": 1.5}', "$ “1.5”不是整数"),
        (b'{"a": NaN}', "$ “NaN”不是整数"),
        (b'{"a": "\\u0000"}', "$.a 文字里有无法保存的字符"),
        (b'{"a": "\\ud800"}', "$.a 文字里有无法保存的字符"),
        (b'{"a": 9007199254740993}', "$.a 数字太大"),
        (b"[" * 100_000, "$ 文件嵌套太深"),
        (b"[]", "$ 这里应是对象，现在是列表"),
        (b'{"format": "something", "version": 1}', "$.format 不能写“something”"),
        (b'{"format": "unionevents-activity", "version": 2}', "$.version 不能写“2”"),
    ],
)
def test_what_is_no_activity_file_is_said_in_one_sentence(content: bytes, sentence: str) -> None:
    found = said(check_content(content))
    assert len(found) == 1
    assert found[0].startswith(sentence)
