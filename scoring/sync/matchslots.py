"""Where a match is written: slots of its side a, named by the match.

match.7.opponent        side b, as an entry code
match.7.game.2.a        what side a has in the second game
match.7.score.b         side b's score, where there is only one; `3/2` where games may be drawn
match.7.winner          a, b or draw, where only that is written
match.7.ended           played, walkover, retired, forfeit, bye
match.7.by              who gave up: a, b or both
match.7.rubber.1.…      the same for the first rubber of a team tie
match.7.round, .group   where it belongs

Of a tie of several matches each is a match by itself: match.7-1, match.7-2, and match.7-3 for the one that decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from scoring.rulebook.base.paths import ROOT
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.base.shapes import BAD
from scoring.rulebook.matches.match import MATCH, Match, MatchGame
from scoring.rulebook.matchplay.shape import BOTH, BYE, DRAW, FORFEIT, HIGHEST_SCORE, PLAYED, RETIRED, WALKOVER, A, B
from scoring.rulebook.playing.knockoutlegs import Legs, read_legs
from scoring.sync.operation import Value
from unionevents.lib.phrase import Phrase

MATCH_SLOT: Final = re.compile(r"match\.(?P<id>[\w-]{1,20})\.(?:rubber\.(?P<rubber>[1-9]\d?)\.)?(?P<word>.+)")
NUMBERED: Final = re.compile(r"game\.(?P<game>[1-9]\d?)\.(?P<side>[ab])")
# One and a half: what games that may be drawn add up to.
HALVES: Final = re.compile(r"[1-9][0-9]{0,4}/2")
WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "winner": (A, B, DRAW),
    "ended": (PLAYED, WALKOVER, RETIRED, FORFEIT, BYE),
    "by": (A, B, BOTH),
}
TITLES: Final = {
    "opponent": Phrase(en="opponent", zh="对手"),
    "round": Phrase(en="round", zh="轮次"),
    "group": Phrase(en="group", zh="组"),
    "winner": Phrase(en="winner", zh="胜方"),
    "ended": Phrase(en="how it ended", zh="结束方式"),
    "by": Phrase(en="who gave up", zh="弃权方"),
    "score": Phrase(en="score", zh="比分"),
}
OF_MATCH: Final = ("opponent", "round", "group")
MOST_ROUNDS: Final = 1000
LONGEST_CODE: Final = 100


def is_of_match(slot: str) -> bool:
    """Whether a slot of a contest belongs to a match of one of its stages."""
    return re.match(r"stage\.[\w-]+\.match\.", slot) is not None


@dataclass(frozen=True, slots=True)
class MatchLayout:
    """The slots of a stage of matches; `legs` where two meet in several matches that make one tie."""

    game: MatchGame
    legs: Legs | None = None

    def game_of(self, match: str) -> MatchGame:
        """The game of one match: only the last of a tie must have a winner of its own."""
        if self.legs is None:
            return self.game
        return self.game.decisive() if leg_of(match) > self.legs.number else self.legs.game_of_legs(self.game)

    def oddity(self, slot: str, value: Value) -> Phrase | None:
        """Why this value cannot count, or None."""
        found = MATCH_SLOT.fullmatch(slot)
        if found is None or not _is_word(found["word"], in_rubber=found["rubber"] is not None):
            return UNKNOWN_SLOT.fill(slot=slot)
        if value is None or _fits(found["word"], value):
            return None
        return DOES_NOT_FIT.fill(title=self.title_of(slot), value=value)

    def title_of(self, slot: str) -> Phrase:
        """`第 7 场 · 第 2 局 a 方`."""
        found = MATCH_SLOT.fullmatch(slot)
        if found is None:
            return Phrase(en=slot, zh=slot)
        steps = [MATCH_NUMBER.fill(id=found["id"])]
        if found["rubber"]:
            steps.append(RUBBER_NUMBER.fill(number=found["rubber"]))
        game = NUMBERED.fullmatch(found["word"])
        word, _, side = found["word"].partition(".")
        if game:
            steps.append(GAME_SIDE.fill(number=game["game"], side=game["side"]))
        else:
            steps.append(Phrase(en=f"{TITLES[word].en} {side}".strip(), zh=f"{TITLES[word].zh} {side}".strip()))
        return Phrase(en=" · ".join(step.en for step in steps), zh=" · ".join(step.zh for step in steps))


@dataclass(frozen=True, slots=True)
class Written:
    """The matches of a stage: `rows` can be counted, `open` cannot yet; both as in a case, by the id of the match."""

    rows: Mapping[str, dict[str, Any]]
    open: Mapping[str, tuple[dict[str, Any], tuple[Phrase, ...]]]


def matches_of(layout: MatchLayout, slots: Mapping[str, Mapping[str, Value]]) -> Written:
    """The matches from the slots of every entry (by its code); one without an opponent or a whole result is open."""
    rows: dict[str, dict[str, Any]] = {}
    still: dict[str, tuple[dict[str, Any], tuple[Phrase, ...]]] = {}
    for entry in sorted(slots):
        for name, words in _by_match(layout, slots[entry]).items():
            row = _row(name, entry, words)
            row |= {"leg": leg_of(name)} if layout.legs else {}
            problems: list[Problem] = []
            read = counted(layout, row, problems)
            # Two rows of one name come from a plan that was drawn again: neither is believed.
            if name in rows or name in still:
                still[name] = (row, (TWICE.fill(id=name),))
                rows.pop(name, None)
            elif read is None or not read.finished:
                still[name] = (row, tuple(problem.sentence.phrase for problem in problems))
            else:
                rows[name] = row
    return Written(dict(sorted(rows.items(), key=_in_order)), still)


def counted(layout: MatchLayout, row: Mapping[str, Any], problems: list[Problem]) -> Match | None:
    """What a row comes to by the game's own rules."""
    shaped = MATCH.read(dict(row), ROOT, problems)
    if shaped is BAD:
        return None
    if layout.legs is not None:
        return layout.legs.read_one(shaped, leg_of(str(row["id"])), layout.game, problems)
    return layout.game.read(shaped, ROOT, problems)


