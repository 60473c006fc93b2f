"""What a plan still lacks, what in it may clash, and which steps it makes impossible. Pure.

A finding never refuses anything: `missing` is something to be done, `question` something to be decided, `ok` is
settled. Only `obstacles` stop a step, and only where taking it could not work at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations, pairwise
from typing import Literal

from unionevents.lib.clock import say_span
from unionevents.lib.phrase import Phrase

Level = Literal["missing", "question", "ok"]

ORGANISER = Phrase("Organiser", "组织者")
CHAIR = Phrase("Chair", "主席")
SOUVENIR_WORDS = ("纪念", "souvenir")


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """A span in local time; without an end it is a moment."""

    title: str
    starts: datetime
    ends: datetime | None = None
    venue: str = ""


@dataclass(frozen=True, slots=True)
class PlannedPrize:
    """A tier or the souvenir; what one costs, in fen."""

    title: str
    value: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the checks look at; all moments in local time."""

    now: datetime
    purpose: str = ""
    first_day: date | None = None
    last_day: date | None = None
    deadline: datetime | None = None
    hosts: int = 0
    invited_units: int = 0
    venues: int = 0
    sessions: tuple[PlannedSession, ...] = ()
    contests: tuple[str, ...] = ()
    contests_without_rules: tuple[str, ...] = ()
    prizes: tuple[PlannedPrize, ...] = ()
    duties: tuple[str, ...] = ()
    duties_without_phone: tuple[str, ...] = ()
    budget_lines: int = 0
    chief_referees: int = 0
    referees: int = 0
    before_registration: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """`link` is the code of the part where it is put right."""

    level: Level
    code: str
    says: Phrase
    link: str
    note: Phrase | None = None
    who: Phrase = ORGANISER


def is_souvenir(title: str) -> bool:
    """Is this prize, by its name, meant for everybody who takes part?"""
    return any(word in title.lower() for word in SOUVENIR_WORDS)


def findings(facts: Facts) -> tuple[Finding, ...]:
    """Everything there is to say about a plan, in the order of its parts."""
    return (
        *_about_basics(facts),
        *_about_deadline(facts),
        *_about_sessions(facts),
        *_about_contests(facts),
        *_about_prizes(facts),
        *_about_people(facts),
    )


def obstacles(step: str, facts: Facts) -> tuple[Phrase, ...]:
    """Why a step cannot work; the organiser has to change the plan first."""
    if step not in {"open", "reopen"}:
        return ()
    found = []
    if not facts.invited_units:
        found.append(
            Phrase("No unit is invited: nobody could hand in a roster.", "还没有选参加单位，开放后没有人能报名。")
        )
    if facts.deadline is not None and facts.deadline <= facts.now:
        found.append(
            Phrase(
                "The registration deadline has passed: set a later one first.", "报名截止时间已过，请先改为以后的时间。"
            )
        )
    return tuple(found)


def overlaps(one: PlannedSession, other: PlannedSession) -> bool:
    """Do two sessions need the same minute? Touching ends do not."""
    if one.starts == other.starts:
        return True
    early, late = sorted((one, other), key=lambda session: session.starts)
    return early.ends is not None and late.starts < early.ends


def clashes(sessions: Iterable[PlannedSession]) -> tuple[tuple[PlannedSession, PlannedSession], ...]:
    """Pairs of sessions at one venue at the same time."""
    placed = [session for session in sessions if session.venue]
    return tuple(
        (one, other) for one, other in combinations(placed, 2) if one.venue == other.venue and overlaps(one, other)
    )


def _either(done: object, code: str, link: str, ok: Phrase, missing: Phrase) -> Finding:
    return Finding("ok" if done else "missing", code, ok if done else missing, link)


def _about_basics(facts: Facts) -> Iterator[Finding]:
    yield _either(
        facts.purpose, "purpose", "basics",
        Phrase("The purpose is written", "已写明活动目的"), Phrase("The purpose is not written", "没有写活动目的"),
    )  # fmt: skip
    yield _either(
        facts.first_day,
        "days",
        "basics",
        Phrase("The day is set", "已定活动日期"),
        Phrase("The day is not set", "没有定活动日期"),
    )
    yield _either(
        facts.hosts, "hosts", "hosts",
        Phrase("Hosts are named", "已写主办单位"), Phrase("No host is named", "没有写主办单位"),
    )  # fmt: skip
    yield _either(
        facts.invited_units, "units", "units",
        Phrase("{n} units are invited", "已选 {n} 个参加单位").fill(n=facts.invited_units),
        Phrase("No unit is invited", "没有选参加单位"),
    )  # fmt: skip


def _about_deadline(facts: Facts) -> Iterator[Finding]:
    deadline, first = facts.deadline, facts.first_day
    if deadline is None:
        yield Finding("missing", "deadline", Phrase("Registration has no deadline", "没有定报名截止时间"), "basics")
    elif first is not None and deadline.date() >= first:
        yield Finding(
            "missing", "deadline_late",
            Phrase("Registration closes only on or after the first day", "报名截止时间不早于活动第一天"), "basics",
            Phrase("Leave time for start lists: close it some days earlier.", "请提前几天截止，留出编排时间。"),
        )  # fmt: skip
    elif facts.before_registration and deadline <= facts.now:
        yield Finding(
            "missing",
            "deadline_past",
            Phrase("The registration deadline has already passed", "报名截止时间已经过了"),
            "basics",
        )
    else:
        yield Finding("ok", "deadline", Phrase("The registration deadline is set", "已定报名截止时间"), "basics")


