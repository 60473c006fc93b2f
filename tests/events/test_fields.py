"""What people type for a time, an amount, a list of divisions."""

from __future__ import annotations

from datetime import time

import pytest
from django import forms

from events.forms.fields import ClockField, DivisionsField, YuanField


@pytest.mark.parametrize(
    ("text", "expected"),
    [("8:30", time(8, 30)), ("0830", time(8, 30)), ("830", time(8, 30)), ("８：３０", time(8, 30)), ("8点", time(8)),
     ("14", time(14)),
     ("8点30分", time(8, 30)), ("", None)],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(text: str, expected: time | None) -> None:
    assert ClockField(required=False).clean(text) == expected


@pytest.mark.parametrize("text", ["8:61", "24:00", "早上八点", "8:3", "12345"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(forms.ValidationError):
        ClockField().clean(text)


def test_divisions_say_by_their_name_whom_they_are_for() -> None:
    read = DivisionsField(required=False).clean("女子组, 男子组；甲组\nMen's；women；男女混合")
    assert [gender for _title, gender in read] == ["female", "male", "", "male", "female", ""]
    with pytest.raises(forms.ValidationError):
        DivisionsField().clean("甲组、甲组")


@pytest.mark.parametrize("text", ["-1", "30000000", "一百"])
def test_an_amount_out_of_reach_is_refused(text: str) -> None:
    with pytest.raises(forms.ValidationError):
        YuanField().clean(text)
