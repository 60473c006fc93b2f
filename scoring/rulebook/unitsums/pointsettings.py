"""The parameters of the table of points."""

from __future__ import annotations

from typing import Final

from scoring.rulebook.base.rule import Choice, Parameter
from scoring.rulebook.unitsums.slots import PASSED_OVER, SCORERS, TIES, WITHOUT
from unionevents.lib.phrase import Phrase

MOST: Final = 10**6
LISTED: Final = "listed"
SUM: Final = "sum"
MEAN: Final = "mean"
BEST: Final = "best"
CONTEST: Final = Parameter("contest", Phrase(en="Contest", zh="项目"), "code", required=True)
BEST_CONTESTS: Final = Parameter(
    "best", Phrase(en="Best contests of a unit", zh="取最好的几项"), "whole", optional=True, lowest=1, highest=MOST
)


def _number(code: str, title: Phrase, default: int = 0) -> Parameter:
    return Parameter(code, title, "number", default=default, lowest=-MOST, highest=MOST)


_LIST: Final = (
    Parameter(
        "points",
        Phrase(en="Points from the first place on", zh="从第一名起各名次的分"),
        "numbers",
        default=[9, 7, 6, 5, 4, 3, 2, 1],
        highest=MOST,
    ),
    Parameter(
        "length",
        Phrase(en="The list is", zh="分表"),
        "choice",
        default=LISTED,
        choices=(
            Choice(LISTED, Phrase(en="as written", zh="按上面写的")),
            Choice("units", Phrase(en="as long as there are units: N, N-1, … 1", zh="单位数 N 起，依次减一到 1")),
            Choice("entered", Phrase(en="as long as there are entries: N, N-1, … 1", zh="参赛项数 N 起，依次减一到 1")),
            Choice(
                "finished", Phrase(en="as long as there are marks: N, N-1, … 1", zh="有成绩项数 N 起，依次减一到 1")
            ),
        ),
    ),
    _number("beyond", Phrase(en="Every place beyond the list", zh="分表以后的名次各得")),
    TIES,
    Parameter(
        "own",
        Phrase(en="Contests of their own kind", zh="另行计分的项目"),
        "rows",
        default=[],
        columns=(
            CONTEST,
            Parameter("times", Phrase(en="Times", zh="倍数"), "number", default=1, lowest=-MOST, highest=MOST),
            Parameter("points", Phrase(en="Own list", zh="自己的分表"), "numbers", default=[], highest=MOST),
        ),
        help=Phrase(en="Such as a relay that counts double.", zh="如接力加倍，或者接力有自己的分表。"),
    ),
)
_COUNTED: Final = (
    SCORERS,
    WITHOUT,
    PASSED_OVER,
    Parameter(
        "several",
        Phrase(en="Several of a unit in one ranking", zh="同一项目一个单位有几个（队）时"),
        "choice",
        default=SUM,
        choices=(
            Choice(SUM, Phrase(en="are added", zh="相加")),
            Choice(MEAN, Phrase(en="the mean of all entered", zh="取各队平均")),
            Choice(BEST, Phrase(en="the best counts", zh="取最好的一个")),
        ),
    ),
    BEST_CONTESTS,
    Parameter(
        "rewarded_only", Phrase(en="Only rewarded places score", zh="只有录取名次才计分"), "yes_no", default=False
    ),
    Parameter(
        "least_entries",
        Phrase(en="Contests with at least (entries)", zh="至少几个参赛才计分"),
        "whole",
        default=0,
        highest=MOST,
    ),
    _number("took_part", Phrase(en="For taking part", zh="参加即得")),
    _number("absent", Phrase(en="For not coming", zh="报名未到")),
)
_RECORDS: Final = (
    Parameter(
        "records",
        Phrase(en="Records so far", zh="原纪录"),
        "rows",
        default=[],
        columns=(
            CONTEST,
            Parameter("division", Phrase(en="Division", zh="组别"), "code", optional=True),
            Parameter("mark", Phrase(en="Record", zh="纪录"), "number", required=True, lowest=-(10**12)),
        ),
        help=Phrase(
            en="The union's own, in the contest's measure (times in milliseconds).",
            zh="本单位的纪录，按项目的计量写（时间写毫秒）。",
        ),
    ),
    _number("record_bonus", Phrase(en="Added for a record", zh="破纪录加分")),
    _number("equal_bonus", Phrase(en="Added for an equalled record", zh="平纪录加分")),
    _number("record_times", Phrase(en="Points of a record are multiplied by", zh="破纪录者名次分乘以"), 1),
)
CORRECTIONS: Final = Parameter(
    "corrections",
    Phrase(en="Points added or taken by decision", zh="另加（扣）分"),
    "rows",
    default=[],
    columns=(
        Parameter("unit", Phrase(en="Unit", zh="单位"), "code", required=True),
        Parameter("points", Phrase(en="Points", zh="分"), "number", required=True, lowest=-MOST, highest=MOST),
        Parameter("reason", Phrase(en="Reason", zh="理由"), "text", default=""),
    ),
)
POINTS_PARAMETERS: Final = (*_LIST, *_COUNTED, *_RECORDS, CORRECTIONS)
