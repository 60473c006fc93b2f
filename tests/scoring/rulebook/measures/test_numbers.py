"""Exact rounding and print."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rulebook.marks.numbers import decimal_text, plain_text, rounded, scaled_text, whole, without_zeros

WORDS = {"up": ROUND_CEILING, "down": ROUND_FLOOR, "half_up": ROUND_HALF_UP}


@pytest.mark.parametrize("rounding", sorted(WORDS))
@given(thousandths=st.integers(-(10**9), 10**9), step=st.sampled_from([1, 10, 100, 1000]))
def test_rounding_is_that_of_decimal_arithmetic(rounding: str, thousandths: int, step: int) -> None:
    expected = (Decimal(thousandths) / step).quantize(Decimal(1), WORDS[rounding]) * step

    assert rounded(thousandths, step, rounding) == int(expected)
    assert type(rounded(thousandths, step, rounding)) is int


@given(value=st.fractions(max_denominator=1000), step=st.sampled_from([1, 3, Fraction(1, 100), Fraction(2, 5)]))
def test_up_and_down_enclose_and_half_up_is_the_nearer(value: Fraction, step: Fraction | int) -> None:
    up, down, half = (rounded(value, step, word) for word in ("up", "down", "half_up"))

    assert down <= value <= up
    assert up - down in (0, step)
    assert half in (up, down)
    assert abs(half - value) * 2 <= step


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Fraction(67, 8), 2, "8.38"),
        (Fraction(-67, 8), 2, "-8.38"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(2, 3), 0, "1"),
        (7, 2, "7.00"),
        (Fraction(-1, 2), 0, "-1"),
    ],
)
def test_print_is_half_up(value: Fraction | int, decimals: int, text: str) -> None:
    assert decimal_text(value, decimals) == text


def test_small_helpers() -> None:
    assert type(whole(Fraction(4, 2))) is int
    assert plain_text(Fraction(1, 3), 1) == "0.3"
    assert plain_text(12) == "12"
    assert scaled_text(875, 1) == "87.5"
    assert scaled_text(870, 1) == "87"
    assert scaled_text(Fraction(1751, 2), 1) == "87.550"
    assert without_zeros("100") == "100"
