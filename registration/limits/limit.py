"""What every kind of limit has in common. Pure."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from registration.limits.parameters import Line, Parameter, Units
from registration.limits.roster import FUNCTIONS, TRAITS, Contest, Person, Roster, Team
from unionevents.lib.phrase import Phrase

REFUSE: Final = "refuse"
ASK: Final = "ask"
WARN: Final = "warn"
SEVERITIES: Final = {
    REFUSE: Phrase("the roster cannot be submitted", "不能提交"),
    ASK: Phrase("the unit must confirm it when submitting", "提交时要本单位确认"),
    WARN: Phrase("only a reminder", "只作提醒"),
}
# Subjects under which the set-up page offers the kinds.
GROUPS: Final = {
    "person": Phrase("Each person", "每人"),
    "unit": Phrase("Each unit", "每单位"),
    "team": Phrase("Teams", "队伍"),
    "eligible": Phrase("Who may take part", "参加资格"),
    "places": Phrase("Places and money", "名额与费用"),
    "day": Phrase("Changes and the day itself", "变更与比赛当天"),
}
# What a limit may ask for beyond name, gender, post, health and entries: about people, the unit, the other rosters.
OF_UNIT: Final = frozenset({"size", "partners", "fee"})
OF_OTHERS: Final = frozenset({"others_places", "others_contents", "others_units", "others_entries"})
OF_PERSON: Final = frozenset(
    {"birth_date", "service_since", "kind", "content"}
    | {f"function_{code}" for code in FUNCTIONS}
    | {f"trait_{code}" for code in TRAITS}
)
FACTS: Final = OF_PERSON | OF_UNIT | OF_OTHERS
NOTHING = Phrase("", "")


@dataclass(frozen=True, slots=True)
class Problem:
    """One way in which a roster breaks a limit: whom it concerns, where, and a sentence with the remedy."""

    limit: str
    severity: str
    phrase: Phrase
    person: str | None = None
    contest: str | None = None
    team: str | None = None

    @property
    def refuses(self) -> bool:
        return self.severity == REFUSE

    @property
    def asks(self) -> bool:
        return self.severity == ASK

    @property
    def code(self) -> str:
        """Names the problem to a form that confirms it."""
        return ":".join((self.limit, self.person or "", self.contest or "", self.team or ""))


@dataclass(frozen=True, slots=True)
class Example:
    """A roster that keeps the limit and one that breaks it, with the people (or None) it is broken by."""

    settings: Mapping[str, object]
    kept: Roster
    broken: Roster
    by: frozenset[str | None]


class Limit(ABC):
    """One condition of registration, with its settings; a kind is a class in a file of its own in `kinds/`."""

    code: ClassVar[str]
    group: ClassVar[str]
    title: ClassVar[Phrase]
    sentence: ClassVar[Phrase]
    """The sentence with a gap for each parameter, for the form; `says` is the finished one."""
    parameters: ClassVar[tuple[Parameter, ...]] = ()
    usual: ClassVar[Mapping[str, object]] = {}
    """The settings that a newly added limit starts with."""
    usual_severity: ClassVar[str] = REFUSE
    common: ClassVar[tuple[Parameter, ...]] = (
        Units("units", Phrase("only for these units", "只适用于这些单位")),
        Line("note", Phrase("in your own words", "补充说明")),
    )

    def __init__(self, settings: Mapping[str, object], *, severity: str = REFUSE) -> None:
        self.settings = dict(settings)
        self.severity = severity

    @classmethod
    @abstractmethod
    def example(cls) -> Example:
        """Worked by hand; the tests hold the class to it."""

    @abstractmethod
    def states(self, contests: Sequence[Contest]) -> Phrase:
        """What the limit demands, in one sentence."""

    @abstractmethod
    def breaks(self, roster: Roster) -> Iterator[Problem]:
        """Every way in which a roster that it concerns breaks it."""

    def says(self, contests: Sequence[Contest]) -> Phrase:
        """The limit as organiser and units read it: what it demands, of which units, and the organiser's own words."""
        said = self.states(contests)
        if self.units:
            named = listed([Phrase(unit, unit) for unit in self.units])
            said = ONLY_UNITS.fill(says=said, units=named)
        return NOTED.fill(says=said, note=self.text("note")) if self.text("note") else said

    def check(self, roster: Roster) -> Iterator[Problem]:
        """Every way in which the roster breaks it; nothing where the limit is for other units."""
        return self.breaks(roster) if self.concerns(roster) else iter(())

    def concerns(self, roster: Roster) -> bool:
        """The limit is for this unit."""
        return not self.units or roster.unit in self.units

    def overall(self, rosters: Sequence[Roster]) -> Iterator[Problem]:
        """What the organiser should see when all rosters are held together."""
        return iter(())

    def unranked(self, roster: Roster) -> set[tuple[str, str]]:
        """Who takes part without being ranked: person and contest."""
        return set()

    def needs(self) -> frozenset[str]:
        """The facts that a roster has to give for this limit, and that are not asked for without it."""
        return frozenset()

    def contradictions(self) -> Iterator[Phrase]:
        """What is wrong with the settings themselves, seen together."""
        return iter(())

    def questions(self, contests: Sequence[Contest]) -> Iterator[Phrase]:
        """What an organiser should decide before rosters come in; never a refusal."""
        known = {contest.code for contest in contests}
        known |= {f"{contest.code}/{division.code}" for contest in contests for division in contest.divisions}
        if unknown := [code for code in self.named_contests if code not in known]:
            yield GONE.fill(title=self.title, codes="、".join(unknown))

    @classmethod
    def together(cls, limits: Sequence[Limit], contests: Sequence[Contest]) -> Iterator[Phrase]:
        """What all limits of this kind leave open between them."""
        return iter(())

    @property
    def scope(self) -> tuple[str, ...]:
        """The contests, or divisions of them, that are counted; empty for all."""
        return self.names("contests")

    @property
    def units(self) -> tuple[str, ...]:
        return self.names("units")

    @property
    def named_contests(self) -> tuple[str, ...]:
        return (*self.scope, *self.names("except_contests"))

    def covers(self, contest: str, division: str | None = None) -> bool:
        """The limit is for this contest, and for this division of it."""
        return not self.scope or contest in self.scope or f"{contest}/{division}" in self.scope

    def touches(self, contest: str) -> bool:
        """The limit is for the contest or some of its divisions."""
        return not self.scope or any(code.partition("/")[0] == contest for code in self.scope)

    def teams_of(self, roster: Roster) -> list[Team]:
        """The teams that the limit is for."""
        return [team for team in roster.teams if self.covers(team.contest, team.division)]

    def scope_said(self, contests: Sequence[Contest]) -> Phrase:
        """`（只计托球跑、踢毽子）`, or nothing where all contests count."""
        return SCOPE.fill(titles=self._titles(contests)) if self.scope else NOTHING

    def where(self, contests: Sequence[Contest]) -> Phrase:
        """`托球跑、踢毽子：`, or nothing where all contests count."""
        return WHERE.fill(titles=self._titles(contests)) if self.scope else NOTHING

    def problem(
        self,
        phrase: Phrase,
        *,
        person: Person | None = None,
        contest: str | None = None,
        team: Team | None = None,
        severity: str | None = None,
    ) -> Problem:
        named = team.contest if team else contest
        return Problem(
            self.code,
            severity or self.severity,
            phrase,
            person.key if person else None,
            named,
            team.key if team else None,
        )

    def number(self, key: str) -> int | None:
        value = self.settings.get(key)
        return value if isinstance(value, int) else None

    def text(self, key: str) -> str:
        value = self.settings.get(key)
        return value if isinstance(value, str) else ""

    def says_yes(self, key: str) -> bool:
        return self.settings.get(key) is True

    def names(self, key: str) -> tuple[str, ...]:
        value = self.settings.get(key, ())
        return value if isinstance(value, tuple) else ()

    def _titles(self, contests: Sequence[Contest]) -> Phrase:
        return titles_of(self.scope, contests)


