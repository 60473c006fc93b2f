"""The chief referee's table: what is in, what differs, who is level; deciding and correcting with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from registration.models import Entry
from scoring.forms.marks import say_slot_value
from scoring.models import Operation, Ruling, Scoresheet
from scoring.queries.conduct import hold_of, is_locked, open_request_of, protests_of
from scoring.queries.panels import panel_of
from scoring.queries.published import history_of
from scoring.queries.reading import SheetReading, read_sheet
from scoring.queries.rules_in_words import say_sheet
from scoring.queries.setting import Setting
from scoring.rulebook import TIE_BREAKS, Absence
from scoring.services import publishing, rulings
from scoring.services.casing import usable_slots
from scoring.views.cuts import cuts_of
from scoring.views.rows import tables_of
from scoring.views.who import user_of
from unionevents.lib.access import requires
from unionevents.lib.parts import page
from unionevents.lib.phrase import Phrase

REFUSED = (rulings.ReasonMissing, rulings.NotPossible, rulings.NothingChanges)
FLAG_WORDS = {
    "revoked": Phrase(en="sent by a tablet that was taken back", zh="来自已停用的平板"),
    "unsigned": Phrase(en="nobody had signed in", zh="录入时没有裁判员登录"),
    "other_device": Phrase(en="names another tablet than the one that sent it", zh="平板编号与发送的平板不一致"),
    "other_seat": Phrase(en="a judge marked from a seat that is not the own one", zh="评委在别人的席位打分"),
    "over_judge": Phrase(en="a referee changed a judge's own mark", zh="裁判员改动了评委本人的打分"),
    "for_judge": Phrase(en="written down for a judge", zh="替评委代录"),
    "late": Phrase(en="came in late", zh="公布或结束录入后才收到"),
    "odd": Phrase(en="a value that cannot count", zh="数值超出范围，未计入"),
    "withdrawn": Phrase(en="withdrawn, but a result came in", zh="已退出却有成绩"),
    "unexplained": Phrase(en="changed without a reason", zh="改过成绩但没有写理由"),
}


@requires("scoring.view_sheet", Scoresheet)
def chief(request: HttpRequest, sheet: Scoresheet) -> HttpResponse:
    """Everybody on the staff reads it; the chief referee decides on it."""
    problem: str = ""
    typed: Mapping[str, Any] = {}
    if request.method == "POST":
        if not request.user.has_perm("scoring.rule", sheet):
            raise PermissionDenied("scoring.rule")
        try:
            _act(request, sheet)
            messages.success(request, _("Decided and written down."))
            return redirect("scoring:chief", sheet.pk)
        except REFUSED as refused:
            problem, typed = str(refused), request.POST
    reading, setting = read_sheet(sheet), Setting(sheet.contest.activity)
    draft = publishing.draft_of(reading, setting, publishing.latest_of(sheet))
    may_rule = request.user.has_perm("scoring.rule", sheet)
    return page(
        request,
        "scoring/chief.html",
        activity=sheet.contest.activity,
        rail_current="results",
        sheet=sheet,
        contest=sheet.contest,
        says=say_sheet(sheet),
        draft=draft,
        tables=tables_of(
            draft.case,
            draft.outcome,
            is_provisional=not draft.last or draft.changed,
            contested={f"{sheet.contest.code}/{entry.number}" for entry in reading.contested},
            corrected_at=sheet.pk if may_rule else None,
        ),
        cuts=cuts_of(draft.outcome),
        still_open=draft.is_open,
        conflicts=_conflicts(reading, setting),
        panel=panel_of(reading),
        missing=reading.missing,
        under_way=reading.under_way,
        flagged=[(entry, FLAG_WORDS[code]) for entry, code in reading.flagged],
        groups=_groups(draft, reading),
        absences=[(each.value, each.title) for each in (Absence.DNS, Absence.WD)],
        publications=history_of(sheet),
        hold=hold_of(sheet),
        asked=open_request_of(sheet),
        is_locked=is_locked(sheet),
        protests=protests_of(sheet),
        may_rule=may_rule,
        may_seat=request.user.has_perm("scoring.manage_stations", sheet.contest.activity),
        may_enter=request.user.has_perm("scoring.enter_result", sheet),
        problem=problem,
        typed=typed,
    )


def _act(request: HttpRequest, sheet: Scoresheet) -> None:
    """One of the small decisions of the table."""
    data = request.POST
    common: dict[str, Any] = {"sheet": sheet, "by": user_of(request), "now": timezone.now()}
    reason = data.get("reason", "").strip()[:200]
    reading = read_sheet(sheet)
    by_number = {entry.number: entry for entry in reading.entries}
    match data.get("act"):
        case "decide":
            entry = by_number.get(_number(data.get("entry")))
            if entry is None or "claim" not in data:
                raise rulings.NotPossible(_("Choose which entry counts."))
            slot = data.get("slot", "")
            claims = next((c.claims for c in reading.conflicts if c.entry == entry.pk and c.slot == slot), ())
            index = _number(data["claim"])
            if index >= len(claims):
                raise rulings.NotPossible(_("Something was entered meanwhile. Please look again."))
            rulings.decide(values={entry: {slot: claims[index][0]}}, reason=reason, **common)
        case "absent":
            chosen = [by_number[number] for text in data.getlist("entry") if (number := _number(text)) in by_number]
            if not chosen:
                raise rulings.NotPossible(_("Tick the people whom it concerns."))
            rulings.set_absent(entries=chosen, absence=data.get("absence", ""), reason=reason, **common)
        case "order":
            steps = {
                entry: _number(data[f"step-{number}"])
                for number, entry in by_number.items()
                if f"step-{number}" in data
            }
            if any(step >= NOT_A_NUMBER for step in steps.values()) or len(steps) < 2:  # noqa: PLR2004 - an order needs two
                raise rulings.NotPossible(_("Give everybody of the group a number: 1 stands before 2."))
            rulings.decide_order(slot=data.get("slot", ""), steps=steps, reason=reason, **common)
        case _:
            raise rulings.NotPossible(_("Choose what is to be decided."))


NOT_A_NUMBER = 10**6


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 7 else NOT_A_NUMBER  # noqa: PLR2004 - fits the line above


MOST_WEIGHED = 6


def _conflicts(reading: SheetReading, setting: Setting) -> list[dict[str, Any]]:
    """Both originals of every difference: who, when, on which device; and of the first ones, what each would mean."""
    weighed = reading.conflicts[:MOST_WEIGHED]
    entries = {entry.pk: entry for entry in reading.entries}
    acts: dict[str, Operation | Ruling] = {str(row.uuid): row for row in reading.operations}
    acts |= {str(row.uuid): row for row in reading.rulings}
    return [
        {
            "entry": entries[int(conflict.entry)],
            "slot": conflict.slot,
            "title": reading.layout.title_of(conflict.slot),
            "ruled": conflict.ruled,
            "claims": [
                {
                    "index": index,
                    "value": say_slot_value(reading.layout, conflict.slot, value),
                    "acts": [acts[uuid] for uuid in uuids],
                    "means": _would_stand(reading, setting, entries[int(conflict.entry)], {conflict.slot: value})
                    if conflict in weighed
                    else "",
                }
                for index, (value, uuids) in enumerate(conflict.claims)
            ],
        }
        for conflict in reading.conflicts
    ]


def _would_stand(reading: SheetReading, setting: Setting, entry: Entry, slots: Mapping[str, Any]) -> str:
    """The place and the prize of somebody if these values counted."""
    considered = rulings.considered(reading, {entry: slots}, now=timezone.now())
    draft = publishing.draft_of(considered, setting, None)
    code = f"{reading.sheet.contest.code}/{entry.number}"
    for ranking in draft.rankings:
        for placing in ranking["placings"]:
            if placing["entry"] == code and placing["rank"]:
                place = _("place %(rank)s") % {"rank": placing["rank"]}
                return f"{place} · {placing['prize_title']}" if placing["prize_title"] else place
    return _("no place")


def _groups(draft: publishing.Draft, reading: SheetReading) -> list[dict[str, Any]]:
    """Level groups for the chief referee: those that must be decided, then those where a recorded order would count."""
    by_code = {f"{reading.sheet.contest.code}/{entry.number}": entry for entry in reading.entries}
    found: list[dict[str, Any]] = [{"slot": "decision", "codes": group} for group in draft.undecided]
    found += [{"slot": "cut", "codes": group} for group in draft.at_the_cut]
    found += [{"slot": "prize_line", "codes": group} for group in draft.at_the_line]
    recorded = next((slot for slot in usable_slots(reading) if slot in {"recorded_lot", "finish_order"}), None)
    if recorded:
        waiting = {tuple(group["codes"]) for group in found}
        for ranking in draft.rankings:
            level: dict[int, list[str]] = {}
            for placing in ranking["placings"]:
                if placing["shared"] and placing["rank"]:
                    level.setdefault(placing["rank"], []).append(placing["entry"])
            found += [{"slot": recorded, "codes": codes} for codes in level.values() if tuple(codes) not in waiting]
    return [
        {
            "slot": group["slot"],
            "title": ORDER_TITLES.get(group["slot"]) or TIE_BREAKS[group["slot"]].title,
            "must": group["slot"] in {"decision", "prize_line", "cut"},
            "entries": [by_code[code] for code in group["codes"]],
        }
        for group in found
    ]


ORDER_TITLES = {
    "cut": Phrase(en="Level at the cut: who goes on?", zh="出线名额上并列，请裁定谁出线"),
    "decision": Phrase(en="Level: who ranks first?", zh="成绩完全相同，请裁定先后"),
    "prize_line": Phrase(
        en="Level at a prize line: who gets the better prize?", zh="奖级线上并列，请裁定谁得高一级的奖"
    ),
}
