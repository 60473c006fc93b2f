"""Two unions with a full activity in several states each: what the access crawler walks through.

Every name that somebody must not read is a canary: it contains the union's or the unit's mark and nothing else does.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Model
from django.test import Client
from django.utils import timezone

from accounts.models import Unit, User
from accounts.roles import Role
from accounts.services.invitations import create_invitation
from events.models import Activity, BudgetLine, Division, Duty, Host, Prize, Section, Session, Venue
from events.states import State
from registration.models import CheckList, Entry, Message, Roster, Signup, SignupLink, StampedScan, Team
from registration.services.scans import path_of
from registration.services.uploading import keep_units_upload, keep_upload, note_checked
from scoring.models import (
    Device,
    HelpCall,
    Operation,
    PaperSheet,
    Protest,
    Publication,
    Request,
    Ruling,
    Screen,
    Showing,
    Start,
    Station,
    StationTask,
)
from tests.factories import appoint, invite, make_activity, make_contest, make_person, make_roster, make_unit, make_user

HERE, ELSEWHERE, NEIGHBOUR = "云溪金丝雀", "青石画眉", "图书馆百灵"
# In which states each union has an activity; the foreign one is there to be found by nobody.
STATES = {HERE: (State.DRAFT, State.OPEN, State.RUNNING, State.PUBLISHED), ELSEWHERE: (State.RUNNING,)}

# What an upload holds whose sheet has no rows below its header.
NOTHING_FOUND: dict[str, Any] = {
    "sheet": "", "header": 1, "beyond": "", "header_faults": [], "rows": [], "warned": 0, "faults": 0,
    "counts": {"new": 0, "changed": 0, "same": 0, "wrong": 0}, "may_be_applied": False, "some_good": False,
    "left_alone": 0, "units": [], "versions": {},
}  # fmt: skip


@dataclass
class Union:
    mark: str
    root: Unit
    school: Unit
    library: Unit
    activities: dict[State, Activity] = field(default_factory=dict)


@dataclass
class World:
    here: Union
    elsewhere: Union
    people: dict[str, User | None]

    def client(self, actor: str) -> Client:
        client = Client()
        user = self.people[actor]
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client


# Who tries: nine roles where they belong, and those who have no business here.
LOCAL = tuple(role.value for role in Role)
NEIGHBOURS = ("contact of the library",)
STRANGERS = ("foreign administrator", "foreign organiser", "foreign contact", "member of nothing")
ANONYMOUS = "anonymous"
# In the other states these few try; the predicates behind the pages are asked for everybody in every state.
SOME = ("administrator", "organiser", "contact", *NEIGHBOURS, "viewer", "foreign administrator", ANONYMOUS)
ACTORS = (*LOCAL, "referee of one activity", *NEIGHBOURS, *STRANGERS, ANONYMOUS)


def build_world() -> World:
    here, elsewhere = build_union(HERE), build_union(ELSEWHERE)
    staff: dict[str, User | None] = {
        role.value: make_user(f"here-{role}", (role, here.root), name=f"{HERE}{role}")
        for role in Role
        if role is not Role.CONTACT
    }
    appointed = make_user("here-appointed", (Role.CONTACT, here.library), name=f"{HERE}委派")
    appointed.memberships.all().delete()
    appoint(here.activities[State.RUNNING], appointed, Role.REFEREE)
    people = staff | {
        "contact": make_user("here-contact", (Role.CONTACT, here.school), name=f"{HERE}联络"),
        "contact of the library": make_user("here-library", (Role.CONTACT, here.library), name=f"{NEIGHBOUR}联络"),
        "referee of one activity": appointed,
        "foreign administrator": make_user("there-administrator", (Role.ADMINISTRATOR, elsewhere.root), name=ELSEWHERE),
        "foreign organiser": make_user("there-organiser", (Role.ORGANISER, elsewhere.root), name=ELSEWHERE),
        "foreign contact": make_user("there-contact", (Role.CONTACT, elsewhere.school), name=ELSEWHERE),
        "member of nothing": make_user("nowhere", name="无单位"),
        ANONYMOUS: None,
    }
    for union, inviter in ((here, people["administrator"]), (elsewhere, people["foreign administrator"])):
        assert inviter is not None
        create_invitation(
            unit=union.school, role=Role.CONTACT, name=f"{union.mark}受邀", by=inviter, now=timezone.now()
        )
        for roster in Roster.objects.filter(unit__in=(union.school, union.library)):
            filename = f"{union.mark}.csv"
            kept = keep_upload(roster=roster, filename=filename, content=b"x", by=inviter, now=timezone.now())
            note_checked(upload=kept, result=NOTHING_FOUND)
        for activity in union.activities.values():
            units_upload = keep_units_upload(
                activity=activity, filename=f"{union.mark}.csv", content=b"x", by=inviter, now=timezone.now()
            )
            note_checked(upload=units_upload, result=NOTHING_FOUND)
    return World(here, elsewhere, people)


def build_union(mark: str) -> Union:
    root = make_unit(f"{mark}总工会")
    school = make_unit(f"{mark}小学工会", parent=root)
    library = make_unit(f"{NEIGHBOUR if mark == HERE else mark}工会", parent=root)
    union = Union(mark, root, school, library)
    for state in STATES[mark]:
        union.activities[state] = build_activity(union, state)
    return union


def build_activity(union: Union, state: State) -> Activity:
    now = timezone.now()
    activity = make_activity(
        union.root,
        title=f"{union.mark}运动会{state}",
        state=state,
        first_day=timezone.localdate() + timedelta(days=20),
        last_day=timezone.localdate() + timedelta(days=20),
        registration_deadline=now + timedelta(days=10),
        purpose=f"{union.mark}宗旨",
    )
    invite(activity, union.school, union.library)
    for unit, mark in ((union.school, union.mark), (union.library, NEIGHBOUR if union.mark == HERE else union.mark)):
        Message.objects.create(
            activity=activity, unit=unit, to="office@example.org", subject=f"{mark}催报", body=f"{mark}催报正文",
            drafted_at=now, drafted_by_name=f"{union.mark}organiser",
        )  # fmt: skip
    venue = Venue.objects.create(activity=activity, name=f"{union.mark}操场")
    Section.objects.create(activity=activity, heading="要求", text=f"{union.mark}要求")
    Host.objects.create(activity=activity, name=f"{union.mark}主办")
    Session.objects.create(activity=activity, title="签到", starts_at=now + timedelta(days=20), venue=venue)
    Duty.objects.create(activity=activity, task="签到", person_name=f"{union.mark}负责人", phone="13900000000")
    Prize.objects.create(activity=activity, code="first", title="一等奖", value=20000)
    BudgetLine.objects.create(activity=activity, title=f"{union.mark}奖品", planned_price=20000)
    for number, game in enumerate(("timed", "count", "shooting"), start=1):
        contest = make_contest(activity, f"c{number}", title=f"{union.mark}项目{number}", game=game)
        Division.objects.create(contest=contest, code="women", title="女子组", gender=Division.Gender.WOMEN)
    build_station(union, activity)
    CheckList.objects.create(activity=activity, title=f"{union.mark}报到")
    if state not in (State.DRAFT, State.PENDING):
        units = (union.school, union.library) if union.mark == HERE else (union.school,)
        for unit in units:
            build_roster(union, activity, unit)
        build_conduct(union, activity, units)
    return activity


def build_conduct(union: Union, activity: Activity, units: tuple[Unit, ...]) -> None:
    """A contest that was released, with a protest of every unit and a request for a second person."""
    contest = activity.contests.latest("pk")
    outcome = {"contests": [{"code": contest.code, "title": contest.title, "rankings": []}], "awards": []}
    named: dict[str, Any] = {"sheet": contest.scoresheet, "by_name": f"{union.mark}裁判长", "at": timezone.now()}
    case: dict[str, Any] = {"contests": [{"code": contest.code, "entries": [], "divisions": [], "prizes": None}]}
    case |= {"prizes": [], "prize_rules": {}, "awards": {}}
    released = Publication.objects.create(activity=activity, number=1, case=case, outcome=outcome, **named)
    Request.objects.create(act=Request.Act.REOPEN, reason=f"{union.mark}复核", **named)
    for unit in units:
        mark = NEIGHBOUR if union.mark == HERE and unit == union.library else union.mark
        Protest.objects.create(against=released, unit=unit, text=f"{mark}申诉", **(named | {"by_name": f"{mark}联络"}))


def build_station(union: Union, activity: Activity) -> None:
    """A station with a tablet, and a paper sheet."""
    station = Station.objects.create(activity=activity, name=f"{union.mark}站点")
    sheet = activity.contests.earliest("pk").scoresheet
    StationTask.objects.create(station=station, sheet=sheet)
    token = uuid.uuid4().hex
    device = Device.objects.create(
        station=station, code=f"t-{token[:8]}", name=f"{union.mark}平板", token_hash=token, paired_at=timezone.now()
    )
    HelpCall.objects.create(device=device, sheet=sheet, uuid=uuid.uuid4(), at=timezone.now())
    PaperSheet.objects.create(activity=activity, sheet=sheet, number=1, made_at=timezone.now())
    # The public page stays closed; what it shows when open is asked in tests/pages/test_public.py.
    Showing.objects.create(activity=activity)
    Screen.objects.create(activity=activity, name=f"{union.mark}大屏", token=token)


def build_roster(union: Union, activity: Activity, unit: Unit) -> None:
    """A roster of two people; a running activity has start lists, entries and a ruling."""
    mark = NEIGHBOUR if union.mark == HERE and unit == union.library else union.mark
    state = Roster.State.DRAFT if activity.state == State.OPEN else Roster.State.SUBMITTED
    roster = make_roster(activity, unit, state=state)
    Roster.objects.filter(pk=roster.pk).update(comment=f"{mark}批注", submitted_by_name=f"{mark}提交人")
    contests = list(activity.contests.order_by("pk"))
    link = SignupLink.objects.create(
        activity=activity, unit=unit, token_hash=f"{roster.pk}", made_at=timezone.now(), made_by_name=f"{mark}发起人"
    )
    Signup.objects.create(
        link=link, roster=roster, name=f"{mark}自报", gender="female", at=timezone.now(), changed_at=timezone.now(),
        code_hash=f"{roster.pk}",
    )  # fmt: skip
    scan = StampedScan.objects.create(
        roster=roster, kind="jpg", size=9, version=0, at=timezone.now(), by_name=f"{mark}盖章人"
    )
    path_of(scan).parent.mkdir(parents=True, exist_ok=True)
    path_of(scan).write_bytes(f"{mark}盖章件".encode())
    for name in ("甲", "乙"):
        person = make_person(roster, f"{mark}{name}", *contests)
        if name == "甲":
            # Taken off again, so that it stands on no start list.
            named: dict[str, Any] = {"number": 1, "name": f"{mark}队", "withdrawn_at": timezone.now()}
            team = Team.objects.create(roster=roster, contest=contests[0], **named)
            number = 90 + contests[0].entries.count()
            Entry.objects.create(
                team=team, contest=contests[0], person=person, number=number, withdrawn_at=timezone.now()
            )
        if activity.state == State.OPEN:
            continue
        for entry in person.entries.select_related("contest__scoresheet", "division"):
            sheet = entry.contest.scoresheet
            lane = sheet.starts.count() + 1
            Start.objects.create(sheet=sheet, entry=entry, heat=lane, lane=1)
            slot, value = {"timed": ("time", 12000 + lane), "count": ("count", 30 + lane)}.get(
                sheet.game, ("shot.1", 1)
            )
            made: dict[str, Any] = {"sheet": sheet, "entry": entry, "slot": slot, "by_name": f"{union.mark}裁判"}
            at = timezone.now()
            Operation.objects.create(uuid=uuid.uuid4(), value=value, captured_at=at, received_at=at, **made)
            Ruling.objects.create(value=value, reason=f"{union.mark}理由", at=at, **made)


def union_of(thing: Model) -> str:
    """The root path of the union that a row belongs to: by its foreign keys, not by any query of the product."""
    if isinstance(thing, Unit):
        return thing.root_path
    if isinstance(thing, Activity):
        return thing.host.root_path
    if isinstance(thing, User):
        membership = thing.memberships.select_related("unit").first()
        return membership.unit.root_path if membership else ""
    for link in ("station", "activity", "unit", "contest", "sheet", "roster", "person", "entry"):
        if getattr(thing, f"{link}_id", None) is not None:
            return union_of(getattr(thing, link))
    raise TypeError(f"{thing!r}: say in tests/pages/world.py to which union it belongs")


def place_of(thing: Model) -> tuple[str, str, int | None]:
    """Union, state of the activity and unit of the roster: rows alike in all three are tried once."""
    state, unit, link = "", None, thing
    while not isinstance(link, Activity | Unit | User):
        if isinstance(link, Roster):
            unit = link.unit_id
        for name in ("station", "roster", "person", "entry", "sheet", "contest", "activity", "unit"):
            if getattr(link, f"{name}_id", None) is not None:
                link = getattr(link, name)
                break
        else:
            raise TypeError(f"{link!r}: say in tests/pages/world.py where it belongs")
    if isinstance(link, Activity):
        state = link.state
    return union_of(thing), state, unit if unit is not None else (link.pk if isinstance(link, Unit) else None)
