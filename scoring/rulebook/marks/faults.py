"""What adjustments share: counting faults, changing a mark, saying so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.base.shapes import LARGEST
from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.game import Mark
from scoring.rulebook.marks.numbers import whole
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase

MOST: Final = 10_000
FAULT: Final = Parameter(
    "fault",
    Phrase(en="Fault", zh="犯规代码"),
    "text",
    required=True,
    help=Phrase(en="The code under which it stands in `faults`.", zh="记录里 faults 用的代码，如 drop、foul。"),
)
FROM: Final = Parameter(
    "from_number",
    Phrase(en="From how many on", zh="满几次起"),
    "whole",
    default=1,
    lowest=1,
    highest=MOST,
)
NAME: Final = Parameter(
    "name",
    Phrase(en="Called", zh="名称"),
    "text",
    default="",
    help=Phrase(en="Printed in reasons. Empty: the code.", zh="写在理由里的叫法，如“掉球”；不填用代码。"),
)
AMOUNT: Final = Parameter(
    "amount",
    Phrase(en="Amount", zh="数值"),
    "number",
    default=1,
    lowest=0,
    highest=LARGEST,
    help=Phrase(
        en="As recorded: times in ms, 0.5 points of 2 decimals as 50.",
        zh="按记录的写法：时间按毫秒，两位小数的 0.5 分填 50。",
    ),
)
ABSENCE: Final = Parameter(
    "absence",
    Phrase(en="Then", zh="改记为"),
    "choice",
    default=Absence.DSQ.value,
    choices=tuple(Choice(absence.value, absence.title) for absence in Absence),
)


def faults_of(performance: Performance, code: str) -> int:
    """How often it happened, here and in all parts below that are no trial."""
    own = performance.faults.get(code, 0)
    return own + sum(faults_of(part, code) for part in performance.parts if not part.trial)


def name_of(settings: Mapping[str, Any]) -> str:
    """What a fault is called in reasons."""
    name: str = settings["name"] or settings["fault"]
    return name


def changed(performance: Performance, mark: Mark, note: Phrase) -> Performance:
    """The performance with another mark and a note of why."""
    return performance._replace(mark=whole(mark), notes=(*performance.notes, note))


def voided(performance: Performance, absence: Absence, note: Phrase) -> Performance:
    """The performance without a mark; an absence that is there already stays."""
    if performance.absence is not None:
        return performance
    return performance._replace(mark=None, absence=absence, notes=(*performance.notes, note))
