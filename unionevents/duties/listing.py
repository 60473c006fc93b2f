"""The duties of one person, the most urgent first; each says what, where, until when, and leads there with one tap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import ROLE_TITLES
from accounts.roles import Role
from events.models import Activity
from events.permissions import roles_in
from events.querysets import OWNERS
from events.states import State
from registration.models import Roster
from unionevents.duties.desk import Desk

NEAR = timedelta(days=3)
URGENT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to do. `note` is somebody's comment, word for word; `on_day` says that only the day counts."""

    what: str
    url: str
    where: str = ""
    note: str = ""
    until: datetime | None = None
    on_day: bool = False
    tone: Literal["", "warning", "danger"] = ""


def duties_of(desk: Desk) -> list[Duty]:
    """The most urgent first; what has no day comes last."""
    found = [
        *_to_approve(desk),
        *_plans(desk),
        *_registration(desk),
        *_own_rosters(desk),
        *_to_enter(desk),
        *_to_judge(desk),
        *_to_settle(desk),
        *_to_pay(desk),
        *_to_invite(desk),
    ]
    return sorted(found, key=lambda duty: (duty.until is None, duty.until or desk.now))


@dataclass(frozen=True, slots=True)
class Part:
    """An activity and what the person is in it."""

    activity: Activity
    roles: list[object]


def activities_of(desk: Desk) -> list[Part]:
    """Those ahead or under way in the order of their days, then those that are over, the latest first."""
    ahead = [activity for activity in desk.activities if activity.state != State.PUBLISHED]
    over = [activity for activity in reversed(desk.activities) if activity.state == State.PUBLISHED]
    order = list(Role)
    return [
        Part(activity, [ROLE_TITLES[role] for role in sorted(roles_in(desk.user, activity), key=order.index)])
        for activity in ahead + over
    ]


def _to_approve(desk: Desk) -> Iterator[Duty]:
    for activity in desk.in_state(State.PENDING, roles=[Role.CHAIR]):
        yield _duty(desk, activity, _("Read and approve the plan"), "events:plan")


def _plans(desk: Desk) -> Iterator[Duty]:
    for activity in desk.in_state(State.DRAFT, roles=OWNERS):
        comment = desk.returned.get(activity.pk, "")
        what = _("Correct the returned plan and submit it again") if comment else _("Finish the plan and submit it")
        yield _duty(desk, activity, what, "events:plan", note=comment)
    for activity in desk.in_state(State.APPROVED, roles=OWNERS):
        yield _duty(desk, activity, _("Open registration"), "events:plan", deadline=activity.registration_deadline)


def _registration(desk: Desk) -> Iterator[Duty]:
    for activity in desk.in_state(State.OPEN, roles=OWNERS):
        deadline = activity.registration_deadline
        if deadline and deadline < desk.now:
            yield _duty(
                desk,
                activity,
                _("The deadline has passed: close registration"),
                "registration:board",
                deadline=deadline,
            )
        elif deadline and deadline - desk.now <= NEAR:
            yield _duty(
                desk,
                activity,
                _("Registration closes soon: see who is missing"),
                "registration:board",
                deadline=deadline,
            )
    for activity in desk.in_state(State.OPEN, State.CLOSED, roles=OWNERS):
        waiting = desk.waiting_rosters.get(activity.pk, 0)
        if waiting:
            what = ngettext("Check %(n)d submitted roster", "Check %(n)d submitted rosters", waiting) % {"n": waiting}
            yield _duty(desk, activity, what, "registration:board", deadline=activity.registration_deadline)
    for activity in desk.in_state(State.CLOSED, roles=OWNERS):
        yield _duty(desk, activity, _("Draw the start lists and start the contests"), "scoring:start_lists")


