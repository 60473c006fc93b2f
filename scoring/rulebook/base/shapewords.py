"""What is said of a value that does not have the shape it must have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from unionevents.lib.phrase import Phrase

SHOWN: Final = 40

NOT_WHOLE = Phrase(en="a whole number is needed here, found {found}", zh="这里要填整数，现在是{found}")
OUT_OF_RANGE = Phrase(en="{value} is outside {lowest} to {highest}", zh="{value} 超出范围（{lowest} 至 {highest}）")
NOT_TEXT = Phrase(en="text is needed here, found {found}", zh="这里要填文字，现在是{found}")
TEXT_LENGTH = Phrase(
    en="the text has {length} characters; {shortest} to {longest} are allowed",
    zh="文字有 {length} 个字符，应为 {shortest} 至 {longest} 个",
)
CONTROL_CHARACTER = Phrase(en="the text holds a control character", zh="文字里有不可见的控制字符")
NOT_WHOLE_OF = Phrase(
    en="a whole number is needed here ({written}), found {found}", zh="这里要填整数（{written}），现在是{found}"
)
NOT_A_CHOICE = Phrase(en="“{value}” is not one of{meant}: {allowed}", zh="“{value}”不在可选范围{meant}：{allowed}")
NOT_YES_NO = Phrase(en="true or false is needed here, found {found}", zh="这里要填 true 或 false，现在是{found}")
NOT_A_LIST = Phrase(en="a list is needed here, found {found}", zh="这里要填列表，现在是{found}")
NOT_AN_OBJECT = Phrase(en="an object is needed here, found {found}", zh="这里要填对象，现在是{found}")
TOO_FEW = Phrase(
    en="the list has {length} items; at least {at_least} needed", zh="列表只有 {length} 项，至少要 {at_least} 项"
)
MISSING_KEY = Phrase(en="the key “{key}” is missing", zh="缺少“{key}”")
UNKNOWN_KEY = Phrase(
    en="the key “{key}” is unknown{meant}; known here: {known}", zh="不认识“{key}”{meant}，这里可用：{known}"
)
NO_KEYS = Phrase(
    en="the key “{key}” is unknown: nothing stands here; results of matches stand in the `matches` of a stage",
    zh="不认识“{key}”：这里什么也不填；逐场比赛的成绩写在各阶段的 matches 里",
)
MEANT = Phrase(en=" (“{word}” is meant?)", zh="（是不是“{word}”？）")
NOT_A_LINE = Phrase(
    en='an object is needed here, found text: write {{"{key}": "{word}"}}',
    zh='这里要填对象，现在是文字：写成 {{"{key}": "{word}"}}',
)


def kind_of(value: object) -> Phrase:
    """What was found instead, in a word."""
    if value is None:
        return Phrase(en="nothing (null)", zh="空值（null）")
    for types, phrase in _KINDS:
        if isinstance(value, types):
            return phrase
    return Phrase(en=type(value).__name__, zh=type(value).__name__)


def said(value: object) -> str:
    """A value in a complaint, never longer than a line."""
    text = _WORDS.get(value, str(value)) if value is None or type(value) is bool else str(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


_WORDS: Mapping[object, str] = {None: "null", True: "true", False: "false"}
_KINDS: Sequence[tuple[Any, Phrase]] = (
    (bool, Phrase(en="true/false", zh="真假值")),
    (int, Phrase(en="a whole number", zh="整数")),
    (float, Phrase(en="a number with decimals", zh="带小数的数")),
    (str, Phrase(en="text", zh="文字")),
    (list, Phrase(en="a list", zh="列表")),
    (dict, Phrase(en="an object", zh="对象")),
)
