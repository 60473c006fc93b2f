"""The outbox of a tablet that found no network, handed in as a file: the same way in, the same receipts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language

from events.models import Activity
from scoring.forms.stations import OutboxForm
from scoring.services import handing_in
from scoring.services.intake import BatchUnreadable, counts_of
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.documents import DocumentProblems, read_document
from unionevents.lib.parts import page

FORMAT = "unionevents-receipts"


@requires("scoring.hand_in_papers", Activity)
def hand_in_outbox(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Shows what became of every entry; `as=file` answers with the receipts for the tablet to read back."""
    form = OutboxForm(request.POST or None, request.FILES or None)
    language = get_language() or ""
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            document = read_document(form.cleaned_data["file"].read())
            done = handing_in.hand_in_file(
                activity=activity, document=document, by=user_of(request), now=timezone.now()
            )
            receipts = [receipt.as_json(language) for receipt in done.receipts]
            if request.POST.get("as") == "file":
                made = {"format": FORMAT, "version": 1, "device": done.device, "receipts": receipts}
                response = JsonResponse(made, json_dumps_params={"ensure_ascii": False, "indent": 1})
                response["Content-Disposition"] = 'attachment; filename="receipts.json"'
                return response
            context = {
                "device": done.device,
                "counts": counts_of(done.receipts),
                "looked_at": [receipt for receipt in receipts if receipt["receipt"] not in {"stored", "repeated"}],
            }
        except BatchUnreadable as problem:
            form.add_error("file", problem.phrase.said(language))
        except DocumentProblems as found:
            form.add_error("file", found.problems[0].said(language))
    return page(request, "scoring/outbox.html", activity=activity, rail_current="field", form=form, **context)
