"""Of whom more is to come: shots of a set number, fields that must be filled, results of which every one counts."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.models import Scoresheet
from scoring.queries.layouts import layout_of
from scoring.sync.records import records_of
from scoring.sync.underway import is_under_way

SHOTS = {"game": "shooting", "settings": {"shots": 3}}
ROUNDS = SHOTS | {"aggregation": [{"over": "rounds", "rule": "sum", "count": 2}]}
THROWS = {"game": "distance", "aggregation": [{"over": "attempts", "rule": "best", "count": 3}]}
JUMP = {"game": "height", "settings": {"bars": [1000, 1100, 1200]}}
PANEL = {"game": "judged", "settings": {"judges": 3}}
ROUND_1 = {"rounds.1.shot.1": 1, "rounds.1.shot.2": 0, "rounds.1.shot.3": 1}
ROUND_2 = {"rounds.2.shot.1": 1, "rounds.2.shot.2": 0, "rounds.2.shot.3": 1}


def under_way(contest: dict[str, Any], **slots: Any) -> bool:
    layout = layout_of(Scoresheet(**contest))
    return is_under_way(layout, records_of(layout, slots))


@pytest.mark.parametrize(
    ("contest", "slots"),
    [
        (SHOTS, {"shot.1": 1}),
        (SHOTS, {"shot.1": 1, "shot.3": 0}),
        ({"game": "zones", "settings": {"shots": 2}}, {"shot.1": 9}),
        ({"game": "rate"}, {"done": 8}),
        (ROUNDS, {"rounds.1.shot.1": 1}),
        (ROUNDS, ROUND_1),
        (ROUNDS, ROUND_1 | {"rounds.2.shot.1": 1}),
        (ROUNDS, {"rounds.2.absence": "DNS"}),
        (THROWS | {"game": "shooting", "settings": {"shots": 3}}, {"attempts.1.shot.1": 1}),
    ],
)  # fmt: skip
def test_more_is_to_come_of_who_is_in_the_middle_of_it(contest: dict[str, Any], slots: dict[str, Any]) -> None:
    assert under_way(contest, **slots)


@pytest.mark.parametrize(
    ("contest", "slots"),
    [
        (SHOTS, {"shot.1": 1, "shot.2": 0, "shot.3": 1}),
        (SHOTS, {"shot.1": 1, "absence": "DNF"}),
        ({"game": "timed"}, {"time": 12340}),
        ({"game": "count", "settings": {"time": True}}, {"count": 8}),
        (ROUNDS, ROUND_1 | ROUND_2),
        (ROUNDS, ROUND_1 | {"rounds.2.absence": "DNS"}),
        (ROUNDS, {"rounds.1.shot.1": 1, "absence": "DNF"}),
    ],
)  # fmt: skip
def test_nothing_more_is_to_come_of_who_has_all_or_a_reason(contest: dict[str, Any], slots: dict[str, Any]) -> None:
    assert not under_way(contest, **slots)


@pytest.mark.parametrize(
    ("contest", "slots"),
    [
        (THROWS, {"attempts.1.distance": 830}),
        (JUMP, {"bar.1": "o"}),
        (PANEL, {"score.1": 90}),
        ({"game": "count", "aggregation": [{"over": "days", "rule": "sum", "count": 30}]}, {"days.1.count": 9000}),
        ({"game": "count", "aggregation": [{"over": "members", "rule": "sum", "count": 5}]}, {"members.1.count": 9}),
        ({"game": "count", "aggregation": [{"over": "rounds", "rule": "sum"}]}, {"rounds.1.count": 9}),
    ],
)  # fmt: skip
def test_nobody_is_waited_for_where_one_may_end_early(contest: dict[str, Any], slots: dict[str, Any]) -> None:
    assert not under_way(contest, **slots)


def test_who_has_not_begun_is_missing_and_not_under_way() -> None:
    assert not under_way(SHOTS)
    assert not under_way(ROUNDS)
