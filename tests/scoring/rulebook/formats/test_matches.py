"""Round robins, groups, knock-outs, Swiss rounds: plans without results, results, and what passes on."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scoring.rulebook.formats.meets import duel, entries, games, going, problems, ranks, run, stage

Json = dict[str, Any]
SEEDED = {"entries": entries(8, seed=list(range(1, 9)))}


def pairs(contest: Json, number: int = 0) -> list[str]:
    """Fixtures as `1-2`, a bye as `1-*`, a reference as `W1-L2`."""

    def said(side: Json | None) -> str:
        if side is None:
            return "*"
        return str(side.get("entry") or (f"W{side['winner_of']}" if "winner_of" in side else f"L{side['loser_of']}"))

    return [f"{said(one['a'])}-{said(one['b'])}" for one in stage(contest, number)["fixtures"]]


def seeded(number: int) -> Json:
    return {"entries": entries(number, seed=list(range(1, number + 1)))}


# ------------------------------------------------------------------------------------------------ round robin


def test_a_round_robin_without_results_is_its_schedule() -> None:
    assert pairs(duel(4, {"code": "a", "rule": "round_robin"})) == ["1-4", "2-3", "4-3", "1-2", "2-4", "3-1"]
    circle = {"code": "a", "rule": "round_robin", "schedule": "circle"}
    assert pairs(duel(4, circle)) == ["1-4", "2-3", "1-3", "4-2", "1-2", "3-4"]
    clockwise = {"code": "a", "rule": "round_robin", "schedule": "circle_clockwise"}
    assert pairs(duel(4, clockwise)) == ["1-4", "2-3", "1-2", "3-4", "1-3", "4-2"]


def test_a_double_round_robin_exchanges_sides_and_if_wanted_the_last_two_rounds() -> None:
    double = {"code": "a", "rule": "round_robin", "cycles": 2}
    assert pairs(duel(3, double)) == ["2-3", "1-2", "3-1", "3-2", "2-1", "1-3"]
    assert pairs(duel(3, {**double, "swap_last_two": True})) == ["2-3", "3-1", "1-2", "3-2", "2-1", "1-3"]


def test_a_table_is_ranked_and_its_rows_say_why() -> None:
    line = {"code": "a", "rule": "round_robin", "matches": games("1>2 1>3 2=3")}
    contest = duel(3, line)

    assert ranks(contest) == {"1": 1, "2": 2, "3": 2}
    assert stage(contest)["complete"]
    row = stage(contest)["groups"][0]["rows"][0]
    assert (row["entry"], row["won"], row["drawn"], row["lost"], row["points"]) == ("1", 2, 0, 0, 4)


def test_numbers_in_a_schedule_can_be_on_record() -> None:
    placed = [{"entry": "3", "line": 1}, {"entry": "1", "line": 2}, {"entry": "2", "line": 3}]

    assert pairs(duel(3, {"code": "a", "rule": "round_robin", "draw": {"placed": placed}})) == ["1-2", "3-1", "2-3"]


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


# ------------------------------------------------------------------------------------------------ groups


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
    assert placings[4]["why"]["zh"] == "并列第 5 名：小组赛，2 分，2 人相同"


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


# ------------------------------------------------------------------------------------------------ knock-out


def test_a_bracket_without_results_refers_to_winners_and_losers() -> None:
    assert pairs(duel(4, {"code": "a", "rule": "knockout"}, **seeded(4))) == ["1-4", "3-2", "L1-L2", "W1-W2"]
    titles = [one["title"]["zh"] for one in stage(duel(4, {"code": "a", "rule": "knockout"}))["fixtures"]]
    assert titles == ["半决赛", "半决赛", "第 3、4 名决赛", "决赛"]


def test_byes_go_to_the_best() -> None:
    contest = duel(6, {"code": "a", "rule": "knockout"}, **seeded(6))

    assert pairs(contest)[:4] == ["1-*", "5-4", "3-6", "*-2"]
    assert pairs(contest)[4:] == ["1-W2", "W3-2", "L5-L6", "W5-W6"]


@pytest.mark.parametrize(
    ("by", "expected"),
    [("ranked", ["1-4", "3-2"]), ("folded", ["1-4", "2-3"]), ("listed", ["1-2", "3-4"])],
)
def test_lines_of_a_bracket(by: str, expected: list[str]) -> None:
    assert pairs(duel(4, {"code": "a", "rule": "knockout", "by": by}, **seeded(4)))[:2] == expected


@pytest.mark.parametrize("zones", ["ittf", "tennis", "bwf"])
def test_a_drawn_bracket_has_its_seeds_in_their_zones(zones: str) -> None:
    line = {"code": "a", "rule": "knockout", "by": "drawn", "seeds": 4, "zones": zones, "draw": {"seed": "x"}}
    first = "-".join(pairs(duel(8, line, **SEEDED))[:4]).split("-")

    assert (first[0], first[7]) == ("1", "2")
    assert {first.index("3"), first.index("4")} == ({3, 4} if zones == "ittf" else {2, 5})


def test_without_a_number_those_with_a_seed_are_seeded() -> None:
    people = entries(8, seed=[1, 2, *[None] * 6])
    line = {"code": "a", "rule": "knockout", "by": "drawn", "draw": {"seed": "x"}}
    first = "-".join(pairs(duel(8, line, entries=people))[:4]).split("-")

    assert (first[0], first[7]) == ("1", "2")


def test_lines_on_record_and_matches_as_played_make_a_bracket() -> None:
    placed = [{"entry": "1", "line": 1}, {"entry": "2", "line": 2}, {"entry": "3", "line": 4}]
    assert pairs(duel(3, {"code": "a", "rule": "knockout", "draw": {"placed": placed}}))[:2] == ["1-2", "*-3"]
    matches = [*games("1>5 2>6", round=1), *games("1>3 4>2", round=2), *games("1>4 2>3", round=3)]
    contest = duel(6, {"code": "a", "rule": "knockout", "by": "as_played", "matches": matches})
    assert ranks(contest) == {"1": 1, "4": 2, "2": 3, "3": 4, "5": 5, "6": 5}


def test_places_that_are_not_played_for_are_shared() -> None:
    line = {"code": "a", "rule": "knockout", "matches": games("1>8 5>4 3>6 7>2 1>5 3>7 5>7 1>3")}

    assert ranks(duel(8, line, **SEEDED)) == {"1": 1, "3": 2, "5": 3, "7": 4, "2": 5, "4": 5, "6": 5, "8": 5}
    shared = {**line, "third_place": "shared", "matches": games("1>8 5>4 3>6 7>2 1>5 3>7 1>3")}
    assert ranks(duel(8, shared, **SEEDED))["5"] == ranks(duel(8, shared, **SEEDED))["7"] == 3
    strength = {**line, "losers": "strength"}
    assert [ranks(duel(8, strength, **SEEDED))[entry] for entry in "2468"] == [5, 6, 7, 8]


def test_placing_games_go_down_to_the_last_place() -> None:
    text = "1>8 5>4 3>6 7>2 1>5 3>7 8>4 6>2 5>7 1>3 8>6 4>2"
    line = {"code": "a", "rule": "knockout", "played_to": 8, "matches": games(text)}
    contest = duel(8, line, **SEEDED)

    assert ranks(contest) == {"1": 1, "3": 2, "5": 3, "7": 4, "8": 5, "6": 6, "4": 7, "2": 8}
    assert [one["places"] for one in stage(contest)["fixtures"] if one["places"]] == [[7, 8], [5, 6], [3, 4], [1, 2]]
    assert stage(contest)["complete"]


def test_while_a_bracket_is_open_those_who_are_out_have_their_places() -> None:
    line = {"code": "a", "rule": "knockout", "matches": games("1>8 5>4")}
    contest = duel(8, line, **SEEDED)

    assert ranks(contest) == {**dict.fromkeys(["4", "8"], 5), **dict.fromkeys(["1", "2", "3", "5", "6", "7"])}
    assert not stage(contest)["complete"]
    assert pairs(contest)[4] == "1-5"


def test_who_withdraws_gives_a_walk_over_and_has_no_place() -> None:
    people = entries(4, seed=[1, 2, 3, 4], absence=[None, None, None, "WD"])
    line = {"code": "a", "rule": "knockout", "third_place": "shared", "matches": games("3>2 1>3")}
    contest = duel(4, line, entries=people)

    assert ranks(contest) == {"1": 1, "3": 2, "2": 3, "4": None}
    assert stage(contest)["fixtures"][0]["ended"] == "walkover"


def test_when_nobody_comes_the_next_opponent_has_a_bye() -> None:
    both = [{"a": "1", "b": "4", "ended": "forfeit", "by": "both"}]
    line = {"code": "a", "rule": "knockout", "matches": [*games("3>2"), *both]}
    contest = duel(4, line, **seeded(4))

    assert ranks(contest)["3"] == 1
    assert stage(contest)["complete"]


def test_one_alone_has_won() -> None:
    assert ranks(duel(1, {"code": "a", "rule": "knockout"})) == {"1": 1}


@settings(deadline=None, max_examples=25)
@given(
    number=st.integers(1, 20),
    data=st.data(),
    third=st.sampled_from(["match", "shared"]),
    played_to=st.sampled_from([2, 4, 8, 32]),
    by=st.sampled_from(["ranked", "folded", "drawn", "listed"]),
)
def test_played_out_a_bracket_gives_everybody_a_place(
    number: int, data: st.DataObject, third: str, played_to: int, by: str
) -> None:
    line: Json = {"code": "a", "rule": "knockout", "third_place": third, "played_to": played_to, "by": by}
    for _ in range(12):
        open_ones = [
            one
            for one in stage(duel(number, line))["fixtures"]
            if not one["finished"] and all(one[side] and "entry" in one[side] for side in "ab")
        ]
        if not open_ones:
            break
        line["matches"] = line.get("matches", []) + [
            {"a": one["a"]["entry"], "b": one["b"]["entry"], "winner": data.draw(st.sampled_from("ab"))}
            for one in open_ones
        ]
    contest = duel(number, line)

    placed = list(ranks(contest).values())

    assert stage(contest)["complete"]
    assert sorted(placed, key=str).count(None) == 0
    assert all(rank == 1 + sum(other < rank for other in placed if other) for rank in placed if rank)
    assert placed.count(1) == 1
    if third == "match" and number >= 4:
        assert placed.count(3) == placed.count(4) == 1


# ------------------------------------------------------------------------------------------------ Swiss


def test_a_swiss_round_is_paired_when_the_one_before_is_over() -> None:
    line = {"code": "a", "rule": "swiss", "rounds": 3, "matches": games("1>5 2>6 3>7 4>8", round=1)}

    assert {frozenset(pair.split("-")) for pair in pairs(duel(8, line, **SEEDED))[4:]} == {
        frozenset(pair) for pair in ("13", "24", "57", "68")
    }
    waiting = {**line, "matches": [*line["matches"], *games("1-3", round=2)]}
    assert len(pairs(duel(8, waiting, **SEEDED))) == 5


@pytest.mark.parametrize(
    ("within", "expected"), [("halves", "15 26 37 48"), ("adjacent", "12 34 56 78"), ("fold", "18 27 36 45")]
)
def test_the_first_swiss_round(within: str, expected: str) -> None:
    line = {"code": "a", "rule": "swiss", "within": within}

    assert {frozenset(pair.split("-")) for pair in pairs(duel(8, line, **SEEDED))} == set(
        map(frozenset, expected.split())
    )


def test_a_drawn_first_round_follows_the_seed_on_record() -> None:
    def with_seed(seed: str) -> list[str]:
        return pairs(duel(8, {"code": "a", "rule": "swiss", "within": "drawn", "draw": {"seed": seed}}, **SEEDED))

    assert with_seed("x") == with_seed("x")
    assert len({tuple(with_seed(seed)) for seed in "abcde"}) > 1


def test_who_is_in_no_match_of_a_swiss_round_has_its_bye() -> None:
    line = {"code": "a", "rule": "swiss", "rounds": 2, "matches": games("1>2", round=1)}
    contest = duel(3, line, **seeded(3))

    assert pairs(contest)[:2] == ["1-2", "3-*"]
    assert ranks(contest) == {"1": 1, "3": 1, "2": 3}
    assert "2-*" in pairs(contest)


def test_unit_mates_meet_in_swiss_rounds_only_when_they_must() -> None:
    people = entries(4, seed=[1, 2, 3, 4], unit=["u", "v", "u", "v"])
    line = {"code": "a", "rule": "swiss", "draw": {"apart": "unit"}}

    found = {frozenset(pair.split("-")) for pair in pairs(duel(4, line, entries=people))}

    assert found == {frozenset("14"), frozenset("23")}


def test_when_all_have_met_the_outcome_says_that_some_meet_again() -> None:
    line = {"code": "a", "rule": "swiss", "rounds": 2, "matches": games("1>2", round=1)}

    assert stage(duel(2, line))["notes"][0]["zh"] == "第 2 轮有 1 对只能重复相遇"


# ------------------------------------------------------------------------------------------------ by entries


def by_number(number: int, **more: Any) -> Json:
    choices = [
        {"up_to": 4, "stages": [{"code": "table", "rule": "round_robin"}]},
        {
            "up_to": None,
            "stages": [
                {"code": "g", "rule": "groups", "groups": 2, "advance": {"by_place": 1}},
                {"code": "k", "rule": "knockout"},
            ],
        },
    ]
    return duel(number, {"code": "n", "rule": "by_entries", "choices": choices, **more})


def test_the_format_follows_the_number_of_entries() -> None:
    assert [one["code"] for one in run(by_number(4))["stages"]] == ["table"]
    assert [one["code"] for one in run(by_number(5))["stages"]] == ["g", "k"]
    assert [one["code"] for one in run(by_number(5, entrants=["1", "2"]))["stages"]] == ["table"]


# ------------------------------------------------------------------------------------------------ what cannot be


def test_matches_that_cannot_be_are_refused_with_their_place() -> None:
    start = "$.contests[0].stages[0]"
    matches = f"{start}.matches"
    assert problems(duel(2, {"code": "a", "rule": "round_robin", "matches": games("1>9")})) == {
        f"{matches}[0].b": "unknown_entry"
    }
    twice = {"code": "a", "rule": "round_robin", "matches": games("1>2 2>1")}
    assert problems(duel(2, twice)) == {f"{matches}[1]": "met_too_often"}
    assert problems(duel(2, {**twice, "cycles": 2})) == {}
    across = {"code": "a", "rule": "groups", "groups": 2, "matches": games("1>2")}
    assert problems(duel(4, across, **seeded(4))) == {f"{matches}[0]": "not_in_one_group"}
    assert problems(duel(4, {"code": "a", "rule": "groups"})) == {f"{start}.groups": "contradiction"}
    assert problems(duel(4, {"code": "a", "rule": "groups", "groups": 2, "size": 2})) == {
        f"{start}.size": "contradiction"
    }
    unknown = {"code": "a", "rule": "groups", "groups": 1, "draw": {"placed": [{"entry": "1", "group": "A"}]}}
    assert problems(duel(2, unknown)) == {start: "no_group"}
    cup = {"code": "a", "rule": "knockout"}
    assert problems(duel(4, {**cup, "matches": games("1>2")}, **seeded(4))) == {f"{matches}[0]": "not_in_bracket"}
    assert problems(duel(2, {**cup, "matches": games("1>2 2>1")})) == {f"{matches}[1]": "met_twice"}
    assert problems(duel(2, {**cup, "matches": games("1=2")})) == {f"{matches}[0].winner": "no_draws"}
    swiss = {"code": "a", "rule": "swiss", "rounds": 1}
    assert problems(duel(2, {**swiss, "matches": games("1>2")})) == {f"{matches}[0]": "round_needed"}
    assert problems(duel(2, {**swiss, "matches": games("1>2", round=2)})) == {f"{matches}[0].round": "no_such_round"}
    busy = [*games("1>2 1>3", round=1)]
    assert problems(duel(3, {**swiss, "matches": busy})) == {f"{matches}[1].a": "twice_in_round"}
    later = {"code": "b", "rule": "knockout", "matches": games("1>2")}
    first = {"code": "a", "rule": "round_robin", "advance": {"by_place": 2}}
    assert problems(duel(2, first, later)) == {"$.contests[0].stages[1].matches[0]": "nobody_yet"}
    both = {"code": "b", "rule": "knockout", "entrants": ["1"], "takes": {"stage": "a", "from": 2, "to": 1}}
    assert problems(duel(2, first, both)) == {"$.contests[0].stages[1].takes": "contradiction"}
    better = {**first, "advance": {"by_place": 2, "best_of_place": {"place": 2, "count": 1}}}
    assert problems(duel(2, better)) == {f"{start}.advance.best_of_place": "contradiction"}
    choices = [{"up_to": None, "stages": [cup]}, {"up_to": 3, "stages": [cup]}]
    nested = {"code": "n", "rule": "by_entries", "choices": choices}
    assert problems(duel(2, nested)) == {f"{start}.choices[0].up_to": "open_too_early"}
    falling = [{"up_to": 3, "stages": [cup]}, {"up_to": 2, "stages": [cup]}]
    assert problems(duel(2, {**nested, "choices": falling})) == {f"{start}.choices[1].up_to": "not_rising"}
