"""What single cells mean, how teams come together from rows, and one workbook for several units."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registration.models import Entry, Person, Roster, Team, Terms
from registration.workbooks import cells
from registration.workbooks.cells import Misread
from tests.factories import make_person
from tests.registration.conftest import Meet
from tests.registration.workbooks.conftest import EVERYTHING, checked, checked_units, sheet_of, written
from unionevents.lib.upload import NotReadable, Sheet

TEAM_HEADER = ["姓名", "性别", "接力 队号", "接力队名", "接力组别", "接力棒次", "接力身份"]


@pytest.mark.parametrize(
    "text",
    [
        "1986-05-01",
        "1986.5.1",
        "1986/05/01",
        "1986年5月1日",
        "１９８６．５．１",
        "19860501",
        "31533",
        "1986-05-01 00:00:00",
    ],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert cells.day_in(text) == date(1986, 5, 1)


@pytest.mark.parametrize(
    "text", ["1986年5月", "86.5.1", "1986-13-01", "1850-01-01", "五月", "9999999", "1986-02-30", "-1"]
)
def test_what_is_no_complete_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Misread, match="1986-05-01"):
        cells.day_in(text)


@given(st.dates(date(1927, 6, 1), date(2099, 12, 31)))
def test_every_day_survives_as_text_and_as_a_serial_number(day: date) -> None:
    assert cells.day_in(day.isoformat()) == cells.day_in(str((day - date(1899, 12, 30)).days)) == day


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("", ()), ("1", (1,)), ("第2队", (2,)), ("1、3", (1, 3)), ("√", (1,)), ("２组", (2,)), ("-", ())],
)
def test_the_number_of_a_team_is_read_loosely(text: str, numbers: tuple[int, ...]) -> None:
    assert cells.teams_in(text) == numbers


@pytest.mark.parametrize("text", ["A", "100", "飞虎", "1-x"])
def test_what_is_no_number_of_a_team_is_refused(text: str) -> None:
    with pytest.raises(Misread):
        cells.teams_in(text)


@pytest.fixture
def loose(rich: Meet) -> Meet:
    """Without the limits that every row would have to answer."""
    kept = [limit for limit in EVERYTHING if limit["limit"] not in {"health_declared", "service"}]
    Terms.objects.update(limits=kept)
    return rich


def names_of(team: Team) -> list[str]:
    return [member.person.name for member in team.members.order_by("place")]


def test_teams_come_together_from_the_rows_of_their_people(loose: Meet) -> None:
    roster = loose.roster()
    sheet = sheet_of(
        [
            TEAM_HEADER,
            ["林悦", "女", 1, "飞虎", "青年组", 1, None],
            ["周涛", "男", "1队", None, None, "2", "队长"],
            ["韩梅", "女", 1, None, None, None, "替补"],
            ["李雷", "男", 2, None, "中年组", None, None],
        ]
    )
    found = checked(loose, roster, sheet)
    written(loose, found)
    one, two = Team.objects.order_by("number")
    assert (one.name, names_of(one), one.entry.person.name, one.entry.division.title) == (
        "飞虎",
        ["周涛", "林悦", "韩梅"],
        "周涛",
        "青年组",
    )
    assert [(m.positions, m.reserve) for m in one.members.order_by("place")] == [([2], False), ([1], False), ([], True)]
    assert (two.number, names_of(two), two.entry.division.title) == (2, ["李雷"], "中年组")
    again = checked(loose, Roster.objects.get(), sheet)
    assert (again.changes, again.counts["same"]) == ([], 4)


def test_somebody_leaves_a_team_and_the_last_one_dissolves_it(loose: Meet) -> None:
    roster = loose.roster()
    written(
        loose,
        checked(loose, roster, sheet_of([TEAM_HEADER[:3], ["林悦", "女", 1], ["周涛", "男", 1], ["韩梅", "女", 2]])),
    )
    moved = checked(
        loose, Roster.objects.get(), sheet_of([TEAM_HEADER[:3], ["林悦", "女", None], ["韩梅", "女", None]])
    )
    assert [(each.title, each.old, each.new) for each in moved.rows[0].differences] == [("接力 队号", "1", "—")]
    written(loose, moved)
    assert names_of(Team.objects.get(number=1)) == ["周涛"]
    assert Team.objects.get(number=2).withdrawn_at is not None
    assert Entry.objects.get(team__number=2).withdrawn_at is not None
    written(loose, checked(loose, Roster.objects.get(), sheet_of([TEAM_HEADER[:3], ["林悦", "女", 2]])))
    assert Team.objects.get(number=2).withdrawn_at is None and Team.objects.count() == 2


def test_a_team_that_the_sheet_contradicts_itself_about_is_asked_for(loose: Meet) -> None:
    rows = [
        ["林悦", "女", 1, "飞虎", "青年组", 1, "队长"],
        ["周涛", "男", 1, "飞龙", None, 2, None],
        ["韩梅", "女", 1, None, None, 3, "队长"],
        ["李雷", "男", None, "飞虎", None, None, None],
        ["王芳", "女", "甲", None, "老年组", "末棒", "领队"],
    ]
    found = checked(loose, loose.roster(), sheet_of([TEAM_HEADER, *rows]))
    assert [[fault.cell for fault in row.faults] for row in found.rows] == [
        [],
        ["D3"],
        ["G4"],
        ["C5"],
        ["C6", "E6", "F6", "G6"],
    ]


def test_namesakes_are_told_apart_by_their_birth_dates(loose: Meet) -> None:
    sheet = sheet_of(
        [
            ["姓名", "性别", "出生日期"],
            ["林悦", "女", "1990-01-01"],
            ["林悦", "女", "1991-01-01"],
            ["林悦", "女", "1991.1.1"],
        ]
    )
    found = checked(loose, loose.roster(), sheet)
    assert [row.state for row in found.rows] == ["new", "new", "wrong"]
    good = sheet_of([list(row) for row in sheet.rows[:3]])
    written(loose, checked(loose, Roster.objects.get(), good))
    assert Person.objects.count() == 2
    assert checked(loose, Roster.objects.get(), good).changes == []


def test_merged_units_two_rows_of_header_and_formulas_are_understood(loose: Meet) -> None:
    rows = [
        ["名单"],
        ["姓名", "单位", "基本情况", None, "个人项目"],
        [None, None, "性别", "职务", "托球跑"],
        ["林悦", "城东小学", "女", "会员", "✓"],
        ["周涛", None, "男", "会员", "="],
    ]
    merged = ((1, 1, 1, 5), (2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 2, 4), (4, 2, 5, 2))
    found = checked_units(loose, sheet_of(rows, merged=merged, unread=frozenset({(5, 5)})))
    assert [(row.sheet.name, row.unit) for row in found.rows] == [("林悦", "城东小学工会"), ("周涛", "城东小学工会")]
    assert [fault.cell for row in found.rows for fault in row.faults] == ["E5"] and "公式" in found.rows[1].faults[
        0
    ].says


def test_one_workbook_brings_several_units_and_begins_their_rosters(loose: Meet) -> None:
    header = ["单位", "姓名", "性别", "托球跑"]
    rows = [
        ["城东小学", "林悦", "女", "✓"],
        ["市图书馆工会", "周涛", "男", "✓"],
        ["城西小学", "韩梅", "女", "✓"],
        [None, "李雷", "男"],
    ]
    facts = Sheet("单位情况", (("单位", "单位人数"), ("城东小学工会", 120), ("市图书馆", "三十")))
    found = checked_units(loose, sheet_of([header, *rows]), facts)
    assert [[fault.cell for fault in row.faults] for row in found.rows] == [[], [], ["A4"], ["A5"]]
    assert "城东小学工会" in found.rows[2].faults[0].says
    assert [fault.cell for unit in found.units for fault in unit.facts_faults] == ["单位情况!B3"]
    good = checked_units(loose, sheet_of([header, *rows[:2]]), Sheet("单位情况", facts.rows[:2]))
    written(loose, good)
    assert list(Roster.objects.order_by("unit__name").values_list("unit__name", "size", "people__name")) == [
        ("城东小学工会", 120, "林悦"),
        ("市图书馆工会", None, "周涛"),
    ]
    assert checked_units(loose, sheet_of([header, *rows[:2]]), Sheet("单位情况", facts.rows[:2])).changes == []
    twice = checked_units(loose, sheet_of([header, rows[0], ["市图书馆", "林悦", "女", None]]))
    assert all("如果是同一个人" in row.warnings[0] for row in twice.rows)


values = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
    | st.sampled_from(
        [*TEAM_HEADER, "✓", "女", "林悦", "1", "1986.5.1", "45000", "队长", "示例：", "长" * 500, "城东小学"]
    )
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(values, max_size=9), max_size=7), with_header=st.booleans(), many=st.booleans())
def test_an_arbitrary_sheet_never_crashes_and_what_may_be_written_can_be(
    rich: Meet, rows: list[list[Any]], with_header: bool, many: bool
) -> None:
    roster = Roster.objects.filter(activity=rich.activity, unit=rich.school).first() or rich.roster()
    if not roster.people.exists():
        make_person(roster, "林悦", rich.ball)
    header = [["单位", *TEAM_HEADER, "出生日期"]] if with_header else []
    try:
        found = (checked_units if many else lambda meet, sheet: checked(meet, roster, sheet))(
            rich, sheet_of(header + rows)
        )
    except NotReadable:
        assert not with_header
        return
    assert sum(found.counts.values()) == len(found.rows)
    before = Person.objects.count()
    if found.may_be_applied:
        assert all(row.state != "wrong" for row in found.rows)
        written(rich, found)
        assert Person.objects.count() == before + found.counts["new"]
