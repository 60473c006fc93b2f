"""What terms and rosters look like in an activity file, and what a schema cannot say about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from accounts.services.filing import UNIT
from events.services.filing_shape import CONTEST, NO_SUCH_DAY
from registration.limits import NAMING_CONTESTS, BadLimits, read_limits
from registration.limits.roster import FUNCTIONS, TRAITS
from registration.models import Person, Roster
from unionevents.lib.documents import NOT_A_UUID, Place, Problem, is_uuid, read_moment
from unionevents.lib.phrase import Phrase
from unionevents.lib.schemas import (
    SMALL,
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
)


def shape() -> dict[str, Schema]:
    facts = {
        "content": text(80),
        "walk_in": {"type": "boolean"},
        "placed_at": nullable(moment()),
        "waiting_since": nullable(moment()),
    }
    start = with_facts(record(number=whole(1), withdrawn_at=nullable(moment())), **facts)
    entry = with_facts(
        record(contest=code(), division=nullable(code()), number=whole(1), withdrawn_at=nullable(moment())), **facts
    )
    likeness = record(
        "Somebody of a lower number, and whether the organiser called them the same.",
        other=whole(1), is_same={"type": "boolean"}, by_name=text(60), at=moment(),
    )  # fmt: skip
    person = with_facts(
        record(
            "Withdrawn people stay; `stands_in_for` is the number of the person replaced. What nobody asks for is "
            "left out.",
            key=text(36, shortest=36),
            number=whole(1),
            name=one_line(40),
            gender=choice(*Person.Gender.values),
            post=choice(*Person.Post.values),
            healthy={"type": "boolean"},
            withdrawn_at=nullable(moment()),
            stands_in_for=nullable(whole(1)),
            entries=rows(entry),
        ),
        birth_date=nullable(day()),
        service_since=nullable(day()),
        kind=choice(*Person.Kind.values),
        likenesses=rows(likeness),
        functions=rows(choice(*FUNCTIONS)),
        traits=rows(choice(*TRAITS)),
    )
    member = record(
        "A person by number; `positions` are legs or rubbers.",
        person=whole(1),
        positions=rows(whole(1, 99)),
        reserve={"type": "boolean"},
    )
    team = record(
        "The first member is usually the captain; `entry` is the team's start.",
        contest=code(),
        key=text(36, shortest=36),
        number=whole(1, SMALL),
        name=text(40),
        withdrawn_at=nullable(moment()),
        captain=whole(1),
        division=nullable(code()),
        entry=start,
        members=rows(member),
    )
    roster = record(
        unit=text(20, shortest=1),
        state=choice(*Roster.State.values),
        comment=text(),
        version=whole(),
        submitted_at=nullable(moment()),
        submitted_by_name=text(60),
        receipt=text(12),
        changed_at=nullable(moment()),
        changed_by_name=text(60),
        people=rows(person),
    )
    partner = record("A unit that enters together with this one.", unit=one_line(80), members=nullable(whole()))
    return {
        "terms": with_facts(
            record("Read by the registration rules.", limits=rows({"type": "object"}), health_statement=text()),
            units_substitute_until=nullable(moment()),
        ),
        "rosters": rows(
            with_facts(
                roster,
                size=nullable(whole()),
                partners=rows(partner),
                fee_paid=nullable(whole()),
                teams=rows(team),
                content_version=whole(),
            )
        ),
    }


def with_facts(schema: Schema, **keys: Schema) -> Schema:
    """The same object, in which these keys may stand as well."""
    return schema | {"properties": schema["properties"] | keys}


def check_registration(reading: Reading) -> Iterator[Problem]:
    """One roster a unit, every number once, entries in contests that exist."""
    yield from repeated(reading, "rosters", key="unit")
    yield from astray(reading, "rosters", key="unit", known=reading.names("units", key="key"), what=UNIT)
    yield from _check_limits(reading)
    for place, _ in reading.rows("rosters", needs=["people"]):
        yield from repeated(reading, *place, "people", key="key")
    people = list(_people(reading))
    yield from _check_numbers(reading, people)
    taken: set[tuple[str, int]] = set()
    for place in people:
        yield from _check_entries(reading, place, taken)
    numbers = {reading.at((*place, "number")) for place in people if reading.sound(*place, "number")}
    for place in people:
        yield from repeated(reading, *place, "likenesses", key="other")
        for at, likeness in reading.rows(*place, "likenesses", needs=["other"]):
            own = reading.at((*place, "number"))
            if likeness["other"] not in numbers or not isinstance(own, int) or likeness["other"] >= own:
                yield Problem((*at, "other"), NOBODY.fill(number=likeness["other"]))
    for place, _ in reading.rows("rosters", needs=[]):
        yield from _check_teams(reading, place, taken)


def _check_limits(reading: Reading) -> Iterator[Problem]:
    place = ("terms", "limits")
    if not reading.sound(*place):
        return
    try:
        read_limits(reading.at(place))
    except BadLimits as found:
        yield from (Problem((*place, *wrong.place), LIMIT.fill(said=wrong.phrase)) for wrong in found.wrongs)
        return
    contests = reading.names("contests", key="code")
    known = {
        f"{code}/{division}"
        for code, at in contests.items()
        for division in reading.names(*at, "divisions", key="code")
    }
    for key in NAMING_CONTESTS:
        for where, limit in reading.rows(*place, needs=[key]):
            for index, named in enumerate(limit[key] or ()):
                if named not in contests and named not in known:
                    yield Problem((*where, key, index), NO_CONTEST.fill(code=named))


def _people(reading: Reading) -> Iterator[Place]:
    for place, _ in reading.rows("rosters", needs=[]):
        for person, _ in reading.rows(*place, "people", needs=[]):
            yield person


def _check_numbers(reading: Reading, people: list[Place]) -> Iterator[Problem]:
    numbers: set[int] = set()
    for place in people:
        if reading.sound(*place, "number"):
            number = reading.at((*place, "number"))
            if number in numbers:
                yield Problem((*place, "number"), NUMBER_TAKEN.fill(number=number))
            numbers.add(number)
    for place in people:
        key = reading.at((*place, "key"))
        if reading.sound(*place, "key") and not is_uuid(key):
            yield Problem((*place, "key"), NOT_A_UUID.fill(found=key))
        original = reading.at((*place, "stands_in_for"))
        if original is None or not reading.sound(*place, "stands_in_for"):
            continue
        if original not in numbers or original == reading.at((*place, "number")):
            yield Problem((*place, "stands_in_for"), NOBODY_TO_REPLACE.fill(number=original))


def _check_entries(reading: Reading, person: Place, taken: set[tuple[str, int]]) -> Iterator[Problem]:
    contests = reading.names("contests", key="code")
    yield from _check_calendar(person, reading.at(person))
    for place, entry in reading.rows(*person, "entries", needs=[]):
        yield from _check_place(place, entry)
    yield from astray(reading, *person, "entries", key="contest", known=contests, what=CONTEST)
    yield from repeated(reading, *person, "entries", key="contest")
    for place, entry in reading.rows(*person, "entries", needs=["contest", "number"]):
        if (entry["contest"], entry["number"]) in taken:
            yield Problem((*place, "number"), ENTRY_TAKEN.fill(contest=entry["contest"], number=entry["number"]))
        taken.add((entry["contest"], entry["number"]))
    for place, entry in reading.rows(*person, "entries", needs=["contest", "division"]):
        if entry["division"] is not None and entry["contest"] in contests:
            divisions = reading.names(*contests[entry["contest"]], "divisions", key="code")
            if entry["division"] not in divisions:
                yield Problem(
                    (*place, "division"), NO_DIVISION.fill(division=entry["division"], contest=entry["contest"])
                )


def _check_teams(reading: Reading, roster: Place, taken: set[tuple[str, int]]) -> Iterator[Problem]:
    contests = reading.names("contests", key="code")
    own = reading.names(*roster, "people", key="number")
    yield from astray(reading, *roster, "teams", key="contest", known=contests, what=CONTEST)
    yield from repeated(reading, *roster, "teams", key="key")
    numbers: set[tuple[str, int]] = set()
    for place, team in reading.rows(
        *roster, "teams", needs=["contest", "key", "number", "captain", "division", "entry"]
    ):
        if not is_uuid(team["key"]):
            yield Problem((*place, "key"), NOT_A_UUID.fill(found=team["key"]))
        if (team["contest"], team["number"]) in numbers:
            yield Problem((*place, "number"), TEAM_TAKEN.fill(contest=team["contest"], number=team["number"]))
        numbers.add((team["contest"], team["number"]))
        if team["captain"] not in own:
            yield Problem((*place, "captain"), NOBODY.fill(number=team["captain"]))
        for index, member in enumerate(team["members"] if reading.sound(*place, "members") else ()):
            if member["person"] not in own:
                yield Problem((*place, "members", index, "person"), NOBODY.fill(number=member["person"]))
        yield from repeated(reading, *place, "members", key="person")
        yield from _check_place((*place, "entry"), team["entry"])
        start = (team["contest"], team["entry"]["number"])
        if start in taken:
            yield Problem((*place, "entry", "number"), ENTRY_TAKEN.fill(contest=start[0], number=start[1]))
        taken.add(start)
        known = (
            reading.names(*contests[team["contest"]], "divisions", key="code") if team["contest"] in contests else {}
        )
        if team["division"] is not None and team["contest"] in contests and team["division"] not in known:
            said = NO_DIVISION.fill(division=team["division"], contest=team["contest"])
            yield Problem((*place, "division"), said)


def _check_calendar(place: Place, record: Mapping[str, Any]) -> Iterator[Problem]:
    """Days and times that look right and are not in the calendar."""
    for key, read in (
        ("birth_date", date.fromisoformat),
        ("service_since", date.fromisoformat),
        ("waiting_since", read_moment),
    ):
        if isinstance(found := record.get(key), str):
            try:
                read(found)
            except ValueError:
                yield Problem((*place, key), NO_SUCH_DAY.fill(found=found[:40]))


def _check_place(place: Place, entry: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _check_calendar(place, entry)
    if entry.get("placed_at") and entry.get("waiting_since"):
        yield Problem((*place, "waiting_since"), PLACED_AND_WAITING)


PLACED_AND_WAITING = Phrase(
    en="an entry that has a place does not wait for one; leave out one of the two",
    zh="已有名额就不在候补，请删去其中一项",
)
NOBODY = Phrase(
    en="there is no person with number {number} here; correct the number", zh="这里没有号码 {number} 的人，请改正号码"
)
TEAM_TAKEN = Phrase(
    en="team number {number} of “{contest}” is already used by this unit; give another one",
    zh="本单位在项目“{contest}”中已有第 {number} 队，请换一个编号",
)
LIMIT = Phrase(en="this limit cannot be read: {said}", zh="这条报名限制读不懂：{said}")
NO_CONTEST = Phrase(
    en="there is no contest “{code}” in this file; correct it or add it", zh="文件里没有项目“{code}”，请改正或补上"
)
NUMBER_TAKEN = Phrase(
    en="start number {number} is already used in this activity; give another one",
    zh="号码 {number} 在本活动中已经用过，请换一个",
)
ENTRY_TAKEN = Phrase(
    en="entry number {number} of “{contest}” is already used; give another one",
    zh="项目“{contest}”的参赛编号 {number} 已经用过，请换一个",
)
NO_DIVISION = Phrase(
    en="“{contest}” has no division “{division}”; correct it or write null",
    zh="项目“{contest}”没有组别“{division}”，请改正或写 null",
)
NOBODY_TO_REPLACE = Phrase(
    en="nobody with number {number} can be replaced here: unknown, or the same person; correct the number",
    zh="不能替换号码 {number}：没有这个人，或者就是本人，请改正号码",
)
