"""Plays the stages of a contest in order, passes entrants on, and composes the final ranking.

A contest ranks by the stage reached: whoever is in a later stage stands before everybody who is not; inside a stage
its own ranking counts. So the stage that stands last in the list is the one for the best places.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from scoring.rulebook.base.paths import complain
from scoring.rulebook.base.rule import settings_in
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.formats import FORMATS
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.marks.results import Scoring
from scoring.rulebook.matches.match import Match, MatchGame
from scoring.rulebook.playing.advancing import Advancing, Going, advancing, taken_from
from scoring.rulebook.playing.format import Draw, Entrant, Field, Format, Row, Stage, StageOutcome
from scoring.rulebook.playing.groupstage import BY_GROUP
from scoring.rulebook.playing.knockoutstage import BY_ROUND, BY_STRENGTH
from scoring.rulebook.playing.markedstage import BY_HEAT
from scoring.rulebook.playing.stageshape import STAGE_KEYS, advance_of, takes_of
from scoring.rulebook.ranks.level import Level
from scoring.rulebook.ranks.ranking import Ranking, natural
from scoring.rulebook.ranks.tiebreak import Chain, Order
from unionevents.lib.lots import lot
from unionevents.lib.phrase import Phrase

# What sets places apart that follow from the way a stage is played, not from a mark or a tie-break.
BY_STAGE: Final = (BY_ROUND, BY_STRENGTH, BY_GROUP, BY_HEAT)
IN_STAGE: Final = Phrase(en="{stage}, {shown}", zh="{stage}，{shown}")
NOBODY_YET: Final = StageOutcome(Ranking([], []))


@dataclass(frozen=True, slots=True)
class Setup:
    """What a contest gives to all its stages; `chain_of` makes a chain from tie-break lines and orders on record."""

    scoring: Scoring
    chain_of: Callable[[Any, Scoring, str, Mapping[str, Sequence[Order]]], Chain]
    undecided: str
    orders: Mapping[str, Sequence[Order]]


@dataclass(frozen=True, slots=True)
class PlayedStage:
    """A stage with its entrants, its outcome and who went on from it."""

    stage: Stage
    format: Format
    field: Field
    outcome: StageOutcome
    advancing: Advancing
    held: bool


@dataclass(frozen=True, slots=True)
class Staged:
    """All stages of one ranking, and the ranking that follows; `stage_of` names the last stage of everybody."""

    stages: tuple[PlayedStage, ...]
    ranking: Ranking
    shown: Mapping[str, Phrase]
    stage_of: Mapping[str, str]

    def with_stage(self, entry: str, shown: Phrase) -> Phrase:
        """What somebody achieved, with the stage in front where there is more than one."""
        if len(self.stages) == 1:
            return shown
        stage = next(played.stage for played in self.stages if played.stage.code == self.stage_of[entry])
        return IN_STAGE.fill(stage=stage.title, shown=shown)


def play_stages(lines: Sequence[Row], entrants: Sequence[Entrant], setup: Setup, problems: list[Problem]) -> Staged:
    """Everything that follows from the stages of a contest; impossible records are added to `problems`."""
    played: dict[str, PlayedStage] = {}
    everybody = {entrant.id: entrant for entrant in entrants}
    waiting = list(lines)
    previous: PlayedStage | None = None
    goes_on = True
    while waiting:
        line = waiting.pop(0)
        going = _who(line, previous, played, everybody, problems)
        if FORMATS[line["rule"]].nested:
            waiting = _chosen(line, len(everybody) if going is None else len(going)) + waiting
            continue
        stage = _stage(line, setup, everybody)
        taken = [played[takes["stage"]] for takes in takes_of(line) if takes["stage"] in played]
        field = _field(stage, going, everybody, taken or ([previous] if previous else []))
        format_ = FORMATS[line["rule"]](settings_in(line, "rule", *STAGE_KEYS))
        if field.entrants:
            outcome = format_.play(stage, field, problems)
        else:
            outcome = NOBODY_YET
            for row in (*stage.matches, *stage.results):
                complain(problems, row["path"], "nobody_yet", _why_empty(previous, goes_on=goes_on))
        advance = advance_of(line)
        goes_on = advance is not None
        passed = advancing(outcome, advance, stage) if advance else Advancing()
        for entry in advance["added"] if advance else ():
            if entry in everybody and entry not in field.ids:
                complain(problems, (line["path"], "advance"), "not_in_stage", NOT_IN_STAGE, entry=entry)
        previous = PlayedStage(stage, format_, field, outcome, passed, line["held"])
        played[stage.code] = previous
    return composed(list(played.values()), entrants)


def composed(played: Sequence[PlayedStage], entrants: Sequence[Entrant]) -> Staged:
    """The ranking over all stages: by the last stage everybody was in, then as ranked there."""
    last: dict[str, int] = {}
    for number, stage in enumerate(played):
        for entry in stage.field.ids:
            last[entry] = number
    levels: list[Level] = []
    unplaced: list[Performance] = []
    shown: dict[str, Phrase] = {}
    before = 0
    for number in range(len(played) - 1, -1, -1):
        stage = played[number]
        mine = [level for level in (_only(level, last, number) for level in stage.outcome.ranking.levels) if level]
        taken = 0
        here = sum(1 for entry in last if last[entry] == number)
        mine_unplaced = [one for one in stage.outcome.ranking.unplaced if last[one.id] == number]
        # Places close up behind those who went on; where nobody did, a place that nobody won stays empty.
        first = 1 if here < len(stage.field.ids) else stage.outcome.first_place
        places = _places(mine, stage.outcome.complete, first)
        for level, place in zip(mine, places, strict=True):
            levels.append(level._replace(place=place + before))
            taken += len(level.performances)
        for level in mine:
            for one in level.performances:
                shown[one.id] = stage.outcome.shown.get(one.id) or stage.stage.game.shown(one.achieved)
        unplaced += mine_unplaced
        # Those who are still in it will be placed before everybody who is not.
        open_places = sum(one.absence is None for one in mine_unplaced)
        before += here if stage.held else taken + open_places
    known = set(last)
    unplaced += [entrant.performance._replace(mark=None) for entrant in entrants if entrant.id not in known]
    return Staged(
        tuple(played),
        Ranking(levels, sorted(unplaced, key=_order_of_unplaced)),
        shown,
        {entry: played[number].stage.code for entry, number in last.items()},
    )


def _only(level: Level, last: Mapping[str, int], number: int) -> Level | None:
    here = [one for one in level.performances if last[one.id] == number]
    if not here:
        return None
    return level._replace(performances=here, needs_decision=level.needs_decision and len(here) > 1)


def _places(levels: Sequence[Level], complete: bool, first: int) -> list[int]:
    """Places counted off; while a bracket is open they stand where its plan has them, less those who went on."""
    places: list[int] = []
    counted = first
    shift = levels[0].place - 1 if levels and complete else 0
    for level in levels:
        places.append(counted if complete else max(counted, level.place - shift))
        counted += len(level.performances)
    return places


def _who(
    line: Row,
    previous: PlayedStage | None,
    played: Mapping[str, PlayedStage],
    everybody: Mapping[str, Entrant],
    problems: list[Problem],
) -> list[Going] | None:
    """Who is in a stage, strongest first; None where it is everybody and nobody has said in which order."""
    if line["entrants"] is not None:
        origin = {going.id: going for going in previous.advancing.going} if previous else {}
        return [
            origin.get(entry, Going(entry, "listed", "", 0, LISTED)) for entry in line["entrants"] if entry in everybody
        ]
    if line["takes"] is not None:
        found: dict[str, Going] = {}
        for takes in takes_of(line):
            source = played.get(takes["stage"])
            if source is None:
                complain(problems, (takes["path"], "stage"), "no_such_stage", NO_SUCH_STAGE, stage=takes["stage"])
            else:
                found |= {going.id: going for going in taken_from(source.outcome, source.stage, takes)}
        ready = all(played[takes["stage"]].outcome.complete for takes in takes_of(line) if takes["stage"] in played)
        return list(found.values()) if ready else []
    if previous is None:
        return None
    return [] if previous.advancing.undecided else list(previous.advancing.going)


def _field(
    stage: Stage, going: Sequence[Going] | None, everybody: Mapping[str, Entrant], sources: Sequence[PlayedStage]
) -> Field:
    if going is None:
        return Field(tuple(in_order_of_strength(everybody.values(), stage.draw.seed)))
    entrants = tuple(
        everybody[one.id]._replace(group=one.group, place=one.place) for one in going if one.id in everybody
    )
    ids = {entrant.id for entrant in entrants}
    before: dict[str, Performance] = {}
    earlier: list[Match] = []
    for source in sources:
        ranking = source.outcome.ranking
        everyone = [*(one for level in ranking.levels for one in level.performances), *ranking.unplaced]
        before |= {one.id: one for one in everyone if one.id in ids}
        earlier += [match for match in source.outcome.matches if match.a in ids and match.b in ids]
    return Field(entrants, before, tuple(earlier))


def in_order_of_strength(entrants: Iterable[Entrant], seed: str) -> list[Entrant]:
    """By seed; those without by lot, where a seed of the draw is on record, else by their ids."""

    def key(entrant: Entrant) -> tuple[int, int, tuple[int, str]]:
        chance = lot(seed, entrant.id) if seed else 0
        return (0, entrant.seed, natural(entrant.id)) if entrant.seed is not None else (1, chance, natural(entrant.id))

    return sorted(entrants, key=key)


def _chosen(line: Row, number: int) -> list[Row]:
    """The stages for so many entrants; the first of them takes what the line would have taken."""
    for choice in line["choices"]:
        if choice["up_to"] is None or number <= choice["up_to"]:
            stages = list(choice["stages"])
            if stages and (line["takes"] is not None or line["entrants"] is not None):
                stages[0] = {**stages[0], "takes": line["takes"], "entrants": line["entrants"]}
            return stages
    return []


def _stage(line: Row, setup: Setup, everybody: Collection[str]) -> Stage:
    scoring = setup.scoring
    if line["settings"]:
        game = scoring.game
        changed = (
            game.changed(line["settings"])
            if isinstance(game, MatchGame)
            else type(game)({**game.settings, **line["settings"]})
        )
        scoring = replace(scoring, game=changed)
    undecided = line["undecided"] or setup.undecided
    orders = {
        code: [*setup.orders.get(code, ()), *line["orders"].get(code, ())] for code in (*setup.orders, *line["orders"])
    }
    chain: Chain = setup.chain_of(line["tie_breaks"], scoring, undecided, orders)
    draw = line["draw"]
    return Stage(
        code=line["code"],
        title=line["title"] or line["code"],
        scoring=scoring,
        chain=chain,
        undecided=undecided,
        draw=Draw(draw["seed"], draw["apart"], tuple(row for row in draw["placed"] if row["entry"] in everybody)),
        matches=tuple(row for row in line.get("matches", ()) if row["a"] in everybody),
        results=tuple(row for row in line.get("results", ()) if row["entry"] in everybody),
        orders=orders,
        path=line["path"],
        places_advance=bool(line["advance"] and (line["advance"]["by_place"] or line["advance"]["best_of_place"])),
    )


def _why_empty(previous: PlayedStage | None, *, goes_on: bool) -> Phrase:
    """Why there is nobody in a stage that has results already."""
    if not goes_on:
        return NOBODY_GOES_ON
    fixtures = previous.outcome.fixtures if previous else ()
    unplayed = next((one for one in fixtures if one.match is None and one.a.as_json() and one.b.as_json()), None)
    if unplayed is None:
        return NOBODY_IS_HERE
    return STILL_TO_PLAY.fill(fixture=unplayed.title or unplayed.id)


def _order_of_unplaced(performance: Performance) -> tuple[int, tuple[int, str]]:
    absence = performance.absence
    return (list(type(absence)).index(absence) if absence else 99), natural(performance.id)


NOBODY_IS_HERE: Final = Phrase(
    en="nobody is in this stage yet: the stage before it is not decided", zh="上一阶段还没有结果，这一阶段还没有人"
)
STILL_TO_PLAY: Final = Phrase(
    en="nobody is in this stage yet: the stage before it has still to be played ({fixture})",
    zh="这一阶段还没有人：上一阶段还没有赛完（{fixture}）",
)
NOBODY_GOES_ON: Final = Phrase(
    en="nobody is in this stage: the stage before it has no `advance`, and this one no `entrants` and no `takes`",
    zh="这一阶段没有人：上一阶段没有写谁晋级（advance），这一阶段也没有写名单（entrants、takes）",
)
NOT_IN_STAGE: Final = Phrase(en="“{entry}” is not in this stage", zh="“{entry}”不在这一阶段")
NO_SUCH_STAGE: Final = Phrase(en="no stage “{stage}” stands before this one", zh="前面没有阶段“{stage}”")
LISTED: Final = Phrase(en="listed", zh="名单列入")
