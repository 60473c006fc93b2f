"""Every rule brings a worked example, and it comes out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scoring.rulebook import GAMES, PLACES, TIE_BREAKS, TIERS, outcome_of
from scoring.rulebook.catalogue import catalogue
from scoring.rulebook.prizes.placesrule import Turnout
from scoring.rulebook.prizes.tierrule import TierLine, spans
from scoring.rulebook.rule import Rule
from tests.scoring.rulebook.cases import case_of, placings

RANKED = [*GAMES.values(), *TIE_BREAKS.values()]
EVERY_RULE: list[type[Rule]] = [*RANKED, *PLACES.values(), *TIERS.values()]


def code_of(rule: type[Rule]) -> str:
    return f"{rule.__module__.split('.')[-2]}-{rule.code}"


@pytest.mark.parametrize("rule", RANKED, ids=code_of)
def test_the_example_of_a_game_or_tie_break_comes_out(rule: type[Rule]) -> None:
    outcome = outcome_of(case_of(rule.example["contest"]))

    came_out = [[placing["entry"], placing["rank"], placing["shown"]["zh"]] for placing in placings(outcome)]
    assert came_out == rule.example["placings"]


@pytest.mark.parametrize("rule", PLACES.values(), ids=code_of)
def test_the_example_of_a_places_rule_comes_out(rule: Any) -> None:
    configured = rule(rule.example["settings"])

    for number, places in rule.example["places"]:
        assert configured.places(Turnout(number, number, number)) == places, number


@pytest.mark.parametrize("rule", TIERS.values(), ids=code_of)
def test_the_example_of_a_tier_rule_comes_out(rule: Any) -> None:
    lines = []
    for line in rule.example["tiers"]:
        settings = {key: value for key, value in line.items() if key not in ("prize", "rule")}
        lines.append(TierLine(line["prize"], TIERS[line["rule"]](settings)))

    for places, counts in rule.example["counts"]:
        assert [span.last - span.first + 1 for span in spans(lines, places)] == counts, places


@pytest.mark.parametrize("rule", EVERY_RULE, ids=code_of)
def test_every_rule_speaks_both_languages(rule: type[Rule]) -> None:
    phrases = [rule.title, rule.help, *(parameter.title for parameter in rule.parameters)]

    for phrase in phrases:
        assert phrase.en
        assert any("\u4e00" <= character <= "\u9fff" for character in phrase.zh), phrase


@pytest.mark.parametrize("rule", EVERY_RULE, ids=code_of)
def test_every_rule_lives_in_a_file_of_its_own_with_a_promise(rule: type[Rule]) -> None:
    assert rule.__doc__
    assert rule.__module__.rpartition(".")[0].rpartition(".")[2] in ("games", "tiebreaks", "places", "tiers")


def test_the_catalogue_is_plain_json() -> None:
    assert json.loads(json.dumps(catalogue())) == json.loads(json.dumps(catalogue()))
    assert [game["code"] for game in catalogue()["games"]] == sorted(GAMES)
