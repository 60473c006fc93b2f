"""Lucky draws, special awards, souvenirs, and sums of money."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from scoring.rulebook import outcome_of
from tests.scoring.rulebook.cases import counted
from tests.scoring.rulebook.prizes.meets import checks, given, meet, two, with_tags, with_team, with_units


def draws(*lines: dict[str, Any], tags: dict[str, list[str]] | None = None) -> dict[str, Any]:
    contests = [with_tags(contest, tags or {}) for contest in two()]
    return outcome_of(meet(*contests, draws=[{"prize": "souvenir", **line} for line in lines]))


def drawn(outcome: dict[str, Any]) -> list[str]:
    return [award["person"] for award in outcome["awards"] if award["why"]["rule"] == "draw"]


@pytest.mark.parametrize(
    ("settings", "pool"),
    [
        ({}, set("abcde")),
        ({"pool": "without_award"}, set("de")),
        ({"pool": "finished"}, set("abcd")),
        ({"pool": "entered"}, set("abcdef")),
        ({"pool": "winners"}, set("abc")),
        ({"contests": ["rope"]}, set("abcd")),
        ({"tags": ["guest"]}, set("bd")),
    ],
)
def test_a_draw_is_from_the_stated_pool(settings: dict[str, Any], pool: set[str]) -> None:
    tags = {"b": ["guest"], "d": ["guest"]}

    assert set(drawn(draws({"count": 99, "seed": "2026-05-07", **settings}, tags=tags))) == pool


@pytest.mark.parametrize(
    ("settings", "number"),
    [
        ({"count": 2}, 2),
        ({"percent": 50}, 2),
        ({"percent": 50, "rounding": "up"}, 3),
        ({"percent": 1, "out_of": 5}, 1),
        # A fifth of all who took part, drawn among those without a prize.
        ({"pool": "without_award", "percent": 40, "of": "took_part"}, 2),
        ({"pool": "without_award", "percent": 40}, 0),
    ],
)
def test_a_draw_is_for_a_number_or_a_part(settings: dict[str, Any], number: int) -> None:
    assert len(drawn(draws({"seed": "x", **settings}))) == number


def test_a_seed_draws_the_same_for_everybody_and_another_seed_others() -> None:
    one, again, other = (drawn(draws({"count": 5, "seed": seed})) for seed in ("7 May", "7 May", "8 May"))

    assert one == again
    assert one != other
    # SHA-256 of `7 May:a` and so on, by hand: sha256sum, first eight bytes.
    assert one == sorted("abcde", key=lambda person: _sha("7 May", person))


def _sha(seed: str, person: str) -> bytes:
    return hashlib.sha256(f"{seed}:{person}".encode()).digest()[:8]


def test_who_was_drawn_in_the_hall_is_written_down() -> None:
    outcome = draws({"count": 2, "order": ["d", "a", "b"]})

    assert drawn(outcome) == ["d", "a"]
    award = next(award for award in outcome["awards"] if award["person"] == "d")
    assert award["why"]["zh"] == "从 5 人中抽 2 人，第 1 个抽中（按现场记录），得纪念奖"


def test_a_draw_that_was_not_held_or_does_not_fit_says_so() -> None:
    waiting = draws({"count": 2})
    short = draws({"count": 2, "order": ["d", "f"]})

    assert checks(waiting) == [(False, "纪念奖：还要从 5 人中抽出 2 人")]
    assert drawn(waiting) == []
    assert checks(short) == [
        (False, "纪念奖：“f”不在抽奖范围的 5 人里"), (False, "纪念奖：只记了 1 人，应从 5 人中抽 2 人")
    ]  # fmt: skip
    assert drawn(short) == ["d"]


def test_a_draw_for_more_than_are_in_the_pool_says_so() -> None:
    few = draws({"count": 3, "pool": "without_award", "seed": "x"})
    nobody = draws({"count": 1, "seed": "x", "tags": ["guest"]}, tags={"f": ["guest"]})

    assert set(drawn(few)) == {"d", "e"}
    assert checks(few) == [(False, "纪念奖：应抽 3 人，抽奖范围里只有 2 人")]
    assert drawn(nobody) == []
    assert checks(nobody) == [(False, "纪念奖：应抽 1 人，抽奖范围里只有 0 人")]


def test_who_was_drawn_leaves_the_pool_of_later_draws_unless_stated() -> None:
    first = {"count": 1, "order": ["d"]}

    assert "d" not in drawn(draws(first, {"count": 9, "seed": "x"}))[1:]
    assert "d" in drawn(draws(first, {"count": 9, "seed": "x", "again": True}))[1:]


def test_a_special_award_goes_to_entries_people_and_units_on_record() -> None:
    contests = [with_units(contest, {"a": "u1"}) for contest in two()]
    special = {"prize": "third", "entries": ["ball/b"], "people": ["e"], "units": ["u1"], "reason": "精神文明"}
    awards = outcome_of(meet(*contests, specials=[special]))["awards"][-3:]

    assert [(award["person"], award["name"], award["contest"], award["entry"]) for award in awards] == [
        ("b", "b", "ball", "ball/b"), ("e", "e", None, None), ("u1", "单位u1", None, None)
    ]  # fmt: skip
    assert awards[0]["why"]["zh"] == "三等奖：精神文明"


def test_a_special_award_may_reach_each_person_of_a_team() -> None:
    relay = with_team(counted("relay", {"team": 1}), {"team": ["p1", "p2"]})
    case = meet(relay, specials=[{"prize": "third", "entries": ["relay/team"]}])
    case["prize_rules"] = None
    assert given(outcome_of(case)) == [("team", "third")]

    case["prizes"][2]["per"] = "person"
    assert given(outcome_of(case)) == [("p1", "third"), ("p2", "third")]


@pytest.mark.parametrize(
    ("settings", "people"),
    [
        ({"to": "took_part"}, list("abcde")),
        ({"to": "took_part_without_award"}, list("de")),
        ({"to": "finished"}, list("abcd")),
        ({"to": "entered"}, list("abcdef")),
        ({"contests": ["rope"]}, list("abcd")),
        ({"tags": ["guest"]}, list("bf")),
    ],
)
def test_souvenirs_and_consolations_go_to_those_stated(settings: dict[str, Any], people: list[str]) -> None:
    contests = [with_tags(contest, {"b": ["guest"], "f": ["guest"]}) for contest in two()]
    if settings.get("tags"):
        settings = {**settings, "to": "entered"}

    for key in ("souvenir", "consolation"):
        outcome = outcome_of(meet(*contests, **{key: {"prize": "souvenir", **settings}}))
        assert [award["person"] for award in outcome["awards"] if award["prize"] == "souvenir"] == people


def test_souvenirs_reach_the_people_of_a_team_and_who_was_drawn_needs_no_consolation() -> None:
    relay = with_team(counted("relay", {"team": 1}), {"team": ["p1", "p2"]})
    case = meet(
        relay,
        souvenir={"prize": "souvenir"},
        consolation={"prize": "third", "to": "took_part_without_award"},
        draws=[{"prize": "second", "count": 1, "order": ["p2"]}],
    )
    case["prize_rules"] = None

    assert given(outcome_of(case)) == [("p2", "second"), ("p1", "souvenir"), ("p2", "souvenir"), ("p1", "third")]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"cap": 30000}, [(True, "每人合计都不超过 300 元")]),
        (
            {"cap": 25000},
            [
                (False, "a合计 300 元，超过每人 250 元的上限 50 元"),
                (False, "b合计 300 元，超过每人 250 元的上限 50 元"),
            ],
        ),
        (
            {"cap": 25000, "above": "paid_by_person"},
            [
                (True, "a合计 300 元，超过每人 250 元上限的 50 元由个人承担"),
                (True, "b合计 300 元，超过每人 250 元上限的 50 元由个人承担"),
            ],
        ),
    ],
)
def test_a_cap_for_a_person_adds_up_all_they_get(settings: dict[str, Any], expected: list[tuple[bool, str]]) -> None:
    assert checks(outcome_of(meet(*two(), per_head=settings))) == expected


def test_a_team_prize_is_divided_among_its_people_for_the_cap() -> None:
    relay = with_team(counted("relay", {"team": 1}), {"team": ["p1", "p2", "p3"]})
    case = meet(relay, per_head={"cap": 6666}, souvenir={"prize": "souvenir", "tags": []})

    # 200 yuan for three people, and a souvenir of 5 yuan each: 71.67 rounded up to the fen.
    assert checks(outcome_of(case))[0][1] == "p1合计 71.67 元，超过每人 66.66 元的上限 5.01 元"


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (80000, (True, "奖励合计 800 元，预算 800 元，余 0 元")),
        (75000, (False, "奖励合计 800 元，超过预算 750 元，多 50 元")),
    ],
)
def test_the_sum_of_all_prizes_is_held_against_the_total(total: int, expected: tuple[bool, str]) -> None:
    assert checks(outcome_of(meet(*two(), budget={"total": total}))) == [expected]
