"""How contests are judged and prizes given: sentences for the staff, and the page for prizes and across contests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Activity, Contest
from events.services.locking import NoLongerPossible
from scoring.forms.setting import PlanDraft
from scoring.forms.words import said
from scoring.queries.layouts import configuration_of
from scoring.queries.reading import sheets_of
from scoring.queries.rules_in_words import STOP, say_awards, say_rules, say_sheet, say_tables
from scoring.queries.setting import Setting
from scoring.queries.tagging import TAG_KEYS, TITLES
from scoring.rulebook import GAMES, CaseProblems
from scoring.services import setting_up
from scoring.views.rows import table_rows
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.parts import page

REFUSED = (setting_up.SettingsRefused, NoLongerPossible)
PRIZES = ("prize_rules",)
ACROSS = ("awards", "tables")


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
        tables=say_tables(setting.plan.tables),
        preview=_preview(rules, setting),
        may_change=request.user.has_perm("scoring.set_up", activity),
        asks_figures=bool(setting.unit_needs),
        may_keep_figures=request.user.has_perm("scoring.keep_unit_figures", activity),
    )


@requires("scoring.set_up", Activity)
def set_up_prizes(request: HttpRequest, activity: Activity) -> HttpResponse:
    """How many places are rewarded, which prize for which place, ties."""
    return _plan_page(request, activity, PRIZES)


@requires("scoring.set_up", Activity)
def set_up_across(request: HttpRequest, activity: Activity) -> HttpResponse:
    """What holds across contests: rewards for a person, ceilings, gifts, unit tables."""
    return _plan_page(request, activity, ACROSS)


def _plan_page(request: HttpRequest, activity: Activity, keys: Sequence[str]) -> HttpResponse:
    setting = Setting(activity)
    stored = _stored(setting)
    names = names_of(setting)
    draft = PlanDraft(stored, names)
    act = request.POST.get("do", "") if request.method == "POST" else ""
    refused: list[str] = []
    if request.method == "POST":
        draft = PlanDraft.typed(request.POST, stored, names, keys)
    if act == "save":
        values = {key: draft.values[key] for key in keys}
        try:
            setting_up.set_up_plan(activity=activity, values=values, by=user_of(request), now=timezone.now())
            messages.success(request, _("How prizes are given out has been saved."))
            return redirect("scoring:set_up", activity.pk)
        except setting_up.SettingsRefused:
            refused = [_("Not saved yet: please correct these points")]
        except NoLongerPossible as problem:
            refused = [str(problem)]
    problems, notes = setting_up.problems_with_plan(draft.values, setting)
    is_live = act in {"", "say"} and request.method == "POST"
    return page(
        request,
        "scoring/set_up_prizes.html" if keys == PRIZES else "scoring/set_up_across.html",
        part="scoring/_setting_says_part.html" if is_live else "scoring/_setting_plan_part.html",
        activity=activity,
        keys=keys,
        drawn=draft.drawn(keys, problems),
        says=_plan_says(draft, setting, keys),
        warnings=[said(note.sentence.phrase) for note in notes],
        refused=refused,
        sizes=_preview(draft.values["prize_rules"], setting) if keys == PRIZES and not problems else [],
        sample=None if keys == PRIZES or problems else _sample_of_plan(draft, setting),
        is_live=is_live,
        submit_label=_("Save how prizes are given"),
    )


def _stored(setting: Setting) -> dict[str, Any]:
    plan = setting.plan
    usual = {"places": {"rule": "by_entries", "steps": [], "beyond": 6}, "tiers": [], "ties": "all_in"}
    return {"prize_rules": plan.prize_rules or usual, "awards": plan.awards, "tables": plan.tables}


def names_of(setting: Setting) -> dict[str, list[tuple[str, str]]]:
    """What settings may name: prizes, contests, tags that a roster can give somebody."""
    tags = [(code, said(title)) for code, title in TITLES.items()]
    return {
        **dict.fromkeys(TAG_KEYS, tags),
        "prize": [(str(prize["code"]), str(prize["title"])) for prize in setting.prizes],
        "contests": setting.contests,
    }


def _plan_says(draft: PlanDraft, setting: Setting, keys: Sequence[str]) -> list[str]:
    if keys == PRIZES:
        rules = say_rules(draft.values["prize_rules"], setting.prizes)
        return [said(STOP.fill(sentence=rules))] if rules else []
    return [*say_awards(draft.values["awards"] or {}, setting.prizes), *say_tables(draft.values["tables"] or [])]


def _sample_of_plan(draft: PlanDraft, setting: Setting) -> dict[str, Any] | None:
    """Tables and gifts on sample data of the contests that are set up."""
    sheets = list(sheets_of(setting.activity))
    contests = [
        {
            "code": sheet.contest.code,
            "title": sheet.contest.title,
            "divisions": setting.divisions.get(sheet.contest_id, []),
            **configuration_of(sheet),
        }
        for sheet in sheets
    ]
    try:
        outcome = setting_up.sample_of_plan(draft.values, contests, setting)
    except CaseProblems as found:
        return {"problem": said(found.problems[0].sentence.phrase)}
    return {"outcome": outcome, "tables": table_rows(outcome.get("tables", ())), "contests": len(contests)}


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


def _preview(rules: Mapping[str, Any] | None, setting: Setting) -> list[dict[str, Any]]:
    try:
        return setting_up.preview(rules, setting.prizes) if rules else []
    except CaseProblems as found:
        return [{"problem": said(found.problems[0].sentence.phrase)}]


__all__ = ["set_up", "set_up_across", "set_up_prizes"]
