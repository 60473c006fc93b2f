"""What is written down: shapes of records, slots, and what a slot may hold."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import GAMES, outcome_of, problems_of
from scoring.sync.layout import Layout
from scoring.sync.operation import Operation
from scoring.sync.records import oddity, records_of
from scoring.sync.wire import read_operation
from tests.scoring.rulebook.cases import case_of, ranks

BARS = {"bars": [1000, 1100]}


def layout(game: str, **settings: Any) -> Layout:
    """A contest of one level."""
    return Layout(GAMES[game](settings))


JUMP = layout("height", bars=[1000, 1100, 1200])


def refused(game: str, settings: dict[str, Any], records: Any) -> list[tuple[str, str]]:
    entries = [{"id": "1", "person": "a", "records": records}]
    found = problems_of(case_of({"code": "c", "game": game, "settings": settings, "entries": entries}))
    return [(problem.path.removeprefix("$.contests[0].entries[0].records"), problem.sentence.rule) for problem in found]


@pytest.mark.parametrize(
    ("game", "settings", "records", "found"),
    [
        ("height", BARS, {"bar": ["ox"]}, [(".bar[0]", "not_bar_tries")]),
        ("height", BARS, {"bar": [""]}, [(".bar[0]", "not_bar_tries")]),
        ("height", BARS, {"bar": ["xxxo"]}, [(".bar[0]", "not_bar_tries")]),
        ("height", BARS | {"tries": 2}, {"bar": ["xxo"]}, [(".bar[0]", "not_bar_tries")]),
        ("height", BARS, {"bar": [3]}, [(".bar[0]", "not_text")]),
        ("height", BARS, {"bar": ["o", "o", "o"]}, [(".bar", "too_many")]),
        ("height", BARS, {"bar": ["xxx", "xo"]}, [(".bar[1]", "impossible")]),
        ("height", BARS, {"bar": ["xxo", "xxo"]}, []),
        ("zones", {}, {"shot": [11]}, [(".shot[0]", "out_of_range")]),
        ("zones", {"zones": [10, 5]}, {"shot": [0, 5, 7]}, [(".shot[2]", "impossible")]),
        ("zones", {}, {"shot": [9], "inner": 1}, [(".inner", "unknown_key")]),
        ("points", {}, {"points": -5}, [(".points", "not_a_list")]),
        ("points", {}, {"points": [-5, 5]}, [(".points", "too_many")]),
        ("rate", {}, {"done": 5, "of": 0}, [(".of", "out_of_range")]),
        ("rate", {}, {"done": 5, "of": 4}, [(".done", "impossible")]),
        ("exam", {"maximum": 60}, {"score": 61}, [(".score", "out_of_range")]),
        ("standard", {}, {"value": 5}, [(".value", "unknown_key")]),
        ("timed", {"watches": 2}, {"time": 9000}, [(".time", "unknown_key")]),
        ("timed", {"watches": 2}, {"watch": [1, 2, 3]}, [(".watch", "too_many")]),
        ("judged", {"judges": 3}, {"score": [1, 2, 3, 4]}, [(".score", "too_many")]),
        ("judged", {"decimals": 1}, {"score": [1001]}, [(".score[0]", "out_of_range")]),
        ("judged", {}, {"score": [90, 90, 90], "difficulty": 12}, [(".difficulty", "unknown_key")]),
        ("judged", {}, {"score": [1.5]}, [(".score[0]", "not_whole")]),
        ("finish_order", {}, {"place": 0}, [(".place", "out_of_range")]),
    ],
)
def test_records_that_cannot_be_are_refused_at_their_place(
    game: str, settings: dict[str, Any], records: Any, found: list[tuple[str, str]]
) -> None:
    assert refused(game, settings, records) == found


def test_what_a_referee_presses_becomes_records_of_every_kind() -> None:
    assert records_of(JUMP, {"bar.2": "xxo", "bar.1": "-"}).records == {"bar": ["-", "xxo"]}
    panel = layout("judged", judges=3, criteria=[{"code": "a", "maximum": 10}, {"code": "b", "maximum": 10}])
    assert records_of(panel, {"a.1": 9, "a.3": 7, "b.2": 5}).records == {"a": [9, None, 7], "b": [None, 5]}
    assert records_of(layout("points"), {"points.1": -5}).records == {"points": [-5]}
    assert records_of(layout("rate"), {"done": 3, "of": 4}).records == {"done": 3, "of": 4}


@pytest.mark.parametrize(
    ("game", "slot", "value", "said"),
    [
        (JUMP, "bar.1", "xxo", None),
        (JUMP, "bar.1", "abc", "第 1 个高度：“abc”不是试跳记录（如 xxo），未计入"),
        (JUMP, "bar.1", 3, "第 1 个高度：“3”不是试跳记录（如 xxo），未计入"),
        (JUMP, "bar.4", "o", "这个项目没有“bar.4”这一格"),
        (layout("points"), "points.1", -5, None),
        (layout("judged", maximum=10), "score.1", 11, "评委 1：11 超出 0 至 10，未计入"),
    ],
)
def test_what_a_slot_may_hold(game: Any, slot: str, value: Any, said: str | None) -> None:
    found = oddity(game, slot, value)

    assert (None if found is None else str(found)) == said


def test_tries_at_a_bar_travel_from_the_tablet() -> None:
    sent = {
        "uuid": "0c5e0e7a-8a4e-4a7e-9d5a-3f1f5b8c2d10",
        "entry": "high-jump/1",
        "device": "t1",
        "seq": 1,
        "slot": "bar.2",
        "value": "xxo",
        "replaces": [],
        "captured_at": "2026-09-23T08:41:07+08:00",
    }

    read = read_operation(sent)

    assert isinstance(read, Operation)
    assert read.value == "xxo"
    assert not isinstance(read_operation(sent | {"value": "ox"}), Operation)


@pytest.mark.parametrize(
    ("game", "settings", "field", "value", "zh"),
    [
        ("distance", {}, 0, 7890, "7.890 米"),
        ("judged", {"decimals": 2}, 0, 925, "9.25 分"),
        ("judged", {"decimals": 2, "difficulty": True}, 1, 32, "3.2"),
        ("points", {"decimals": 1}, 0, -5, "-0.5 分"),
        ("votes", {}, 0, 12, "12 票"),
    ],
)
def test_a_recorded_value_is_said_with_its_decimals_and_unit(
    game: str, settings: dict[str, Any], field: int, value: int, zh: str
) -> None:
    assert GAMES[game](settings).fields[field].said(value).zh == zh


def test_rounds_of_shots_are_one_row_of_shots_for_ties() -> None:
    def shots(*rounds: list[int]) -> list[dict[str, Any]]:
        return [{"records": {"shot": shots}} for shots in rounds]

    contest = {
        "code": "c",
        "game": "zones",
        "settings": {"shots": 2},
        "aggregation": [{"over": "rounds", "rule": "sum"}],
        "tie_breaks": [{"rule": "last_shots", "series": 2}],
        "entries": [
            {"id": "1", "person": "a", "rounds": shots([10, 10], [8, 9])},
            {"id": "2", "person": "b", "rounds": shots([9, 10], [9, 9])},
        ],
    }

    assert ranks(outcome_of(case_of(contest))) == {"b": 1, "a": 2}
