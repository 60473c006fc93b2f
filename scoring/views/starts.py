"""Start lists: drawn by a seed that anybody can check, printed, read by the units."""

from __future__ import annotations

import secrets
from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.roles import Role
from events.models import Activity
from registration.models import Entry
from scoring.models import Operation, Scoresheet
from scoring.permissions import is_public
from scoring.queries.entries import entries_of, rosters_left_out, start_order, starts
from scoring.queries.reading import sheets_of
from scoring.services import drawing
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.masking import masked_name
from unionevents.lib.parts import page

PROBLEMS = (drawing.ReasonMissing, drawing.ResultsBegun, drawing.NobodyStarts)
LONGEST_SEED = 40


@requires("scoring.view_starts", Activity)
def start_lists(request: HttpRequest, activity: Activity) -> HttpResponse:
    return lists_page(request, activity)


def lists_page(request: HttpRequest, activity: Activity, **problem: Any) -> HttpResponse:
    """All contests; `problem_in`, `problem` and what was typed stay with the contest they belong to."""
    may_draw = request.user.has_perm("scoring.draw", activity)
    begun = set(Operation.objects.filter(sheet__contest__activity=activity).values_list("sheet", flat=True).distinct())
    is_staff = request.user.has_perm("scoring.view_sheet", activity)
    # Who only watches (finance, a viewer) reads masked names on rosters, and so here.
    knows_names = is_staff or request.user.has_perm("registration.reveal_person", activity)
    entries: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries_of(activity):
        if not knows_names:
            _mask_strangers(entry, request.user, activity)
        entries[entry.contest_id].append(entry)
    contests = [_contest(sheet, entries[sheet.contest_id], sheet.pk in begun) for sheet in sheets_of(activity)]
    return page(
        request,
        "scoring/start_lists.html",
        activity=activity,
        contests=contests,
        undrawn=sum(1 for contest in contests if not contest["sheet"].drawn_at and contest["count"]),
        left_out=rosters_left_out(activity) if may_draw else [],
        may_draw=may_draw,
        is_staff=is_staff,
        **problem,
    )


def _mask_strangers(entry: Entry, user: Any, activity: Activity) -> None:
    """Until the results are out, a unit reads its own people's names and only when the others start."""
    unit = entry.person.roster.unit
    if not is_public(activity) and not user.standing.reaches(unit.path or "", Role.CONTACT):
        entry.person.name = masked_name(entry.person.name)


@requires("scoring.draw", Scoresheet)
@require_POST
def draw(request: HttpRequest, sheet: Scoresheet) -> HttpResponse:
    """One contest; with an own seed where lots were drawn in the hall."""
    activity = sheet.contest.activity
    reason = request.POST.get("reason", "").strip()[:200]
    seed = request.POST.get("seed", "").strip()[:LONGEST_SEED] or secrets.token_hex(8)
    try:
        drawing.draw(sheet=sheet, seed=seed, by=user_of(request), now=timezone.now(), reason=reason)
    except PROBLEMS as problem:
        return lists_page(request, activity, problem_in=sheet.pk, problem=str(problem), typed=request.POST)
    messages.success(request, _("“%(title)s”: the start list has been drawn.") % {"title": sheet.contest.title})
    return redirect("scoring:start_lists", activity.pk)


@requires("scoring.draw", Activity)
@require_POST
def draw_all(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Every contest that has no start list yet."""
    drawn = 0
    for sheet in sheets_of(activity).filter(drawn_at=None):
        try:
            drawing.draw(sheet=sheet, seed=secrets.token_hex(8), by=user_of(request), now=timezone.now())
            drawn += 1
        except PROBLEMS as problem:
            messages.warning(request, f"{sheet.contest.title}: {problem}")
    if drawn:
        said = ngettext("%(n)d start list has been drawn.", "%(n)d start lists have been drawn.", drawn) % {"n": drawn}
        messages.success(request, said)
    return redirect("scoring:start_lists", activity.pk)


def _contest(sheet: Scoresheet, entries: list[Entry], begun: bool) -> dict[str, Any]:
    listed = sorted((entry for entry in entries if starts(entry)), key=start_order)
    heats: dict[int, list[Entry]] = defaultdict(list)
    undrawn = []
    for entry in listed:
        if start := getattr(entry, "start", None):
            heats[start.heat].append(entry)
        else:
            undrawn.append(entry)
    return {
        "sheet": sheet,
        "title": sheet.contest.title,
        "count": len(listed),
        "heats": sorted(heats.items()),
        "one_by_one": sheet.heat_size == 1,
        "undrawn": undrawn,
        "begun": begun,
    }
