"""The tablet page of one contest, and the address that takes its operations. With or without a script: one intake."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from scoring.forms.boxes import BoxesForm, needs_boxes
from scoring.forms.pad import DEVICE, Unusable, panels_of, read_press
from scoring.models import Operation, Publication, Scoresheet
from scoring.queries.padding import PadRow, queue_of
from scoring.queries.reading import SAME_BREATH, SheetReading, read_sheet
from scoring.queries.sheet_documents import sheet_document
from scoring.rulebook.marks.absences import Absence
from scoring.rulebook.marks.fields import ABSENCE_SLOT, Field
from scoring.services import intake
from scoring.services.packs import document_of
from scoring.views.tablet_words import words_of_pads
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.documents import DocumentProblems, read_document
from unionevents.lib.parts import page

ABSENCES = (Absence.DNS, Absence.DSQ, Absence.DNF)
REFUSED = 400


@requires("scoring.enter_result", Scoresheet)
def pad(request: HttpRequest, sheet: Scoresheet) -> HttpResponse:
    """One person, one thing to enter; a press without a script posts the form and comes back for the next person."""
    problem: str = ""
    typed: Mapping[str, Any] = {}
    reading = read_sheet(sheet)
    if request.method == "POST" and not sheet.stages and needs_boxes(reading.layout):
        form = BoxesForm(request.POST, layout=reading.layout, standing={})
        if form.is_valid():
            now = timezone.now()
            receipts = intake.take(sheet=sheet, batch=intake.Batch(*form.operations(now)), by=user_of(request), now=now)
            return _onward(request, sheet, receipts, form.cleaned_data["entry"])
        return _pad_page(request, reading, problem=form.problem, typed=request.POST, boxes=form)
    if request.method == "POST":
        try:
            pressed = read_press(reading.game, request.POST)
            now = timezone.now()
            batch = intake.Batch(pressed.operations(now), pressed.reasons())
            receipts = intake.take(sheet=sheet, batch=batch, by=user_of(request), now=now)
            return _onward(request, sheet, receipts, pressed.entry)
        except Unusable as unusable:
            problem, typed = str(unusable), request.POST
    return _pad_page(request, reading, problem=problem, typed=typed)


def _pad_page(
    request: HttpRequest, reading: SheetReading, *, problem: str, typed: Any, boxes: BoxesForm | None = None
) -> HttpResponse:
    sheet = reading.sheet
    if sheet.stages:  # each stage has its own place for results
        return redirect("scoring:stages", sheet.pk)
    if not reading.game.fields:
        messages.info(request, _("This contest is recorded match by match, not on a pad."))
        return redirect("scoring:field", sheet.contest.activity.pk)
    queue = queue_of(reading, user_of(request))
    entry = typed.get("entry", "").rpartition("/")[2] if typed else request.GET.get("entry", "")
    row = queue.chosen(entry)
    if boxes is None and row and needs_boxes(reading.layout):
        boxes = BoxesForm(layout=reading.layout, standing=row.slots)
    panels = panels_of(reading.game, row, wanted=request.GET.get("field", ""), typed=typed)
    return page(
        request,
        "scoring/pad.html",
        activity=sheet.contest.activity,
        rail_current="field",
        sheet=sheet,
        contest=sheet.contest,
        queue=queue,
        row=row,
        next_row=queue.after(row),
        panels=panels,
        boxes=boxes,
        corrects=bool(boxes and row and row.slots)
        or _corrects(row, next(panel.field for panel in panels if panel.current)),
        absences=[(each.value, each.title) for each in ABSENCES],
        uuid=uuid4(),
        undo=None if boxes else _undoable(sheet, request),  # several boxes at once are put right with a reason
        published=Publication.objects.filter(sheet=sheet).exists(),
        problem=problem,
        typed=typed,
        document=document_of(sheet) if sheet.stages else sheet_document(reading),
        words={get_language() or "": words_of_pads()[get_language() or ""]},
    )


def _corrects(row: PadRow | None, field: Field) -> bool:
    """Would the next press change something that stands?"""
    if row is None:
        return False
    return row.slots.get(ABSENCE_SLOT) is not None or (not field.is_list and row.slots.get(field.code) is not None)


@requires("scoring.enter_result", Scoresheet)
@require_POST
def undo(request: HttpRequest, sheet: Scoresheet) -> HttpResponse:
    """Takes the referee's own last press back, for a minute; later it is a correction with a reason."""
    row = _undoable(sheet, request)
    if row is None or str(row.uuid) != request.POST.get("undo"):
        messages.warning(
            request, _("This can no longer be taken back. Choose the person and correct it with a reason.")
        )
        return redirect("scoring:pad", sheet.pk)
    now = timezone.now()
    before = Operation.objects.filter(sheet=sheet, uuid__in=[UUID(uuid) for uuid in row.replaces]).first()
    taken_back = {
        "uuid": str(uuid4()),
        "entry": f"{sheet.contest.code}/{row.entry.number}",
        "device": DEVICE,
        "seq": 0,
        "slot": row.slot,
        "value": before.value if before else None,
        "replaces": [str(row.uuid)],
        "captured_at": now.isoformat(),
    }
    intake.take(sheet=sheet, batch=intake.Batch([taken_back], {}), by=user_of(request), now=now)
    messages.success(request, _("Taken back: %(name)s.") % {"name": row.entry.person.name})
    return redirect(f"{reverse('scoring:pad', args=[sheet.pk])}?entry={row.entry.number}")


@requires("scoring.send_operations", Scoresheet)
@require_POST
def operations(request: HttpRequest, sheet: Scoresheet) -> JsonResponse:
    """`{"receipts": [...]}`, one for every operation sent, in the same order."""
    language = get_language() or ""
    try:
        batch = intake.read_batch(read_document(request.body))
    except intake.BatchUnreadable as problem:
        return JsonResponse({"says": problem.phrase.said(language)}, status=REFUSED)
    except DocumentProblems as found:
        return JsonResponse({"says": found.problems[0].said(language)}, status=REFUSED)
    receipts = intake.take(sheet=sheet, batch=batch, by=user_of(request), now=timezone.now())
    return JsonResponse({"receipts": [receipt.as_json(language) for receipt in receipts]})


def _onward(request: HttpRequest, sheet: Scoresheet, receipts: list[intake.Receipt], entry: str) -> HttpResponse:
    for receipt in receipts:
        if receipt.phrase:
            messages.warning(request, receipt.phrase.said(get_language() or ""))
    address = reverse("scoring:pad", args=[sheet.pk])
    queue = queue_of(read_sheet(sheet), user_of(request))
    row = queue.chosen(entry.rpartition("/")[2])
    # Shots come one after another: the person stays until the last one is in.
    stays = row if row and not row.done and row.slots else queue.after(row)
    return redirect(f"{address}?entry={stays.entry_number}" if stays else address)


def _undoable(sheet: Scoresheet, request: HttpRequest) -> Operation | None:
    rows = Operation.objects.filter(sheet=sheet, by=user_of(request)).select_related("entry__person")
    last = rows.order_by("-received_at", "-pk").first()
    if last is None or last.value is None or timezone.now() - last.received_at > SAME_BREATH:
        return None
    return last
