"""The count that ships with rehearsals: it knows no product code, and agrees with the count of the end-to-end story."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from tests.e2e import recount as story
from tests.e2e.meet import CONTESTS, PEOPLE, SHOTS, TIMED, Someone, before_the_correction
from unionevents.rehearsing import recount
from unionevents.rehearsing.recount import Award, Result

PRIZES = [story.FIRST, story.SECOND, story.THIRD, story.SOUVENIR]
PLACES = {
    "rule": "by_entries",
    "base": "entered",
    "steps": [{"up_to": 3, "places": 1}, {"up_to": 7, "places": 3}],
    "beyond": 6,
}
TIERS = [
    {"prize": story.FIRST, "rule": "fixed", "count": 1},
    {"prize": story.SECOND, "rule": "fixed", "count": 2},
    {"prize": story.THIRD, "rule": "rest"},
]


def document_of(people: tuple[Someone, ...]) -> dict[str, Any]:
    """Plan 1 with these people; everybody's number is their place in the list, and the number of all their entries."""
    return {
        "contests": [{"code": contest} for contest in CONTESTS],
        "scoresheets": [sheet(contest) for contest in CONTESTS],
        "prizes": [{"code": title, "value": story.GOODS[title][1]} for title in PRIZES],
        "prize_plan": {
            "prize_rules": {"places": PLACES, "tiers": TIERS, "ties": "all_in"},
            "awards": {
                "one_per_person": "best_placing",
                "passed_down": False,
                "souvenir": {"prize": story.SOUVENIR, "to": "took_part"},
            },
        },
        "rosters": [{"people": [listed(number, person) for number, person in enumerate(people, start=1)]}],
    }


def sheet(contest: str) -> dict[str, Any]:
    is_shots = contest == SHOTS
    return {
        "contest": contest,
        "game": "shooting" if is_shots else "timed" if contest in TIMED else "count",
        "settings": {"precision": 1} if contest in TIMED else {},
        "tie_breaks": [{"rule": "earlier_hit"}] if is_shots else [],
        "undecided": "shared",
        "prize_rules": None,
    }


def listed(number: int, person: Someone) -> dict[str, Any]:
    entries = [
        {"contest": contest, "division": None, "number": number, "withdrawn_at": None}
        for contest in CONTESTS
        if contest in person.results
    ]
    return {"number": number, "withdrawn_at": None, "entries": entries}


def results_of(people: tuple[Someone, ...]) -> dict[str, Result]:
    return {
        f"{contest}/{number}": result(achieved)
        for number, person in enumerate(people, start=1)
        for contest, achieved in person.results.items()
    }


def result(achieved: Any) -> Result:
    if isinstance(achieved, str):
        return Result(None, story.ABSENT[achieved])
    if isinstance(achieved, tuple):
        return Result(sum(achieved), hits=tuple(story.hits(achieved)))
    return Result(achieved)


@pytest.mark.parametrize("people", [PEOPLE, before_the_correction()], ids=["corrected", "before"])
def test_two_counts_that_share_no_line_agree_on_the_meet_of_plan_one(people: tuple[Someone, ...]) -> None:
    document, results = document_of(people), results_of(people)
    numbers = {person.name: number for number, person in enumerate(people, start=1)}
    other = story.Count(people)

    assert recount.unknown_to(document) == {}
    assert recount.strange_rewards(document) == ""
    assert {line.entry: line.rank for line in recount.lists(document, results)} == {
        f"{line.contest}/{numbers[line.person.name]}": line.rank for line in other.lists()
    }
    assert recount.awards(document, results) == {
        Award(
            numbers[given.person.name],
            given.prize,
            f"{given.line.contest}/{numbers[given.person.name]}" if given.line else None,
        )
        for given in other.given()
    }


@pytest.mark.parametrize(
    "strange",
    [
        {"game": "match"},
        {"settings": {"watches": 3}},
        {"tie_breaks": [{"rule": "recorded_lot"}]},
        {"stages": [{"code": "a"}]},
        {"undecided": "decide"},
        {"prize_rules": {"places": {"rule": "share"}, "tiers": []}},
        {"prize_rules": {"places": PLACES, "tiers": TIERS, "ties": "share"}},
        {"prize_rules": {"places": PLACES, "tiers": [{"rule": "ratio"}]}},
    ],
)
def test_what_the_count_does_not_know_it_says_instead_of_guessing(strange: dict[str, Any]) -> None:
    document = document_of(PEOPLE)
    document["scoresheets"][0] |= strange

    assert list(recount.unknown_to(document)) == [CONTESTS[0]]


def test_the_count_imports_nothing_of_the_product() -> None:
    tree = ast.parse(Path(recount.__file__).read_text())
    modules = [
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names])
    ]
    assert set(modules) <= {"__future__", "collections.abc", "dataclasses", "typing"}
