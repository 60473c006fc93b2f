"""Leagues: what counts when somebody withdraws, what is still to be played, and the printed table."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from scoring.rulebook import TIE_BREAKS
from scoring.rulebook.matches.league import across_groups, league, open_matches, with_matches
from scoring.rulebook.matches.match import fixture
from scoring.rulebook.matches.systems import SYSTEMS
from scoring.rulebook.matchplay.why import why_points
from scoring.rulebook.playing.grouptable import table_rows
from scoring.rulebook.ranks.ranking import rank
from tests.scoring.rulebook.matches.tables import chain_of, entrants, game_of, order, ranking_of, read, short

SCORES = {"format": "score", "lead": 1, "level": "draw", "win": 3, "draw": 1, "loss": 0}
# D has played one of three and goes home.
PLAYED = ("A-B 2:0", "B-C 1:0", "C-A 3:0", "D-A 4:0")


@pytest.mark.parametrize(
    ("policy", "points"),
    [
        ("delete", {"A": 3, "B": 3, "C": 3}),
        ("delete_if_less_than_half", {"A": 3, "B": 3, "C": 3}),
        ("keep", {"A": 3, "B": 6, "C": 6}),
    ],
)
def test_the_matches_of_somebody_who_withdrew(policy: str, points: dict[str, int]) -> None:
    game = game_of({**SCORES, "withdrawal": policy})
    matches = [*read(game, short(*PLAYED)), fixture("B", "D"), fixture("D", "C")]

    found = with_matches(entrants("A", "B", "C", "D", gone="D"), matches, game)

    assert {one.id: one.mark for one in found} == {**points, "D": None}
    assert open_matches(entrants("A", "B", "C", "D", gone="D"), matches, game) == []


def test_half_of_the_matches_is_enough_to_count() -> None:
    game = game_of({**SCORES, "withdrawal": "delete_if_less_than_half"})
    matches = [*read(game, short("D-A 4:0")), fixture("D", "B")]

    found = with_matches(entrants("A", "B", "D", gone="D"), matches, game)

    assert {one.id: one.mark for one in found} == {"A": 0, "B": 3, "D": None}


def test_a_match_given_away_is_not_half_a_match_played() -> None:
    game = game_of({**SCORES, "withdrawal": "delete_if_less_than_half"})
    matches = [*read(game, [{"a": "D", "b": "A", "ended": "walkover", "by": "a"}]), fixture("D", "B")]

    found = with_matches(entrants("A", "B", "D", gone="D"), matches, game)

    assert [one.played for one in found] == [(), (), ()]


def test_two_who_withdrew_both_lose_the_match_between_them() -> None:
    game = game_of({**SCORES, "withdrawal": "keep"})

    found = with_matches(entrants("A", "B", "C", gone="BC"), [fixture("B", "C"), fixture("A", "B")], game)

    assert [(row.result, row.ended) for row in found[2].played] == [("lost", "walkover")]
    assert found[0].mark == 3


def test_nobody_has_a_mark_before_the_first_match_is_over() -> None:
    game = game_of(SCORES)
    matches = [fixture("A", "B"), fixture("B", "C")]

    ranking = league(entrants("A", "B", "C"), matches, game)

    assert ranking.levels == []
    assert [one.id for one in ranking.unplaced] == ["A", "B", "C"]
    assert open_matches(entrants("A", "B", "C"), matches, game) == matches


def test_the_table_as_printed() -> None:
    game = game_of(SCORES)
    lines = [
        *short("A-B 2:1", "B-C 2:2"),
        {"a": "C", "b": "A", "ended": "walkover", "by": "a"},
        {"a": "D", "ended": "bye"},
    ]
    found = read(game, lines)

    rows = table_rows(league(entrants("A", "B", "C", "D", gone="D"), found, game), game)

    assert rows[0] == {
        "entry": "A",
        "rank": 1,
        "shared": False,
        "absence": None,
        "played": 1,
        "walkovers": 1,
        "won": 2,
        "drawn": 0,
        "lost": 0,
        "points": 6,
        "mark": 6,
        "rubbers": [0, 0],
        "games": [0, 0],
        "scores": [2, 1],
        "decided_by": "mark",
        "why": {
            "rule": "mark",
            "values": {"rank": 1, "mark": {"zh": "6 分", "en": "6 points"}, "clause": {"zh": "", "en": ""}},
            "zh": "第 1 名：6 分",
            "en": "Place 1: 6 points",
        },
    }
    assert [row["why"]["zh"] for row in rows[1:]] == [
        "并列第 2 名：1 分，2 方相同",
        "并列第 2 名：1 分，2 方相同",
        "弃权（WD），不排名次",
    ]
    assert [(row["entry"], row["rank"], row["shared"], row["points"]) for row in rows[1:]] == [
        ("B", 2, True, 1),
        ("C", 2, True, 1),
        ("D", None, False, 0),
    ]


def test_every_place_of_a_table_says_why() -> None:
    game = game_of({"system": "ittf"})
    found = read(game, short("A-B 3:1", "B-C 3:0", "C-A 3:2"))
    ids = entrants("A", "B", "C")

    rows = table_rows(league(ids, found, game, chain=chain_of(game.usual_chain())), game)
    waiting = table_rows(league(ids, found, game, undecided="decide"), game)
    begun = table_rows(league(ids, [], game), game)

    assert [row["why"]["zh"] for row in rows] == [
        "第 1 名：3 分，相互间局率（4:3）",
        "第 2 名：3 分，相互间局率（5:4）",
        "第 3 名：3 分，相互间局率（3:5）",
    ]
    assert [row["decided_by"] for row in waiting] == [None, None, None]
    assert waiting[0]["why"]["zh"] == "第 1 名待定：3 分，3 方分不出先后，等裁定"
    assert begun[0]["why"]["zh"] == "还没有打完的比赛"


@pytest.mark.parametrize(
    ("settings", "match", "said"),
    [
        ({}, {"score": [2, 1]}, "2:1 胜，积 2 分，负方积 1 分"),
        ({}, {"score": [0, 2]}, "2:0 胜，积 2 分，负方积 1 分"),
        ({"system": "fide_swiss"}, {"winner": "draw"}, "战平，双方积 0.5 分和 0.5 分"),
        (SCORES, {"score": [2, 2]}, "2:2 战平，双方积 1 分和 1 分"),
        ({}, {"ended": "walkover", "by": "a"}, "对方未到，记 2:0 胜，积 2 分，对方积 0 分"),
        ({}, {"ended": "forfeit", "by": "both"}, "双方都未到或被判负，各积 0 分"),
        (
            {"system": "ittf"},
            {"ended": "retired", "by": "b", "score": [1, 1]},
            "对方中途退出，记 3:1 胜，积 2 分，对方积 0 分",
        ),
        ({"system": "ittf"}, {"ended": "forfeit", "by": "b"}, "对方被判负，记 3:0 胜，积 2 分，对方积 0 分"),
        (
            {"format": "score", "level": "decider", "decider_win": 2, "decider_loss": 1},
            {"score": [1, 1], "winner": "b"},
            "1:1 打平，决胜取胜，积 2 分，负方积 1 分",
        ),
    ],
)
def test_the_points_of_a_match_say_why(settings: dict[str, Any], match: dict[str, Any], said: str) -> None:
    game = game_of(settings)

    why = why_points(game, read(game, [{"a": "A", "b": "B", **match}])[0])

    assert why.phrase.zh == said
    assert "{" not in why.phrase.en


def test_the_points_of_a_bye_say_why() -> None:
    game = game_of({"system": "go"})

    assert why_points(game, game.bye("A")).phrase.zh == "轮空，积 2 分"


def test_rounds_that_were_missed_count_as_byes_for_nothing_where_rounds_are_known() -> None:
    game = game_of({"system": "fide_swiss"})
    matches = read(
        game, [{"round": 1, "a": "A", "b": "B", "winner": "a"}, {"round": 2, "a": "A", "b": "C", "winner": "b"}]
    )

    found = {one.id: one for one in with_matches(entrants("A", "B", "C"), matches, game, rounds=2)}

    assert [(row.round, row.opponent, row.ended) for row in found["B"].played] == [(1, "A", "played"), (2, None, "bye")]
    met = found["A"].played[0].met
    assert met is not None
    assert (met.mark, met.adjusted, met.drawn, met.opponents) == (0, Fraction(1, 2), Fraction(1, 2), 1)


def test_somebody_who_never_came_drew_every_round_for_his_opponents() -> None:
    game = game_of({"system": "fide_swiss"})
    matches = read(game, [{"round": 1, "a": "A", "b": "B", "ended": "walkover", "by": "b"}])

    met = with_matches(entrants("A", "B"), matches, game, rounds=3)[0].played[0].met

    assert met is not None
    assert (met.mark, met.adjusted, met.drawn) == (0, Fraction(3, 2), Fraction(3, 2))


def test_ranked_by_wins_counts_walkovers_and_not_points() -> None:
    game = game_of({"system": "bwf"})
    matches = read(game, [{"a": "A", "b": "B", "ended": "walkover", "by": "b"}, *short("B-C 2:0", "C-A 2:1")])

    assert {one.id: one.mark for one in with_matches(entrants("A", "B", "C"), matches, game)} == {
        "A": 1,
        "B": 1,
        "C": 1,
    }


def test_wins_and_losses_that_were_not_played_can_be_left_out() -> None:
    game = game_of({**SCORES, "win": 2})
    lines = [
        *short("A-C 1:1", "B-C 2:0", "B-D 0:1", "A-D 1:1"),
        {"a": "A", "b": "B", "ended": "walkover", "by": "a"},
        {"a": "C", "b": "D", "ended": "walkover", "by": "both"},
    ]
    found = with_matches(entrants("A", "B", "C", "D"), read(game, lines), game)

    def groups(rule: str, **settings: Any) -> str:
        parts = TIE_BREAKS[rule](settings).split(found)
        return " ".join("=".join(one.id for one in part) for part in parts)

    assert groups("wins") == "B D A=C"
    assert groups("wins", walkovers=False) == "B=D A=C"
    assert groups("fewer_losses") == "A=B=D C"
    assert groups("fewer_losses", walkovers=False) == "A=D B=C"


def test_wins_among_those_level_or_over_all() -> None:
    game = game_of({"format": "result", "level": "draw", "loss": 0})
    rows = [
        {"a": "A", "b": "B", "winner": "b"},
        {"a": "A", "b": "C", "winner": "a"},
        {"a": "A", "b": "D", "winner": "a"},
        {"a": "B", "b": "C", "winner": "draw"},
        {"a": "B", "b": "D", "winner": "draw"},
        {"a": "C", "b": "D", "winner": "draw"},
    ]

    assert order(ranking_of(game, rows, chain=[{"rule": "wins"}])) == "A B C=D"
    assert order(ranking_of(game, rows, chain=[{"rule": "wins", "among": "tied"}])) == "B A C=D"
    assert order(ranking_of(game, rows, chain=[{"rule": "fewer_losses", "among": "tied"}])) == "B A C=D"


def test_difference_among_those_level_leaves_outsiders_out() -> None:
    game = game_of({**SCORES})
    lines = short("A-B 2:1", "B-C 2:1", "C-A 3:2", "A-D 1:0", "B-D 9:0", "C-D 2:0")

    assert order(ranking_of(game, lines, chain=[{"rule": "point_difference", "among": "all"}])) == "B C A D"
    assert order(ranking_of(game, lines, chain=[{"rule": "point_difference"}])) == "A=B=C D"
    assert order(ranking_of(game, lines, chain=[{"rule": "point_total"}])) == "A=C B D"


@pytest.mark.parametrize(("again", "expected"), [(True, "B C A D"), (False, "B=C A D")])
def test_the_small_table_can_be_made_again(again: bool, expected: str) -> None:
    lines = short("A-B 1:0", "C-A 1:0", "B-C 2:1", "A-D 2:0", "B-D 1:0", "C-D 1:0")

    ranking = ranking_of(game_of({"system": "uefa"}), lines, chain=[{"rule": "mini_table", "again": again}])

    assert order(ranking) == expected


def test_the_small_table_may_compare_games_or_rubbers() -> None:
    # Won and lost: A 4:5, B 5:3, C 3:4.
    lines = short("A-B 3:2", "B-C 3:0", "C-A 3:1")
    team = game_of({"rubbers": [{}] * 5}, code="team_match")

    by_games = ranking_of(game_of({"games": 5}), lines, chain=[{"rule": "mini_table", "of": "games"}])
    by_rubbers = ranking_of(team, lines, chain=[{"rule": "mini_table", "of": "rubbers"}])

    assert (order(by_games), order(by_rubbers)) == ("B A C", "B A C")


def test_those_of_different_groups_are_compared_over_all_their_matches() -> None:
    game = game_of({"system": "ittf"})
    matches = read(game, short("A-B 3:1", "C-D 3:0"))
    found = with_matches(entrants("A", "C"), matches, game)

    within = rank(found, key=game.key, chain=chain_of(game.usual_chain()))
    across = rank(found, key=game.key, chain=across_groups(chain_of(game.usual_chain())))

    assert (order(within), order(across)) == ("A=C", "C A")
    badminton = across_groups(chain_of(SYSTEMS["bwf"].chain))
    assert [rule.code for rule in badminton.two][:2] == ["rubber_difference", "game_difference"]
