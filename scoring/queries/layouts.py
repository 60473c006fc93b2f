"""Where the results of a contest are written, from its scoresheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scoring.models import Scoresheet
from scoring.rulebook import GAMES
from scoring.rulebook.aggregation import LEVELS
from scoring.rulebook.game import Game
from scoring.rulebook.match import MatchGame
from scoring.sync.layout import MOST, USUALLY, Layout, Level
from scoring.sync.matchslots import MatchLayout

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
    game = GAMES[sheet.game](sheet.settings)
    stages = {line["code"]: _stage_layout(game, line, levels, faults) for line in stage_lines(sheet.stages)}
    return Layout(game, levels, faults, stages)


def stage_lines(lines: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Every stage that is played, also those of a format that depends on the number of entries."""
    for line in lines:
        if "choices" in line:
            for choice in line["choices"]:
                yield from stage_lines(choice["stages"])
        else:
            yield line


def _stage_layout(game: Game, line: Mapping[str, Any], levels: Any, faults: Any) -> Layout | MatchLayout:
    changes = line.get("settings") or {}
    if isinstance(game, MatchGame):
        return MatchLayout(game.changed(changes) if changes else game)
    return Layout(type(game)({**game.settings, **changes}), levels, faults)


def chain_lines(tie_breaks: Any) -> list[Mapping[str, Any]]:
    """Every line of a chain, also of one for two and another for more."""
    if isinstance(tie_breaks, Mapping):
        return [*tie_breaks.get("two", ()), *tie_breaks.get("more", ())]
    return list(tie_breaks or ())
