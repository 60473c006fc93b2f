"""单位数据: what the chosen tables want to know of the units, and only that."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Activity
from events.services.locking import NoLongerPossible
from scoring.forms.unit_figures import UnitFiguresForm
from scoring.queries.rules_in_words import say_tables
from scoring.queries.setting import Setting
from scoring.queries.units import known_units
from scoring.services.unit_figures import keep_unit_figures
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.parts import page


@requires("scoring.keep_unit_figures", Activity)
def unit_figures(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Typed in one table; a number may be left out until it is known."""
    setting = Setting(activity)
    needs, units = setting.unit_needs, known_units(activity)
    form = UnitFiguresForm(request.POST or None, units=units, needs=needs)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            keep_unit_figures(activity=activity, figures=form.figures(), by=user_of(request), now=timezone.now())
            messages.success(request, _("The figures of the units have been saved."))
            return redirect("scoring:unit_figures", activity.pk)
        except NoLongerPossible as problem:
            refused = str(problem)
    return page(
        request,
        "scoring/unit_figures.html",
        activity=activity,
        form=form,
        needs=needs,
        missing=sum(bool(known.missing(needs)) for known in units),
        tables=say_tables(setting.plan.tables),
        refused=refused,
        may_set_up=request.user.has_perm("scoring.set_up", activity),
    )
