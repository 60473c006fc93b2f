"""One contest's way of being judged: ready settings first, every parameter behind them, the sentence always in view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Activity, Contest
from scoring.forms.setting import ContestDraft
from scoring.forms.words import said
from scoring.queries.setting import Setting
from scoring.rulebook import CaseProblems
from scoring.rulebook.cases.regulation import say_regulation
from scoring.services import setting_up
from scoring.services.presets import find_preset, preset_groups, suggested_for
from scoring.views.rows import sample_tables
from scoring.views.setting_up import REFUSED, names_of
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.parts import page

LIVE = ("", "say")


@requires("scoring.set_up", Activity)
def set_up_contest(request: HttpRequest, activity: Activity, code: str) -> HttpResponse:
    """The page; every button of it sends the whole form and gets it back, changed by that button."""
    contest = get_object_or_404(activity.contests.select_related("scoresheet"), code=code)
    setting = Setting(activity)
    draft, act = _draft(request, contest, setting)
    refused: list[str] = []
    if act == "save" and draft.heat_size_is_usable:
        try:
            setting_up.set_up_contest(contest=contest, values=draft.stored(), by=user_of(request), now=timezone.now())
            messages.success(request, _("“%(title)s”: the way of judging has been saved.") % {"title": contest.title})
            return redirect("scoring:set_up", activity.pk)
        except REFUSED as problem:
            refused = [] if isinstance(problem, setting_up.SettingsRefused) else [str(problem)]
    is_live = request.method == "POST" and act in LIVE
    return page(
        request,
        "scoring/set_up_contest.html",
        part="scoring/_setting_says_part.html" if is_live else "scoring/_setting_contest_part.html",
        activity=activity,
        contest=contest,
        **_shown(draft, contest, setting),
        refused=refused,
        is_live=is_live,
        is_saving=act == "save",
        is_open=request.method == "POST" and not act.startswith("preset:"),
        is_new=getattr(contest, "scoresheet", None) is None,
        suggested=suggested_for(contest.title),
        groups=preset_groups(),
        submit_label=_("Save the way of judging"),
    )


def _draft(request: HttpRequest, contest: Contest, setting: Setting) -> tuple[ContestDraft, str]:
    names = names_of(setting) | {"divisions": _divisions(contest, setting)}
    sheet = getattr(contest, "scoresheet", None)
    if request.method != "POST":
        if sheet is None and (suggested := suggested_for(contest.title)):
            return ContestDraft.of_contest(suggested[0].contest, names, suggested[0].heat_size), ""
        return ContestDraft.of(sheet, names), ""
    act = str(request.POST.get("do", ""))
    preset = find_preset(act.removeprefix("preset:")) if act.startswith("preset:") else None
    if preset is not None:
        return ContestDraft.of_contest(preset.contest, names, preset.heat_size), act
    return ContestDraft.typed(request.POST, names), act


def _divisions(contest: Contest, setting: Setting) -> list[tuple[str, str]]:
    return [(row["code"], row["title"]) for row in setting.divisions.get(contest.pk, [])]


def _shown(draft: ContestDraft, contest: Contest, setting: Setting) -> Mapping[str, Any]:
    """The fields with what is wrong beside each, the sentence, and what it gives on sample data."""
    problems, notes = setting_up.problems_with_contest(contest, draft.stored(), setting)
    drawn = draft.drawn(problems)
    clauses = say_regulation(draft.contest(), setting.prizes)
    tables = None
    if not problems:
        try:
            outcome = setting_up.sample_outcome(contest, draft.contest(), setting)
            tables = sample_tables(outcome)
        except CaseProblems as found:
            notes = [*notes, *found.problems]
    return {
        "draft": draft,
        "drawn": drawn,
        "says": [said(clause) for clause in clauses],
        "warnings": [said(note.sentence.phrase) for note in notes],
        "sample": tables,
    }
