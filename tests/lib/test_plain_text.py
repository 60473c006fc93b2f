"""Control characters are refused wherever somebody types; a text of several lines keeps its lines."""

from __future__ import annotations

import pytest
from django import forms

from unionevents.lib.plain_text import has_control_characters, refuse_control_characters


class Note(forms.Form):
    title = forms.CharField()
    text = forms.CharField(widget=forms.Textarea)

    def __init__(self, data: dict[str, str]) -> None:
        super().__init__(data)
        refuse_control_characters(self)


@pytest.mark.parametrize("odd", ["\x07", "\x1b", "\x7f", "\x85", "\ud800", "\uffff", "_x0007_", "_x001b_"])
def test_what_cannot_be_printed_is_refused_in_either_field(odd: str) -> None:
    assert has_control_characters(f"林{odd}悦")
    assert set(Note({"title": f"林{odd}悦", "text": f"林{odd}悦"}).errors) == {"title", "text"}


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\t"])
def test_lines_belong_into_texts_of_several_lines_alone(break_: str) -> None:
    assert not has_control_characters(f"一{break_}二")
    assert set(Note({"title": f"一{break_}二", "text": f"一{break_}二"}).errors) == {"title"}


@pytest.mark.parametrize("name", ["林悦", "阿依古丽·买买提", "O'Neill", "_x_", "👟"])
def test_names_of_people_are_not(name: str) -> None:
    assert not Note({"title": name, "text": name}).errors
