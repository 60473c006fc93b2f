"""Judges: one seat a person, each alone on a tablet, nothing seen before all have marked, nobody marks for another."""

from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from scoring.models import Operation, PanelSeat, Scoresheet
from scoring.queries.panels import panel_of
from scoring.queries.reading import is_waiting, read_sheet
from scoring.queries.setting import Setting
from scoring.services import packs, pairing, panels
from scoring.services.publishing import draft_of
from tests import factories
from tests.scoring.meets import Meet, make_meet
from tests.scoring.tabletpages import add_contest
from tests.scoring.tablets import Tablet, make_station

pytestmark = pytest.mark.django_db


@pytest.fixture
def meet() -> Meet:
    meet = make_meet()
    add_contest(meet, "speech", "judged", settings={"judges": 3, "maximum": 10, "decimals": 1})
    return meet


def make_judges(meet: Meet, count: int = 3) -> list[User]:
    found = []
    for number in range(1, count + 1):
        judge = factories.make_user(f"judge{number}", name=f"评委{'甲乙丙丁'[number - 1]}")
        factories.appoint(meet.activity, judge, Role.JUDGE)
        found.append(judge)
    return found


def seat(meet: Meet, *judges: User) -> None:
    panels.seat_judges(sheet=meet.sheet("speech"), judges=dict(enumerate(judges, 1)), by=meet.chief, now=timezone.now())


def tablets_of(meet: Meet, *people: User) -> list[Tablet]:
    station = make_station(meet, "speech", name="评委席")
    found = []
    for user in people:
        paired = pairing.make_device(station=station, by=meet.chief, now=timezone.now())
        found.append(Tablet(paired.device, paired.token).sign_in(meet, user))
    return found


def mark(tablet: Tablet, entry: int, seat: int, value: int, *replaces: str) -> dict[str, object]:
    return tablet.operation(f"speech/{entry}", f"score.{seat}", value, replaces=list(replaces))


def kinds(answer: dict[str, list[dict[str, str]]]) -> list[str]:
    return [receipt["receipt"] for receipt in answer["receipts"]]


def test_marks_are_hidden_and_do_not_count_before_the_last_judge(meet: Meet) -> None:
    judges = make_judges(meet)
    seat(meet, *judges)
    tablets = tablets_of(meet, *judges)
    for number, tablet in enumerate(tablets[:2], 1):
        assert kinds(tablet.send(mark(tablet, 1, number, 80 + number), sheet="speech")) == ["stored"]

    reading = read_sheet(meet.sheet("speech"))
    entry = meet.entry("speech", 1)
    assert reading.recorded[entry.pk].missing
    table = panel_of(reading)
    assert table is not None
    [row] = table.rows
    assert (row.marked, row.whole, [seen.marks for seen in row.seen]) == (2, False, [(), (), ()])

    tablets[2].send(mark(tablets[2], 1, 3, 95), sheet="speech")
    reading = read_sheet(meet.sheet("speech"))
    assert reading.recorded[entry.pk].records == {"score": [81, 82, 95]}
    table = panel_of(reading)
    assert table is not None
    assert [seen.marks for seen in table.rows[0].seen] == [("8.1",), ("8.2",), ("9.5",)]
    assert {row.by for row in Operation.objects.filter(sheet=meet.sheet("speech"))} == set(judges)


def test_a_judge_who_left_is_taken_off_and_the_others_count(meet: Meet) -> None:
    judges = make_judges(meet)
    seat(meet, *judges)
    for tablet, number in zip(tablets_of(meet, *judges[:2]), (1, 2), strict=True):
        tablet.send(mark(tablet, 1, number, 90), sheet="speech")
    assert read_sheet(meet.sheet("speech")).missing
    seat(meet, *judges[:2])
    assert read_sheet(meet.sheet("speech")).recorded[meet.entry("speech", 1).pk].records == {"score": [90, 90]}


def test_no_tablet_carries_a_mark_of_another_judge(meet: Meet) -> None:
    judges = make_judges(meet)
    seat(meet, *judges)
    first, second, referees = tablets_of(meet, *judges[:2], meet.referee)
    first.send(mark(first, 1, 1, 85), sheet="speech")

    def sheet_of(tablet: Tablet) -> dict[str, object]:
        [sheet] = tablet.get("pack/").json()["sheets"]
        found: dict[str, object] = sheet
        return found

    assert set(sheet_of(first)["slots"]["speech/1"]) == {"score.1"}  # type: ignore[index]  # JSON
    for tablet in (second, referees):
        sheet = sheet_of(tablet)
        assert (sheet["slots"], sheet["marked"]) == ({}, {"speech/1": {"": [1]}})
    keys = {row["key"]: row["seat"] for row in sheet_of(first)["seats"]}  # type: ignore[attr-defined]  # JSON
    assert set(keys.values()) == {1, 2, 3}
    people = {row["name"]: row["judge"] for row in first.get("pack/").json()["referees"]}
    assert people == {judges[0].name: True, judges[1].name: True, meet.referee.name: False}


