"""What is printed: the receipt, and the roster for stamp and signature."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from registration.models import Roster
from registration.queries import listing_of
from registration.views.masking import for_reader, reads_names
from registration.views.presenting import rows_of
from registration.views.request import Request
from unionevents.lib.access import requires
from unionevents.lib.parts import page


@require_safe
@requires("registration.view_roster", Roster)
def receipt(request: Request, roster: Roster) -> HttpResponse:
    """That the roster is in, with a code to read out on the telephone."""
    if not roster.receipt or roster.state not in {Roster.State.SUBMITTED, Roster.State.ACCEPTED}:
        return redirect("registration:roster", roster.pk)
    listing = for_reader(listing_of(roster), request.user)
    return page(
        request,
        "registration/receipt.html",
        activity=roster.activity,
        rail_current="registration",
        roster=roster,
        listing=listing,
        by_name=reads_names(request.user, roster),
        may_bring=request.user.has_perm("registration.bring_scan", roster),
    )


@require_safe
@requires("registration.read_names", Roster)
def paper(request: Request, roster: Roster) -> HttpResponse:
    """盖章报名表."""
    listing = listing_of(roster)
    return page(
        request,
        "registration/paper.html",
        activity=roster.activity,
        rail_current="registration",
        roster=roster,
        listing=listing,
        rows=rows_of(listing, blanks=0),
        sentences=[limit.says(listing.every_contest) for limit in listing.conditions],
    )
