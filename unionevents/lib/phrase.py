"""A sentence in both languages of the product, kept beside the rule that says it.

Pure code (rule book, limits, states) cannot ask Django for translations, and a new
rule has to be one file: so its words travel with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """English and simplified Chinese of one sentence; `{name}` marks a value to fill in."""

    en: str
    zh: str

    def fill(self, **values: object) -> Phrase:
        """The same phrase with its values put in; a value that is a Phrase is said in each language."""
        if not any(type(value) is Phrase for value in values.values()):  # by far the commonest case, and half the work
            return Phrase(en=self.en.format_map(values), zh=self.zh.format_map(values))
        return Phrase(
            en=self.en.format_map(_in_language(values, "en")),
            zh=self.zh.format_map(_in_language(values, "zh")),
        )

    def said(self, language: str) -> str:
        """The text for a language code such as `zh-hans` or `en`; Chinese unless English is asked for."""
        return self.en if language.lower().startswith("en") else self.zh

    def as_json(self) -> dict[str, str]:
        """`{"zh": ..., "en": ...}`, as it stands in outcomes and files."""
        return {"zh": self.zh, "en": self.en}

    def __str__(self) -> str:
        return self.zh


def _in_language(values: Mapping[str, object], language: str) -> dict[str, object]:
    return {name: value.said(language) if isinstance(value, Phrase) else value for name, value in values.items()}
