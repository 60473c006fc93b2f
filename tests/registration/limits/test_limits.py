"""Laws that every kind of limit keeps, and what each of plan 1 says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration.limits import (
    FACTS,
    GROUPS,
    KINDS,
    SEVERITIES,
    BadLimits,
    Contest,
    Division,
    Limit,
    Person,
    Roster,
    broken,
    needed,
    questions,
    read_limits,
    refusing,
    settled,
    write_limits,
)
from tests.registration.limits.making import CONTESTS, one_limit, rosters

ABOUT_ONE = {"contests_per_person", "starred", "health_declared", "division_gender", "age", "service", "walk_ins"}
PLAN_1 = [
    {"limit": "contests_per_person", "at_most": 3},
    {"limit": "starred", "at_least": 1},
    {"limit": "people_per_unit", "at_most": 2},
    {"limit": "post_quota", "post": "chair", "at_most": 1},
    {"limit": "post_quota", "post": "cadre", "at_most": 1},
    {"limit": "health_declared"},
]


@pytest.mark.parametrize("code", sorted(KINDS))
def test_the_worked_example_of_every_kind_comes_out(code: str) -> None:
    kind = KINDS[code]
    example = kind.example()
    limit = read_limits([{"limit": code, **example.settings}])[0]
    problems_of = (lambda roster: limit.overall([roster])) if kind.overall is not Limit.overall else limit.check
    assert list(problems_of(example.kept)) == []
    problems = list(problems_of(example.broken))
    assert {problem.person for problem in problems} == set(example.by)
    assert all(problem.refuses and problem.limit == code for problem in problems)


@pytest.mark.parametrize("code", sorted(KINDS))
def test_every_kind_says_itself_in_both_languages_and_its_form_has_a_gap_for_every_parameter(code: str) -> None:
    kind = KINDS[code]
    for settings in (kind.usual, kind.example().settings):
        if any(parameter.required and parameter.key not in settings for parameter in kind.parameters):
            continue
        limit = read_limits([{"limit": code, **settings, "units": ["甲单位"], "note": "补充。"}])[0]
        for said in (limit.says(CONTESTS), kind.title):
            assert said.zh and said.en and not set("{}") & set(said.zh + said.en) and "None" not in said.zh + said.en
        assert "甲单位" in limit.says(CONTESTS).zh and limit.says(CONTESTS).zh.endswith("补充。")
    for text in (kind.sentence.zh, kind.sentence.en):
        assert all(f"{{{parameter.key}}}" in text for parameter in kind.parameters)
    assert kind.group in GROUPS and kind.usual_severity in SEVERITIES


@given(st.lists(one_limit, max_size=4), rosters)
def test_reading_what_was_written_gives_the_same_limits_and_the_same_problems(
    config: list[Any], roster: Roster
) -> None:
    try:
        limits = read_limits(config)
    except BadLimits as problem:
        assert all("重复" in wrong.phrase.zh for wrong in problem.wrongs)
        return
    again = read_limits(write_limits(limits))
    assert write_limits(again) == write_limits(limits)
    assert broken(again, roster) == broken(limits, roster)


@given(one_limit, rosters)
def test_a_limit_for_other_units_breaks_nothing(config: dict[str, Any], roster: Roster) -> None:
    limit = read_limits([config | {"units": ["别的单位"]}])[0]
    assert list(limit.check(roster)) == []


@given(one_limit, rosters)
def test_what_a_limit_needs_is_a_fact_that_a_roster_can_give(config: dict[str, Any], roster: Roster) -> None:
    assert needed(read_limits([config])) <= FACTS


@given(one_limit, rosters)
def test_every_problem_names_its_person_and_is_complete(config: dict[str, Any], roster: Roster) -> None:
    names = {person.key: person.name for person in roster.people}
    for problem in broken(read_limits([config]), roster):
        assert problem.person is None or names[problem.person] in problem.phrase.zh
        assert "{" not in problem.phrase.zh + problem.phrase.en
        assert problem.contest is None or problem.contest in roster.codes


@given(one_limit, rosters)
def test_a_person_who_breaks_a_rule_of_one_breaks_it_whoever_else_is_on_the_list(
    config: dict[str, Any], roster: Roster
) -> None:
    if config["limit"] not in ABOUT_ONE:
        return
    limits = read_limits([config])
    together = {problem.person for limit in limits for problem in limit.check(roster)}
    alone = {
        problem.person
        for limit in limits
        for person in roster.people
        for problem in limit.check(replace(roster, people=(person,)))
    }
    assert together == alone


@given(one_limit, rosters)
def test_a_warning_never_refuses(config: dict[str, Any], roster: Roster) -> None:
    problems = broken(read_limits([config | {"severity": "warn"}]), roster)
    assert not [problem for problem in refusing(problems) if problem.limit == config["limit"]]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_is_read_or_refused_with_a_place(config: Any) -> None:
    try:
        read_limits(config)
    except BadLimits as problem:
        assert problem.wrongs


@given(
    one_limit,
    st.sampled_from(["at_least", "at_most", "contests", "post", "limit", "severity"]),
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.lists(st.integers(), max_size=2),
)
def test_a_value_of_the_wrong_kind_is_refused_by_its_key(config: dict[str, Any], key: str, value: Any) -> None:
    try:
        limits = read_limits([config | {key: value}])
    except BadLimits as problem:
        assert all(wrong.index == 0 for wrong in problem.wrongs)
    else:
        assert read_limits(write_limits(limits))[0].settings == limits[0].settings


@pytest.mark.parametrize(
    ("config", "place"),
    [
        ({}, "limits: "),
        (["x"], "limits[0]: "),
        ([{"limit": "horses"}], "limits[0].limit: "),
        ([{"limit": "starred"}], "limits[0].at_least: "),
        ([{"limit": "starred", "at_least": 0}], "limits[0].at_least: "),
        ([{"limit": "starred", "at_least": True}], "limits[0].at_least: "),
        ([{"limit": "starred", "at_least": 2, "at_most": 1}], "limits[0]: "),
        ([{"limit": "people_per_unit"}], "limits[0]: "),
        ([{"limit": "health_declared", "at_most": 1}], "limits[0].at_most: "),
        ([{"limit": "health_declared", "severity": "scold"}], "limits[0].severity: "),
        ([{"limit": "post_quota", "post": "king", "at_most": 1}], "limits[0].post: "),
        ([{"limit": "entries_per_unit", "at_most": 1, "contests": []}], "limits[0].contests: "),
        ([{"limit": "health_declared"}, {"limit": "health_declared"}], "limits[1]: "),
    ],
)
def test_a_wrong_configuration_is_refused_naming_the_place(config: Any, place: str) -> None:
    with pytest.raises(BadLimits) as refused:
        read_limits(config)
    assert str(refused.value).startswith(place)
    assert len(refused.value.wrongs) == 1


def test_plan_1_says_itself_in_plain_chinese() -> None:
    assert [limit.says(CONTESTS).zh for limit in read_limits(PLAN_1)] == [
        "每人最多报 3 项。",
        "其中至少 1 项带★。",
        "每个单位最多报 2 人。",
        "每个单位工会主席最多报 1 人。",
        "每个单位工会干部最多报 1 人。",
        "报名人员须本人确认身体健康，适宜参加。",
    ]


def test_plan_1_finds_each_kind_of_mistake_and_names_person_rule_and_remedy() -> None:
    roster = Roster(
        (
            Person(
                "1", "林悦", "female", "chair", True, {"ball-run": None, "stones": None, "rope": "women", "beans": None}
            ),
            Person("2", "周涛", "male", "chair", False, {"beans": None, "rope": "women"}),
            Person("3", "韩梅", "female", "cadre", True, {"rope": None, "stones": None}),
        ),
        CONTESTS,
    )
    assert [(p.person, p.contest, p.limit, p.phrase.zh) for p in broken(read_limits(PLAN_1), roster)] == [
        ("1", None, "contests_per_person", "林悦报了 4 项，每人最多 3 项；请去掉 1 项。"),
        ("2", None, "starred", "周涛报了 0 项带★的项目，至少要 1 项；请在托球跑、摸石过河中选。"),
        ("2", None, "post_quota", "周涛：报名表里有工会主席 2 人，最多 1 人；请核对职务或移除多出的人。"),
        ("2", None, "health_declared", "周涛还没有确认身体健康；请本人确认后勾选“健康”。"),
        ("2", "rope", "division_gender", "周涛不能报“一分钟跳绳”的女子组：该组只限女子；请去掉，或核对性别。"),
        ("3", "rope", "division", "韩梅：请选择“一分钟跳绳”的组别。"),
        ("3", None, "people_per_unit", "韩梅是第 3 人，每个单位最多 2 人；请移除多出的人。"),
    ]


def test_a_star_required_where_no_contest_carries_one_is_a_question_and_refuses_nobody() -> None:
    plain = tuple(Contest(contest.code, contest.title) for contest in CONTESTS)
    limits = read_limits([{"limit": "starred", "at_least": 1}])
    assert [question.zh for question in questions(limits, plain)] == [
        "要求每人报带★的项目，但没有一个项目带★：请给项目标★，或去掉这条要求。"
    ]
    assert broken(limits, Roster((Person("1", "林悦", entries={"beans": None}),), plain)) == []
    assert questions(limits, CONTESTS) == []


def test_an_empty_roster_and_one_without_entries_cannot_be_submitted() -> None:
    assert [problem.limit for problem in broken([], Roster((), CONTESTS))] == ["somebody"]
    assert [problem.limit for problem in broken([], Roster((Person("1", "林悦"),), CONTESTS))] == ["somebody"]


def test_two_people_of_one_name_are_asked_about_once() -> None:
    twins = (Person("1", "林悦", entries={"beans": None}), Person("2", "林悦", entries={"beans": None}))
    assert [(p.person, p.severity) for p in broken([], Roster(twins, CONTESTS))] == [("1", "warn")]


def test_the_division_is_found_from_the_gender_where_only_one_fits() -> None:
    rope = CONTESTS[2]
    assert settled(rope, "female", None) == "women"
    assert settled(rope, "male", "women") == "women"
    assert settled(rope, "", None) is None
    assert settled(CONTESTS[0], "male", None) is None
    ages = Contest("walk", "健步走", divisions=(Division("under", "40 岁以下"), Division("over", "40 岁以上")))
    assert settled(ages, "male", None) is None
    assert settled(Contest("w", "旗袍秀", divisions=(Division("women", "女子组", "female"),)), "male", None) == "women"
