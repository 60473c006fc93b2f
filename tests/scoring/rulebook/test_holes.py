"""Small print of stages, ties and faults that mutants once got past all other tests (docs/mutation.md)."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import outcome_of, problems_of

Json = dict[str, Any]


def case(contest: Json, **more: Any) -> Json:
    return {"format": "unionevents-case", "version": 1, "contests": [{"code": "c", **contest}], **more}


def people(number: int) -> list[Json]:
    return [{"id": f"e{at}", "person": f"p{at}", "seed": at} for at in range(1, number + 1)]


def won(a: int, b: int, **more: Any) -> Json:
    """A match that the first of the two won."""
    return {"a": f"e{a}", "b": f"e{b}", "winner": "a", **more}


def results_only(stage: Json, number: int, **more: Any) -> Json:
    contest = {"game": "match", "settings": {"format": "result"}, "stages": [{"code": "s", **stage}], **more}
    return case({**contest, "entries": people(number)})


def placings(document: Json) -> dict[str, Json]:
    found: list[Json] = outcome_of(document)["contests"][0]["rankings"][0]["placings"]
    return {each["entry"]: each for each in found}


QUARTER_FINALS = [won(1, 8), won(4, 5), won(3, 6), won(2, 7)]


def test_four_losers_of_one_round_may_be_ranked_by_strength() -> None:
    rest = [won(1, 4), won(2, 3), won(3, 4), won(1, 2)]
    cup = {"rule": "knockout", "losers": "strength", "matches": [*QUARTER_FINALS, *rest]}
    found = placings(results_only(cup, 8))

    assert {entry: (each["rank"], each["decided_by"]) for entry, each in found.items()} == {
        "e1": (1, "round_reached"),
        "e2": (2, "round_reached"),
        "e3": (3, "round_reached"),
        "e4": (4, "round_reached"),
        "e5": (5, "strength"),
        "e6": (6, "strength"),
        "e7": (7, "strength"),
        "e8": (8, "strength"),
    }


def test_an_entrant_who_met_nobody_waits_at_the_end_of_a_bracket_read_from_its_matches() -> None:
    matches = [won(1, 4, round=1), won(2, 3, round=1), won(1, 2, round=2)]
    stage = outcome_of(results_only({"rule": "knockout", "by": "as_played", "matches": matches}, 5))["contests"][0][
        "stages"
    ][0]
    final = stage["fixtures"][-1]

    assert not stage["complete"]
    assert (final["round"], final["a"]["entry"], final["b"]["entry"]) == (3, "e1", "e5")


def test_only_the_losers_of_a_round_are_told_that_they_are_out() -> None:
    found = placings(results_only({"rule": "knockout", "matches": QUARTER_FINALS}, 8))

    assert {entry: each["shown"]["en"] for entry, each in found.items()} == {
        **{f"e{at}": "" for at in range(1, 5)},
        **{f"e{at}": "out in the quarter-final" for at in range(5, 9)},
    }


def test_a_swiss_table_counts_only_rounds_that_are_over() -> None:
    """e3 and e4 have still to play their first round: it is no bye of theirs, though the second is on record."""
    first = [won(1, 2, round=1), {"a": "e3", "b": "e4", "round": 1}]
    second = [won(1, 3, round=2), won(2, 4, round=2)]
    chain = [{"rule": "opponents_scores"}]
    stage = {"rule": "swiss", "rounds": 2, "matches": [*first, *second]}
    open_round = placings(results_only(stage, 4, tie_breaks=chain))
    missed = {"rule": "swiss", "rounds": 2, "matches": [first[0], won(3, 4, round=1), second[0]]}
    closed = placings(results_only(missed, 4, tie_breaks=chain))

    # Both lost once, e3 to e1 with 4 points, e4 to e2 with 3.
    assert [open_round[entry]["why"]["en"].split("; ")[-1] for entry in ("e3", "e4")] == [
        "opponents' scores (4)",
        "opponents' scores (3)",
    ]
    # Where both rounds are over, whoever was in no match of the second has an unplayed round.
    assert {entry: each["rank"] for entry, each in closed.items()} == {"e1": 1, "e3": 2, "e2": 3, "e4": 4}


@pytest.mark.parametrize("wrong_before", [True, False])
def test_a_match_is_judged_whatever_was_wrong_before_it(wrong_before: bool) -> None:
    settings = {"format": "score", "points": "by_score", "by_score": [{"won": 3, "lost": 0, "winner": 3, "loser": 0}]}
    matches = [
        {"a": "e1", "b": "e1" if wrong_before else "e2", "score": [3, 0]},
        {"a": "e1", "b": "e3", "score": [3, 1]},
    ]
    stage = {"code": "s", "rule": "round_robin", "matches": matches}
    document = case({"game": "match", "settings": settings, "stages": [stage], "entries": people(3)})
    paths = [problem.path for problem in problems_of(document)]

    assert paths[-1].startswith("$.contests[0].stages[0].matches[1]")
    assert len(paths) == 1 + wrong_before


def test_faults_in_trial_attempts_break_no_tie() -> None:
    def attempts(*faults: int) -> list[Json]:
        return [
            {"records": {"count": 5}, "faults": {"miss": number}, "trial": at == 0} for at, number in enumerate(faults)
        ]

    chain = [{"rule": "fewer_faults"}]
    contest = {"game": "count", "aggregation": [{"over": "attempts", "rule": "sum"}], "tie_breaks": chain}
    entries = [
        {"id": "e1", "person": "a", "attempts": attempts(9, 1, 1)},
        {"id": "e2", "person": "b", "attempts": attempts(0, 2, 1)},
    ]
    found = placings(case({**contest, "entries": entries}))

    assert [(each["entry"], each["rank"]) for each in found.values()] == [("e1", 1), ("e2", 2)]
    assert "(2)" in found["e1"]["why"]["en"]


def test_a_mean_of_times_is_rounded_in_seconds() -> None:
    line = {"over": "attempts", "rule": "mean", "decimals": 1}
    attempts = [{"records": {"time": time}} for time in (90_060, 90_080)]
    contest = {"game": "timed", "aggregation": [line], "entries": [{"id": "a", "person": "a", "attempts": attempts}]}

    assert placings(case(contest))["a"]["mark"] == 90_100
