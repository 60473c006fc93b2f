"""The invented meet that the end-to-end story plays: six units, twelve people, what each achieved.

Plain data: the browser types it, the recount counts it, the two meet only in the test. It holds every turn of plan 1:
level marks at the top, at a prize line and at the last rewarded place, level hits, all three absences, somebody who
never came, a field of three (one place), of four to seven (three) and of eight (six).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

UNION = "云溪区总工会"
TITLE = "第十届工会干部趣味运动会"
RUN, WALK, STONES, SHOTS, ROPE, KICKS, BEANS = CONTESTS = (
    "托球跑",
    "双腿夹球走",
    "摸石过河",
    "定点投篮",
    "一分钟跳绳",
    "踢毽子",
    "金豆搬家",
)
TIMED = (RUN, WALK, STONES)
UNITS = ("云溪一中工会", "云溪二小工会", "区医院工会", "区水务局工会", "区图书馆工会", "公交公司工会")
NOT_INVITED = "区粮站工会"

# Hundredths of a second, a count, ten shots, or 未到 / 犯规 / 未完成.
Result = int | str | tuple[int, ...]


class Someone(NamedTuple):
    unit: str
    name: str
    gender: str  # 女 | 男
    post: str  # 工会主席 | 工会干部
    results: Mapping[str, Result]


PEOPLE = (
    Someone(UNITS[0], "韩立新", "男", "工会主席", {RUN: 1234, SHOTS: (0, 1, 1, 0, 1, 0, 1, 0, 0, 1), ROPE: 118}),
    Someone(UNITS[0], "周晓岚", "女", "工会干部", {RUN: 1290, ROPE: 131, BEANS: 24}),
    Someone(UNITS[1], "沈国梁", "男", "工会主席", {WALK: 2105, SHOTS: (1, 0, 1, 0, 1, 0, 1, 0, 1, 0), ROPE: 96}),
    Someone(UNITS[1], "罗文静", "女", "工会干部", {WALK: 1980, ROPE: 131, BEANS: 30}),
    Someone(UNITS[2], "唐一鸣", "男", "工会主席", {RUN: 1234, WALK: 2240, SHOTS: (0, 0, 1, 0, 0, 1, 0, 0, 0, 1)}),
    Someone(UNITS[2], "谢雨桐", "女", "工会干部", {STONES: "犯规", ROPE: 96, KICKS: 41}),
    Someone(UNITS[3], "顾海峰", "男", "工会主席", {STONES: 3310, ROPE: 118, BEANS: 19}),
    Someone(UNITS[3], "江月华", "女", "工会干部", {STONES: 2875, KICKS: 41, BEANS: 30}),
    Someone(UNITS[4], "白书林", "男", "工会主席", {RUN: "未到", SHOTS: "未到"}),
    Someone(UNITS[4], "方若琳", "女", "工会干部", {RUN: 1455, ROPE: 84, KICKS: 17}),
    Someone(UNITS[5], "丁建设", "男", "工会主席", {WALK: "未完成", SHOTS: (1, 1, 1, 0, 1, 1, 0, 1, 0, 0)}),
    Someone(UNITS[5], "袁小满", "女", "工会干部", {RUN: 6520, WALK: 1980, ROPE: 102}),
)
# What the referee typed first; the chief referee corrects it after everything was published.
SLIP_OF = ("方若琳", KICKS)
SLIP: Result = 47


def before_the_correction() -> tuple[Someone, ...]:
    """The meet as it was published first."""
    name, contest = SLIP_OF
    return tuple(
        person._replace(results={**person.results, contest: SLIP}) if person.name == name else person
        for person in PEOPLE
    )


def people_of(unit: str) -> list[Someone]:
    return [person for person in PEOPLE if person.unit == unit]


def entered(contest: str) -> dict[str, Result]:
    """What is typed on the pad of a contest, by name."""
    return {p.name: p.results[contest] for p in before_the_correction() if contest in p.results}
