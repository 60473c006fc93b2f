"""What the plan looks like in an activity file, and what a schema cannot say about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from events.models import Division, Host, Prize
from events.states import STEPS, State
from unionevents.lib.documents import Problem, read_moment
from unionevents.lib.phrase import Phrase
from unionevents.lib.schemas import (
    Reading,
    Schema,
    astray,
    choice,
    code,
    day,
    moment,
    nullable,
    one_line,
    record,
    repeated,
    rows,
    text,
    whole,
    with_optional,
)

CONTEST = Phrase(en="contest", zh="项目")
VENUE = Phrase(en="venue", zh="场地")
STATES = [state.value for state in State]
DAYS = (("activity", "first_day"), ("activity", "last_day"))


def shape() -> dict[str, Schema]:
    """The keys of the plan, in their order in the file."""
    key = text(20, shortest=1)
    return {
        "host": {**key, "description": "The key of the unit that holds the activity."},
        "activity": record(
            title=one_line(80),
            theme=text(120),
            purpose=text(),
            audience=text(),
            first_day=nullable(day()),
            last_day=nullable(day()),
            registration_deadline=nullable(moment()),
            starter=text(40),
            state=choice(*STATES),
            created_at=moment(),
        ),
        "invited": {**rows(key, "The keys of the units that take part."), "uniqueItems": True},
        "hosts": rows(record(part=choice(*Host.Part.values), name=text(80))),
        "sections": rows(record(heading=text(80), text=text())),
        "venues": rows(record(key=key, name=text(80), address=text(160), note=text(160))),
        "sessions": rows(
            record(title=text(80), starts_at=moment(), ends_at=nullable(moment()), venue=nullable(key), note=text(160))
        ),
        "duties": rows(record(group=text(40), task=text(120), person_name=text(40), phone=text(20))),
        "contests": rows(
            record(
                code=code(),
                title=one_line(60),
                starred={"type": "boolean"},
                rules_text=text(),
                venue=nullable(key),
                divisions=rows(record(code=code(), title=one_line(40), gender=choice(*Division.Gender.values))),
            )
        ),
        "prizes": rows(
            with_optional(
                record(
                    "The value of one is in fen, null where none is stated. `per`: a team once, or each of its people.",
                    code=code(),
                    title=one_line(40),
                    item=text(80),
                    value=nullable(whole()),
                    per=choice(*Prize.Per.values),
                ),
                "per",
            )
        ),
        "budget": rows(
            record(
                "Prices in fen.",
                title=text(80),
                source=text(60),
                planned_quantity=whole(),
                planned_price=whole(),
                actual_quantity=nullable(whole()),
                actual_price=nullable(whole()),
                note=text(120),
            )
        ),
        "state_changes": rows(
            record(
                step=choice(*dict.fromkeys(step.code for step in STEPS)),
                start=choice(*STATES),
                end=choice(*STATES),
                comment=text(),
                by_name=text(60),
                at=moment(),
            )
        ),
    }


def check_plan(reading: Reading) -> Iterator[Problem]:
    """Names said twice, references that lead nowhere, days and states that contradict each other."""
    units = reading.names("units", key="key")
    if reading.sound("host") and reading.at(("host",)) not in units:
        yield Problem(("host",), NO_HOST.fill(key=reading.at(("host",))))
    if reading.sound("invited"):
        for index, key in enumerate(reading.at(("invited",)) or ()):
            if key not in units:
                yield Problem(("invited", index), NO_UNIT.fill(key=key))
    yield from _check_days(reading)
    for section, key in (("venues", "key"), ("contests", "code"), ("prizes", "code")):
        yield from repeated(reading, section, key=key)
    venues = reading.names("venues", key="key")
    for section in ("sessions", "contests"):
        yield from astray(reading, section, key="venue", known=venues, what=VENUE)
    for place, _ in reading.rows("contests", needs=["divisions"]):
        yield from repeated(reading, *place, "divisions", key="code")
    for place, line in reading.rows("budget", needs=["actual_quantity", "actual_price"]):
        if (line["actual_quantity"] is None) != (line["actual_price"] is None):
            yield Problem(place, HALF_ACTUAL)
    yield from _check_history(reading)


def bad_moments(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[Problem]:
    """Days and times that look right and are not in the calendar, wherever a key says that there is one."""
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, str) and (key.endswith(("_at", "_day", "_deadline")) or key == "at"):
                try:
                    date.fromisoformat(item) if key.endswith("_day") else read_moment(item)
                except ValueError:
                    yield Problem((*place, key), NO_SUCH_DAY.fill(found=item[:40]))
            else:
                yield from bad_moments(item, (*place, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from bad_moments(item, (*place, index))


def _check_days(reading: Reading) -> Iterator[Problem]:
    if all(reading.sound(*place) for place in DAYS):
        first, last = (reading.at(place) for place in DAYS)
        if first and last and last < first:
            yield Problem(DAYS[1], ENDS_FIRST)
    for place, session in reading.rows("sessions", needs=["starts_at", "ends_at"]):
        if session["ends_at"] is not None and session["ends_at"] < session["starts_at"]:
            yield Problem((*place, "ends_at"), ENDS_FIRST)


def _check_history(reading: Reading) -> Iterator[Problem]:
    end = None
    for place, change in reading.rows("state_changes", needs=["start", "end"]):
        if end is not None and change["start"] != end:
            yield Problem((*place, "start"), NOT_FROM_THERE.fill(start=change["start"], end=end))
        end = change["end"]
    state = ("activity", "state")
    if end is not None and reading.sound(*state) and reading.at(state) != end:
        yield Problem(state, NOT_THE_LAST.fill(state=reading.at(state), end=end))


NO_HOST = Phrase(
    en="the host “{key}” is not among the units; add it or correct the key",
    zh="单位里没有主办单位“{key}”，请补上或改正代号",
)
NO_UNIT = Phrase(en="there is no unit “{key}”; add it or correct the key", zh="没有单位“{key}”，请补上或改正代号")
ENDS_FIRST = Phrase(en="the end lies before the beginning; correct one of them", zh="结束早于开始，请改正其中一个")
HALF_ACTUAL = Phrase(
    en="actual quantity and actual price are given together or not at all; complete it",
    zh="实际数量和实际单价要么都填，要么都不填，请补齐",
)
NO_SUCH_DAY = Phrase(
    en="“{found}” is not in the calendar; correct day and time", zh="日历上没有“{found}”，请改正日期和时间"
)
NOT_FROM_THERE = Phrase(
    en="this step begins at “{start}”, but the one before ended at “{end}”; correct the history",
    zh="这一步从“{start}”开始，而上一步到的是“{end}”，请改正状态经过",
)
NOT_THE_LAST = Phrase(
    en="the state is “{state}”, but the history ends at “{end}”; make them agree",
    zh="状态写的是“{state}”，经过的最后一步却是“{end}”，请改成一致",
)
