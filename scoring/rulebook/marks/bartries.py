"""The tries at one bar, written as on every result sheet: `o`, `xo`, `xxx`, `x-`, `xr`."""

from __future__ import annotations

import re
from typing import Any, Final

from scoring.rulebook.base.paths import Path, complain
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.base.shapes import BAD, Shape
from scoring.rulebook.base.shapewords import NOT_TEXT, kind_of, said
from unionevents.lib.phrase import Phrase

CLEARED: Final = "o"
FAILED: Final = "x"
PASSED: Final = "-"
LONGEST: Final = 10
RETIRED: Final = "r"
_WRITTEN: Final = re.compile(r"x*[o\-r]?")


def is_tries(text: str) -> bool:
    """Whether this is how tries at a bar are written, however many there may be."""
    return 0 < len(text) <= LONGEST and _WRITTEN.fullmatch(text) is not None


class BarTries(Shape):
    """Failures `x`, then at most one `o` (cleared), `-` (passed from there on) or `r` (retired)."""

    def __init__(self, tries: int) -> None:
        self.tries = tries

    def read(self, value: object, path: Path, problems: list[Problem]) -> Any:
        if type(value) is not str:
            complain(problems, path, "not_text", NOT_TEXT, found=kind_of(value))
            return BAD
        if is_tries(value) and len(value.rstrip(PASSED + RETIRED)) <= self.tries:
            return value
        complain(problems, path, "not_bar_tries", NOT_BAR_TRIES, value=said(value), tries=self.tries)
        return BAD

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": rf"^(x{{0,{self.tries - 1}}}[or-]|x{{1,{self.tries}}}[r-]?)$"}


NOT_BAR_TRIES: Final = Phrase(
    en="“{value}” is not a row of tries at one bar: up to {tries} of x (failed), ending in o (cleared), - (passed) or "
    "r (retired); null for a bar not jumped",
    zh="“{value}”不是一个高度上的试跳记录：x 失败、o 成功、- 免跳、r 退出，最多 {tries} 次，如 xxo、x-；"
    "没跳的高度填 null",
)
