"""The settings of a judged contest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from scoring.rulebook.base.rule import Choice, Contradiction, Parameter
from scoring.rulebook.marks.fields import ABSENCE_SLOT
from unionevents.lib.phrase import Phrase

MOST: Final = 10_000
MOST_JUDGES: Final = 100
# A criterion counts as it is, in percent.
FULL_WEIGHT: Final = 100
ITEM: Final = "item"
MEAN: Final = "mean"
SCORE: Final = "score"
DIFFICULTY: Final = "difficulty"
# Names that figures have already; a criterion needs another.
RESERVED: Final = frozenset({SCORE, DIFFICULTY, ABSENCE_SLOT, "exact", "untrimmed", "highest", "lowest"})
_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,29}")

COMBINED: Final = (Choice(MEAN, Phrase(en="mean", zh="取平均")), Choice("sum", Phrase(en="sum", zh="相加")))
# What a criterion may have otherwise than the panel.
OF_ITS_OWN: Final = ("judges", "drop_highest", "drop_lowest", "combine")

JUDGED_PARAMETERS: Final = (
    Parameter("judges", Phrase(en="Judges", zh="评委人数"), "whole", default=5, lowest=1, highest=MOST_JUDGES),
    Parameter("maximum", Phrase(en="Full mark", zh="满分"), "whole", default=100, lowest=1, highest=MOST),
    Parameter(
        "decimals",
        Phrase(en="Decimals of a mark", zh="打分的小数位数"),
        "whole",
        default=0,
        highest=3,
        help=Phrase(en="2: a mark of 9.25 is recorded as 925.", zh="填 2 时，9.25 分记作 925。"),
    ),
    Parameter(
        "criteria",
        Phrase(en="Criteria", zh="评分项"),
        "rows",
        default=[],
        help=Phrase(
            en="Empty: one mark a judge. Else each criterion is marked up to its own full mark; it may have other "
            "judges than the panel, dropped and put together in its own way.",
            zh="不填为每位评委打一个总分；填了则逐项打分，各项有各自的满分；某项的评委人数、去分和合成办法也可以另定。",
        ),
        columns=(
            Parameter("code", Phrase(en="Code", zh="代码"), "text", required=True),
            Parameter("title", Phrase(en="Title", zh="名称"), "text", default=""),
            Parameter("maximum", Phrase(en="Full mark", zh="满分"), "whole", required=True, lowest=1, highest=MOST),
            Parameter(
                "weight", Phrase(en="Weight in percent", zh="权重（%）"), "number", default=FULL_WEIGHT, highest=1000
            ),
            Parameter(
                "judges",
                Phrase(en="Judges of this criterion", zh="本项评委人数"),
                "whole",
                optional=True,
                lowest=1,
                highest=MOST_JUDGES,
            ),
            Parameter("drop_highest", Phrase(en="Highest dropped", zh="去最高"), "whole", optional=True, highest=20),
            Parameter("drop_lowest", Phrase(en="Lowest dropped", zh="去最低"), "whole", optional=True, highest=20),
            Parameter("combine", Phrase(en="The others", zh="其余"), "choice", optional=True, choices=COMBINED),
        ),
    ),
    Parameter("drop_highest", Phrase(en="Highest marks dropped", zh="去掉最高分个数"), "whole", default=1, highest=20),
    Parameter("drop_lowest", Phrase(en="Lowest marks dropped", zh="去掉最低分个数"), "whole", default=1, highest=20),
    Parameter(
        "drop_with",
        Phrase(en="Dropped with at least so many marks", zh="满几个打分才去分"),
        "whole",
        optional=True,
        lowest=1,
        highest=MOST_JUDGES,
        help=Phrase(
            en="With fewer none is dropped. Empty: always dropped.", zh="不足这个数时不去最高最低分；不填为总是去。"
        ),
    ),
    Parameter(
        "drop_from",
        Phrase(en="Dropped from", zh="去分的对象"),
        "choice",
        default=ITEM,
        choices=(
            Choice(ITEM, Phrase(en="the marks of each criterion", zh="每个评分项的各个打分")),
            Choice("judge", Phrase(en="the totals of the judges", zh="各评委的总分")),
        ),
    ),
    Parameter(
        "combine",
        Phrase(en="The marks that are left", zh="留下的打分"),
        "choice",
        default=MEAN,
        choices=COMBINED,
    ),
    Parameter(
        "divisor",
        Phrase(en="Fixed divisor", zh="固定除数"),
        "whole",
        optional=True,
        lowest=1,
        highest=MOST_JUDGES,
        help=Phrase(en="Empty: the number of marks that are left.", zh="不填为留下的打分个数。"),
    ),
    Parameter(
        "least",
        Phrase(en="Judges at least", zh="至少几位评委"),
        "whole",
        optional=True,
        lowest=1,
        highest=MOST_JUDGES,
        help=Phrase(
            en="With fewer marks there is no result. Empty: one more than are dropped.",
            zh="打分不足这个数不出成绩；不填为去掉的个数加一。",
        ),
    ),
    Parameter("difficulty", Phrase(en="Times the difficulty", zh="乘难度系数"), "yes_no", default=False),
    Parameter(
        "difficulty_decimals",
        Phrase(en="Decimals of the difficulty", zh="难度系数的小数位数"),
        "whole",
        default=1,
        highest=3,
        help=Phrase(en="1: a difficulty of 3.2 is recorded as 32.", zh="填 1 时，难度 3.2 记作 32。"),
    ),
    Parameter(
        "percent", Phrase(en="Times, in percent", zh="再乘（%）"), "whole", default=100, lowest=1, highest=100_000
    ),
    Parameter(
        "item_decimals",
        Phrase(en="Each criterion rounded to", zh="每项得分保留小数"),
        "whole",
        optional=True,
        highest=6,
        help=Phrase(en="Half up. Empty: not rounded.", zh="四舍五入；不填为不取舍。"),
    ),
    Parameter(
        "ranking_decimals",
        Phrase(en="Result rounded to", zh="最后得分保留小数"),
        "whole",
        optional=True,
        highest=6,
        help=Phrase(
            en="Half up, and those who are then equal are level. Empty: exact; only print is rounded.",
            zh="四舍五入，取舍后相同即为并列；不填为按精确值排名，只在显示时取舍。",
        ),
    ),
    Parameter("shown_decimals", Phrase(en="Decimals printed", zh="显示的小数位数"), "whole", default=2, highest=6),
)
# What a setting that is not always there adds to the sentence of a contest.
OPTIONAL: Final = {
    "drop_with": Phrase(en="dropped with {value} marks and more only", zh="打分满 {value} 个才去分"),
    "divisor": Phrase(en="divided by {value}", zh="固定除以 {value}"),
    "least": Phrase(en="at least {value} judges", zh="至少 {value} 位评委"),
    "item_decimals": Phrase(en="each criterion rounded to {value} decimals", zh="每项保留 {value} 位小数"),
    "ranking_decimals": Phrase(en="the result rounded to {value} decimals", zh="最后得分保留 {value} 位小数"),
}


def judged_contradictions(settings: Mapping[str, Any]) -> list[Contradiction]:
    """Panels that can never give a result, and criteria that cannot be told apart."""
    dropped = settings["drop_highest"] + settings["drop_lowest"]
    odd: list[Contradiction] = []
    if dropped >= settings["judges"] and settings["drop_with"] is None:
        odd.append((("judges",), TOO_FEW_JUDGES.fill(judges=settings["judges"], dropped=dropped)))
    least: int | None = settings["least"]
    always_dropped = dropped if settings["drop_with"] is None else 0
    if settings["drop_with"] is not None and settings["drop_with"] <= dropped:
        odd.append((("drop_with",), DROP_WITH.fill(drop_with=settings["drop_with"], dropped=dropped)))
    if least is not None and not always_dropped < least <= settings["judges"]:
        odd.append((("least",), LEAST.fill(least=least, dropped=dropped, judges=settings["judges"])))
    if settings["divisor"] is not None and settings["combine"] != MEAN:
        odd.append((("divisor",), DIVISOR_OF_SUM))
    codes = [criterion["code"] for criterion in settings["criteria"]]
    for number, code in enumerate(codes):
        place = ("criteria", number, "code")
        if not _CODE.fullmatch(code):
            odd.append((place, BAD_CODE.fill(code=code)))
        elif code in RESERVED:
            odd.append((place, RESERVED_CODE.fill(code=code)))
        elif code in codes[:number]:
            odd.append((place, CODE_TWICE.fill(code=code)))
    if codes and not any(criterion["weight"] for criterion in settings["criteria"]):
        odd.append((("criteria",), NO_WEIGHT))
    return odd + _contradictions_of_criteria(settings)


def _contradictions_of_criteria(settings: Mapping[str, Any]) -> list[Contradiction]:
    """Criteria with a panel of their own: something must be left of it, and totals need the same judges everywhere."""
    odd: list[Contradiction] = []
    for number, criterion in enumerate(settings["criteria"]):
        if all(criterion[key] is None for key in OF_ITS_OWN):
            continue
        panel = criterion_settings(settings, criterion)
        dropped = panel["drop_highest"] + panel["drop_lowest"]
        if dropped >= panel["judges"] and settings["drop_with"] is None:
            place = ("criteria", number, "judges" if criterion["judges"] is not None else "drop_highest")
            odd.append((place, TOO_FEW_JUDGES.fill(judges=panel["judges"], dropped=dropped)))
        if settings["drop_from"] != ITEM:
            odd.append((("criteria", number), TOTALS_OF_ONE_PANEL))
    return odd


def criterion_settings(settings: Mapping[str, Any], criterion: Mapping[str, Any]) -> dict[str, Any]:
    """How one criterion is judged: as it says itself, else as the whole panel."""
    own = {key: criterion[key] for key in OF_ITS_OWN if criterion[key] is not None}
    return {key: settings[key] for key in OF_ITS_OWN} | own


TOO_FEW_JUDGES: Final = Phrase(
    en="{dropped} marks are dropped of {judges} judges: nothing is left",
    zh="{judges} 位评委去掉 {dropped} 个分，没有剩下的",
)
LEAST: Final = Phrase(
    en="at least {least} judges: it must be more than the {dropped} dropped and no more than the {judges} there are",
    zh="至少 {least} 位评委：应多于去掉的 {dropped} 个，且不超过评委人数 {judges}",
)
DROP_WITH: Final = Phrase(
    en="dropped from {drop_with} marks on, but {dropped} are dropped: nothing would be left",
    zh="满 {drop_with} 个打分就去掉 {dropped} 个，没有剩下的",
)
DIVISOR_OF_SUM: Final = Phrase(en="a divisor belongs to a mean, not to a sum", zh="相加时不用除数，取平均才有固定除数")
BAD_CODE: Final = Phrase(
    en="“{code}” is no code: small letters, digits and _, a letter first",
    zh="“{code}”不能作代码：用小写字母、数字和 _，字母开头",
)
RESERVED_CODE: Final = Phrase(en="the code “{code}” has another meaning here", zh="代码“{code}”在这里另有用处")
CODE_TWICE: Final = Phrase(en="the code “{code}” stands twice", zh="代码“{code}”写了两次")
TOTALS_OF_ONE_PANEL: Final = Phrase(
    en="marks dropped from the totals of the judges need the same panel in every criterion",
    zh="从各评委总分中去分，各项的评委和办法必须相同",
)
NO_WEIGHT: Final = Phrase(en="every criterion weighs nothing", zh="所有评分项的权重都是 0")
