"""Who goes on from a race: by place, by mark, by standard; ties at the cut; what is carried on; the final ranking."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scoring.rulebook.formats.meets import going, heat, race, ranks, run, stage, times

Json = dict[str, Any]
PRELIM = [*heat(1, times(e1=11, e2=12, e3=13, e4=14)), *heat(2, times(e5=15, e6=16, e7=17, e8="DNS"))]


def prelim(**advance: Any) -> Json:
    return {"code": "prelim", "title": "预赛", "rule": "heats", "size": 4, "results": PRELIM, "advance": advance}


def plan(contest: Json) -> list[list[str]]:
    return [[start["entry"] for start in heat["starts"]] for heat in stage(contest)["heats"]]


def test_first_of_each_heat_and_the_fastest_of_the_others_go_on() -> None:
    contest = race(8, prelim(by_place=2, by_mark=1), {"code": "final", "rule": "final"})

    assert going(contest) == ["1", "5", "2", "6", "3"]
    assert [one["by"] for one in stage(contest)["advancing"]] == ["place"] * 4 + ["mark"]
    assert stage(contest, 1)["entrants"] == ["1", "5", "2", "6", "3"]


def test_the_final_stands_before_the_heats_and_there_place_comes_before_time() -> None:
    final = {"code": "final", "rule": "final", "results": times(e1=20, e5=19, e2=18, e6=17)}

    found = ranks(race(8, prelim(by_place=2), final))

    assert found == {"6": 1, "2": 2, "5": 3, "1": 4, "3": 5, "7": 6, "4": 7, "8": None}


def test_by_mark_alone_ranks_over_all_heats() -> None:
    line = {**prelim(by_place=2), "overall": "mark"}

    assert ranks(race(8, line)) == {"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "7": 7, "8": None}
    assert ranks(race(8, {**line, "overall": "place", "advance": None}))["5"] == 2
    assert ranks(race(8, {**line, "overall": "usual", "advance": None}))["5"] == 5


def test_the_reason_names_the_stage() -> None:
    placings = run(race(8, prelim(by_place=2), {"code": "final", "title": "决赛", "rule": "final"}))["rankings"][0]

    assert [one["why"]["zh"] for one in placings["placings"] if one["entry"] == "3"] == ["第 5 名：预赛，13.00 秒"]


def test_a_tie_for_the_last_place_lets_both_in_and_costs_a_place_by_mark() -> None:
    rows = [*heat(1, times(e1=11, e2=12, e3=12, e4=14)), *heat(2, times(e5=15, e6=16, e7=17, e8=18))]
    line = {"code": "prelim", "rule": "heats", "results": rows, "advance": {"by_place": 2, "by_mark": 1}}

    assert going(race(8, line)) == ["1", "5", "2", "3", "6"]
    kept = {**line, "advance": {"by_place": 2, "by_mark": 1, "ties_take_quota": False}}
    assert going(race(8, kept)) == ["1", "5", "2", "3", "6", "4"]


@pytest.mark.parametrize(
    ("ties", "expected"), [("all", ["1", "2", "3"]), ("none", ["1"]), ("decide", ["1"]), ("lots", ["1", "2"])]
)
def test_what_a_tie_at_the_cut_does_is_a_setting(ties: str, expected: list[str]) -> None:
    line = {
        "code": "first",
        "rule": "final",
        "draw": {"seed": "hall"},
        "results": times(e1=11, e2=12, e3=12, e4=14),
        "advance": {"by_mark": 2, "ties": ties},
    }

    found = going(race(4, line))

    assert len(found) == len(expected)
    assert found[0] == "1"
    assert set(found) <= {"1", "2", "3"}
    assert stage(race(4, line))["undecided"] == ([["2", "3"]] if ties == "decide" else [])


def test_nobody_is_in_the_next_stage_until_the_cut_is_decided() -> None:
    line = {
        "code": "first",
        "rule": "final",
        "results": times(e1=11, e2=12, e3=12),
        "advance": {"by_mark": 2, "ties": "decide"},
    }
    final = {"code": "second", "rule": "final"}

    assert stage(race(3, line, final), 1)["entrants"] == []
    decided = {**line, "orders": {"cut": [["3", "2"]]}}
    assert stage(race(3, decided, final), 1)["entrants"] == ["1", "3"]


def test_lots_without_a_seed_on_record_are_not_drawn() -> None:
    line = {"code": "a", "rule": "final", "results": times(e1=11, e2=11), "advance": {"by_mark": 1, "ties": "lots"}}

    assert stage(race(2, line))["undecided"] == [["1", "2"]]


def test_a_standard_and_a_number_to_fill_up_to() -> None:
    rows = times(e1=11, e2=12, e3=13, e4=14)

    def with_rule(**rule: Any) -> list[str]:
        return going(race(4, {"code": "a", "rule": "final", "results": rows, "advance": rule}))

    assert with_rule(standard=12000) == ["1", "2"]
    assert with_rule(standard=12000, at_least=3) == ["1", "2", "3"]
    assert with_rule(standard=13000, at_least=2) == ["1", "2", "3"]


def test_the_referee_adds_somebody_on_top() -> None:
    contest = race(8, prelim(by_place=1, added=["4"]))

    assert going(contest) == ["1", "5", "4"]
    assert stage(contest)["advancing"][2]["why"]["zh"] == "裁判长增补"


def test_the_best_of_a_place_over_all_heats_go_on() -> None:
    assert going(race(8, prelim(by_place=1, best_of_place={"place": 2, "count": 1}))) == ["1", "5", "2"]


def test_nobody_goes_on_before_everybody_has_a_result() -> None:
    line = {"code": "a", "rule": "final", "results": times(e1=11), "advance": {"by_mark": 1}}

    assert going(race(2, line)) == []
    assert not stage(race(2, line))["complete"]


@pytest.mark.parametrize(
    ("carried", "expected"),
    [("no", {"2": 1, "1": 2}), ("sum", {"1": 1, "2": 2}), ("best", {"1": 1, "2": 2})],
)
def test_the_earlier_mark_counts_or_not(carried: str, expected: dict[str, int]) -> None:
    first = {"code": "a", "rule": "final", "results": times(e1=10, e2=14), "advance": {"by_mark": 2}}
    second = {"code": "b", "rule": "final", "carried": carried, "results": times(e1=13, e2=12)}

    assert ranks(race(2, first, second)) == expected


def test_the_earlier_mark_stands_for_who_does_not_finish_but_not_for_who_is_disqualified() -> None:
    first = {"code": "a", "rule": "final", "results": times(e1=10, e2=14), "advance": {"by_mark": 2}}
    second = {"code": "b", "rule": "heats", "carried": "best", "results": times(e1="DNF", e2="DSQ")}

    assert ranks(race(2, first, second)) == {"1": 1, "2": None}


def test_places_of_absent_finalists_move_up_or_are_held() -> None:
    final = {"code": "b", "rule": "final", "results": times(e1=10, e5="DSQ")}

    assert ranks(race(8, prelim(by_place=1), final))["2"] == 2
    assert ranks(race(8, prelim(by_place=1), {**final, "held": True}))["2"] == 3


def test_a_second_final_takes_the_places_behind_the_first() -> None:
    rows = times(e1=11, e2=12, e3=13, e4=14)
    heats = {"code": "heats", "rule": "final", "results": rows, "advance": {"by_mark": 2}}
    b_final = {
        "code": "b",
        "rule": "final",
        "takes": {"stage": "heats", "from": 3, "to": 4, "by": "overall"},
        "results": times(e3=9, e4=8),
    }
    a_final = {
        "code": "a",
        "rule": "final",
        "takes": {"stage": "heats", "to": 2, "by": "overall"},
        "results": times(e1=19, e2=18),
    }

    assert ranks(race(4, heats, b_final, a_final)) == {"2": 1, "1": 2, "4": 3, "3": 4}
