"""A reason or a complaint as data and as one sentence in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from unionevents.lib.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Sentence:
    """The code of what is said, the values it is about, and its words."""

    rule: str
    values: Mapping[str, Any]
    phrase: Phrase

    @classmethod
    def of(cls, rule: str, template: Phrase, /, **values: Any) -> Sentence:
        """A sentence whose words are the template filled with these very values."""
        return cls(rule, {name: _plain(value) for name, value in values.items()}, template.fill(**values))

    def as_json(self) -> dict[str, Any]:
        """The SENTENCE of the outcome contract."""
        return {"rule": self.rule, "values": dict(self.values), "zh": self.phrase.zh, "en": self.phrase.en}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong or odd in a case, with the JSON path of its place."""

    path: str
    sentence: Sentence

    def as_json(self) -> dict[str, Any]:
        """A SENTENCE that also names its place."""
        return {"path": self.path, **self.sentence.as_json()}

    def __str__(self) -> str:
        return f"{self.path}: {self.sentence.phrase.en} / {self.sentence.phrase.zh}"


class CaseProblems(ValueError):
    """Raised with every problem found, when a case cannot be read."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def joined(phrases: Sequence[Phrase], *, en: str = "; ", zh: str = "；") -> Phrase:
    """Several phrases as one, with each language's own separator."""
    return Phrase(en=en.join(phrase.en for phrase in phrases), zh=zh.join(phrase.zh for phrase in phrases))


def _plain(value: Any) -> Any:
    return value.as_json() if isinstance(value, Phrase) else value
