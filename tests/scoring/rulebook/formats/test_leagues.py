"""Round robins and groups: schedules, tables, same places compared, best thirds, crossing into a bracket."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scoring.rulebook.formats.meets import (
    SEEDED,
    duel,
    entries,
    games,
    going,
    pairs,
    ranks,
    run,
    seeded,
    stage,
)

Json = dict[str, Any]


def test_a_round_robin_without_results_is_its_schedule() -> None:
    assert pairs(duel(4, {"code": "a", "rule": "round_robin"})) == ["1-4", "2-3", "4-3", "1-2", "2-4", "3-1"]
    circle = {"code": "a", "rule": "round_robin", "schedule": "circle"}
    assert pairs(duel(4, circle)) == ["1-4", "2-3", "1-3", "4-2", "1-2", "3-4"]
    clockwise = {"code": "a", "rule": "round_robin", "schedule": "circle_clockwise"}
    assert pairs(duel(4, clockwise)) == ["1-4", "2-3", "1-2", "3-4", "1-3", "4-2"]


def test_a_double_round_robin_exchanges_sides_and_if_wanted_the_last_two_rounds() -> None:
    double = {"code": "a", "rule": "round_robin", "cycles": 2}
    first, again = ["2-3", "1-*", "1-2", "3-*", "3-1", "2-*"], ["3-2", "1-*", "2-1", "3-*", "1-3", "2-*"]
    assert pairs(duel(3, double)) == [*first, *again]
    assert pairs(duel(3, {**double, "swap_last_two": True}))[:6] == ["2-3", "1-*", "3-1", "2-*", "1-2", "3-*"]


def test_a_table_is_ranked_and_its_rows_say_why() -> None:
    line = {"code": "a", "rule": "round_robin", "matches": games("1>2 1>3 2=3")}
    contest = duel(3, line)

    assert ranks(contest) == {"1": 1, "2": 2, "3": 2}
    assert stage(contest)["complete"]
    row = stage(contest)["groups"][0]["rows"][0]
    assert (row["entry"], row["won"], row["drawn"], row["lost"], row["points"]) == ("1", 2, 0, 0, 4)


def test_numbers_in_a_schedule_can_be_on_record() -> None:
    placed = [{"entry": "3", "line": 1}, {"entry": "1", "line": 2}, {"entry": "2", "line": 3}]

    assert pairs(duel(3, {"code": "a", "rule": "round_robin", "draw": {"placed": placed}})) == [
        "1-2",
        "3-*",
        "3-1",
        "2-*",
        "2-3",
        "1-*",
    ]


def test_matches_of_the_groups_are_carried_into_a_second_round_robin() -> None:
    groups = {
        "code": "g",
        "rule": "groups",
        "groups": 2,
        "matches": games("1>4 2>3"),
        "advance": {"by_place": 2},
    }
    final = {"code": "f", "rule": "round_robin", "carried": "matches", "matches": games("1>2 3>1 2>4 4>3")}
    contest = duel(4, groups, final, **seeded(4))

    assert len(stage(contest, 1)["fixtures"]) == 4
    assert ranks(contest) == {"1": 1, "2": 2, "4": 3, "3": 4}  # 1 beat 2, 4 beat 3


def test_groups_are_a_snake_of_seeds_with_schedules_of_their_own() -> None:
    contest = duel(8, {"code": "a", "rule": "groups", "groups": 2}, **SEEDED)

    groups = stage(contest)["groups"]
    assert [(one["code"], [row["entry"] for row in one["rows"]]) for one in groups] == [
        ("A", ["1", "4", "5", "8"]),
        ("B", ["2", "3", "6", "7"]),
    ]
    assert groups[0]["title"]["zh"] == "A 组"
    assert len(stage(contest)["fixtures"]) == 12


@pytest.mark.parametrize("by", ["snake", "pots", "random"])
def test_seeds_and_unit_mates_are_in_different_groups(by: str) -> None:
    units = ["a", "b", "c", "a", "b", "c", "a", "b"]
    line = {"code": "a", "rule": "groups", "size": 3, "by": by, "seeds": 3, "draw": {"seed": "x", "apart": "unit"}}
    contest = duel(8, line, entries=entries(8, seed=[*range(1, 9)], unit=units))

    groups = [{row["entry"] for row in one["rows"]} for one in stage(contest)["groups"]]

    assert sorted(len(group) for group in groups) == [2, 3, 3]
    for unit in "abc":
        mates = [sum(units[int(entry) - 1] == unit for entry in group) for group in groups]
        assert max(mates) - min(mates) <= 1
    if by != "random":
        assert all(len(group & {"1", "2", "3"}) == 1 for group in groups)


def test_matches_that_name_groups_make_them() -> None:
    matches = [*games("1>2", group="X"), *games("3>4", group="Y")]
    contest = duel(4, {"code": "a", "rule": "groups", "groups": 2, "matches": matches}, **seeded(4))

    assert [one["code"] for one in stage(contest)["groups"]] == ["X", "Y"]
    assert ranks(contest) == {"1": 1, "3": 1, "2": 3, "4": 3}


def test_groups_on_record_are_taken() -> None:
    placed = [{"entry": str(at), "group": "AB"[at % 2], "line": 9 - at} for at in range(1, 5)]
    contest = duel(4, {"code": "a", "rule": "groups", "groups": 2, "draw": {"placed": placed}})

    assert pairs(contest) == ["4-2", "3-1"]


def two_groups(**more: Any) -> Json:
    """Group A of four: 1 4 5 7; group B of three: 2 3 6."""
    placed = [{"entry": entry, "group": group} for group, ids in (("A", "1457"), ("B", "236")) for entry in ids]
    return {
        "code": "g",
        "title": "小组赛",
        "rule": "groups",
        "groups": 2,
        "draw": {"placed": placed},
        "matches": games("1>4 1>5 1>7 4>5 4>7 5>7 2>3 2>6 3>6"),
        **more,
    }


def test_same_places_in_different_groups_share_or_are_compared() -> None:
    assert ranks(duel(7, two_groups())) == {"1": 1, "2": 1, "3": 3, "4": 3, "5": 5, "6": 5, "7": 7}
    assert ranks(duel(7, two_groups(overall="compared"))) == {"1": 1, "2": 2, "4": 3, "3": 4, "5": 5, "6": 6, "7": 7}
    fair = ranks(duel(7, two_groups(overall="compared", unequal="drop_last")))
    assert fair == {"1": 1, "2": 1, "3": 3, "4": 3, "5": 5, "6": 5, "7": 7}
    average = ranks(duel(7, two_groups(overall="compared", unequal="average")))
    assert average == {"1": 1, "2": 1, "4": 3, "3": 4, "5": 5, "6": 6, "7": 7}


def test_the_best_third_place_is_found_across_groups_of_different_size() -> None:
    rule = {"by_place": 2, "best_of_place": {"place": 3, "count": 1}}

    assert going(duel(7, two_groups(advance=rule))) == ["1", "2", "4", "3", "5"]
    assert going(duel(7, two_groups(advance={**rule, "unequal": "drop_last"}))) == ["1", "2", "4", "3", "5", "6"]


def test_groups_then_a_crossed_knock_out() -> None:
    cup = {"code": "k", "title": "淘汰赛", "rule": "knockout", "by": "cross", "matches": games("1>3 4>2 3>2 1>4")}
    contest = duel(7, two_groups(advance={"by_place": 2}), cup)

    assert pairs(contest, 1)[:2] == ["1-3", "4-2"]
    assert ranks(contest) == {"1": 1, "4": 2, "3": 3, "2": 4, "5": 5, "6": 5, "7": 7}
    placings = run(contest)["rankings"][0]["placings"]
    assert placings[0]["why"]["zh"] == "第 1 名：淘汰赛，冠军"
    assert placings[4]["why"]["zh"] == "并列第 5 至 6 名：小组赛，2 分"


def test_four_groups_cross_like_a_world_cup() -> None:
    placed = [{"entry": f"{at}", "group": "ABCD"[(at - 1) % 4]} for at in range(1, 9)]
    groups = {
        "code": "g",
        "rule": "groups",
        "groups": 4,
        "draw": {"placed": placed},
        "matches": games("1>5 2>6 3>7 4>8"),
        "advance": {"by_place": 2},
    }

    assert pairs(duel(8, groups, {"code": "k", "rule": "knockout", "by": "cross"}), 1)[:4] == [
        "1-6",
        "3-8",
        "2-5",
        "4-7",
    ]


def test_groups_that_do_not_fill_a_bracket_keep_group_mates_apart() -> None:
    placed = [{"entry": f"{at}", "group": "ABC"[(at - 1) % 3]} for at in range(1, 7)]
    groups = {
        "code": "g",
        "rule": "groups",
        "groups": 3,
        "draw": {"placed": placed},
        "matches": games("1>4 2>5 3>6"),
        "advance": {"by_place": 2},
    }
    first = pairs(duel(6, groups, {"code": "k", "rule": "knockout", "by": "cross"}), 1)[:4]

    upper = {entry for pair in first[:2] for entry in pair.split("-")}
    assert sum("*" in pair for pair in first) == 2
    for one, other in ("14", "25", "36"):
        assert len({one, other} & upper) == 1


def test_placing_matches_between_groups_are_a_stage_of_their_own() -> None:
    fifth = {"code": "5", "rule": "knockout", "takes": {"stage": "g", "from": 3, "to": 3}, "matches": games("6>5")}
    cup = {
        "code": "k",
        "rule": "knockout",
        "takes": {"stage": "g", "to": 2},
        "by": "cross",
        "matches": games("1>3 4>2 3>2 1>4"),
    }

    assert ranks(duel(7, two_groups(), fifth, cup)) == {"1": 1, "4": 2, "3": 3, "2": 4, "6": 5, "5": 6, "7": 7}
