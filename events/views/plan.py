"""The plan as a document, and the pages that read parts of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from events import budget
from events.models import Activity
from events.queries import history_of, plan_of, review_of
from events.views.links import (
    activity_file,
    awards_workbook,
    edit_links,
    linked,
    main_step,
    open_steps,
    other_ways,
    place_of_work,
)
from unionevents.lib.access import SignedInRequest, requires
from unionevents.lib.parts import page
from unionevents.lib.plan_words import words_of


@requires("events.view_activity", Activity)
def plan(request: SignedInRequest, activity: Activity) -> HttpResponse:
    """Reads like the paper; whoever may change a part finds the way beside it."""
    whole, links, steps = plan_of(activity), edit_links(request.user, activity), open_steps(request.user, activity)
    first, may_copy = main_step(steps), request.user.has_perm("events.copy_activity", activity)
    words = words_of(activity)
    context: dict[str, Any] = {
        "plan": whole,
        "edit": links,
        "main_step": first,
        "words": words,
        "contests": [(contest, words.get(f"contest:{contest.code}", [])) for contest in whole.contests],
        "says_who": activity.audience or words.get("audience"),
    }
    if request.user.has_perm("events.view_checklist", activity):
        review = review_of(activity, timezone.now(), whole)
        context |= {
            "review": review,
            "open_points": linked(review.open_points, links),
            "history": list(history_of(activity)[:5]),
        }
    return page(
        request,
        "events/plan.html",
        activity=activity,
        elsewhere=other_ways(request.user, activity),
        other_steps=[step for step in steps if step is not first],
        sees_money=request.user.has_perm("events.view_budget", activity),
        may_copy=may_copy,
        may_delete=request.user.has_perm("events.delete_draft", activity),
        has_menu=bool(steps or links or may_copy),
        work=place_of_work(request.user, activity),
        **context,
    )


@requires("events.view_checklist", Activity)
def checklist(request: SignedInRequest, activity: Activity) -> HttpResponse:
    review = review_of(activity, timezone.now())
    return page(
        request,
        "events/checklist.html",
        activity=activity,
        review=review,
        findings=linked(list(review.findings), edit_links(request.user, activity)),
        history=history_of(activity),
    )


@requires("events.view_activity", Activity)
def sessions(request: SignedInRequest, activity: Activity) -> HttpResponse:
    """The schedule day by day, with the people in charge."""
    return page(
        request,
        "events/sessions.html",
        activity=activity,
        plan=plan_of(activity),
        edit=edit_links(request.user, activity),
    )


@requires("events.view_budget", Activity)
def budget_page(request: SignedInRequest, activity: Activity) -> HttpResponse:
    whole = plan_of(activity)
    return page(
        request,
        "events/budget.html",
        activity=activity,
        rows=whole.rows_and_lines,
        totals=whole.totals,
        sources=budget.by_source(whole.lines),
        edit=edit_links(request.user, activity),
        may_record=request.user.has_perm("events.record_actuals", activity),
    )


@requires("events.view_checklist", Activity)
def archive(request: SignedInRequest, activity: Activity) -> HttpResponse:
    """What is kept of the activity, what can be downloaded, and the step that closes it."""
    return page(
        request,
        "events/archive.html",
        activity=activity,
        plan=plan_of(activity),
        history=history_of(activity),
        sees_money=request.user.has_perm("events.view_budget", activity),
        awards_url=awards_workbook(request.user, activity),
        file_url=activity_file(request.user, activity),
        may_archive=any(step.code == "archive" for step in open_steps(request.user, activity)),
    )
