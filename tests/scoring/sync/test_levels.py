"""Results in levels and faults: slots such as `members.1.attempts.3.count` become the nodes of a case."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.rulebook import GAMES
from scoring.rulebook.marks.aggregation import ONE_OF
from scoring.rulebook.marks.fields import Field
from scoring.sync.fold import fold
from scoring.sync.layout import Layout, Level
from scoring.sync.operation import Operation
from scoring.sync.records import oddity, records_of

JUMP = Layout(
    GAMES["count"]({}),
    (Level("members", ONE_OF["members"], 2, 2), Level("attempts", ONE_OF["attempts"])),
    {None: {"late": ""}, "attempts": {"drop": "掉绳"}},
)


def test_slots_of_levels_are_offered_result_by_result_the_whole_last() -> None:
    assert JUMP.slots[:4] == (
        "members.1.attempts.1.count",
        "members.1.attempts.1.faults.drop",
        "members.1.attempts.1.absence",
        "members.1.attempts.2.count",
    )
    assert JUMP.slots[-4:] == ("members.1.absence", "members.2.absence", "faults.late", "absence")
    assert len(JUMP.slots) == 2 * 3 * 3 + 2 + 2
    assert [str(JUMP.title_of(slot)) for slot in JUMP.slots[:2]] == [
        "队员 1 · 第 1 次 · 个数",
        "队员 1 · 第 1 次 · 掉绳次数",
    ]


def test_slots_of_levels_become_results_in_levels_with_their_gaps() -> None:
    recorded = records_of(
        JUMP,
        {"members.2.attempts.3.count": 30, "members.2.attempts.1.absence": "NM", "members.2.attempts.3.faults.drop": 2,
         "faults.late": 1},
        members=[{"person": "p1", "name": "林小满"}],
    )  # fmt: skip

    assert recorded.as_json() == {
        "absence": None,
        "missing": False,
        "faults": {"late": 1},
        "members": [
            {"person": "p1", "name": "林小满"},
            {
                "person": "#2",
                "attempts": [
                    {"records": {}, "absence": "NM"},
                    {"records": {}},
                    {"records": {"count": 30}, "faults": {"drop": 2}},
                ],
            },
        ],
    }


def test_an_absence_of_the_whole_beside_the_result_of_a_part_is_flagged() -> None:
    recorded = records_of(JUMP, {"absence": "DSQ", "members.1.attempts.1.count": 3})

    assert (recorded.absence, recorded.missing) == ("DSQ", False)
    assert [str(flag) for flag in recorded.flags] == ["既有成绩又记了“犯规”，按“犯规”算"]


def test_faults_alone_are_no_result() -> None:
    assert records_of(JUMP, {"faults.late": 1}).missing


@pytest.mark.parametrize(
    ("slot", "value", "flag"),
    [
        ("count", 3, "这个项目没有“count”这一格"),
        ("members.3.attempts.1.count", 3, "这个项目没有“members.3.attempts.1.count”这一格"),
        ("members.0.attempts.1.count", 3, "这个项目没有“members.0.attempts.1.count”这一格"),
        ("members.1.faults.drop", 3, "这个项目没有“members.1.faults.drop”这一格"),
        ("members.1.attempts.1.faults.drop", -1, "队员 1 · 第 1 次 · 掉绳次数：-1 不是 0 至 10000 的次数，未计入"),
        ("attempts.1.absence", "DNS", "这个项目没有“attempts.1.absence”这一格"),
        ("members.1.absence", "LATE", "“LATE”不是缺席原因"),
    ],
)
def test_slots_that_the_levels_do_not_have_are_odd(slot: str, value: Any, flag: str) -> None:
    assert str(oddity(JUMP, slot, value)) == flag


@st.composite
def values_of(draw: st.DrawFn, field: Field) -> Any:
    if field.kind == "heights":
        value: st.SearchStrategy[Any] = st.sampled_from(["o", "xo", "x-", "-", "x"])
    else:
        value = st.integers(field.lowest, field.highest)
    if not field.is_list:
        return draw(value)
    return [*draw(st.lists(st.none() | value, max_size=min(field.attempts, 5) - 1)), draw(value)]


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("code", [code for code, game in GAMES.items() if game({}).fields])
@given(data=st.data())
def test_what_is_entered_slot_by_slot_in_any_game_is_what_is_written_at_once(code: str, data: st.DataObject) -> None:
    layout = Layout(GAMES[code]({}), (Level("attempts", ONE_OF["attempts"]),))
    nodes, slots = [], {}
    for number in range(1, data.draw(st.integers(1, 3)) + 1):
        records = {field.code: data.draw(values_of(field)) for field in layout.game.fields}
        records = {field: value for field, value in records.items() if value is not None}
        for field in layout.game.fields:
            values = records[field.code] if field.is_list else [records[field.code]]
            slots |= {
                f"attempts.{number}.{slot}": value
                for slot, value in zip(field.slots, values, strict=False)
                if value is not None
            }
        nodes.append({"records": records})
    operations = [Operation(slot, "x", slot, value) for slot, value in slots.items()]

    recorded = records_of(layout, fold(operations).slots.get("x", {}))

    assert recorded.flags == ()
    assert recorded.as_json()["attempts"] == nodes
