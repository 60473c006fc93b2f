"""Cases that cannot be: every problem at once, each with its place, in both languages."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.rulebook import CaseProblems, outcome_of, problems_of, say_prize_rules
from tests.scoring.rulebook.cases import ALL_THREE, PRIZES, case_of, counted, top

Case = dict[str, Any]


def good() -> Case:
    """Every part of a case, and nothing wrong."""
    shots = {
        "code": "shots",
        "title": "定点投篮",
        "game": "shooting",
        "settings": {"shots": 3, "points_per_hit": 2},
        "tie_breaks": [{"rule": "earlier_hit"}, {"rule": "recorded_lot"}],
        "undecided": "decide",
        "orders": {"recorded_lot": [["s/1", "s/2"]], "decision": [["s/2", "s/1"]], "prize_line": [["s/2", "s/1"]]},
        "divisions": [{"code": "w", "title": "女子组"}],
        "prizes": top(2),
        "entries": [
            {"id": "s/1", "person": "a", "division": "w", "records": {"shot": [1, None, 0]}},
            {"id": "s/2", "person": "b", "division": "w", "records": {}, "absence": "DNS"},
        ],
    }
    return case_of(
        counted("rope", {"a": 5, "b": None}),
        shots,
        prize_rules=top(3),
        awards={"one_per_person": "best_placing", "passed_down": True, "souvenir": {"prize": "souvenir"}},
    )


def test_the_good_case_is_good() -> None:
    assert problems_of(good()) == []


def put(*steps: str | int, value: Any) -> Callable[[Case], None]:
    """A change: set what is at the end of these steps."""

    def change(case: Case) -> None:
        target: Any = case
        for step in steps[:-1]:
            target = target[step]
        target[steps[-1]] = value

    return change


def drop(*steps: str | int) -> Callable[[Case], None]:
    """A change: remove what is at the end of these steps."""

    def change(case: Case) -> None:
        target: Any = case
        for step in steps[:-1]:
            target = target[step]
        del target[steps[-1]]

    return change


ROPE, SHOTS = ("contests", 0), ("contests", 1)
ROPE_FIRST, SHOTS_FIRST = (*ROPE, "entries", 0), (*SHOTS, "entries", 0)
RULES = ("prize_rules",)
ROPE_ENTRY, SHOTS_ENTRY = "$.contests[0].entries[0]", "$.contests[1].entries[0]"
SHOTS_ORDERS = "$.contests[1].orders"
RATIO = {"prize": "second", "rule": "ratio", "parts": 1}
REST = {"prize": "first", "rule": "rest"}


@pytest.mark.parametrize(
    ("change", "path", "rule"),
    [
        (put("format", value="other"), "$.format", "not_a_choice"),
        (put("version", value=2), "$.version", "not_a_choice"),
        (put("version", value=True), "$.version", "not_a_choice"),
        (drop("contests"), "$", "missing_key"),
        (put("colour", value=1), "$.colour", "unknown_key"),
        (put("a b", value=1), "$['a b']", "unknown_key"),
        (put("contests", value={}), "$.contests", "not_a_list"),
        (put(*ROPE, value=[]), "$.contests[0]", "not_an_object"),
        (put(*ROPE, "game", value="chess"), "$.contests[0].game", "not_a_choice"),
        (drop(*ROPE, "game"), "$.contests[0]", "missing_key"),
        (put(*ROPE, "code", value="shots"), "$.contests[1].code", "taken"),
        (put(*ROPE, "code", value=""), "$.contests[0].code", "text_length"),
        (put(*ROPE, "title", value=7), "$.contests[0].title", "not_text"),
        (put(*ROPE, "title", value="a\nb"), "$.contests[0].title", "control_character"),
        (put(*ROPE, "title", value="\ud800"), "$.contests[0].title", "control_character"),
        (put(*ROPE, "settings", value={"second": 60}), "$.contests[0].settings.second", "unknown_key"),
        (put(*ROPE, "settings", value={"seconds": 1.0}), "$.contests[0].settings.seconds", "not_whole"),
        (put(*ROPE, "tie_breaks", value=[{"rule": "earlier_hit"}]), "$.contests[0].tie_breaks[0].rule", "not_a_choice"),
        (
            put(*SHOTS, "tie_breaks", value=[{"rule": "recorded_lot"}] * 2),
            "$.contests[1].tie_breaks[1].rule",
            "tie_break_twice",
        ),
        (put(*ROPE, "undecided", value="lots"), "$.contests[0].undecided", "not_a_choice"),
        (put(*SHOTS, "undecided", value="shared"), SHOTS_ORDERS + ".decision", "order_without_rule"),
        (put(*SHOTS, "orders", "finish_order", value=[]), SHOTS_ORDERS + ".finish_order", "order_without_rule"),
        (put(*SHOTS, "orders", "decision", value=[["s/1", "s/9"]]), SHOTS_ORDERS + ".decision[0]", "unknown_entry"),
        (
            put(*SHOTS, "orders", "decision", value=[["s/1", ["s/2", "s/1"]]]),
            SHOTS_ORDERS + ".decision[0]",
            "entry_twice_in_order",
        ),
        (put(*SHOTS, "orders", "decision", value=[["s/1"]]), SHOTS_ORDERS + ".decision[0]", "too_few"),
        (put(*SHOTS, "divisions", value=[{"code": "w"}] * 2), "$.contests[1].divisions[1].code", "taken"),
        (drop(*SHOTS, "entries", 0, "division"), SHOTS_ENTRY + ".division", "division_missing"),
        (put(*SHOTS_FIRST, "division", value="m"), SHOTS_ENTRY + ".division", "unknown_division"),
        (put(*ROPE_FIRST, "division", value="w"), ROPE_ENTRY + ".division", "unknown_division"),
        (put(*ROPE_FIRST, "id", value="s/1"), SHOTS_ENTRY + ".id", "entry_id_taken"),
        (put(*ROPE, "entries", 1, "person", value="a"), "$.contests[0].entries[1].person", "entered_twice"),
        (put(*ROPE_FIRST, "unit", value="u1"), SHOTS_ENTRY + ".unit", "person_differs"),
        (put(*ROPE_FIRST, "records", value={"time": 1}), ROPE_ENTRY + ".records.time", "unknown_key"),
        (put(*ROPE_FIRST, "records", "count", value=-1), ROPE_ENTRY + ".records.count", "out_of_range"),
        (put(*ROPE_FIRST, "records", "count", value="5"), ROPE_ENTRY + ".records.count", "not_whole"),
        (put(*ROPE_FIRST, "records", "count", value=True), ROPE_ENTRY + ".records.count", "not_whole"),
        (put(*SHOTS_FIRST, "records", "shot", value=[2]), SHOTS_ENTRY + ".records.shot[0]", "out_of_range"),
        (put(*SHOTS_FIRST, "records", "shot", value=[1] * 4), SHOTS_ENTRY + ".records.shot", "too_many"),
        (put(*ROPE_FIRST, "absence", value="LATE"), ROPE_ENTRY + ".absence", "not_a_choice"),
        (put(*ROPE_FIRST, "missing", value=True), ROPE_ENTRY + ".missing", "not_missing"),
        (put(*ROPE_FIRST, "missing", value=0), ROPE_ENTRY + ".missing", "not_yes_no"),
        (put("prizes", value=[*PRIZES, PRIZES[0]]), "$.prizes[4].code", "taken"),
        (put("prizes", 0, "value", value=-1), "$.prizes[0].value", "out_of_range"),
        (drop(*RULES, "places"), "$.prize_rules", "missing_key"),
        (put(*RULES, "ties", value="all"), "$.prize_rules.ties", "not_a_choice"),
        (put(*RULES, "places", "rule", value="some"), "$.prize_rules.places.rule", "not_a_choice"),
        (drop(*RULES, "places", "count"), "$.prize_rules.places", "missing_key"),
        (
            put(*RULES, "places", value={
                "rule": "by_entries", "steps": [{"up_to": 5, "places": 1}, {"up_to": 5, "places": 2}], "beyond": 3
            }),
            "$.prize_rules.places.steps[1].up_to",
            "contradiction",
        ),
        (
            put(*RULES, "places", value={"rule": "share", "percent": 30, "at_least": 4, "at_most": 3}),
            "$.prize_rules.places.at_least",
            "contradiction",
        ),
        (
            put(*RULES, "places", value={"rule": "entries_minus_one", "top": 3, "at_least": 4}),
            "$.prize_rules.places.at_least",
            "contradiction",
        ),
        (put(*RULES, "tiers", 0, "prize", value="gold"), "$.prize_rules.tiers[0].prize", "unknown_prize"),
        (put(*RULES, "tiers", 0, "prize", value="second"), "$.prize_rules.tiers[1].prize", "prize_twice"),
        (put(*RULES, "tiers", 0, "count", value=0), "$.prize_rules.tiers[0].count", "out_of_range"),
        (put(*RULES, "tiers", value=[REST, ALL_THREE[1]]), "$.prize_rules.tiers[1]", "nothing_left"),
        (put(*RULES, "tiers", value=[REST, RATIO]), "$.prize_rules.tiers[1]", "nothing_left"),
        (put(*RULES, "tiers", value=[RATIO, REST]), "$.prize_rules.tiers[1]", "nothing_left"),
        (
            put(*RULES, "tiers", 1, value={"prize": "second", "rule": "ranks", "from": 3, "to": 4}),
            "$.prize_rules.tiers[1].from",
            "gap_in_ranks",
        ),
        (
            put(*RULES, "tiers", 1, value={"prize": "second", "rule": "ranks", "from": 2, "to": 1}),
            "$.prize_rules.tiers[1].to",
            "contradiction",
        ),
        (put("awards", "souvenir", "prize", value="mug"), "$.awards.souvenir.prize", "unknown_prize"),
        (put("awards", "one_per_person", value=None), "$.awards.passed_down", "nothing_to_pass_down"),
        (put("awards", "souvenir", "to", value="all"), "$.awards.souvenir.to", "not_a_choice"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(change: Callable[[Case], None], path: str, rule: str) -> None:
    case = good()
    change(case)

    found = problems_of(case)

    assert [(problem.path, problem.sentence.rule) for problem in found] == [(path, rule)]
    assert found[0].sentence.phrase.zh
    assert found[0].sentence.phrase.en


def test_sharing_a_value_needs_a_value() -> None:
    case = good()
    case["prizes"][1]["value"] = None
    case["prize_rules"]["ties_at_cut"] = "share"

    found = problems_of(case)

    assert str(found[0]).startswith("$.prize_rules.tiers[1].prize: ties share the value, but “second” has none / ")
    assert str(found[0].sentence.phrase) == "并列时平分奖金，但“second”没有写金额"


def test_all_problems_come_at_once() -> None:
    case = good()
    for change in (
        put(*ROPE_FIRST, "records", "count", value=-1),
        put(*SHOTS_FIRST, "division", value="m"),
        put(*RULES, "tiers", 0, "prize", value="gold"),
        put("awards", "souvenir", "prize", value="mug"),
        put("colour", value=1),
    ):
        change(case)

    with pytest.raises(CaseProblems) as refused:
        outcome_of(case)

    assert [problem.path for problem in refused.value.problems] == [
        ROPE_ENTRY + ".records.count",
        "$.colour",
        "$.prize_rules.tiers[0].prize",
        SHOTS_ENTRY + ".division",
        "$.awards.souvenir.prize",
    ]


def test_what_is_odd_is_noted_and_computed() -> None:
    case = good()
    case["contests"][0]["entries"][0]["absence"] = "DSQ"
    case["prizes"][1]["value"] = 30000

    outcome = outcome_of(case)

    assert [(note["path"], note["rule"]) for note in outcome["problems"]] == [
        ("$.prize_rules.tiers[1].prize", "worse_prize_worth_more"),
        ("$.contests[1].prizes.tiers[1].prize", "worse_prize_worth_more"),
        (ROPE_ENTRY + ".records", "record_beside_absence"),
        (SHOTS_ENTRY + ".records", "incomplete_records"),
    ]
    assert outcome["problems"][2]["zh"] == "既有成绩又有“犯规”，按“犯规”算"
    assert outcome["contests"][0]["rankings"][0]["placings"][0]["mark"] is None


def test_titles_fall_back_on_codes() -> None:
    case = case_of(counted("rope", {"a": 5}))
    del case["contests"][0]["title"]
    outcome = outcome_of(case)

    assert outcome["contests"][0]["title"] == "rope"
    assert outcome["contests"][0]["rankings"][0]["placings"][0]["name"] == "a"


def test_an_empty_case_has_an_empty_outcome() -> None:
    outcome = outcome_of(case_of())

    assert (outcome["contests"], outcome["awards"], outcome["problems"]) == ([], [], [])


def test_braces_in_names_are_only_text() -> None:
    case = case_of(counted("{x}", {"{0}": 5}), prize_rules=top(1))

    assert outcome_of(case)["awards"][0]["why"]["zh"].startswith("{x}第 1 名（5 个）")


def test_prize_rules_on_their_own_are_checked_too() -> None:
    with pytest.raises(CaseProblems) as refused:
        say_prize_rules({"places": {"rule": "fixed", "count": 6}, "tiers": [REST, ALL_THREE[1]]})

    assert str(refused.value).startswith("$.tiers[1]: nothing is left for “second”")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=5,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), junk=JSON)
def test_whatever_stands_anywhere_is_read_or_refused_with_a_place(data: st.DataObject, junk: Any) -> None:
    case = copy.deepcopy(good())
    target: Any = case
    while True:
        step = data.draw(
            st.sampled_from(sorted(target)) if isinstance(target, dict) else st.integers(0, len(target) - 1)
        )
        inside = target[step]
        if not isinstance(inside, (dict, list)) or not inside or data.draw(st.booleans()):
            target[step] = junk
            break
        target = inside

    for problem in problems_of(case):
        assert problem.path.startswith("$")
