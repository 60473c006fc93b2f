"""Finals and heats: heats and lanes as planned and as run, divisions, settings of a stage, what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.rulebook.drawing.heats import usual_blocks
from tests.scoring.rulebook.formats.meets import entries, heat, problems, race, ranks, run, stage, times

Json = dict[str, Any]
PRELIM = [*heat(1, times(e1=11, e2=12, e3=13, e4=14)), *heat(2, times(e5=15, e6=16, e7=17, e8="DNS"))]


def prelim(**advance: Any) -> Json:
    return {"code": "prelim", "title": "预赛", "rule": "heats", "size": 4, "results": PRELIM, "advance": advance}


def plan(contest: Json) -> list[list[str]]:
    return [[start["entry"] for start in heat["starts"]] for heat in stage(contest)["heats"]]


def test_swimming_heats_are_circled_and_the_best_swim_in_the_middle() -> None:
    line = {"code": "a", "rule": "heats", "size": 4, "by": "circle", "lanes": "centre_out"}
    contest = race(9, line, entries=entries(9, seed=list(range(1, 10))))

    assert {start["entry"]: start["lane"] for start in stage(contest)["heats"][2]["starts"]} == {"1": 2, "4": 3, "7": 1}


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("zigzag", [["1", "4", "5"], ["2", "3", "6"]]),
        ("listed", [["1", "2", "3"], ["4", "5", "6"]]),
        ("pace", [["4", "5", "6"], ["1", "2", "3"]]),
    ],
)
def test_heats_follow_strength(by: str, expected: list[list[str]]) -> None:
    line = {"code": "a", "rule": "heats", "size": 3, "by": by}

    assert plan(race(6, line, entries=entries(6, seed=[1, 2, 3, 4, 5, 6]))) == expected


def test_the_order_of_a_list_is_strength_where_a_list_is_given() -> None:
    line = {"code": "a", "rule": "final", "order": "weakest_first", "entrants": ["3", "1", "2"]}

    assert plan(race(3, line)) == [["2"], ["1"], ["3"]]
    assert plan(race(3, {**line, "order": "strongest_first", "size": 2})) == [["3", "1"], ["2"]]


def test_lanes_are_drawn_in_blocks() -> None:
    line = {"code": "a", "rule": "heats", "lanes": "blocks", "by": "listed", "draw": {"seed": "x"}}
    contest = race(8, line, entries=entries(8, seed=list(range(1, 9))))
    lanes = {start["entry"]: start["lane"] for start in stage(contest)["heats"][0]["starts"]}

    assert {lanes[entry] for entry in "1234"} == set(usual_blocks(8)[0])


def test_what_was_really_run_takes_the_place_of_the_plan() -> None:
    placed = [{"entry": "1", "heat": 2, "lane": 5}]
    line = {
        "code": "a",
        "rule": "heats",
        "heats": 2,
        "draw": {"placed": placed},
        "results": [{"entry": "2", "heat": 1, "lane": 3, "records": {"time": 9000}}],
    }

    heats = stage(race(2, line))["heats"]

    assert heats == [
        {"heat": 1, "starts": [{"lane": 3, "entry": "2"}]},
        {"heat": 2, "starts": [{"lane": 5, "entry": "1"}]},
    ]


@settings(deadline=None, max_examples=25)
@given(
    units=st.lists(st.sampled_from("abc"), min_size=1, max_size=20),
    seed=st.text("ab", max_size=3),
    lanes=st.sampled_from(["listed", "random"]),
)
def test_drawn_heats_spread_units_and_the_same_seed_draws_the_same(units: list[str], seed: str, lanes: str) -> None:
    line = {
        "code": "a",
        "rule": "heats",
        "size": 4,
        "by": "random",
        "lanes": lanes,
        "draw": {"seed": seed, "apart": "unit"},
    }
    contest = race(len(units), line, entries=entries(len(units), unit=units))
    turned = {**contest, "entries": contest["entries"][::-1]}

    heats = plan(contest)

    assert plan(turned) == heats
    assert sorted(entry for heat in heats for entry in heat) == sorted(entry["id"] for entry in contest["entries"])
    for unit in set(units):
        mates = [sum(units[int(entry) - 1] == unit for entry in heat) for heat in heats]
        assert max(mates) - min(mates) <= 1


def test_who_withdrew_before_the_draw_has_no_lane() -> None:
    people = entries(3, absence=[None, "WD", None])

    assert plan(race(3, {"code": "a", "rule": "heats", "by": "listed"}, entries=people)) == [["1", "3"]]
    assert ranks(race(3, {"code": "a", "rule": "final", "results": times(e1=1, e3=2)}, entries=people))["2"] is None


def test_a_stage_may_have_settings_and_tie_breaks_of_its_own() -> None:
    line = {
        "code": "a",
        "rule": "final",
        "settings": {"precision": 1000},
        "results": times(e1=11, e2=11),
        "tie_breaks": [{"rule": "recorded_lot"}],
        "orders": {"recorded_lot": [["2", "1"]]},
    }

    placings = run(race(2, line))["rankings"][0]["placings"]

    assert [(one["entry"], one["rank"], one["shown"]["zh"]) for one in placings] == [
        ("2", 1, "11 秒"),
        ("1", 2, "11 秒"),
    ]


def test_divisions_are_drawn_and_ranked_apart() -> None:
    people = entries(4, division=["w", "m", "w", "m"])
    line = {"code": "a", "rule": "final", "results": times(e1=14, e2=11, e3=13, e4=12), "advance": {"by_mark": 1}}
    contest = race(4, line, entries=people, divisions=[{"code": "w"}, {"code": "m"}])

    outcome = run(contest)

    assert ranks(contest) == {"3": 1, "1": 2}
    assert ranks(contest, 1) == {"2": 1, "4": 2}
    assert [(one["division"], [who["entry"] for who in one["advancing"]]) for one in outcome["stages"]] == [
        ("w", ["3"]),
        ("m", ["2"]),
    ]


def test_impossible_stages_are_refused_with_their_place() -> None:
    start = "$.contests[0].stages[0]"
    assert problems(race(1, {"code": "a", "rule": "final", "results": times(e9=1)})) == {
        f"{start}.results[0].entry": "unknown_entry"
    }
    assert problems(race(1, {"code": "a", "rule": "final", "results": [*times(e1=1), *times(e1=2)]})) == {
        f"{start}.results[1].entry": "result_twice"
    }
    assert problems(race(1, {"code": "a", "rule": "final", "entrants": []})) == {}
    assert problems(race(2, {"code": "a", "rule": "final", "entrants": ["1"], "results": times(e2=1)})) == {
        f"{start}.results[0].entry": "not_in_stage"
    }
    assert problems(race(1, {"code": "a", "rule": "final", "advance": {}})) == {f"{start}.advance": "nobody_advances"}
    assert problems(race(1, {"code": "a", "rule": "final", "entrants": ["1", "1"]})) == {
        f"{start}.entrants[1]": "entry_twice"
    }
    assert problems(race(1, {"code": "a", "rule": "heats", "by": "circle", "heats": 2})) == {
        f"{start}.heats": "contradiction"
    }
    assert problems(race(1, {"code": "a", "rule": "knockout"})) == {f"{start}.rule": "not_a_choice"}
    assert problems(race(1, {"code": "a", "rule": "final"}, {"code": "a", "rule": "final"})) == {
        "$.contests[0].stages[1].code": "taken"
    }
    second = {"code": "b", "rule": "final", "takes": {"stage": "x", "to": 1}}
    assert problems(race(1, {"code": "a", "rule": "final"}, second)) == {
        "$.contests[0].stages[1].takes.stage": "no_such_stage"
    }
    later = {"code": "b", "rule": "final", "results": times(e1=1)}
    assert problems(race(1, {"code": "a", "rule": "final", "advance": {"by_mark": 1}}, later)) == {
        "$.contests[0].stages[1].results[0]": "nobody_yet"
    }
    people = [{"id": "1", "person": "a", "records": {"time": 1000}}]
    assert problems(race(1, {"code": "a", "rule": "final"}, entries=people)) == {
        "$.contests[0].entries[0]": "record_outside_stage"
    }
    assert problems(race(2, prelim(by_place=1, added=["1"]) | {"results": [], "entrants": ["2"]})) == {
        f"{start}.advance": "not_in_stage"
    }
    assert problems(race(1, {"code": "a", "rule": "final", "orders": {"finish_order": [["1", "1"]]}})) == {
        f"{start}.orders.finish_order": "order_without_rule",
        f"{start}.orders.finish_order[0]": "entry_twice_in_order",
    }
    wrong = [{"entry": "1", "records": {"shot": [1, 0, 1]}}]
    shots = {"code": "s", "game": "shooting", "settings": {"shots": 2}, "entries": entries(1)}
    assert problems({**shots, "stages": [{"code": "a", "rule": "final", "results": wrong}]}) != {}
    lanes = [{"entry": "1", "heat": 1, "lane": 1}, {"entry": "2", "heat": 1, "lane": 1}]
    assert problems(race(2, {"code": "a", "rule": "heats", "results": lanes})) == {
        f"{start}.results[1].lane": "place_taken"
    }
