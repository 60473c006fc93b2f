"""The organiser's board of units; for a contact the way to the own roster."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.models import Unit
from events.models import Activity
from events.permissions import holds
from events.queries import contests_of
from events.querysets import OWNERS
from registration import limits
from registration.queries import Board, board_of, contest_value, limits_of, own_rosters, own_units, terms_of
from registration.queries.privacy import notice_of
from registration.services import drafting, gate
from registration.services.chasing import note_opening
from registration.views.request import Request
from unionevents.lib.access import requires
from unionevents.lib.parts import page

STATES = {
    "not_opened": _("Not begun"),
    "draft": _("Draft"),
    "problems": _("Has problems"),
    "submitted": _("Submitted"),
    "returned": _("Returned"),
    "accepted": _("Accepted"),
}
LOOKS = {"problems": "missing", "not_opened": "closed"}  # the chip of a state that only this board knows


@requires("registration.view_registration", Activity)
def board(request: Request, activity: Activity) -> HttpResponse:
    """The board for whoever may read rosters; else the own unit's roster."""
    if not request.user.has_perm("registration.view_board", activity):
        return _own(request, activity)
    found = board_of(activity)
    wanted, search = request.GET.get("state", ""), request.GET.get("q", "").strip()
    rows = [
        row for row in found.rows if (not wanted or row.state == wanted) and (not search or search in row.unit.name)
    ]
    return page(
        request,
        "registration/board.html",
        activity=activity,
        board=found,
        rows=[{"row": row, "label": STATES[row.state], "looks": LOOKS.get(row.state, row.state)} for row in rows],
        filters=_filters(found, wanted),
        wanted=wanted,
        search=search,
        questions=_questions(activity) if holds(request.user, activity, *OWNERS) else [],
        deadline_passed=_deadline_passed(activity),
        may_review=request.user.has_perm("registration.review_roster", activity),
        may_substitute=request.user.has_perm("registration.call_table", activity),
        may_link=request.user.has_perm("registration.manage_links", activity),
        may_chase=request.user.has_perm("registration.chase_units", activity),
        may_invite=request.user.has_perm("events.change_plan", activity),
    )


@require_POST
@requires("registration.open_roster", Activity)
def begin(request: Request, activity: Activity) -> HttpResponse:
    """A unit's roster, made the first time; contacts for their own unit, organisers for any that is invited."""
    is_owner = holds(request.user, activity, *OWNERS)
    mine = activity.invited_units.all() if is_owner else own_units(request.user, activity)
    units = Unit.objects.filter(pk__in=[unit.pk for unit in mine])
    given = request.POST.get("unit", "")
    unit = get_object_or_404(units, pk=int(given) if given.isascii() and given.isdecimal() else 0)
    try:
        roster = drafting.begin(activity=activity, unit=unit, by=request.user, now=timezone.now())
    except gate.NotOpen as problem:
        messages.error(request, str(problem))
        return redirect("registration:board", activity.pk)
    return redirect("registration:roster", roster.pk)


def _own(request: Request, activity: Activity) -> HttpResponse:
    units = own_units(request.user, activity)
    note_opening(activity=activity, units=units, now=timezone.now())
    rosters = own_rosters(units, activity)
    if len(units) == 1 and units[0].pk in rosters:
        return redirect("registration:roster", rosters[units[0].pk].pk)
    terms = terms_of(activity)
    contests = tuple(map(contest_value, contests_of(activity)))
    return page(
        request,
        "registration/begin.html",
        activity=activity,
        units=[(unit, rosters.get(unit.pk)) for unit in units],
        sentences=[limit.says(contests) for limit in limits_of(terms)],
        health_statement=terms.health_statement,
        notice=notice_of(activity, terms=terms),
        takes_registrations=activity.takes_registrations(timezone.now()),
    )


def _filters(found: Board, wanted: str) -> list[dict[str, Any]]:
    """Only the states that a unit is in, and the one chosen."""
    chips = [{"url": "?", "label": _("All units"), "count": len(found.rows), "current": not wanted}]
    return chips + [
        {"url": f"?state={code}", "label": label, "count": found.counts[code], "current": code == wanted}
        for code, label in STATES.items()
        if found.counts[code] or code == wanted
    ]


def _questions(activity: Activity) -> list[Any]:
    contests = tuple(map(contest_value, contests_of(activity)))
    return limits.questions(limits_of(terms_of(activity)), contests)


def _deadline_passed(activity: Activity) -> bool:
    deadline = activity.registration_deadline
    return bool(deadline and activity.state == "open" and timezone.now() > deadline)
