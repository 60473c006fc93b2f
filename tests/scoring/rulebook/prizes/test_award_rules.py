"""The rules across contests: every example comes out, every setting does what it says."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import outcome_of
from scoring.rulebook.awarding import AWARD_RULES
from scoring.rulebook.rewards.awardrule import AwardRule
from tests.scoring.rulebook.cases import counted, placings, top
from tests.scoring.rulebook.prizes.meets import checks, given, meet, two, with_tags, with_team, with_units


@pytest.mark.parametrize("rule", AWARD_RULES.values(), ids=lambda rule: rule.code)
def test_the_example_of_a_rule_across_contests_comes_out(rule: type[AwardRule]) -> None:
    example = rule.example
    contest = with_units(counted("ball", example["counts"]), example.get("units", {}))
    case = meet(with_tags(contest, example.get("tags", {})), **example["awards"])
    places = 3 if any(prize != "souvenir" for _, prize in example["given"]) else 0
    case["prize_rules"] = top(places)

    outcome = outcome_of(case)

    assert [list(pair) for pair in given(outcome)] == example["given"]
    if "checks" in example:
        assert [check["holds"] for check in outcome["checks"]] == example["checks"]
    assert [problem["zh"] for problem in outcome["problems"]] == [
        check["zh"] for check in outcome.get("checks", []) if not check["holds"]
    ]
    assert str(rule({**_first(example["awards"][rule.code])}).says())


def _first(settings: Any) -> dict[str, Any]:
    return settings[0] if isinstance(settings, list) else settings


def test_the_best_prize_may_go_before_the_best_rank() -> None:
    second_only = [{"prize": "second", "rule": "fixed", "count": 1}]
    low = counted("low", {"a": 9}, prizes=top(1, second_only))
    high = counted("high", {"a": 8, "b": 9}, prizes=top(2, [{"prize": "first", "rule": "fixed", "count": 2}]))

    assert given(outcome_of(meet(low, high, one_per_person="best_placing"))) == [("a", "second"), ("b", "first")]
    assert given(outcome_of(meet(low, high, one_per_person="best_prize"))) == [("b", "first"), ("a", "first")]


def team_meet(per: str, **awards: Any) -> dict[str, Any]:
    solo = counted("solo", {"p1": 9, "p2": 8})
    relay = with_team(counted("relay", {"team": 9, "other": 8}), {"team": ["p1", "p3"]})
    case = meet(solo, relay, **awards)
    case["prizes"][0]["per"] = per
    return case


def test_a_team_prize_is_given_once_or_to_each_person() -> None:
    assert [(*row, award["value"]) for row, award in _rows(team_meet("entry"))] == [
        ("p1", "first", 20000), ("p2", "second", 10000), ("team", "first", 20000), ("other", "second", 10000)
    ]  # fmt: skip
    assert [(*row, award["entry"]) for row, award in _rows(team_meet("person"))] == [
        ("p1", "first", "solo/p1"),
        ("p2", "second", "solo/p2"),
        ("p1", "first", "relay/team"),
        ("p3", "first", "relay/team"),
        ("other", "second", "relay/other"),
    ]


def _rows(case: dict[str, Any]) -> list[tuple[tuple[str, str], dict[str, Any]]]:
    outcome = outcome_of(case)
    return list(zip(given(outcome), outcome["awards"], strict=True))


def test_one_reward_a_person_counts_the_people_of_a_team_or_lets_teams_stand_apart() -> None:
    counted_in = outcome_of(team_meet("person", one_per_person="best_placing"))
    apart = outcome_of(team_meet("person", one_per_person="best_placing", teams="apart"))

    assert given(counted_in) == [("p1", "first"), ("p2", "second"), ("p3", "first"), ("other", "second")]
    assert placings(counted_in, 1)[0]["awarded"] is True
    assert given(apart) == [
        ("p1", "first"), ("p2", "second"), ("p1", "first"), ("p3", "first"), ("other", "second")
    ]  # fmt: skip


def test_a_unit_keeps_its_best_prizes_and_the_others_are_not_given() -> None:
    units = {"a": "u1", "b": "u1", "c": "u2"}
    contests = [with_units(contest, units) for contest in two()]

    outcome = outcome_of(meet(*contests, unit_limit={"count": 2}))

    assert given(outcome) == [("a", "first"), ("c", "second"), ("b", "first"), ("c", "second")]
    assert placings(outcome)[2]["not_awarded"]["zh"] == "单位u1已有 2 个更好的奖，达到上限"
    in_each = outcome_of(meet(*contests, unit_limit={"count": 1, "in": "ranking"}))
    assert given(in_each) == [("a", "first"), ("c", "second"), ("b", "first"), ("c", "second")]


def test_what_a_limit_leaves_free_may_pass_down() -> None:
    ball = with_units(counted("ball", {"a": 9, "b": 8, "c": 7, "d": 6}), {"a": "u1", "b": "u1", "c": "u2", "d": "u3"})

    assert given(outcome_of(meet(ball, unit_limit={"count": 1}, passed_down=True))) == [
        ("a", "first"), ("c", "second"), ("d", "second")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "holds", "number", "limit"),
    [
        # Five took part (e was disqualified, f never came), three of them won something.
        ({}, True, 5, 3),
        ({"percent": 50, "out_of": 100}, False, 5, 2),
        ({"percent": 50, "out_of": 100, "rounding": "up"}, True, 5, 3),
        ({"percent": 50, "out_of": 100, "base": "entered"}, True, 6, 3),
        ({"percent": 50, "out_of": 100, "base": "finished"}, False, 4, 2),
        # By entries: six prizes of nine entries that started.
        ({"by": "entries"}, True, 9, 6),
        ({"by": "entries", "base": "finished"}, False, 8, 5),
    ],
)
def test_a_ceiling_counts_people_or_entries(settings: dict[str, Any], holds: bool, number: int, limit: int) -> None:
    outcome = outcome_of(meet(*two(), ceiling=settings))
    check = outcome["checks"][0]

    assert (check["holds"], check["values"]["number"], check["values"]["limit"]) == (holds, number, limit)
    assert check["path"] == "$.awards.ceiling"
    assert len(outcome["awards"]) == 6
    assert [problem["rule"] for problem in outcome["problems"]] == ([] if holds else ["ceiling"])


def test_what_is_above_the_ceiling_is_cut_from_the_lowest_prize_up() -> None:
    ceiling = {"percent": 1, "out_of": 2, "by": "entries", "base": "entered", "above": "cut"}
    outcome = outcome_of(meet(*two(), ceiling=ceiling))

    # Ten entries, five may win: both firsts, the two second places; the two third places would make six.
    assert given(outcome) == [("a", "first"), ("c", "second"), ("b", "first"), ("a", "second")]
    assert placings(outcome)[2]["awarded"] is False
    assert placings(outcome)[2]["not_awarded"]["zh"] == (
        "全部项目：10 中本应获奖 6，超过 二分之一（5），从最低奖级往上裁减"
    )


def test_a_ceiling_may_hold_in_each_ranking() -> None:
    outcome = outcome_of(meet(*two(), ceiling={"percent": 1, "out_of": 2, "in": "ranking", "above": "cut"}))

    # ball: five started, two may win; rope: four, two.
    assert given(outcome) == [("a", "first"), ("c", "second"), ("b", "first"), ("a", "second")]
    assert [check["values"]["where"] for check in outcome["checks"]] == ["ball", "rope"]


@pytest.mark.parametrize(
    ("settings", "holds", "zh"),
    [
        ({"percent": 20}, True, "获奖 3 人中“woman”1 人，应不少于 20%（1 人），符合要求"),
        ({"percent": 50}, False, "获奖 3 人中“woman”1 人，应不少于 50%（2 人），还差 1 人"),
        (
            {"percent": 15, "limit": "at_most"},
            False,
            "获奖 3 人中“woman”1 人，应不超过 15%（0 人），多了 1 人",
        ),
        (
            {"percent": 1, "out_of": 3, "limit": "at_most"},
            True,
            "获奖 3 人中“woman”1 人，应不超过 三分之一（1 人），符合要求",
        ),
        (
            {"percent": 50, "prizes": ["first"]},
            True,
            "获奖 2 人中“woman”1 人，应不少于 50%（1 人），符合要求",
        ),
    ],
)
def test_a_share_among_the_winners_is_reported_exactly(settings: dict[str, Any], holds: bool, zh: str) -> None:
    contests = [with_tags(contest, {"a": ["woman"]}) for contest in two()]

    assert checks(outcome_of(meet(*contests, shares=[{"tag": "woman", **settings}]))) == [(holds, zh)]


def test_an_outcome_without_such_rules_has_no_such_key() -> None:
    assert "checks" not in outcome_of(meet(*two(), souvenir={"prize": "souvenir"}))
