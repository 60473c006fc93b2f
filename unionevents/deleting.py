"""A draft made by mistake goes away again, with everything that was typed into it. What others worked on stays."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import log
from events.models import Activity, Contest, Duty, Prize, Section, Session
from events.services.locking import lock_to
from registration.models import Entry, Roster
from scoring.models import Operation, Publication, Ruling


class MustStay(Exception):
    """Others have handed in or decided something under this draft."""


def why_it_stays(activity: Activity) -> str:
    """What forbids deleting this draft, in a sentence; empty when nothing does."""
    handed_in = Roster.objects.filter(activity=activity).exclude(submitted_at=None, state=Roster.State.DRAFT)
    if units := list(handed_in.order_by("unit__path").values_list("unit__name", flat=True)):
        return _("It cannot be deleted: %(units)s handed in a roster.") % {"units": _(", ").join(units)}
    if Publication.objects.filter(activity=activity).exists():
        return _("It cannot be deleted: results have been published.")
    if any(rows.objects.filter(sheet__contest__activity=activity).exists() for rows in (Operation, Ruling)):
        return _("It cannot be deleted: results have been entered.")
    return ""


def what_goes(activity: Activity) -> list[tuple[str, int]]:
    """What would be deleted with it, by kind, and how many of each."""
    counts = [
        (_("Sections of text"), Section.objects.filter(activity=activity).count()),
        (_("Sessions"), Session.objects.filter(activity=activity).count()),
        (_("Duties"), Duty.objects.filter(activity=activity).count()),
        (_("Contests"), Contest.objects.filter(activity=activity).count()),
        (_("Prizes"), Prize.objects.filter(activity=activity).count()),
        (_("Budget lines"), activity.budget_lines.count()),
        (_("Participating units"), activity.invitedunits.count()),
        (_("People appointed"), activity.appointments.count()),
        (_("Rosters begun"), Roster.objects.filter(activity=activity).count()),
    ]
    return [(kind, count) for kind, count in counts if count]


@transaction.atomic
def delete_draft(*, activity: Activity, by: User, now: datetime) -> None:
    """Deletes the draft and logs its title and its size; MustStay when somebody else's work hangs on it."""
    locked = lock_to("events.delete_draft", activity, by)
    if reason := why_it_stays(locked):
        raise MustStay(reason)
    held = {"contests": locked.contests.count(), "rosters": locked.rosters.count()}
    log.record(
        verb="events.delete_activity", subject=locked, by=by, now=now, unit=locked.host, title=locked.title, **held
    )
    Entry.objects.filter(person__activity=locked).delete()  # entries protect their contests
    locked.delete()
