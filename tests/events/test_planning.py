"""What a plan still lacks, and what in it clashes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.planning import CHAIR, Facts, PlannedPrize, PlannedSession, clashes, findings, obstacles, overlaps

HERE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 9, 1, 9, 0, tzinfo=HERE)


def on(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 9, day, hour, minute, tzinfo=HERE)


WHOLE = Facts(
    now=NOW,
    purpose="锻炼身体",
    first_day=date(2026, 9, 23),
    deadline=on(18, day=18),
    hosts=1,
    invited_units=12,
    venues=1,
    sessions=(PlannedSession("签到", on(8), on(8, 30), "田径场"), PlannedSession("比赛", on(8, 30), on(11), "田径场")),
    contests=("托球跑",),
    prizes=(PlannedPrize("一等奖", 20000), PlannedPrize("二等奖", 10000)),
    duties=("检录",),
    budget_lines=3,
    chief_referees=1,
    referees=4,
)


def codes(facts: Facts, *levels: str) -> list[str]:
    return [found.code for found in findings(facts) if found.level in (levels or ("missing", "question"))]


def test_a_whole_plan_has_nothing_open() -> None:
    assert codes(WHOLE) == []
    assert len(codes(WHOLE, "ok")) == 13


def test_an_empty_plan_is_told_everything_it_lacks() -> None:
    assert codes(Facts(now=NOW)) == [
        "purpose", "days", "hosts", "units", "deadline", "venues", "sessions", "contests", "prizes", "budget", "duties",
    ]  # fmt: skip


@pytest.mark.parametrize("day", [23, 24])
def test_registration_must_close_before_the_first_day(day: int) -> None:
    assert codes(replace(WHOLE, deadline=on(7, day=day))) == ["deadline_late"]


def test_a_deadline_in_the_past_is_missing_before_registration_and_settled_after() -> None:
    late = replace(WHOLE, now=on(9, day=19))
    assert codes(late) == ["deadline_past"]
    assert codes(replace(late, before_registration=False)) == []


def test_plan_4_chess_and_the_walk_clash_only_at_one_venue() -> None:
    chess = PlannedSession("棋类", on(13, 10), on(17), "操场")
    walk = PlannedSession("健步走", on(16, 10), None, "操场")
    assert clashes([chess, walk]) == ((chess, walk),)
    assert clashes([chess, replace(walk, venue="田径场")]) == ()
    assert clashes([replace(chess, venue=""), replace(walk, venue="")]) == ()
    found = [each for each in findings(replace(WHOLE, sessions=(chess, walk))) if each.code == "clash"]
    assert [each.says.zh for each in found] == ["“棋类”与“健步走”同一时间都在操场"]


def test_a_session_after_the_last_day_is_a_question() -> None:
    late = PlannedSession("颁奖", on(9, day=25))
    assert codes(replace(WHOLE, sessions=(*WHOLE.sessions, late))) == ["after_last_day"]
    assert codes(replace(WHOLE, sessions=(*WHOLE.sessions, late), last_day=date(2026, 9, 25))) == []


def test_prizes_beside_a_souvenir_are_a_question_for_the_chair() -> None:
    facts = replace(WHOLE, prizes=(*WHOLE.prizes, PlannedPrize("纪念奖", 1500)))
    [found] = [each for each in findings(facts) if each.level == "question"]
    assert (found.code, found.who) == ("souvenir", CHAIR)
    assert codes(replace(WHOLE, prizes=(PlannedPrize("纪念奖", 1500),))) == []


@pytest.mark.parametrize(
    ("second", "third", "expected"), [(5000, 10000, 1), (3000, 3000, 1), (10000, 5000, 0), (0, 5000, 0)]
)
def test_a_lower_prize_worth_as_much_or_more_is_a_question(second: int, third: int, expected: int) -> None:
    prizes = (PlannedPrize("二等奖", second), PlannedPrize("三等奖", third))
    assert codes(replace(WHOLE, prizes=prizes)) == ["prize_values"] * expected


def test_referees_are_asked_for_only_where_there_are_contests() -> None:
    assert codes(replace(WHOLE, chief_referees=0, referees=0)) == ["chief_referee", "referees"]
    assert codes(replace(WHOLE, chief_referees=0, referees=0, contests=())) == ["contests"]


def test_missing_rules_and_phones_are_named() -> None:
    facts = replace(WHOLE, contests_without_rules=("托球跑", "踢毽子"), duties_without_phone=("检录",))
    notes = {each.code: each.note.zh for each in findings(facts) if each.note}
    assert notes == {"contest_rules": "托球跑、踢毽子", "duty_phone": "检录"}


def test_only_opening_can_be_impossible() -> None:
    nobody = replace(WHOLE, invited_units=0, now=on(9, day=19))
    assert len(obstacles("open", nobody)) == len(obstacles("reopen", nobody)) == 2
    assert obstacles("submit", Facts(now=NOW)) == obstacles("approve", nobody) == ()
    assert obstacles("open", WHOLE) == ()


spans = st.builds(
    lambda start, length, venue: PlannedSession(
        "x",
        NOW + timedelta(minutes=start),
        NOW + timedelta(minutes=start + length) if length is not None else None,
        venue,
    ),
    st.integers(0, 200),
    st.one_of(st.none(), st.integers(0, 120)),
    st.sampled_from(["", "甲", "乙"]),
)


@given(spans, spans)
def test_overlapping_is_mutual(one: PlannedSession, other: PlannedSession) -> None:
    assert overlaps(one, other) == overlaps(other, one)


@given(spans, st.integers(1, 60))
def test_what_begins_when_the_other_ends_does_not_overlap(one: PlannedSession, length: int) -> None:
    if one.ends is not None and one.ends > one.starts:
        assert not overlaps(one, PlannedSession("y", one.ends, one.ends + timedelta(minutes=length), one.venue))


@given(st.lists(spans, max_size=6))
def test_sessions_without_a_venue_never_clash(sessions: list[PlannedSession]) -> None:
    assert all(one.venue and one.venue == other.venue for one, other in clashes(sessions))
