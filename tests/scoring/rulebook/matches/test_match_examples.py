"""Every game and tie-break of matches: its worked example comes out of the league alone."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import GAMES, TIE_BREAKS
from scoring.rulebook.base.rule import Rule
from tests.scoring.rulebook.matches.tables import game_of, ranking_of

MATCH_RULES: list[type[Rule]] = [
    *(game for game in GAMES.values() if game.entered_by == "matches"),
    *(rule for rule in TIE_BREAKS.values() if "match" in rule.kinds),
]


@pytest.mark.parametrize("rule", MATCH_RULES, ids=lambda rule: rule.code)
def test_the_example_comes_out_of_its_matches(rule: Any) -> None:
    contest = rule.example["contest"]
    game = game_of(contest.get("settings"), code=contest["game"])

    ranking = ranking_of(game, contest["stages"][0]["matches"], chain=contest.get("tie_breaks"))

    came_out = [
        [one.id, level.place, game.shown(one.achieved).zh] for level in ranking.levels for one in level.performances
    ]
    assert came_out == rule.example["placings"]
