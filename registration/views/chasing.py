"""The board for asking units: how far each is, what to write to it, whose stamped copy came in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Unit
from events.models import Activity
from registration.forms.small import MailboxForm
from registration.models import Roster
from registration.queries.chasing import STATES, Chase, chase_of
from registration.services import chasing
from registration.services.letters import letter_to, moment_with_zone, sentences_to
from registration.services.outbox import WAITING
from registration.views.request import Request
from unionevents.lib.access import requires
from unionevents.lib.own_address import address_for_others
from unionevents.lib.parts import page

TITLES = {
    "not_opened": _("Not opened"),
    "opened": _("Opened, not begun"),
    "draft": _("Draft"),
    "problems": _("Has problems"),
    "returned": _("Returned"),
    "submitted": _("Submitted"),
    "accepted": _("Confirmed"),
    "stamped": _("Stamped copy in"),
}
LOOKS = {"problems": "missing", "not_opened": "closed", "opened": "draft", "stamped": "published"}


@require_safe
@requires("registration.chase_units", Activity)
def chase(request: Request, activity: Activity) -> HttpResponse:
    """Every unit with its own message, ready to copy into a chat."""
    found, wanted, now = chase_of(activity), request.GET.get("state", ""), timezone.now()
    link = link_to(request, activity)
    rows = [
        {
            "row": row,
            "label": TITLES[row.state],
            "looks": LOOKS.get(row.state, row.state),
            "wrong": sentences_to(row),
            "letter": letter_to(row, activity, link=link, now=now),
            "mail_waits": bool(row.mail and row.mail.state in WAITING),
        }
        for row in found.rows
        if not wanted or row.state == wanted
    ]
    return page(
        request,
        "registration/chase.html",
        activity=activity,
        rail_current="registration",
        rows=rows,
        chase=found,
        filters=_filters(found, wanted),
        wanted=wanted,
        deadline=moment_with_zone(activity.registration_deadline, now) if activity.registration_deadline else "",
    )


@require_POST
@requires("registration.note_stamped", Roster)
def stamped(request: Request, roster: Roster) -> HttpResponse:
    try:
        is_in = request.POST.get("is_in") != "no"
        chasing.note_stamped(roster=roster, is_in=is_in, by=request.user, now=timezone.now())
    except chasing.NotHandedIn as problem:
        messages.error(request, str(problem))
    return redirect("registration:chase", roster.activity_id)


@require_POST
@requires("registration.chase_units", Activity)
def mailbox(request: Request, activity: Activity) -> HttpResponse:
    """Where one unit gets its mail."""
    given = request.POST.get("unit", "")
    number = int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else 0  # noqa: PLR2004  # fits any database
    unit = get_object_or_404(Unit, pk=number, pk__in=activity.invited_units.values("pk"))
    form = MailboxForm(request.POST)
    if form.is_valid():
        address = form.cleaned_data["address"]
        chasing.set_mailbox(unit=unit, address=address, by=request.user, now=timezone.now())
        messages.success(request, _("The address of “%(unit)s” is kept.") % {"unit": unit})
    else:
        messages.error(request, _("“%(text)s” is no e-mail address.") % {"text": request.POST.get("address", "")[:60]})
    return redirect("registration:chase", activity.pk)


def link_to(request: Request, activity: Activity) -> str:
    """The address of registration, as it goes into messages."""
    return address_for_others(request, reverse("registration:board", args=[activity.pk]))


def _filters(found: Chase, wanted: str) -> list[dict[str, Any]]:
    chips = [{"url": "?", "label": _("All units"), "count": len(found.rows), "current": not wanted}]
    return chips + [
        {"url": f"?state={code}", "label": TITLES[code], "count": found.counts[code], "current": code == wanted}
        for code in STATES
        if found.counts[code] or code == wanted
    ]
