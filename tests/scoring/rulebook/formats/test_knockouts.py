"""Knock-outs: brackets without results, byes, zones of seeds, places played for or shared."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.scoring.rulebook.formats.meets import (
    SEEDED,
    duel,
    entries,
    games,
    pairs,
    ranks,
    seeded,
    stage,
)

Json = dict[str, Any]


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


def test_a_bracket_may_stop_early_and_a_longer_final_take_over() -> None:
    first = {"code": "a", "rule": "knockout", "until": 2, "matches": games("1>4 3>2 2>4"), "advance": {"by_mark": 2}}
    final = {"code": "b", "rule": "knockout", "by": "listed", "matches": games("1>3")}
    contest = duel(4, first, final, **seeded(4))

    assert pairs(contest, 1) == ["1-3"]
    assert ranks(contest) == {"1": 1, "3": 2, "2": 3, "4": 4}
    assert ranks(duel(4, first, **seeded(4))) == {"1": 1, "3": 1, "2": 3, "4": 4}


def test_the_order_of_entries_changes_nothing() -> None:
    people = entries(7)
    line = {"code": "a", "rule": "knockout", "by": "drawn", "draw": {"seed": "x"}}

    assert pairs(duel(7, line, entries=people)) == pairs(duel(7, line, entries=people[::-1]))
