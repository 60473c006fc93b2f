"""What a limit looks at: the people and teams of one roster, and the contests they may enter. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from unionevents.lib.phrase import Phrase

GENDERS = {"female": Phrase("women", "女子"), "male": Phrase("men", "男子")}
POSTS = {
    "leader": Phrase("unit leader", "单位领导"),
    "chair": Phrase("union chair", "工会主席"),
    "cadre": Phrase("union cadre", "工会干部"),
    "member": Phrase("union member", "工会会员"),
}
STAFF = "staff"
KINDS_OF_PEOPLE = {
    STAFF: Phrase("staff", "本单位职工"),
    "family": Phrase("family member", "家属"),
    "guest": Phrase("guest", "嘉宾"),
}
FUNCTIONS = {
    "leader": Phrase("team leader", "领队"),
    "coach": Phrase("coach", "教练"),
    "referee": Phrase("referee", "裁判员"),
    "spectator": Phrase("spectator", "观众"),
}
TRAITS = {
    "specialist": Phrase("specialist", "专业人员"),
    "past_winner": Phrase("past winner", "往届获奖者"),
    "recent": Phrase("recent participant", "近年参加过的人员"),
}


@dataclass(frozen=True, slots=True)
class Division:
    """A part of a contest; `gender` is empty where everybody may enter."""

    code: str
    title: str
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Contest:
    """`by_team` is set by the limits: a contest with a team size is one for teams."""

    code: str
    title: str
    starred: bool = False
    divisions: tuple[Division, ...] = ()
    by_team: bool = False

    def division(self, code: str | None) -> Division | None:
        return next((division for division in self.divisions if division.code == code), None)


@dataclass(frozen=True, slots=True)
class Person:
    """`key` names the person to the caller; `entries` are contest codes with the code of the division, if any.

    What only some rules ask for stays empty: dates, kind, functions, traits. `walk_ins` are the entries made on the
    day, `elsewhere` those of the same person on another roster, `contents` what is performed.
    """

    key: str
    name: str
    gender: str = ""
    post: str = "member"
    healthy: bool = False
    entries: Mapping[str, str | None] = field(default_factory=dict)
    birth_date: date | None = None
    service_since: date | None = None
    kind: str = STAFF
    functions: frozenset[str] = frozenset()
    traits: frozenset[str] = frozenset()
    walk_ins: frozenset[str] = frozenset()
    elsewhere: tuple[str, ...] = ()
    contents: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_staff(self) -> bool:
        return self.kind == STAFF


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a team: the places in the order of legs or rubbers, or a named substitute."""

    person: str
    positions: tuple[int, ...] = ()
    reserve: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    """One team of the unit in one contest, in the order in which its people were tapped in."""

    key: str
    contest: str
    number: int = 1
    name: str = ""
    division: str | None = None
    members: tuple[Member, ...] = ()
    content: str = ""

    @property
    def called(self) -> Phrase:
        return Phrase(self.name, self.name) if self.name else Phrase("team {n}", "第 {n} 队").fill(n=self.number)

    @property
    def starters(self) -> tuple[Member, ...]:
        return tuple(member for member in self.members if not member.reserve)


@dataclass(frozen=True, slots=True)
class Partner:
    """Another unit with which this one enters together, and how many members it has."""

    unit: str
    members: int | None = None


@dataclass(frozen=True, slots=True)
class Others:
    """What was handed in by others: places taken in each contest, contents, and units with a roster of their own."""

    taken: Mapping[str, int] = field(default_factory=dict)
    contents: frozenset[tuple[str, str]] = frozenset()
    units: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()
    """Contests in which somebody who has handed in waits for a place."""


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody who takes part for one unit, in the order of the list, without those who have withdrawn.

    `size` is how many members the unit has, `fee_paid` what it paid in fen, `first_day` when the activity begins.
    """

    people: tuple[Person, ...]
    contests: tuple[Contest, ...]
    teams: tuple[Team, ...] = ()
    unit: str = ""
    size: int | None = None
    partners: tuple[Partner, ...] = ()
    fee_paid: int | None = None
    first_day: date | None = None
    others: Others = field(default_factory=Others)

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(contest.code for contest in self.contests)

    @property
    def staff(self) -> tuple[Person, ...]:
        """Whoever is counted as the unit's own; family members and guests are counted apart."""
        return tuple(person for person in self.people if person.is_staff)

    def entered(self, contest: str) -> tuple[Person, ...]:
        return tuple(person for person in self.people if contest in person.entries)

    def person(self, key: str) -> Person | None:
        return next((person for person in self.people if person.key == key), None)

    def people_of(self, team: Team, *, on_field: bool = False) -> tuple[Person, ...]:
        """A team's people, or those of them who are no substitutes."""
        by_key = {person.key: person for person in self.people}
        members = team.starters if on_field else team.members
        return tuple(by_key[member.person] for member in members if member.person in by_key)

    def starts_of(self, person: Person) -> tuple[tuple[str, str | None], ...]:
        """Every contest a person is in, alone or in a team, with the division."""
        in_teams = {
            (team.contest, team.division)
            for team in self.teams
            if any(member.person == person.key for member in team.members)
        }
        return (*person.entries.items(), *sorted(in_teams, key=str))


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
