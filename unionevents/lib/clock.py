"""How days, times of day and times of results are written. Pure: language and this year are passed in."""

from __future__ import annotations

from datetime import date, datetime, time

_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say_day(day: date, *, language: str, this_year: int, weekday: bool = True) -> str:
    """`9月23日（周三）`, with the year when it is not this one; `Wed 23 Sep` in English."""
    if _is_english(language):
        year = "" if day.year == this_year else f" {day.year}"
        return f"{_WEEKDAYS_EN[day.weekday()] + ' ' if weekday else ''}{day.day} {_MONTHS_EN[day.month - 1]}{year}"
    year = "" if day.year == this_year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日{f'（周{_WEEKDAYS_ZH[day.weekday()]}）' if weekday else ''}"


def say_time(moment: time | datetime) -> str:
    """`8:30`; the hour has no leading zero."""
    return f"{moment.hour}:{moment.minute:02d}"


def say_moment(moment: datetime, *, language: str, this_year: int) -> str:
    """`9月23日（周三）8:30`. The moment is written as it stands: bring it to local time first."""
    gap = ", " if _is_english(language) else ""
    return f"{say_day(moment, language=language, this_year=this_year)}{gap}{say_time(moment)}"


def say_span(start: datetime, end: datetime | None, *, language: str, this_year: int) -> str:
    """`9月23日（周三）8:30–11:00`; the day is repeated only when the end is on another one."""
    begins = say_moment(start, language=language, this_year=this_year)
    if end is None:
        return begins
    if end.date() == start.date():
        return f"{begins}–{say_time(end)}"
    return f"{begins} – {say_moment(end, language=language, this_year=this_year)}"


def say_days(first: date, last: date | None, *, language: str, this_year: int) -> str:
    """`4月18日–30日`: a span of days, nothing said twice."""
    if last is None or last == first:
        return say_day(first, language=language, this_year=this_year)
    if first.year != last.year:
        both = (say_day(day, language=language, this_year=0, weekday=False) for day in (first, last))
        return (" – " if _is_english(language) else "–").join(both)
    # The year that both share is said once: at the end in English, at the beginning in Chinese.
    same_month = first.month == last.month
    if _is_english(language):
        begins = f"{first.day}–" if same_month else f"{first.day} {_MONTHS_EN[first.month - 1]} – "
        return begins + say_day(last, language=language, this_year=this_year, weekday=False)
    ends = f"{last.day}日" if same_month else f"{last.month}月{last.day}日"
    return f"{say_day(first, language=language, this_year=this_year, weekday=False)}–{ends}"


def say_result_time(milliseconds: int, *, language: str) -> str:
    """`12.34 秒`, `1:05.20`, `1:02:05.20`. Thousandths appear only where they were measured: nothing is rounded."""
    seconds, rest = divmod(milliseconds, 1000)
    fraction = f"{rest:03d}" if rest % 10 else f"{rest // 10:02d}"
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02d}:{seconds:02d}.{fraction}"
    if minutes:
        return f"{minutes}:{seconds:02d}.{fraction}"
    return f"{seconds}.{fraction} {'s' if _is_english(language) else '秒'}"


def _is_english(language: str) -> bool:
    return language.lower().startswith("en")
