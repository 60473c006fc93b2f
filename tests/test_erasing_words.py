"""Which words of a text are the name of an erased person, and which only contain it."""

from __future__ import annotations

import pytest

from unionevents.erasing.words import words_for


@pytest.mark.parametrize(
    ("names", "kept", "text", "cleaned"),
    [
        (["向阳"], ["向阳小学"], "向阳小学的向阳", "向阳小学的已删除"),
        (["李明"], ["李明亮"], "李明、李明亮", "已删除、李明亮"),
        (["Li"], [], "Li and Lisa", "已删除 and Lisa"),
        (["明"], [], "明天", "明天"),
        (["明"], [], "明", "已删除"),
        ([""], [], "空", "空"),
    ],
)
def test_words_go_and_longer_words_around_them_stay(names: list[str], kept: list[str], text: str, cleaned: str) -> None:
    assert words_for(names, kept=kept).clean({"键": [text]}) == {"键": [cleaned]}
