"""Money is a whole number of fen: written on pages and receipts, and read back from what people type."""

from __future__ import annotations

import re
import unicodedata

from unionevents.lib.phrase import Phrase

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_LARGEST = 10**18
_FULL_GROUP = 1000  # a group with fewer figures is read with a zero before it
_AMOUNT = re.compile(r"(?P<sign>-?)¥?(?P<yuan>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<cents>[0-9]{1,2}))?元?")


class NotAnAmount(ValueError):
    """What was typed cannot be read as money; `phrase` says so to the person who typed it."""

    def __init__(self, text: str) -> None:
        self.phrase = Phrase(
            en="“{text}” is not an amount. Write yuan with at most two decimals, such as 6750 or 6,750.00.",
            zh="“{text}”不是金额。请写元，最多两位小数，例如 6750 或 6,750.00。",
        ).fill(text=text)
        super().__init__(self.phrase.en)


def format_fen(fen: int) -> str:
    """`675000` as `¥6,750.00`."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}¥{yuan:,}.{rest:02d}"


def plain_yuan(fen: int) -> str:
    """`675000` as `6750.00`, what a form field shows and `parse_yuan` reads back."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan}.{rest:02d}"


def parse_yuan(text: str) -> int:
    """Fen of an amount as people type it (`6750`, `¥6,750.00`, `6750元`, full-width figures); NotAnAmount otherwise."""
    # NFKC turns full-width figures and points into plain ones; the Chinese full stop is a slip of the input method.
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("。", ".")
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        raise NotAnAmount(text)
    fen = int(found["yuan"].replace(",", "")) * 100 + int((found["cents"] or "0").ljust(2, "0"))
    return -fen if found["sign"] else fen


def in_capitals(fen: int) -> str:
    """The amount in the characters that cannot be altered on paper: `675000` is 人民币陆仟柒佰伍拾元整."""
    if abs(fen) >= _LARGEST:
        raise ValueError(f"{fen} fen is more than capitals can say")
    yuan, rest = divmod(abs(fen), 100)
    jiao, cents = divmod(rest, 10)
    words = f"{_whole(yuan)}元" if yuan or not rest else ""
    if jiao:
        words += f"{_DIGITS[jiao]}角"
    elif cents and yuan:
        words += "零"
    words += f"{_DIGITS[cents]}分" if cents else "整"
    return f"人民币{'负' if fen < 0 else ''}{words}"


def _whole(number: int) -> str:
    if number == 0:
        return _DIGITS[0]
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    words = ""
    gap = False
    for power in range(len(groups) - 1, -1, -1):
        group = groups[power]
        if group == 0:
            gap = True
            continue
        if words and (gap or group < _FULL_GROUP):
            words += _DIGITS[0]
        words += _group(group) + _GROUPS[power]
        gap = False
    return words


def _group(group: int) -> str:
    words = ""
    gap = False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit == 0:
            gap = bool(words)
            continue
        words += (_DIGITS[0] if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = False
    return words
