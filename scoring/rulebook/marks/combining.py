"""What aggregations share: which parts count, what an absent one does, and rounding what comes out."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, ClassVar, Final, NamedTuple

from scoring.rulebook.base.exact import exact
from scoring.rulebook.base.rule import Choice, Contradiction, Parameter
from scoring.rulebook.base.shapes import LARGEST
from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.aggregation import Aggregation, Combined
from scoring.rulebook.marks.game import Game, Mark
from scoring.rulebook.marks.numbers import HALF_UP, ROUNDINGS, rounded, whole
from scoring.rulebook.marks.performance import Performance
from unionevents.lib.phrase import Phrase

SKIP: Final = "skip"
VOID: Final = "void"
COUNTS_AS: Final = "counts_as"
MOST_PARTS: Final = 1000

ABSENT: Final = Parameter(
    "absent",
    Phrase(en="A part without a mark", zh="其中一项没有成绩"),
    "choice",
    default=SKIP,
    choices=(
        Choice(SKIP, Phrase(en="counts nothing", zh="不计")),
        Choice(VOID, Phrase(en="makes the whole result void", zh="整个成绩无效")),
        Choice(COUNTS_AS, Phrase(en="counts as a stated mark", zh="按规定成绩计")),
    ),
)
ABSENT_MARK: Final = Parameter(
    "absent_mark",
    Phrase(en="Stated mark", zh="规定成绩"),
    "number",
    default=0,
    lowest=-LARGEST,
    help=Phrase(en="As recorded: times in ms.", zh="按记录的写法，时间按毫秒。"),
)
LEAST: Final = Parameter(
    "least",
    Phrase(en="Parts with a mark, at least", zh="至少几项有成绩"),
    "whole",
    default=1,
    lowest=1,
    highest=MOST_PARTS,
    help=Phrase(en="With fewer there is no result.", zh="不足这个数没有成绩。"),
)
DECIMALS: Final = Parameter(
    "decimals",
    Phrase(en="Rounded to decimals", zh="保留小数"),
    "whole",
    optional=True,
    highest=6,
    help=Phrase(
        en="Of the number as printed; those equal after it are level. Empty: exact.",
        zh="按显示的单位保留几位，取舍后相同即为并列；不填为精确值。",
    ),
)
ROUNDING: Final = Parameter("rounding", Phrase(en="Rounding", zh="取舍"), "choice", default=HALF_UP, choices=ROUNDINGS)
HOW_ABSENT: Final = (ABSENT, ABSENT_MARK, LEAST)
HOW_ROUNDED: Final = (DECIMALS, ROUNDING)


class Counted(NamedTuple):
    """The marks that count, in order, each with the position of its part among those that are no trial."""

    marks: list[Mark]
    positions: list[int]


class CombinedMarks(Aggregation):
    """An aggregation over the marks of the parts that count; trials never do."""

    parameters: ClassVar[tuple[Parameter, ...]] = HOW_ABSENT

    def combine(self, parts: Sequence[Performance], game: Game) -> Combined:
        """From the marks; void, open or absent as the settings say of parts that have none."""
        chosen = self.settings
        counting = [part for part in parts if not part.trial]
        absences = [part.absence for part in counting if part.mark is None and part.absence]
        waiting = any(part.mark is None and part.absence is None for part in counting)
        stands_in = chosen.get("absent") == COUNTS_AS
        if chosen.get("absent") == VOID and (absences or waiting):
            return Combined(None, absences[0] if absences else None)
        counted = Counted([], [])
        for position, part in enumerate(counting):
            mark = _mark_of(part, exact(chosen["absent_mark"]) if stands_in else None)
            if mark is not None:
                counted.marks.append(mark)
                counted.positions.append(position)
        if len(counted.marks) < self.fewest() or (stands_in and len(absences) == len(counting)):
            if waiting:
                return Combined(None)
            few = TOO_FEW.fill(there=len(counted.marks), least=self.fewest()) if counted.marks else None
            return Combined(None, _reason(absences, len(counting)), few)
        combined = self.of(counted, game)
        return combined if combined.mark is None else combined._replace(mark=self.rounded(combined.mark, game))

    def fewest(self) -> int:
        """How many marks there must be for a result."""
        least: int = self.settings.get("least", 1)
        return least

    @abstractmethod
    def of(self, counted: Counted, game: Game) -> Combined:
        """The result of marks of which there are enough."""

    def rounded(self, mark: Mark, game: Game) -> Mark:
        """The mark as the settings round it."""
        decimals: int | None = self.settings.get("decimals")
        if decimals is None:
            return whole(mark)
        return rounded(mark, Fraction(game.scale, 10**decimals), self.settings["rounding"])

    def contradictions(self) -> list[Contradiction]:
        """A stated mark needs the word that says it is used."""
        chosen = self.settings
        if chosen.get("absent_mark") and chosen["absent"] != COUNTS_AS:
            return [(("absent_mark",), UNUSED_MARK)]
        return []

    def said_absent(self) -> Phrase:
        """What happens to parts without a mark, as a clause."""
        chosen = self.settings
        clauses = []
        if chosen["absent"] != SKIP:
            clauses.append(PARTS_ABSENT.fill(what=self.chosen("absent"), mark=_stated(chosen)))
        if chosen["least"] > 1:
            clauses.append(AT_LEAST.fill(least=chosen["least"]))
        return Phrase(en="".join(c.en for c in clauses), zh="".join(c.zh for c in clauses))

    def said_rounded(self) -> Phrase:
        """How the result is rounded, as a clause."""
        if self.settings["decimals"] is None:
            return Phrase(en="", zh="")
        return ROUNDED.fill(decimals=self.settings["decimals"], rounding=self.chosen("rounding"))


def best_first(marks: Sequence[Mark], game: Game) -> list[Mark]:
    """The marks in the order of their worth in this game."""
    return sorted(marks, key=game.key)


def added(marks: Sequence[Mark]) -> Mark:
    """Their exact sum."""
    return whole(sum(marks, start=Fraction(0)))


def _mark_of(part: Performance, stands_in: Mark | None) -> Mark | None:
    if part.mark is not None or part.absence is None:
        return part.mark
    return stands_in


def _reason(absences: Sequence[Absence], number: int) -> Absence:
    """Why there is no result: what was said last when nobody has a mark, else too few of them."""
    return absences[-1] if absences and len(absences) == number else Absence.NM


def _stated(chosen: Mapping[str, Any]) -> Phrase:
    if chosen["absent"] != COUNTS_AS:
        return Phrase(en="", zh="")
    return Phrase(en=f" ({chosen['absent_mark']})", zh=f"（{chosen['absent_mark']}）")


PARTS_ABSENT: Final = Phrase(en="; a part without a mark {what}{mark}", zh="；没有成绩的一项{what}{mark}")
AT_LEAST: Final = Phrase(en="; at least {least} with a mark", zh="；至少 {least} 项有成绩")
ROUNDED: Final = Phrase(en="; rounded to {decimals} decimals, {rounding}", zh="；保留 {decimals} 位小数，{rounding}")
TOO_FEW: Final = Phrase(en="{there} with a mark, {least} needed", zh="有成绩的 {there} 项，至少要 {least} 项")
UNUSED_MARK: Final = Phrase(
    en="a stated mark is only used where an absent part counts as one", zh="选了“按规定成绩计”才用得到规定成绩"
)