def _about_sessions(facts: Facts) -> Iterator[Finding]:
    yield _either(
        facts.venues,
        "venues",
        "venues",
        Phrase("The venue is named", "已写场地"),
        Phrase("No venue is named", "没有写场地"),
    )
    yield _either(
        facts.sessions, "sessions", "sessions",
        Phrase("The schedule has {n} items", "日程有 {n} 项").fill(n=len(facts.sessions)),
        Phrase("The schedule is empty: when is sign-in, when is the start?", "日程是空的：几点签到、几点开始？"),
    )  # fmt: skip
    for one, other in clashes(facts.sessions):
        yield Finding(
            "question", "clash",
            Phrase(
                "“{one}” and “{other}” are at {venue} at the same time", "“{one}”与“{other}”同一时间都在{venue}"
            ).fill(one=one.title, other=other.title, venue=one.venue),
            "sessions", _span_of(other, facts.now),
        )  # fmt: skip
    first, last = facts.first_day, facts.last_day or facts.first_day
    if first is not None and last is not None:
        for session in facts.sessions:
            if session.starts.date() > last:
                yield Finding(
                    "question", "after_last_day",
                    Phrase("“{title}” is after the last day", "“{title}”排在活动最后一天之后").fill(
                        title=session.title
                    ),
                    "sessions", _span_of(session, facts.now),
                )  # fmt: skip


def _span_of(session: PlannedSession, now: datetime) -> Phrase:
    en, zh = (say_span(session.starts, session.ends, language=each, this_year=now.year) for each in ("en", "zh"))
    return Phrase(en, zh)


def _about_contests(facts: Facts) -> Iterator[Finding]:
    yield _either(
        facts.contests, "contests", "contests",
        Phrase("{n} contests", "已设 {n} 个项目").fill(n=len(facts.contests)),
        Phrase("There is no contest yet", "还没有设项目"),
    )  # fmt: skip
    if facts.contests_without_rules:
        yield Finding(
            "missing", "contest_rules",
            Phrase("Rules of play are missing for {n} contests", "有 {n} 个项目没有写规则").fill(
                n=len(facts.contests_without_rules)
            ),
            "contests", _names(facts.contests_without_rules),
        )  # fmt: skip


def _about_prizes(facts: Facts) -> Iterator[Finding]:
    yield _either(
        facts.prizes, "prizes", "prizes",
        Phrase("{n} kinds of prizes", "已设 {n} 种奖项").fill(n=len(facts.prizes)),
        Phrase("There is no prize yet", "还没有设奖项"),
    )  # fmt: skip
    yield _either(
        facts.budget_lines, "budget", "budget",
        Phrase("The budget is written", "已列预算"), Phrase("The budget is empty", "没有列预算"),
    )  # fmt: skip
    tiers = [prize for prize in facts.prizes if not is_souvenir(prize.title)]
    if tiers and len(tiers) < len(facts.prizes):
        yield Finding(
            "question", "souvenir",
            Phrase(
                "Prizes for winners and souvenirs for everybody stand side by side", "既有名次奖，又有人人都有的纪念奖"
            ),
            "prizes",
            Phrase(
                "Some local rules on union money allow only one of them: have the chair confirm it.",
                "有的地方的工会经费规定二者只能选一种，请主席确认。",
            ),
            CHAIR,
        )  # fmt: skip
    for better, worse in pairwise(tiers):
        if 0 < better.value < worse.value:
            yield Finding(
                "question", "prize_values",
                Phrase("“{better}” is worth less than “{worse}”", "“{better}”的价值低于“{worse}”").fill(
                    better=better.title, worse=worse.title
                ),
                "prizes",
            )  # fmt: skip
        elif 0 < better.value == worse.value:
            yield Finding(
                "question", "prize_values",
                Phrase("“{better}” and “{worse}” are worth the same", "“{better}”与“{worse}”价值相同").fill(
                    better=better.title, worse=worse.title
                ),
                "prizes",
            )  # fmt: skip


def _about_people(facts: Facts) -> Iterator[Finding]:
    yield _either(
        facts.duties, "duties", "duties",
        Phrase("Duties are shared out", "已写分工"), Phrase("Nobody is named for any duty", "没有写分工"),
    )  # fmt: skip
    if facts.duties_without_phone:
        yield Finding(
            "question", "duty_phone",
            Phrase("{n} duties have no phone number", "有 {n} 项分工没有电话").fill(n=len(facts.duties_without_phone)),
            "duties", _names(facts.duties_without_phone),
        )  # fmt: skip
    if facts.contests:
        yield _either(
            facts.chief_referees, "chief_referee", "appointments",
            Phrase("The chief referee is named", "已指定裁判长"), Phrase("No chief referee is named", "没有指定裁判长"),
        )  # fmt: skip
        yield _either(
            facts.referees, "referees", "appointments",
            Phrase("{n} referees are named", "已指定 {n} 名裁判员").fill(n=facts.referees),
            Phrase("No referee is named", "没有指定裁判员"),
        )  # fmt: skip


def _names(names: tuple[str, ...]) -> Phrase:
    return Phrase(", ".join(names), "、".join(names))
