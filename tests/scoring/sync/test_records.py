"""From slots to what a case says of an entry."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from scoring.rulebook import GAMES, outcome_of
from scoring.sync.fold import fold
from scoring.sync.layout import Layout
from scoring.sync.operation import Operation
from scoring.sync.records import oddity, records_of
from tests.scoring.rulebook.cases import case_of, contests

TIMED, SHOOTING = Layout(GAMES["timed"]({})), Layout(GAMES["shooting"]({"shots": 3}))
COUNT = Layout(GAMES["count"]({}))


def test_nothing_is_missing() -> None:
    assert records_of(TIMED, {}).as_json() == {"records": {}, "absence": None, "missing": True}
    assert records_of(TIMED, {"time": None}).missing


def test_a_time_becomes_a_record() -> None:
    assert records_of(TIMED, {"time": 12340}).as_json() == {
        "records": {"time": 12340},
        "absence": None,
        "missing": False,
    }


def test_shots_stand_in_their_order_and_a_gap_is_kept() -> None:
    assert records_of(SHOOTING, {"shot.3": 1, "shot.1": 0}).records == {"shot": [0, None, 1]}
    assert records_of(SHOOTING, {"shot.1": 1}).records == {"shot": [1]}


def test_zero_is_a_record() -> None:
    assert records_of(COUNT, {"count": 0}).records == {"count": 0}


def test_an_absence_beside_a_mark_wins_and_is_flagged() -> None:
    recorded = records_of(TIMED, {"time": 12340, "absence": "DSQ"})

    assert (recorded.records, recorded.absence, recorded.missing) == ({"time": 12340}, "DSQ", False)
    assert [str(flag) for flag in recorded.flags] == ["既有成绩又记了“犯规”，按“犯规”算"]
    assert records_of(TIMED, {"absence": "DNS"}).flags == ()


@pytest.mark.parametrize(
    ("slots", "flag"),
    [
        ({"time": 0}, "用时：0 超出 1 至 36000000，未计入"),
        ({"time": "12"}, "用时：12 超出 1 至 36000000，未计入"),
        ({"shot.1": 1}, "这个项目没有“shot.1”这一格"),
        ({"absence": "LATE"}, "“LATE”不是缺席原因"),
        ({"absence": 3}, "“3”不是缺席原因"),
    ],
)
def test_odd_slots_are_flagged_and_do_not_count(slots: dict[str, Any], flag: str) -> None:
    recorded = records_of(TIMED, slots)

    assert [str(said) for said in recorded.flags] == [flag]
    assert recorded.missing


def test_a_shot_beyond_the_set_number_is_odd() -> None:
    assert str(oddity(SHOOTING, "shot.4", 1)) == "这个项目没有“shot.4”这一格"
    assert str(oddity(SHOOTING, "shot.3", 2)) == "第 3 投：2 超出 0 至 1，未计入"
    assert oddity(SHOOTING, "shot.3", 1) is None
    assert oddity(SHOOTING, "shot.3", None) is None


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contest=contests(put_together=False))
def test_what_is_entered_slot_by_slot_ranks_like_what_is_written_at_once(contest: dict[str, Any]) -> None:
    game = GAMES[contest["game"]](contest["settings"])
    operations = []
    for entry in contest["entries"]:
        slots: dict[str, Any] = {"absence": entry["absence"]}
        for field in game.fields:
            value = entry["records"][field.code]
            values = [value] if not field.is_list else [*(value or []), *[None] * field.attempts]
            slots.update(zip(field.slots, values, strict=False))
        operations += [
            Operation(f"{entry['id']}-{slot}", entry["id"], slot, value)
            for slot, value in slots.items()
            if value is not None
        ]
    entered = {**contest, "entries": []}
    folded = fold(operations)
    for entry in contest["entries"]:
        recorded = records_of(Layout(game), folded.slots.get(entry["id"], {})).as_json()
        entered["entries"].append({**entry, **recorded})

    assert outcome_of(case_of(entered))["contests"] == outcome_of(case_of(contest))["contests"]
