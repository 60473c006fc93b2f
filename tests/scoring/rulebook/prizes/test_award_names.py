"""What is wrong across contests is named with its place."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import outcome_of, problems_of
from tests.scoring.rulebook.cases import counted
from tests.scoring.rulebook.prizes.meets import meet, with_tags


@pytest.mark.parametrize(
    ("awards", "path", "rule"),
    [
        ({"souvenir": {"prize": "nowhere"}}, "$.awards.souvenir.prize", "unknown_prize"),
        ({"consolation": {"prize": "third", "contests": ["q"]}}, "$.awards.consolation.contests[0]", "unknown_name"),
        ({"ceiling": {"percent": 4, "out_of": 3}}, "$.awards.ceiling.percent", "contradiction"),
        ({"draws": [{"prize": "third"}]}, "$.awards.draws[0].count", "contradiction"),
        ({"draws": [{"prize": "third", "count": 1, "percent": 1}]}, "$.awards.draws[0].count", "contradiction"),
        (
            {"draws": [{"prize": "third", "count": 1, "seed": "x", "order": ["a"]}]},
            "$.awards.draws[0].seed",
            "contradiction",
        ),
        (
            {"draws": [{"prize": "third", "count": 2, "order": ["a", "a"]}]},
            "$.awards.draws[0].order[1]",
            "contradiction",
        ),
        ({"draws": [{"prize": "third", "count": 1, "order": ["q"]}]}, "$.awards.draws[0].order[0]", "unknown_name"),
        ({"specials": [{"prize": "third"}]}, "$.awards.specials[0]", "contradiction"),
        ({"specials": [{"prize": "third", "entries": ["q"]}]}, "$.awards.specials[0].entries[0]", "unknown_name"),
        ({"specials": [{"prize": "third", "people": ["q"]}]}, "$.awards.specials[0].people[0]", "unknown_name"),
        ({"specials": [{"prize": "third", "units": ["q"]}]}, "$.awards.specials[0].units[0]", "unknown_name"),
        ({"per_head": {"cap": -1}}, "$.awards.per_head.cap", "out_of_range"),
        ({"budget": {}}, "$.awards.budget", "missing_key"),
        ({"unit_limit": {"count": 0}}, "$.awards.unit_limit.count", "out_of_range"),
        ({"passed_down": True}, "$.awards.passed_down", "nothing_to_pass_down"),
        ({"teams": "never"}, "$.awards.teams", "not_a_choice"),
        ({"nonsense": 1}, "$.awards.nonsense", "unknown_key"),
    ],
)
def test_what_is_wrong_across_contests_is_named_with_its_place(awards: dict[str, Any], path: str, rule: str) -> None:
    found = problems_of(meet(with_tags(counted("ball", {"a": 9}), {"a": ["x"]}), **awards))

    assert [(problem.path, problem.sentence.rule) for problem in found] == [(path, rule)]


@pytest.mark.parametrize(
    ("awards", "path"),
    [
        ({"consolation": {"prize": "third", "tags": ["q"]}}, "$.awards.consolation.tags[0]"),
        ({"shares": [{"tag": "q", "percent": 1}]}, "$.awards.shares[0].tag"),
        ({"draws": [{"prize": "third", "count": 1, "seed": "x", "tags": ["q"]}]}, "$.awards.draws[0].tags[0]"),
    ],
)
def test_a_tag_that_nobody_carries_yet_is_noted_and_the_rest_is_computed(awards: dict[str, Any], path: str) -> None:
    outcome = outcome_of(meet(with_tags(counted("ball", {"a": 9}), {"a": ["x"]}), **awards))

    assert [note["path"] for note in outcome["problems"] if note["rule"] == "unknown_tag"] == [path]
    assert outcome["contests"][0]["rankings"][0]["placings"]
