"""Places and tiers: percentages, rounds, standards, everybody, a policy for every line, ceilings, caps."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import PLACES, outcome_of, problems_of, say_prize_rules
from scoring.rulebook.prizes.placesrule import Turnout
from tests.scoring.rulebook.cases import ALL_THREE, PRIZES, case_of, counted, prizes, top
from tests.scoring.rulebook.prizes.meets import with_policies

CODES = ("first", "second", "third")


def field(number: int) -> dict[str, Any]:
    """So many people with different marks."""
    return counted("rope", {f"p{at:03}": 1000 - at for at in range(number)})


def numbers(number: int, tiers: Any, places: dict[str, Any] | None = None) -> tuple[int, ...]:
    """How many get each prize in a field of this size."""
    rules = {"places": places or {"rule": "everybody"}, "tiers": tiers}
    won = list(prizes(outcome_of(case_of(field(number), prize_rules=rules))).values())
    return tuple(won.count(prize) for prize in CODES)


@pytest.mark.parametrize(("base", "expected"), [("entered", 6), ("started", 4), ("finished", 3)])
def test_everybody_is_rewarded_by_the_stated_number(base: str, expected: int) -> None:
    contest = counted("rope", {"a": 3, "b": 2, "c": 1, "d": "DSQ", "e": "DNS", "f": None})
    rules = {"places": {"rule": "everybody", "base": base}, "tiers": [{"prize": "third", "rule": "rest"}]}
    outcome = outcome_of(case_of(contest, prize_rules=rules))

    assert outcome["contests"][0]["rankings"][0]["places"]["count"] == expected
    assert list(prizes(outcome).values()) == ["third"] * 3


@pytest.mark.parametrize(
    ("number", "rounding", "expected"),
    [(9, "down", 6), (10, "down", 6), (10, "up", 7), (10, "half_up", 7), (1, "down", 0)],
)
def test_two_thirds_are_exact(number: int, rounding: str, expected: int) -> None:
    places = PLACES["share"]({"percent": 2, "out_of": 3, "rounding": rounding})

    assert places.places(Turnout(number, number, number)) == expected
    assert "三分之二" in str(places.says())


def line(prize: str, percent: int, **more: Any) -> dict[str, Any]:
    return {"prize": prize, "rule": "percent", "percent": percent, **more}


@pytest.mark.parametrize(
    ("number", "tiers", "expected"),
    [
        # 10 / 20 / 30 % of the places, rounded up, each for itself.
        (15, [line("first", 10), line("second", 20), line("third", 30)], (2, 3, 5)),
        (15, [line("first", 10, rounding="down"), line("second", 20), line("third", 30)], (1, 3, 5)),
        (15, [line("first", 10, rounding="half_up"), line("second", 20), line("third", 30)], (2, 3, 5)),
        # Cumulative cuts 25 % and 60 %: 25 % and then 35 %.
        (20, [line("first", 25), line("second", 60, cumulative=True)], (5, 7, 0)),
        # Nested: 60 % of all, then 40 % of what is left.
        (20, [line("first", 60), line("second", 40, base="left", rounding="down")], (12, 3, 0)),
        # Floor, cap, and both.
        (3, [line("first", 10, rounding="down", at_least=1), line("second", 50)], (1, 2, 0)),
        (100, [line("first", 10, at_most=6), line("second", 50)], (6, 50, 0)),
        (100, [line("first", 10, at_least=2, at_most=6)], (6, 0, 0)),
        (4, [line("first", 2, out_of=3, rounding="down"), line("second", 1, out_of=3)], (2, 2, 0)),
        # More than there are places left is cut off.
        (4, [line("first", 80), line("second", 80)], (4, 0, 0)),
    ],
)
def test_percentages_by_line(number: int, tiers: list[dict[str, Any]], expected: tuple[int, ...]) -> None:
    assert numbers(number, tiers) == expected


@pytest.mark.parametrize(
    ("base", "expected"), [("places", 3), ("left", 3), ("entered", 5), ("started", 4), ("finished", 4)]
)
def test_a_percentage_is_of_the_stated_number(base: str, expected: int) -> None:
    contest = counted("rope", {**{f"p{at}": 90 - at for at in range(8)}, "x": "DNS", "y": "DNS"})
    rules = top(6, [line("first", 50, base=base)])

    assert list(prizes(outcome_of(case_of(contest, prize_rules=rules))).values()).count("first") == expected


@pytest.mark.parametrize(("number", "expected"), [(2, (1, 1, 0)), (4, (1, 1, 2)), (16, (1, 1, 2))])
def test_prizes_by_the_round_reached(number: int, expected: tuple[int, ...]) -> None:
    rounds: list[dict[str, Any]] = [
        {"prize": prize, "rule": "reached", "last": last} for prize, last in zip(CODES, (1, 2, 4), strict=True)
    ]

    assert numbers(number, rounds) == expected


def test_losers_of_a_round_share_its_prize() -> None:
    # Ranks 1, 2, 3, 3, 5, 5, 5, 5 as a knock-out leaves them.
    contest = counted("cup", {"a": 9, "b": 8, "c": 7, "d": 7, "e": 6, "f": 6, "g": 6, "h": 6})
    rounds: list[dict[str, Any]] = [
        {"prize": "first", "rule": "reached", "last": 2},
        {"prize": "second", "rule": "reached", "last": 8},
    ]
    won = prizes(outcome_of(case_of(contest, prize_rules={"places": {"rule": "everybody"}, "tiers": rounds})))

    assert [won[person] for person in "abcdefgh"] == ["first"] * 2 + ["second"] * 6


def test_a_standard_has_no_limit_but_the_places() -> None:
    standards = [
        {"prize": "first", "rule": "standard", "mark": 995},
        {"prize": "second", "rule": "standard", "mark": "1979/2"},
    ]

    # Marks 1000, 999, ...: six reach 995, five more reach 989.5.
    assert numbers(20, standards) == (6, 5, 0)
    assert numbers(20, standards, {"rule": "fixed", "count": 8}) == (6, 2, 0)


def test_a_standard_in_time_is_reached_by_less() -> None:
    entries = [
        {"id": f"run/{at}", "person": f"p{at}", "records": {"time": time}} for at, time in enumerate((9000, 9500, 9501))
    ]
    rules = {"places": {"rule": "everybody"}, "tiers": [{"prize": "first", "rule": "standard", "mark": 9500}]}
    won = prizes(outcome_of(case_of({"code": "run", "game": "timed", "entries": entries}, prize_rules=rules)))

    assert list(won.values()) == ["first", "first", None]


def test_a_prize_may_follow_entries_in_steps() -> None:
    tiers: list[dict[str, Any]] = [
        {"prize": "first", "rule": "by_entries", "steps": [{"up_to": 9, "places": 1}], "beyond": 2},
        {"prize": "second", "rule": "by_entries", "base": "started", "steps": [], "beyond": 3},
    ]

    assert numbers(9, tiers) == (1, 3, 0)
    assert numbers(10, tiers) == (2, 3, 0)


def test_no_places_cancel_the_prizes_of_a_field_that_is_too_small() -> None:
    rules = {"rule": "by_entries", "steps": [{"up_to": 2, "places": 0}], "beyond": 3}

    assert numbers(2, ALL_THREE, rules) == (0, 0, 0)
    assert numbers(3, ALL_THREE, rules) == (1, 2, 0)


def test_a_ceiling_holds_the_places_down_whatever_is_printed() -> None:
    ceiling = {"percent": 2, "out_of": 3, "rounding": "down"}
    outcome = outcome_of(case_of(field(7), prize_rules=top(6, ceiling=ceiling)))
    places = outcome["contests"][0]["rankings"][0]["places"]

    assert places["count"] == 4
    assert places["why"]["zh"] == "取前 6 名，按上限（取报名人数的 三分之二（舍去））只取 4 名"
    assert (
        outcome_of(case_of(field(9), prize_rules=top(6, ceiling=ceiling)))["contests"][0]["rankings"][0]["places"][
            "why"
        ]["zh"]
        == "取前 6 名"
    )


def test_a_division_has_prizes_of_its_own_through_named_rankings() -> None:
    contest = counted("rope", {"a": 9, "b": 8, "c": 7, "d": 6}, divisions=[{"code": "w"}, {"code": "m"}])
    for entry, division in zip(contest["entries"], "wwmm", strict=True):
        entry["division"] = division
    contest["rankings"] = [
        {"code": "w", "divisions": ["w"], "prizes": top(2)},
        {"code": "m", "divisions": ["m"], "prizes": top(1)},
    ]
    outcome = outcome_of(case_of(contest))

    assert [(award["person"], award["prize"], award["ranking"]) for award in outcome["awards"]] == [
        ("a", "first", "w"), ("b", "second", "w"), ("c", "first", "m")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rules", "zh"),
    [
        ({"places": {"rule": "everybody"}, "tiers": []}, "按有成绩人数全部录取"),
        (
            top(6, [line("first", 10), line("second", 60, cumulative=True), line("third", 2, out_of=3, base="left")]),
            "取前 6 名；一等奖占录取名次的 10%（进一），二等奖连同前面各奖累计取到录取名次的 60%（进一），"
            "三等奖占余下的名次的 三分之二（进一）；线上并列的都得高一级的奖",
        ),
        (
            top(6, [{"prize": "first", "rule": "reached", "last": 4}]),
            "取前 6 名；四强为一等奖；线上并列的都得高一级的奖",
        ),
        (
            top(6, [{"prize": "first", "rule": "standard", "mark": 120}]),
            "取前 6 名；达到 120 的都得一等奖；线上并列的都得高一级的奖",
        ),
        (
            top(6, [{"prize": "first", "rule": "by_entries", "steps": [{"up_to": 9, "places": 1}], "beyond": 2}]),
            "取前 6 名；一等奖按报名人数：不足 10 人取 1 名，10 人及以上取 2 名；线上并列的都得高一级的奖",
        ),
        (
            top(6, with_policies(None, "none", None), ceiling={"percent": 50}, capped_places="passed_down"),
            "取前 6 名；录取名次的上限：取报名人数的 50%（舍去）；一等奖 1 名，二等奖 2 名，其余为三等奖；"
            "线上并列的都得高一级的奖；二等奖线上：线上并列的都得低一级的奖，末位并列都不取；受罚降奖时，空出的奖由后面的递补",
        ),
    ],
)
def test_the_new_lines_are_said_as_in_a_regulation(rules: dict[str, Any], zh: str) -> None:
    assert str(say_prize_rules(rules, PRIZES)) == zh


@pytest.mark.parametrize(
    ("rules", "path", "rule"),
    [
        (top(6, [line("first", 101)]), "$.prize_rules.tiers[0].percent", "contradiction"),
        (top(6, [line("first", 10, at_least=3, at_most=2)]), "$.prize_rules.tiers[0].at_least", "contradiction"),
        (
            top(6, [line("first", 10, base="left", cumulative=True)]),
            "$.prize_rules.tiers[0].cumulative",
            "contradiction",
        ),
        (top(6, ceiling={"percent": 4, "out_of": 3}), "$.prize_rules.ceiling.percent", "contradiction"),
        (
            top(
                6, [{"prize": "first", "rule": "reached", "last": 4}, {"prize": "second", "rule": "reached", "last": 2}]
            ),
            "$.prize_rules.tiers[1].last",
            "round_taken",
        ),
        (
            top(6, [{"prize": "first", "rule": "by_entries", "steps": [{"up_to": 4, "places": 1}] * 2, "beyond": 2}]),
            "$.prize_rules.tiers[0].steps[1].up_to",
            "contradiction",
        ),
        (top(6, [{"prize": "first", "rule": "standard", "mark": 1.5}]), "$.prize_rules.tiers[0].mark", "not_a_number"),
        (top(6, with_policies(None, "nobody", None)), "$.prize_rules.tiers[1].ties", "not_a_choice"),
        (top(6, capped_places="somewhere"), "$.prize_rules.capped_places", "not_a_choice"),
    ],
)
def test_what_is_wrong_with_a_line_is_named_with_its_place(rules: dict[str, Any], path: str, rule: str) -> None:
    found = problems_of(case_of(field(3), prize_rules=rules))

    assert [(problem.path, problem.sentence.rule) for problem in found] == [(path, rule)]


def test_sharing_at_one_line_needs_values_everywhere() -> None:
    no_values = [{**prize, "value": None} for prize in PRIZES]
    case = {**case_of(field(3), prize_rules=top(6, with_policies(None, "share", None))), "prizes": no_values}

    assert {problem.sentence.rule for problem in problems_of(case)} == {"no_value_to_share"}
