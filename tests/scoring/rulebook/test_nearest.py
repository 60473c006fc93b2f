"""A word that is not known: the complaint names the one that was probably meant."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import problems_of
from scoring.rulebook.base.nearest import nearest
from tests.scoring.rulebook.cases import case_of, counted


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("precison", ["direction", "precision"], "precision"),
        ("Tie-Breaks", ["tie_breaks", "title"], "tie_breaks"),
        ("status", ["absence", "records"], "absence"),
        ("NH", ["DNF", "NM", "DSQ"], "NM"),
        ("RET", ["DNF", "NM", "DSQ"], "DNF"),
        ("asc", ["less", "more"], "less"),
        ("football", ["fiba", "fifa"], "fifa"),
        ("table tennis", ["timed", "match"], "match"),
        ("third", ["third_place", "until"], "third_place"),
        ("third", ["third_place", "third_prize"], None),
        ("status", ["title"], None),
        ("colour", ["direction", "precision"], None),
    ],
)
def test_the_known_word_that_is_meant(word: str, known: list[str], meant: str | None) -> None:
    assert nearest(word, known) == meant


def said(**more: Any) -> list[tuple[str, str]]:
    problems = problems_of(case_of(counted("rope", {"a": 5}) | more))
    return [(problem.path, problem.sentence.phrase.en) for problem in problems]


def test_an_unknown_key_is_answered_with_the_key_that_is_meant_and_all_that_are_known() -> None:
    ((path, text),) = said(setings={})

    assert path == "$.contests[0].setings"
    assert text.startswith("the key “setings” is unknown (“settings” is meant?); known here: game, code, title")


def test_a_word_that_is_no_choice_is_answered_with_the_choice_that_is_meant() -> None:
    ((path, text),) = said(settings={"direction": "higher"})

    assert path == "$.contests[0].settings.direction"
    assert text.startswith("“higher” is not one of (“more” is meant?): ")


def test_a_rule_written_as_a_word_is_answered_with_the_line_to_write() -> None:
    ((path, text),) = said(tie_breaks=["fewer_faults"])

    assert path == "$.contests[0].tie_breaks[0]"
    assert text == 'an object is needed here, found text: write {"rule": "fewer_faults"}'


@pytest.mark.parametrize(
    ("game", "records", "text"),
    [
        ("timed", {"time": 12.34}, "a whole number is needed here (in ms), found a number with decimals"),
        (
            "distance",
            {"distance": "7.89"},
            "a whole number is needed here (in m without the point: 0.5 is 500), found text",
        ),
        ("finish_order", {"place": True}, "a whole number is needed here (in place), found true/false"),
    ],
)
def test_a_number_with_a_point_is_answered_with_how_to_write_it(game: str, records: dict[str, Any], text: str) -> None:
    assert said(game=game, entries=[{"id": "1", "person": "a", "records": records}]) == [
        (f"$.contests[0].entries[0].records.{next(iter(records))}", text)
    ]


def test_records_of_a_game_of_matches_are_sent_to_the_stages() -> None:
    problems = said(game="match", entries=[{"id": "1", "person": "a", "records": {"wins": 3}}])

    assert "$.contests[0].entries[0].records.wins" in [path for path, _ in problems]
    assert any("`matches` of a stage" in text for _, text in problems)
