"""Draws and special awards of the day, written down before the award list is published."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Activity
from events.services.locking import NoLongerPossible
from scoring.forms.given import GivenForm
from scoring.queries.receivers import receivers_of
from scoring.queries.rules_in_words import say_awards
from scoring.queries.setting import Setting
from scoring.services import giving_by_hand
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.parts import page


@requires("scoring.publish_awards", Activity)
def given(request: HttpRequest, activity: Activity) -> HttpResponse:
    """What the plan leaves to the day; nothing typed is lost."""
    setting = Setting(activity)
    awards = setting.plan.awards
    draws = giving_by_hand.lines_of(awards, "draws")
    form = GivenForm(
        request.POST or None,
        draws=draws,
        says=[say_awards({"draws": line}, setting.prizes)[-1] for line in draws],
        specials=giving_by_hand.lines_of(awards, "specials"),
        prizes=[(str(prize["code"]), str(prize["title"])) for prize in setting.prizes],
        known=receivers_of(activity),
        must_explain=giving_by_hand.stands(awards),
    )
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            giving_by_hand.keep_given(
                activity=activity,
                draws=form.drawn(),
                specials=form.specials(),
                reason=form.cleaned_data.get("reason", ""),
                by=user_of(request),
                now=timezone.now(),
            )
            messages.success(request, _("Draws and special awards are kept."))
            return redirect("scoring:awards", activity.pk)
        except giving_by_hand.GivenRefused as refused:
            problems = list(refused.problems)
        except (giving_by_hand.ReasonMissing, NoLongerPossible) as refused:
            problems = [str(refused)]
    return page(
        request,
        "scoring/given.html",
        activity=activity,
        rail_current="awards",
        form=form,
        problems=problems,
        has_prizes=bool(setting.prizes),
    )
