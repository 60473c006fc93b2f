"""A word that is not known here: which one was meant, and saying so."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from scoring.rulebook.base.paths import Path, complain
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.base.shapewords import MEANT, NO_KEYS, NOT_A_CHOICE, UNKNOWN_KEY, said
from unionevents.lib.phrase import Phrase

CLOSE: Final = 0.7
NOTHING: Final = Phrase(en="", zh="")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant: the same but for spelling, or what others call it."""
    plain = {_plain(each): each for each in known}
    wanted = _plain(word)
    if wanted in plain:
        return plain[wanted]
    for other in _OTHER_NAMES.get(wanted, "").split():
        if other in plain:
            return plain[other]
    if close := get_close_matches(wanted, plain, n=1, cutoff=CLOSE):
        return plain[close[0]]
    longer = [each for each in plain if each.startswith(f"{wanted}_")]
    return plain[longer[0]] if len(longer) == 1 else None


def unknown_key(problems: list[Problem], path: Path, key: str, known: Iterable[str]) -> None:
    """Complain of a key, with all that are known and the one that was probably meant."""
    names = list(known)
    if not names:
        complain(problems, (path, key), "unknown_key", NO_KEYS, key=key)
        return
    meant = nearest(key, names)
    complain(problems, (path, key), "unknown_key", UNKNOWN_KEY, key=key, meant=_meant(meant), known=", ".join(names))


def not_a_choice(problems: list[Problem], path: Path, value: object, allowed: Iterable[str | int]) -> None:
    """Complain of a word, with all that are allowed and the one that was probably meant."""
    names = [str(each) for each in allowed]
    meant = nearest(value, names) if isinstance(value, str) else None
    complain(
        problems, path, "not_a_choice", NOT_A_CHOICE, value=said(value), meant=_meant(meant), allowed=", ".join(names)
    )


def _plain(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")


def _meant(word: str | None) -> Phrase:
    return NOTHING if word is None else MEANT.fill(word=word)


# What other programs and result sheets call a thing, and what it may be here.
_OTHER_NAMES: Final = {
    "dq": "dsq",
    "nh": "nm",
    "nd": "nm",
    "nr": "nm",
    "ret": "dnf",
    "el": "dnf",
    "scr": "wd",
    "wo": "walkover wd",
    "status": "absence ended",
    "result": "records results score",
    "results": "records",
    "marks": "records",
    "players": "entries members",
    "participants": "entries",
    "competitors": "entries",
    "teams": "entries",
    "events": "contests",
    "athlete": "person",
    "player": "person",
    "competitor": "person",
    "team": "person unit",
    "organisation": "unit",
    "department": "unit",
    "group": "division",
    "category": "division",
    "penalties": "adjustments faults",
    "fouls": "faults",
    "name": "title",
    "label": "title",
    "type": "rule game format",
    "kind": "rule game",
    "sport": "game",
    "stage": "stages",
    "rounds": "stages",
    "matches": "stages",
    "fixtures": "matches",
    "sets": "games",
    "n": "count k",
    "number": "count",
    "top": "fixed count",
    "quota": "count places",
    "min": "at_least least less",
    "max": "at_most maximum more",
    "asc": "less",
    "lower": "less",
    "low": "less",
    "ascending": "less",
    "desc": "more",
    "higher": "more",
    "high": "more",
    "descending": "more",
    "average": "mean",
    "avg": "mean",
    "total": "sum",
    "worst": "nth_best",
    "elimination": "knockout",
    "single_elimination": "knockout",
    "league": "round_robin",
    "group_stage": "groups",
    "heat": "heats",
    "all": "rest everybody",
    "others": "rest",
    "everyone": "everybody",
    "tie": "shared draw",
    "tied": "draw",
    "withdrawn": "wd",
    "disqualified": "dsq",
    "weightlifting": "weight",
    "time": "timed",
    "timing": "timed",
    "race": "timed",
    "jump": "distance height",
    "throw": "distance",
    "archery": "zones",
    "football": "match fifa",
    "soccer": "match fifa",
    "basketball": "match fiba",
    "volleyball": "match fivb",
    "badminton": "match bwf",
    "table_tennis": "match ittf",
    "handball": "match ihf",
    "chess": "match fide_round_robin",
    "chinese_chess": "match xiangqi",
    "quiz": "points",
    "vote": "votes",
}
