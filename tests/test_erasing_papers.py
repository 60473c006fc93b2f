"""Erasing reaches what lies beside the tables of people: rosters as handed in, workbooks, photos of stamped paper."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from accounts.models import LogEntry
from accounts.services.auditing import ERASE
from events.models import Activity
from registration.models import Entry, Member, Person, Roster, StampedScan, Submission, Team, Terms, Upload
from registration.queries import listing_of
from registration.queries.chasing import STAMPED, chase_of
from registration.queries.differences import differences_of
from registration.services import submissions
from registration.services.scans import path_of
from scoring.models import Operation, Publication
from tests.factories import NOW, make_person
from tests.registration.pictures import jpeg
from tests.registration.test_pages import as_user
from tests.registration.test_stamped_roster import upload
from tests.scoring.meets import Meet
from tests.scoring.meets import make_meet as make_scored_meet
from tests.scoring.test_publishing import publish, ranks
from unionevents.erasing.due import erase_due
from unionevents.erasing.people import erase_people
from unionevents.erasing.words import ERASED

CANARY, BORN = "欧阳金丝雀", date(1986, 5, 17)

# A file goes once its row is certainly gone, so transactions must end.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meet(transactional_db: None) -> Meet:
    """Two units: the canary is on the first one's roster, and stands in a note of the second one's as well."""
    meet = make_scored_meet(people=4)
    Person.objects.filter(pk=meet.people[0].pk).update(name=CANARY, birth_date=BORN)
    meet.record_everything()
    publish(meet, "run")
    for roster in Roster.objects.order_by("pk"):
        submissions.keep_submission(listing_of(roster), by=meet.contact, now=NOW)
        submissions.keep_accepted(listing_of(roster), by=meet.organiser, now=NOW)
        scan = StampedScan.objects.create(roster=roster, kind="jpg", size=9, version=0, at=NOW, by_name="沈联络")
        path_of(scan).parent.mkdir(parents=True, exist_ok=True)
        path_of(scan).write_bytes(CANARY.encode())
    second = Submission.objects.latest("pk")
    Submission.objects.filter(pk=second.pk).update(content=second.content | {"note": f"与{CANARY}联合组队"})
    return meet


def files(*names: str) -> list[str]:
    """Those that are there; tests share the folder."""
    return [name for name in names if (Path(settings.SCANS_DIR) / name).exists()]


def kept() -> str:
    return json.dumps(list(Submission.objects.values_list("content", flat=True)), ensure_ascii=False)


def spelled(content: dict[str, Any], person: Person, name: str) -> dict[str, Any]:
    people = {key: said | ({"name": name} if key == str(person.key) else {}) for key, said in content["people"].items()}
    return content | {"people": people}


def counted() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in (Person, Entry, Roster, Operation, Publication)}


def test_the_kept_roster_and_the_photo_go_and_those_of_the_other_unit_stay_without_the_name(meet: Meet) -> None:
    mine, other = Roster.objects.order_by("pk")
    assert CANARY in kept() and f"{BORN}" in kept()
    pages = {scan.roster_id: scan.filename for scan in StampedScan.objects.all()}
    assert files(*pages.values()) == list(pages.values())
    before, order = counted(), ranks(Publication.objects.get())

    erase_people(people=[Person.objects.get(name=CANARY)], reason="本人申请", by=meet.organiser, now=NOW)

    assert mine.submissions.count() == other.submissions.count() == 1
    assert CANARY not in kept() and f"{BORN}" not in kept() and f"与{ERASED}联合组队" in kept()
    assert files(*pages.values()) == [pages[other.pk]]
    assert (counted(), ranks(Publication.objects.get())) == (before, order)
    said = LogEntry.objects.get(verb=ERASE).details["counts"]
    # One holds the person, the other unit's a sentence about the person.
    assert (said["registration.submission"], said["registration.stampedscan"]) == (2, 1)


def test_in_the_kept_roster_the_place_stays_and_everybody_else_reads_as_before(meet: Meet) -> None:
    canary = Person.objects.get(name=CANARY)
    twin = make_person(canary.roster, CANARY, meet.contests["run"], birth_date=BORN)
    rope = meet.contests["rope"]
    team = Team.objects.create(roster=canary.roster, contest=rope, number=1, name=f"{CANARY}之队")
    Entry.objects.create(team=team, contest=rope, person=canary, number=90)
    for place, person in enumerate((canary, twin), start=1):
        Member.objects.create(team=team, person=person, place=place)
    Terms.objects.update(limits=[{"limit": "team_size", "contests": ["rope"], "at_least": 1}])
    roster = Roster.objects.get(pk=canary.roster_id)
    was = submissions.keep_submission(listing_of(roster), by=meet.contact, now=NOW).content
    # The name was written otherwise when it was handed in; the number and the entries were the same.
    Submission.objects.filter(roster=roster).order_by("pk").update(content=spelled(was, canary, "欧阳金丝鸟"))

    erase_people(people=[canary], reason="本人申请", by=meet.organiser, now=NOW)

    is_now = roster.submissions.latest("pk").content
    gone = {"name": ERASED, "birth_date": "", "service_since": ""}
    key = str(canary.key)
    assert is_now["people"] == {**was["people"], key: was["people"][key] | gone}
    assert is_now["people"][str(twin.key)] == was["people"][str(twin.key)], "a namesake is somebody else"
    (kept_team,) = is_now["teams"].values()
    assert kept_team["name"] == f"{ERASED}之队"
    assert [member[:2] for member in kept_team["members"]] == [[key, ERASED], [str(twin.key), CANARY]]
    assert is_now["unit"] == was["unit"]
    assert "欧阳金丝鸟" not in kept()
    found = differences_of(listing_of(Roster.objects.get(pk=roster.pk)))
    assert found is not None and found.found == (), "the roster reads as what was kept of it"


def test_unit_and_organiser_read_why_the_photo_is_gone_until_a_new_one_comes(meet: Meet) -> None:
    mine, other = Roster.objects.order_by("pk")
    Roster.objects.update(state=Roster.State.ACCEPTED, submitted_at=NOW)
    assert {each.state for each in chase_of(meet.activity).rows} == {STAMPED}

    erase_people(people=[Person.objects.get(name=CANARY)], reason="本人申请", by=meet.organiser, now=NOW)

    said = "照片上有人的个人信息已于"
    for user in (meet.organiser, meet.contact):
        client = as_user(user)
        for address in (f"/rosters/{mine.pk}/", f"/rosters/{mine.pk}/stamped-roster/"):
            assert said in client.get(address).text, (user, address)
        assert "盖章件已删除：上面有已删除个人信息的人员" in client.get(f"/rosters/{mine.pk}/").text
    assert said not in as_user(meet.organiser).get(f"/rosters/{other.pk}/").text
    assert {each.state for each in chase_of(meet.activity).rows} == {STAMPED}, "that the paper came in stays known"

    upload(as_user(meet.contact), mine, jpeg())
    assert said not in as_user(meet.contact).get(f"/rosters/{mine.pk}/").text


def test_due_counts_pages_and_kept_rosters_and_takes_them(meet: Meet, capsys: pytest.CaptureFixture[str]) -> None:
    held_for(31)
    before, order = counted(), ranks(Publication.objects.get())
    pages = [scan.filename for scan in StampedScan.objects.all()]
    call_command("personal_data", "due")
    said = capsys.readouterr().out
    assert "盖章件 2 页" in said and f"报名表副本 {Submission.objects.count()} 份" in said
    assert len(files(*pages)) == 2

    call_command("personal_data", "due", "--erase")

    assert not StampedScan.objects.exists() and not Submission.objects.exists() and files(*pages) == []
    assert (counted(), ranks(Publication.objects.get())) == (before, order)
    assert Person.objects.filter(name=CANARY, birth_date=None).exists(), "names are kept longer than birth dates"


def test_birth_dates_in_copies_go_though_nobody_on_the_roster_has_one_any_more(meet: Meet) -> None:
    StampedScan.objects.all().delete()
    Person.objects.update(birth_date=None)
    roster = Roster.objects.earliest("pk")
    Upload.objects.create(
        roster=roster, by=meet.contact, at=NOW, filename="名单.xlsx", content=b"x", sheets=[{"rows": [[f"{BORN}"]]}]
    )
    held_for(31)

    copies = Submission.objects.count() + 1

    (due,) = erase_due(activities=Activity.objects.select_related("host"), by=None, now=timezone.now())

    assert (due.details, due.scans, due.copies) == (0, 0, copies)
    assert not Upload.objects.exists() and not Submission.objects.exists()
    assert LogEntry.objects.get(verb="registration.erase_details").details["copies"] == due.copies


def held_for(days: int) -> None:
    day = timezone.localdate() - timedelta(days=days)
    Activity.objects.update(first_day=day, last_day=day)
