"""Limits of every kind with settings drawn from what the kind declares, and rosters to hold them against."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from registration.limits import (
    KINDS,
    BadLimits,
    Contest,
    Division,
    Limit,
    Member,
    Others,
    Partner,
    Person,
    Roster,
    Team,
    read_limits,
)
from registration.limits.parameters import (
    Choice,
    Contests,
    Day,
    Line,
    Money,
    Number,
    Order,
    Parameter,
    Steps,
    Units,
    YesNo,
)
from registration.limits.roster import FUNCTIONS, KINDS_OF_PEOPLE, POSTS, TRAITS

CONTESTS = (
    Contest("ball-run", "托球跑", starred=True),
    Contest("stones", "摸石过河", starred=True),
    Contest("rope", "一分钟跳绳", divisions=(Division("women", "女子组", "female"), Division("men", "男子组", "male"))),
    Contest("beans", "金豆搬家"),
    Contest("relay", "接力", by_team=True),
)
UNITS = ("城东小学工会", "市图书馆工会")
ALONE = [contest.code for contest in CONTESTS if not contest.by_team]
SCOPES = [contest.code for contest in CONTESTS] + ["rope/women", "rope/men"]

days = st.dates(date(1940, 1, 1), date(2026, 12, 31))
people = st.builds(
    Person,
    key=st.uuids().map(str),
    name=st.sampled_from(["林", "周", "韩"]),
    gender=st.sampled_from(["female", "male"]),
    post=st.sampled_from(sorted(POSTS)),
    healthy=st.booleans(),
    entries=st.sets(st.sampled_from(ALONE)).map(lambda chosen: dict.fromkeys(sorted(chosen))),
    birth_date=st.none() | days,
    service_since=st.none() | days,
    kind=st.sampled_from(sorted(KINDS_OF_PEOPLE)),
    functions=st.frozensets(st.sampled_from(sorted(FUNCTIONS)), max_size=2),
    traits=st.frozensets(st.sampled_from(sorted(TRAITS))),
    walk_ins=st.frozensets(st.sampled_from(ALONE), max_size=1),
    elsewhere=st.just(()) | st.just(("beans",)),
)


@st.composite
def whole_rosters(draw: st.DrawFn) -> Roster:
    listed = tuple(draw(st.lists(people, max_size=5, unique_by=lambda person: person.key)))
    teams = []
    for number in range(1, draw(st.integers(0, 2)) + 1):
        chosen = draw(st.lists(st.sampled_from([person.key for person in listed]), unique=True)) if listed else []
        places = st.lists(st.integers(1, 4), max_size=2, unique=True).map(tuple)
        members = tuple(Member(key, draw(places), draw(st.booleans())) for key in chosen)
        teams.append(
            Team(f"team-{number}", "relay", number, members=members, content=draw(st.sampled_from(["", "歌"])))
        )
    return Roster(
        listed,
        CONTESTS,
        tuple(teams),
        unit=draw(st.sampled_from(UNITS)),
        size=draw(st.none() | st.integers(1, 300)),
        partners=draw(st.just(()) | st.just((Partner("联合单位", 20),))),
        fee_paid=draw(st.none() | st.integers(0, 20_000)),
        first_day=draw(st.none() | st.just(date(2026, 9, 23))),
        others=Others(taken={"beans": draw(st.integers(0, 5))}, units=frozenset({"丁"})),
    )


rosters = whole_rosters()


def _value_of(parameter: Parameter) -> st.SearchStrategy[Any]:
    """Every value that may stand there, in the form in which it stands in the configuration."""
    if isinstance(parameter, Number):
        return st.integers(parameter.low, min(parameter.high, parameter.low + 40))
    if isinstance(parameter, Steps):
        return _steps(min(parameter.high, 60))
    if isinstance(parameter, Choice | Order):
        codes = st.sampled_from([code for code, _title in parameter.options])
        return codes if isinstance(parameter, Choice) else st.lists(codes, min_size=1, max_size=4)
    return {
        Money: st.integers(1, 100_000),
        YesNo: st.just(True),
        Day: days.map(lambda day: day.isoformat()),
        Line: st.sampled_from(["请带身份证。", "说明"]),
        Units: st.lists(st.sampled_from(UNITS), min_size=1, unique=True),
        Contests: st.lists(st.sampled_from(SCOPES), min_size=1, unique=True),
    }[type(parameter)]


@st.composite
def _steps(draw: st.DrawFn, most: int) -> list[dict[str, int | None]]:
    sizes = sorted(draw(st.sets(st.integers(1, 300), max_size=3)))
    return [{"up_to": size, "n": draw(st.integers(0, most))} for size in [*sizes, None]]


@st.composite
def limits_of_kind(draw: st.DrawFn, kind: type[Limit]) -> dict[str, Any]:
    config: dict[str, Any] = {"limit": kind.code, "severity": draw(st.sampled_from(["refuse", "ask", "warn"]))}
    for parameter in kind.parameters:
        if parameter.required or draw(st.booleans()):
            config[parameter.key] = draw(_value_of(parameter))
    return config


def may_be_read(config: dict[str, Any]) -> bool:
    try:
        read_limits([config])
    except BadLimits:
        return False
    return True


one_limit = st.sampled_from(sorted(KINDS)).flatmap(lambda code: limits_of_kind(KINDS[code])).filter(may_be_read)
