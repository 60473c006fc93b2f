from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionevents.lib.money import NotAnAmount, format_fen, in_capitals, parse_yuan, plain_yuan

AMOUNTS = st.integers(min_value=-(10**15), max_value=10**15)


@pytest.mark.parametrize(
    ("fen", "written"),
    [(0, "¥0.00"), (5, "¥0.05"), (675000, "¥6,750.00"), (-2050, "-¥20.50"), (123456789012, "¥1,234,567,890.12")],
)
def test_an_amount_is_written_with_its_sign_commas_and_two_decimals(fen: int, written: str) -> None:
    assert format_fen(fen) == written


@given(AMOUNTS)
def test_what_is_written_is_read_back_as_the_same_amount(fen: int) -> None:
    assert parse_yuan(format_fen(fen)) == fen
    assert parse_yuan(plain_yuan(fen)) == fen


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("6750", 675000),
        ("6750.5", 675050),
        ("6750元", 675000),
        ("¥6,750.00", 675000),
        ("￥６，７５０．００", 675000),
        (" 1 234.50 ", 123450),
        ("12。5", 1250),
        ("-3", -300),
        ("0.05", 5),
    ],
)
def test_people_may_type_an_amount_in_any_usual_way(typed: str, fen: int) -> None:
    assert parse_yuan(typed) == fen


@pytest.mark.parametrize(
    "typed", ["", "元", "1.234", "6,75", "12,3456", "1e3", "五十", "٣٤", "1.2.3", "--5", "nan", "6750块"]
)
def test_what_cannot_be_meant_as_money_is_refused_in_both_languages(typed: str) -> None:
    with pytest.raises(NotAnAmount) as refused:
        parse_yuan(typed)
    assert typed in refused.value.phrase.said("zh-hans")
    assert typed in refused.value.phrase.said("en")


@pytest.mark.parametrize(
    ("fen", "capitals"),
    [
        (0, "人民币零元整"),
        (675000, "人民币陆仟柒佰伍拾元整"),
        (140950, "人民币壹仟肆佰零玖元伍角整"),
        (600714, "人民币陆仟零柒元壹角肆分"),
        (1640902, "人民币壹万陆仟肆佰零玖元零贰分"),
        (32504, "人民币叁佰贰拾伍元零肆分"),
        (168032, "人民币壹仟陆佰捌拾元叁角贰分"),
        (10700053, "人民币壹拾万柒仟元伍角叁分"),
        (5, "人民币伍分"),
        (50, "人民币伍角整"),
        (1000000, "人民币壹万元整"),
        (1000500, "人民币壹万零伍元整"),
        (10_0000_0001_00, "人民币壹拾亿零壹元整"),
        (3_0005_0000_00, "人民币叁亿零伍万元整"),
        (-2000, "人民币负贰拾元整"),
    ],
)
def test_capitals_follow_the_rules_for_receipts(fen: int, capitals: str) -> None:
    assert in_capitals(fen) == capitals


@given(AMOUNTS)
def test_capitals_can_be_read_back(fen: int) -> None:
    assert _read(in_capitals(fen)) == fen


def test_an_amount_beyond_the_words_is_refused() -> None:
    with pytest.raises(ValueError, match="more than capitals can say"):
        in_capitals(10**18)


def _read(words: str) -> int:
    """An independent reader: adds up digit by place, group by group."""
    words = words.removeprefix("人民币")
    sign = -1 if words.startswith("负") else 1
    words = words.removeprefix("负").removesuffix("整")
    whole, _, rest = words.rpartition("元")
    yuan = 0
    places = {"拾": 10, "佰": 100, "仟": 1000}
    for unit in ("万亿", "亿", "万", ""):
        part, found, after = whole.partition(unit) if unit else (whole, "end", "")
        if not found:
            continue
        whole = after
        group, digit = 0, 0
        for character in part:
            if character in places:
                group, digit = group + digit * places[character], 0
            else:
                digit = "零壹贰叁肆伍陆柒捌玖".index(character)
        yuan += (group + digit) * {"万亿": 10**12, "亿": 10**8, "万": 10**4, "": 1}[unit]
    fen, digit = 0, 0
    for character in rest:
        if character in "角分":
            fen += digit * {"角": 10, "分": 1}[character]
        else:
            digit = "零壹贰叁肆伍陆柒捌玖".index(character)
    return sign * (yuan * 100 + fen)
