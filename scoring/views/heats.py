"""Entering a heat of a stage: the whole heat on one page, with or without a script."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from scoring.forms.heats import HeatForm
from scoring.models import Scoresheet
from scoring.queries.entries import title_of
from scoring.queries.reading import SheetReading, read_sheet
from scoring.queries.setting import Setting
from scoring.queries.stage_heats import StageHeat, heats_of
from scoring.services import match_entry, publishing
from scoring.sync.layout import Layout
from scoring.sync.operation import Value
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.parts import page


@requires("scoring.enter_result", Scoresheet)
def heat(request: HttpRequest, sheet: Scoresheet, stage: str, number: int) -> HttpResponse:
    """The results of one heat; what cannot be is said beside its field, and nothing typed is lost."""
    reading = read_sheet(sheet)
    found, after = _heat_in(reading, stage, number)
    layout = reading.layout.stages[stage]
    assert isinstance(layout, Layout), "a stage with heats is measured"
    form = HeatForm(request.POST or None, layout=layout, starts=found.starts, standing=_standing(reading, found))
    if request.method == "POST" and form.is_valid():
        values = {(entry, found.prefix + slot): value for (entry, slot), value in form.values().items()}
        reason, by, now = form.cleaned_data.get("reason", ""), user_of(request), timezone.now()
        receipts = match_entry.write_slots(reading=reading, values=values, reason=reason, by=by, now=now)
        for receipt in receipts:
            if receipt.phrase:
                messages.warning(request, receipt.phrase.said(get_language() or ""))
        messages.success(request, _("“%(title)s”: stored.") % {"title": heat_title(found)})
        if after is not None and "next" in request.POST:
            return redirect("scoring:heat", sheet.pk, after.stage, after.number)
        return redirect("scoring:stages", sheet.pk)
    entries = {f"{sheet.contest.code}/{entry.number}": entry for entry in reading.entries}
    rows = [
        {"row": row, "entry": entries[row.start.entry], "name": title_of(entries[row.start.entry])} for row in form.rows
    ]
    return page(
        request,
        "scoring/heat.html",
        activity=sheet.contest.activity,
        rail_current="field",
        sheet=sheet,
        contest=sheet.contest,
        title=heat_title(found),
        form=form,
        rows=rows,
        after=after,
        in_a_row=found.heat is None,
    )


def heat_title(heat: StageHeat) -> str:
    """`预赛 第 2 组`."""
    if heat.heat is None:
        return heat.title
    return _("%(stage)s, heat %(number)s") % {"stage": heat.title, "number": heat.heat}


def _heat_in(reading: SheetReading, stage: str, number: int) -> tuple[StageHeat, StageHeat | None]:
    """The heat, and the one behind it in the same stage."""
    outcome = publishing.draft_of(reading, Setting(reading.sheet.contest.activity), None).outcome
    heats = [each for each in heats_of(outcome["contests"][0]) if each.stage == stage] if outcome else []
    found = next((each for each in heats if each.number == number), None)
    if found is None:
        raise Http404
    return found, next((each for each in heats if each.number == number + 1), None)


def _standing(reading: SheetReading, heat: StageHeat) -> dict[str, dict[str, Value]]:
    found: dict[str, dict[str, Value]] = {}
    listed = {start.entry for start in heat.starts}
    for entry in reading.entries:
        code = f"{reading.sheet.contest.code}/{entry.number}"
        if code in listed:
            slots = reading.open_slots(entry.pk)
            found[code] = {
                slot.removeprefix(heat.prefix): value
                for slot, value in slots.items()
                if slot.startswith(heat.prefix) and value is not None
            }
    return found
