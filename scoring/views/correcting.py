"""Correcting what stands for one person: first it shows who would move, then it is decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from registration.models import Entry
from scoring.forms.chief import CorrectionForm
from scoring.forms.marks import say_slot_value
from scoring.models import Operation, Ruling, Scoresheet
from scoring.queries.reading import ORDER_SLOTS, SheetReading, read_sheet
from scoring.queries.setting import Setting
from scoring.queries.stage_heats import heats_of
from scoring.rulebook import moves
from scoring.services import publishing, rulings
from scoring.services.match_entry import DEVICE
from scoring.sync.layout import Layout, stage_of
from scoring.views.rows import move_rows
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.parts import page
from unionevents.lib.phrase import Phrase

REFUSED = (rulings.ReasonMissing, rulings.NotPossible, rulings.NothingChanges)


@requires("scoring.rule", Scoresheet)
def correct(request: HttpRequest, sheet: Scoresheet, number: int) -> HttpResponse:
    """What was entered for one person, and another value over it; first shows who would move, then decides."""
    entry = get_object_or_404(
        Entry.objects.select_related("person__roster__unit"), contest=sheet.contest_id, number=number
    )
    reading = read_sheet(sheet)
    standing = reading.open_slots(entry.pk)
    before = publishing.draft_of(reading, Setting(sheet.contest.activity), None)
    slots, named = _slots(reading, before, entry)
    form = CorrectionForm(request.POST or None, layout=reading.layout, standing=standing, slots=slots, named=named)
    moved: list[dict[str, Any]] | None = None
    problem = ""
    if request.method == "POST" and form.is_valid():
        values = {entry: form.values()}
        if "confirm" in request.POST:
            try:
                rulings.decide(
                    sheet=sheet,
                    values=values,
                    reason=form.cleaned_data["reason"],
                    by=user_of(request),
                    now=timezone.now(),
                )
                messages.success(request, _("“%(name)s” has been corrected.") % {"name": entry.person.name})
                return redirect("scoring:chief", sheet.pk)
            except REFUSED as refused:
                problem = str(refused)
        elif not values[entry]:
            problem = str(rulings.NothingChanges())
        else:
            moved, problem = _would_move(reading, before, values)
    return page(
        request,
        "scoring/correct.html",
        activity=sheet.contest.activity,
        rail_current="results",
        sheet=sheet,
        contest=sheet.contest,
        entry=entry,
        form=form,
        moved=moved,
        problem=problem,
        history=_history(reading, entry),
    )


def _history(reading: SheetReading, entry: Entry) -> list[dict[str, Any]]:
    """Everything entered and decided for one person, oldest first."""
    rows: list[dict[str, Any]] = []
    sealed = reading.sealed(entry.pk)
    stages = {stage["code"]: stage.get("title", "") for stage in reading.sheet.stages or ()}
    acts: list[Operation | Ruling] = [*reading.operations, *reading.rulings]
    for act in acts:
        if act.entry_id == entry.pk and act.slot not in ORDER_SLOTS:
            at = getattr(act, "received_at", None) or getattr(act, "at", None)
            rows.append(
                {
                    "slot": _title(reading, stages, act.slot),
                    "value": NOT_YET if act.slot in sealed else say_slot_value(reading.layout, act.slot, act.value),
                    "by": act.by_name,
                    "at": at,
                    "device": "" if getattr(act, "device", "") == DEVICE else getattr(act, "device", ""),
                    "reason": act.reason,
                    "is_ruling": not hasattr(act, "device"),
                }
            )
    return sorted(rows, key=lambda row: row["at"])


NOT_YET = Phrase(en="shown when every judge has marked", zh="评委打齐后显示")


def _title(reading: SheetReading, stages: Mapping[str, str], slot: str) -> Phrase:
    """What a slot is called, with its stage in front."""
    title, (code, _rest) = reading.layout.title_of(slot), stage_of(slot)
    stage = stages.get(code) or code
    return Phrase(en=f"{stage} · {title.en}", zh=f"{stage} · {title.zh}") if stage else title


def _slots(reading: SheetReading, draft: publishing.Draft, entry: Entry) -> tuple[tuple[str, ...], dict[str, str]]:
    """Where results of this entry are written, and what stands before their names: in stages, those it is in.

    Matches are corrected on their own pages.
    """
    if not reading.sheet.stages:
        return reading.layout.slots, {}
    code = f"{reading.sheet.contest.code}/{entry.number}"
    found: list[str] = []
    named: dict[str, str] = {}
    for heat in heats_of(draft.outcome["contests"][0]) if draft.outcome else ():
        layout = reading.layout.stages[heat.stage]
        if isinstance(layout, Layout) and any(start.entry == code for start in heat.starts):
            mine = [heat.prefix + slot for slot in layout.slots]
            found += mine
            named |= dict.fromkeys(mine, heat.title)
    return tuple(found), named


def _would_move(
    reading: SheetReading, before: publishing.Draft, values: Mapping[Entry, Mapping[str, Any]]
) -> tuple[list[dict[str, Any]] | None, str]:
    """Who moves against the standings of this moment; or why nothing can be counted so."""
    considered = rulings.considered(reading, values, now=timezone.now())
    after = publishing.draft_of(considered, Setting(reading.sheet.contest.activity), None)
    if before.outcome is None:
        return [], ""
    if after.outcome is None:
        return None, " ".join(after.problems)
    return move_rows(moves(before.outcome, after.outcome)), ""
