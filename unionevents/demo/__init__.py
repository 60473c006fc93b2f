"""An invented union to look around in: units, log-ins for every role, and three meets made from activity files.

Nothing here is real. The same day gives the same data; a second call changes nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.roles import Role
from events.models import Activity, Appointment
from events.services.steps import take_step
from scoring.models import Scoresheet
from scoring.queries.reading import read_sheet
from scoring.queries.setting import Setting
from scoring.services import awarding, publishing
from scoring.services.filing import Document, import_activity, read_activity_file
from unionevents.demo.logins import LOGINS, PASSWORD, Login, make_logins
from unionevents.demo.meets import last_year, now_running, of_the_neighbour, this_year
from unionevents.demo.names import UNION
from unionevents.lib.documents import write_document

__all__ = ["LOGINS", "PASSWORD", "DemoRefused", "Login", "make_demo"]
FIRST_LOGIN = LOGINS[0].username


class DemoRefused(Exception):
    """Invented people do not belong among real ones."""


@transaction.atomic
def make_demo(*, now: datetime, force: bool = False) -> bool:
    """Makes whatever is not there; False when the demonstration stood already."""
    if User.objects.filter(username=FIRST_LOGIN, memberships__unit__name=UNION).exists():
        return False
    if not force and Unit.objects.filter(parent=None).exists():
        raise DemoRefused(
            _("This installation already has unions; demonstration data is for an empty one. --force adds it.")
        )
    if taken := User.objects.filter(username__in=[login.username for login in LOGINS]).first():
        raise DemoRefused(_("The log-in name “%(name)s” is already in use.") % {"name": taken.username})
    with translation.override("zh-hans"):
        _make_meets(now)
    return True


def _make_meets(now: datetime) -> None:
    today = timezone.localdate(now)
    coming = _bring(this_year(today), now)
    neighbour = _bring(of_the_neighbour(today), now).host
    users = make_logins(union=coming.host, neighbour=neighbour, now=now)
    _appoint(coming, users)
    _appoint(_bring(now_running(today), now), users)
    _settle(_bring(last_year(today), now), users)


def _bring(document: Document, now: datetime) -> Activity:
    """Through the same checks as any file."""
    return import_activity(read_activity_file(write_document(document)), by=None, now=now)


def _appoint(activity: Activity, users: dict[str, User]) -> None:
    """The file holds no accounts, so the referees are named here, as an organiser would."""
    for username, role in (("chief", Role.CHIEF_REFEREE), ("referee1", Role.REFEREE), ("referee2", Role.REFEREE)):
        Appointment.objects.create(activity=activity, user=users[username], role=role)


def _settle(activity: Activity, users: dict[str, User]) -> None:
    """Publishes contest by contest, then the award list, and archives, on the days on which it would have been done."""
    chief, at = users["chief"], activity.state_changes.latest("at").at
    for sheet in Scoresheet.objects.filter(contest__activity=activity).order_by("contest__position"):
        at += timedelta(minutes=2)
        draft = publishing.draft_of(read_sheet(sheet), Setting(activity), None)
        publishing.publish(sheet=sheet, seen=draft.seen, reason="", by=chief, now=at)
    seen = awarding.draft_of(activity).seen
    awarding.publish_awards(activity=activity, seen=seen, reason="", by=chief, now=at + timedelta(minutes=5))
    take_step(activity=activity, code="archive", by=users["organiser"], now=at + timedelta(days=7))
