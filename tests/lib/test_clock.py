from __future__ import annotations

from datetime import date, datetime

import pytest

from unionevents.lib import clock

MEET = datetime(2026, 9, 23, 8, 30)


def test_a_moment_of_this_year_is_written_without_the_year() -> None:
    assert clock.say_moment(MEET, language="zh-hans", this_year=2026) == "9月23日（周三）8:30"
    assert clock.say_moment(MEET, language="en", this_year=2026) == "Wed 23 Sep, 8:30"


def test_another_year_is_named() -> None:
    assert clock.say_moment(MEET, language="zh-hans", this_year=2027) == "2026年9月23日（周三）8:30"
    assert clock.say_moment(MEET, language="en", this_year=2027) == "Wed 23 Sep 2026, 8:30"


def test_a_span_within_one_day_names_the_day_once() -> None:
    ends = MEET.replace(hour=11, minute=0)
    assert clock.say_span(MEET, ends, language="zh-hans", this_year=2026) == "9月23日（周三）8:30–11:00"


def test_a_span_into_another_day_names_both() -> None:
    ends = MEET.replace(day=24, hour=0, minute=5)
    assert clock.say_span(MEET, ends, language="zh-hans", this_year=2026) == "9月23日（周三）8:30 – 9月24日（周四）0:05"


def test_a_span_without_an_end_is_its_beginning() -> None:
    assert clock.say_span(MEET, None, language="zh-hans", this_year=2026) == "9月23日（周三）8:30"


@pytest.mark.parametrize(
    ("first", "last", "zh", "en"),
    [
        (date(2026, 4, 18), date(2026, 4, 30), "4月18日–30日", "18–30 Apr"),
        (date(2026, 4, 18), date(2026, 5, 2), "4月18日–5月2日", "18 Apr – 2 May"),
        (date(2026, 4, 18), date(2026, 4, 18), "4月18日（周六）", "Sat 18 Apr"),
        (date(2026, 4, 18), None, "4月18日（周六）", "Sat 18 Apr"),
        (date(2025, 12, 30), date(2026, 1, 2), "2025年12月30日–2026年1月2日", "30 Dec 2025 – 2 Jan 2026"),
        (date(2025, 4, 18), date(2025, 4, 30), "2025年4月18日–30日", "18–30 Apr 2025"),
        (date(2025, 4, 18), date(2025, 5, 2), "2025年4月18日–5月2日", "18 Apr – 2 May 2025"),
    ],
)
def test_days_say_nothing_twice(first: date, last: date | None, zh: str, en: str) -> None:
    assert clock.say_days(first, last, language="zh-hans", this_year=2026) == zh
    assert clock.say_days(first, last, language="en", this_year=2026) == en


@pytest.mark.parametrize(
    ("milliseconds", "zh"),
    [
        (12340, "12.34 秒"),
        (12300, "12.30 秒"),
        (12345, "12.345 秒"),
        (0, "0.00 秒"),
        (59999, "59.999 秒"),
        (65200, "1:05.20"),
        (60000, "1:00.00"),
        (3725200, "1:02:05.20"),
    ],
)
def test_a_result_time_is_exact_and_never_rounded(milliseconds: int, zh: str) -> None:
    assert clock.say_result_time(milliseconds, language="zh-hans") == zh


def test_seconds_are_named_in_the_language_of_the_page() -> None:
    assert clock.say_result_time(12340, language="en-gb") == "12.34 s"