ONLY_UNITS = Phrase("{says} (only {units})", "{says}（仅限{units}）")
NOTED = Phrase("{says} {note}", "{says}{note}")
SCOPE = Phrase(" (counted: {titles})", "（只计{titles}）")
WHERE = Phrase("{titles}: ", "{titles}：")
IN_A_TEAM = Phrase("{contest}, {team}", "“{contest}”{team}")
GONE = Phrase(
    "The limit “{title}” names contests or divisions that do not exist any more: {codes}. Choose again.",
    "“{title}”所指的项目或组别已经不存在：{codes}。请重新选择。",
)


def listed(phrases: Sequence[Phrase]) -> Phrase:
    """`a, b` and `甲、乙`."""
    return Phrase(", ".join(each.en for each in phrases), "、".join(each.zh for each in phrases))


def titles_of(codes: Sequence[str], contests: Sequence[Contest]) -> Phrase:
    """The titles of contests and divisions, in the order of the contests; unknown codes are left out."""
    found = []
    for contest in contests:
        if contest.code in codes:
            found.append(Phrase(contest.title, contest.title))
        found += [
            Phrase(f"{contest.title} {division.title}", _joined(contest.title, division.title))
            for division in contest.divisions
            if f"{contest.code}/{division.code}" in codes
        ]
    return listed(found)


def _joined(contest: str, division: str) -> str:
    """`跳绳女子组`, but `健步走 40 岁以上`."""
    return f"{contest} {division}" if division[:1].isascii() else f"{contest}{division}"


def team_said(team: Team, roster: Roster) -> Phrase:
    """`“接力”第 2 队`."""
    title = next((contest.title for contest in roster.contests if contest.code == team.contest), team.contest)
    return IN_A_TEAM.fill(contest=title, team=team.called)
