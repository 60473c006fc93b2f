"""An uploaded sheet on its way: read, checked, corrected, written; alike for one roster and for several units."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts.models import User
from registration.models import Roster, UnitsUpload
from registration.services import gate, uploading
from registration.services.uploading import Sheet
from registration.services.working import work
from registration.views.request import Request
from registration.workbooks import importing
from registration.workbooks.rows import LONGEST_CONTENT
from unionevents.lib.parts import page
from unionevents.lib.sheetfiles.content import place_of
from unionevents.lib.sheetfiles.refusals import MAX_COLUMNS, MAX_ROWS
from unionevents.lib.upload import NotReadable, text_of

ROWS_A_PAGE = 100
CELL = re.compile(r"cell-([A-Z]{1,2}[1-9][0-9]{0,4})")
LABELS = {
    "wrong": lambda: _("wrong"), "warned": lambda: _("to look at"), "new": lambda: _("new"),
    "changed": lambda: _("changed"), "same": lambda: _("unchanged"),
}  # fmt: skip


def address_of(kept: Sheet, what: str = "check") -> str:
    name = f"{what}_units" if isinstance(kept, UnitsUpload) else what
    return reverse(f"registration:{name}", args=[kept.pk])


def home_of(kept: Sheet) -> str:
    if isinstance(kept, UnitsUpload):
        return reverse("registration:board", args=[kept.activity_id])
    return reverse("registration:roster", args=[kept.roster_id])


def start_reading(kept: Sheet) -> None:
    """Back after a second at the latest; then the page shows how far it is."""
    if held := uploading.begin_work(upload=kept, state=kept.State.READING):
        work(lambda: _read(kept), failed=lambda: _failed(kept), held=held)


def _read(kept: Sheet) -> None:
    try:
        if not kept.sheets:
            importing.read_file(kept)
        _check(kept)
    except NotReadable as problem:
        uploading.note_refused(upload=kept, says=problem.phrase.said(get_language() or ""))


def _check(kept: Sheet) -> None:
    def step(done: int, total: int) -> None:
        uploading.note_progress(upload=kept, done=done, total=total)

    uploading.note_checked(upload=kept, result=importing.as_result(importing.check(kept, step=step)))


def _failed(kept: Sheet) -> None:
    says = _("Something went wrong on our side; nothing was written. Upload the sheet again.")
    uploading.note_refused(upload=kept, says=says)


def show(request: Request, kept: Sheet) -> HttpResponse:
    """The rows, or how far the work is, or why there are none."""
    if kept.state == kept.State.WRITTEN:
        _say_written(request, kept)
        if getattr(request, "htmx", None):
            return HttpResponse(headers={"HX-Redirect": home_of(kept)})
        return redirect(home_of(kept))
    activity = kept.activity if isinstance(kept, UnitsUpload) else kept.roster.activity
    context: dict[str, Any] = {
        "activity": activity, "upload": kept, "home_url": home_of(kept), "rail_current": "registration",
        "roster": None if isinstance(kept, UnitsUpload) else kept.roster,
        "urls": {what: address_of(kept, what) for what in ("check", "fix", "apply", "marked")},
        "upload_url": _upload_url(kept),
    }  # fmt: skip
    if kept.state in {kept.State.READING, kept.State.WRITING}:
        context["at_work"] = uploading.is_at_work(kept, timezone.now())
        if not context["at_work"] and _went_on(kept):
            return show(request, kept)
        return page(request, "registration/progress.html", part="registration/_progress_part.html", **context)
    if getattr(request, "htmx", None) and request.GET.get("waiting"):
        return HttpResponse(headers={"HX-Redirect": address_of(kept)})
    if kept.state == kept.State.REFUSED:
        return page(request, "registration/progress.html", part="registration/_progress_part.html", **context)
    if _is_outdated(kept):
        start_reading(kept)
        return redirect(address_of(kept))
    return page(request, "registration/check.html", **context, **_rows(request, kept))


def _went_on(kept: Sheet) -> bool:
    """It ended between reading its state and looking for who is at it: then nothing was interrupted."""
    seen = kept.state, kept.sign_at
    kept.refresh_from_db()
    return (kept.state, kept.sign_at) != seen


def _upload_url(kept: Sheet) -> str:
    if isinstance(kept, UnitsUpload):
        return reverse("registration:units_upload", args=[kept.activity_id])
    return reverse("registration:upload", args=[kept.roster_id])


def _is_outdated(kept: Sheet) -> bool:
    """A roster was changed after the rows had been held against it."""
    activity = kept.activity_id if isinstance(kept, UnitsUpload) else kept.roster.activity_id
    known = kept.result["versions"]
    rows = Roster.objects.filter(activity=activity, unit__in=list(known)).values_list("unit", "version")
    return any(known[str(unit)] != version for unit, version in rows)


def _rows(request: Request, kept: Sheet) -> dict[str, Any]:
    result, wanted = kept.result, request.GET.get("show", "")
    counts = result["counts"] | {"warned": result["warned"]}
    rows = result["rows"]
    if wanted == "warned":
        rows = [row for row in rows if row["warnings"] and not row["faults"]]
    elif wanted in counts:
        rows = [row for row in rows if row["state"] == wanted]
    found = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    values: list[Any] = next((sheet["rows"] for sheet in kept.sheets if sheet["title"] == result["sheet"]), [])
    for row in found:
        row["fixes"] = [
            [cell, says, _value_at(values, kept, result["sheet"], cell)] for cell, says in _by_cell(row["faults"])
        ]
    here = address_of(kept)
    chips = [{"url": here, "label": _("all"), "count": len(result["rows"]), "current": not wanted}]
    chips += [
        {"url": f"{here}?show={code}", "label": label(), "count": counts[code], "current": wanted == code}
        for code, label in LABELS.items()
        if counts[code] or wanted == code
    ]
    good = counts["new"] + counts["changed"]
    problems = [[unit["name"], unit["problems"]] for unit in result["units"] if unit["problems"]]
    return {
        "result": result, "counts": counts, "rows": found, "filters": chips, "good": good, "wanted": wanted,
        "unit_problems": problems, "facts": [unit for unit in result["units"] if unit["facts"] or unit["facts_faults"]],
    }  # fmt: skip


def _by_cell(faults: list[list[str]]) -> list[tuple[str, list[str]]]:
    """A cell is corrected in one box, whatever is wrong with it: of two boxes only the last would be read."""
    found: dict[str, list[str]] = {}
    for cell, says in faults:
        found.setdefault(cell, []).append(says)
    return list(found.items())


def _value_at(values: list[list[Any]], kept: Sheet, title: str, cell: str) -> str:
    row, column = place_of(cell)
    if (fixed := kept.fixes.get(f"{title}!{row}!{column}")) is not None:
        return str(fixed)
    held = values[row - 1] if row <= len(values) else []
    return text_of(held[column - 1])[:LONGEST_CONTENT] if column <= len(held) else ""


def check_again(request: Request, kept: Sheet) -> HttpResponse:
    """With the cells that were typed into the page; what is typed is text, as if it stood in the file."""
    if kept.state == kept.State.CHECKED:
        fixes = {}
        for name, value in request.POST.items():
            if found := CELL.fullmatch(name):
                row, column = place_of(found[1])
                if row <= MAX_ROWS and column <= MAX_COLUMNS:
                    fixes[f"{kept.result['sheet']}!{row}!{column}"] = text_of(value)[:LONGEST_CONTENT]
        uploading.note_fixes(upload=kept, fixes=fixes)
    if kept.sheets or kept.content:
        start_reading(kept)
    return redirect(address_of(kept))


def write(request: Request, kept: Sheet) -> HttpResponse:
    """All rows, or those that are right when that was chosen."""
    here, only_good = redirect(address_of(kept)), request.POST.get("which") == "good"
    if kept.state != kept.State.CHECKED:
        return here
    by = request.user
    held = uploading.begin_work(upload=kept, state=kept.State.WRITING)
    if held is None:
        return here
    work(
        lambda: _write(kept, by, only_good=only_good),
        failed=lambda: uploading.note_not_written(upload=kept, says=_("Nothing was written: try it once more.")),
        held=held,
    )
    return show(request, kept) if kept.state == kept.State.WRITTEN else here


def _write(kept: Sheet, by: User, *, only_good: bool) -> None:
    says = _("Nothing was written: look at the rows again.")
    try:
        if importing.write(kept, only_good=only_good, by=by, now=timezone.now()):
            return
    except NotReadable as problem:
        says = problem.phrase.said(get_language() or "")
    except (gate.Stale, gate.NotOpen) as problem:
        says = str(problem)
    uploading.note_not_written(upload=kept, says=says)


def _say_written(request: Request, kept: Sheet) -> None:
    said = ngettext("%(n)d row of the sheet was written.", "%(n)d rows of the sheet were written.", kept.done)
    messages.success(request, said % {"n": kept.done})
