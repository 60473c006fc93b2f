"""Names and numbers taken out of texts and of JSON, whatever else stands there. Knows no table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

ERASED = "已删除"
SHORTEST = 2


@dataclass(frozen=True)
class Words:
    """What goes (`gone`) and longer texts in which it stands by chance (`kept`): 向阳 goes, 向阳小学 stays."""

    pattern: re.Pattern[str] | None
    gone: frozenset[str]

    def clean(self, value: Any) -> Any:
        """The value without them; what does not hold them comes back equal."""
        if isinstance(value, str):
            return self.clean_text(value)
        if isinstance(value, list):
            return [self.clean(each) for each in value]
        if isinstance(value, dict):
            return {key if key.isascii() else self.clean_text(key): self.clean(each) for key, each in value.items()}
        return value

    def clean_text(self, text: str) -> str:
        if self.pattern is None:
            return ERASED if text in self.gone else text
        return self.pattern.sub(lambda found: ERASED if found.group() in self.gone else found.group(), text)


def words_for(gone: Iterable[str], *, kept: Iterable[str] = ()) -> Words:
    """A single character is taken out only where it is the whole text; Latin names only as whole words."""
    wanted = frozenset(text for text in gone if text and text != ERASED)
    long = [text for text in wanted if len(text) >= SHORTEST]
    around = [text for text in set(kept) if text not in wanted and any(name in text for name in long)]
    if not long:
        return Words(None, wanted)
    parts = sorted([*long, *around], key=lambda text: (-len(text), text))
    return Words(re.compile("|".join(map(_part, parts))), wanted)


def _part(text: str) -> str:
    before = r"(?<![A-Za-z0-9])" if text[0].isascii() and text[0].isalnum() else ""
    after = r"(?![A-Za-z0-9])" if text[-1].isascii() and text[-1].isalnum() else ""
    return f"{before}{re.escape(text)}{after}"
