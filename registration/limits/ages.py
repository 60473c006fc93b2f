"""Ages on a day, and the day on which a limit counts them. Pure."""

from __future__ import annotations

from datetime import date
from typing import Final

from registration.limits.limit import Limit
from registration.limits.parameters import Choice, Day, Parameter
from registration.limits.roster import Roster
from unionevents.lib.phrase import Phrase

FIRST_DAY, NEW_YEAR, ON_DAY = "first_day", "new_year", "day"
REFERENCES: Final = {
    FIRST_DAY: Phrase("the first day of the activity", "活动第一天"),
    NEW_YEAR: Phrase("1 January of the year of the activity", "活动当年 1 月 1 日"),
    ON_DAY: Phrase("this day:", "以下日期："),
}
REFERENCE_PARAMETERS: Final[tuple[Parameter, ...]] = (
    Choice("reference", Phrase("counted on", "计算日期"), required=True, options=tuple(REFERENCES.items())),
    Day("on", Phrase("day", "日期")),
)
NO_DAY = Phrase("say the day on which it is counted", "请写明按哪一天计算")
NEEDLESS_DAY = Phrase("the day only counts with “this day”", "选“以下日期”时才要写日期")


def age_on(born: date, day: date) -> int:
    """Completed years; somebody born on 29 February completes one on 1 March of a common year."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def months_on(since: date, day: date) -> int:
    """Completed months."""
    return (day.year - since.year) * 12 + day.month - since.month - (day.day < since.day)


def reference_day(limit: Limit, roster: Roster) -> date | None:
    """The day on which ages or years of service count; None while the activity has no first day."""
    match limit.text("reference") or FIRST_DAY:
        case "day":
            on = limit.settings.get("on")
            return on if isinstance(on, date) else None
        case "new_year":
            return roster.first_day.replace(month=1, day=1) if roster.first_day else None
        case _first_day:
            return roster.first_day


def reference_said(limit: Limit) -> Phrase:
    """`按 2026-01-01 计算`."""
    reference = limit.text("reference")
    if reference == ON_DAY:
        return Phrase("{day}", "{day}").fill(day=limit.settings["on"])
    return REFERENCES[reference]


def reference_wrong(limit: Limit) -> Phrase | None:
    """The day and what it is counted on do not go together."""
    wants_day = limit.text("reference") == ON_DAY
    if wants_day and "on" not in limit.settings:
        return NO_DAY
    return NEEDLESS_DAY if not wants_day and "on" in limit.settings else None
