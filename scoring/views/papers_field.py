"""Paper sheets: numbered, printed, and typed in again, by one person and then by another."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from events.models import Activity
from scoring.forms.papers import TypingForm
from scoring.forms.words import said
from scoring.models import PaperSheet, Scoresheet
from scoring.queries.layouts import layout_of
from scoring.queries.paper_boxes import grid_of, match_grid
from scoring.queries.rules_in_words import say_sheet
from scoring.rulebook.marks.absences import Absence
from scoring.services import papers
from scoring.services.packs import document_of
from scoring.sync.layout import Layout
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.own_address import address_for_others
from unionevents.lib.parts import page
from unionevents.lib.phrase import Phrase
from unionevents.lib.qr import qr_svg

GONE = Phrase(en="nobody any more", zh="已无人")
SPARE_MATCHES = 4
REFUSED = (papers.TypedTwice, papers.SamePerson, papers.NothingTyped)


@requires("scoring.view_stations", Activity)
def paper_list(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Every numbered sheet, and how far its typing is."""
    rows = PaperSheet.objects.filter(activity=activity).select_related("sheet__contest").order_by("number")
    return page(
        request,
        "scoring/papers.html",
        activity=activity,
        rail_current="field",
        rows=[
            {"paper": row, "group": row.group, "typings": list(row.typings.all())}
            for row in rows.prefetch_related("typings")
        ],
        sheets=Scoresheet.objects.filter(contest__activity=activity)
        .select_related("contest")
        .order_by("contest__position"),
        may_manage=request.user.has_perm("scoring.manage_stations", activity),
        may_hand_in=request.user.has_perm("scoring.hand_in_papers", activity),
    )


@requires("scoring.manage_stations", Activity)
@require_POST
def make_papers(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Numbers what has no sheet yet, or further copies for one contest."""
    again = Scoresheet.objects.filter(contest__activity=activity, pk=_number(request.POST.get("again"))).first()
    made = papers.make_papers(activity=activity, by=user_of(request), now=timezone.now(), again=again)
    text = ngettext("%(n)d sheet was numbered.", "%(n)d sheets were numbered.", len(made)) % {"n": len(made)}
    messages.success(request, text)
    return redirect("scoring:papers", activity.pk)


@requires("scoring.view_stations", Activity)
def print_papers(request: HttpRequest, activity: Activity) -> HttpResponse:
    """Blank sheets, one to a page; `only` names the running number of a single one."""
    rows = PaperSheet.objects.filter(activity=activity).select_related("sheet__contest__venue").order_by("number")
    if only := _number(request.GET.get("only")):
        rows = rows.filter(number=only)
    return page(
        request,
        "scoring/print_papers.html",
        activity=activity,
        rail_current="field",
        papers=[drawn for row in rows for drawn in _printed(request, row)],
        reasons=_(", ").join(said(absence.title) for absence in Absence),
    )


@requires("scoring.hand_in_papers", PaperSheet)
def type_paper(request: HttpRequest, paper: PaperSheet) -> HttpResponse:
    """The boxes of the paper to type in. The second person does not see what the first one typed.

    Matches are typed in where they are entered otherwise, each on a form of its own.
    """
    document = document_of(paper.sheet)
    if document["match_rules"]:
        return redirect("scoring:stages", paper.sheet_id)
    group, layout, start = _of_paper(paper, document)
    form = TypingForm(request.POST or None, layout=layout, people=group["entries"], prefix_of_slots=start)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            typing, receipts = papers.type_in(
                paper=paper, values=form.values(), by=user_of(request), now=timezone.now()
            )
        except REFUSED as refused:
            problem = str(refused)
        else:
            _tell(request, typing.round, len(typing.differences), receipts)
            return redirect("scoring:papers", paper.activity_id)
    return page(
        request,
        "scoring/type_paper.html",
        activity=paper.activity,
        rail_current="field",
        paper=paper,
        contest=paper.sheet.contest,
        heads=[layout.title_of(slot) for slot in layout.slots],
        group=_phrase(group["title"]),
        form=form,
        round=paper.typings.count() + 1,
        problems=[problem] if problem else [],
    )


def _tell(request: HttpRequest, number: int, differing: int, receipts: list[Any]) -> None:
    if number == 1:
        messages.success(request, _("Typed in. A second person may type the same sheet to make sure."))
    elif not differing:
        messages.success(request, _("Typed in a second time: both agree."))
    else:
        text = ngettext(
            "%(n)d value differs from the first typing; the chief referee decides.",
            "%(n)d values differ from the first typing; the chief referee decides.",
            differing,
        )
        messages.warning(request, text % {"n": differing})
    language = get_language() or ""
    for says in sorted({receipt.phrase.said(language) for receipt in receipts if receipt.phrase}):
        messages.warning(request, says)


def _of_paper(paper: PaperSheet, document: dict[str, Any]) -> tuple[dict[str, Any], Layout, str]:
    """The group on the paper, where its results are written, and the start of its slots."""
    groups = document["groups"]
    nobody = {"title": GONE.as_json(), "entries": []}
    group = next((each for each in groups if (each["stage"], each["code"]) == (paper.stage, paper.group)), nobody)
    whole = layout_of(paper.sheet)
    layout = whole.stages.get(paper.stage) if paper.stage else whole
    if not isinstance(layout, Layout):
        raise Http404
    return group, layout, f"stage.{paper.stage}." if paper.stage else ""


def _printed(request: HttpRequest, paper: PaperSheet) -> list[dict[str, Any]]:
    """What is drawn of one sheet: its people and their boxes; of matches a drawing for each stage."""
    document = document_of(paper.sheet)
    stages = {stage["code"]: stage["title"] for stage in document["stages"]}
    address = address_for_others(request, reverse("scoring:type_paper", args=[paper.pk]))
    common = {
        "paper": paper,
        "contest": paper.sheet.contest,
        "says": said(say_sheet(paper.sheet)),
        "qr": qr_svg(address, label=_("QR code of the page where this sheet is typed in")),
    }
    if document["match_rules"]:
        return [
            common
            | {
                "stage": stages[code],
                "grid": match_grid(rules),
                "matches": [
                    match | {"title": _phrase(match["title"]) if match["title"] else None}
                    for match in document["matches"]
                    if match["stage"] == code
                ],
                "spare": range(SPARE_MATCHES),
            }
            for code, rules in document["match_rules"].items()
        ]
    group, layout, _start = _of_paper(paper, document)
    return [
        common
        | {
            "stage": stages.get(paper.stage, paper.stage),
            "grid": grid_of(layout),
            "group": _phrase(group["title"]),
            "entries": group["entries"],
        }
    ]


def _phrase(title: dict[str, str]) -> Phrase:
    return Phrase(en=title["en"], zh=title["zh"])


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004  # fits a key
