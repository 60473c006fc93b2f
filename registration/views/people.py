"""Everybody of an activity in one list, and the question whether two of them are one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from events.models import Activity
from events.services.locking import NoLongerPossible
from registration.queries.people import ORDERS, everybody_in, likenesses_in
from registration.services.people import NobodyThere, answer_likeness
from registration.views.request import Request
from unionevents.lib.access import requires
from unionevents.lib.parts import page

ORDER_TITLES = {
    "pinyin": gettext_lazy("by pinyin"),
    "strokes": gettext_lazy("by strokes"),
    "number": gettext_lazy("by start number"),
}


@require_safe
@requires("registration.view_board", Activity)
def people(request: Request, activity: Activity) -> HttpResponse:
    """Found by characters, pinyin or initials."""
    search, order = request.GET.get("q", "").strip()[:40], request.GET.get("order", "pinyin")
    order = order if order in ORDERS else "pinyin"
    return page(
        request,
        "registration/people.html",
        activity=activity,
        rail_current="registration",
        people=everybody_in(activity, search=search, order=order),
        pairs=likenesses_in(activity),
        search=search,
        orders=[{"code": code, "title": title, "current": code == order} for code, title in ORDER_TITLES.items()],
        order=order,
        may_reveal=request.user.has_perm("registration.reveal_person", activity),
        may_protect=request.user.has_perm("registration.change_privacy", activity),
        may_answer=request.user.has_perm("registration.answer_likeness", activity),
    )


@require_POST
@requires("registration.answer_likeness", Activity)
def answer(request: Request, activity: Activity) -> HttpResponse:
    one, other = (_number(request.POST.get(name, "")) for name in ("one", "other"))
    is_same = request.POST.get("answer") == "same"
    try:
        answer_likeness(activity=activity, one=one, other=other, is_same=is_same, by=request.user, now=timezone.now())
        messages.success(request, _("Remembered: the same person.") if is_same else _("Remembered: two people."))
    except NobodyThere:
        messages.error(request, _("One of the two is no longer there. Look at the list again."))
    except NoLongerPossible as problem:
        messages.error(request, str(problem))
    return redirect("registration:people", activity.pk)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004  # fits any database
