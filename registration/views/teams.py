"""Composing the teams of a roster, and what the conditions ask about the unit itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from registration.forms.teams import read_team
from registration.forms.unit import unit_facts_form
from registration.limits import Contest
from registration.models import Roster, Team
from registration.queries import Listing, listing_of
from registration.services import drafting, gate
from registration.services import teams as composing
from registration.views.request import Request
from unionevents.lib.access import requires
from unionevents.lib.parts import page


@require_safe
@requires("registration.change_roster", Roster)
def teams(request: Request, roster: Roster) -> HttpResponse:
    """Every team contest with its teams, and room for one more each."""
    listing = listing_of(roster)
    return page(
        request,
        "registration/teams.html",
        activity=roster.activity,
        rail_current="registration",
        roster=roster,
        listing=listing,
        contests=[_contest(contest, listing) for contest in listing.team_contests],
        problems=[problem.phrase.said(get_language() or "") for problem in listing.problems if problem.team],
        asks_positions=any(limit.code in {"positions", "appearances"} for limit in listing.conditions),
        has_people=bool(listing.people),
    )


@require_POST
@requires("registration.change_roster", Roster)
def save_team(request: Request, roster: Roster) -> HttpResponse:
    line = read_team(request.POST, listing_of(roster).team_contests)
    try:
        if line is None:
            raise composing.NoTeamContest
        team = composing.save_team(
            roster=roster, version=_version(request), line=line, by=request.user, now=timezone.now()
        )
        messages.success(request, _("%(team)s is saved.") % {"team": team})
        return redirect(f"{reverse('registration:teams', args=[roster.pk])}#team-{team.key}")
    except (composing.NobodyInTeam, composing.NoTeamContest, gate.Stale, gate.NotOpen) as problem:
        messages.error(request, str(problem))
    return redirect("registration:teams", roster.pk)


@require_POST
@requires("registration.change_roster", Team)
def drop_team(request: Request, team: Team) -> HttpResponse:
    try:
        composing.drop_team(
            roster=team.roster, version=_version(request), key=team.key, by=request.user, now=timezone.now()
        )
        messages.success(request, _("%(team)s is taken off.") % {"team": team})
    except (gate.Stale, gate.NotOpen) as problem:
        messages.error(request, str(problem))
    return redirect("registration:teams", team.roster_id)


@require_POST
@requires("registration.change_roster", Roster)
def unit_facts(request: Request, roster: Roster) -> HttpResponse:
    """Members of the unit, units entering together, the fee."""
    form = unit_facts_form(listing_of(roster), request.user, request.POST)
    try:
        if form is not None and form.is_valid():
            drafting.set_unit_facts(
                roster=roster, version=_version(request), facts=form.cleaned_data, by=request.user, now=timezone.now()
            )
            messages.success(request, _("Saved."))
        elif form is not None:
            messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    except (gate.Stale, gate.NotOpen) as problem:
        messages.error(request, str(problem))
    return redirect("registration:roster", roster.pk)


def _contest(contest: Contest, listing: Listing) -> dict[str, Any]:
    own = [team for team in listing.teams if team.contest.code == contest.code]
    forms = [_team(team.key, team, listing) for team in own] + [_team(uuid4(), None, listing)]
    sizes = [
        limit.says((contest,))
        for limit in listing.conditions
        if limit.code == "team_size" and limit.touches(contest.code)
    ]
    asks = any("content" in limit.needs() and limit.touches(contest.code) for limit in listing.conditions)
    return {"contest": contest, "teams": forms, "says": sizes, "asks_content": asks}


def _team(key: UUID, team: Team | None, listing: Listing) -> dict[str, Any]:
    members = {member.person_id: member for member in team.members.all()} if team else {}
    rows = [{"person": person, "member": members.get(person.pk)} for person in listing.people]
    entry = team.entry if team else None
    return {
        "key": key,
        "team": team,
        "entry": entry,
        "rows": _members_first(rows),
        "captain": entry.person_id if entry else None,
    }


def _members_first(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: row["member"].place if row["member"] else 1000 + row["person"].number)


def _version(request: Request) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1  # noqa: PLR2004  # fits any database
