"""Formats that nobody listed come out of composing stages."""

from __future__ import annotations

from typing import Any

from tests.scoring.rulebook.formats.meets import duel, games, race, ranks, run, seeded, stage, times

Json = dict[str, Any]


def taken(code: str, first: int, last: int) -> Json:
    return {"stage": code, "from": first, "to": last, "by": "overall"}


def test_double_elimination_is_a_list_of_short_knock_outs() -> None:
    # Winners' rounds W, losers' rounds L; who loses twice is out. Later in the list is better.
    def short(code: str, takes: Any, text: str, **more: Any) -> Json:
        line = {"code": code, "rule": "knockout", "by": "listed", "third_place": "shared", "takes": takes}
        return {**line, "matches": games(text), **more}

    stages = [
        short("W1", None, "1>8 5>4 3>6 2>7", by="ranked", until=4),
        short("L1", taken("W1", 5, 8), "8>4 7>6", until=2),
        short("W2", taken("W1", 1, 4), "1>5 2>3", until=2),
        short("L2", [taken("W2", 3, 4), taken("L1", 1, 2)], "3>8 5>7", by="ranked", until=2),
        short("L3", taken("L2", 1, 2), "5>3"),
        short("W3", taken("W2", 1, 2), "2>1"),
        short("L4", [taken("W3", 2, 2), taken("L3", 1, 1)], "1>5"),
        short("final", [taken("W3", 1, 1), taken("L4", 1, 1)], "2>1"),
    ]
    contest = duel(8, *stages, **seeded(8))

    assert ranks(contest) == {"2": 1, "1": 2, "5": 3, "3": 4, "7": 5, "8": 5, "4": 7, "6": 7}
    assert all(one["complete"] for one in run(contest)["stages"])


def test_rounds_in_which_the_last_is_out_are_finals_in_a_row() -> None:
    marks = [{"e1": 1, "e2": 2, "e3": 3, "e4": 4}, {"e1": 3, "e2": 2, "e3": 1}, {"e2": 2, "e3": 1}]
    stages = [
        {"code": f"round-{at}", "rule": "final", "results": times(**round_), "advance": {"by_mark": 3 - at}}
        for at, round_ in enumerate(marks)
    ]

    assert ranks(race(4, *stages)) == {"3": 1, "2": 2, "1": 3, "4": 4}


def test_a_stage_that_takes_from_two_waits_for_both() -> None:
    stages = [
        {"code": "a", "rule": "knockout", "entrants": ["1", "2"], "matches": games("1>2")},
        {"code": "b", "rule": "knockout", "entrants": ["3", "4"]},
        {"code": "c", "rule": "knockout", "takes": [taken("a", 1, 1), taken("b", 1, 1)]},
    ]

    assert stage(duel(4, *stages), 2)["entrants"] == []
    stages[1]["matches"] = games("4>3")
    assert stage(duel(4, *stages), 2)["entrants"] == ["1", "4"]
