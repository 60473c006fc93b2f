"""Published group tables: the matches as played, the order as it stood, and what decided it.

World Cups: FIFA match reports. European Championships: UEFA. Olympic Games: results of Tokyo 2020 and Paris 2024.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from scoring.rulebook import outcome_of
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.matches.league import league
from scoring.rulebook.ranks.ranking import Ranking
from tests.scoring.rulebook.cases import case_of, placings, ranks
from tests.scoring.rulebook.matches.tables import chain_of, game_of, order, ranking_of, read, short


def table(system: str, *lines: str, **more: Any) -> Ranking:
    return ranking_of(game_of({"system": system}), short(*lines), **more)


def deciders(ranking: Ranking) -> list[str]:
    return [level.decided_by for level in ranking.levels]


def test_world_cup_1994_group_d_head_to_head_after_equal_difference_and_goals() -> None:
    ranking = table(
        "fifa",
        "Argentina-Greece 4:0",
        "Nigeria-Bulgaria 3:0",
        "Argentina-Nigeria 2:1",
        "Greece-Bulgaria 0:4",
        "Greece-Nigeria 0:2",
        "Argentina-Bulgaria 0:2",
    )

    assert order(ranking) == "Nigeria Bulgaria Argentina Greece"
    assert deciders(ranking) == ["point_difference", "head_to_head", "head_to_head", "mark"]


def test_world_cup_1994_group_f_goals_then_head_to_head() -> None:
    ranking = table(
        "fifa",
        "Belgium-Morocco 1:0",
        "Netherlands-Saudi 2:1",
        "Belgium-Netherlands 1:0",
        "Saudi-Morocco 2:1",
        "Morocco-Netherlands 1:2",
        "Belgium-Saudi 0:1",
    )

    assert order(ranking) == "Netherlands Saudi Belgium Morocco"
    assert deciders(ranking) == ["head_to_head", "head_to_head", "point_total", "mark"]


def test_world_cup_1990_group_f_needed_lots() -> None:
    lines = (
        "England-Ireland 1:1",
        "Netherlands-Egypt 1:1",
        "England-Netherlands 0:0",
        "Ireland-Egypt 0:0",
        "England-Egypt 1:0",
        "Ireland-Netherlands 1:1",
    )

    assert order(table("fifa_two_points", *lines)) == "England Ireland=Netherlands Egypt"
    drawn = table("fifa_two_points", *lines, orders={"recorded_lot": [["Ireland", "Netherlands"]]})
    assert order(drawn) == "England Ireland Netherlands Egypt"
    assert deciders(drawn) == ["mark", "recorded_lot", "recorded_lot", "mark"]


def test_world_cup_2018_group_h_fair_play() -> None:
    game = game_of({"system": "fifa"})
    matches = read(
        game,
        short(
            "Colombia-Japan 1:2",
            "Poland-Senegal 1:2",
            "Japan-Senegal 2:2",
            "Poland-Colombia 0:3",
            "Japan-Poland 0:1",
            "Senegal-Colombia 0:1",
        ),
    )
    cards = {"Japan": {"yellow": 4}, "Senegal": {"yellow": 6}}
    teams = ("Colombia", "Japan", "Poland", "Senegal")
    chain = chain_of(game.usual_chain())

    without_cards = league([Performance(team, None) for team in teams], matches, game, chain=chain)
    with_cards = league(
        [Performance(team, None, faults=cards.get(team, {})) for team in teams], matches, game, chain=chain
    )

    assert order(without_cards) == "Colombia Japan=Senegal Poland"
    assert order(with_cards) == "Colombia Japan Senegal Poland"
    assert with_cards.levels[1].decided_by == "fair_play"


def test_a_red_card_weighs_as_stated() -> None:
    faults = {"A": {"yellow": 2}, "B": {"red": 1}, "C": {"yellow": 5}}
    game = game_of({"system": "fifa"})
    entrants = [Performance(team, None, faults=faults[team]) for team in "ABC"]
    matches = read(game, short("A-B 0:0", "B-C 0:0", "C-A 0:0"))

    def by(**settings: Any) -> str:
        return order(league(entrants, matches, game, chain=chain_of([{"rule": "fair_play", **settings}])))

    assert by() == "A B C"
    assert by(weights=[{"fault": "red", "points": 9}]) == "A=C B"


def test_euro_2004_group_c_mini_table_by_goals() -> None:
    ranking = table(
        "uefa",
        "Denmark-Italy 0:0",
        "Sweden-Bulgaria 5:0",
        "Bulgaria-Denmark 0:2",
        "Italy-Sweden 1:1",
        "Italy-Bulgaria 2:1",
        "Denmark-Sweden 2:2",
    )

    assert order(ranking) == "Sweden Denmark Italy Bulgaria"


def test_euro_2024_group_e_all_four_on_four_points() -> None:
    ranking = table(
        "uefa",
        "Romania-Ukraine 3:0",
        "Belgium-Slovakia 0:1",
        "Slovakia-Ukraine 1:2",
        "Belgium-Romania 2:0",
        "Slovakia-Romania 1:1",
        "Ukraine-Belgium 0:0",
    )

    assert order(ranking) == "Romania Belgium Slovakia Ukraine"


def test_paris_2024_basketball_men_group_a_mini_league() -> None:
    ranking = table(
        "fiba",
        "Australia-Spain 92:80",
        "Greece-Canada 79:86",
        "Spain-Greece 84:77",
        "Canada-Australia 93:83",
        "Australia-Greece 71:77",
        "Canada-Spain 88:85",
    )

    assert order(ranking) == "Canada Australia Greece Spain"
    assert deciders(ranking) == ["mark", "point_difference", "point_difference", "point_difference"]
    level = ranking.levels[1]
    assert level.rule is not None
    assert str(level.rule.why_among(level.performances[0], level.within)) == "相互间净胜分（球）（163:157）"


def test_paris_2024_football_men_group_b_only_head_to_head_separates() -> None:
    ranking = table(
        "fifa",
        "Argentina-Morocco 1:2",
        "Iraq-Ukraine 2:1",
        "Argentina-Iraq 3:1",
        "Ukraine-Morocco 2:1",
        "Ukraine-Argentina 0:2",
        "Morocco-Iraq 3:0",
    )

    assert order(ranking) == "Morocco Argentina Ukraine Iraq"
    assert deciders(ranking)[:2] == ["head_to_head", "head_to_head"]


def test_paris_2024_handball_men_group_a_the_three_on_six_points_among_themselves() -> None:
    ranking = table("ihf", "Spain-Slovenia 25:22", "Sweden-Spain 29:26", "Slovenia-Sweden 29:24")

    assert order(ranking) == "Slovenia Spain Sweden"


def test_tokyo_2020_badminton_mens_doubles_group_a_game_difference() -> None:
    # Three pairs won two matches: +3, +2 and +1; the pair that beat the second was out. Games only.
    ranking = table(
        "bwf",
        "India-Taipei 2:1",
        "Indonesia-Britain 2:0",
        "Indonesia-India 2:0",
        "Taipei-Britain 2:0",
        "India-Britain 2:0",
        "Taipei-Indonesia 2:1",
    )

    assert order(ranking) == "Indonesia Taipei India Britain"
    assert deciders(ranking)[:3] == ["game_difference"] * 3


# From here on the tables are constructed, each for one clause.


def test_ittf_ratio_is_not_difference() -> None:
    # Games: A 5:4, B 4:3, C 3:5. A and B have the same difference; B has the better ratio.
    game = game_of({"system": "ittf"})
    matches = short("A-B 3:1", "B-C 3:0", "C-A 3:2")

    assert order(ranking_of(game, matches)) == "B A C"
    assert order(ranking_of(game, matches, chain=[{"rule": "game_difference"}])) == "A=B C"


def test_ittf_whoever_is_placed_drops_out_and_the_rest_begin_again() -> None:
    # Everybody beat two of the other four. Games of all: A 10:9, B 9:9, C 9:9, D 9:9, E 9:10. With A and E placed, the
    # matches among B, C and D alone count: B beat C and D, C beat D. By points: B 4, C 3, D 2.
    lines = (
        "A-B 3:1",
        "A-C 3:2",
        "B-C 3:1",
        "B-D 3:2",
        "C-D 3:1",
        "C-E 3:2",
        "D-E 3:1",
        "D-A 3:2",
        "E-A 3:2",
        "E-B 3:2",
    )
    game = game_of({"system": "ittf"})

    began_again = ranking_of(game, short(*lines))
    went_on = ranking_of(game, short(*lines), chain=[{"rule": "head_to_head"}, {"rule": "game_ratio"}])

    assert order(began_again) == "A B C D E"
    assert order(went_on) == "A B=C=D E"


def test_a_ratio_over_nothing_is_above_every_other_and_nothing_at_all_is_zero() -> None:
    game = game_of({"format": "score", "lead": 1, "level": "draw"})
    matches = short("A-D 9:0", "B-D 100:1", "C-D 1:1", "D-E 0:0", "F-D 0:3")

    ranking = ranking_of(game, matches, chain=[{"rule": "point_ratio", "among": "all"}])
    by_ratio = [level for level in ranking.levels if level.performances[0].achieved == 2]

    assert [one.id for level in by_ratio for one in level.performances] == ["A", "B"]
    assert order(ranking_of(game, short("A-B 0:0", "C-D 1:0"), chain=[{"rule": "point_ratio", "among": "all"}])) == (
        "C A=B=D"
    )


def test_bwf_a_pair_that_is_left_over_looks_at_its_own_match() -> None:
    # A, B, C two wins each; C has the best difference of games; A and B are level on it, and B beat A.
    ranking = table("bwf", "A-C 2:0", "B-A 2:1", "C-B 2:0", "A-D 2:1", "B-D 2:0", "C-D 2:0")

    # A: 2+1+2=5 : 0+2+1=3 (+2); B: 2+0+2=4 : 1+2+0=3 (+1); C: 0+2+2=4 : 2+0+0=2 (+2).
    assert order(ranking) == "A C B D"
    assert deciders(ranking) == ["head_to_head", "head_to_head", "game_difference", "mark"]


@pytest.mark.parametrize(
    ("score", "points"),
    [([3, 0], (3, 0)), ([3, 1], (3, 0)), ([3, 2], (2, 1)), ([2, 3], (1, 2)), ([0, 3], (0, 3))],
)
def test_fivb_points_go_by_the_margin(score: list[int], points: tuple[int, int]) -> None:
    match = read(game_of({"system": "fivb"}), [{"a": "A", "b": "B", "score": score}])[0]

    assert match.points == points


def test_fivb_counts_wins_before_points() -> None:
    # A wins twice 3:2 (4 points), C once 3:0 and loses 2:3 (4 points), B is between: wins first.
    ranking = table("fivb", "A-B 3:2", "A-C 3:2", "C-B 3:0")

    assert order(ranking) == "A C B"
    assert [level.performances[0].achieved for level in ranking.levels] == [2, 1, 0]


def test_the_example_in_the_documentation_comes_out() -> None:
    text = (Path(__file__).resolve().parents[4] / "docs/case.md").read_text(encoding="utf-8")
    example = re.search(r"## Matches.*?```json\n(.*?)```", text, re.DOTALL)
    assert example is not None

    outcome = outcome_of(case_of(json.loads(example[1])))

    assert ranks(outcome) == {"p1": 1, "p2": 2, "p3": 3}
    assert placings(outcome)[0]["why"]["zh"] == "第 1 名：3 分，与 1 人成绩相同，相互间积分（2）"
