"""Every rule brings a worked example, and it comes out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from scoring.rulebook import GAMES, PLACES, TIE_BREAKS, TIERS, outcome_of
from scoring.rulebook.adjustments import ADJUSTMENTS
from scoring.rulebook.aggregations import AGGREGATIONS
from scoring.rulebook.awarding import AWARD_RULES
from scoring.rulebook.base.rule import Rule
from scoring.rulebook.cases.catalogue import catalogue
from scoring.rulebook.prizes.placesrule import Turnout
from scoring.rulebook.prizes.tierrule import Ranked, TierLine, spans
from scoring.rulebook.tables import TABLES
from tests.scoring.rulebook.cases import case_of, placings

FOR_CONTESTS = [rule for rule in TIE_BREAKS.values() if "table" not in rule.kinds]
RANKED = [*GAMES.values(), *FOR_CONTESTS, *AGGREGATIONS.values(), *ADJUSTMENTS.values()]
FOLDERS = ("games", "tiebreaks", "places", "tiers", "aggregations", "adjustments", "awarding", "tables")
EVERY_RULE: list[type[Rule]] = [
    *RANKED,
    *TIE_BREAKS.values(),
    *PLACES.values(),
    *TIERS.values(),
    *AWARD_RULES.values(),
    *TABLES.values(),
]


def code_of(rule: type[Rule]) -> str:
    return f"{rule.__module__.split('.')[-2]}-{rule.code}"


@pytest.mark.parametrize("rule", RANKED, ids=code_of)
def test_the_example_of_a_rule_that_ranks_comes_out(rule: type[Rule]) -> None:
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

    marks = rule.example.get("marks", ())

    for places, counts in rule.example["counts"]:
        field = Ranked(
            Turnout(places, places, places), places, lambda standard: sum(mark >= standard for mark in marks)
        )
        assert [span.last - span.first + 1 for span in spans(lines, places, field)] == counts, places


@pytest.mark.parametrize("rule", EVERY_RULE, ids=code_of)
def test_every_rule_speaks_both_languages(rule: type[Rule]) -> None:
    phrases = [rule.title, rule.help, *(parameter.title for parameter in rule.parameters)]

    for phrase in phrases:
        assert phrase.en
        assert any("\u4e00" <= character <= "\u9fff" for character in phrase.zh), phrase


@pytest.mark.parametrize("rule", EVERY_RULE, ids=code_of)
def test_every_rule_lives_in_a_file_of_its_own_with_a_promise(rule: type[Rule]) -> None:
    assert rule.__doc__
    assert rule.__module__.rpartition(".")[0].rpartition(".")[2] in FOLDERS


def test_the_catalogue_is_plain_json() -> None:
    assert json.loads(json.dumps(catalogue())) == json.loads(json.dumps(catalogue()))
    assert [game["code"] for game in catalogue()["games"]] == sorted(GAMES)
