"""How contests are judged and prizes given: sentences for the staff, forms for the organiser of a draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Activity, Contest
from events.services.locking import NoLongerPossible
from scoring.forms.judging import JudgingForm
from scoring.forms.parameters import said
from scoring.forms.prizes import AwardsForm, PrizeRulesForm
from scoring.models import Scoresheet
from scoring.queries.reading import Setting
from scoring.queries.rules_in_words import say_awards, say_rules, say_sheet
from scoring.rulebook import GAMES, CaseProblems
from scoring.services import setting_up
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.parts import page

REFUSED = (setting_up.SettingsRefused, NoLongerPossible)


@requires("scoring.view_sheet", Activity)
def set_up(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Everything as sentences, what is missing, and what so many entries would give."""
    setting = Setting(activity)
    rules = setting.plan.prize_rules
    contests = Contest.objects.filter(activity=activity).select_related("scoresheet").order_by("position", "pk")
    return page(
        request,
        "scoring/set_up.html",
        activity=activity,
        contests=[_contest_row(contest, setting) for contest in contests],
        prizes=setting.prizes,
        prize_sentence=say_rules(rules, setting.prizes),
        awards=say_awards(setting.plan.awards, setting.prizes),
        preview=_preview(rules, setting),
        may_change=request.user.has_perm("scoring.set_up", activity),
    )


@requires("scoring.set_up", Activity)
def set_up_contest(request: HttpRequest, activity: Activity, code: str) -> HttpResponse:
    contest = get_object_or_404(activity.contests.select_related("scoresheet"), code=code)
    sheet = getattr(contest, "scoresheet", None)
    form = JudgingForm(request.POST or None, sheet=sheet, game=next(iter(GAMES)))
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            setting_up.set_up_contest(contest=contest, by=user_of(request), now=timezone.now(), **form.values())
            messages.success(request, _("“%(title)s”: the way of judging has been saved.") % {"title": contest.title})
            return redirect("scoring:set_up", activity.pk)
        except REFUSED as problem:
            problems = getattr(problem, "problems", [str(problem)])
    return page(
        request, "scoring/set_up_contest.html", activity=activity, contest=contest, form=form, problems=problems
    )


@requires("scoring.set_up", Activity)
def set_up_prizes(request: HttpRequest, activity: Activity) -> HttpResponse:
    setting = Setting(activity)
    form = PrizeRulesForm(request.POST or None, rules=setting.plan.prize_rules, prizes=setting.prizes)
    awards = AwardsForm(request.POST or None, awards=setting.plan.awards, prizes=setting.prizes)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid() and awards.is_valid():
        try:
            setting_up.set_up_prizes(
                activity=activity,
                prize_rules=form.rules(),
                awards=awards.awards(),
                by=user_of(request),
                now=timezone.now(),
            )
            messages.success(request, _("How prizes are given out has been saved."))
            return redirect("scoring:set_up", activity.pk)
        except REFUSED as problem:
            problems = getattr(problem, "problems", [str(problem)])
    return page(
        request, "scoring/set_up_prizes.html", activity=activity, form=form, awards_form=awards, problems=problems
    )


@requires("scoring.set_up", Scoresheet)
def set_up_own_prizes(request: HttpRequest, sheet: Scoresheet) -> HttpResponse:
    """Prize rules of one contest alone, or back to those of the activity."""
    activity = sheet.contest.activity
    setting = Setting(activity)
    rules = sheet.prize_rules or setting.plan.prize_rules
    form = PrizeRulesForm(
        None if "shared" in request.POST else request.POST or None, rules=rules, prizes=setting.prizes
    )
    problems: list[str] = []
    if request.method == "POST" and ("shared" in request.POST or form.is_valid()):
        own = None if "shared" in request.POST else form.rules()
        try:
            setting_up.set_up_own_prizes(sheet=sheet, prize_rules=own, by=user_of(request), now=timezone.now())
            messages.success(
                request, _("“%(title)s”: the prize rules have been saved.") % {"title": sheet.contest.title}
            )
            return redirect("scoring:set_up", activity.pk)
        except REFUSED as problem:
            problems = getattr(problem, "problems", [str(problem)])
    return page(
        request,
        "scoring/set_up_prizes.html",
        activity=activity,
        contest=sheet.contest,
        has_own=sheet.prize_rules is not None,
        form=form,
        problems=problems,
    )


def _contest_row(contest: Contest, setting: Setting) -> dict[str, Any]:
    sheet = getattr(contest, "scoresheet", None)
    row: dict[str, Any] = {"contest": contest, "sheet": sheet}
    if sheet is not None:
        row |= {
            "game": GAMES[sheet.game].title,
            "says": say_sheet(sheet),
            "own_prizes": say_rules(sheet.prize_rules, setting.prizes),
        }
    return row


def _preview(rules: Any, setting: Setting) -> list[dict[str, Any]]:
    try:
        return setting_up.preview(rules, setting.prizes) if rules else []
    except CaseProblems as found:
        return [{"problem": said(found.problems[0].sentence.phrase)}]
