"""For the unit: links and codes to hand out, and the people who signed up by them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Unit
from events.models import Activity
from events.permissions import holds
from events.querysets import OWNERS
from registration.models import Roster, Signup, SignupLink
from registration.queries import listing_of, own_units
from registration.queries.signups import links_of, signups_of, waiting_in
from registration.services import confirming, gate, signing_up
from registration.views.request import Request
from unionevents.lib.access import requires
from unionevents.lib.own_address import address_for_others
from unionevents.lib.parts import page
from unionevents.lib.qr import qr_svg


@require_safe
@requires("registration.manage_links", Activity)
def links(request: Request, activity: Activity) -> HttpResponse:
    """To print, to send into a group chat, to withdraw."""
    return page(
        request,
        "registration/signup_links.html",
        activity=activity,
        rail_current="registration",
        links=[_shown(request, link) for link in links_of(activity, request.user)],
        units=_units(request, activity),
        may_open_to_all=holds(request.user, activity, *OWNERS),
        is_open=activity.takes_registrations(timezone.now()),
    )


@require_POST
@requires("registration.manage_links", Activity)
def make_link(request: Request, activity: Activity) -> HttpResponse:
    """For a unit for which this person may speak; for all units only by who runs the activity."""
    given = request.POST.get("unit", "")
    unit = next((each for each in _units(request, activity) if str(each.pk) == given), None)
    if unit is None and not (given == "all" and holds(request.user, activity, *OWNERS)):
        messages.error(request, _("Choose the unit for which the link is."))
    else:
        signing_up.make_link(activity=activity, unit=unit, by=request.user, now=timezone.now())
        messages.success(request, _("The link is ready: print the code or copy the address."))
    return redirect("registration:signup_links", activity.pk)


@require_POST
@requires("registration.withdraw_link", SignupLink)
def withdraw_link(request: Request, link: SignupLink) -> HttpResponse:
    signing_up.withdraw_link(link=link, by=request.user, now=timezone.now())
    messages.success(request, _("The link is withdrawn: it opens nothing any more."))
    return redirect("registration:signup_links", link.activity_id)


@require_safe
@requires("registration.read_names", Roster)
def signups(request: Request, roster: Roster) -> HttpResponse:
    """Who has signed up for this unit: those that wait with what is to be decided."""
    every = signups_of(roster)
    waits = [signup for signup in every if signup.state == Signup.State.WAITING]
    listing = listing_of(roster)
    may_decide = gate.may_pass(roster, by=request.user, now=timezone.now(), act="change")
    return page(
        request,
        "registration/signups.html",
        activity=roster.activity,
        rail_current="registration",
        roster=roster,
        waiting=[
            {"item": item, "problems": [problem.phrase for problem in item.problems]}
            for item in waiting_in(listing, [(signup, signing_up.line_of(signup)) for signup in waits])
        ],
        decided=[signup for signup in every if signup.state != Signup.State.WAITING],
        may_decide=may_decide,
        may_change=request.user.has_perm("registration.change_roster", roster),
    )


@require_POST
@requires("registration.change_roster", Signup)
def confirm(request: Request, signup: Signup) -> HttpResponse:
    given = request.POST.get("who", "")
    same_as = int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else None  # noqa: PLR2004  # fits any database
    try:
        confirming.confirm(
            signup=signup, by=request.user, now=timezone.now(), same_as=same_as, is_another=given == "another"
        )
        messages.success(request, _("%(name)s: done.") % {"name": signup.name})
    except confirming.CannotConfirm as problem:
        said = " ".join(each.phrase.said(get_language() or "") for each in problem.problems)
        messages.error(request, f"{problem} {said}")
    except (confirming.Decided, confirming.WhoIsIt, gate.NotOpen, gate.Stale) as problem:
        messages.error(request, str(problem))
    return redirect("registration:signups", signup.roster_id)


@require_POST
@requires("registration.change_roster", Signup)
def reject(request: Request, signup: Signup) -> HttpResponse:
    try:
        reason = request.POST.get("reason", "")[:200]
        confirming.reject(signup=signup, reason=reason, by=request.user, now=timezone.now())
        messages.success(request, _("%(name)s reads your reason.") % {"name": signup.name})
    except (confirming.Decided, confirming.ReasonMissing, gate.NotOpen) as problem:
        messages.error(request, str(problem))
    return redirect("registration:signups", signup.roster_id)


def _units(request: Request, activity: Activity) -> list[Unit]:
    if holds(request.user, activity, *OWNERS):
        return [invited.unit for invited in activity.invitedunits.select_related("unit").order_by("position", "pk")]
    return own_units(request.user, activity)


def _shown(request: Request, link: SignupLink) -> dict[str, object]:
    address = address_for_others(request, reverse("registration:join", args=[signing_up.token_of(link)]))
    whose = link.unit.name if link.unit else _("all units")
    return {
        "link": link,
        "whose": whose,
        "address": address,
        "qr": qr_svg(address, label=_("QR code: sign up for %(unit)s") % {"unit": whose}),
    }
