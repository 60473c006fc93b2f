"""Pages that erase: one person everywhere, and what has been kept long enough."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Activity
from events.querysets import OWNERS
from registration.models import Person
from unionevents.erasing.due import due_in, erase_due
from unionevents.erasing.people import NobodyChosen, erase_people, preview_of, same_human
from unionevents.lib.access import SignedInRequest, requires
from unionevents.lib.masking import masked_name
from unionevents.lib.parts import page


@requires("registration.erase_person", Person)
def erase_person(request: SignedInRequest, person: Person) -> HttpResponse:
    """Shows every place first; what the page showed and somebody unticked is left."""
    others = same_human(person, _own(request))
    also = {int(text) for text in request.POST.getlist("also") if text.isascii() and text.isdecimal()}
    reason, refused = request.POST.get("reason", "").strip()[:200], ""
    people = [person, *(other for other in others if other.pk in also)]
    preview = preview_of([person, *others])
    if request.method == "POST":
        ticked = set(request.POST.getlist("text"))
        leave = {mention.cell.code for mention in preview.texts} - ticked
        with_acts = bool(request.POST.get("with_acts"))
        try:
            now = timezone.now()
            erase_people(people=people, reason=reason, by=request.user, now=now, with_acts=with_acts, leave=leave)
            said = ngettext("%(n)d entry is erased.", "%(n)d entries are erased.", len(people))
            messages.success(request, said % {"n": len(people)})
            return redirect("registration:privacy", person.activity_id)
        except NobodyChosen as problem:
            refused = str(problem)
    return page(
        request,
        "erasing/person.html",
        status=422 if refused else 200,
        activity=person.activity,
        rail_current="registration",
        person=person,
        masked=masked_name(person.name),
        others=others,
        also=also,
        preview=preview,
        reason=reason,
        refused=refused,
    )


@requires("registration.erase_due")
def due(request: SignedInRequest) -> HttpResponse:
    """Counts first; then the ticked activities."""
    own = _own(request)
    if request.method == "POST":
        ticked = [activity for activity in own if str(activity.pk) in request.POST.getlist("activity")]
        done = erase_due(activities=ticked, by=request.user, now=timezone.now())
        if done:
            said = ngettext("Erased in %(n)d activity.", "Erased in %(n)d activities.", len(done))
            messages.success(request, said % {"n": len(done)})
        else:
            messages.warning(request, _("Nothing was erased: nothing was ticked, or nothing is due."))
        return redirect("personal_data")
    return page(request, "erasing/due.html", found=due_in(own, today=timezone.localdate()))


def _own(request: SignedInRequest) -> list[Activity]:
    """The activities that the person runs."""
    seen = Activity.objects.visible_to(request.user).staffed_by(request.user, *OWNERS)
    return list(seen.select_related("host").order_by("-first_day", "pk"))
