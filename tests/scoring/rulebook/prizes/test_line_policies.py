"""A tie policy for every line, and prizes that are capped."""

from __future__ import annotations

from typing import Any

from scoring.rulebook import outcome_of, problems_of
from tests.scoring.rulebook.cases import case_of, counted, placings, prizes, top
from tests.scoring.rulebook.prizes.meets import with_policies

# Ranks 1, 2, 2, 2, 5, 5, 7: lines after 1, 3 and (the cut) 6.
FIELD = {"a": 90, "b": 80, "c": 80, "d": 80, "e": 70, "f": 70, "g": 10}


def won(tiers: list[dict[str, Any]], places: int = 6, **more: Any) -> list[str | None]:
    found = prizes(outcome_of(case_of(counted("rope", FIELD), prize_rules=top(places, tiers, **more))))
    return [found[person] for person in FIELD]


def test_every_line_may_have_a_policy_of_its_own() -> None:
    assert won(with_policies(None, "none", None)) == ["first", "third", "third", "third", "third", "third", None]
    assert won(with_policies(None, "all_in", None), ties="none")[1:4] == ["second"] * 3
    # The cut runs through e and f when five places are rewarded; the line that ends there has the word.
    assert won(with_policies(None, None, "none"), 5)[4:] == [None, None, None]
    assert won(with_policies(None, None, None), 5)[4:] == ["third", "third", None]
    assert won(with_policies(None, None, "all_in"), 5, ties_at_cut="none")[4:] == ["third", "third", None]


def test_those_whom_a_line_keeps_out_fall_to_the_next_line_and_its_policy() -> None:
    level = counted("rope", dict.fromkeys("abcde", 5))
    rules = top(5, with_policies("none", "all_in", None))
    assert set(prizes(outcome_of(case_of(level, prize_rules=rules))).values()) == {"second"}

    waits = top(5, with_policies("none", "decide", None))
    outcome = outcome_of(case_of(level, prize_rules=waits))
    assert outcome["contests"][0]["rankings"][0]["at_the_line"] == [[f"rope/{person}" for person in "abcde"]]


def test_a_line_may_share_while_others_are_all_in() -> None:
    outcome = outcome_of(case_of(counted("rope", FIELD), prize_rules=top(6, with_policies(None, "share", None))))
    values = {award["person"]: award["value"] for award in outcome["awards"]}

    assert values == {"a": 20000, "b": 8333, "c": 8333, "d": 8333, "e": 5000, "f": 5000}


def capped(capped_places: str, cap: str = "third", who: tuple[str, ...] = ("a",)) -> dict[str, Any]:
    contest = counted("walk", {"a": 9, "b": 8, "c": 7, "d": 6, "e": 5})
    contest["adjustments"] = [{"rule": "tier_cap", "fault": "running", "prize": cap}]
    for entry in contest["entries"]:
        entry["faults"] = {"running": 1} if entry["person"] in who else {}
    return outcome_of(case_of(contest, prize_rules=top(4, capped_places=capped_places)))


def test_an_offender_gets_at_best_the_named_prize_and_keeps_the_rank() -> None:
    outcome = capped("left_free")

    assert list(prizes(outcome).values()) == ["third", "second", "second", "third", None]
    assert placings(outcome)[0]["rank"] == 1
    award = outcome["awards"][0]
    assert award["why"]["zh"].endswith("第 4 名为三等奖；因受罚，最高只得这个奖")
    assert award["why"]["values"]["capped"] is True


def test_what_a_capped_place_leaves_free_may_pass_down() -> None:
    assert list(prizes(capped("passed_down")).values()) == ["third", "first", "second", "second", None]
    assert list(prizes(capped("passed_down", who=("a", "b"))).values()) == ["third", None, "first", "second", "second"]
    assert list(prizes(capped("passed_down", "second")).values()) == ["second", "first", "second", "third", None]


def test_a_cap_on_a_prize_that_has_no_place_gives_the_next_one() -> None:
    contest = counted("walk", {"a": 9})
    contest["adjustments"] = [{"rule": "tier_cap", "fault": "running", "prize": "second"}]
    contest["entries"][0]["faults"] = {"running": 1}

    assert list(prizes(outcome_of(case_of(contest, prize_rules=top(1)))).values()) == [None]


def test_a_cap_names_a_prize_of_the_contest() -> None:
    contest = counted("walk", {"a": 9}, adjustments=[{"rule": "tier_cap", "fault": "running", "prize": "nowhere"}])

    assert [problem.path for problem in problems_of(case_of(contest, prize_rules=top(1)))] == [
        "$.contests[0].adjustments[0].prize"
    ]
    assert problems_of(case_of(contest)) == []
