"""Laws of matches and leagues, whatever the settings and results."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.rulebook import TIE_BREAKS
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.matches.league import with_matches
from scoring.rulebook.matches.systems import SYSTEMS
from scoring.rulebook.matchplay.gamescore import GameRules
from scoring.rulebook.playing.grouptable import table_rows
from tests.scoring.rulebook.matches.tables import game_of, places, ranking_of, read, wrong

laws = settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
Row = dict[str, Any]
TEAMS = "ABCDEF"
BEST_OF_THREE = [[2, 0], [2, 1], [1, 2], [0, 2]]
BEST_OF_FIVE = [[3, 0], [3, 1], [3, 2], [2, 3], [1, 3], [0, 3]]
# Systems by the kind of result that is written down.
GAMES_WON = {"union": BEST_OF_THREE, "bwf": BEST_OF_THREE, "ittf": BEST_OF_FIVE, "fivb": BEST_OF_FIVE}
RESULTS = ("fide_round_robin", "fide_swiss", "go", "xiangqi")
SEPARATE = [rule for rule, kind in TIE_BREAKS.items() if "match" in kind.kinds]


@st.composite
def groups(draw: st.DrawFn, system: str) -> list[Row]:
    """A group of three to six, everybody against everybody, with walk-overs here and there; some not yet played."""
    teams = TEAMS[: draw(st.integers(3, 6))]
    rows: list[Row] = []
    for number, (a, b) in enumerate(combinations(teams, 2), 1):
        row: Row = {"a": a, "b": b, "round": number}
        kind = draw(st.sampled_from(["played"] * 8 + ["walkover", "open"]))
        if kind == "walkover":
            row |= {"ended": "walkover", "by": draw(st.sampled_from(["a", "b"]))}
        elif kind == "played":
            row |= draw(results(system))
        rows.append(row)
    return rows


@st.composite
def results(draw: st.DrawFn, system: str) -> Row:
    """One result as this system writes it down."""
    if system in GAMES_WON:
        return {"score": draw(st.sampled_from(GAMES_WON[system]))}
    if system in RESULTS:
        return {"winner": draw(st.sampled_from(["a", "b", "draw"]))}
    score = [draw(st.integers(0, 4)), draw(st.integers(0, 4))]
    if system == "fiba" and score[0] == score[1]:
        score[0] += 1
    if system == "guandan_hands":
        return {"games": draw(st.lists(st.sampled_from([[3, 0], [0, 1], [0, 2], [2, 0]]), min_size=4, max_size=4))}
    return {"score": score}


def mirrored(row: Row) -> Row:
    """The same match written from the other side."""
    other = {"a": "b", "b": "a", "draw": "draw", "both": "both"}
    turned = {**row, "a": row["b"], "b": row["a"]}
    for key in ("winner", "by"):
        if key in row:
            turned[key] = other[row[key]]
    if "score" in row:
        turned["score"] = row["score"][::-1]
    if "games" in row:
        turned["games"] = [game[::-1] for game in row["games"]]
    return turned


@pytest.mark.parametrize("system", SYSTEMS)
@laws
@given(data=st.data())
def test_the_order_of_entrants_and_the_side_written_first_change_nothing(system: str, data: st.DataObject) -> None:
    rows = data.draw(groups(system))
    game = game_of({"system": system})
    chain = SYSTEMS[system].chain
    if system == "xiangqi":  # side b has the second move there
        chain = [line for line in SYSTEMS[system].chain if line != {"rule": "wins", "second_move": True}]
    shuffled = [mirrored(row) if data.draw(st.booleans()) else row for row in rows]
    random.Random(data.draw(st.integers(0, 99))).shuffle(shuffled)

    one, other = ranking_of(game, rows, chain=chain), ranking_of(game, shuffled, chain=chain)

    assert places(one) == places(other)
    assert table_rows(one, game) == table_rows(other, game)


@pytest.mark.parametrize("system", SYSTEMS)
@laws
@given(data=st.data())
def test_places_count_off_and_refine_the_marks(system: str, data: st.DataObject) -> None:
    game = game_of({"system": system})
    ranking = ranking_of(game, data.draw(groups(system)))

    listed = [level.place for level in ranking.levels for _one in level.performances]
    assert listed == [1 + sum(other < place for other in listed) for place in listed]
    marks = [one.achieved for level in ranking.levels for one in level.performances]
    assert marks == sorted(marks, reverse=True)


@pytest.mark.parametrize("rule", SEPARATE)
@laws
@given(data=st.data())
def test_a_tie_break_only_ever_splits_ties(rule: str, data: st.DataObject) -> None:
    game = game_of({"system": "fifa"})
    rows = data.draw(groups("fifa"))

    without = places(ranking_of(game, rows, chain=[]))
    after = places(ranking_of(game, rows, chain=[{"rule": rule}]))

    assert without.keys() == after.keys()
    for one, other in combinations(without, 2):
        if without[one] < without[other]:
            assert after[one] < after[other]


@laws
@given(data=st.data())
def test_what_one_wins_the_other_loses(data: st.DataObject) -> None:
    system = data.draw(st.sampled_from(sorted(SYSTEMS)))
    game = game_of({"system": system})
    rows = data.draw(groups(system))
    matches = read(game, rows)

    found = with_matches([Performance(team, None) for team in TEAMS], matches, game)

    for name in ("rubbers", "games", "scores"):
        assert sum(getattr(row, name)[0] - getattr(row, name)[1] for one in found for row in one.played) == 0
    assert sum(row.points for one in found for row in one.played) == sum(
        side for match in matches if match.finished for side in match.points
    )
    assert all(len(one.played) == sum(one.id in (m.a, m.b) for m in matches if m.finished) for one in found)


@laws
@given(data=st.data())
def test_a_match_still_open_changes_no_mark(data: st.DataObject) -> None:
    game = game_of({"system": "ittf"})
    rows = data.draw(groups("ittf"))
    closed = [row for row in rows if len(row) > 3]

    with_open = {one.id: one.mark for one in with_matches(_all(rows), read(game, rows), game)}
    without = {one.id: one.mark for one in with_matches(_all(rows), read(game, closed), game)}

    assert with_open == without


@laws
@given(data=st.data(), policy=st.sampled_from(["delete", "keep", "delete_if_less_than_half"]))
def test_somebody_whose_matches_are_deleted_leaves_no_trace(data: st.DataObject, policy: str) -> None:
    rows = data.draw(groups("union"))
    game = game_of({"withdrawal": policy})
    gone = data.draw(st.sampled_from(["A", "B"]))

    ranking = ranking_of(game, rows, withdrawn=[gone])

    assert gone not in places(ranking)
    if policy == "delete":
        others = [row for row in rows if gone not in (row["a"], row["b"])]
        left = {one.id: one.mark for level in ranking.levels for one in level.performances}
        alone = {one.id: one.mark for one in with_matches(_all(others), read(game, others), game)}
        assert left == {one: mark for one, mark in alone.items() if mark is not None}


@laws
@given(data=st.data())
def test_ittf_by_an_independent_recount(data: st.DataObject) -> None:
    rows = [row for row in data.draw(groups("ittf")) if "score" in row]

    assert places(ranking_of(game_of({"system": "ittf"}), rows)) == recount(rows)


def recount(rows: Iterable[Row]) -> dict[str, int]:
    """ITTF 3.7.5 written once more, plainly: points, then among those level points, game ratio, anew for the rest."""
    matches = [(row["a"], row["b"], *row["score"]) for row in rows]
    teams = {team for a, b, _x, _y in matches for team in (a, b)}

    def points(team: str, among: set[str]) -> int:
        return sum(
            2 if (x > y) == (team == a) else 1 for a, b, x, y in matches if team in (a, b) and {a, b} <= among | {team}
        )

    def ratio(team: str, among: set[str]) -> Fraction:
        won = sum(x if team == a else y for a, b, x, y in matches if team in (a, b) and {a, b} <= among)
        lost = sum(y if team == a else x for a, b, x, y in matches if team in (a, b) and {a, b} <= among)
        return Fraction(won, lost) if lost else Fraction(10**9 if won else 0)

    def split(level: set[str]) -> list[set[str]]:
        for measure in (points, ratio):
            values = {team: measure(team, level) for team in level}
            if len(set(values.values())) > 1:
                parts = [{t for t in level if values[t] == v} for v in sorted(set(values.values()), reverse=True)]
                return [one for part in parts for one in split(part)]
        return [level]

    totals = {team: points(team, teams) for team in teams}
    found: dict[str, int] = {}
    for total in sorted(set(totals.values()), reverse=True):
        for part in split({team for team in teams if totals[team] == total}):
            place = 1 + len(found)
            found |= dict.fromkeys(part, place)
    return found


def _all(rows: Iterable[Mapping[str, Any]]) -> list[Performance]:
    return [Performance(team, None) for team in sorted({side for row in rows for side in (row["a"], row["b"])})]


@st.composite
def game_rules(draw: st.DrawFn) -> GameRules:
    to = draw(st.integers(1, 6))
    cap = draw(st.none() | st.integers(to, to + 4))
    return GameRules(points_to=to, lead=draw(st.integers(1, 3)), cap=cap)


@laws
@given(rules=game_rules())
def test_exactly_the_scores_that_play_can_reach_are_accepted(rules: GameRules) -> None:
    reached: set[tuple[int, int]] = set()
    ended: set[tuple[int, int]] = set()
    at = {(0, 0)}
    while at:
        going = {score for score in at if not _won(score, rules)}
        ended |= at - going
        reached |= at
        at = {after for x, y in going for after in ((x + 1, y), (x, y + 1)) if max(after) <= 14} - reached

    for x in range(13):
        for y in range(13):
            assert (rules.wrong((x, y)) is None) == ((x, y) in ended), (x, y)
            assert (rules.unfinished_is_wrong((x, y)) is None) >= ((x, y) in reached), (x, y)


def _won(score: tuple[int, int], rules: GameRules) -> bool:
    high, low = max(score), min(score)
    return high >= (rules.points_to or 0) and (high - low >= rules.lead or high == rules.cap)


@laws
@given(rules=game_rules(), data=st.data())
def test_a_game_that_is_completed_is_one_that_play_can_reach(rules: GameRules, data: st.DataObject) -> None:
    score = (0, 0)
    for _rally in range(data.draw(st.integers(0, 12))):
        if _won(score, rules):
            break
        score = (score[0] + 1, score[1]) if data.draw(st.booleans()) else (score[0], score[1] + 1)
    winner = data.draw(st.sampled_from([0, 1]))
    if _won(score, rules):
        return

    completed = rules.finished(score, winner)

    assert rules.wrong(completed) is None
    assert completed[winner] > completed[1 - winner] == score[1 - winner]


@laws
@given(number=st.integers(1, 7), tosses=st.lists(st.booleans(), min_size=7, max_size=7))
def test_a_match_stopped_when_it_is_decided_is_accepted_and_no_other(number: int, tosses: list[bool]) -> None:
    games: list[list[int]] = []
    wins = [0, 0]
    for toss in tosses[:number]:
        games.append([11, 5] if toss else [5, 11])
        wins[0 if toss else 1] += 1
        if max(wins) > number / 2:
            break
    game = game_of({"games": number, "points_to": 11, "level": "draw"})

    assert wrong(game, games=games) == []
    assert wrong(game, score=wins) == []
    if len(games) > 1:
        assert wrong(game, games=games[:-1]) != [] or 2 * wins[0] == number
    if max(wins) > number / 2:
        assert wrong(game, games=[*games, [11, 5]]) != []
