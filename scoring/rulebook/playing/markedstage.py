"""What stages with results have in common: marks from rows, heats, and a ranking over all heats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from scoring.rulebook.base.paths import complain
from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.base.sentences import Problem
from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.playing.format import Field, Row, Section, Stage, Start
from scoring.rulebook.ranks.level import Level
from scoring.rulebook.ranks.ranking import Ranking, natural, rank
from unionevents.lib.phrase import Phrase

NO: Final = "no"
SUM: Final = "sum"
BEST: Final = "best"
BY_HEAT: Final = "place_in_heat"
CARRIED: Final = Parameter(
    "carried",
    Phrase(en="Earlier result", zh="上一阶段成绩"),
    "choice",
    default=NO,
    help=Phrase(
        en="Whether the mark of the stage before counts here too.", zh="上一阶段的成绩在这一阶段是否继续计算。"
    ),
    choices=(
        Choice(NO, Phrase(en="does not count", zh="不带入")),
        Choice(SUM, Phrase(en="is added", zh="带入，两阶段相加")),
        Choice(BEST, Phrase(en="counts if it is better", zh="两阶段取较好成绩")),
    ),
)


def performances_of(stage: Stage, field: Field, carried: str, problems: list[Problem]) -> list[Performance]:
    """Everybody in the stage with his mark, his absence, or nothing yet."""
    entrants = {entrant.id: entrant.performance for entrant in field.entrants}
    rows: dict[str, Row] = {}
    for row in stage.results:
        if row["entry"] in rows:
            complain(problems, (row["path"], "entry"), "result_twice", RESULT_TWICE, entry=row["entry"])
        elif row["entry"] not in entrants:
            complain(problems, (row["path"], "entry"), "not_in_stage", NOT_IN_STAGE, entry=row["entry"])
        else:
            rows[row["entry"]] = row
    made = stage.scoring.performances(
        {
            **row,
            "id": entry,
            "tags": sorted(entrants[entry].tags),
            "unit": entrants[entry].unit,
            "absence": row["absence"] or _absence(entrants[entry]),
        }
        for entry, row in rows.items()
    )
    by_id = {performance.id: performance for performance in made}
    found = []
    for entry, base in entrants.items():
        performance = by_id.get(entry, base._replace(mark=None))
        found.append(_with_earlier(performance, field.before.get(entry), carried, stage))
    return found


def sections_of(stage: Stage, performances: Sequence[Performance], heat_of: Mapping[str, int]) -> list[Section]:
    """A section for every heat, each ranked by itself."""
    heats: dict[int, list[Performance]] = {}
    for performance in performances:
        if performance.id in heat_of:
            heats.setdefault(heat_of[performance.id], []).append(performance)
    return [Section(str(heat), HEAT.fill(number=heat), ranked(stage, heats[heat])) for heat in sorted(heats)]


def ranked(stage: Stage, performances: Iterable[Performance]) -> Ranking:
    """The performances by the marks and the chain of the stage."""
    return rank(performances, key=stage.game.key, chain=stage.chain, undecided=stage.undecided)


def by_place_in_heat(stage: Stage, sections: Sequence[Section]) -> Ranking:
    """All heat winners by mark, then all seconds, and so on."""
    places: dict[int, list[Performance]] = {}
    unplaced: list[Performance] = []
    for section in sections:
        unplaced += section.ranking.unplaced
        for level in section.ranking.levels:
            places.setdefault(level.place, []).extend(level.performances)
    levels: list[Level] = []
    before = 0
    for place in sorted(places):
        for level in ranked(stage, (one._replace(demotion=0) for one in places[place])).levels:
            levels.append(level._replace(place=level.place + before))
        before += len(places[place])
    return Ranking(levels, ranked(stage, unplaced).unplaced)


def starts_on_record(rows: Iterable[Row], planned: Iterable[Start]) -> list[Start]:
    """The plan, with the heats and lanes that were really used in place of it."""
    starts = {start.entry: start for start in planned}
    for row in rows:
        known = starts.get(row["entry"])
        heat = row["heat"] or (known.heat if known else None)
        if heat is not None:
            lane = row["lane"] or (known.lane if known and known.heat == heat else 0)
            starts[row["entry"]] = Start(heat, lane, row["entry"])
    return sorted(starts.values(), key=lambda start: (start.heat, start.lane, natural(start.entry)))


def is_complete(performances: Iterable[Performance]) -> bool:
    """Whether everybody has a mark or a reason for having none."""
    return all(performance.mark is not None or performance.absence is not None for performance in performances)


def _absence(performance: Performance) -> str | None:
    return performance.absence.value if performance.absence else None


def _with_earlier(performance: Performance, earlier: Performance | None, carried: str, stage: Stage) -> Performance:
    mark, before = performance.mark, earlier.mark if earlier else None
    if earlier is None or carried == NO or before is None:
        return performance
    # Tie-breaks look at what was done in both stages, such as the second-best of six attempts.
    parts = (*earlier.parts, *performance.parts)
    if carried == BEST:
        if mark is None:
            # The earlier mark stands for who has none here, except where he was disqualified.
            stands = performance.absence is not None and performance.absence is not Absence.DSQ
            return performance._replace(mark=before, absence=None, parts=parts) if stands else performance
        return performance._replace(mark=min(mark, before, key=stage.game.key), parts=parts)
    return performance if mark is None else performance._replace(mark=mark + before, parts=parts)


HEAT: Final = Phrase(en="Heat {number}", zh="第 {number} 组")
RESULT_TWICE: Final = Phrase(en="“{entry}” has a result in this stage twice", zh="“{entry}”在这一阶段有两条成绩")
NOT_IN_STAGE: Final = Phrase(en="“{entry}” is not in this stage", zh="“{entry}”不在这一阶段")
