"""Where the results of a contest are written, from its scoresheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from scoring.models import Scoresheet
from scoring.rulebook import GAMES
from scoring.rulebook.aggregation import LEVELS
from scoring.sync.layout import MOST, USUALLY, Layout, Level

TITLES = {level.code: level.title for level in LEVELS}


def layout_of(sheet: Scoresheet) -> Layout:
    """Levels from the aggregations; faults from the rules that read them."""
    levels = tuple(
        Level(line["over"], TITLES[line["over"]], line.get("count") or USUALLY, line.get("count") or MOST)
        for line in sheet.aggregation
    )
    faults: dict[str | None, dict[str, str]] = defaultdict(dict)
    for line in [*sheet.adjustments, *chain_lines(sheet.tie_breaks)]:
        if isinstance(code := line.get("fault"), str) and code:
            known = faults[line.get("at")]
            known[code] = line.get("name") or known.get(code, "")
    return Layout(GAMES[sheet.game](sheet.settings), levels, faults)


def chain_lines(tie_breaks: Any) -> list[Mapping[str, Any]]:
    """Every line of a chain, also of one for two and another for more."""
    if isinstance(tie_breaks, Mapping):
        return [*tie_breaks.get("two", ()), *tie_breaks.get("more", ())]
    return list(tie_breaks or ())