def _own_rosters(desk: Desk) -> Iterator[Duty]:
    several = len({own.unit_name for own in desk.own_rosters}) > 1
    for own in desk.own_rosters:
        if not own.activity.takes_registrations(desk.now):
            continue
        state = own.roster.state if own.roster else ""
        what = {
            "": _("Enter your people: the roster has not been begun"),
            Roster.State.DRAFT: _("Finish the roster and submit it"),
            Roster.State.RETURNED: _("Correct the returned roster and submit it again"),
        }.get(state)
        if what:
            yield _duty(
                desk,
                own.activity,
                f"{own.unit_name} · {what}" if several else what,
                "registration:board",
                deadline=own.activity.registration_deadline,
                note=own.roster.comment if own.roster and state == Roster.State.RETURNED else "",
            )


def _to_enter(desk: Desk) -> Iterator[Duty]:
    for activity in desk.in_state(State.RUNNING, roles=[Role.REFEREE, Role.CHIEF_REFEREE]):
        left = sum(1 for sheet in desk.sheets.get(activity.pk, []) if sheet.missing)
        if left:
            what = ngettext(
                "Enter results: %(n)d contest is not complete", "Enter results: %(n)d contests are not complete", left
            )
            yield _duty(desk, activity, what % {"n": left}, "scoring:field")


def _to_judge(desk: Desk) -> Iterator[Duty]:
    for activity in desk.in_state(State.RUNNING, State.SETTLING, roles=[Role.CHIEF_REFEREE]):
        sheets = desk.sheets.get(activity.pk, [])
        differ = sum(sheet.conflicts for sheet in sheets)
        if differ:
            what = ngettext(
                "Decide %(n)d entry that two referees made differently",
                "Decide %(n)d entries that two referees made differently",
                differ,
            )
            yield _duty(desk, activity, what % {"n": differ}, "scoring:results")
        ready = sum(1 for sheet in sheets if sheet.ready)
        if ready:
            what = ngettext("Check and publish %(n)d contest", "Check and publish %(n)d contests", ready)
            yield _duty(desk, activity, what % {"n": ready}, "scoring:results")


def _to_settle(desk: Desk) -> Iterator[Duty]:
    for activity in desk.in_state(State.RUNNING, roles=OWNERS):
        sheets = desk.sheets.get(activity.pk, [])
        if sheets and not any(sheet.missing for sheet in sheets):
            yield _duty(desk, activity, _("Every result is in: end result entry"), "scoring:results")
    for activity in desk.in_state(State.SETTLING, roles=[*OWNERS, Role.CHIEF_REFEREE]):
        if all(sheet.published or not sheet.has_entries for sheet in desk.sheets.get(activity.pk, [])):
            yield _duty(desk, activity, _("Every contest is published: publish the award list"), "scoring:awards")


def _to_pay(desk: Desk) -> Iterator[Duty]:
    for activity in desk.in_state(State.PUBLISHED, roles=[Role.FINANCE]):
        if activity.pk in desk.unpaid:
            yield _duty(desk, activity, _("Pay the prizes and enter what was spent"), "scoring:awards")


def _to_invite(desk: Desk) -> Iterator[Duty]:
    if desk.units_without_contact:
        what = ngettext(
            "Invite a contact for %(n)d unit", "Invite contacts for %(n)d units", desk.units_without_contact
        )
        yield Duty(what % {"n": desk.units_without_contact}, reverse("accounts:units") + "?contacts=none")


def _duty(
    desk: Desk, activity: Activity, what: str, url_name: str, *, deadline: datetime | None = None, note: str = ""
) -> Duty:
    """Due by a deadline, else on the first day of the activity."""
    until = deadline or _morning(activity)
    left = None if until is None else until - desk.now
    tone: Literal["", "warning", "danger"] = ""
    if left is not None and left <= NEAR:
        tone = "danger" if left <= URGENT else "warning"
    url = reverse(url_name, args=[activity.pk])
    return Duty(what, url, activity.title, note, until, on_day=deadline is None, tone=tone)


def _morning(activity: Activity) -> datetime | None:
    """The beginning of the first day, in local time."""
    if activity.first_day is None:
        return None
    return timezone.make_aware(datetime.combine(activity.first_day, time()))
