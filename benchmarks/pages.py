"""The results page of a contest with 200 entries, beside the smallest page that Django can answer."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

from accounts.models import Membership, Unit, User
from accounts.roles import Role
from benchmarks.measuring import Comparison, seconds_of
from events.models import Activity, Contest
from events.states import State
from registration.models import Entry, Person, Roster
from scoring.models import Operation, Publication, Scoresheet
from scoring.queries.reading import read_sheet
from scoring.queries.setting import Setting
from scoring.services import publishing
from unionevents.lib.access import public
from unionevents.urls import urlpatterns as product

ENTRIES = 200
REQUESTS = 10
LONGER = 40
ROUNDS = 7
STEADY = 2
OK = 200
NOW = datetime(2026, 9, 23, 1, 0, tzinfo=UTC)


@public
def smallest(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("smallest/", smallest), *product]


def run() -> list[Comparison]:
    """Both in turns, so that a busy machine slows both."""
    with override_settings(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"]):
        contact, sheet = published_contest()
        reader, stranger = Client(), Client()
        reader.force_login(contact)
        url = reverse("scoring:result", args=[sheet.pk])

        def ours() -> None:
            for _ in range(REQUESTS):
                assert reader.get(url).status_code == OK

        def floor() -> None:
            for _ in range(REQUESTS * LONGER):
                assert stranger.get("/smallest/").status_code == OK

        ours()
        floor()
        # A request of the floor is too short to time: more of them make a round, and the round is divided again.
        pairs = [(seconds_of(ours), seconds_of(floor) / LONGER) for _ in range(ROUNDS)]
    steady = max(each for _, each in pairs) <= STEADY * min(each for _, each in pairs)
    return [
        Comparison(
            f"results page of {ENTRIES} entries",
            "a view that says ok",
            tuple(each for each, _ in pairs),
            tuple(each for _, each in pairs),
            f"{REQUESTS} requests a round" if steady else "void: the floor's rounds differ more than twofold",
        )
    ]


def published_contest() -> tuple[User, Scoresheet]:
    """A published race, and a contact who reads it. Everything is invented."""
    union = Unit.objects.create(name="云溪区总工会", path="/1/")
    school = Unit.objects.create(name="青山中学", parent=union, path="/1/2/")
    contact, referee = (User.objects.create(username=name, name=name) for name in ("contact", "referee"))
    Membership.objects.create(user=contact, unit=school, role=Role.CONTACT)
    activity = Activity.objects.create(host=union, title="趣味运动会", state=State.PUBLISHED, created_at=NOW)
    activity.invitedunits.create(unit=school, position=1)
    for position, code in enumerate(("first", "second", "third")):
        activity.prizes.create(code=code, title=code, value=10000, position=position)
    contest = Contest.objects.create(activity=activity, code="run", title="托球跑", position=1)
    prizes = {
        "places": {"rule": "fixed", "count": 20},
        "tiers": [{"prize": "first", "rule": "fixed", "count": 1}, {"prize": "second", "rule": "rest"}],
    }
    sheet = Scoresheet.objects.create(contest=contest, game="timed", prize_rules=prizes)
    roster = Roster.objects.create(activity=activity, unit=school, state=Roster.State.ACCEPTED)
    people = Person.objects.bulk_create(
        Person(roster=roster, activity=activity, number=n, name=f"队员{n}", gender="female")
        for n in range(1, ENTRIES + 1)
    )
    entries = Entry.objects.bulk_create(
        Entry(contest=contest, person=person, number=person.number) for person in people
    )
    Operation.objects.bulk_create(
        Operation(
            sheet=sheet, entry=entry, uuid=uuid4(), slot="time", value=10000 + entry.number * 37 % 9000,
            captured_at=NOW, received_at=NOW, by=referee, by_name=referee.name,
        )
        for entry in entries
    )  # fmt: skip
    draft = publishing.draft_of(read_sheet(sheet), Setting(activity), None)
    publishing.publish(sheet=sheet, seen=draft.seen, reason="", by=referee, now=NOW)
    assert Publication.objects.count() == 1
    return contact, sheet
