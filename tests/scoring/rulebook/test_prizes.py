"""How many places, which prize, and ties at a line: against vectors worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.rulebook import PLACES, outcome_of, say_prize_rules
from scoring.rulebook.prizes.placesrule import Turnout
from tests.scoring.rulebook.cases import ALL_THREE, PRIZES, case_of, counted, placings, prizes, top


@pytest.mark.parametrize(
    ("number", "parts", "counts"),
    [
        (1, (1, 1, 2), (0, 0, 1)),
        (2, (1, 1, 2), (1, 0, 1)),
        (3, (1, 1, 2), (1, 1, 1)),
        (4, (1, 1, 2), (1, 1, 2)),
        (5, (1, 1, 2), (1, 1, 3)),
        (6, (1, 1, 2), (2, 1, 3)),
        (7, (1, 1, 2), (2, 2, 3)),
        (9, (1, 1, 2), (2, 2, 5)),
        (10, (1, 1, 2), (3, 2, 5)),
        (12, (1, 2, 3), (2, 4, 6)),
        (11, (1, 2, 3), (2, 4, 5)),
    ],
)
def test_a_ratio_is_divided_by_largest_remainder(number: int, parts: tuple[int, ...], counts: tuple[int, ...]) -> None:
    tiers = [
        {"prize": prize, "rule": "ratio", "parts": part}
        for prize, part in zip(("first", "second", "third"), parts, strict=True)
    ]
    contest = counted("rope", {f"p{at}": 100 - at for at in range(number)})
    won = list(prizes(outcome_of(case_of(contest, prize_rules=top(number, tiers)))).values())

    assert tuple(won.count(prize) for prize in ("first", "second", "third")) == counts


@pytest.mark.parametrize(
    ("number", "parts", "counts"),
    [(1, (1, 1, 2), (1, 0, 0)), (2, (1, 1, 2), (1, 0, 1)), (3, (1, 5, 5), (1, 1, 1)), (5, (1, 1, 20), (1, 0, 4))],
)
def test_at_least_one_first_prize_comes_before_the_ratio(
    number: int, parts: tuple[int, ...], counts: tuple[int, ...]
) -> None:
    tiers = [
        {"prize": prize, "rule": "ratio", "parts": part, "at_least_one": prize == "first"}
        for prize, part in zip(("first", "second", "third"), parts, strict=True)
    ]
    contest = counted("rope", {f"p{at}": 100 - at for at in range(number)})
    won = list(prizes(outcome_of(case_of(contest, prize_rules=top(number, tiers)))).values())

    assert tuple(won.count(prize) for prize in ("first", "second", "third")) == counts


def places(rule: str, turnout: Turnout, **settings: Any) -> int:
    return PLACES[rule](settings).places(turnout)


@pytest.mark.parametrize(("number", "fewer", "fewer_or_equal"), [(9, 8, 8), (8, 8, 7), (7, 6, 6), (1, 0, 0), (0, 0, 0)])
def test_entries_minus_one_has_its_boundary_set(number: int, fewer: int, fewer_or_equal: int) -> None:
    turnout = Turnout(number, 0, 0)

    assert places("entries_minus_one", turnout, top=8, boundary="fewer") == fewer
    assert places("entries_minus_one", turnout, top=8, boundary="fewer_or_equal") == fewer_or_equal
    assert places("entries_minus_one", turnout, top=8, boundary="fewer", at_least=3) == max(fewer, 3)


@pytest.mark.parametrize(
    ("number", "up", "down", "half_up"),
    [(0, 0, 0, 0), (1, 1, 0, 0), (10, 3, 2, 3), (11, 3, 2, 3), (13, 4, 3, 3), (20, 5, 5, 5)],
)
def test_a_share_is_rounded_as_stated(number: int, up: int, down: int, half_up: int) -> None:
    turnout = Turnout(number, 0, 0)

    assert places("share", turnout, percent=25, rounding="up") == up
    assert places("share", turnout, percent=25, rounding="down") == down
    assert places("share", turnout, percent=25, rounding="half_up") == half_up
    assert places("share", turnout, percent=25, rounding="up", at_least=2, at_most=3) == min(max(up, 2), 3)


@pytest.mark.parametrize(("base", "expected"), [("entered", 3), ("started", 2), ("finished", 1)])
def test_the_base_says_which_number_counts(base: str, expected: int) -> None:
    rules = {"base": base, "steps": [{"up_to": 3, "places": 1}, {"up_to": 5, "places": 2}], "beyond": 3}
    contest = counted("rope", {"a": 3, "b": 2, "c": 1, "d": "DSQ", "e": "DNS", "f": None})
    case = case_of(contest, prize_rules={"places": {"rule": "by_entries", **rules}, "tiers": []})

    ranking = outcome_of(case)["contests"][0]["rankings"][0]

    # 6 entered, 4 started, 3 with a mark
    assert ranking["places"]["count"] == expected


# Ranks 1, 2, 2, 2, 5, 6, 6: the second prize ends after place 3, and six places are rewarded.
FIELD = {"a": 90, "b": 80, "c": 80, "d": 80, "e": 70, "f": 60, "g": 60, "h": 10}


def won(ties: str, at_cut: str | None = None, **more: Any) -> dict[str, str | None]:
    rules = top(6, ALL_THREE, ties=ties, ties_at_cut=at_cut)
    return prizes(outcome_of(case_of(counted("rope", FIELD, **more), prize_rules=rules)))


def test_all_in_gives_the_better_prize_and_the_next_prize_has_fewer() -> None:
    assert won("all_in") == {
        "a": "first", "b": "second", "c": "second", "d": "second", "e": "third", "f": "third", "g": "third", "h": None
    }  # fmt: skip


def test_none_gives_the_lower_prize_and_nothing_at_the_cut() -> None:
    assert won("none") == {
        "a": "first", "b": "third", "c": "third", "d": "third", "e": "third", "f": None, "g": None, "h": None
    }  # fmt: skip


def test_the_cut_may_have_a_policy_of_its_own() -> None:
    assert won("all_in", "none")["f"] is None
    assert won("all_in", "none")["d"] == "second"
    assert won("none", "all_in")["f"] == "third"
    assert won("none", "all_in")["d"] == "third"


def test_a_tie_through_a_line_and_the_cut_follows_both_policies() -> None:
    everybody_level = counted("rope", dict.fromkeys("abcdefgh", 5))

    def with_policies(ties: str, at_cut: str) -> set[str | None]:
        rules = top(6, ALL_THREE, ties=ties, ties_at_cut=at_cut)
        return set(prizes(outcome_of(case_of(everybody_level, prize_rules=rules))).values())

    assert with_policies("all_in", "all_in") == {"first"}
    assert with_policies("none", "all_in") == {"third"}
    assert with_policies("all_in", "none") == {None}
    assert with_policies("decide", "all_in") == {None}


def test_shared_values_are_added_and_divided() -> None:
    rules = top(6, ALL_THREE, ties="share")
    outcome = outcome_of(case_of(counted("rope", FIELD), prize_rules=rules))
    values = {award["person"]: award["value"] for award in outcome["awards"]}

    # b, c, d stand on 2, 3, 4: (100 + 100 + 50) / 3 yuan; f, g on 6, 7: (50 + 0) / 2
    assert values == {"a": 20000, "b": 8333, "c": 8333, "d": 8333, "e": 5000, "f": 2500, "g": 2500}
    assert outcome["awards"][1]["why"]["zh"].endswith("线上并列，3 人平分 250 元，各 83.33 元")
    assert outcome["awards"][1]["why"]["values"]["shared_sum"] == 25000
    assert outcome["awards"][1]["item"] == ""


def test_decide_waits_for_an_order_at_the_line() -> None:
    rules = top(6, ALL_THREE, ties="decide")
    outcome = outcome_of(case_of(counted("rope", FIELD), prize_rules=rules))

    assert outcome["contests"][0]["rankings"][0]["at_the_line"] == [
        ["rope/b", "rope/c", "rope/d"],
        ["rope/f", "rope/g"],
    ]
    assert [award["person"] for award in outcome["awards"]] == ["a", "e"]

    decided = won("decide", orders={"prize_line": [["rope/d", "rope/b", "rope/c"], ["rope/g", "rope/f"]]})
    assert (decided["d"], decided["b"], decided["c"]) == ("second", "second", "third")
    assert (decided["g"], decided["f"]) == ("third", None)


def test_a_tie_whose_order_waits_is_not_rewarded_across_a_line() -> None:
    rules = top(1, ALL_THREE, ties="all_in")
    contest = counted("rope", {"a": 5, "b": 5}, undecided="decide")
    outcome = outcome_of(case_of(contest, prize_rules=rules))

    assert outcome["awards"] == []
    assert outcome["contests"][0]["rankings"][0]["at_the_line"] == [["rope/a", "rope/b"]]


def test_prizes_end_where_the_field_ends_and_where_the_lines_end() -> None:
    two_lines = [{"prize": "first", "rule": "fixed", "count": 1}, {"prize": "second", "rule": "fixed", "count": 1}]

    assert prizes(outcome_of(case_of(counted("rope", {"a": 1, "b": "DNF"}), prize_rules=top(6)))) == {"a": "first"}
    few = outcome_of(case_of(counted("rope", {"a": 9, "b": 8, "c": 7}), prize_rules=top(6, two_lines)))
    assert prizes(few) == {"a": "first", "b": "second", "c": None}


def test_rank_ranges_follow_ranks_when_places_are_shared() -> None:
    lines = [
        {"prize": "first", "rule": "ranks", "from": 1, "to": 2},
        {"prize": "second", "rule": "ranks", "from": 3, "to": 4},
    ]
    outcome = outcome_of(case_of(counted("rope", {"a": 9, "b": 8, "c": 8, "d": 7, "e": 6}), prize_rules=top(9, lines)))

    assert prizes(outcome) == {"a": "first", "b": "first", "c": "first", "d": "second", "e": None}


def test_a_contest_may_have_its_own_prize_rules_or_none() -> None:
    own = counted("own", {"a": 9, "b": 8}, prizes=top(1))
    none = counted("none", {"a": 9, "b": 8}, prizes=top(0, []))
    outcome = outcome_of(case_of(counted("shared", {"a": 9, "b": 8}), own, none, prize_rules=top(2)))

    assert [prizes(outcome, at) for at in range(3)] == [
        {"a": "first", "b": "second"},
        {"a": "first", "b": None},
        {"a": None, "b": None},
    ]


def test_divisions_are_ranked_and_rewarded_apart() -> None:
    contest = counted(
        "rope", {"a": 9, "b": 8, "c": 7}, divisions=[{"code": "w", "title": "女子组"}, {"code": "m", "title": "男子组"}]
    )
    for entry, division in zip(contest["entries"], ("m", "w", "m"), strict=True):
        entry["division"] = division
    outcome = outcome_of(case_of(contest, prize_rules=top(1)))

    women, men = outcome["contests"][0]["rankings"]
    assert (women["division"], men["division"]) == ("w", "m")
    assert [(placing["person"], placing["rank"]) for placing in women["placings"]] == [("b", 1)]
    assert [(placing["person"], placing["rank"]) for placing in men["placings"]] == [("a", 1), ("c", 2)]
    assert [(award["person"], award["division"]) for award in outcome["awards"]] == [("b", "w"), ("a", "m")]
    assert outcome["awards"][0]["why"]["zh"].startswith("rope（女子组）第 1 名（8 个）")


def test_a_contest_without_prize_rules_says_so() -> None:
    outcome = outcome_of(case_of(counted("rope", {"a": 9})))

    assert outcome["contests"][0]["rankings"][0]["places"] == {
        "count": 0,
        "why": {"rule": "no_prizes", "values": {}, "zh": "没有设奖", "en": "no prizes are set"},
    }
    assert placings(outcome)[0]["prize"] is None


@pytest.mark.parametrize(
    ("rules", "zh"),
    [
        (
            {"rule": "by_entries", "steps": [{"up_to": 3, "places": 1}, {"up_to": 7, "places": 3}], "beyond": 6},
            "按报名人数：不足 4 人取 1 名，4 至 7 人取 3 名，8 人及以上取 6 名",
        ),
        (
            {
                "rule": "by_entries",
                "base": "finished",
                "steps": [{"up_to": 2, "places": 1}, {"up_to": 3, "places": 2}],
                "beyond": 3,
            },
            "按有成绩人数：不足 3 人取 1 名，3 人取 2 名，4 人及以上取 3 名",
        ),
        ({"rule": "by_entries", "steps": [], "beyond": 6}, "按报名人数：都取 6 名"),
        ({"rule": "fixed", "count": 8}, "取前 8 名"),
        ({"rule": "entries_minus_one", "top": 8}, "取前 8 名；报名人数不足 8 人时减一录取"),
        (
            {"rule": "entries_minus_one", "top": 8, "boundary": "fewer_or_equal", "base": "started", "at_least": 1},
            "取前 8 名；到场参赛人数不超过 8 人时减一录取，至少取 1 名",
        ),
        (
            {"rule": "share", "percent": 30, "rounding": "half_up", "at_least": 1, "at_most": 9},
            "取报名人数的 30%（四舍五入，至少 1 名，最多 9 名）",
        ),
    ],
)
def test_places_rules_are_said_as_in_a_regulation(rules: dict[str, Any], zh: str) -> None:
    assert str(say_prize_rules({"places": rules, "tiers": []})) == zh


def test_tiers_and_ties_are_said_with_the_titles_of_the_prizes() -> None:
    ratio = [{"prize": prize, "rule": "ratio", "parts": parts} for prize, parts in (("first", 1), ("second", 2))]
    ratio[0]["at_least_one"] = True
    ranges = [{"prize": "first", "rule": "ranks", "from": 1, "to": 3}, {"prize": "second", "rule": "rest"}]

    assert str(say_prize_rules(top(6), PRIZES)) == (
        "取前 6 名；一等奖 1 名，二等奖 2 名，其余为三等奖；线上并列的都得高一级的奖"
    )
    assert str(say_prize_rules(top(6, ratio, ties="share", ties_at_cut="none"), PRIZES)) == (
        "取前 6 名；一等奖 1 份（至少 1 名），二等奖 2 份；线上并列的把奖金相加平分；"
        "录取末位上：线上并列的都得低一级的奖，末位并列都不取"
    )
    assert str(say_prize_rules(top(6, ranges, ties="decide"), PRIZES)) == (
        "取前 6 名；第 1 至 3 名为一等奖，其余为二等奖；线上并列的由裁判长裁定"
    )
    assert say_prize_rules(top(6), PRIZES).en.startswith(
        "the first 6 places; 一等奖: 1, 二等奖: 2, 三等奖: all the rest"
    )


@pytest.mark.parametrize(
    ("rules", "number", "zh"),
    [
        ({"rule": "fixed", "count": 2}, 3, "取前 2 名"),
        ({"rule": "by_entries", "steps": [], "beyond": 2}, 3, "3 人参赛取前 2 名"),
        ({"rule": "entries_minus_one", "top": 8}, 3, "3 人参赛，不足 8 人，减一取前 2 名"),
        ({"rule": "entries_minus_one", "top": 2}, 3, "3 人参赛取前 2 名"),
        (
            {"rule": "share", "percent": 50, "rounding": "up", "base": "finished"},
            3,
            "3 人有成绩，按 50%（进一）取前 2 名",
        ),
    ],
)
def test_the_number_of_places_says_where_it_comes_from(rules: dict[str, Any], number: int, zh: str) -> None:
    contest = counted("rope", {f"p{at}": at for at in range(number)})
    outcome = outcome_of(case_of(contest, prize_rules={"places": rules, "tiers": []}))

    assert outcome["contests"][0]["rankings"][0]["places"]["why"]["zh"] == zh
    assert outcome["contests"][0]["rankings"][0]["places"]["count"] == 2
