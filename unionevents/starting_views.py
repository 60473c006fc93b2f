"""/activities/new/: four doors to a new activity: a template, an earlier activity, a file, a blank page."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from events.models import Activity
from events.queries import units_to_host
from events.querysets import OWNERS
from unionevents.lib.access import requires
from unionevents.lib.documents import DocumentProblems
from unionevents.lib.parts import page
from unionevents.starting import start_as_copy, start_from_file, start_from_starter, starters
from unionevents.starting_forms import CopyForm, FileForm, StarterForm

ON_THE_PAGE = 30
MOST_SHOWN = 200


@requires("events.create_activity")
def new_activity(request: HttpRequest) -> HttpResponse:
    user = _user(request)
    mine = Activity.objects.visible_to(user).staffed_by(user, *OWNERS).select_related("host")
    earlier = mine.order_by("-first_day", "-pk")[:ON_THE_PAGE]
    return page(request, "starting/new.html", starters=starters().values(), earlier=earlier)


@requires("events.create_activity")
def new_from_starter(request: HttpRequest, code: str) -> HttpResponse:
    starter = starters().get(code)
    if starter is None:
        raise Http404(code)
    form = StarterForm(
        request.POST or None,
        units=list(units_to_host(_user(request))),
        today=timezone.localdate(),
        initial={"title": starter.title},
    )
    if request.method == "POST" and form.is_valid():
        activity = start_from_starter(code=code, by=_user(request), now=timezone.now(), **form.cleaned_data)
        return _to_plan(request, activity)
    return page(request, "starting/starter.html", form=form, starter=starter)


@requires("events.create_activity")
def new_from_file(request: HttpRequest) -> HttpResponse:
    """All problems of the file at once, or the whole activity."""
    form = FileForm(request.POST or None, request.FILES or None, units=list(units_to_host(_user(request))))
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            activity = start_from_file(
                form.cleaned_data["file"].read(), host=form.cleaned_data["host"], by=_user(request), now=timezone.now()
            )
        except DocumentProblems as found:
            problems = _shown(found)
        else:
            messages.success(request, _("“%(title)s” has been brought in from the file.") % {"title": activity.title})
            return redirect("events:plan", activity.pk)
    return page(request, "starting/file.html", form=form, problems=problems, status=422 if problems else 200)


def _shown(found: DocumentProblems) -> list[str]:
    """The problems as a person reads them; the end of a very long list says only how many more there are."""
    language = get_language() or ""
    said = [problem.said(language) for problem in found.problems[:MOST_SHOWN]]
    if len(found.problems) > MOST_SHOWN:
        said.append(_("And %(n)d more problems.") % {"n": len(found.problems) - MOST_SHOWN})
    return said


@requires("events.copy_activity", Activity)
def copy_activity(request: HttpRequest, source: Activity) -> HttpResponse:
    units = list(units_to_host(_user(request)))
    if not units:  # the organiser of one activity alone may hold none of the own
        raise PermissionDenied("events.create_activity")
    form = CopyForm(request.POST or None, source=source, units=units, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        activity = start_as_copy(source=source, by=_user(request), now=timezone.now(), **form.cleaned_data)
        return _to_plan(request, activity)
    return page(request, "starting/copy.html", form=form, source=source)


def _user(request: HttpRequest) -> User:
    """Whoever @requires let through."""
    assert isinstance(request.user, User)
    return request.user


def _to_plan(request: HttpRequest, activity: Activity) -> HttpResponse:
    messages.success(
        request, _("The draft “%(title)s” is made. Read it through and change what is different this time.")
        % {"title": activity.title}
    )  # fmt: skip
    return redirect("events:plan", activity.pk)
