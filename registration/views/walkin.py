"""现场报名: somebody without an entry stands at the call table and starts today."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Unit
from events.models import Activity
from events.queries import contests_of
from registration import limits
from registration.forms.small import WalkInForm
from registration.limits.kinds.walk_ins import NONE, WalkIns
from registration.queries import contest_value, limits_of, terms_of
from registration.services import gate, walking_in
from registration.views.request import Request
from unionevents.lib.access import requires
from unionevents.lib.parts import page


@requires("registration.walk_in", Activity)
def walk_in(request: Request, activity: Activity) -> HttpResponse:
    """Unit, name, contests: checked like every entry, and on the lists at once."""
    conditions = limits_of(terms_of(activity))
    contests = limits.arranged(conditions, tuple(map(contest_value, contests_of(activity))))
    barred = [limit for limit in conditions if isinstance(limit, WalkIns) and limit.text("how") == NONE]
    open_to = [each for each in contests if not each.by_team and not any(rule.covers(each.code) for rule in barred)]
    units = Unit.objects.filter(pk__in=activity.invited_units.values("pk")).order_by("path")
    form = WalkInForm(
        request.POST or None, units=units, contests=[(each.code, each.title) for each in open_to],
        needs=limits.needed(conditions), initial={"unit": request.GET.get("unit", "")},
    )  # fmt: skip
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            return _enter(request, activity, form)
        except walking_in.CannotWalkIn as problem:
            language = get_language() or ""
            problems = [str(problem), *(each.phrase.said(language) for each in problem.problems)]
        except (walking_in.NoPlaceLeft, walking_in.RosterNotIn, gate.NotOpen) as problem:
            problems = [str(problem)]
    return page(
        request,
        "registration/walk_in.html",
        activity=activity,
        rail_current="registration",
        form=form,
        problems=problems,
        sentences=[limit.says(contests) for limit in conditions if isinstance(limit, WalkIns)],
        is_possible=bool(open_to),
        status=422 if problems or form.errors else 200,
    )


def _enter(request: Request, activity: Activity, form: WalkInForm) -> HttpResponse:
    person, unranked = walking_in.walk_in(activity=activity, by=request.user, now=timezone.now(), **form.given)
    said = _("%(name)s is entered with start number %(n)s.") % {"name": person.name, "n": person.number}
    if unranked:
        said += " " + _("Not ranked in %(contests)s.") % {"contests": _(", ").join(unranked)}
    messages.success(request, said)
    return redirect("registration:walk_in", activity.pk)
