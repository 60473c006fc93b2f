"""The award list: who gets what and why, by contest, by unit, by person; and publishing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Activity
from scoring.forms.chief import ReasonForm
from scoring.services import awarding, publishing
from scoring.views.rows import award_groups, move_rows, spoken
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.parts import page

VIEWS = {
    "contest": gettext_lazy("By contest"),
    "unit": gettext_lazy("By unit"),
    "person": gettext_lazy("By person"),
}


@requires("scoring.view_awards", Activity)
def awards(request: HttpRequest, activity: Activity) -> HttpResponse:
    """The published list; the staff see before it what the published contests give so far."""
    by = request.GET.get("by", "contest")
    by = by if by in VIEWS else "contest"
    draft = awarding.draft_of(activity)
    is_staff = request.user.has_perm("scoring.view_sheet", activity)
    case, outcome = (
        (draft.last.case, draft.last.outcome) if draft.last else (draft.case, draft.outcome if is_staff else None)
    )
    return page(
        request,
        "scoring/awards.html",
        activity=activity,
        by=by,
        ways=[(code, title, f"?by={code}") for code, title in VIEWS.items()],
        draft=draft,
        published=draft.last,
        groups=award_groups(case, outcome, by, souvenirs=_("Souvenirs")) if outcome else [],
        total=len(outcome["awards"]) if outcome else 0,
        is_staff=is_staff,
        may_publish=request.user.has_perm("scoring.publish_awards", activity),
        may_export=bool(draft.last) and request.user.has_perm("scoring.export_awards", activity),
        sees_money=request.user.has_perm("events.view_budget", activity),
    )


@requires("scoring.publish_awards", Activity)
def publish_awards(request: HttpRequest, activity: Activity) -> HttpResponse:
    """What is in the way or who moves; then freezes the list, and the first one publishes the activity."""
    form = ReasonForm(request.POST or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            awarding.publish_awards(activity=activity, by=user_of(request), now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("The award list has been published."))
            return redirect("scoring:awards", activity.pk)
        except publishing.NotPublishable as refused:
            problems = refused.obstacles
        except (publishing.ReasonMissing, publishing.ChangedMeanwhile, publishing.NothingNew) as refused:
            problems = [str(refused)]
    draft = awarding.draft_of(activity)
    return page(
        request,
        "scoring/publish_awards.html",
        activity=activity,
        draft=draft,
        moved=move_rows(draft.moved),
        summary=_summary(draft),
        notes=[spoken(each) for each in draft.outcome["problems"]] if draft.outcome else [],
        form=form,
        typed_reason=request.POST.get("reason", ""),
        problems=problems,
    )


def _summary(draft: awarding.AwardDraft) -> list[tuple[str, int]]:
    """How many of each prize, best first."""
    if not draft.outcome:
        return []
    given = [award["prize"] for award in draft.outcome["awards"]]
    return [(prize["title"], given.count(prize["code"])) for prize in draft.case["prizes"]]
