"""What a rule across contests is: one key of a case's `awards`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import ClassVar, NamedTuple, TypeAlias

from scoring.rulebook.base.paths import Path
from scoring.rulebook.base.rule import Contradiction, Rule
from scoring.rulebook.base.sentences import Sentence
from scoring.rulebook.rewards.award import Award, Key
from scoring.rulebook.rewards.giving import Giving
from unionevents.lib.phrase import Phrase

Preference: TypeAlias = Callable[[Award], tuple[int, ...]]


class Known(NamedTuple):
    """The names that stand in a case."""

    prizes: Collection[str]
    contests: Collection[str]
    entries: Collection[str]
    people: Collection[str]
    units: Collection[str]
    tags: Collection[str]


class AwardRule(Rule):
    """Holds across contests; `many` rules stand in a list. They are applied by `stage`, then as they stand."""

    many: ClassVar[bool] = False
    stage: ClassVar[int]

    def kept(
        self, won: Sequence[Award], giving: Giving, preference: Preference
    ) -> tuple[list[Award], dict[Key, Sentence]]:
        """Before prizes pass down: the awards that stay, and why the others do not; a smaller preference is better."""
        return list(won), {}

    def apply(self, giving: Giving, path: Path) -> None:
        """Give, take back or report."""

    def unknown(self, known: Known) -> list[Contradiction]:
        """Names in the settings that stand nowhere in the case."""
        return []

    def untagged(self, known: Known) -> list[Contradiction]:
        """Tags that nobody carries (yet): odd, but no reason to refuse."""
        return []


class AwardLine(NamedTuple):
    """One such rule as a case sets it, with its place."""

    rule: AwardRule
    path: Path


def unknown_names(
    settings: Mapping[str, object], key: str, known: Collection[str], template: Phrase
) -> list[Contradiction]:
    """What one key names (a name, or a list of them) that does not exist."""
    named = settings[key]
    if isinstance(named, str):
        return [] if named in known else [((key,), template.fill(name=named))]
    names = named if isinstance(named, list) else []
    return [((key, index), template.fill(name=name)) for index, name in enumerate(names) if name not in known]


def unknown_tags(settings: Mapping[str, object], key: str, known: Known) -> list[Contradiction]:
    """Tags that nobody carries; a plan before anybody has entered cannot be wrong about them."""
    return unknown_names(settings, key, known.tags, NO_TAG) if known.people else []


NO_PRIZE = Phrase(en="there is no prize “{name}”", zh="奖项里没有“{name}”")
NO_CONTEST = Phrase(en="there is no contest “{name}”", zh="项目里没有“{name}”")
NO_ENTRY = Phrase(en="there is no entry “{name}”", zh="没有参赛项“{name}”")
NO_PERSON = Phrase(en="nobody here is “{name}”", zh="名单里没有“{name}”")
NO_UNIT = Phrase(en="there is no unit “{name}”", zh="没有单位“{name}”")
NO_TAG = Phrase(en="nobody carries the tag “{name}”", zh="没有人带“{name}”标记")
