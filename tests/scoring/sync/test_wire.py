"""Format v1: what is read, and what is refused with a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.sync.operation import Operation
from scoring.sync.wire import read_operation
from unionevents.lib.phrase import Phrase

ONE, TWO = "0b8c6a3e-1111-4222-8333-444455556666", "0b8c6a3e-7777-4222-8333-444455556666"


def sent(**changes: Any) -> dict[str, Any]:
    operation = {
        "uuid": ONE,
        "entry": "ball-run/1",
        "device": "pad-3",
        "seq": 7,
        "slot": "time",
        "value": 12340,
        "replaces": [TWO],
        "captured_at": "2026-09-23T08:41:07.120+08:00",
    }
    operation.update(changes)
    return {key: value for key, value in operation.items() if value is not ...}


def test_an_operation_is_read_whole() -> None:
    assert read_operation(sent()) == Operation(
        uuid=ONE,
        entry="ball-run/1",
        slot="time",
        value=12340,
        replaces=frozenset({TWO}),
        device="pad-3",
        seq=7,
        captured_at="2026-09-23T08:41:07.120+08:00",
    )


@pytest.mark.parametrize(
    ("changes", "slot", "value"),
    [
        ({"value": None}, "time", None),
        ({"value": 0}, "time", 0),
        ({"value": -5}, "time", -5),
        ({"slot": "shot.10", "value": 1}, "shot.10", 1),
        ({"absence": None}, "time", 12340),
        ({"slot": "members.1.attempts.3.count", "value": 7}, "members.1.attempts.3.count", 7),
        ({"slot": "attempts.2.faults.掉球", "value": 1}, "attempts.2.faults.掉球", 1),
        ({"slot": "attempts.2.absence", "value": "NM"}, "attempts.2.absence", "NM"),
        ({"slot": "height.3", "value": "xxo"}, "height.3", "xxo"),
        ({"slot": "absence", "value": "DNS"}, "absence", "DNS"),
        ({"slot": "absence", "value": None}, "absence", None),
        ({"slot": "absence", "value": None, "absence": "DSQ"}, "absence", "DSQ"),
        ({"slot": "absence", "value": "DSQ", "absence": "DSQ"}, "absence", "DSQ"),
    ],
)
def test_values_are_whole_numbers_null_or_an_absence(
    changes: dict[str, Any], slot: str, value: int | str | None
) -> None:
    read = read_operation(sent(**changes))

    assert isinstance(read, Operation)
    assert (read.slot, read.value) == (slot, value)


def test_replaces_may_be_left_out_and_uuids_are_read_in_one_case() -> None:
    read = read_operation(sent(replaces=..., uuid=ONE.upper(), entry=12))

    assert isinstance(read, Operation)
    assert (read.uuid, read.entry, read.replaces) == (ONE, 12, frozenset())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"uuid": "7"}, "“uuid”应是 UUID"),
        ({"uuid": None}, "“uuid”应是 UUID"),
        ({"entry": 0}, "“entry”应是整数"),
        ({"entry": ""}, "“entry”应是 1 至 100 个字符的文字"),
        ({"entry": True}, "“entry”应是 1 至 100 个字符的文字"),
        ({"device": "x" * 61}, "“device”应是 1 至 60 个字符的文字"),
        ({"device": "a\nb"}, "“device”应是 1 至 60 个字符的文字"),
        ({"seq": -1}, "“seq”应是整数"),
        ({"seq": 1.0}, "“seq”应是整数"),
        ({"slot": "Time"}, "“slot”应写成 time 或 shot.3 这样"),
        ({"slot": "shot.0"}, "“slot”应写成 time 或 shot.3 这样"),
        ({"slot": "shot..2"}, "“slot”应写成 time 或 shot.3 这样"),
        ({"slot": "attempts.2 .time"}, "“slot”应写成 time 或 shot.3 这样"),
        ({"slot": "x" * 81}, "“slot”应是 1 至 80 个字符的文字"),
        ({"value": "12.34"}, "“value”应是整数"),
        ({"value": 12.34}, "“value”应是整数"),
        ({"value": True}, "“value”应是整数"),
        ({"value": 2**53}, "“value”应是整数"),
        ({"value": []}, "“value”应是整数"),
        ({"absence": "DNS"}, "“absence”只能写在 absence 这一格"),
        ({"slot": "absence", "value": "LATE"}, "缺席原因应为空或 DNF, DNS, DSQ, NM, WD 之一，“value”和“absence”要一致"),
        ({"slot": "absence", "value": 1}, "缺席原因应为空或 DNF, DNS, DSQ, NM, WD 之一，“value”和“absence”要一致"),
        ({"slot": "absence", "value": {}}, "缺席原因应为空或 DNF, DNS, DSQ, NM, WD 之一，“value”和“absence”要一致"),
        (
            {"slot": "absence", "value": "DNS", "absence": "DNF"},
            "缺席原因应为空或 DNF, DNS, DSQ, NM, WD 之一，“value”和“absence”要一致",
        ),
        ({"replaces": "x"}, "“replaces”应是最多 500 个 UUID 的列表"),
        ({"replaces": [ONE] * 501}, "“replaces”应是最多 500 个 UUID 的列表"),
        ({"replaces": [None]}, "“replaces”应是 UUID"),
        ({"captured_at": "yesterday"}, "“captured_at”应是带时区的日期时间"),
        ({"captured_at": "2026-09-23T08:41:07"}, "“captured_at”应是带时区的日期时间"),
        ({"captured_at": 5}, "“captured_at”应是带时区的日期时间"),
        ({"captured_at": "2026-09-23T08:41:07+08:00" + " " * 40}, "“captured_at”应是带时区的日期时间"),
        ({"colour": 1}, "不认识的键：colour"),
        ({"value": ..., "slot": ...}, "缺少的键：slot, value"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(changes: dict[str, Any], said: str) -> None:
    refused = read_operation(sent(**changes))

    assert isinstance(refused, Phrase)
    assert refused.zh == said
    assert refused.en


@pytest.mark.parametrize("value", [None, [], "x", 7])
def test_only_an_object_is_an_operation(value: object) -> None:
    assert str(read_operation(value)) == "一条录入应是一个对象"
