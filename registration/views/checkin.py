"""The check-in desk: lists, one list with its taps, and number cards to print."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Unit
from events.models import Activity
from registration.models import CheckList
from registration.queries.checkin import card_of, desk, expected_in, lists_of, number_of
from registration.services import checking_in
from registration.views.request import Request
from unionevents.lib.access import requires
from unionevents.lib.parts import page
from unionevents.lib.qr import qr_svg

USUAL_LISTS = (gettext_lazy("Arrival"), gettext_lazy("Bus"), gettext_lazy("Meal"), gettext_lazy("Souvenir"))
LONGEST_TITLE = 40


@requires("registration.check_in", Activity)
def checklists(request: Request, activity: Activity) -> HttpResponse:
    """Every list with how many are there; another one is a word and a tap."""
    problem, typed = "", ""
    if request.method == "POST":
        typed = request.POST.get("title", "").strip()[:LONGEST_TITLE]
        try:
            if not typed:
                raise checking_in.NoTitle
            made = checking_in.add_list(activity=activity, title=typed, by=request.user, now=timezone.now())
            return redirect("registration:checklist", made.pk)
        except (checking_in.NoTitle, checking_in.TitleTaken) as refused:
            problem = str(refused)
    rows = list(lists_of(activity))
    taken = {row.title for row in rows}
    return page(
        request,
        "registration/checklists.html",
        activity=activity,
        rail_current="field",
        rows=rows,
        expected=expected_in(activity).count(),
        usual=[title for title in map(str, USUAL_LISTS) if title not in taken],
        problem=problem,
        typed=typed,
    )


@require_safe
@requires("registration.check_in", CheckList)
def checklist(request: Request, checklist: CheckList) -> HttpResponse:
    """The desk: everybody expected, by unit. Works without a script, and with one also without a network."""
    search = request.GET.get("q", "").strip()[:LONGEST_TITLE]
    units = desk(checklist, search=search)
    return page(
        request,
        "registration/checklist.html",
        activity=checklist.activity,
        rail_current="field",
        checklist=checklist,
        units=units,
        search=search,
        there=sum(unit.there for unit in units),
        expected=sum(len(unit.lines) for unit in units),
        card_start=f"UE{checklist.activity_id}-",
        user_key=request.user.pk,
    )


@require_POST
@requires("registration.check_in", CheckList)
def check(request: Request, checklist: CheckList) -> HttpResponse:
    """One person by number or card, a mark taken back, or a whole unit: the plain form's way."""
    now = timezone.now()
    common: dict[str, Any] = {"checklist": checklist, "by": request.user, "now": now}
    if "unit" in request.POST:
        unit = get_object_or_404(Unit, pk=_key(request.POST["unit"]))
        marked = [each for each in checking_in.take_unit(unit=unit, **common) if each.kind == "marked"]
        messages.success(request, _("%(n)d people of %(unit)s are there.") % {"n": len(marked), "unit": unit.name})
    elif "undo" in request.POST:
        checking_in.take(taps=[checking_in.Tap(uuid4(), None, _uuid(request.POST["undo"]), now)], **common)
        messages.success(request, _("Taken back."))
    else:
        number = number_of(request.POST.get("number", ""), checklist.activity)
        receipt = checking_in.take(taps=[checking_in.Tap(uuid4(), number or 0, None, now)], **common)[0]
        _say(request, receipt)
    query = request.POST.get("q", "")
    back = reverse("registration:checklist", args=[checklist.pk])
    return redirect(f"{back}?q={query}" if query.isalnum() else back)


@require_POST
@requires("registration.check_in", CheckList)
def taps(request: Request, checklist: CheckList) -> HttpResponse:
    """What a desk tapped, perhaps hours ago without a network: a receipt for each."""
    try:
        read = checking_in.read_taps(json.loads(request.body))
    except (ValueError, checking_in.Unreadable) as problem:
        says = str(problem) if isinstance(problem, checking_in.Unreadable) else str(checking_in.Unreadable())
        return JsonResponse({"says": says}, status=400)
    receipts = checking_in.take(checklist=checklist, taps=read, by=request.user, now=timezone.now())
    return JsonResponse({"receipts": [checking_in.as_json(receipt) for receipt in receipts]})


@require_safe
@requires("registration.check_in", Activity)
def cards(request: Request, activity: Activity) -> HttpResponse:
    """Number cards to print and cut: number, name, unit, and a code for the desk."""
    people = [
        {"person": person, "qr": qr_svg(card_of(person), label=_("Code of number %(n)d") % {"n": person.number})}
        for person in expected_in(activity)
    ]
    return page(request, "registration/cards.html", activity=activity, rail_current="field", people=people)


def _say(request: Request, receipt: checking_in.Receipt) -> None:
    mark = receipt.mark
    if mark is None:
        messages.error(request, _("Nobody with this number is expected. Search by name."))
        return
    said = {
        "number": mark.person.number,
        "name": mark.person.name,
        "at": timezone.localtime(mark.tapped_at).strftime("%H:%M"),
    }
    if receipt.kind == "already":
        messages.warning(request, _("%(number)s %(name)s is there already, since %(at)s.") % said)
    else:
        messages.success(request, _("%(number)s %(name)s is there.") % said)


def _key(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else 0  # noqa: PLR2004  # no key is so long


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
