"""Leagues: what counts when somebody withdraws, what is still to be played, and the printed table."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from scoring.rulebook import TIE_BREAKS
from scoring.rulebook.absences import Absence
from scoring.rulebook.grouptable import table_rows
from scoring.rulebook.league import across_groups, league, open_matches, with_matches
from scoring.rulebook.match import fixture
from scoring.rulebook.matchplay.why import why_points
from scoring.rulebook.performance import Performance
from scoring.rulebook.ranking import rank
from scoring.rulebook.systems import SYSTEMS
from tests.scoring.rulebook.matches.tables import chain_of, game_of, order, ranking_of, read, short

SCORES = {"format": "score", "lead": 1, "level": "draw", "win": 3, "draw": 1, "loss": 0}
# D has played one of three and goes home.
PLAYED = ("A-B 2:0", "B-C 1:0", "C-A 3:0", "D-A 4:0")


def entrants(*ids: str, gone: str = "") -> list[Performance]:
    return [Performance(one, None, Absence.WD if one in gone else None) for one in ids]


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


def swiss(*rounds: str) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(rounds, 1):
        for one in line.split(" "):
            who, winner = one.split("=")
            a, b = who.split("-")
            rows.append({"round": number, "a": a, "b": b, "winner": {"1": "a", "0": "b", "x": "draw"}[winner]})
    return rows


@pytest.mark.parametrize(
    ("unmet", "expected"),
    [("count", "A B=C D=E"), ("only_if_all_met", "A=B=C D=E"), ("only_if_sure", "A B=C D=E")],
)
def test_direct_encounter_where_not_everybody_has_met(unmet: str, expected: str) -> None:
    # A, B and C have two points each; A beat B and C, who have not met: nobody could catch A.
    rows = swiss("A-B=1 A-C=1 A-D=0 A-E=0 B-D=1 B-E=1 C-D=1 C-E=1 D-E=x")

    ranking = ranking_of(game_of({"system": "fide_swiss"}), rows, chain=[{"rule": "head_to_head", "unmet": unmet}])

    assert order(ranking) == expected


def test_direct_encounter_says_nothing_while_somebody_could_still_catch_up() -> None:
    # A beat B; C met neither of them.
    rows = swiss("A-B=1 A-D=0 B-D=1 C-D=1 C-E=0 E-D=0")
    ranking = ranking_of(
        game_of({"system": "fide_swiss"}), rows, chain=[{"rule": "head_to_head", "unmet": "only_if_sure"}]
    )

    assert order(ranking) == "D A=B=C=E"


def test_direct_encounter_goes_on_among_those_left_who_have_all_met() -> None:
    # A beat B and C, and has not met D, who lost to both: with A placed, B, C and D have all met.
    game = game_of({"system": "fide_swiss"})
    found = with_matches(entrants(*"ABCD"), read(game, swiss("A-B=1 A-C=1 B-C=x B-D=1 C-D=1")), game)

    parts = TIE_BREAKS["head_to_head"]({"unmet": "only_if_sure"}).split(found)

    assert [[one.id for one in part] for part in parts] == [["A"], ["B", "C"], ["D"]]


def test_progressive_scores_round_by_round() -> None:
    game = game_of({"system": "go"})
    # Running scores: A 2 2 4 4 6, B 0 2 4 6 6 (both 18). Without round 1: A 16, B 18.
    rows = swiss("A-P=1 Q-B=1", "P-A=1 B-Q=1", "A-Q=1 B-P=1", "Q-A=1 P-B=0", "A-R=1 R-B=1")
    found = with_matches(entrants("A", "B", "P", "Q", "R"), read(game, rows), game)
    a, b = found[0], found[1]

    def groups(rule: str, **settings: Any) -> str:
        parts = TIE_BREAKS[rule](settings).split([a, b])
        return " ".join("=".join(one.id for one in part) for part in parts)

    assert (a.mark, b.mark) == (6, 6)
    assert groups("progressive") == "A=B"
    assert groups("progressive", cut=1) == "B A"
    assert groups("progressive_countdown") == "B A"
    assert groups("progressive_countdown", **{"from": "last"}) == "A B"
    why = TIE_BREAKS["progressive_countdown"]({}).why_among(a, [a, b])
    assert str(why) == "累进分逐轮递减（2-2-4-4-6）"


def test_koya_by_another_share() -> None:
    game = game_of({"system": "fide_round_robin"})
    rows = swiss("1-4=0 2-3=1", "4-3=0 1-2=1", "2-4=x 3-1=0")
    found = {one.id: one for one in with_matches(entrants("1", "2", "3", "4"), read(game, rows), game)}
    half = TIE_BREAKS["koya"]({})
    third = TIE_BREAKS["koya"]({"percent": 33})

    assert [[one.id for one in group] for group in half.split([found["2"], found["4"]])] == [["4"], ["2"]]
    assert [[one.id for one in group] for group in third.split([found["2"], found["4"]])] == [["2", "4"]]


@pytest.mark.parametrize(
    ("settings", "value"),
    [
        ({}, "12"),
        ({"cut_lowest": 1}, "10"),
        ({"cut_highest": 1}, "6"),
        ({"cut_lowest": 1, "cut_highest": 1}, "4"),
        ({"cut_lowest": 9}, "0"),
        ({"unplayed": "zero"}, "8"),
        ({"unplayed": "virtual"}, "10"),
        ({"unplayed": "own_score_capped"}, "8"),
        ({"walkovers": "as_played"}, "8"),
        ({"opponents": "drawn"}, "12"),
        ({"opponents": "adjusted", "walkovers": "as_played"}, "9"),
    ],
)
def test_rounds_without_an_opponent(settings: dict[str, Any], value: str) -> None:
    game = game_of({"system": "go"})
    rows = [
        *swiss("A-B=1 C-D=1", "A-C=0 B-D=1", "B-C=0"),
        {"round": 3, "a": "A", "b": "D", "ended": "walkover", "by": "b"},
    ]
    found = with_matches(entrants("A", "B", "C", "D"), read(game, rows), game)
    a = found[0]

    # A has 4 points: beat B (2), lost to C (6), and D (0) did not come to the last round.
    assert a.mark == 4
    why = TIE_BREAKS["opponents_scores"](settings).why_among(a, found)
    assert str(why).endswith(f"（{value}）")


def test_a_virtual_opponent_draws_from_then_on() -> None:
    game = game_of({"system": "go"})
    rows = [
        {"round": 1, "a": "A", "ended": "bye", "winner": "draw"},
        *[{**row, "round": row["round"] + 1} for row in swiss("A-B=1", "A-C=0")],
    ]
    found = with_matches(entrants("A", "B", "C"), read(game, rows), game)

    # Level at 0 before round 1, a half-point bye leaves 1 for him, then two draws: 3. B has 0, C has 2.
    why = TIE_BREAKS["opponents_scores"]({"unplayed": "virtual"}).why_among(found[0], found)
    assert str(why) == "对手分（5）"


def test_scores_of_the_opponents_opponents_add_nothing_for_a_bye() -> None:
    game = game_of({"system": "go"})
    rows = [{"round": 1, "a": "A", "ended": "bye"}, *[{**row, "round": 2} for row in swiss("A-B=1")]]
    found = with_matches(entrants("A", "B"), read(game, rows), game)

    assert str(TIE_BREAKS["opponents_opponents"]({}).why_among(found[0], found)) == "对手的对手分（4）"


def test_those_of_different_groups_are_compared_over_all_their_matches() -> None:
    game = game_of({"system": "ittf"})
    matches = read(game, short("A-B 3:1", "C-D 3:0"))
    found = with_matches(entrants("A", "C"), matches, game)

    within = rank(found, key=game.key, chain=chain_of(game.usual_chain()))
    across = rank(found, key=game.key, chain=across_groups(chain_of(game.usual_chain())))

    assert (order(within), order(across)) == ("A=C", "C A")
    badminton = across_groups(chain_of(SYSTEMS["bwf"].chain))
    assert [rule.code for rule in badminton.two][:2] == ["rubber_difference", "game_difference"]
