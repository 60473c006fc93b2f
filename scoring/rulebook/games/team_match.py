"""Team ties: an ordered series of rubbers, each a match."""

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
from scoring.rulebook.matchplay.parameters import BOOKED, LEAGUE, SINGLE
from scoring.rulebook.matchplay.says import says_league
from scoring.rulebook.matchplay.singles import bout_rules, contradictions_of_bout, contradictions_of_league, says_bout
from scoring.rulebook.matchplay.tie import TieRules, read_tie
from scoring.rulebook.matchplay.tieparameters import TIE
from unionevents.lib.phrase import Phrase


class TeamMatch(MatchGame):
    """Two teams meet in rubbers of a fixed order, all played or until it is decided; league points as set."""

    code = "team_match"
    title = Phrase(en="Team ties", zh="团体对抗赛（多盘）")
    help = Phrase(
        en="Two teams meet in several rubbers in order; every rubber is a match of its own.",
        zh="两队按顺序打几盘，每盘是一场单独的比赛：男单、女单、混双等。",
    )
    parameters = (SYSTEM, *TIE, *SINGLE, *BOOKED, *LEAGUE)
    example = {
        "contest": {
            "code": "badminton-teams",
            "title": "羽毛球团体",
            "game": "team_match",
            "settings": {
                "rubbers": [{"title": "男单"}, {"title": "女单"}, {"title": "混双"}],
                "stop": "all",
                "points_to": 21,
                "cap": 30,
            },
            "stages": [
                {
                    "code": "group",
                    "rule": "round_robin",
                    "matches": [
                        {
                            "a": "1",
                            "b": "2",
                            "rubbers": [
                                {"games": [[21, 15], [21, 18]]},
                                {"games": [[19, 21], [22, 20], [29, 30]]},
                                {"games": [[21, 10], [21, 12]]},
                            ],
                        },
                        {"a": "1", "b": "3", "score": [1, 2]},
                        {"a": "2", "b": "3", "score": [3, 0]},
                    ],
                }
            ],
            "entries": [{"id": "1", "person": "a"}, {"id": "2", "person": "b"}, {"id": "3", "person": "c"}],
        },
        "placings": [["2", 1, "3 分"], ["1", 2, "3 分"], ["3", 3, "3 分"]],
    }

    def contradictions(self) -> list[Contradiction]:
        settings = self.settings
        found = contradictions_of_bout(settings) + contradictions_of_league(settings, scored=True)
        if not settings["rubbers"]:
            found.append((("rubbers",), NO_RUBBERS))
        if settings["won_by"] != "rubbers" and settings["stop"] != "all":
            found.append((("won_by",), ALL_NEEDED))
        return found or self.booking_contradictions()

    def main(self, match: Match) -> Pair:
        won_by = self.settings["won_by"]
        if won_by == "rubbers":
            return match.rubbers
        return match.games if won_by == "games" else match.scores

    def says(self) -> Phrase:
        settings = self.settings
        titles = [row["title"] for row in settings["rubbers"]]
        named = "、".join(title for title in titles if title)
        head = TIE_OF.fill(
            number=len(titles),
            named=Phrase(en=f" ({named})", zh=f"（{named}）") if named else Phrase(en="", zh=""),
            stop=self.chosen("stop"),
        )
        return joined([head, EACH.fill(rubber=says_bout(settings)), says_league(self)])

    def _count(self, match: Mapping[str, Any], path: Path, problems: list[Problem]) -> Match | None:
        if match["games"] is not None:
            complain(problems, (path, "games"), "games_of_tie", words.GAMES_OF_TIE)
            return None
        return read_tie(match, self.tie, path, problems)

    @cached_property
    def tie(self) -> TieRules:
        """How a tie is won, rubber by rubber."""
        settings = self.settings
        return TieRules(
            bouts=tuple(
                bout_rules(settings, number=row["games"], level=settings["rubber_level"]) for row in settings["rubbers"]
            ),
            to_the_end=settings["stop"] == "all",
            won_by=settings["won_by"],
            level=settings["level"],
            appearances=settings["appearances"],
            booked=settings["booked"],
            booked_score=(settings["booked_for"], settings["booked_against"]),
            retired=settings["retired"],
        )


NO_RUBBERS = Phrase(en="a tie has at least one rubber", zh="团体赛至少要有一盘")
ALL_NEEDED = Phrase(
    en="games or points decide only where all rubbers are played", zh="要打满全部盘，才能比总局数或总得分"
)
TIE_OF = Phrase(en="{number} rubbers{named}, {stop}", zh="{number} 盘{named}，{stop}")
EACH = Phrase(en="each rubber: {rubber}", zh="每盘：{rubber}")
