"""A ruling gives the result of one entry to another."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.rulebook.base.rule import Choice, Contradiction, Parameter
from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.adjustment import Adjustment
from scoring.rulebook.marks.game import Game
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase

SWAPPED = "swapped"


class Moved(Adjustment):
    """What was recorded for `from_entry` belongs to `to_entry`: bibs were mixed up, or a substitute ran.

    The first entry then has an absence, or what the other had. Nothing happens while one of them is not in the ranking.
    """

    code = "moved"
    title = Phrase(en="Result moved by ruling", zh="按裁决把成绩改记给另一人")
    help = Phrase(en="The result was recorded for the wrong entry.", zh="成绩记错了人，按裁决改记。")
    parameters = (
        Parameter("from_entry", Phrase(en="From entry", zh="原记在"), "text", required=True),
        Parameter("to_entry", Phrase(en="To entry", zh="改记给"), "text", required=True),
        Parameter(
            "then",
            Phrase(en="The first then has", zh="原来那一项改为"),
            "choice",
            default=Absence.DNS.value,
            choices=(
                Choice(SWAPPED, Phrase(en="what the other had", zh="与对方互换")),
                *(Choice(absence.value, absence.title) for absence in Absence),
            ),
        ),
    )
    entries = ("from_entry", "to_entry")
    example = {
        "contest": {
            "code": "dash",
            "title": "短跑",
            "game": "timed",
            "adjustments": [{"rule": "moved", "from_entry": "1", "to_entry": "2", "then": "DNS"}],
            "entries": [
                {"id": "1", "person": "a", "records": {"time": 12000}},
                {"id": "2", "person": "b"},
                {"id": "3", "person": "c", "records": {"time": 13000}},
            ],
        },
        "placings": [["2", 1, "12.00 秒"], ["3", 2, "13.00 秒"], ["1", None, "未到"]],
    }

    def contradictions(self) -> list[Contradiction]:
        """Two different entries."""
        return [(("to_entry",), SAME)] if self.settings["from_entry"] == self.settings["to_entry"] else []

    def apply(self, performance: Performance, game: Game) -> Performance:
        return performance

    def apply_all(self, performances: Sequence[Performance], game: Game) -> list[Performance]:
        """Both entries change together."""
        by_id = {performance.id: performance for performance in performances}
        one, other = by_id.get(self.settings["from_entry"]), by_id.get(self.settings["to_entry"])
        if one is None or other is None:
            return list(performances)
        then: str = self.settings["then"]
        by_id[other.id] = _with(other, one, MOVED_TO.fill(entry=one.id))
        note = MOVED_FROM.fill(entry=other.id)
        if then == SWAPPED:
            by_id[one.id] = _with(one, other, note)
        else:
            empty = Performance(one.id, None, Absence(then))
            by_id[one.id] = _with(one, empty, note)
        return [by_id[performance.id] for performance in performances]

    def says(self) -> Phrase:
        return Phrase(
            en="the result of {one} goes to {other}, which leaves the first: {then}",
            zh="{one} 的成绩改记给 {other}，{one} 改为{then}",
        ).fill(one=self.settings["from_entry"], other=self.settings["to_entry"], then=self.chosen("then"))


def _with(owner: Performance, source: Performance, note: Phrase) -> Performance:
    """Whose it is stays; what was done comes from the source."""
    return owner._replace(
        mark=source.mark,
        absence=source.absence,
        records=source.records,
        parts=source.parts,
        faults=source.faults,
        figures=source.figures,
        tier_cap=source.tier_cap,
        demotion=source.demotion,
        notes=(*source.notes, note),
    )


SAME = Phrase(en="the same entry twice", zh="两处是同一项")
MOVED_TO = Phrase(en="moved here from {entry} by ruling", zh="按裁决由 {entry} 改记")
MOVED_FROM = Phrase(en="moved to {entry} by ruling", zh="按裁决改记给 {entry}")
