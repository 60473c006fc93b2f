"""What tables say about the parts of a total."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from scoring.rulebook.base.rule import Contradiction
from unionevents.lib.phrase import Phrase

PLACED: Final = Phrase(en="place {rank}: {points} points", zh="第 {rank} 名得 {points} 分")
PLACED_SHARING: Final = Phrase(
    en="place {rank} shared by {size}: places {first} to {last} are worth {sum}, {points} points each",
    zh="第 {rank} 名 {size} 个并列，平分第 {first} 至 {last} 名的 {sum} 分，各得 {points} 分",
)
BROKEN: Final = Phrase(en="a record broken: {points} points", zh="破纪录，计 {points} 分")
EQUALLED: Final = Phrase(en="a record equalled: {points} points", zh="平纪录，计 {points} 分")
TOOK_PART: Final = Phrase(en="{points} more for taking part", zh="另得参加分 {points} 分")
ABSENT: Final = Phrase(en="{absence}: {points} points", zh="{absence}，计 {points} 分")
NO_PLACE: Final = Phrase(en="no place", zh="没有名次")
UNSCORED: Final = Phrase(en="place {rank}, {reason}: 0 points", zh="第 {rank} 名，{reason}，计 0 分")
TOO_SMALL: Final = Phrase(en="fewer than {least} entries: 0 points", zh="参赛不足 {least} 个，不计分")
CORRECTED: Final = Phrase(en="{points} points by decision: {reason}", zh="另计 {points} 分：{reason}")
MEAN_OF: Final = Phrase(en="{why}; the mean of {number}: {points}", zh="{why}；{number} 个取平均，折合 {points} 分")
NOT_BEST_OF_UNIT: Final = Phrase(en="{why}; another of the unit counts", zh="{why}；本单位取另一个更好的，这里不计")
NOT_BEST: Final = Phrase(en="{why}; not among the best {best} contests", zh="{why}；不在最好的 {best} 项里，不计")
NO_SUCH_CONTEST: Final = Phrase(en="there is no contest “{name}”", zh="项目里没有“{name}”")
NO_SUCH_UNIT: Final = Phrase(en="there is no unit “{name}”", zh="没有单位“{name}”")
NO_SUCH_TABLE: Final = Phrase(en="no table above is “{name}”", zh="上面没有表“{name}”")
NO_SUCH_VALUE: Final = Phrase(en="no unit has a value “{name}”", zh="没有单位写了“{name}”这个数")
NO_SUCH_RANKING: Final = Phrase(en="no contest has a ranking “{name}”", zh="没有叫“{name}”的排名")
NO_TAGGED_UNIT: Final = Phrase(en="no unit carries the tag “{name}”", zh="没有单位带“{name}”标记")
_MISSING: Final = {"contest": NO_SUCH_CONTEST, "unit": NO_SUCH_UNIT, "table": NO_SUCH_TABLE}


def unknown(
    rows: Sequence[Mapping[str, Any]], parameter: str, column: str, known: Collection[str]
) -> list[Contradiction]:
    """Rows of a parameter whose column names something that does not exist."""
    return [
        ((parameter, index, column), _MISSING[column].fill(name=row[column]))
        for index, row in enumerate(rows)
        if row[column] not in known
    ]
