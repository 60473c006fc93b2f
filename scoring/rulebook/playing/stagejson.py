"""The stages of a ranking as JSON values of the outcome."""

from __future__ import annotations

from typing import Any

from scoring.rulebook.base.exact import plain
from scoring.rulebook.marks.game import Game, mark_json
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.matches.match import Match, MatchGame
from scoring.rulebook.matchplay.why import why_points
from scoring.rulebook.playing.advancing import why_going
from scoring.rulebook.playing.format import Fixture, Section, Start
from scoring.rulebook.playing.grouptable import table_rows
from scoring.rulebook.playing.stages import PlayedStage
from scoring.rulebook.ranks.ranking import Ranking


def stage_json(played: PlayedStage) -> dict[str, Any]:
    """One stage: its plan, its results, who goes on."""
    stage, outcome = played.stage, played.outcome
    # Points are points of a table: in a knock-out a match only says who goes on.
    league = stage.game if isinstance(stage.game, MatchGame) and outcome.sections else None
    groups = [_section(section, stage.game) for section in outcome.sections]
    return {
        "code": stage.code,
        "title": stage.title,
        "rule": played.format.code,
        "entrants": played.field.ids,
        "complete": outcome.complete,
        "heats": _heats(list(outcome.starts)),
        "fixtures": [_fixture(fixture, league) for fixture in outcome.fixtures],
        "groups": groups,
        "advancing": [
            {"entry": one.id, "by": one.by, "group": one.group, "place": one.place, "why": why_going(one).as_json()}
            for one in played.advancing.going
        ],
        "undecided": [list(group) for group in played.advancing.undecided],
        "notes": [note.as_json() for note in outcome.notes],
    }


def _heats(starts: list[Start]) -> list[dict[str, Any]]:
    heats: dict[int, list[dict[str, Any]]] = {}
    for start in starts:
        heats.setdefault(start.heat, []).append({"lane": start.lane or None, "entry": start.entry})
    return [{"heat": heat, "starts": heats[heat]} for heat in heats]


def _fixture(fixture: Fixture, league: MatchGame | None) -> dict[str, Any]:
    match = fixture.match
    found: dict[str, Any] = {
        "id": fixture.id,
        "round": fixture.round,
        "group": fixture.group or None,
        "title": fixture.title.as_json() if fixture.title else None,
        "a": fixture.a.as_json(),
        "b": fixture.b.as_json(),
        "places": list(fixture.places) if fixture.places else None,
        "finished": match is not None and match.finished,
        "winner": None,
        "ended": None,
    }
    if match is not None and match.finished:
        # The plan and the record may have the sides the other way round.
        turn = slice(None) if fixture.a.entry in (match.a, None) or match.b is None else slice(None, None, -1)
        sides = {"a": match.a, "b": match.b, "draw": "draw"}
        found["winner"] = sides.get(match.winner or "")
        found["ended"] = match.ended
        for name in ("rubbers", "games", "scores", "points"):
            found[name] = [plain(side) for side in getattr(match, name)[turn]]
        if league is not None:
            found["why"] = why_points(league, match).as_json()
    if fixture.legs:
        found["legs"] = [_leg(leg) for leg in fixture.legs]
    return found


def _leg(match: Match) -> dict[str, Any]:
    found: dict[str, Any] = {"id": match.id, "a": match.a, "b": match.b, "finished": match.finished}
    if match.finished:
        found["winner"] = {"a": match.a, "b": match.b, "draw": "draw"}.get(match.winner or "")
        found["ended"] = match.ended
        for name in ("rubbers", "games", "scores"):
            found[name] = [plain(side) for side in getattr(match, name)]
    return found


def _section(section: Section, game: Game) -> dict[str, Any]:
    named = {"code": section.code, "title": section.title.as_json()}
    if isinstance(game, MatchGame) and _is_league(section.ranking):
        return named | {"rows": table_rows(section.ranking, game)}
    rows = [
        _row(one, game, level.place, len(level.performances) > 1)
        for level in section.ranking.levels
        for one in level.performances
    ]
    return named | {"rows": rows + [_row(one, game, None, False) for one in section.ranking.unplaced]}


def _is_league(ranking: Ranking) -> bool:
    return any(one.played for level in ranking.levels for one in level.performances) or not ranking.levels


def _row(performance: Performance, game: Game, rank: int | None, shared: bool) -> dict[str, Any]:
    by_matches = game.entered_by == "matches"
    shown = None if performance.mark is None or by_matches else game.shown(performance.mark).as_json()
    return {
        "entry": performance.id,
        "rank": rank,
        "shared": shared,
        "mark": None if by_matches else mark_json(performance.mark),
        "shown": shown,
        "absence": performance.absence.value if performance.absence else None,
    }
