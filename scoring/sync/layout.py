"""Where results of one entry are written: the game's own slots at the innermost level, absences and faults at each.

time                          a contest without levels
attempts.2.time               the second attempt
members.1.attempts.3.count    the first member's third attempt
attempts.2.absence            no mark in the second attempt
faults.foul                   how often, for the whole entry
attempts.2.faults.foul        how often, in the second attempt
stage.final.time              the same in a stage of the contest; matches: see matchslots.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Final

from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.fields import ABSENCE_SLOT, Field
from scoring.rulebook.marks.game import Game
from scoring.sync.matchslots import MatchLayout
from scoring.sync.operation import Value
from unionevents.lib.phrase import Phrase

FAULTS: Final = "faults"
STAGE_SLOT: Final = re.compile(r"stage\.(?P<stage>[\w-]{1,30})\.(?P<rest>.+)")
FAULT_CODE: Final = re.compile(r"[\w-]{1,30}")
MOST_FAULTS: Final = 10_000
USUALLY: Final = 3
MOST: Final = 1000


@dataclass(frozen=True, slots=True)
class Level:
    """One list of results, such as attempts; `offered` is how many a pad shows, `most` how many there can be.

    `numbered` names one of them: “attempt {number}”. `all_count`: a set number of them, and every one counts.
    """

    code: str
    numbered: Phrase
    offered: int = USUALLY
    most: int = MOST
    all_count: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A slot taken apart: the numbers of the results on the way down, and the word at the end (`time`, `shot.3`)."""

    numbers: tuple[int, ...]
    word: str
    fault: bool = False


@dataclass(frozen=True)
class Layout:
    """The slots of a contest; `faults`: code and name of those that count at each level (None: the whole entry)."""

    game: Game
    levels: tuple[Level, ...] = ()
    faults: Mapping[str | None, Mapping[str, str]] = field(default_factory=dict)
    stages: Mapping[str, Layout | MatchLayout] = field(default_factory=dict)

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """Every slot that a pad offers: result by result, the absence of the whole last."""
        found: list[str] = []
        for depth in range(len(self.levels), -1, -1):
            for numbers in product(*(range(1, level.offered + 1) for level in self.levels[:depth])):
                start = self.prefix(numbers)
                found += [start + word for word in self._words(depth)]
        return tuple(found)

    def _words(self, depth: int) -> Iterator[str]:
        if depth == len(self.levels):
            for each in self.game.fields:
                yield from each.slots
        for fault in self.faults_at(depth):
            yield f"{FAULTS}.{fault}"
        yield ABSENCE_SLOT

    def prefix(self, numbers: tuple[int, ...]) -> str:
        """`members.1.attempts.3.`; nothing for the whole entry."""
        return "".join(f"{level.code}.{number}." for level, number in zip(self.levels, numbers, strict=False))

    def faults_at(self, depth: int) -> Mapping[str, str]:
        """The faults that are counted so deep, code and name."""
        return self.faults.get(self.levels[depth - 1].code if depth else None, {})

    def read(self, slot: str) -> Place | None:
        """The slot taken apart; None when this contest has no such slot."""
        steps = slot.split(".")
        numbers: list[int] = []
        while len(numbers) < len(self.levels) and steps[0] == self.levels[len(numbers)].code and len(steps) > 2:  # noqa: PLR2004  # level, number, and what stands there
            if not _is_number(steps[1]) or int(steps[1]) > self.levels[len(numbers)].most:
                return None
            numbers.append(int(steps[1]))
            steps = steps[2:]
        word, depth = ".".join(steps), len(numbers)
        if word == ABSENCE_SLOT:
            return Place(tuple(numbers), word)
        if steps[0] == FAULTS:
            fault = word.removeprefix(f"{FAULTS}.")
            return Place(tuple(numbers), fault, fault=True) if fault in self.faults_at(depth) else None
        if depth == len(self.levels) and self.field_of(word) is not None:
            return Place(tuple(numbers), word)
        return None

    def field_of(self, word: str) -> Field | None:
        """The game's field that a word belongs to."""
        return next((each for each in self.game.fields if word in each.slots), None)

    def oddity(self, slot: str, value: Value) -> Phrase | None:
        """Why this value cannot count in this contest, or None."""
        stage, rest = stage_of(slot)
        if stage in self.stages:
            return self.stages[stage].oddity(rest, value)
        place = self.read(slot)
        if place is None:
            return UNKNOWN_SLOT.fill(slot=slot)
        if value is None:
            return None
        if place.fault:
            whole = type(value) is int and 0 <= value <= MOST_FAULTS
            return None if whole else NOT_A_NUMBER.fill(title=self.title_of(slot), value=value, most=MOST_FAULTS)
        if place.word == ABSENCE_SLOT:
            known = value in {absence.value for absence in Absence}
            return None if known else NOT_AN_ABSENCE.fill(value=value)
        kept = self.field_of(place.word)
        if kept is None or kept.fits(value):
            return None
        title = self.title_of(slot)
        if kept.kind == "heights":
            return NOT_TRIES.fill(title=title, value=value)
        return OUT_OF_RANGE.fill(title=title, value=value, lowest=kept.lowest, highest=kept.highest)

    def title_of(self, slot: str) -> Phrase:
        """What a slot is called, from the outside in: 队员 1 · 第 3 次 · 用时."""
        stage, rest = stage_of(slot)
        if stage in self.stages:
            return self.stages[stage].title_of(rest)
        place = self.read(slot)
        if place is None:
            return Phrase(en=slot, zh=slot)
        steps = [level.numbered.fill(number=number) for level, number in zip(self.levels, place.numbers, strict=False)]
        kept = self.field_of(place.word)
        if place.fault:
            name = self.faults_at(len(place.numbers)).get(place.word) or place.word
            steps.append(FAULT.fill(name=name))
        elif kept is not None:
            steps.append(kept.slot_title(place.word))
        else:
            steps.append(REASON)
        return Phrase(en=" · ".join(step.en for step in steps), zh=" · ".join(step.zh for step in steps))


def stage_of(slot: str) -> tuple[str, str]:
    """`("final", "time")` of `stage.final.time`; an empty stage for a slot of the whole contest."""
    found = STAGE_SLOT.fullmatch(slot)
    return (found["stage"], found["rest"]) if found else ("", slot)


def is_absence(slot: str) -> bool:
    """Whether a slot holds the reason for a missing result, of the whole entry or of a part."""
    return slot == ABSENCE_SLOT or slot.endswith(f".{ABSENCE_SLOT}")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and not text.startswith("0")


FAULT: Final = Phrase(en="faults: {name}", zh="{name}次数")
REASON: Final = Phrase(en="reason for no mark", zh="缺席或犯规")
NOT_AN_ABSENCE: Final = Phrase(en="“{value}” is not an absence", zh="“{value}”不是缺席原因")
NOT_A_NUMBER: Final = Phrase(
    en="{title}: {value} is not a number from 0 to {most} and does not count",
    zh="{title}：{value} 不是 0 至 {most} 的次数，未计入",
)
NOT_TRIES: Final = Phrase(
    en="{title}: “{value}” is not a row of tries such as xxo, and does not count",
    zh="{title}：“{value}”不是试跳记录（如 xxo），未计入",
)
OUT_OF_RANGE: Final = Phrase(
    en="{title}: {value} is outside {lowest} to {highest} and does not count",
    zh="{title}：{value} 超出 {lowest} 至 {highest}，未计入",
)
UNKNOWN_SLOT: Final = Phrase(en="this game has no slot “{slot}”", zh="这个项目没有“{slot}”这一格")