def test_a_judge_marks_from_the_own_seat_alone(meet: Meet) -> None:
    judges = make_judges(meet)
    seat(meet, *judges)
    [tablet] = tablets_of(meet, judges[0])
    answer = tablet.send(mark(tablet, 1, 2, 85), tablet.operation("speech/1", "absence", "DNS"), sheet="speech")
    assert kinds(answer) == ["flagged", "flagged"]
    assert all(is_waiting(row) for row in Operation.objects.filter(sheet=meet.sheet("speech")))
    assert not read_sheet(meet.sheet("speech")).folded.slots


def test_a_referee_may_write_down_for_a_judge_and_never_change_what_the_judge_gave(meet: Meet) -> None:
    judges = make_judges(meet)
    seat(meet, *judges)
    judge, referee = tablets_of(meet, judges[0], meet.referee)
    own = mark(judge, 1, 1, 85)
    judge.send(own, sheet="speech")
    assert kinds(referee.send(mark(referee, 1, 2, 80), sheet="speech")) == ["flagged"]
    referee.send(mark(referee, 1, 1, 99, str(own["uuid"])), sheet="speech")

    reading = read_sheet(meet.sheet("speech"))
    slots = reading.folded.slots[meet.entry("speech", 1).pk]
    assert slots == {"score.1": 85, "score.2": 80}
    assert {code for _entry, code in reading.flagged} == {"for_judge", "over_judge", "unexplained"}
    assert [conflict.slot for conflict in reading.conflicts] == ["score.1"]


def test_two_tablets_at_one_seat_are_told_and_nothing_is_overwritten(meet: Meet) -> None:
    judges = make_judges(meet)
    seat(meet, *judges)
    one, two, other = tablets_of(meet, judges[0], judges[0], judges[1])
    for tablet, number in ((one, 1), (two, 1), (other, 2)):
        tablet.get(f"state/?sheet=speech&group=&seat={number}")
    others = [
        [each["seat"] for each in tablet.get(f"state/?sheet=speech&group=&seat={number}").json()["sheets"][0]["others"]]
        for tablet, number in ((one, 1), (two, 1), (other, 2))
    ]
    assert others == [[1], [1], []]
    one.send(mark(one, 1, 1, 85), sheet="speech")
    assert kinds(two.send(mark(two, 1, 1, 70), sheet="speech")) == ["flagged"]
    [conflict] = read_sheet(meet.sheet("speech")).conflicts
    assert [value for value, _uuids in conflict.claims] == [70, 85]
    # The others go on: only the seat in question waits.
    pack = other.get("pack/").json()["sheets"][0]
    assert pack["conflicts"] == []


def test_nobody_sits_twice_and_a_seat_has_one_judge(meet: Meet) -> None:
    judges = make_judges(meet)
    with pytest.raises(panels.TwoSeats):
        seat(meet, judges[0], judges[0])
    assert not PanelSeat.objects.exists()


def test_a_contest_without_seats_is_as_before(meet: Meet) -> None:
    meet.record("speech", 1, **{"score.1": 80})
    reading = read_sheet(meet.sheet("speech"))
    assert not reading.recorded[meet.entry("speech", 1).pk].missing
    assert panel_of(reading) is None
    assert draft_of(reading, Setting(meet.activity), None).outcome is not None


def test_attempts_and_criteria_are_whole_one_by_one(meet: Meet) -> None:
    criteria = [{"code": "voice", "title": "声音", "maximum": 5}, {"code": "text", "title": "内容", "maximum": 5}]
    Scoresheet.objects.filter(contest=meet.contests["speech"]).update(
        settings={"judges": 2, "decimals": 1, "criteria": criteria},
        aggregation=[{"over": "attempts", "rule": "best", "count": 2}],
    )
    judges = make_judges(meet, 2)
    seat(meet, *judges)
    one, two = tablets_of(meet, *judges)

    def all_of(tablet: Tablet, seat: int, attempt: int) -> list[dict[str, object]]:
        return [tablet.operation("speech/1", f"attempts.{attempt}.{code}.{seat}", 40) for code in ("voice", "text")]

    one.send(*all_of(one, 1, 1), *all_of(one, 1, 2), sheet="speech")
    two.send(*all_of(two, 2, 1), two.operation("speech/1", "attempts.2.voice.2", 30), sheet="speech")
    table = panel_of(read_sheet(meet.sheet("speech")))
    assert table is not None
    assert [(row.whole, row.place.zh if row.place else "") for row in table.rows] == [
        (True, "第 1 次"), (False, "第 2 次"),
    ]  # fmt: skip
    document = packs.document_of(meet.sheet("speech"))
    assert set(document["slots"]["speech/1"]) == {
        f"attempts.1.{code}.{seat}" for code in ("voice", "text") for seat in (1, 2)
    }
