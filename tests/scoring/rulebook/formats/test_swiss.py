"""Swiss rounds, formats by number of entries, and matches that cannot be."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scoring.rulebook.formats.meets import (
    SEEDED,
    duel,
    entries,
    games,
    pairs,
    problems,
    ranks,
    run,
    seeded,
    stage,
)

Json = dict[str, Any]


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


def test_of_an_even_number_nobody_is_given_a_bye_that_no_row_names() -> None:
    row = {"a": "3", "ended": "bye", "round": 1}
    contest = duel(
        4, {"code": "a", "rule": "swiss", "rounds": 1, "matches": [*games("1>2", round=1), row]}, **seeded(4)
    )

    assert pairs(contest) == ["1-2", "3-*"]
    assert ranks(contest) == {"1": 1, "3": 1, "2": 3, "4": 3}


def test_a_match_that_is_still_on_is_no_bye() -> None:
    line = {"code": "a", "rule": "swiss", "rounds": 2, "matches": games("1>2 3-4", round=1)}

    rows = stage(duel(4, line, **seeded(4)))["groups"][0]["rows"]

    assert {row["entry"]: row["walkovers"] for row in rows} == {"1": 0, "2": 0, "3": 0, "4": 0}


def test_unit_mates_meet_in_swiss_rounds_only_when_they_must() -> None:
    people = entries(4, seed=[1, 2, 3, 4], unit=["u", "v", "u", "v"])
    line = {"code": "a", "rule": "swiss", "draw": {"apart": "unit"}}

    found = {frozenset(pair.split("-")) for pair in pairs(duel(4, line, entries=people))}

    assert found == {frozenset("14"), frozenset("23")}


def test_when_all_have_met_the_outcome_says_that_some_meet_again() -> None:
    line = {"code": "a", "rule": "swiss", "rounds": 2, "matches": games("1>2", round=1)}

    assert stage(duel(2, line))["notes"][0]["zh"] == "第 2 轮有 1 对只能重复相遇"


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
    line = {**cup, "draw": {"placed": [{"entry": "1", "line": 1}]}}
    assert problems(duel(2, line)) == {start: "no_line"}
    same = [{"entry": "1", "line": 1}, {"entry": "2", "line": 1}]
    assert problems(duel(2, {**cup, "draw": {"placed": same}}))[f"{start}.draw.placed[1].line"] == "place_taken"
