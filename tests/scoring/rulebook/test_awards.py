"""Prizes across contests: once a person, passed down or not, souvenirs."""

from __future__ import annotations

from typing import Any

from scoring.rulebook import outcome_of
from tests.scoring.rulebook.cases import ALL_THREE, case_of, counted, placings, top

ONCE = {"one_per_person": "best_placing", "passed_down": False, "souvenir": None}


def given(outcome: dict[str, Any]) -> list[tuple[str, str | None, int | None, str]]:
    return [(award["person"], award["contest"], award["rank"], award["prize"]) for award in outcome["awards"]]


def two_contests(**awards: Any) -> dict[str, Any]:
    ball = counted("ball", {"a": 9, "b": 8, "c": 7, "d": 6})
    rope = counted("rope", {"a": 8, "c": 9, "b": 7, "e": 6})
    return case_of(ball, rope, prize_rules=top(3), awards=awards)


def test_without_the_rule_everybody_gets_every_prize() -> None:
    assert given(outcome_of(two_contests())) == [
        ("a", "ball", 1, "first"),
        ("b", "ball", 2, "second"),
        ("c", "ball", 3, "second"),
        ("c", "rope", 1, "first"),
        ("a", "rope", 2, "second"),
        ("b", "rope", 3, "second"),
    ]


def test_one_reward_a_person_keeps_the_best_placing_and_leaves_the_rest_empty() -> None:
    outcome = outcome_of(two_contests(**ONCE))

    assert given(outcome) == [("a", "ball", 1, "first"), ("b", "ball", 2, "second"), ("c", "rope", 1, "first")]
    second = placings(outcome, 1)[1]
    assert (second["person"], second["prize"], second["awarded"]) == ("a", "second", False)
    assert second["not_awarded"]["zh"] == "已按最好名次在ball（第 1 名）获奖，这里不再奖"
    assert placings(outcome, 1)[0]["not_awarded"] is None


def test_an_award_says_why_in_one_sentence() -> None:
    award = outcome_of(two_contests(**ONCE))["awards"][1]

    assert award["why"]["zh"] == (
        "ball第 2 名（8 个）；取前 3 名；第 2 至 3 名为二等奖；另在rope获第 3 名，按最好名次奖励一次"
    )
    assert award["why"]["en"] == (
        "place 2 in ball (8); the first 3 places; places 2 to 3 win 二等奖; "
        "also place 3 in rope, rewarded once for the best placing"
    )
    assert award["why"]["values"]["instead_of"] == [{"contest": "rope", "division": None, "rank": 3}]


def test_passed_down_prizes_move_up_those_behind() -> None:
    outcome = outcome_of(two_contests(**{**ONCE, "passed_down": True}))

    assert given(outcome) == [
        ("a", "ball", 1, "first"),
        ("b", "ball", 2, "second"),
        ("d", "ball", 4, "second"),
        ("c", "rope", 1, "first"),
        ("e", "rope", 4, "second"),
    ]
    assert outcome["awards"][2]["why"]["zh"].endswith("前面有人已在别的项目获奖，依次递补")
    stepped_out = placings(outcome, 0)[2]
    assert (stepped_out["person"], stepped_out["rank"], stepped_out["prize"]) == ("c", 3, None)
    assert stepped_out["not_awarded"]["rule"] == "rewarded_elsewhere"


def test_equal_ranks_are_compared_by_prize_then_value_then_contest_order() -> None:
    only_second = [{"prize": "second", "rule": "fixed", "count": 1}]
    lower = counted("lower", {"a": 9}, prizes=top(1, only_second))
    higher = counted("higher", {"a": 9})
    assert given(outcome_of(case_of(lower, higher, prize_rules=top(1), awards=ONCE))) == [("a", "higher", 1, "first")]

    one, other = counted("one", {"a": 9}), counted("other", {"a": 9})
    assert given(outcome_of(case_of(one, other, prize_rules=top(1), awards=ONCE))) == [("a", "one", 1, "first")]


def test_a_better_rank_goes_before_a_dearer_prize() -> None:
    first_is_third = [{"prize": "third", "rule": "fixed", "count": 1}]
    cheap = counted("cheap", {"a": 9}, prizes=top(1, first_is_third))
    dear = counted("dear", {"b": 9, "a": 8})

    outcome = outcome_of(case_of(dear, cheap, prize_rules=top(2), awards=ONCE))

    assert given(outcome) == [("b", "dear", 1, "first"), ("a", "cheap", 1, "third")]


def test_shared_money_counts_when_values_are_compared() -> None:
    shared = counted("shared", {"a": 9, "b": 9})
    alone = counted("alone", {"a": 9})
    outcome = outcome_of(case_of(shared, alone, prize_rules=top(1, ALL_THREE, ties="share"), awards=ONCE))

    assert given(outcome) == [("b", "shared", 1, "first"), ("a", "alone", 1, "first")]
    assert [award["value"] for award in outcome["awards"]] == [10000, 20000]


def test_souvenirs_go_to_those_who_took_part_and_not_to_those_absent() -> None:
    ball = counted("ball", {"a": 9, "b": "DNS", "c": "DSQ", "d": "WD", "e": None, "f": "DNF"})
    rope = counted("rope", {"b": "NM", "d": "DNS", "a": 5})
    case = case_of(ball, rope, prize_rules=top(1), awards={"souvenir": {"prize": "souvenir", "to": "took_part"}})

    outcome = outcome_of(case)

    assert [person for person, contest, _, _ in given(outcome) if contest is None] == ["a", "b", "c", "f"]
    souvenir = outcome["awards"][2]
    assert souvenir["why"]["zh"] == "参加了ball等 2 项，发纪念奖"
    assert (souvenir["prize_title"], souvenir["item"], souvenir["value"]) == ("纪念奖", "徽章", 500)
    assert outcome["awards"][3]["why"]["zh"] == "参加了rope，发纪念奖"


def test_a_consolation_may_go_only_to_those_without_a_prize() -> None:
    ball = counted("ball", {"a": 9, "b": 8, "c": "DNS"})
    souvenir = {"prize": "souvenir", "to": "took_part_without_award"}

    outcome = outcome_of(case_of(ball, prize_rules=top(1), awards={"souvenir": souvenir}))

    assert given(outcome) == [("a", "ball", 1, "first"), ("b", None, None, "souvenir")]


def test_souvenirs_stand_by_unit_and_person_in_natural_order() -> None:
    ball = counted("ball", {"p10": 1, "p9": 2, "p1": 3})
    for entry, unit in zip(ball["entries"], ("u2", "u2", "u10"), strict=True):
        entry["unit"] = unit
    case = case_of(ball, awards={"souvenir": {"prize": "souvenir", "to": "took_part"}})

    assert [person for person, *_ in given(outcome_of(case))] == ["p9", "p10", "p1"]
