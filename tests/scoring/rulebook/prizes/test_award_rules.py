"""The rules across contests: every example comes out, every setting does what it says."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from scoring.rulebook import outcome_of, problems_of
from scoring.rulebook.awarding import AWARD_RULES
from scoring.rulebook.awardrule import AwardRule
from tests.scoring.rulebook.cases import case_of, counted, placings, top


def meet(*contests: dict[str, Any], **awards: Any) -> dict[str, Any]:
    """Contests with a first and two second prizes each, and the rest third where more places are rewarded."""
    return case_of(*contests, prize_rules=top(3), awards=awards)


def given(outcome: dict[str, Any]) -> list[tuple[str, str]]:
    return [(award["person"], award["prize"]) for award in outcome["awards"]]


def checks(outcome: dict[str, Any]) -> list[tuple[bool, str]]:
    return [(check["holds"], check["zh"]) for check in outcome.get("checks", [])]


def with_units(contest: dict[str, Any], units: dict[str, str]) -> dict[str, Any]:
    for entry in contest["entries"]:
        entry["unit"] = units.get(entry["person"])
        entry["unit_name"] = f"单位{entry['unit']}" if entry["unit"] else None
    return contest


def with_tags(contest: dict[str, Any], tags: dict[str, list[str]]) -> dict[str, Any]:
    for entry in contest["entries"]:
        entry["tags"] = tags.get(entry["person"], [])
    return contest


def with_team(contest: dict[str, Any], teams: dict[str, list[str]]) -> dict[str, Any]:
    for entry in contest["entries"]:
        if entry["person"] in teams:
            entry["members"] = [{"person": person} for person in teams[entry["person"]]]
    return contest


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


def two() -> list[dict[str, Any]]:
    """a is first in ball and second in rope, b third and first, c second and third; d and e win nothing."""
    return [
        counted("ball", {"a": 9, "c": 8, "b": 7, "d": 6, "e": "DSQ", "f": "DNS"}),
        counted("rope", {"b": 9, "a": 8, "c": 7, "d": 6}),
    ]


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


def draws(*lines: dict[str, Any], tags: dict[str, list[str]] | None = None) -> dict[str, Any]:
    contests = [with_tags(contest, tags or {}) for contest in two()]
    return outcome_of(meet(*contests, draws=[{"prize": "souvenir", **line} for line in lines]))


def drawn(outcome: dict[str, Any]) -> list[str]:
    return [award["person"] for award in outcome["awards"] if award["why"]["rule"] == "draw"]


@pytest.mark.parametrize(
    ("settings", "pool"),
    [
        ({}, set("abcde")),
        ({"pool": "without_award"}, set("de")),
        ({"pool": "finished"}, set("abcd")),
        ({"pool": "entered"}, set("abcdef")),
        ({"pool": "winners"}, set("abc")),
        ({"contests": ["rope"]}, set("abcd")),
        ({"tags": ["guest"]}, set("bd")),
    ],
)
def test_a_draw_is_from_the_stated_pool(settings: dict[str, Any], pool: set[str]) -> None:
    tags = {"b": ["guest"], "d": ["guest"]}

    assert set(drawn(draws({"count": 99, "seed": "2026-05-07", **settings}, tags=tags))) == pool


@pytest.mark.parametrize(
    ("settings", "number"),
    [
        ({"count": 2}, 2),
        ({"percent": 50}, 2),
        ({"percent": 50, "rounding": "up"}, 3),
        ({"percent": 1, "out_of": 5}, 1),
        # A fifth of all who took part, drawn among those without a prize.
        ({"pool": "without_award", "percent": 40, "of": "took_part"}, 2),
        ({"pool": "without_award", "percent": 40}, 0),
    ],
)
def test_a_draw_is_for_a_number_or_a_part(settings: dict[str, Any], number: int) -> None:
    assert len(drawn(draws({"seed": "x", **settings}))) == number


def test_a_seed_draws_the_same_for_everybody_and_another_seed_others() -> None:
    one, again, other = (drawn(draws({"count": 5, "seed": seed})) for seed in ("7 May", "7 May", "8 May"))

    assert one == again
    assert one != other
    # SHA-256 of `7 May:a` and so on, by hand: sha256sum, first eight bytes.
    assert one == sorted("abcde", key=lambda person: _sha("7 May", person))


def _sha(seed: str, person: str) -> bytes:
    return hashlib.sha256(f"{seed}:{person}".encode()).digest()[:8]


def test_who_was_drawn_in_the_hall_is_written_down() -> None:
    outcome = draws({"count": 2, "order": ["d", "a", "b"]})

    assert drawn(outcome) == ["d", "a"]
    award = next(award for award in outcome["awards"] if award["person"] == "d")
    assert award["why"]["zh"] == "从 5 人中抽 2 人，第 1 个抽中（按现场记录），得纪念奖"


def test_a_draw_that_was_not_held_or_does_not_fit_says_so() -> None:
    waiting = draws({"count": 2})
    short = draws({"count": 2, "order": ["d", "f"]})

    assert checks(waiting) == [(False, "纪念奖：还要从 5 人中抽出 2 人")]
    assert drawn(waiting) == []
    assert checks(short) == [
        (False, "纪念奖：“f”不在抽奖范围的 5 人里"), (False, "纪念奖：只记了 1 人，应从 5 人中抽 2 人")
    ]  # fmt: skip
    assert drawn(short) == ["d"]


def test_who_was_drawn_leaves_the_pool_of_later_draws_unless_stated() -> None:
    first = {"count": 1, "order": ["d"]}

    assert "d" not in drawn(draws(first, {"count": 9, "seed": "x"}))[1:]
    assert "d" in drawn(draws(first, {"count": 9, "seed": "x", "again": True}))[1:]


def test_a_special_award_goes_to_entries_people_and_units_on_record() -> None:
    contests = [with_units(contest, {"a": "u1"}) for contest in two()]
    special = {"prize": "third", "entries": ["ball/b"], "people": ["e"], "units": ["u1"], "reason": "精神文明"}
    awards = outcome_of(meet(*contests, specials=[special]))["awards"][-3:]

    assert [(award["person"], award["name"], award["contest"], award["entry"]) for award in awards] == [
        ("b", "b", "ball", "ball/b"), ("e", "e", None, None), ("u1", "单位u1", None, None)
    ]  # fmt: skip
    assert awards[0]["why"]["zh"] == "三等奖：精神文明"


def test_a_special_award_may_reach_each_person_of_a_team() -> None:
    relay = with_team(counted("relay", {"team": 1}), {"team": ["p1", "p2"]})
    case = meet(relay, specials=[{"prize": "third", "entries": ["relay/team"]}])
    case["prize_rules"] = None
    assert given(outcome_of(case)) == [("team", "third")]

    case["prizes"][2]["per"] = "person"
    assert given(outcome_of(case)) == [("p1", "third"), ("p2", "third")]


@pytest.mark.parametrize(
    ("settings", "people"),
    [
        ({"to": "took_part"}, list("abcde")),
        ({"to": "took_part_without_award"}, list("de")),
        ({"to": "finished"}, list("abcd")),
        ({"to": "entered"}, list("abcdef")),
        ({"contests": ["rope"]}, list("abcd")),
        ({"tags": ["guest"]}, list("bf")),
    ],
)
def test_souvenirs_and_consolations_go_to_those_stated(settings: dict[str, Any], people: list[str]) -> None:
    contests = [with_tags(contest, {"b": ["guest"], "f": ["guest"]}) for contest in two()]
    if settings.get("tags"):
        settings = {**settings, "to": "entered"}

    for key in ("souvenir", "consolation"):
        outcome = outcome_of(meet(*contests, **{key: {"prize": "souvenir", **settings}}))
        assert [award["person"] for award in outcome["awards"] if award["prize"] == "souvenir"] == people


def test_souvenirs_reach_the_people_of_a_team_and_who_was_drawn_needs_no_consolation() -> None:
    relay = with_team(counted("relay", {"team": 1}), {"team": ["p1", "p2"]})
    case = meet(
        relay,
        souvenir={"prize": "souvenir"},
        consolation={"prize": "third", "to": "took_part_without_award"},
        draws=[{"prize": "second", "count": 1, "order": ["p2"]}],
    )
    case["prize_rules"] = None

    assert given(outcome_of(case)) == [("p2", "second"), ("p1", "souvenir"), ("p2", "souvenir"), ("p1", "third")]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"cap": 30000}, [(True, "每人合计都不超过 300 元")]),
        (
            {"cap": 25000},
            [
                (False, "a合计 300 元，超过每人 250 元的上限 50 元"),
                (False, "b合计 300 元，超过每人 250 元的上限 50 元"),
            ],
        ),
        (
            {"cap": 25000, "above": "paid_by_person"},
            [
                (True, "a合计 300 元，超过每人 250 元上限的 50 元由个人承担"),
                (True, "b合计 300 元，超过每人 250 元上限的 50 元由个人承担"),
            ],
        ),
    ],
)
def test_a_cap_for_a_person_adds_up_all_they_get(settings: dict[str, Any], expected: list[tuple[bool, str]]) -> None:
    assert checks(outcome_of(meet(*two(), per_head=settings))) == expected


def test_a_team_prize_is_divided_among_its_people_for_the_cap() -> None:
    relay = with_team(counted("relay", {"team": 1}), {"team": ["p1", "p2", "p3"]})
    case = meet(relay, per_head={"cap": 6666}, souvenir={"prize": "souvenir", "tags": []})

    # 200 yuan for three people, and a souvenir of 5 yuan each: 71.67 rounded up to the fen.
    assert checks(outcome_of(case))[0][1] == "p1合计 71.67 元，超过每人 66.66 元的上限 5.01 元"


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (80000, (True, "奖励合计 800 元，预算 800 元，余 0 元")),
        (75000, (False, "奖励合计 800 元，超过预算 750 元，多 50 元")),
    ],
)
def test_the_sum_of_all_prizes_is_held_against_the_total(total: int, expected: tuple[bool, str]) -> None:
    assert checks(outcome_of(meet(*two(), budget={"total": total}))) == [expected]


@pytest.mark.parametrize(
    ("awards", "path", "rule"),
    [
        ({"souvenir": {"prize": "nowhere"}}, "$.awards.souvenir.prize", "unknown_prize"),
        ({"consolation": {"prize": "third", "contests": ["q"]}}, "$.awards.consolation.contests[0]", "unknown_name"),
        ({"consolation": {"prize": "third", "tags": ["q"]}}, "$.awards.consolation.tags[0]", "unknown_name"),
        ({"ceiling": {"percent": 4, "out_of": 3}}, "$.awards.ceiling.percent", "contradiction"),
        ({"shares": [{"tag": "q", "percent": 1}]}, "$.awards.shares[0].tag", "unknown_name"),
        ({"draws": [{"prize": "third"}]}, "$.awards.draws[0].count", "contradiction"),
        ({"draws": [{"prize": "third", "count": 1, "percent": 1}]}, "$.awards.draws[0].count", "contradiction"),
        (
            {"draws": [{"prize": "third", "count": 1, "seed": "x", "order": ["a"]}]},
            "$.awards.draws[0].seed",
            "contradiction",
        ),
        (
            {"draws": [{"prize": "third", "count": 2, "order": ["a", "a"]}]},
            "$.awards.draws[0].order[1]",
            "contradiction",
        ),
        ({"draws": [{"prize": "third", "count": 1, "order": ["q"]}]}, "$.awards.draws[0].order[0]", "unknown_name"),
        ({"specials": [{"prize": "third"}]}, "$.awards.specials[0]", "contradiction"),
        ({"specials": [{"prize": "third", "entries": ["q"]}]}, "$.awards.specials[0].entries[0]", "unknown_name"),
        ({"specials": [{"prize": "third", "people": ["q"]}]}, "$.awards.specials[0].people[0]", "unknown_name"),
        ({"specials": [{"prize": "third", "units": ["q"]}]}, "$.awards.specials[0].units[0]", "unknown_name"),
        ({"per_head": {"cap": -1}}, "$.awards.per_head.cap", "out_of_range"),
        ({"budget": {}}, "$.awards.budget", "missing_key"),
        ({"unit_limit": {"count": 0}}, "$.awards.unit_limit.count", "out_of_range"),
        ({"passed_down": True}, "$.awards.passed_down", "nothing_to_pass_down"),
        ({"teams": "never"}, "$.awards.teams", "not_a_choice"),
        ({"nonsense": 1}, "$.awards.nonsense", "unknown_key"),
    ],
)
def test_what_is_wrong_across_contests_is_named_with_its_place(awards: dict[str, Any], path: str, rule: str) -> None:
    found = problems_of(meet(with_tags(counted("ball", {"a": 9}), {"a": ["x"]}), **awards))

    assert [(problem.path, problem.sentence.rule) for problem in found] == [(path, rule)]


def test_an_outcome_without_such_rules_has_no_such_key() -> None:
    assert "checks" not in outcome_of(meet(*two(), souvenir={"prize": "souvenir"}))
