"""A ranking of a contest with stages: they are played, and what follows takes the place of the entries' own marks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.marks.results import Scoring
from scoring.rulebook.playing.format import Entrant
from scoring.rulebook.playing.stages import Setup, play_stages
from scoring.rulebook.ranks.ranking import Ranking
from scoring.rulebook.ranks.tiebreak import Chain, Order
from scoring.rulebook.standings.contest import View

Read = Mapping[str, Any]
ChainOf = Callable[[Any, Scoring, str, Mapping[str, Sequence[Order]]], Chain]


def with_stages(
    view: View, contest: Read, divisions: Collection[str], *, chain_of: ChainOf, problems: list[Problem]
) -> View:
    """The view after its stages: everybody of its divisions plays, those who belong to it are ranked."""
    playing = [entry for entry in contest["entries"] if not divisions or entry["division"] in divisions]
    entrants = [
        Entrant(performance, seed=entry["seed"])
        for entry, performance in zip(playing, view.scoring.performances(playing), strict=True)
    ]
    setup = Setup(view.scoring, chain_of, contest["undecided"], contest["orders"])
    staged = play_stages(contest["stages"], entrants, setup, problems)
    if len(view.entries) < len(entrants):
        staged = replace(staged, ranking=only(staged.ranking, view.entries))
    ranked = [one for level in staged.ranking.levels for one in level.performances] + staged.ranking.unplaced
    return replace(
        view,
        staged=staged,
        entries={one.id: view.entries[one.id]._replace(performance=one) for one in ranked},
    )


def within_stage(view: View, stage: str | None, title: str) -> list[View]:
    """One ranking for each heat or group of a stage, as ranked there; the view itself where no stage is named."""
    played = next((one for one in view.staged.stages if one.stage.code == stage), None) if view.staged else None
    if stage is None:
        return [view]
    if view.staged is None or played is None:
        return []
    found: list[View] = []
    for section in played.outcome.sections:
        entries = {entry: view.entries[entry] for entry in section.ids if entry in view.entries}
        ranking = only(section.ranking, entries)
        placed = [one for level in ranking.levels for one in level.performances]
        staged = replace(
            view.staged,
            ranking=ranking,
            shown={one.id: played.outcome.shown.get(one.id) or played.stage.game.shown(one.achieved) for one in placed},
            stage_of=dict.fromkeys(entries, stage),
        )
        found.append(
            replace(
                view,
                code=f"{view.code}-{section.code}",
                title=f"{title} {section.title.zh}".strip(),
                entries={one.id: entries[one.id]._replace(performance=one) for one in (*placed, *ranking.unplaced)},
                staged=staged,
                shows_stages=view.shows_stages and not found,
            )
        )
    return found


def only(ranking: Ranking, wanted: Collection[str]) -> Ranking:
    """The same order without the others; places close up."""
    levels = []
    place = 1
    for level in ranking.levels:
        here: list[Performance] = [one for one in level.performances if one.id in wanted]
        if here:
            open_tie = level.needs_decision and len(here) > 1
            levels.append(level._replace(place=place, performances=here, needs_decision=open_tie))
            place += len(here)
    return Ranking(levels, [one for one in ranking.unplaced if one.id in wanted])
