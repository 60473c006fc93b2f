"""What every kind of limit has in common. Pure."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from registration.limits.parameters import Number, Parameter
from registration.limits.roster import Contest, Person, Roster
from unionevents.lib.phrase import Phrase

REFUSE: Final = "refuse"
WARN: Final = "warn"
SEVERITIES: Final = {
    REFUSE: Phrase("the roster cannot be submitted", "不能提交"),
    WARN: Phrase("only a reminder", "只作提醒"),
}
LEAST_AND_MOST = Phrase("“at least” is more than “at most”", "“至少”比“最多”还大")
NEITHER = Phrase("say at least, at most, or both", "“至少”和“最多”要写一个")


@dataclass(frozen=True, slots=True)
class Problem:
    """One way in which a roster breaks a limit: whom it concerns, where, and a sentence with the remedy."""

    limit: str
    severity: str
    phrase: Phrase
    person: str | None = None
    contest: str | None = None

    @property
    def refuses(self) -> bool:
        return self.severity == REFUSE


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
    title: ClassVar[Phrase]
    sentence: ClassVar[Phrase]
    """The sentence with a gap for each parameter, for the form; `says` is the finished one."""
    parameters: ClassVar[tuple[Parameter, ...]] = ()
    usual: ClassVar[Mapping[str, object]] = {}
    """The settings that a newly added limit starts with."""

    def __init__(self, settings: Mapping[str, object], *, severity: str = REFUSE) -> None:
        self.settings = dict(settings)
        self.severity = severity

    @classmethod
    @abstractmethod
    def example(cls) -> Example:
        """Worked by hand; the tests hold the class to it."""

    @abstractmethod
    def says(self, contests: Sequence[Contest]) -> Phrase:
        """The limit in one sentence, as organiser and units read it."""

    @abstractmethod
    def check(self, roster: Roster) -> Iterator[Problem]:
        """Every way in which the roster breaks it."""

    def contradictions(self) -> Iterator[Phrase]:
        """What is wrong with the settings themselves, seen together."""
        bounds = [parameter for parameter in self.parameters if isinstance(parameter, Number)]
        if bounds and self.least is None and self.most is None:
            yield NEITHER
        if self.least is not None and self.most is not None and self.least > self.most:
            yield LEAST_AND_MOST

    def questions(self, contests: Sequence[Contest]) -> Iterator[Phrase]:
        """What an organiser should decide before rosters come in; never a refusal."""
        known = {contest.code for contest in contests}
        if unknown := [code for code in self.scope if code not in known]:
            yield Phrase(
                "The limit “{title}” names contests that do not exist any more: {codes}. Choose again.",
                "“{title}”所指的项目已经不存在：{codes}。请重新选择。",
            ).fill(title=self.title, codes="、".join(unknown))

    @property
    def least(self) -> int | None:
        return self._number("at_least")

    @property
    def most(self) -> int | None:
        return self._number("at_most")

    @property
    def scope(self) -> tuple[str, ...]:
        """The contests that are counted; empty for all."""
        value = self.settings.get("contests", ())
        return value if isinstance(value, tuple) else ()

    def counts(self, contest: str) -> bool:
        return not self.scope or contest in self.scope

    def scope_said(self, contests: Sequence[Contest]) -> Phrase:
        """`（只计托球跑、踢毽子）`, or nothing where all contests count."""
        titles = [contest.title for contest in contests if contest.code in self.scope]
        if not self.scope:
            return Phrase("", "")
        return Phrase(" (counted: {titles})", "（只计{titles}）").fill(
            titles=Phrase(", ".join(titles), "、".join(titles))
        )

    def problem(self, phrase: Phrase, *, person: Person | None = None, contest: str | None = None) -> Problem:
        return Problem(self.code, self.severity, phrase, person.key if person else None, contest)

    def _number(self, key: str) -> int | None:
        value = self.settings.get(key)
        return value if isinstance(value, int) else None


AT_LEAST = Number("at_least", Phrase("at least", "至少"), low=1)
AT_MOST = Number("at_most", Phrase("at most", "最多"), low=1)
