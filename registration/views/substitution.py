"""At the call table: who is out, who comes, checked at once, and undone where it was a mistake."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from events.models import Activity
from registration.forms.small import SubstituteForm
from registration.models import Person, Roster
from registration.queries import terms_of
from registration.queries.substitutes import candidates_for, people_called
from registration.services import gate, substituting
from registration.views.request import Request
from unionevents.lib.access import requires
from unionevents.lib.parts import page
from unionevents.lib.upload import text_of


@require_safe
@requires("registration.call_table", Activity)
def call_table(request: Request, activity: Activity) -> HttpResponse:
    """One field: a start number, a name, pinyin or initials."""
    search = text_of(request.GET.get("q", ""))[:40]
    changed = Roster.objects.visible_to(request.user).filter(pk=_number(request.GET.get("done", ""))).first()
    return page(
        request,
        "registration/call_table.html",
        activity=activity,
        rail_current="registration",
        search=search,
        people=people_called(activity, request.user, search),
        may_walk_in=request.user.has_perm("registration.walk_in", activity),
        changed=changed if changed is not None and substituting.undoable(changed) else None,
    )


@requires("registration.substitute", Person)
def substitute(request: Request, person: Person) -> HttpResponse:
    """Out is this person; in comes somebody of the unit, or whoever is written down."""
    form, problems = SubstituteForm(request.POST or None, out=person), []
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        try:
            comes = substituting.substitute(out=person, by=request.user, now=timezone.now(), **given)
            said = _("%(into)s (start number %(number)s) now starts for %(out)s.")
            messages.success(request, said % {"into": comes, "number": comes.number, "out": person})
            return redirect(f"{_back(request, person.roster)}?done={person.roster_id}")
        except substituting.CannotStandIn as problem:
            language = get_language() or ""
            problems = [str(problem), *(each.phrase.said(language) for each in problem.problems)]
        except (
            substituting.NothingToTakeOver, substituting.AlreadyEntered, gate.NotOpen, gate.TooLateToSubstitute
        ) as problem:  # fmt: skip
            problems = [str(problem)]
    return page(
        request,
        "registration/substitute.html",
        activity=person.roster.activity,
        rail_current="registration",
        person=person,
        form=form,
        problems=problems,
        candidates=candidates_for(person),
        back_url=_back(request, person.roster),
        until=None if request.user.has_perm("registration.call_table", person.roster.activity) else _until(person),
        status=422 if problems or form.errors else 200,
    )


@require_POST
@requires("registration.substitute", Roster)
def undo(request: Request, roster: Roster) -> HttpResponse:
    try:
        back = substituting.undo(roster=roster, by=request.user, now=timezone.now())
        messages.success(
            request, _("Undone: %(name)s (start number %(n)s) starts again.") % {"name": back, "n": back.number}
        )
    except (substituting.NothingToUndo, gate.NotOpen, gate.TooLateToSubstitute) as problem:
        messages.error(request, str(problem))
    return redirect(_back(request, roster))


def _back(request: Request, roster: Roster) -> str:
    """The call table, or for a unit that may do it alone its own roster."""
    if request.user.has_perm("registration.call_table", roster.activity):
        return reverse("registration:call_table", args=[roster.activity_id])
    return reverse("registration:roster", args=[roster.pk])


def _until(person: Person) -> datetime | None:
    return terms_of(person.roster.activity).units_substitute_until


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004  # fits any database
