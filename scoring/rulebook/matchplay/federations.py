"""The rules of federations and of other well known kinds of meet, as data.

Sources stand with each; where a federation has several events, the one used is named. Clauses were read in the
editions named, not in later ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from unionevents.lib.phrase import Phrase

Lines = list[dict[str, Any]]
TIED: Final = {"among": "tied"}
ALL: Final = {"among": "all"}
LOT: Final[dict[str, Any]] = {"rule": "recorded_lot"}


def _line(rule: str, **settings: Any) -> dict[str, Any]:
    return {"rule": rule, **settings}


@dataclass(frozen=True, slots=True)
class System:
    """One federation's way: `chain` as it would stand in a case under `tie_breaks`."""

    code: str
    title: Phrase
    source: str
    settings: Mapping[str, Any]
    chain: Mapping[str, Any] | Lines

    def as_json(self) -> dict[str, Any]:
        """For the list of rules."""
        return {
            "code": self.code,
            "title": self.title.as_json(),
            "source": self.source,
            "settings": dict(self.settings),
            "tie_breaks": self.chain,
        }


def _restarting(*lines: dict[str, Any]) -> dict[str, Any]:
    return {"two": list(lines), "more": list(lines), "restart": True}


_GOALS_ALL: Final = (_line("point_difference", **ALL), _line("point_total", **ALL))
_GOALS_TIED: Final = (_line("point_difference", **TIED), _line("point_total", **TIED))
_BALL_GAME: Final = {"format": "score", "lead": 1, "level": "draw", "draw": 1, "loss": 0, "booked": "score"}
_UEFA_CARDS: Final = [{"fault": "yellow", "points": 1}, {"fault": "red", "points": 3}]
_ONLY_RESULT: Final = {"format": "result", "level": "draw", "rubber_level": "draw", "booked": "nothing"}
_FIDE_UNPLAYED: Final = {"unplayed": "own_score", "opponents": "adjusted", "own_choice_first": True}

