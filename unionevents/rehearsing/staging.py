"""A copy of an activity to rehearse on, with people of its own who exist for the rehearsal alone; and its end.

The copy hangs under a union of its own. Nobody of the real union sees it, and its staff have no right to anything real.
"""

from __future__ import annotations

import re
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models import Q

from accounts.models import LogEntry, Membership, Unit, User
from accounts.roles import Role
from accounts.services import log, sealing
from accounts.services.auditing import ERASE, REMOVED
from events.models import Activity
from events.states import State
from registration.models import Entry, Roster
from scoring.models import Operation, Protest, Publication, Ruling
from scoring.services.filing import OPTIONAL, describe_activity, import_activity, read_activity_file
from unionevents.lib.documents import write_document
from unionevents.rehearsing import recount

UNION, USER = "〔彩排〕", "rehearsal-"
# A union that somebody named 〔彩排〕, or a log-in name that somebody chose, must never be taken for a rehearsal's:
# one is known by its tag, which stands in the union's name and in those of its whole staff.
TAGGED = re.compile(rf"{UNION}.* ([0-9a-f]{{8}})")
Document = dict[str, Any]
EMPTIED = ("operations", "rulings", "publications", "starts", "state_changes")
STAFF = {"organiser": Role.ORGANISER, "chief": Role.CHIEF_REFEREE, "referee1": Role.REFEREE, "referee2": Role.REFEREE}


class NothingToPlay(Exception):
    """There is nobody who starts in a contest that can be counted again."""


@dataclass
class Stage:
    """The copy, what it was made from, and who plays on it."""

    activity: Activity
    document: Document
    left_out: dict[str, str]
    password: str
    names: dict[str, str]


def copy_of(document: Document) -> tuple[Document, dict[str, str]]:
    """The same plan and rosters before the first result, without the contests that cannot be counted again."""
    copy = deepcopy(document)
    left_out = recount.unknown_to(copy)
    for key in EMPTIED:
        copy[key] = []
    for key in OPTIONAL:  # what became of the real one: stations, holds, erasures, lists of who came
        copy.pop(key, None)
    for sheet in copy["scoresheets"]:
        sheet["drawn_at"], sheet["draw_seed"] = None, ""
        sheet.pop("lots", None)
    for roster in copy["rosters"]:
        roster["state"] = Roster.State.ACCEPTED.value
        for person in roster["people"]:
            person["entries"] = [
                entry
                for entry in person["entries"]
                if entry["contest"] not in left_out and not entry.get("waiting_since")
            ]
            person.pop("likenesses", None)
        if "teams" in roster:
            roster["teams"] = []
    copy["contests"] = [contest for contest in copy["contests"] if contest["code"] not in left_out]
    copy["scoresheets"] = [sheet for sheet in copy["scoresheets"] if sheet["contest"] not in left_out]
    copy["terms"]["limits"] = []
    copy["prize_plan"].pop("tables", None)
    copy["activity"]["title"] = f"{UNION}{copy['activity']['title']}"[:80]
    copy["activity"]["state"] = State.CLOSED.value
    if not any(person["entries"] for roster in copy["rosters"] for person in roster["people"]):
        raise NothingToPlay
    return copy, left_out


def new_tag() -> str:
    """What tells the rows of one rehearsal from those of another and from everything real."""
    return secrets.token_hex(4)


def set_up(original: Activity, *, tag: str, now: datetime) -> Stage:
    """Through the activity file, as a copy carried to another installation would be made."""
    document, left_out = copy_of(describe_activity(original).document)
    return stage_of(document, left_out, tag=tag, now=now)


@transaction.atomic
def stage_of(document: Document, left_out: dict[str, str], *, tag: str, now: datetime) -> Stage:
    document = read_activity_file(write_document(document))
    for unit in document["units"]:
        if unit["parent"] is None:
            unit["name"] = f"{UNION}{unit['name']}"[:70] + f" {tag}"
    activity = import_activity(document, by=None, now=now)
    password = secrets.token_urlsafe(24)
    names = {}
    for who, role in STAFF.items():
        user = User(username=_username(tag, who), name=f"彩排{who}")
        user.set_password(password)
        user.save()
        Membership.objects.create(user=user, unit=activity.host, role=role)
        names[who] = user.username
    return Stage(activity, document, left_out, password, names)


