"""Ties of a knock-out over several matches, and rounds to which nobody came."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook.formats import FORMATS
from tests.scoring.rulebook.formats.meets import duel, problems, ranks, stage

Json = dict[str, Any]
GOALS = {"settings": {"system": "fifa"}}


def cup(*matches: Json, people: int = 2, settings: Json = GOALS, **more: Any) -> Json:
    return duel(people, {"code": "cup", "rule": "knockout", "legs": 2, "matches": list(matches), **more}, **settings)


def leg(text: str, score: tuple[int, int] | None = None, **more: Any) -> Json:
    a, b = text.split("-")
    return {"a": a, "b": b, **({} if score is None else {"score": list(score)}), **more}


def test_two_legs_are_won_by_the_scores_added() -> None:
    contest = cup(leg("1-2", (1, 0)), leg("2-1", (3, 1)))
    tie = stage(contest)["fixtures"][0]

    assert ranks(contest) == {"2": 1, "1": 2}
    assert (tie["winner"], tie["scores"], [one["scores"] for one in tie["legs"]]) == ("2", [2, 3], [[1, 0], [3, 1]])


def test_a_level_tie_is_won_by_more_scored_away_where_that_counts() -> None:
    matches = [leg("1-2", (2, 1)), leg("2-1", (1, 0))]

    assert ranks(cup(*matches, away_counts=True)) == {"2": 1, "1": 2}
    assert ranks(cup(*matches)) == {"1": None, "2": None}


@pytest.mark.parametrize("decider", [{"score": [3, 5]}, {"winner": "b"}])
def test_one_match_more_decides_a_level_tie(decider: Json) -> None:
    contest = cup(leg("1-2", (2, 1)), leg("2-1", (1, 0)), leg("2-1", **decider))

    assert ranks(contest) == {"1": 1, "2": 2}
    assert [one["winner"] for one in stage(contest)["fixtures"][0]["legs"]] == ["1", "2", "1"]


def test_points_of_the_matches_come_before_the_scores_where_the_regulation_says_so() -> None:
    matches = [leg("1-2", (5, 0)), leg("2-1", (1, 0)), leg("1-2", (0, 1))]

    assert ranks(cup(*matches, legs=3, legs_won_by="points")) == {"2": 1, "1": 2}
    assert ranks(cup(*matches, legs=3)) == {"1": 1, "2": 2}


def test_the_best_of_three_matches_is_over_as_soon_as_decided() -> None:
    won = [leg("1-2", (2, 1)), leg("2-1", (0, 1))]
    series = {"legs": 3, "legs_won_by": "wins"}

    assert ranks(cup(*won, **series)) == {"1": 1, "2": 2}
    assert problems(cup(*won, leg("1-2", (1, 0)), **series)) == {"$.contests[0].stages[0].matches[2]": "played_on"}


def test_legs_are_taken_in_the_order_of_their_numbers() -> None:
    rows = [leg("2-1", winner="a", leg=3), leg("2-1", (1, 0), leg=2), leg("1-2", (1, 0), leg=1)]

    assert ranks(cup(*rows)) == {"2": 1, "1": 2}
    assert problems(cup(leg("1-2", (1, 0), leg=1), leg("2-1", (1, 0), leg=3))) == {
        "$.contests[0].stages[0].matches[1].leg": "legs_in_turn"
    }


def test_what_cannot_be_in_a_tie_is_refused() -> None:
    place = "$.contests[0].stages[0]"
    level = [leg("1-2", (1, 0)), leg("2-1", (1, 0))]
    last = leg("1-2", winner="a")

    assert problems(cup(*level, last, last)) == {f"{place}.matches[3]": "too_many_legs"}
    assert problems(cup(leg("1-2", (1, 0)), leg("2-1", (0, 0)), last)) == {f"{place}.matches[2]": "played_on"}
    assert problems(cup(*level, leg("1-2", winner="draw"))) == {f"{place}.matches[2].winner": "no_winner"}
    assert problems(cup({"a": "1", "b": None, "ended": "bye"})) == {f"{place}.matches[0]": "bye_of_legs"}
    assert problems(cup(leg("1-2", (1, 0), leg=1), legs=1)) == {f"{place}.matches[0].leg": "no_legs"}
    assert problems(cup(settings={})) == {place: "no_scores"}
    assert problems(cup(leg("1-2", (1, 0)), leg("1-2", (1, 0)), legs=1)) == {f"{place}.matches[1]": "met_twice"}


def test_a_tie_that_is_open_says_which_matches_are_to_come() -> None:
    tie = stage(cup(leg("2-1", (0, 0)), people=4, legs=2, by="listed"))["fixtures"][0]

    assert not tie["finished"]
    assert [(one["a"], one["b"], one["finished"]) for one in tie["legs"]] == [("2", "1", True), ("1", "2", False)]


def test_a_walk_over_in_one_leg_counts_as_booked_and_both_legs_missed_by_both_have_no_winner() -> None:
    away = {"ended": "walkover", "by": "b"}
    none = {"ended": "walkover", "by": "both"}

    assert ranks(cup(leg("1-2", **away), leg("2-1", (1, 0)))) == {"1": 1, "2": 2}
    assert ranks(cup(leg("1-2", **none), leg("2-1", **none))) == {"1": 2, "2": 2}


def test_who_never_came_to_a_semi_final_stands_behind_who_lost_one_in_play() -> None:
    both = {"a": "1", "b": "4", "ended": "walkover", "by": "both"}
    line = {"code": "a", "rule": "knockout", "matches": [both, {"a": "3", "b": "2", "winner": "a"}]}

    assert ranks(duel(4, line)) == {"3": 1, "2": 2, "1": 3, "4": 3}


def test_who_never_came_to_a_quarter_final_stands_behind_the_places_played_for() -> None:
    rows = ["1-8", "5-4", "3-6", "1-5", "8-4", "1-3", "8-6"]
    missed = {"a": "7", "b": "2", "ended": "forfeit", "by": "both"}
    matches = [missed, *(leg(row, winner="a") for row in rows)]

    found = ranks(duel(8, {"code": "a", "rule": "knockout", "played_to": 8, "matches": matches}))

    assert found == {"1": 1, "3": 2, "5": 3, "8": 4, "6": 5, "4": 6, "2": 7, "7": 7}


def test_a_final_to_which_nobody_came_has_no_winner() -> None:
    rows = [leg(text, winner="a") for text in ("1-4", "2-3", "4-3")]
    missed = {"a": "1", "b": "2", "ended": "walkover", "by": "both"}
    line = {"code": "a", "rule": "knockout", "matches": [*rows, missed]}

    assert ranks(duel(4, line)) == {"1": 2, "2": 2, "4": 4, "3": 5}


def test_legs_are_said() -> None:
    said = FORMATS["knockout"]({"legs": 2, "away_counts": True}).says()

    assert said.zh.endswith("每轮交手 2 场，比总比分，打平时客场得分多者胜")
