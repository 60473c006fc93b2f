"""Ties on shots: the best, the last, inner tens, extra shots."""

from __future__ import annotations

from typing import Any

from tests.scoring.rulebook.measures.ties import ranked


def test_shots_break_a_tie_by_the_highest_then_the_next() -> None:
    shots = {
        "a": {"records": {"shot": [9, 9, 9, 8]}},
        "b": {"records": {"shot": [10, 8, 8, 9]}},
        "c": {"records": {"shot": [10, 9, 8, 8]}},
        "d": {"records": {"shot": [10, 10, 10, 5]}},
    }

    assert ranked("zones", ["best_shots"], shots, settings={"shots": 4}) == {"d": 1, "b": 2, "c": 2, "a": 4}


def test_shots_break_a_tie_backwards_by_series_or_one_by_one() -> None:
    shots = {
        "a": {"records": {"shot": [10, 9, 9, 10]}},
        "b": {"records": {"shot": [9, 10, 10, 9]}},
        "c": {"records": {"shot": [10, 10, 9, 9]}},
    }

    by_two = ranked("zones", [{"rule": "last_shots", "series": 2}], shots, settings={"shots": 4})
    one_by_one = ranked("zones", [{"rule": "last_shots", "series": 1}], shots, settings={"shots": 4})

    assert by_two == {"a": 1, "b": 1, "c": 3}
    assert one_by_one == {"a": 1, "b": 2, "c": 3}


def test_a_shot_that_is_not_in_counts_nothing_when_counted_back() -> None:
    shots = {"a": {"records": {"shot": [1, 1]}}, "b": {"records": {"shot": [0, 1, None, 1]}}}

    assert ranked("shooting", [{"rule": "last_shots", "series": 1}], shots, settings={"shots": 4}) == {"b": 1, "a": 2}


def test_extra_shots_are_five_each_and_then_sudden_death() -> None:
    def shot(*extra: int | None) -> dict[str, Any]:
        return {"records": {"shot": [1, 0], "extra": list(extra)}}

    shots = {
        "a": shot(1, 1, 1, 0, 1, 1, 0),
        "b": shot(0, 1, 1, 1, 1, 1, 1),
        "c": shot(0, 1, 1, 1, 1, 0),
        "d": shot(0, 0, 0, 1, 1),
        "e": {"records": {"shot": [0, 1]}},
    }
    settings = {"shots": 2, "extra": 10}

    assert ranked("shooting", ["extra_shots"], shots, settings=settings) == {"b": 1, "a": 2, "c": 3, "d": 4, "e": 5}
    by_one = ranked("shooting", [{"rule": "extra_shots", "set": 1}], shots, settings=settings)
    assert by_one == {"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}


def test_inner_tens_are_added_over_rounds() -> None:
    rounds = {"aggregation": [{"over": "rounds", "rule": "sum"}], "settings": {"shots": 1, "inner": True}}
    shots = {
        "a": {"rounds": [{"records": {"shot": [10], "inner": 1}}, {"records": {"shot": [9], "inner": 0}}]},
        "b": {"rounds": [{"records": {"shot": [9], "inner": 1}}, {"records": {"shot": [10], "inner": 1}}]},
    }

    assert ranked("zones", ["inner_tens"], shots, **rounds) == {"b": 1, "a": 2}
