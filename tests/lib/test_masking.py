"""Masked names keep what tells people apart at the field and hide who they are."""

from datetime import date

import pytest

from unionevents.lib.masking import (
    masked_birth_date,
    masked_id_number,
    masked_name,
    masked_phone,
    with_names_masked,
)


@pytest.mark.parametrize(
    ("name", "shown"), [("张晓明", "张*明"), ("李明", "李*"), ("欧阳晓明", "欧**明"), ("明", "明*"), ("", "*")]
)
def test_masked_name_keeps_its_ends_alone(name: str, shown: str) -> None:
    assert masked_name(name) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [("13812341234", "138****1234"), ("5551234", "*******"), ("", ""), (" 010-85721234 ", "010*****1234")],
)
def test_masked_phone_hides_its_middle(phone: str, shown: str) -> None:
    assert masked_phone(phone) == shown


def test_masked_id_number_hides_the_birth_date() -> None:
    assert masked_id_number("330102198605011234") == "3301**********1234"


def test_masked_birth_date_is_a_year() -> None:
    assert (masked_birth_date(date(1986, 5, 1)), masked_birth_date(None)) == ("1986", "")


def test_names_in_a_sentence_are_masked_the_longest_first() -> None:
    assert with_names_masked("李明、李明亮：请改正", ["李明", "李明亮", ""]) == "李*、李*亮：请改正"
    assert with_names_masked("没有名字", []) == "没有名字"
