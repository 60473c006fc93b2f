"""Personal data of an activity: the notice, one person's masked values, ID numbers, and what is taken along."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.services.log import entries_about
from events.models import Activity
from events.services.locking import NoLongerPossible
from registration import limits
from registration.forms.privacy import PrivacyForm, PurposeForm, ReasonForm
from registration.models import Erasure, Person, Roster
from registration.queries import limits_of, terms_of
from registration.queries.people import everybody_in
from registration.queries.privacy import looked_at, notice_of, privacy_of
from registration.services import gate
from registration.services import privacy as service
from registration.services.sealed_numbers import open_number
from registration.views.request import Request
from registration.workbooks.people import EXTRAS, people_workbook
from unionevents.lib.access import requires
from unionevents.lib.masking import masked_birth_date, masked_id_number, masked_name
from unionevents.lib.parts import page
from unionevents.lib.spreadsheet import download


@requires("registration.change_privacy", Activity)
def privacy(request: Request, activity: Activity) -> HttpResponse:
    """What people are told and how long data stay; who looked at whom, who was erased."""
    form = PrivacyForm(request.POST or None, instance=privacy_of(activity))
    if request.method == "POST" and form.is_valid():
        try:
            service.set_privacy(activity=activity, values=form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, _("The notice is kept."))
        except NoLongerPossible as problem:
            messages.error(request, str(problem))
        return redirect("registration:privacy", activity.pk)
    return page(
        request,
        "registration/privacy.html",
        status=422 if form.is_bound else 200,
        activity=activity,
        rail_current="registration",
        form=form,
        notice=notice_of(activity),
        looks=looked_at(activity),
        erasures=Erasure.objects.filter(activity=activity).select_related("by").order_by("-at", "-pk"),
    )


@require_safe
@never_cache
@requires("registration.reveal_person", Person)
def person(request: Request, person: Person) -> HttpResponse:
    """Masked; the button below asks why."""
    return _show(request, person, ReasonForm())


@require_POST
@never_cache
@requires("registration.reveal_person", Person)
def reveal(request: Request, person: Person) -> HttpResponse:
    """In full, once, after the log has it."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show(request, person, form, status=422)
    fields = [fact["code"] for fact in _facts(person)]
    reason = form.cleaned_data["reason"]
    service.note_reveal(person=person, fields=fields, reason=reason, by=request.user, now=timezone.now())
    return _show(request, person, None)


@requires("registration.change_roster", Roster)
@never_cache
def id_numbers(request: Request, roster: Roster) -> HttpResponse:
    """Typed by the unit, kept encrypted, never shown again in full on this page."""
    notice = notice_of(roster.activity)
    people = list(roster.people.filter(withdrawn_at=None).select_related("id_number").order_by("number"))
    typed = {person.number: request.POST.get(f"number-{person.number}", "").strip()[:40] for person in people}
    wrong: frozenset[int] = frozenset()
    if request.method == "POST":
        gone = {person.number for person in people if request.POST.get(f"remove-{person.number}")}
        given = {number: "" if number in gone else text for number, text in typed.items() if text or number in gone}
        try:
            count = service.set_id_numbers(roster=roster, numbers=given, by=request.user, now=timezone.now())
            messages.success(request, _("Kept for %(count)d people.") % {"count": count})
            return redirect("registration:id_numbers", roster.pk)
        except service.WrongNumbers as problem:
            messages.error(request, str(problem))
            wrong = problem.people
        except (service.NotAskedFor, gate.NotOpen) as problem:
            messages.error(request, str(problem))
            return redirect("registration:roster", roster.pk)
    rows = [
        {
            "person": each,
            "held": masked_id_number(open_number(each.id_number.sealed)) if hasattr(each, "id_number") else "",
            "typed": typed[each.number],
            "is_wrong": each.number in wrong,
        }
        for each in people
    ]
    return page(
        request,
        "registration/id_numbers.html",
        status=422 if wrong else 200,
        activity=roster.activity,
        rail_current="registration",
        roster=roster,
        rows=rows,
        notice=notice,
    )


@requires("registration.export_people", Activity)
def export(request: Request, activity: Activity) -> HttpResponse:
    """Asks what for and who gets it; the log and the file itself say so."""
    needs = limits.needed(limits_of(terms_of(activity)))
    asks_id = bool(privacy_of(activity).id_number_reason)
    offered = [
        (code, title)
        for code, title in EXTRAS.items()
        if code == "post" or code in needs or (code == "id_number" and asks_id)
    ]
    form = PurposeForm(request.POST or None, columns=offered)
    if request.method != "POST" or not form.is_valid():
        return page(
            request,
            "registration/export.html",
            status=422 if form.is_bound else 200,
            activity=activity,
            rail_current="registration",
            form=form,
        )
    said, now = form.cleaned_data, timezone.now()
    people = everybody_in(activity, order="number")
    more: dict[str, Any] = {"purpose": said["purpose"], "recipient": said["recipient"], "by": request.user, "now": now}
    columns = said.get("columns", [])
    workbook = people_workbook(people, columns, activity=activity, **more)
    service.note_export(
        activity=activity, what="people", fields=["name", "gender", "unit", *columns], rows=len(people), **more
    )
    return download(workbook, _("%(activity)s people.xlsx") % {"activity": activity.title})


def _show(request: Request, person: Person, form: ReasonForm | None, *, status: int = 200) -> HttpResponse:
    facts = _facts(person)
    return page(
        request,
        "registration/person.html",
        status=status,
        activity=person.activity,
        rail_current="registration",
        person=person,
        masked=masked_name(person.name),
        facts=facts,
        is_open=form is None,
        form=form,
        log=entries_about(person)[:20],
        may_erase=request.user.has_perm("registration.erase_person", person),
    )


def _facts(person: Person) -> list[dict[str, str]]:
    """What is known of the person, in full and masked."""
    facts = [{"code": "name", "title": _("Name"), "full": person.name, "masked": masked_name(person.name)}]
    if person.birth_date:
        born = person.birth_date
        facts.append(
            {"code": "birth_date", "title": _("Birth date"), "full": f"{born}", "masked": masked_birth_date(born)}
        )
    if held := getattr(person, "id_number", None):
        number = open_number(held.sealed)
        facts.append({"code": "id_number", "title": _("ID number"), "full": number, "masked": masked_id_number(number)})
    return facts
