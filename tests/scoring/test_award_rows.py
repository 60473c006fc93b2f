"""The award list groups what people and units win, whatever earned it."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import outcome_of
from scoring.views.rows import award_groups
from tests.scoring.rulebook.cases import top
from tests.scoring.rulebook.tables.meets import meet


def case() -> dict[str, Any]:
    """One contest, a table of units with a prize, and a souvenir; named as the site names people and units."""
    found = meet(
        {"run": {"u1": [9], "u2": [8]}},
        {"title": "团体总分", "rule": "points", "prizes": top(1)},
        prize_rules=top(1),
        awards={"souvenir": {"prize": "souvenir"}},
        units=[{"code": "u1", "title": "一车间"}, {"code": "u2", "title": "二车间"}],
    )
    for number, entry in enumerate(found["contests"][0]["entries"], 1):
        entry |= {"person": f"p{number}", "unit_name": {"u1": "一车间", "u2": "二车间"}[entry["unit"]]}
    return {**found, "contests": [{**contest, "divisions": []} for contest in found["contests"]]}


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        (
            "contest",
            [("run", [("u1-1", "1")]), ("团体总分", [("一车间", "")]), ("纪念", [("u1-1", "1"), ("u2-1", "2")])],
        ),
        ("unit", [("一车间", [("u1-1", "1"), ("一车间", ""), ("u1-1", "1")]), ("二车间", [("u2-1", "2")])]),
        ("person", [("", [("一车间", ""), ("u1-1", "1"), ("u1-1", "1"), ("u2-1", "2")])]),
    ],
)
def test_a_unit_stands_in_the_list_of_awards(by: str, groups: list[Any]) -> None:
    set_up = case()
    for entry, name in zip(set_up["contests"][0]["entries"], ("u1-1", "u2-1"), strict=True):
        entry["name"] = name

    found = award_groups(set_up, outcome_of(set_up), by, souvenirs="纪念")

    assert [(group.title, [(row.name, row.number) for row in group.rows]) for group in found] == groups
