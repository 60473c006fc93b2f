"""What a limit looks at: the people of one roster and the contests they may enter. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from unionevents.lib.phrase import Phrase

GENDERS = {"female": Phrase("women", "女子"), "male": Phrase("men", "男子")}
POSTS = {
    "chair": Phrase("union chair", "工会主席"),
    "cadre": Phrase("union cadre", "工会干部"),
    "member": Phrase("union member", "工会会员"),
}


@dataclass(frozen=True, slots=True)
class Division:
    """A part of a contest; `gender` is empty where everybody may enter."""

    code: str
    title: str
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Contest:
    code: str
    title: str
    starred: bool = False
    divisions: tuple[Division, ...] = ()

    def division(self, code: str | None) -> Division | None:
        return next((division for division in self.divisions if division.code == code), None)


@dataclass(frozen=True, slots=True)
class Person:
    """`key` names the person to the caller; `entries` are contest codes with the code of the division, if any."""

    key: str
    name: str
    gender: str = ""
    post: str = "member"
    healthy: bool = False
    entries: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody who takes part for one unit, in the order of the list, without those who have withdrawn."""

    people: tuple[Person, ...]
    contests: tuple[Contest, ...]

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(contest.code for contest in self.contests)

    def entered(self, contest: str) -> tuple[Person, ...]:
        return tuple(person for person in self.people if contest in person.entries)


def fitting(contest: Contest, gender: str) -> tuple[Division, ...]:
    """The divisions that somebody of this gender may enter; all of them while the gender is not known."""
    return tuple(division for division in contest.divisions if not gender or division.gender in {"", gender})


def settled(contest: Contest, gender: str, chosen: str | None) -> str | None:
    """The division of an entry: the one chosen, else the only one it can be; None where nobody can tell."""
    if contest.division(chosen) is not None:
        return chosen
    possible = fitting(contest, gender)
    if len(possible) == 1:
        return possible[0].code
    return contest.divisions[0].code if len(contest.divisions) == 1 else None
