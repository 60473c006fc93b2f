"""Every format brings a worked example, says itself in both languages, and stands in a file of its own."""

from __future__ import annotations

import copy

import pytest

from scoring.rulebook.base.rule import settings_in
from scoring.rulebook.formats import FORMATS
from scoring.rulebook.playing.format import Format
from scoring.rulebook.playing.stageshape import STAGE_KEYS
from tests.scoring.rulebook.formats.meets import run


@pytest.mark.parametrize("rule", FORMATS.values(), ids=list(FORMATS))
def test_the_example_of_a_format_comes_out(rule: type[Format]) -> None:
    placings = run(copy.deepcopy(dict(rule.example["contest"])))["rankings"][0]["placings"]

    assert [[one["entry"], one["rank"], one["shown"]["zh"]] for one in placings] == rule.example["placings"]


@pytest.mark.parametrize("rule", FORMATS.values(), ids=list(FORMATS))
def test_every_format_says_itself_in_both_languages(rule: type[Format]) -> None:
    line = rule.example["contest"]["stages"][0]
    said = rule(settings_in(line, "rule", "choices", *STAGE_KEYS)).says()

    for text in (rule.title.zh, rule.help.zh, said.zh):
        assert any("\u4e00" <= character <= "\u9fff" for character in text)
    assert said.en
    assert rule.__module__ == f"scoring.rulebook.formats.{rule.code}"
