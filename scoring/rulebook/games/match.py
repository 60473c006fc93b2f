"""Matches of one against one: table tennis, badminton, chess, cards, football."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from scoring.rulebook.base.paths import Path, complain
from scoring.rulebook.base.rule import Contradiction
from scoring.rulebook.base.sentences import Problem, joined
from scoring.rulebook.marks.performance import Pair
from scoring.rulebook.matches.match import Match, MatchGame
from scoring.rulebook.matches.systems import SYSTEM
from scoring.rulebook.matchplay import words
from scoring.rulebook.matchplay.bout import RESULT, BoutRules
from scoring.rulebook.matchplay.parameters import BOOKED, LEAGUE, LEVEL, SINGLE
from scoring.rulebook.matchplay.reading import read_bout
from scoring.rulebook.matchplay.says import says_league
from scoring.rulebook.matchplay.singles import (
    bout_rules,
    contradictions_of_bout,
    contradictions_of_league,
    says_bout,
)
from unionevents.lib.phrase import Phrase


class SingleMatch(MatchGame):
    """Two sides, one match: best of games, all games, one score, or only the result; league points as set."""

    code = "match"
    title = Phrase(en="Matches", zh="对抗赛（单场）")
    help = Phrase(
        en="Two sides meet: best of games, one score, or only who won. Points for the table are a setting.",
        zh="双方对抗：几局几胜、一个比分，或只记胜平负。小组积分办法另设。",
    )
    parameters = (SYSTEM, *SINGLE, LEVEL, *BOOKED, *LEAGUE)
    example = {
        "contest": {
            "code": "table-tennis",
            "title": "乒乓球",
            "game": "match",
            "settings": {"system": "ittf", "games": 5},
            "stages": [
                {
                    "code": "group",
                    "rule": "round_robin",
                    "matches": [
                        {"a": "1", "b": "2", "games": [[11, 9], [11, 13], [11, 5], [11, 8]]},
                        {"a": "1", "b": "3", "games": [[4, 11], [9, 11], [10, 12]]},
                        {"a": "2", "b": "3", "games": [[11, 3], [11, 6], [11, 9]]},
                    ],
                }
            ],
            "entries": [{"id": "1", "person": "a"}, {"id": "2", "person": "b"}, {"id": "3", "person": "c"}],
        },
        "placings": [["2", 1, "3 分"], ["3", 2, "3 分"], ["1", 3, "3 分"]],
    }

    @cached_property
    def bout(self) -> BoutRules:
        """How one match is won."""
        return bout_rules(self.settings)

    def contradictions(self) -> list[Contradiction]:
        settings = self.settings
        found = contradictions_of_bout(settings)
        found += contradictions_of_league(settings, scored=settings["format"] != RESULT)
        return found or self.booking_contradictions()

    def main(self, match: Match) -> Pair:
        return self.bout.main(match.games, match.scores)

    def says(self) -> Phrase:
        return joined([says_bout(self.settings), says_league(self)])

    def _count(self, match: Mapping[str, Any], path: Path, problems: list[Problem]) -> Match | None:
        if match["rubbers"] is not None:
            complain(problems, (path, "rubbers"), "rubbers_of_one", words.RUBBERS_OF_ONE)
            return None
        bout = read_bout(match, self.bout, path, problems)
        if bout is None:
            return None
        return Match(
            match["a"],
            match["b"],
            bout.finished,
            bout.winner,
            bout.ended,
            games=bout.games,
            scores=bout.scores,
            extra=bout.extra,
        )
