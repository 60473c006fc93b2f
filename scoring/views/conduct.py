"""Holding, releasing by two, opening again; protests from lodging to decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Unit
from accounts.roles import Role
from registration.models import Entry, Roster
from scoring.forms.conduct import DecisionForm, ProtestForm
from scoring.models import Protest, Publication, Request, Scoresheet
from scoring.queries.conduct import conduct_of, is_open_again, protests_of, protests_until
from scoring.queries.reading import read_sheet
from scoring.queries.setting import Setting
from scoring.rulebook import moves
from scoring.services import conducting, protesting, publishing
from scoring.views.rows import move_rows, tables_of
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.parts import page

REFUSED = (
    conducting.NotNow,
    conducting.ReasonMissing,
    conducting.SamePerson,
    protesting.TooLate,
    publishing.ChangedMeanwhile,
    publishing.NothingNew,
    publishing.NotPublishable,
    publishing.ReasonMissing,
)
ACTS = {"hold": conducting.hold, "lift": conducting.lift, "reopen": conducting.reopen}


@requires("scoring.rule", Scoresheet)
@require_POST
def conduct(request: HttpRequest, sheet: Scoresheet) -> HttpResponse:
    """Holds a contest, lifts the hold, or opens a released contest again; always with a reason."""
    act = ACTS.get(request.POST.get("act", ""))
    try:
        if act is None:
            raise conducting.NotNow(_("Choose what is to be done."))
        done = act(sheet=sheet, reason=request.POST.get("reason", ""), by=user_of(request), now=timezone.now())
        waits = isinstance(done, Request)
        messages.success(request, _("A second person has to agree now.") if waits else _("Done and written down."))
    except REFUSED as refused:
        messages.error(request, str(refused))
    return redirect("scoring:chief", sheet.pk)


@requires("scoring.second", Request)
def answer(request: HttpRequest, asked: Request) -> HttpResponse:
    """What a second person is asked to agree to: the same table that the first one saw."""
    problem = ""
    if request.method == "POST":
        try:
            agree = request.POST.get("answer") == "agree"
            comment = request.POST.get("comment", "")
            conducting.answer(request=asked, agree=agree, comment=comment, by=user_of(request), now=timezone.now())
            messages.success(request, _("Agreed, and done.") if agree else _("Sent back with your reason."))
            return redirect("scoring:chief", asked.sheet_id)
        except REFUSED as refused:
            problem = str(refused)
    sheet = asked.sheet
    draft = publishing.draft_of(read_sheet(sheet), Setting(sheet.contest.activity), publishing.latest_of(sheet))
    return page(
        request,
        "scoring/second.html",
        activity=sheet.contest.activity,
        rail_current="results",
        sheet=sheet,
        contest=sheet.contest,
        asked=asked,
        publishes=asked.act == Request.Act.PUBLISH,
        stale=asked.act == Request.Act.PUBLISH and draft.seen != asked.seen,
        is_own=asked.by_id == user_of(request).pk,
        draft=draft,
        tables=tables_of(draft.case, draft.outcome, is_provisional=asked.act == Request.Act.PUBLISH or draft.changed),
        moved=move_rows(draft.moved),
        problem=problem,
        typed=request.POST.get("comment", ""),
    )


@requires("scoring.view_results", Scoresheet)
def protests(request: HttpRequest, sheet: Scoresheet) -> HttpResponse:
    """The protests of one contest: a unit sees its own, the staff see all; lodging one while there is time."""
    by_chief = request.user.has_perm("scoring.rule", sheet)
    is_staff = request.user.has_perm("scoring.view_sheet", sheet)
    rosters = _spoken_for(request, sheet, by_chief=by_chief)
    may_lodge = bool(rosters) and request.user.has_perm("scoring.protest", sheet)
    form = ProtestForm(request.POST or None, sheet=sheet, rosters=rosters, by_chief=by_chief)
    problem = ""
    if request.method == "POST":
        if not may_lodge:
            raise PermissionDenied("scoring.protest")
        if form.is_valid():
            try:
                protesting.lodge(sheet=sheet, by=user_of(request), now=timezone.now(), **_lodged(form, sheet))
                messages.success(request, _("The protest has been lodged; the chief referee sees it now."))
                return redirect("scoring:protests", sheet.pk)
            except REFUSED as refused:
                problem = str(refused)
    seen = protests_of(sheet)
    if not is_staff:
        seen = seen.filter(unit__in=[roster.unit_id for roster in rosters])
    latest = publishing.latest_of(sheet)
    return page(
        request,
        "scoring/protests.html",
        activity=sheet.contest.activity,
        rail_current="results",
        sheet=sheet,
        contest=sheet.contest,
        rows=[{"protest": protest, "effect": _effect(protest, latest)} for protest in seen],
        published=latest,
        until=protests_until(latest, conduct_of(sheet.contest.activity)),
        now=timezone.now(),
        open_again=is_open_again(sheet),
        may_lodge=may_lodge and latest is not None,
        may_decide=by_chief,
        form=form,
        problem=problem,
    )


@requires("scoring.rule", Protest)
def decide_protest(request: HttpRequest, protest: Protest) -> HttpResponse:
    """Upheld or dismissed, in words that the unit will read."""
    form = DecisionForm(request.POST or None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            protesting.decide(protest=protest, by=user_of(request), now=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Decided and written down."))
            upheld = form.cleaned_data["state"] == Protest.State.UPHELD
            return redirect("scoring:chief" if upheld else "scoring:protests", protest.sheet_id)
        except REFUSED as refused:
            problem = str(refused)
    return page(
        request,
        "scoring/decide_protest.html",
        activity=protest.sheet.contest.activity,
        rail_current="results",
        sheet=protest.sheet,
        contest=protest.sheet.contest,
        protest=protest,
        form=form,
        problem=problem,
    )


@requires("scoring.protest", Protest)
@require_POST
def withdraw_protest(request: HttpRequest, protest: Protest) -> HttpResponse:
    """The unit takes its protest back; nobody else's."""
    if protest.unit_id not in {roster.unit_id for roster in _spoken_for(request, protest.sheet, by_chief=False)}:
        raise PermissionDenied("scoring.protest")
    try:
        protesting.withdraw(protest=protest, by=user_of(request), now=timezone.now())
        messages.success(request, _("The protest has been taken back."))
    except REFUSED as refused:
        messages.error(request, str(refused))
    return redirect("scoring:protests", protest.sheet_id)


def _spoken_for(request: HttpRequest, sheet: Scoresheet, *, by_chief: bool) -> list[Roster]:
    """The rosters that the person may protest for: a contact's own; all of them for the chief referee."""
    rosters = Roster.objects.filter(activity=sheet.contest.activity).select_related("unit").order_by("unit__path")
    if by_chief:
        return list(rosters)
    paths = user_of(request).standing.paths(Role.CONTACT)
    return [roster for roster in rosters if any((roster.unit.path or "").startswith(path) for path in paths)]


def _lodged(form: ProtestForm, sheet: Scoresheet) -> dict[str, Any]:
    data = form.cleaned_data
    entry = Entry.objects.get(pk=data["entry"], contest=sheet.contest_id) if data["entry"] else None
    return {
        "unit": Unit.objects.get(pk=data["unit"]),
        "entry": entry,
        "text": data["text"],
        "accepted_late": data.get("accepted_late", ""),
    }


def _effect(protest: Protest, latest: Publication | None) -> list[dict[str, Any]] | None:
    """Who moved between the publication objected to and the newest one; None while there is no newer one."""
    if latest is None or latest.pk == protest.against_id:
        return None
    return move_rows(moves(protest.against.outcome, latest.outcome))
