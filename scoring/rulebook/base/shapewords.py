"""What is said of a value that does not have the shape it must have."""

from __future__ import annotations

from collections.abc import Sequence
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
NOT_A_CHOICE = Phrase(en="“{value}” is not one of: {allowed}", zh="“{value}”不在可选范围：{allowed}")
NOT_YES_NO = Phrase(en="true or false is needed here, found {found}", zh="这里要填 true 或 false，现在是{found}")
NOT_A_LIST = Phrase(en="a list is needed here, found {found}", zh="这里要填列表，现在是{found}")
NOT_AN_OBJECT = Phrase(en="an object is needed here, found {found}", zh="这里要填对象，现在是{found}")
TOO_FEW = Phrase(
    en="the list has {length} items; at least {at_least} needed", zh="列表只有 {length} 项，至少要 {at_least} 项"
)
MISSING_KEY = Phrase(en="the key “{key}” is missing", zh="缺少“{key}”")
UNKNOWN_KEY = Phrase(en="the key “{key}” is unknown; known here: {known}", zh="不认识“{key}”，这里可用：{known}")


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
    text = str(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


_KINDS: Sequence[tuple[Any, Phrase]] = (
    (bool, Phrase(en="true/false", zh="真假值")),
    (int, Phrase(en="a whole number", zh="整数")),
    (float, Phrase(en="a number with decimals", zh="带小数的数")),
    (str, Phrase(en="text", zh="文字")),
    (list, Phrase(en="a list", zh="列表")),
    (dict, Phrase(en="an object", zh="对象")),
)