SYSTEMS: Final[dict[str, System]] = {
    system.code: system
    for system in (
        System(
            "union",
            Phrase(en="Union usual: win 2, loss 1, no-show 0", zh="工会常用：胜 2 分、负 1 分、未到 0 分"),
            "Regulations of union ball games, most often met: among those level their matches, then ratios.",
            {"win": 2, "draw": 1, "loss": 1, "walkover_loss": 0},
            _restarting(
                _line("head_to_head"),
                _line("rubber_ratio", **TIED),
                _line("game_ratio", **TIED),
                _line("point_ratio", **TIED),
                LOT,
            ),
        ),
        System(
            "ittf",
            Phrase(en="Table tennis (ITTF)", zh="乒乓球（国际乒联）"),
            "ITTF Regulations 3.7.5, as restated in the criteria of the 2022 World Team Championships.",
            {
                "format": "best_of",
                "games": 5,
                "points_to": 11,
                "lead": 2,
                "win": 2,
                "loss": 1,
                "walkover_loss": 0,
                "retired_loss": 0,
                "withdrawal": "keep",
            },
            _restarting(
                _line("head_to_head"),
                _line("rubber_ratio", **TIED),
                _line("game_ratio", **TIED),
                _line("point_ratio", **TIED),
                LOT,
            ),
        ),
        System(
            "bwf",
            Phrase(en="Badminton (BWF)", zh="羽毛球（世界羽联）"),
            "BWF General Competition Regulations 16.2 (2019).",
            {
                "format": "best_of",
                "games": 3,
                "points_to": 21,
                "lead": 2,
                "cap": 30,
                "win": 1,
                "loss": 0,
                "ranked_by": "wins",
                "withdrawal": "delete",
            },
            {
                "two": [_line("head_to_head"), LOT],
                "more": [
                    _line("rubber_difference", **ALL),
                    _line("game_difference", **ALL),
                    _line("point_difference", **ALL),
                    LOT,
                ],
                "restart": False,
            },
        ),
        System(
            "fivb",
            Phrase(en="Volleyball (FIVB)", zh="排球（国际排联）"),
            "FIVB Sports Regulations: matches won, points 3-2-1-0, set ratio, point ratio, matches among them.",
            {
                "format": "best_of",
                "games": 5,
                "points_to": 25,
                "lead": 2,
                "last_game_to": 15,
                "points": "by_score",
                "by_score": [
                    {"won": 3, "lost": 0, "winner": 3, "loser": 0},
                    {"won": 3, "lost": 1, "winner": 3, "loser": 0},
                    {"won": 3, "lost": 2, "winner": 2, "loser": 1},
                ],
                "ranked_by": "wins",
            },
            [
                _line("match_points"),
                _line("game_ratio", **ALL),
                _line("point_ratio", **ALL),
                _line("head_to_head"),
                _line("game_ratio", **TIED),
                _line("point_ratio", **TIED),
                LOT,
            ],
        ),
        System(
            "fiba",
            Phrase(en="Basketball (FIBA)", zh="篮球（国际篮联）"),
            "FIBA Official Basketball Rules, appendix D.1: begins anew for those who are left.",
            {
                "format": "score",
                "lead": 1,
                "win": 2,
                "loss": 1,
                "walkover_loss": 0,
                "booked": "score",
                "booked_for": 20,
                "booked_against": 0,
            },
            _restarting(_line("head_to_head"), *_GOALS_TIED, *_GOALS_ALL, LOT),
        ),
        System(
            "fifa",
            Phrase(
                en="Football: goal difference first (FIFA 1994 to 2022)", zh="足球：先比净胜球（国际足联 1994—2022）"
            ),
            "World Cup regulations 1994 to 2022: difference and goals of all matches, then matches among those level.",
            {**_BALL_GAME, "win": 3, "booked_for": 3, "booked_against": 0},
            [*_GOALS_ALL, _line("head_to_head"), *_GOALS_TIED, _line("fair_play"), LOT],
        ),
        System(
            "fifa_two_points",
            Phrase(en="Football: two points for a win (FIFA until 1990)", zh="足球：胜 2 分（国际足联 1990 年及以前）"),
            "FIFA World Cup regulations 1986 and 1990.",
            {**_BALL_GAME, "win": 2, "booked_for": 3, "booked_against": 0},
            [*_GOALS_ALL, _line("head_to_head"), LOT],
        ),
        System(
            "uefa",
            Phrase(en="Football: matches among those level first (UEFA)", zh="足球：先比相互成绩（欧足联）"),
            "UEFA European Championship regulations: the mini table is made again for those who stay level in it.",
            {**_BALL_GAME, "win": 3, "booked_for": 3, "booked_against": 0},
            [_line("mini_table", again=True), *_GOALS_ALL, _line("fair_play", weights=_UEFA_CARDS), LOT],
        ),
        System(
            "ihf",
            Phrase(en="Handball (IHF)", zh="手球（国际手联）"),
            "IHF: Olympic handball tournaments.",
            {**_BALL_GAME, "win": 2, "booked_for": 10, "booked_against": 0},
            [_line("mini_table", again=False), *_GOALS_ALL, LOT],
        ),
        System(
            "fide_round_robin",
            Phrase(en="Chess, everybody meets (FIDE)", zh="国际象棋循环赛（国际棋联）"),
            "FIDE Handbook C.07 (2024): direct encounter, wins, Sonneborn-Berger, Koya.",
            {**_ONLY_RESULT, "win": 1, "draw": "1/2", "loss": 0, "withdrawal": "delete_if_less_than_half"},
            [
                _line("head_to_head"),
                _line("wins"),
                _line("sonneborn_berger", walkovers="as_played"),
                _line("koya"),
                LOT,
            ],
        ),
        System(
            "fide_swiss",
            Phrase(en="Chess, Swiss (FIDE)", zh="国际象棋积分编排（国际棋联）"),
            "FIDE Handbook C.07 (2024), section 16 for unplayed rounds: Buchholz cut 1, Buchholz, Sonneborn-Berger.",
            {**_ONLY_RESULT, "win": 1, "draw": "1/2", "loss": 0, "withdrawal": "keep"},
            [
                _line("opponents_scores", cut_lowest=1, **_FIDE_UNPLAYED),
                _line("opponents_scores", **_FIDE_UNPLAYED),
                _line("sonneborn_berger", **_FIDE_UNPLAYED),
                _line("head_to_head", unmet="only_if_sure"),
                LOT,
            ],
        ),
        System(
            "go",
            Phrase(en="Go, Chinese order", zh="围棋：个人积分、对手分、中间分、累进分、逐轮递减"),
            "Chinese go regulations and county meets: opponents' scores, without the highest and lowest, progressive.",
            {**_ONLY_RESULT, "win": 2, "draw": 1, "loss": 0, "withdrawal": "keep"},
            [
                _line("opponents_scores"),
                _line("opponents_scores", cut_lowest=1, cut_highest=1),
                _line("progressive"),
                _line("progressive_countdown"),
                LOT,
            ],
        ),
        System(
            "xiangqi",
            Phrase(en="Chinese chess", zh="象棋：对手分、胜局、后手胜局"),
            "Chinese chess regulations: opponents' scores, wins, wins with the second move.",
            {**_ONLY_RESULT, "win": 2, "draw": 1, "loss": 0, "withdrawal": "keep"},
            [
                _line("opponents_scores"),
                _line("head_to_head", unmet="only_if_sure"),
                _line("wins"),
                _line("wins", second_move=True),
                LOT,
            ],
        ),
        System(
            "guandan",
            Phrase(en="Guandan: level difference", zh="掼蛋：13 分加减级差"),
            "Guandan meets against the clock: the higher level wins; 13 points plus or minus the difference of levels.",
            {
                "format": "score",
                "lead": 1,
                "time_limit": 60,
                "level": "draw",
                "points": "difference",
                "base": 13,
                "booked": "nothing",
                "walkover_win": 13,
                "withdrawal": "keep",
            },
            [
                _line("opponents_scores"),
                _line("opponents_scores", cut_lowest=1, cut_highest=1),
                _line("progressive"),
                _line("progressive_countdown"),
                LOT,
            ],
        ),
        System(
            "guandan_hands",
            Phrase(en="Guandan: hands of 3, 2 or 1", zh="掼蛋：按副计分（双下 3、单下 2、末游 1）"),
            "Guandan meets over a fixed number of hands.",
            {
                "format": "all_games",
                "games": 4,
                "decided_by": "points",
                "game_worth": [{"points": 3}, {"points": 2}, {"points": 1}],
                "level": "draw",
                "win": 2,
                "draw": 1,
                "loss": 0,
                "booked": "nothing",
                "withdrawal": "keep",
            },
            [_line("opponents_scores"), _line("point_difference", **ALL), _line("progressive"), LOT],
        ),
    )
}
