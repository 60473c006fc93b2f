"""Settings as sentences, for set-up pages and printed regulations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from scoring.rulebook.base.sentences import joined
from scoring.rulebook.cases.case import read_prize_rules
from scoring.rulebook.games import GAMES
from scoring.rulebook.marks.game import Game
from scoring.rulebook.ranks.tiebreak import Chain, TieBreak
from scoring.rulebook.standings.contests import build_chain
from unionevents.lib.phrase import Phrase


def say_prize_rules(rules: object, prizes: Iterable[Mapping[str, Any]] = ()) -> Phrase:
    """Prize rules as JSON, in words; `prizes` gives the titles. CaseProblems when the rules cannot stand."""
    titles = {prize["code"]: str(prize.get("title") or prize["code"]) for prize in prizes}
    return read_prize_rules(rules).says(titles)


def say_contest(
    game: str,
    settings: Mapping[str, Any] | None = None,
    tie_breaks: list[dict[str, Any]] | None = None,
    undecided: str = "shared",
) -> Phrase:
    """How a contest is ranked: the game as set, what splits equal marks, and what happens to the rest."""
    configured = GAMES[game](settings)
    lines = configured.usual_chain() if tie_breaks is None else tie_breaks
    chain = build_chain(lines, game=game, undecided="shared", orders={})
    clauses = [configured.says()]
    clauses += say_chain(chain, configured)
    clauses.append(DECIDE if undecided == "decide" else SHARED)
    return joined(clauses)


def say_chain(chain: Chain, game: Game) -> list[Phrase]:
    """What splits those who are level, in words; nothing when there is no rule."""
    if chain.two == chain.more or not (chain.two and chain.more):
        return [LEVEL.fill(rules=_in_order(chain.rules, game))] if chain.rules else []
    return [LEVEL_TWO.fill(rules=_in_order(chain.two, game)), LEVEL_MORE.fill(rules=_in_order(chain.more, game))]


def _in_order(rules: Iterable[TieBreak], game: Game) -> Phrase:
    return joined([rule.says_of(game) for rule in rules], en=", then ", zh="，再")


LEVEL: Final = Phrase(en="level: {rules}", zh="成绩相同：{rules}")
LEVEL_TWO: Final = Phrase(en="two level: {rules}", zh="两人（队）相同：{rules}")
LEVEL_MORE: Final = Phrase(en="three or more level: {rules}", zh="三人（队）及以上相同：{rules}")
SHARED: Final = Phrase(en="still level: the place is shared", zh="仍分不出的名次并列")
DECIDE: Final = Phrase(en="still level: the chief referee decides", zh="仍分不出的由裁判长裁定")
