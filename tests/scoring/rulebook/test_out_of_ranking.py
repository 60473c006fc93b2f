"""Who takes part without a place, and people who stand in a case under two codes."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import CaseProblems, outcome_of

Json = dict[str, Any]
PRIZES = [
    {"code": "first", "title": "一等奖", "value": 200},
    {"code": "second", "title": "二等奖", "value": 100},
    {"code": "gift", "title": "纪念奖"},
]
RULES = {
    "places": {"rule": "share", "percent": 50, "base": "entered"},
    "tiers": [{"prize": "first", "rule": "fixed", "count": 1}, {"prize": "second", "rule": "rest"}],
}


def case_of(*contests: Json, **more: Any) -> Json:
    return {
        "format": "unionevents-case",
        "version": 1,
        "contests": list(contests),
        "prizes": PRIZES,
        "prize_rules": RULES,
        **more,
    }


def contest(code: str, counts: dict[str, Any], **more: Any) -> Json:
    entries = [
        {"id": f"{code}/{person}", "person": person, "name": person, "unit": f"u-{person}", **_result(found)}
        for person, found in counts.items()
    ]
    return {"code": code, "game": "count", "entries": entries, **more}


def _result(found: Any) -> Json:
    return found if isinstance(found, dict) else {"records": {"count": found}}


def placed(outcome: Json, contest: int = 0) -> dict[str, int | None]:
    ranking = outcome["contests"][contest]["rankings"][0]
    return {one["person"]: one["rank"] for one in ranking["placings"]}


GUEST = {"records": {"count": 99}, "ranked": False}


def test_somebody_out_of_ranking_takes_no_place_from_anybody_and_is_shown_with_the_mark() -> None:
    outcome = outcome_of(case_of(contest("rope", {"guest": GUEST, "a": 9, "b": 8, "c": 7, "d": 6})))

    ranking = outcome["contests"][0]["rankings"][0]
    assert placed(outcome) == {"a": 1, "b": 2, "c": 3, "d": 4, "guest": None}
    assert ranking["entered"] == 4, "prizes are counted by those who are ranked"
    last = ranking["placings"][-1]
    assert (last["mark"], last["prize"], last["why"]["rule"]) == (99, None, "out_of_ranking")
    assert last["why"]["zh"].endswith("参加但不计名次")
    assert [award["person"] for award in outcome["awards"]] == ["a", "b"]


def test_somebody_out_of_ranking_has_taken_part_and_scores_for_no_unit() -> None:
    points = {"code": "total", "title": "团体总分", "rule": "points", "points": [5, 3, 2]}
    marks = {"code": "sum", "title": "总数", "rule": "marks"}
    outcome = outcome_of(
        case_of(
            contest("rope", {"guest": GUEST, "a": 9, "b": 8}),
            awards={"souvenir": {"prize": "gift", "to": "took_part"}},
            tables=[points, marks],
        )
    )

    assert {award["person"] for award in outcome["awards"] if award["prize"] == "gift"} == {"guest", "a", "b"}
    totals = {row["unit"]: row["total"] for row in outcome["tables"][0]["rows"]}
    assert totals == {"u-a": 5, "u-b": 3, "u-guest": 0}
    assert {row["unit"]: row["total"] for row in outcome["tables"][1]["rows"]}["u-guest"] in (0, None)


def test_a_guest_without_any_record_is_missing_like_everybody_else() -> None:
    ranking = outcome_of(case_of(contest("rope", {"guest": {"ranked": False}, "a": 9})))["contests"][0]["rankings"][0]
    assert ranking["missing"] == ["rope/guest"]


def test_a_guest_plays_the_stages_and_stands_outside_the_final_ranking() -> None:
    results = [
        {"entry": f"rope/{who}", "records": {"count": count}} for who, count in (("guest", 9), ("a", 9), ("b", 5))
    ]
    staged = contest(
        "rope",
        {"guest": {"ranked": False}, "a": {}, "b": {}},
        stages=[{"code": "final", "rule": "final", "results": results}],
        undecided="decide",
    )
    ranking = outcome_of(case_of(staged))["contests"][0]["rankings"][0]
    assert {one["person"]: one["rank"] for one in ranking["placings"]} == {"a": 1, "b": 2, "guest": None}
    assert ranking["undecided"] == [], "level with a guest is no tie that anybody has to decide"


TWICE = (contest("rope", {"p1": 9, "p2": 8}), contest("run", {"p7": 9, "p3": 8}))


def test_one_human_being_under_two_codes_is_rewarded_once_and_each_unit_keeps_its_place() -> None:
    awards: Json = {"one_per_person": "best_placing", "souvenir": {"prize": "gift", "to": "took_part"}}
    apart = outcome_of(case_of(*TWICE, awards=awards))
    assert [award["person"] for award in apart["awards"] if award["prize"] == "first"] == ["p1", "p7"]

    together = outcome_of(case_of(*TWICE, awards=awards | {"same_people": [["p1", "p7"]]}))
    assert [award["person"] for award in together["awards"] if award["prize"] == "first"] == ["p1"]
    assert sorted(award["person"] for award in together["awards"] if award["prize"] == "gift") == ["p1", "p2", "p3"]
    second = together["contests"][1]["rankings"][0]["placings"][0]
    assert (second["rank"], second["unit"], second["awarded"]) == (1, "u-p7", False)
    assert second["not_awarded"]["zh"]


def test_freed_prizes_of_the_same_person_pass_down_when_the_case_says_so() -> None:
    awards: Json = {"one_per_person": "best_placing", "passed_down": True, "same_people": [["p1", "p7"]]}
    outcome = outcome_of(case_of(*TWICE, awards=awards))
    assert [award["person"] for award in outcome["awards"]] == ["p1", "p3"]


def test_what_one_person_gets_in_all_is_added_over_both_codes() -> None:
    awards: Json = {"per_head": {"cap": 300}, "same_people": [["p1", "p7"]]}
    assert outcome_of(case_of(*TWICE, awards=awards))["checks"][0]["holds"] is False
    assert outcome_of(case_of(*TWICE, awards={"per_head": {"cap": 300}}))["checks"][0]["holds"] is True


@pytest.mark.parametrize(
    ("groups", "path"),
    [
        ([["p1", "p9"]], "$.awards.same_people[0][1]"),
        ([["p1", "p2"], ["p2", "p3"]], "$.awards.same_people[1][0]"),
        ([["p1"]], "$.awards.same_people[0]"),
    ],
)
def test_groups_that_cannot_be_are_refused_with_their_place(groups: list[list[str]], path: str) -> None:
    with pytest.raises(CaseProblems) as found:
        outcome_of(case_of(*TWICE, awards={"same_people": groups}))
    assert path in [problem.path for problem in found.value.problems]
