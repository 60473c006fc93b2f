"""The gate before every change of a roster: one writer at a time, and only while this person may."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Role
from events.models import Activity
from events.permissions import holds
from events.querysets import OWNERS
from registration.limits.kinds.no_change import NoChange
from registration.models import Roster, Terms
from registration.queries import limits_of, terms_of
from unionevents.lib import clock


class NotOpen(Exception):
    """The roster cannot be changed (any more) by this person."""

    def __init__(self, roster: Roster, now: datetime, act: str = "change") -> None:
        self.roster = roster
        super().__init__(_why_not(roster, now, act))


class Stale(Exception):
    """This roster was saved after the page was opened: by somebody else, or by the same person on another page."""

    def __init__(self, roster: Roster, by: User) -> None:
        self.roster = roster
        if by.name == roster.changed_by_name:
            said = _(
                "This roster was saved under your name at %(time)s, after this page had been opened. Look once more."
            )
        else:
            said = _("%(name)s changed this roster at %(time)s, after you had opened it.")
        super().__init__(said % {"name": roster.changed_by_name, "time": _local_time(roster.changed_at)})


class TooLateToSubstitute(Exception):
    """The unit's own time for substitutes is over."""

    def __init__(self, until: datetime | None, now: datetime) -> None:
        said = _("Units could put in substitutes by themselves until %(time)s. Ask at the call table.")
        super().__init__(said % {"time": _local_moment(until, now) if until else ""})


def lock_roster(roster: Roster) -> Roster:
    """The row as it is now, with unit and activity, held until the end of the transaction."""
    return Roster.objects.select_for_update(of=("self",)).select_related("unit", "activity__host").get(pk=roster.pk)


def lock_numbers(activity: Activity) -> Terms:
    """Held while numbers are given out. Taken after the roster, never before: no two can wait in a ring."""
    locked = Terms.objects.select_for_update().filter(activity=activity)
    if (terms := locked.first()) is None:
        Terms.objects.get_or_create(activity=activity)
        terms = locked.get()
    return terms


def lock_with_activity(roster: Roster) -> Roster:
    """The roster and its activity, so that closing and submitting come one after the other.

    Rows that point at either can still be added.
    """
    rows = Roster.objects.select_for_update(of=("self", "activity"), no_key=True)
    return rows.select_related("unit", "activity__host").get(pk=roster.pk)


def may_pass(roster: Roster, *, by: User, now: datetime, act: str = "withdrawals") -> bool:
    """The permission, for the unit the deadline by the server's clock, and what is left to do after it.

    Every other `act` asks for more than a withdrawal does.
    """
    if not by.has_perm("registration.change_roster", roster):
        return False
    if roster.activity.takes_registrations(now):
        return True
    return holds(by, roster.activity, *OWNERS) and frozen_by(roster, act, now=now) is None


def frozen_by(roster: Roster, act: str, *, now: datetime) -> NoChange | None:
    """The condition that forbids this act (`change`, `substitutes`, `withdrawals`) once registration is closed."""
    if roster.activity.takes_registrations(now):
        return None
    rules = [limit for limit in limits_of(terms_of(roster.activity)) if isinstance(limit, NoChange)]
    return next((rule for rule in rules if not rule.allows(act)), None)


def check_substituting(locked: Roster, *, by: User, now: datetime) -> None:
    """NotOpen where this person may not put in a substitute now: the unit itself only until the organiser's time."""
    if not by.has_perm("registration.substitute", locked):
        raise NotOpen(locked, now)
    if frozen_by(locked, "substitutes", now=now):
        raise NotOpen(locked, now, "substitutes")
    if not may_substitute_now(locked, by=by, now=now):
        raise TooLateToSubstitute(terms_of(locked.activity).units_substitute_until, now)


def may_substitute_now(roster: Roster, *, by: User, now: datetime) -> bool:
    if not by.has_perm("registration.substitute", roster):
        return False
    if holds(by, roster.activity, *OWNERS, Role.CHIEF_REFEREE):
        return True
    until = terms_of(roster.activity).units_substitute_until
    return until is not None and now <= until


def pass_gate(roster: Roster, *, by: User, now: datetime, act: str = "withdrawals") -> Roster:
    """The locked roster, if this person may change it now; NotOpen otherwise."""
    locked = lock_roster(roster)
    check_gate(locked, by=by, now=now, act=act)
    return locked


def check_gate(locked: Roster, *, by: User, now: datetime, act: str = "withdrawals") -> None:
    """NotOpen where this person may not change the locked roster now."""
    if not may_pass(locked, by=by, now=now, act=act):
        raise NotOpen(locked, now, act)


def check_seen(roster: Roster, version: int, *, by: User) -> None:
    """Stale where somebody else saved after the page with this version was opened: what is handed in has been seen."""
    in_hand = roster.state in {Roster.State.DRAFT, Roster.State.RETURNED}
    if in_hand and version != roster.version and roster.changed_by_name != by.name:
        raise Stale(roster, by)


def note_change(roster: Roster, *, by: User, now: datetime) -> None:
    """What stands on the roster has changed: a new version, with the name that a second writer will be told."""
    roster.content_version = roster.version + 1
    _note(roster, "content_version", by=by, now=now)


def note_move(roster: Roster, *, by: User, now: datetime) -> None:
    """Only its state has changed: a new version of the same content."""
    _note(roster, by=by, now=now)


def _note(roster: Roster, *fields: str, by: User, now: datetime) -> None:
    roster.version += 1
    roster.changed_at = now
    roster.changed_by_name = by.name
    roster.save(update_fields=["version", "changed_at", "changed_by_name", *fields])


def _why_not(roster: Roster, now: datetime, act: str) -> str:
    activity = roster.activity
    if activity.state in {"closed", "running"} and (rule := frozen_by(roster, act, now=now)):
        said = rule.says(()).said(get_language() or "")
        return _("Not saved, by the conditions of registration: %(rule)s") % {"rule": said}
    deadline = activity.registration_deadline
    if activity.state == "open" and deadline and now > deadline:
        return _("Registration closed at %(time)s; this was not saved. Ask the organiser for a correction.") % {
            "time": _local_moment(deadline, now)
        }
    if activity.state == "open":
        return _("Not saved: the roster is “%(state)s”. Take it back first, or ask the organiser to return it.") % {
            "state": roster.get_state_display()
        }
    state = activity.about_state.title.said(get_language() or "")
    return _("Not saved: the activity is “%(state)s”, and rosters can no longer be changed.") % {"state": state}


def _local_time(moment: datetime | None) -> str:
    return clock.say_time(timezone.localtime(moment)) if moment else ""


def _local_moment(moment: datetime, now: datetime) -> str:
    this_year = timezone.localtime(now).year
    return clock.say_moment(timezone.localtime(moment), language=get_language() or "", this_year=this_year)
