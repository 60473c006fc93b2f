"""Settings as sentences, for set-up pages and printed regulations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from scoring.rulebook.case import build_tie_breaks, read_prize_rules
from scoring.rulebook.games import GAMES
from scoring.rulebook.sentences import joined
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
    contest: dict[str, Any] = {"game": game, "tie_breaks": tie_breaks, "undecided": undecided, "orders": {}}
    chain = [rule for rule in build_tie_breaks(contest) if rule.code != "decision" or undecided != "decide"]
    clauses = [GAMES[game](settings).says()]
    if chain:
        clauses.append(LEVEL.fill(rules=joined([rule.says() for rule in chain], en=", then ", zh="，再")))
    clauses.append(DECIDE if undecided == "decide" else SHARED)
    return joined(clauses)


LEVEL: Final = Phrase(en="level: {rules}", zh="成绩相同：{rules}")
SHARED: Final = Phrase(en="still level: the place is shared", zh="仍分不出的名次并列")
DECIDE: Final = Phrase(en="still level: the chief referee decides", zh="仍分不出的由裁判长裁定")