def wipe(*, about: Activity | None, now: datetime, tag: str = "") -> int:
    """Every row of this rehearsal, or of all, goes; one log row stays that says which sealed rows were taken out."""
    roots = [(found, path) for found, path in _roots() if tag in {"", found}]
    if not roots:
        return 0
    users = User.objects.filter(username__in=[_username(found, who) for found, _path in roots for who in STAFF])
    with transaction.atomic():
        return _wipe(_under(path for _tag, path in roots), users, about, now)


def leftovers() -> list[str]:
    """The titles of rehearsals that did not get to their end."""
    units = _under(path for _tag, path in _roots())
    return list(Activity.objects.filter(host__in=units).order_by("pk").values_list("title", flat=True))


def _username(tag: str, who: str) -> str:
    return f"{USER}{tag}-{who}"


def _roots() -> list[tuple[str, str]]:
    """Tag and path of every union that a rehearsal made; its units may be of several unions."""
    staffed = set(User.objects.filter(username__startswith=USER).values_list("username", flat=True))
    found = []
    for name, path in Unit.objects.filter(parent=None, name__startswith=UNION).values_list("name", "path"):
        tagged = TAGGED.fullmatch(name)
        if tagged and path and staffed >= {_username(tagged[1], who) for who in STAFF}:
            found.append((tagged[1], path))
    return found


def _under(paths: Iterable[str]) -> list[int]:
    """The units there, the lowest first."""
    wanted = Q(pk__in=[])
    for path in paths:
        wanted |= Q(path__startswith=path)
    return list(Unit.objects.filter(wanted).order_by("-path").values_list("pk", flat=True))


def _wipe(units: Sequence[int], users: models.QuerySet[User], about: Activity | None, now: datetime) -> int:
    activities = Activity.objects.filter(host__in=units)
    keys = {str(pk) for pk in users.values_list("pk", flat=True)}
    usernames = list(users.values_list("username", flat=True))
    removed: dict[str, list[int]] = defaultdict(list)
    gone = 0
    for rows in (
        Protest.objects.filter(sheet__contest__activity__in=activities),
        Publication.objects.filter(activity__in=activities),
        Ruling.objects.filter(sheet__contest__activity__in=activities),
        Operation.objects.filter(sheet__contest__activity__in=activities),
        Entry.objects.filter(contest__activity__in=activities),
        activities,
        LogEntry.objects.filter(Q(unit__in=units) | Q(by__in=users)),
        users,
        *(Unit.objects.filter(pk=pk) for pk in units),
    ):
        label = rows.model._meta.label_lower
        if label in sealing.kinds():
            removed[label] += rows.values_list("pk", flat=True)
        gone += rows.delete()[0]
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        gone += model.objects.filter(username__in=usernames).delete()[0]
    gone += _end_sessions(keys)
    removed = {kind: sorted(rows) for kind, rows in removed.items() if rows}
    _say(about, removed, now)
    return gone


def _say(about: Activity | None, removed: dict[str, list[int]], now: datetime) -> None:
    details: dict[str, Any] = {"reason": "rehearsal", REMOVED: removed}
    if about is not None:
        log.record(verb=ERASE, subject=about, by=None, now=now, unit=about.host, **details)
        return
    entry = LogEntry.objects.create(at=now, by_name="", verb=ERASE, subject="rehearsal", details=details)
    sealing.after_commit([entry])


def _end_sessions(users: Iterable[str]) -> int:
    """Those of the rehearsal's people, who logged in a moment ago."""
    wanted = set(users)
    mine = [row.pk for row in Session.objects.iterator() if row.get_decoded().get("_auth_user_id") in wanted]
    return Session.objects.filter(pk__in=mine).delete()[0]
