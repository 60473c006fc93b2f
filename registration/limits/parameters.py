"""The parameters of a limit: what may stand in the configuration, and how it is read without guessing. Pure."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from unionevents.lib.phrase import Phrase

NOT_A_NUMBER = Phrase("must be a whole number from {low} to {high}", "必须是 {low} 到 {high} 之间的整数")
NOT_OFFERED = Phrase("must be one of {offered}", "只能是以下之一：{offered}")
NOT_CODES = Phrase("must be a list of contest codes, each once", "必须是项目代码的列表，每个只写一次")


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

    @abstractmethod
    def read(self, value: object) -> object:
        """The value as the limit uses it; NotAllowed for anything else."""


@dataclass(frozen=True, slots=True)
class Number(Parameter):
    low: int = 0
    high: int = 999

    def read(self, value: object) -> int:
        # bool is an int to Python, and no number to a person
        if isinstance(value, bool) or not isinstance(value, int) or not self.low <= value <= self.high:
            raise NotAllowed(NOT_A_NUMBER.fill(low=self.low, high=self.high))
        return value


@dataclass(frozen=True, slots=True)
class Choice(Parameter):
    options: tuple[tuple[str, Phrase], ...] = ()

    def read(self, value: object) -> str:
        if not isinstance(value, str) or value not in dict(self.options):
            raise NotAllowed(NOT_OFFERED.fill(offered=", ".join(code for code, _title in self.options)))
        return value


@dataclass(frozen=True, slots=True)
class Contests(Parameter):
    """Which contests a limit counts; left out, it counts all of them."""

    def read(self, value: object) -> tuple[str, ...]:
        if (
            not isinstance(value, Sequence)
            or isinstance(value, str)
            or not value
            or not all(isinstance(code, str) and code for code in value)
            or len(set(value)) != len(value)
        ):
            raise NotAllowed(NOT_CODES)
        return tuple(value)
