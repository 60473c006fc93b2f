"""What single cells say: days, ticks, words from lists, numbers of teams. What cannot be read raises Misread."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from registration.limits import Contest, fitting
from registration.workbooks.columns import needs_choice
from registration.workbooks.words import CAPTAIN_WORDS, MEMBER_WORDS, NO, RESERVE_WORDS, YES, plain
from unionevents.lib.sheetfiles.xlsx import day_of
from unionevents.lib.upload import shortened

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 1, 1)
MOST_TEAMS = 99
LAST_POSITION = 12
_DAY = re.compile(r"(\d{4})[-./年 ]{1,2}(\d{1,2})[-./月 ]{1,2}(\d{1,2})日?(?: \d{1,2}:\d{2}(?::\d{2})?)?")
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{4,5}")
_NUMBER = re.compile(r"\d{1,3}")
CAPTAIN, RESERVE = "captain", "reserve"


class Misread(Exception):
    """The cell says nothing that can be understood; the sentence says what to write."""


def half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def day_in(text: str) -> date | None:
    """2024-03-05, 2024.3.5, 2024/3/5, 2024年3月5日, 20240305, and the number that Excel keeps for a day."""
    given = half_width(text)
    if not given:
        return None
    if _SERIAL.fullmatch(given) and int(given) > 9999:  # noqa: PLR2004  # four digits are a year
        given = str(day_of(int(given)))
    found = _DAY.fullmatch(given) or _EIGHT.fullmatch(given)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None or not EARLIEST <= day < LATEST:
        said = _("“{text}” is no complete date. Write year, month and day: 1986-05-01.")
        raise Misread(said.format(text=shortened(text)))
    return day


def yes_or_no(text: str) -> bool:
    if plain(text) in YES or plain(text) in NO:
        return plain(text) in YES
    said = _("“{text}” is neither yes nor no. Choose from the list, or leave the cell empty.")
    raise Misread(said.format(text=shortened(text)))


def word_in(text: str, known: Mapping[str, str], offered: Sequence[str]) -> str:
    """The code that a word stands for."""
    if found := known.get(plain(text)):
        return found
    said = _("“{text}” is not one of: {offered}. Choose from the list.")
    raise Misread(said.format(text=shortened(text), offered="、".join(offered)))


def entry_in(text: str, contest: Contest, gender: str) -> tuple[bool, str | None]:
    """Entered or not, and in which division, where the cell names one."""
    if division := next((each for each in contest.divisions if plain(each.title) == plain(text)), None):
        return True, division.code
    if not contest.divisions or not needs_choice(contest):
        return yes_or_no(text), None
    if plain(text) in NO:
        return False, None
    offered = "、".join(each.title for each in fitting(contest, gender))
    said = _("“{text}” is no division of {contest}. Write one of: {offered}.")
    raise Misread(said.format(text=shortened(text), contest=contest.title, offered=offered))


def division_in(text: str, contest: Contest) -> str | None:
    """The division of a team; None where the cell is empty, which leaves it as it is."""
    if not text:
        return None
    known = {plain(division.title): division.code for division in contest.divisions}
    return word_in(text, known, [division.title for division in contest.divisions])


def line_in(text: str, longest: int) -> str:
    if len(text) > longest:
        said = _("The text has {n} characters; at most {most} fit. Shorten it.")
        raise Misread(said.format(n=len(text) if len(text) < 1000 else "1000+", most=longest))  # noqa: PLR2004  # read so far
    return text


def teams_in(text: str) -> tuple[int, ...]:
    """The numbers of the teams somebody is in: `1`, `2队`, `1、2`, or a tick for the first."""
    given = half_width(text)
    if plain(text) in NO:
        return ()
    if plain(text) in YES - {"1"}:
        return (1,)
    rest = re.sub(r"[第队組组teamno.#\s]", "", _NUMBER.sub("", given.lower()))
    numbers = sorted({int(number) for number in _NUMBER.findall(given)})
    if rest.strip("、,，;；/和&") or not numbers or numbers[0] < 1 or numbers[-1] > MOST_TEAMS:
        said = _("“{text}” is no number of a team. Write 1 for the first team, 2 for the second.")
        raise Misread(said.format(text=shortened(text)))
    return tuple(numbers)


def positions_in(text: str) -> tuple[int, ...]:
    given = half_width(text)
    numbers = sorted({int(number) for number in _NUMBER.findall(given)})
    rest = re.sub(r"[第棒位台号\s]", "", _NUMBER.sub("", given)).strip("、,，;；/和&.")
    if rest or (given and not numbers) or (numbers and not 0 < numbers[0] <= numbers[-1] <= LAST_POSITION):
        said = _("“{text}” is no position. Write its number: 1, or 1、3 for two.")
        raise Misread(said.format(text=shortened(text)))
    return tuple(numbers)


def part_in(text: str) -> frozenset[str]:
    """Captain, substitute, both or neither."""
    given = plain(text)
    found = {CAPTAIN} if any(word in given for word in CAPTAIN_WORDS) else set()
    found |= {RESERVE} if any(word in given for word in RESERVE_WORDS) else set()
    if found or given in MEMBER_WORDS:
        return frozenset(found)
    said = _("“{text}” is no part in a team. Write captain, member or substitute, or leave the cell empty.")
    raise Misread(said.format(text=shortened(text)))


@dataclass(frozen=True, slots=True)
class TeamCell:
    """Somebody's place in the teams of a contest; None where the sheet says nothing, which leaves it as it is.

    Whoever is in several teams says the rest about the first of them.
    """

    numbers: tuple[int, ...] = ()
    name: str | None = None
    division: str | None = None
    content: str | None = None
    positions: tuple[int, ...] | None = None
    part: frozenset[str] | None = None
