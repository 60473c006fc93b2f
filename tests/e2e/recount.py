"""An independent count of the meet: no product code, only plan 1 read once more and Python's sort.

Plan 1: least time, most count, most hits wins; equal hits: the earlier hits go first; otherwise equal marks share a
place. Places follow the entries; whoever is level at a line gets the better prize; a person is rewarded once, for the
best placing; everybody who took part has a souvenir, whoever never came has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tests.e2e.meet import CONTESTS, SHOTS, TIMED, Result, Someone

FIRST, SECOND, THIRD, SOUVENIR = "一等奖", "二等奖", "三等奖", "纪念奖"
GOODS = {FIRST: ("运动背包", 200), SECOND: ("保温杯", 120), THIRD: ("运动毛巾礼盒", 60), SOUVENIR: ("跳绳", 20)}
SPANS = {FIRST: "第 1 名", SECOND: "第 2 至 3 名", THIRD: "第 4 至 6 名"}
ABSENT = {"未完成": "DNF", "犯规": "DSQ", "未到": "DNS"}  # in the order in which they stand below the marks
NEVER_CAME = "未到"


class Line(NamedTuple):
    """One person in one contest; without a rank: not placed."""

    contest: str
    person: Someone
    result: Result
    rank: int | None
    level: int
    """How many share this rank."""
    same_mark: int
    """How many others have the same mark before hits are looked at one by one."""


class Given(NamedTuple):
    """One thing that a person receives."""

    person: Someone
    prize: str
    line: Line | None
    why: str


@dataclass(frozen=True)
class Count:
    """The meet counted out."""

    people: tuple[Someone, ...]

    def lists(self) -> list[Line]:
        """Contest by contest: marks from the best down, then those without one."""
        return [line for contest in CONTESTS for line in self.list_of(contest)]

    def list_of(self, contest: str) -> list[Line]:
        field = [(person, person.results[contest]) for person in self.people if contest in person.results]
        marks = [(person, result) for person, result in field if not isinstance(result, str)]
        placed = [
            Line(
                contest, person, result,
                rank=1 + sum(strength(contest, other) < strength(contest, result) for _, other in marks),
                level=sum(strength(contest, other) == strength(contest, result) for _, other in marks),
                same_mark=sum(mark(contest, other) == mark(contest, result) for _, other in marks) - 1,
            )
            for person, result in marks
        ]  # fmt: skip
        absent = [Line(contest, person, result, None, 0, 0) for person, result in field if isinstance(result, str)]
        order = list(ABSENT)
        return [
            *sorted(placed, key=lambda line: line.rank or 0),
            *sorted(absent, key=lambda line: order.index(str(line.result))),
        ]

    def rewarded(self, contest: str) -> int:
        """Up to three entries: one place; up to seven: three; more: six."""
        entries = len(self.list_of(contest))
        return 1 if entries <= 3 else 3 if entries <= 7 else 6

    def worth(self, line: Line) -> str:
        """The prize of a placing, whether or not it is given."""
        if line.rank is None or line.rank > self.rewarded(line.contest):
            return ""
        return tier(line.rank)

    def best(self) -> dict[str, Line]:
        """By name: the one placing for which somebody is rewarded; at equal ranks the contest that stands first."""
        found: dict[str, Line] = {}
        for line in self.lists():
            if self.worth(line):
                held = found.setdefault(line.person.name, line)
                if (line.rank or 0) < (held.rank or 0):
                    found[line.person.name] = line
        return found

    def given(self) -> list[Given]:
        """Prizes in the order of the lists, then souvenirs in the order of the units."""
        best = self.best()
        prizes = [
            Given(line.person, self.worth(line), line, self.why_given(line))
            for line in self.lists()
            if best.get(line.person.name) == line
        ]
        souvenirs = []
        for person in self.people:
            came = [contest for contest in CONTESTS if person.results.get(contest, NEVER_CAME) != NEVER_CAME]
            if came:
                several = f"等 {len(came)} 项" if len(came) > 1 else ""
                souvenirs.append(Given(person, SOUVENIR, None, f"参加了{came[0]}{several}，发{SOUVENIR}"))
        return prizes + souvenirs

    def why_given(self, line: Line) -> str:
        places = self.rewarded(line.contest)
        prize = self.worth(line)
        rank = line.rank or 0
        clauses = [
            f"{line.contest}第 {rank} 名（{shown(line)}）",
            f"{len(self.list_of(line.contest))} 人参赛取前 {places} 名",
            f"{SPANS[prize]}为{prize}",
        ]
        last = rank + line.level - 1
        if last > places or tier(min(last, places)) != prize:
            clauses.append("线上并列，都得高一级的奖")
        others = [
            f"{other.contest}获第 {other.rank} 名"
            for other in self.lists()
            if other.person == line.person and other != line and self.worth(other)
        ]
        if others:
            clauses.append(f"另在{'、'.join(others)}，按最好名次奖励一次")
        return "；".join(clauses)

    def why_placed(self, line: Line) -> str:
        """What stands beside a placing: why it has its rank, or why its prize is not given."""
        best = self.best().get(line.person.name)
        if self.worth(line) and best is not None and best != line:
            return f"已按最好名次在{best.contest}（第 {best.rank} 名）获奖，这里不再奖"
        if isinstance(line.result, str):
            return f"{line.result}（{ABSENT[line.result]}），不排名次"
        if line.level > 1:
            return f"并列第 {line.rank} 名：{shown(line)}，{line.level} 人相同"
        if line.same_mark:
            turns = "、".join(str(turn) for turn in hits(line.result))
            tail = f"先投中者列前（命中在第 {turns} 投）"
            return f"第 {line.rank} 名：{shown(line)}，与 {line.same_mark} 人成绩相同，{tail}"
        return f"第 {line.rank} 名：{shown(line)}"


def tier(rank: int) -> str:
    return FIRST if rank == 1 else SECOND if rank <= 3 else THIRD


def mark(contest: str, result: Result) -> int:
    """Smaller is better."""
    if isinstance(result, tuple):
        return -sum(result)
    assert isinstance(result, int)
    return result if contest in TIMED else -result


def strength(contest: str, result: Result) -> tuple[int, ...]:
    """The mark, then for shots the turns of the hits."""
    return (mark(contest, result), *(hits(result) if contest == SHOTS else ()))


def hits(result: Result) -> Sequence[int]:
    assert isinstance(result, tuple)
    return [turn for turn, hit in enumerate(result, start=1) if hit]


def shown(line: Line) -> str:
    """The mark as people write it."""
    result = line.result
    if isinstance(result, str):
        return result
    if isinstance(result, tuple):
        return f"{sum(result)} 中"
    if line.contest in TIMED:
        minutes, rest = divmod(result, 6000)
        clock = f"{rest // 100:02d}.{rest % 100:02d}" if minutes else f"{rest // 100}.{rest % 100:02d}"
        return f"{minutes}:{clock}" if minutes else f"{clock} 秒"
    return f"{result} {'个' if line.contest == '金豆搬家' else '次'}"
