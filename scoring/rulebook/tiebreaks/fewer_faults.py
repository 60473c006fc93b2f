"""Level: fewer fouls."""

from __future__ import annotations

from scoring.rulebook.base.rule import Parameter
from scoring.rulebook.marks.faults import faults_of
from scoring.rulebook.marks.performance import Performance
from scoring.rulebook.ranks.tiebreak import KeyedTieBreak
from unionevents.lib.phrase import Phrase


class FewerFaults(KeyedTieBreak):
    """Level: who has fewer faults of a code, or of all codes together, in all attempts."""

    code = "fewer_faults"
    title = Phrase(en="fewer faults", zh="犯规少者列前")
    help = Phrase(en="Compares the faults on record.", zh="看记录的犯规（失误）次数，少者列前。")
    parameters = (
        Parameter(
            "fault",
            Phrase(en="Fault", zh="犯规代码"),
            "text",
            default="",
            help=Phrase(en="Empty: all together.", zh="不填为各种犯规合计。"),
        ),
    )
    example = {
        "contest": {
            "code": "rope",
            "title": "跳绳",
            "game": "count",
            "tie_breaks": [{"rule": "fewer_faults", "fault": "miss"}],
            "entries": [
                {"id": "1", "person": "a", "records": {"count": 60}, "faults": {"miss": 2}},
                {"id": "2", "person": "b", "records": {"count": 60}, "faults": {"miss": 1, "late": 5}},
                {"id": "3", "person": "c", "records": {"count": 60}},
            ],
        },
        "placings": [["3", 1, "60 个"], ["2", 2, "60 个"], ["1", 3, "60 个"]],
    }

    def key(self, performance: Performance) -> int:
        return self._number(performance)

    def why(self, performance: Performance) -> Phrase:
        return Phrase(en="fewer faults ({number})", zh="犯规少者列前（{number} 次）").fill(
            number=self._number(performance)
        )

    def says(self) -> Phrase:
        fault: str = self.settings["fault"]
        return Phrase(en="fewer “{fault}”", zh="“{fault}”少者列前").fill(fault=fault) if fault else self.title

    def _number(self, performance: Performance) -> int:
        fault: str = self.settings["fault"]
        if fault:
            return faults_of(performance, fault)
        return sum(faults_of(performance, code) for code in _codes(performance))


def _codes(performance: Performance) -> set[str]:
    below = (_codes(part) for part in performance.parts if not part.trial)
    return set(performance.faults).union(*below)