def check_tie(layout: MatchLayout, rows: Iterable[Mapping[str, Any]], problems: list[Problem]) -> None:
    """What is wrong with the matches of one tie together, such as one more after it was decided."""
    if layout.legs is not None:
        shaped = [MATCH.read(dict(row), ROOT, problems) for row in rows]
        if BAD not in shaped:
            read_legs(shaped, layout.legs, layout.game, problems)


def leg_of(match: str) -> int:
    """The number of a match in its tie: 2 of `7-2`."""
    number = match.rpartition("-")[2]
    return int(number) if number.isascii() and number.isdecimal() else 1


def leg_id(tie: str, number: int) -> str:
    """What a match of a tie is called: `7-2`."""
    return f"{tie}-{number}"


def _by_match(layout: MatchLayout, slots: Mapping[str, Value]) -> dict[str, dict[tuple[int, str], Value]]:
    found: dict[str, dict[tuple[int, str], Value]] = {}
    for slot, value in slots.items():
        step = MATCH_SLOT.fullmatch(slot)
        if step is not None and value is not None and layout.oddity(slot, value) is None:
            found.setdefault(step["id"], {})[int(step["rubber"] or 0), step["word"]] = value
    return found


def _row(name: str, entry: str, words: Mapping[tuple[int, str], Value]) -> dict[str, Any]:
    whole = {word: value for (rubber, word), value in words.items() if not rubber}
    row: dict[str, Any] = {"id": name, "a": entry, "b": whole.get("opponent")}
    row |= {word: whole[word] for word in ("round", "group") if word in whole}
    row |= _bout(whole)
    rubbers = sorted({rubber for rubber, _ in words if rubber})
    if rubbers:
        row["rubbers"] = [
            _bout({word: value for (number, word), value in words.items() if number == rubber})
            for rubber in range(1, rubbers[-1] + 1)
        ]
    return row


def _bout(words: Mapping[str, Value]) -> dict[str, Any]:
    found: dict[str, Any] = {word: words[word] for word in WORDS if word in words}
    sides = [words.get("score.a"), words.get("score.b")]
    if sides != [None, None]:
        found["score"] = [side or 0 for side in sides]
    numbers = {int(step["game"]) for word in words if (step := NUMBERED.fullmatch(word))}
    if numbers:
        found["games"] = [
            [words.get(f"game.{number}.{side}") or 0 for side in (A, B)] for number in range(1, max(numbers) + 1)
        ]
    return found


def _is_word(word: str, *, in_rubber: bool) -> bool:
    if word in OF_MATCH:
        return not in_rubber
    return word in WORDS or word in {"score.a", "score.b"} or NUMBERED.fullmatch(word) is not None


def _fits(word: str, value: Value) -> bool:
    if word in WORDS:
        return value in WORDS[word]
    if word in {"opponent", "group"}:
        return isinstance(value, str) and 0 < len(value) <= LONGEST_CODE
    if word.startswith("score.") and isinstance(value, str):
        return HALVES.fullmatch(value) is not None
    most = MOST_ROUNDS if word == "round" else HIGHEST_SCORE
    return type(value) is int and (word == "round") <= value <= most


def _in_order(item: tuple[str, object]) -> tuple[int, str]:
    return len(item[0]), item[0]


def words_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Value]]:
    """The other way round: the slots, by entry, that rows of a case would be written in."""
    slots: dict[str, dict[str, Value]] = {}
    for row in rows:
        mine = slots.setdefault(row["a"], {})
        start = f"match.{row['id']}."
        mine |= {start + word: row[key] for word, key in _KEYS if row.get(key) is not None}
        mine |= {start + word: value for word, value in _bout_words(row).items()}
        for number, rubber in enumerate(row.get("rubbers") or (), 1):
            mine |= {f"{start}rubber.{number}.{word}": value for word, value in _bout_words(rubber).items()}
    return slots


def _bout_words(bout: Mapping[str, Any]) -> dict[str, Value]:
    found: dict[str, Value] = {word: bout[word] for word in WORDS if bout.get(word) is not None}
    if bout.get("score"):
        found |= {f"score.{side}": value for side, value in zip((A, B), bout["score"], strict=True)}
    for number, game in enumerate(bout.get("games") or (), 1):
        found |= {f"game.{number}.{side}": value for side, value in zip((A, B), game, strict=True)}
    return found


_KEYS: Final = (("opponent", "b"), ("round", "round"), ("group", "group"))
MATCH_NUMBER: Final = Phrase(en="match {id}", zh="第 {id} 场")
RUBBER_NUMBER: Final = Phrase(en="rubber {number}", zh="第 {number} 盘")
GAME_SIDE: Final = Phrase(en="game {number}, side {side}", zh="第 {number} 局 {side} 方")
UNKNOWN_SLOT: Final = Phrase(en="this stage has no slot “{slot}”", zh="这个阶段没有“{slot}”这一格")
DOES_NOT_FIT: Final = Phrase(
    en="{title}: “{value}” cannot stand there and does not count", zh="{title}：不能填“{value}”，未计入"
)
TWICE: Final = Phrase(
    en="match {id} is written down for two different sides; look at both", zh="第 {id} 场记在了两方名下，请核对"
)
