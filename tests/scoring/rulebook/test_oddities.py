"""What is no error, but that an outsider would wonder about, is a note in the outcome."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import outcome_of
from tests.scoring.rulebook.cases import case_of

Json = dict[str, Any]
SCORES = [{"id": str(n), "person": f"p{n}", "records": {"count": n}} for n in (1, 2)]


def notes(contest: Json, **more: Any) -> dict[str, str]:
    found = outcome_of(case_of({"code": "c", "game": "count", "entries": SCORES, **contest}, **more))["problems"]
    return {note["path"]: note["rule"] for note in found}


def test_two_entries_with_the_same_seed() -> None:
    seeded = [{**entry, "seed": 1} for entry in SCORES]

    assert notes({"entries": seeded}) == {"$.contests[0].entries[1].seed": "same_seed"}
    divided = [{**entry, "division": code} for entry, code in zip(seeded, "ab", strict=True)]
    assert notes({"entries": divided, "divisions": [{"code": "a"}, {"code": "b"}]}) == {}


FAULTY = [{**SCORES[0], "faults": {"drop": 2, "foul": 0}}, SCORES[1]]


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({}, True),
        ({"adjustments": [{"rule": "deduct_per_fault", "fault": "foul"}]}, True),
        ({"adjustments": [{"rule": "deduct_per_fault", "fault": "drop"}]}, False),
        ({"tie_breaks": [{"rule": "fewer_faults"}]}, False),
        ({"tie_breaks": {"two": [{"rule": "fewer_faults", "fault": "drop"}], "more": []}}, False),
        ({"tie_breaks": [{"rule": "fewer_faults", "fault": "foul"}]}, True),
        ({"rankings": [{"code": "r", "adjustments": [{"rule": "void", "fault": "drop", "from_number": 3}]}]}, False),
    ],
)
def test_a_fault_that_no_rule_reads(how: Json, told: bool) -> None:
    assert notes({"entries": FAULTY, **how}) == (
        {"$.contests[0].entries[0].faults.drop": "fault_unread"} if told else {}
    )


def test_lateness_and_cards_are_read_by_their_own_rules() -> None:
    late = [{**SCORES[0], "faults": {"minutes_late": 3}}]
    cards = {"game": "match", "settings": {"system": "fifa"}, "stages": [{"code": "g", "rule": "round_robin"}]}

    assert notes({"entries": late, "adjustments": [{"rule": "late", "minutes": 10}]}) == {}
    assert notes({"entries": late}) == {"$.contests[0].entries[0].faults.minutes_late": "fault_unread"}
    assert notes({**cards, "entries": [{"id": "1", "person": "a", "faults": {"yellow": 1}}]}) == {}


def test_a_line_for_a_part_that_nobody_has() -> None:
    lines = [{"over": "parts", "rule": "sum"}, {"over": "attempts", "rule": "best", "of": ["jury"]}]
    entry = {"id": "1", "person": "a", "parts": [{"code": "judges", "records": {"count": 1}}]}

    assert notes({"aggregation": lines, "entries": [entry]}) == {"$.contests[0].aggregation[1].of": "no_such_part"}
    assert notes({"aggregation": lines, "entries": []}) == {}


def test_more_than_the_whole() -> None:
    entry = {"id": "1", "person": "a", "unit": "u", "records": {"done": 203, "of": 200}}
    contest = {"game": "rate", "settings": {"above_one": True}, "entries": [entry]}

    assert notes(contest) == {"$.contests[0].entries[0].records": "above_one"}


def test_more_people_than_the_unit_has() -> None:
    entries = [{**entry, "unit": "u"} for entry in SCORES]
    tables = [{"code": "t", "rule": "rate"}]

    assert notes({"entries": entries}, units=[{"code": "u", "size": 1}], tables=tables) == {"$.tables[0]": "odd_total"}
    assert notes({"entries": entries}, units=[{"code": "u", "size": 2}], tables=tables) == {}


def test_a_draw_without_anything_on_record() -> None:
    stage: Json = {"code": "s", "rule": "knockout", "by": "drawn"}
    cup = {"game": "match", "entries": [{"id": str(n), "person": f"p{n}"} for n in (1, 2)]}

    assert notes({**cup, "stages": [stage]}) == {"$.contests[0].stages[0].draw": "no_seed_on_record"}
    assert notes({**cup, "stages": [{**stage, "draw": {"seed": "x"}}]}) == {}
    assert notes({**cup, "stages": [{**stage, "by": "ranked"}]}) == {}


def test_totals_of_rates_are_printed_as_rates_and_stay_exact() -> None:
    rows = [{"id": str(n), "person": f"p{n}", "unit": "u", "records": {"done": n, "of": 60}} for n in (61, 62)]
    rate = {"code": "r", "game": "rate", "settings": {"above_one": True, "decimals": 1}, "entries": rows}
    prize = {"places": {"rule": "fixed", "count": 1}, "tiers": [{"prize": "p", "rule": "rest"}]}
    table = {"code": "t", "rule": "marks", "take": "mean", "prizes": prize}
    outcome = outcome_of(case_of(rate, prizes=[{"code": "p"}], tables=[table]))

    row = outcome["tables"][0]["rows"][0]
    assert (row["total"], row["shown"]["zh"]) == ("41/40", "102.5%")
    assert "102.5%" in outcome["awards"][0]["why"]["zh"]


LEVEL = [{"id": name, "person": name, "records": {"count": 5}} for name in "abc"]


@pytest.mark.parametrize(
    ("orders", "said"),
    [
        ({"decision": [["b", "a"]]}, "“裁判长裁定”只写了并列者中的 2 个，没有写“c”：写全才起作用"),
        ({"decision": [["b", "d"], ["c", "a"]]}, "“裁判长裁定”只写了并列者中的 2 个，没有写“b”：写全才起作用"),
        ({"decision": [["d", "b"]]}, "“裁判长裁定”只写了并列者中的 1 个，没有写“a”：写全才起作用"),
        ({"decision": [["b", "a", "c"]]}, None),
        ({}, None),
    ],
)
def test_an_order_that_leaves_out_somebody_of_those_level_settles_nothing(orders: Json, said: str | None) -> None:
    last = {"id": "d", "person": "d", "records": {"count": 1}}
    contest = {"code": "c", "game": "count", "undecided": "decide", "orders": orders, "entries": [*LEVEL, last]}

    problems = outcome_of(case_of(contest))["problems"]

    assert [(note["path"], note["zh"]) for note in problems] == ([("$.contests[0].orders", said)] if said else [])


def test_more_to_count_than_there_are() -> None:
    entries = [{"id": "1", "person": "a", "attempts": [{"records": {"count": n}} for n in (1, 2, 3)]}]
    line = {"over": "attempts", "rule": "best_k", "k": 5, "count": 3}

    assert notes({"aggregation": [line], "entries": entries}) == {
        "$.contests[0].aggregation[0].k": "more_than_there_are"
    }
    assert notes({"aggregation": [{**line, "k": 3}], "entries": entries}) == {}
    assert notes({"aggregation": [{**line, "fewer": True}], "entries": entries}) == {}


@pytest.mark.parametrize(("weights", "told"), [([30, 30], True), ([30, 70], False), ([100, 100], False)])
def test_weights_that_leave_a_part_of_the_whole(weights: list[int], told: bool) -> None:
    entries = [{"id": "1", "person": "a", "parts": [{"records": {"score": n}} for n in (80, 90)]}]
    contest = {"game": "exam", "aggregation": [{"over": "parts", "rule": "weighted", "weights": weights}]}

    found = notes({**contest, "entries": entries})
    assert found == ({"$.contests[0].aggregation[0].weights": "part_of_a_whole"} if told else {})


@pytest.mark.parametrize(("players", "rounds", "told"), [(4, 3, False), (4, 4, True), (5, 5, False), (5, 6, True)])
def test_more_swiss_rounds_than_opponents(players: int, rounds: int, told: bool) -> None:
    entries = [{"id": str(n), "person": f"p{n}"} for n in range(players)]
    stage = {"code": "s", "rule": "swiss", "rounds": rounds}
    contest = {"game": "match", "settings": {"format": "result"}, "stages": [stage], "entries": entries}

    assert ("too_many_rounds" in notes(contest).values()) is told
