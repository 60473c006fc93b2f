"""团体总分: points for placings, added up over contests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.rule import Contradiction
from scoring.rulebook.base.sentences import Sentence, joined
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.numbers import whole
from scoring.rulebook.standings.contest import Entry
from scoring.rulebook.standings.standing import Standing
from scoring.rulebook.unitsums.pointsettings import LISTED, MEAN, POINTS_PARAMETERS, SUM
from scoring.rulebook.unitsums.slots import SHARE, Scoring, Slot, slot_sum, worth
from scoring.rulebook.unitsums.tablerule import Meet, Names, Row, Score, TableRule, number_text
from scoring.rulebook.unitsums.tablewords import (
    ABSENT,
    BROKEN,
    CORRECTED,
    EQUALLED,
    MEAN_OF,
    NO_PLACE,
    NOT_BEST,
    NOT_BEST_OF_UNIT,
    PLACED,
    PLACED_SHARING,
    TOO_SMALL,
    TOOK_PART,
    UNSCORED,
    unknown,
)
from scoring.rulebook.unitsums.unittotals import best_contests, figures
from unionevents.lib.phrase import Phrase


class PointsTable(TableRule):
    """Every placing brings its unit points from a list; shared places share the points of their slots exactly.

    The list is written out (9-7-6-5-4-3-2-1), or as long as the meet (N for the first, 1 for the last). Who is absent,
    disqualified or without a mark brings 0. Records of the union itself stand in the settings.
    """

    code = "points"
    title = Phrase(en="Points for placings", zh="名次计分（团体总分）")
    help = Phrase(
        en="Points for every place by a list or by the number of teams, added up for each unit; "
        "with own lists, multipliers, limits and record bonuses.",
        zh="按名次给分并按单位累加：可用固定分表，也可按队数从高到低；接力等项目可加倍或另定分表，可限计分人数，可加破纪录分。",
    )
    usual_tie_breaks = ("count_back",)
    parameters = POINTS_PARAMETERS
    example = {
        "table": {"points": [9, 7, 6]},
        "contests": {"ball": {"u1": [9, 7], "u2": [8]}, "rope": {"u1": [5], "u2": [5]}},
        "rows": [["u1", 1, 23], ["u2", 2, 15]],
    }

    def rows(self, meet: Meet) -> list[Row]:
        scores: dict[str, list[Score]] = {unit: [] for unit in meet.units}
        for standing in meet.standings:
            by_unit: dict[str, list[Score]] = {}
            for score in self._scores(standing, meet):
                by_unit.setdefault((score.entry and meet.holder(score.entry)) or "", []).append(score)
            for code, found in by_unit.items():
                scores[code] += self._combined(found)
        for line in self.settings["corrections"]:
            points = exact(line["points"])
            why = Sentence.of("correction", CORRECTED, points=number_text(points), reason=line["reason"])
            if line["unit"] in scores:
                scores[line["unit"]].append(Score(points, why))
        rows: list[Row] = []
        for code, unit in meet.units.items():
            kept = best_contests(scores[code], self.settings["best"], NOT_BEST)
            total = whole(Fraction(sum(score.points for score in kept if score.counted)))
            rows.append(Row(unit, total, kept, figures(kept, meet)))
        return rows

    def contradictions(self) -> list[Contradiction]:
        found: list[Contradiction] = []
        if self.settings["length"] == LISTED and not self.settings["points"]:
            found.append((("points",), NO_POINTS))
        changed = any(exact(self.settings[key]) for key in ("record_bonus", "equal_bonus"))
        if (changed or exact(self.settings["record_times"]) != 1) and not self.settings["records"]:
            found.append((("records",), NO_RECORDS))
        seen: set[tuple[str, str | None]] = set()
        for index, line in enumerate(self.settings["records"]):
            if (line["contest"], line["division"]) in seen:
                found.append((("records", index), RECORD_TWICE.fill(contest=line["contest"])))
            seen.add((line["contest"], line["division"]))
        return found

    def unknown(self, names: Names) -> list[Contradiction]:
        return [
            *unknown(self.settings["own"], "own", "contest", names.contests),
            *unknown(self.settings["records"], "records", "contest", names.contests),
            *unknown(self.settings["corrections"], "corrections", "unit", names.units),
        ]

    def says(self) -> Phrase:
        points = self.settings["points"]
        listed = "-".join(map(str, points))
        first = (
            Phrase(en=f"points {listed}", zh=f"按 {listed} 计分")
            if self.settings["length"] == LISTED
            else self.chosen("length")
        )
        return joined([first, Phrase(en="shared places {ties}", zh="并列{ties}").fill(ties=self.chosen("ties"))])

    def _scores(self, standing: Standing, meet: Meet) -> Iterable[Score]:
        settings = self.settings
        too_small = standing.turnout.entered < settings["least_entries"]
        own = next((line for line in settings["own"] if line["contest"] == standing.contest.code), None)
        listed: Sequence[int] = (own and own["points"]) or self._list(standing, meet)
        times = exact(own["times"]) if own else 1
        beyond = exact(settings["beyond"])

        def points(place: int) -> Mark:
            if settings["rewarded_only"] and place > standing.places:
                return 0
            return (listed[place - 1] if place <= len(listed) else beyond) * times

        for slot in Scoring.of(settings, meet.holder).slots(standing):
            if too_small:
                yield _score(standing, slot, 0, Sentence.of("too_small", TOO_SMALL, least=settings["least_entries"]))
            elif slot.reason is not None:
                why = Sentence.of("unscored", UNSCORED, rank=slot.rank, reason=slot.reason)
                yield _score(standing, slot, 0, why)
            else:
                yield self._placed(standing, slot, points)
        for performance in standing.ranking.unplaced:
            entry = standing.entries[performance.id]
            if meet.holder(entry) is not None:
                yield self._unplaced(standing, entry)

    def _placed(self, standing: Standing, slot: Slot, points: Any) -> Score:
        ties = self.settings["ties"]
        number = worth(slot, points, ties)
        clauses = []
        if slot.size > 1 and ties == SHARE:
            last = (slot.first or 0) + slot.size - 1
            clauses.append(
                PLACED_SHARING.fill(
                    rank=slot.rank,
                    size=slot.size,
                    first=slot.first,
                    last=last,
                    sum=number_text(slot_sum(slot, points)),
                    points=number_text(number),
                )
            )
        else:
            clauses.append(PLACED.fill(rank=slot.rank, points=number_text(number)))
        record = self._record(standing, slot.entry)
        if record == "broken":
            times, bonus = exact(self.settings["record_times"]), exact(self.settings["record_bonus"])
            number = whole(Fraction(number * times + bonus))
            clauses.append(BROKEN.fill(points=number_text(number)))
        elif record == "equalled" and exact(self.settings["equal_bonus"]):
            number = whole(Fraction(number + exact(self.settings["equal_bonus"])))
            clauses.append(EQUALLED.fill(points=number_text(number)))
        if took_part := exact(self.settings["took_part"]):
            number = whole(Fraction(number + took_part))
            clauses.append(TOOK_PART.fill(points=number_text(took_part)))
        values = {"rank": slot.rank, "place": slot.first, "sharing": slot.size, "record": record}
        return _score(standing, slot, number, Sentence("points", values, joined(clauses)))

    def _unplaced(self, standing: Standing, entry: Entry) -> Score:
        absence = entry.performance.absence
        came = absence is not None and absence.took_part
        points = exact(self.settings["took_part"] if came else self.settings["absent"] if absence else 0)
        title = absence.title if absence else NO_PLACE
        why = Sentence.of("absent", ABSENT, absence=title, points=number_text(points))
        return Score(points, why, standing, entry)

    def _record(self, standing: Standing, entry: Entry) -> str | None:
        key, mark = standing.view.game.key, entry.performance.achieved
        for line in self.settings["records"]:
            if line["contest"] == standing.contest.code and line["division"] in (None, standing.division):
                record = exact(line["mark"])
                return "broken" if key(mark) < key(record) else "equalled" if key(mark) == key(record) else None
        return None

    def _list(self, standing: Standing, meet: Meet) -> Sequence[int]:
        length = self.settings["length"]
        if length == LISTED:
            points: Sequence[int] = self.settings["points"]
            return points
        number = len(meet.units) if length == "units" else standing.turnout.of(length)
        return range(number, 0, -1)

    def _combined(self, scores: Sequence[Score]) -> list[Score]:
        """The scores of one unit in one ranking, as `several` counts them."""
        several = self.settings["several"]
        if several == SUM or len(scores) == 1:
            return list(scores)
        if several == MEAN:
            number = len(scores)
            return [
                score._replace(
                    points=whole(Fraction(score.points) / number),
                    why=Sentence(
                        score.why.rule,
                        score.why.values,
                        MEAN_OF.fill(
                            why=score.why.phrase, number=number, points=number_text(Fraction(score.points) / number)
                        ),
                    ),
                )
                for score in scores
            ]
        best = max(range(len(scores)), key=lambda index: (scores[index].points, -index))
        return [
            score
            if index == best
            else score._replace(
                counted=False,
                why=Sentence(score.why.rule, score.why.values, NOT_BEST_OF_UNIT.fill(why=score.why.phrase)),
            )
            for index, score in enumerate(scores)
        ]


def _score(standing: Standing, slot: Slot, points: Mark, why: Sentence) -> Score:
    return Score(points, why, standing, slot.entry, slot.rank)


NO_POINTS = Phrase(en="a list of points is needed", zh="请写明各名次的分")
NO_RECORDS = Phrase(en="points for records need the records so far", zh="要计破纪录分，先写明原纪录")
RECORD_TWICE = Phrase(en="the record of “{contest}” stands twice", zh="“{contest}”的原纪录写了两次")
