"""The parameters of a limit: what may stand in the configuration, and how it is read without guessing. Pure."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from unionevents.lib.money import NotAnAmount, parse_yuan
from unionevents.lib.phrase import Phrase

NOT_A_NUMBER = Phrase("must be a whole number from {low} to {high}", "必须是 {low} 到 {high} 之间的整数")
NOT_MONEY = Phrase("must be an amount of money", "必须是金额")
NOT_OFFERED = Phrase("must be one of {offered}", "只能是以下之一：{offered}")
NOT_CODES = Phrase("must be a list of contest codes, each once", "必须是项目代码的列表，每个只写一次")
NOT_NAMES = Phrase("must be a list of names, each once", "必须是名称的列表，每个只写一次")
NOT_YES_OR_NO = Phrase("must be yes or no", "必须是“是”或“否”")
NOT_A_DAY = Phrase("must be a day such as 2026-09-23", "必须是日期，例如 2026-09-23")
NOT_A_LINE = Phrase("must be one line of at most {high} characters", "必须是一行文字，最多 {high} 个字")
NOT_STEPS = Phrase(
    "must be steps of rising sizes, the last one for everything larger", "人数必须从小到大，最后一档管以上各种人数"
)
NOT_AN_ORDER = Phrase("must be a list of at least one position", "必须至少写出一个位置")
NOT_DECIDED = Phrase("not decided", "未选定")

LONGEST_LINE = 200
LONGEST_UNIT = 80
MOST_STEPS = 6
MOST_POSITIONS = 12
MOST_DIGITS = 6
# What a form sends for a name: every value under it, in order.
Sent = Callable[[str], Sequence[str]]


class NotAllowed(ValueError):
    """The value cannot stand there; `phrase` says what could."""

    def __init__(self, phrase: Phrase) -> None:
        self.phrase = phrase
        super().__init__(phrase.en)


@dataclass(frozen=True, slots=True)
class Parameter(ABC):
    """One part of a limit's sentence that can be changed."""

    key: str
    label: Phrase
    required: bool = False
    widget: ClassVar[str] = ""
    """How the set-up page draws it."""

    @abstractmethod
    def read(self, value: object) -> object:
        """The value as the limit uses it; NotAllowed for anything else."""

    def write(self, value: Any) -> Any:
        """The value as JSON; reading it gives the same."""
        return value

    def typed(self, name: str, sent: Sent) -> Any:
        """What a form sent, in the configuration's form; text that is none of it stays text, to be refused."""
        return _first(sent(name)) or None


@dataclass(frozen=True, slots=True)
class Number(Parameter):
    low: int = 0
    high: int = 999
    widget: ClassVar[str] = "number"

    def read(self, value: object) -> int:
        # bool is an int to Python, and no number to a person
        if isinstance(value, bool) or not isinstance(value, int) or not self.low <= value <= self.high:
            raise NotAllowed(NOT_A_NUMBER.fill(low=self.low, high=self.high))
        return value

    def typed(self, name: str, sent: Sent) -> int | str | None:
        return _number(_first(sent(name)))


