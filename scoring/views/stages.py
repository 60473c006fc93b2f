"""The stages of a contest: draws, fixtures and results as drawings; and the form on which a match is written down."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from scoring.forms.matches import MatchForm
from scoring.models import Scoresheet
from scoring.queries.reading import SheetReading, read_sheet
from scoring.queries.setting import Setting
from scoring.rulebook.base.sentences import Problem
from scoring.services import match_entry, publishing
from scoring.services.setting_aside import counted_without
from scoring.sync.matchslots import MatchLayout, check_tie, counted, leg_of
from scoring.views.drawings import Meeting, StageDrawing, drawings_of
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.parts import page


@requires("scoring.view_sheet", Scoresheet)
def stages(request: HttpRequest, sheet: Scoresheet) -> HttpResponse:
    """Every stage as it stands, with a way to enter each match whose sides are known."""
    if not sheet.stages:
        return redirect("scoring:chief", sheet.pk)
    reading, drawings, problems, aside = _as_it_stands(sheet)
    running = {
        (code, match): [str(phrase.said(get_language() or "")) for phrase in said]
        for code, records in reading.staged.items()
        for match, (_row, said) in records.open.items()
    } | {place: [_("It contradicts the rules and is left out: correct it.")] for place in aside}
    return page(
        request,
        "scoring/stages.html",
        activity=sheet.contest.activity,
        rail_current="field",
        sheet=sheet,
        contest=sheet.contest,
        stages=drawings,
        problems=problems,
        running=running,
        may_enter=request.user.has_perm("scoring.enter_result", sheet),
        may_draw=request.user.has_perm("scoring.draw", sheet),
    )


@requires("scoring.enter_result", Scoresheet)
def match(request: HttpRequest, sheet: Scoresheet, stage: str, match: str) -> HttpResponse:
    """One match. What cannot be counted by the rules is said beside it, and can be kept as still running."""
    reading, drawings, _problems, aside = _as_it_stands(sheet)
    drawing, meeting = _find(drawings, stage, match)
    layout = reading.layout.stages[drawing.code]
    if not isinstance(layout, MatchLayout) or not meeting.can_be_entered:
        raise Http404
    first, second = (side.who for side in meeting.sides)
    written = _written(reading, stage, match)
    turned = written.get("a") == second.entry
    if turned:
        first, second = second, first
    standing = match_entry.standing_of(reading, stage, match)
    form = MatchForm(
        request.POST or None,
        game=layout.game_of(match),
        names=(first.name, second.name),
        row=written,
        must_explain=bool(written) and (meeting.finished or (stage, match) in aside),
    )
    said: list[str] = []
    may_wait = False
    if request.method == "POST" and form.is_valid():
        row = {"id": match, "a": first.entry, "b": second.entry, **form.row()}
        row |= {"round": meeting.round} if meeting.round and not drawing.is_bracket else {}
        row |= {"group": meeting.group} if meeting.group else {}
        said = _complaints(layout, row)
        may_wait = bool(said)
        if not said and (said := _complaints_of_tie(layout, reading, stage, row)):
            said.append(_("Correct the later matches of the two first."))
        if not said or (may_wait and "still_running" in request.POST):
            receipts = match_entry.write(
                reading=reading,
                stage=stage,
                row=row,
                reason=form.cleaned_data.get("reason", ""),
                by=user_of(request),
                now=timezone.now(),
            )
            for receipt in receipts:
                if receipt.phrase:
                    messages.warning(request, receipt.phrase.said(get_language() or ""))
            messages.success(
                request,
                _("Stored: %(first)s against %(second)s.") % {"first": first.name, "second": second.name},
            )
            return redirect("scoring:stages", sheet.pk)
    return page(
        request,
        "scoring/match.html",
        activity=sheet.contest.activity,
        rail_current="field",
        sheet=sheet,
        contest=sheet.contest,
        stage=drawing,
        meeting=meeting,
        first=first,
        second=second,
        form=form,
        says=layout.game_of(match).says(),
        said=said,
        may_wait=may_wait,
        has_record=bool(standing),
    )


def _as_it_stands(sheet: Scoresheet) -> tuple[SheetReading, list[StageDrawing], list[str], set[tuple[str, str]]]:
    reading = read_sheet(sheet)
    draft = publishing.draft_of(reading, Setting(sheet.contest.activity), None)
    if draft.outcome is not None:
        return reading, drawings_of(draft.case, draft.outcome), draft.problems, set()
    case, outcome, aside = counted_without(draft.case)
    return reading, drawings_of(case, outcome), draft.problems, aside


def _find(drawings: list[StageDrawing], stage: str, match: str) -> tuple[StageDrawing, Meeting]:
    for drawing in drawings:
        for each in drawing.rounds:
            for meeting in each.meetings:
                for one in (meeting, *meeting.legs):
                    if (drawing.code, one.id) == (stage, match):
                        return drawing, one
    raise Http404


def _written(reading: SheetReading, stage: str, match: str) -> dict[str, Any]:
    records = reading.staged[stage]
    for row in records.rows:
        if row.get("id") == match:
            return row
    return records.open[match][0] if match in records.open else {}


def _complaints(layout: MatchLayout, row: dict[str, Any]) -> list[str]:
    """Why the match cannot be counted so; nothing when it can, or when nothing is in."""
    problems: list[Problem] = []
    counted(layout, row, problems)
    return _said(problems)


def _complaints_of_tie(layout: MatchLayout, reading: SheetReading, stage: str, row: dict[str, Any]) -> list[str]:
    """Why it cannot stand beside the other matches of the two."""
    if layout.legs is None:
        return []
    pair = {row["a"], row["b"]}
    others = [each for each in reading.staged[stage].rows if {each["a"], each["b"]} == pair and each["id"] != row["id"]]
    problems: list[Problem] = []
    check_tie(layout, [*others, row | {"leg": leg_of(row["id"])}], problems)
    return _said(problems)


def _said(problems: list[Problem]) -> list[str]:
    return [problem.sentence.phrase.said(get_language() or "") for problem in problems]
