"""Plan 1, worked: seven contests of a fun-sports meet with our own numbers.

The expected lists were worked out by hand from `plan_one/records.csv`. A recount that
shares no code with the rule book (decimals, its own counting) must agree as well.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

from scoring.rulebook import award_moves, moves, outcome_of

FOLDER = Path(__file__).with_name("plan_one")
TIMED = ("托球跑", "双腿夹球走", "摸石过河")
ABSENCES = ("DNS", "DNF", "DSQ")
SETTINGS = {
    **{title: {"game": "timed"} for title in TIMED},
    "定点投篮": {"game": "shooting"},
    "一分钟跳绳": {"game": "count"},
    "踢毽子": {"game": "count"},
    "金豆搬家": {"game": "count", "settings": {"seconds": 120}},
}
PRIZES = [
    {"code": "first", "title": "一等奖", "item": "运动毛巾套装", "value": 20000},
    {"code": "second", "title": "二等奖", "item": "保温杯", "value": 10000},
    {"code": "third", "title": "三等奖", "item": "跳绳", "value": 5000},
    {"code": "souvenir", "title": "纪念奖", "item": "徽章", "value": 500},
]
# Fewer than four entries: one place; four to seven: three; eight and more: six. One first, two seconds, the rest third.
RULES = {
    "places": {
        "rule": "by_entries",
        "base": "entered",
        "steps": [{"up_to": 3, "places": 1}, {"up_to": 7, "places": 3}],
        "beyond": 6,
    },
    "tiers": [
        {"prize": "first", "rule": "fixed", "count": 1},
        {"prize": "second", "rule": "fixed", "count": 2},
        {"prize": "third", "rule": "rest"},
    ],
    "ties": "all_in",
}

# By hand: contest, then person and rank, in the order of the list.
RANKS = {
    "托球跑": "p06 1, p07 2, p02 3, p01 4, p04 4, p05 6, p08 7, p09 -, p03 -",
    "双腿夹球走": "p03 1, p01 2, p05 2, p10 4",
    "摸石过河": "p07 1, p11 2, p04 3, p12 4, p02 -, p09 -",
    "定点投篮": "p04 1, p06 2, p10 3, p01 4, p08 5, p11 6, p13 7, p14 -",
    "一分钟跳绳": "p12 1, p02 2, p06 3, p08 3, p13 5",
    "踢毽子": "p07 1, p10 1, p12 1",
    "金豆搬家": "p05 1, p11 1, p09 3, p13 4",
}
# By hand: who is rewarded, once each, for the best placing. p07, p12 and p11 hold several firsts or better values.
AWARDS = [
    ("p06", "托球跑", 1, "first", 20000),
    ("p03", "双腿夹球走", 1, "first", 20000),
    ("p01", "双腿夹球走", 2, "second", 10000),
    ("p07", "摸石过河", 1, "first", 20000),
    ("p04", "定点投篮", 1, "first", 20000),
    ("p08", "一分钟跳绳", 3, "second", 10000),
    ("p12", "一分钟跳绳", 1, "first", 20000),
    ("p02", "一分钟跳绳", 2, "second", 10000),
    ("p10", "踢毽子", 1, "first", 20000),
    ("p05", "金豆搬家", 1, "first", 20000),
    ("p11", "金豆搬家", 1, "first", 20000),
    ("p09", "金豆搬家", 3, "second", 10000),
]
# Everybody but p14, who never came; p03 missed one contest and took part in another.
SOUVENIRS = ["p01", "p02", "p03", "p04", "p05", "p06", "p07", "p08", "p09", "p10", "p11", "p12", "p13"]


def rows() -> list[dict[str, str]]:
    with (FOLDER / "records.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def case(**contest_changes: Any) -> dict[str, Any]:
    contests: dict[str, dict[str, Any]] = {}
    for number, row in enumerate(rows(), 1):
        title, record = row["contest"], row["record"]
        contest = contests.setdefault(
            title, {"code": title, "title": title, **SETTINGS[title], "entries": [], **contest_changes.get(title, {})}
        )
        entry: dict[str, Any] = {
            "id": f"{title}/{number}",
            "person": row["person"],
            "name": row["name"],
            "unit": row["unit"],
            "unit_name": row["unit"],
        }
        if record in ABSENCES:
            entry["absence"] = record
        elif title in TIMED:
            entry["records"] = {"time": int(Decimal(record) * 1000)}
        elif title == "定点投篮":
            entry["records"] = {"shot": [int(shot) for shot in record]}
        else:
            entry["records"] = {"count": int(record)}
        contest["entries"].append(entry)
    return {
        "format": "unionevents-case",
        "version": 1,
        "contests": list(contests.values()),
        "prizes": PRIZES,
        "prize_rules": RULES,
        "awards": {
            "one_per_person": "best_placing",
            "passed_down": False,
            "souvenir": {"prize": "souvenir", "to": "took_part"},
        },
    }


def listed(outcome: dict[str, Any]) -> dict[str, str]:
    return {
        contest["code"]: ", ".join(
            f"{placing['person']} {placing['rank'] or '-'}" for placing in contest["rankings"][0]["placings"]
        )
        for contest in outcome["contests"]
    }


def rewarded(outcome: dict[str, Any]) -> list[tuple[str, str, int, str, int]]:
    return [
        (award["person"], award["contest"], award["rank"], award["prize"], award["value"])
        for award in outcome["awards"]
        if award["contest"]
    ]


def better(title: str, record: str, other: str) -> bool:
    """The recount's own idea of who is ahead; absences are never asked."""
    if title in TIMED:
        return Decimal(record) < Decimal(other)
    if title == "定点投篮":
        if record.count("1") != other.count("1"):
            return record.count("1") > other.count("1")
        for shot, other_shot in zip(record, other, strict=False):
            if shot != other_shot:  # the first shot where only one of them hit decides who hit earlier
                return shot == "1"
        return False
    return Decimal(record) > Decimal(other)


