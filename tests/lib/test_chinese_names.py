"""Names sound, sort and are found as a Chinese reader expects."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionevents.lib.chinese_names import by_pinyin, by_strokes, finds, sound, syllables


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("单丹", "shan dan"), ("曾曾", "zeng ceng"), ("解放", "xie fang"), ("查查", "zha cha"), ("仇英", "qiu ying"),
        ("区洋", "ou yang"), ("欧阳修", "ou yang xiu"), ("尉迟恭", "yu chi gong"), ("尉健", "wei jian"),
        ("万俟雪", "mo qi xue"), ("朴树", "piao shu"), ("任重", "ren zhong"), ("长孙皇", "zhang sun huang"),
        ("吕布", "lv bu"), ("Anna 王", "a n n a wang"),
    ],
)  # fmt: skip
def test_a_surname_is_read_as_a_surname(name: str, said: str) -> None:
    assert sound(name) == said


def test_sorting_by_pinyin_puts_polyphonic_surnames_where_they_belong() -> None:
    names = ["曾强", "单丹", "陈一", "查良", "张三", "赵四", "解缙", "仇和", "秦明", "李四", "李三"]
    expected = ["陈一", "李三", "李四", "秦明", "仇和", "单丹", "解缙", "曾强", "查良", "张三", "赵四"]
    assert sorted(names, key=by_pinyin) == expected


def test_sorting_by_strokes_begins_with_the_simplest_surname() -> None:
    names = ["魏征", "丁一", "王五", "张三", "于谦", "卜凡", "孟浩", "丁七"]
    assert sorted(names, key=by_strokes) == ["丁一", "丁七", "卜凡", "于谦", "王五", "张三", "孟浩", "魏征"]


@pytest.mark.parametrize(
    "query",
    [
        "张伟",
        "张",
        "伟",
        "zhangwei",
        "ZhangWei",
        "zhang wei",
        "zw",
        "zhangw",
        "zwei",
        "wei",
        "w",
        "章",
        "章维",
        "張偉",
        "",
    ],
)
def test_a_name_is_found_by_what_somebody_types(query: str) -> None:
    assert finds(query, "张伟")


@pytest.mark.parametrize("query", ["李", "li", "zx", "weiz", "伟张", "zhangweiw", "张伟明"])
def test_another_name_is_not_found(query: str) -> None:
    assert not finds(query, "张伟")


@given(st.text(max_size=12), st.text(max_size=8))
def test_any_text_has_a_place_and_is_found_by_itself(name: str, query: str) -> None:
    assert len(syllables(name)) == len(by_strokes(name)) == len(by_pinyin(name))
    assert finds(name, name)
    finds(query, name)