@dataclass(frozen=True, slots=True)
class Money(Parameter):
    """Whole fen in the configuration, yuan on the page."""

    widget: ClassVar[str] = "money"
    high: ClassVar[int] = 100_000_000

    def read(self, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= self.high:
            raise NotAllowed(NOT_MONEY)
        return value

    def typed(self, name: str, sent: Sent) -> int | str | None:
        text = _first(sent(name))
        try:
            return parse_yuan(text) if text else None
        except NotAnAmount:
            return text


@dataclass(frozen=True, slots=True)
class Choice(Parameter):
    options: tuple[tuple[str, Phrase], ...] = ()
    unset: Phrase = NOT_DECIDED
    """What it means where nothing is chosen."""
    widget: ClassVar[str] = "choice"

    def read(self, value: object) -> str:
        if not isinstance(value, str) or value not in dict(self.options):
            raise NotAllowed(NOT_OFFERED.fill(offered=", ".join(code for code, _title in self.options)))
        return value


@dataclass(frozen=True, slots=True)
class YesNo(Parameter):
    """Left out it is no."""

    widget: ClassVar[str] = "yes_no"

    def read(self, value: object) -> bool:
        if not isinstance(value, bool):
            raise NotAllowed(NOT_YES_OR_NO)
        return value

    def typed(self, name: str, sent: Sent) -> bool | None:
        return True if _first(sent(name)) else None


@dataclass(frozen=True, slots=True)
class Day(Parameter):
    widget: ClassVar[str] = "day"

    def read(self, value: object) -> date:
        try:
            found = date.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            found = None
        if found is None or found.isoformat() != value:
            raise NotAllowed(NOT_A_DAY)
        return found

    def write(self, value: Any) -> str:
        return str(value.isoformat())


@dataclass(frozen=True, slots=True)
class Line(Parameter):
    """A line of free text."""

    widget: ClassVar[str] = "line"

    def read(self, value: object) -> str:
        if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_LINE or not value.isprintable():
            raise NotAllowed(NOT_A_LINE.fill(high=LONGEST_LINE))
        return value


@dataclass(frozen=True, slots=True)
class Names(Parameter):
    """A list of names, each once; left out it means all."""

    widget: ClassVar[str] = "names"
    refused: ClassVar[Phrase] = NOT_NAMES

    def read(self, value: object) -> tuple[str, ...]:
        if (
            not isinstance(value, Sequence)
            or isinstance(value, str)
            or not value
            or not all(isinstance(name, str) and self._sound(name) for name in value)
            or len(set(value)) != len(value)
        ):
            raise NotAllowed(self.refused)
        return tuple(value)

    def write(self, value: Any) -> list[str]:
        return list(value)

    def typed(self, name: str, sent: Sent) -> list[str] | None:
        return list(dict.fromkeys(text for text in sent(name) if text)) or None

    def _sound(self, name: str) -> bool:
        return 0 < len(name) <= LONGEST_UNIT and name.isprintable()


@dataclass(frozen=True, slots=True)
class Contests(Names):
    """Which contests a limit counts, or which divisions of them: `rope`, `walk/over-40`."""

    widget: ClassVar[str] = "contests"
    refused: ClassVar[Phrase] = NOT_CODES


@dataclass(frozen=True, slots=True)
class Units(Names):
    """Units by their names, which an activity file knows too."""

    widget: ClassVar[str] = "units"


@dataclass(frozen=True, slots=True)
class Steps(Parameter):
    """A number for each size of unit: up to 50 members 2, up to 100 members 3, larger 4."""

    high: int = 999
    widget: ClassVar[str] = "steps"

    def read(self, value: object) -> tuple[tuple[int | None, int], ...]:
        rows = list(value) if isinstance(value, Sequence) and not isinstance(value, str) else []
        if not 0 < len(rows) <= MOST_STEPS or not all(_is_step(row) for row in rows):
            raise NotAllowed(NOT_STEPS)
        sizes, number = [row["up_to"] for row in rows], Number("n", self.label, high=self.high)
        if None in sizes[:-1] or sizes[-1] is not None or sizes[:-1] != sorted(set(sizes[:-1])):
            raise NotAllowed(NOT_STEPS)
        for size in sizes[:-1]:
            Number("up_to", self.label, low=1, high=999_999).read(size)
        return tuple((row["up_to"], number.read(row["n"])) for row in rows)

    def write(self, value: Any) -> list[dict[str, int | None]]:
        return [{"up_to": up_to, "n": n} for up_to, n in value]

    def typed(self, name: str, sent: Sent) -> list[dict[str, Any]] | None:
        """Empty rows mean nothing; a row without a size is the one for everything larger."""
        pairs = zip(sent(f"{name}-up_to"), sent(f"{name}-n"), strict=False)
        rows = [{"up_to": _number(up_to.strip()), "n": _number(n.strip())} for up_to, n in pairs if (up_to + n).strip()]
        return rows[:MOST_STEPS] or None


@dataclass(frozen=True, slots=True)
class Order(Parameter):
    """What each position asks for, from the first to the last."""

    options: tuple[tuple[str, Phrase], ...] = ()
    widget: ClassVar[str] = "order"

    def read(self, value: object) -> tuple[str, ...]:
        rows = list(value) if isinstance(value, Sequence) and not isinstance(value, str) else []
        if not 0 < len(rows) <= MOST_POSITIONS:
            raise NotAllowed(NOT_AN_ORDER)
        choice = Choice(self.key, self.label, options=self.options)
        return tuple(choice.read(row) for row in rows)

    def write(self, value: Any) -> list[str]:
        return list(value)

    def typed(self, name: str, sent: Sent) -> list[str] | None:
        return [text for text in sent(name) if text][:MOST_POSITIONS] or None


def settings_of(parameters: Sequence[Parameter], given: Mapping[str, Any]) -> dict[str, object]:
    """The readable values of a configuration; `no` is the same as nothing said."""
    read = ((each.key, each.read(given[each.key])) for each in parameters if given.get(each.key) is not None)
    return {key: value for key, value in read if value is not False}


def wrongs_of(parameters: Sequence[Parameter], given: Mapping[str, Any]) -> Iterator[tuple[str, Phrase]]:
    """The keys whose values cannot stand, with the reason."""
    for parameter in parameters:
        value = given.get(parameter.key)
        if value is None:
            if parameter.required:
                yield parameter.key, IS_MISSING
            continue
        try:
            parameter.read(value)
        except NotAllowed as problem:
            yield parameter.key, problem.phrase


IS_MISSING = Phrase("must be given", "必须填写")


def _is_step(row: object) -> bool:
    return isinstance(row, Mapping) and set(row) == {"up_to", "n"}


def _first(values: Sequence[str]) -> str:
    return values[0].strip() if values else ""


def _number(text: str) -> int | str | None:
    """Figures as a number; anything else stays as typed, so that the person finds it again."""
    if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS:
        return int(text)
    return text or None