def recount() -> tuple[dict[tuple[str, str], int], dict[str, tuple[int, int, str, str]], set[str]]:
    """Ranks by contest and person, the best rewarded placing of each person, and who took part."""
    titles = list(SETTINGS)
    ranks: dict[tuple[str, str], int] = {}
    prizes: list[tuple[str, int, str, str]] = []
    for title in titles:
        entered = [(row["person"], row["record"]) for row in rows() if row["contest"] == title]
        marks = [(person, record) for person, record in entered if record not in ABSENCES]
        for person, record in marks:
            ranks[title, person] = 1 + sum(better(title, other, record) for _, other in marks)
        places = 1 if len(entered) <= 3 else 3 if len(entered) <= 7 else 6
        for person, _ in marks:
            rank = ranks[title, person]
            if rank <= places:  # everybody at the last place is in, and everybody at a line gets the better prize
                prize = "first" if rank == 1 else "second" if rank <= 3 else "third"
                prizes.append((person, rank, title, prize))
    best: dict[str, tuple[int, int, str, str]] = {}
    for person, rank, title, prize in prizes:
        candidate = (rank, titles.index(title), title, prize)
        if person not in best or candidate < best[person]:
            best[person] = candidate
    took_part = {row["person"] for row in rows() if row["record"] not in ("DNS",)}
    return ranks, best, took_part


def test_the_lists_come_out_as_worked_by_hand() -> None:
    assert listed(outcome_of(case())) == RANKS


def test_the_awards_come_out_as_worked_by_hand() -> None:
    outcome = outcome_of(case())

    assert sorted(rewarded(outcome)) == sorted(AWARDS)
    assert sorted(award["person"] for award in outcome["awards"] if award["prize"] == "souvenir") == SOUVENIRS
    assert sum(award["value"] for award in outcome["awards"]) == 8 * 20000 + 4 * 10000 + 13 * 500


def test_a_recount_that_shares_no_code_agrees() -> None:
    outcome = outcome_of(case())
    ranks, best, took_part = recount()

    assert {
        (contest["code"], placing["person"]): placing["rank"]
        for contest in outcome["contests"]
        for placing in contest["rankings"][0]["placings"]
        if placing["rank"] is not None
    } == ranks
    assert {award[0]: (award[2], award[1], award[3]) for award in rewarded(outcome)} == {
        person: (rank, title, prize) for person, (rank, _, title, prize) in best.items()
    }
    assert {award["person"] for award in outcome["awards"] if award["contest"] is None} == took_part


def test_every_award_says_why() -> None:
    why = {award["person"]: award["why"]["zh"] for award in outcome_of(case())["awards"] if award["contest"]}

    assert why["p02"] == (
        "一分钟跳绳第 2 名（162 个）；5 人参赛取前 3 名；第 2 至 3 名为二等奖；另在托球跑获第 3 名，按最好名次奖励一次"
    )
    assert why["p07"] == (
        "摸石过河第 1 名（28.90 秒）；6 人参赛取前 3 名；第 1 名为一等奖；"
        "另在托球跑获第 2 名、踢毽子获第 1 名，按最好名次奖励一次"
    )
    assert why["p10"] == (
        "踢毽子第 1 名（41 个）；3 人参赛取前 1 名；第 1 名为一等奖；线上并列，都得高一级的奖；"
        "另在定点投篮获第 3 名，按最好名次奖励一次"
    )


def test_the_other_reading_of_the_shooting_rule_changes_the_list() -> None:
    other = outcome_of(case(**{"定点投篮": {"tie_breaks": [{"rule": "total_reached_first"}]}}))

    # p10 has all five hits at shot 6; p01, p04 and p06 reach five only at shot 10.
    assert listed(other)["定点投篮"] == "p10 1, p01 2, p04 2, p06 2, p08 5, p11 6, p13 7, p14 -"
    moved = moves(outcome_of(case()), other)
    assert [(move["person"], *move["rank"]) for move in moved] == [("p10", 3, 1), ("p01", 4, 2), ("p04", 1, 2)]
    assert moved[0]["why"]["zh"] == "何静：第 3 名 → 第 1 名，奖项 二等奖 → 一等奖"
    # p10 is now rewarded for shooting, which stands before shuttlecock; p01 and p06 keep better placings elsewhere.
    changed = award_moves(outcome_of(case()), other)
    assert [(move["person"], move["before"], move["after"]) for move in changed] == [
        ("p10", ["一等奖"], ["一等奖"]),
        ("p04", ["一等奖"], ["二等奖"]),
    ]
