"""What a scoresheet says: the configuration of its contest, and where results are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scoring.models import Scoresheet
from scoring.rulebook import GAMES
from scoring.rulebook.aggregations import AGGREGATIONS
from scoring.rulebook.formats.knockout import Knockout
from scoring.rulebook.marks.aggregation import ONE_OF
from scoring.rulebook.marks.game import Game
from scoring.rulebook.matches.match import MatchGame
from scoring.rulebook.playing.knockoutlegs import SCORES, Legs
from scoring.sync.layout import MOST, USUALLY, Layout, Level
from scoring.sync.matchslots import MatchLayout

# Levels of which one person or team goes through a set number, one after the other.
TURN_BY_TURN = frozenset({"attempts", "rounds", "legs", "parts"})
WHERE_SET = ("aggregation", "adjustments", "stages", "rankings")


def configuration_of(sheet: Scoresheet) -> dict[str, Any]:
    """How the contest is scored and ranked; what is not set is left out."""
    also = {key: value for key in WHERE_SET if (value := getattr(sheet, key))}
    return {
        "game": sheet.game,
        "settings": sheet.settings,
        **also,
        "tie_breaks": sheet.tie_breaks,
        "undecided": sheet.undecided,
    }


def layout_of(sheet: Scoresheet) -> Layout:
    """Levels from the aggregations; faults from the rules that read them."""
    first: dict[str, Mapping[str, Any]] = {}
    for line in sheet.aggregation:
        first.setdefault(line["over"], line)
    levels = tuple(
        Level(over, ONE_OF[over], line.get("count") or USUALLY, line.get("count") or MOST, _all_count(line))
        for over, line in first.items()
    )
    whole = {"adjustments": sheet.adjustments, "tie_breaks": sheet.tie_breaks}
    faults = {at: found for at in (None, *(level.code for level in levels)) if (found := faults_of(whole, at))}
    game = GAMES[sheet.game](sheet.settings)
    stages = {line["code"]: _stage_layout(game, line, levels, faults) for line in stage_lines(sheet.stages)}
    return Layout(game, levels, faults, stages)


def _all_count(line: Mapping[str, Any]) -> bool:
    """A set number of which every one counts. People come and days pass as they may: nobody waits for all of those."""
    is_set = bool(line.get("count")) and not line.get("of") and line["over"] in TURN_BY_TURN
    return is_set and AGGREGATIONS[line["rule"]].every_part_counts


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
        played = game.changed(changes) if changes else game
        if line.get("rule") != Knockout.code:
            return MatchLayout(played)
        if (number := line.get("legs") or 1) == 1:
            return MatchLayout(played.decisive())
        legs = Legs(number, line.get("legs_won_by") or SCORES, bool(line.get("away_counts")))
        return MatchLayout(played, legs)
    return Layout(type(game)({**game.settings, **changes}), levels, faults)


def faults_of(contest: Mapping[str, Any], at: str | None) -> dict[str, str]:
    """Code and name of the faults that are counted at a level (None: of the whole entry)."""
    found: dict[str, str] = {}
    for line in [*(contest.get("adjustments") or ()), *chain_lines(contest.get("tie_breaks"))]:
        if isinstance(code := line.get("fault"), str) and code and line.get("at") == at:
            found[code] = line.get("name") or found.get(code, "")
    return found


def chain_lines(tie_breaks: Any) -> list[Mapping[str, Any]]:
    """Every line of a chain, also of one for two and another for more."""
    if isinstance(tie_breaks, Mapping):
        return [*tie_breaks.get("two", ()), *tie_breaks.get("more", ())]
    return list(tie_breaks or ())
