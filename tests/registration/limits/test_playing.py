"""Everybody plays, and the leader more than once: counted by the positions that a line-up gives them."""

from __future__ import annotations

from typing import Any

import pytest

from registration.limits import Contest, Member, Person, Roster, Team, broken, read_limits

CONTESTS = (Contest("tt", "乒乓球团体", by_team=True), Contest("tug", "拔河", by_team=True))
PEOPLE = (Person("1", "林悦", post="leader"), Person("2", "周涛"), Person("3", "韩梅"))


def said(rule: dict[str, Any], *members: Member, contest: str = "tt") -> list[str]:
    roster = Roster(PEOPLE, CONTESTS, (Team("a", contest, members=members),))
    return [problem.phrase.zh for problem in broken(read_limits([{"limit": "appearances", **rule}]), roster)]


def test_everybody_of_the_team_has_to_be_put_down_for_a_rubber_unless_a_substitute() -> None:
    rule = {"at_least": 1, "contests": ["tt"]}

    assert said(rule, Member("1", (1,)), Member("2", (2, 3)), Member("3", reserve=True)) == []
    assert said(rule, Member("1", (1,)), Member("2", (2, 3)), Member("3")) == [
        "韩梅在“乒乓球团体”第 1 队中排了 0 个位置，至少要 1 个；请再给韩梅排位置。"
    ]
    assert said(rule, Member("3"), contest="tug") == []


def test_only_the_leader_has_to_play_twice() -> None:
    rule = {"post": "leader", "at_least": 2}

    assert said(rule, Member("1", (1, 3)), Member("2", (2,)), Member("3")) == []
    assert said(rule, Member("1", (3,)), Member("2", (1, 2))) == [
        "林悦在“乒乓球团体”第 1 队中排了 1 个位置，至少要 2 个；请再给林悦排位置。"
    ]


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ({"at_least": 1}, "同一场团体赛中每人至少出场 1 次（替补除外）。"),
        ({"at_most": 2}, "同一场团体赛中每人最多出场 2 次。"),
        ({"at_least": 1, "at_most": 2}, "同一场团体赛中每人出场 1 至 2 次（替补除外）。"),
        ({"post": "leader", "at_least": 1, "at_most": 1}, "同一场团体赛中单位领导每人正好出场 1 次（替补除外）。"),
    ],
)
def test_the_condition_says_whom_it_means_and_how_often(rule: dict[str, Any], sentence: str) -> None:
    (limit,) = read_limits([{"limit": "appearances", **rule}])

    assert limit.says(CONTESTS).zh == sentence
