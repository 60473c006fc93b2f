"""Paper in place of tablets: numbered sheets to print, typed in later as the same operations, twice if wanted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid5

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import log
from events.models import Activity
from scoring.models import PaperSheet, Scoresheet, Typing
from scoring.queries.reading import sheets_of
from scoring.services import intake
from scoring.services.packs import document_of
from scoring.sync.operation import Value

ROUNDS = 2
Values = Mapping[str, Mapping[str, Value]]


class TypedTwice(Exception):
    def __init__(self) -> None:
        super().__init__(_("This sheet was typed in twice already. Corrections are made by the chief referee."))


class SamePerson(Exception):
    def __init__(self) -> None:
        super().__init__(_("The second time somebody else has to type, to find slips of the first."))


class NothingTyped(Exception):
    def __init__(self) -> None:
        super().__init__(_("Nothing was typed."))


@transaction.atomic
def make_papers(*, activity: Activity, by: User, now: datetime, again: Scoresheet | None = None) -> list[PaperSheet]:
    """A numbered sheet for every group that has none; `again`: further ones for all groups of this contest."""
    Activity.objects.select_for_update().get(pk=activity.pk)
    have = set(PaperSheet.objects.filter(activity=activity).values_list("sheet", "stage", "group"))
    number = PaperSheet.objects.filter(activity=activity).aggregate(last=Max("number"))["last"] or 0
    made = []
    for sheet in sheets_of(activity):
        if again is not None and sheet.pk != again.pk:
            continue
        for group in document_of(sheet)["groups"]:
            if again is None and (sheet.pk, group["stage"], group["code"]) in have:
                continue
            number += 1
            made.append(
                PaperSheet(
                    activity=activity,
                    sheet=sheet,
                    number=number,
                    stage=group["stage"],
                    group=group["code"],
                    made_at=now,
                )
            )
    PaperSheet.objects.bulk_create(made)
    if made:
        log.record(
            verb="scoring.number_papers", subject=activity, by=by, now=now, unit=activity.host,
            first=made[0].number, last=made[-1].number,
        )  # fmt: skip
    return made


@transaction.atomic
def type_in(*, paper: PaperSheet, values: Values, by: User, now: datetime) -> tuple[Typing, list[intake.Receipt]]:
    """What stands on the paper becomes operations of the device `paper-12`; they replace nothing.

    Equal values of both people agree; different ones are a difference for the chief referee, as between two tablets.
    """
    locked = PaperSheet.objects.select_for_update(of=("self",)).select_related("sheet").get(pk=paper.pk)
    before = list(Typing.objects.filter(paper=locked).order_by("round"))
    if len(before) >= ROUNDS:
        raise TypedTwice
    if before and before[0].by_id == by.pk:
        raise SamePerson
    typed = {
        entry: {slot: value for slot, value in slots.items() if value is not None} for entry, slots in values.items()
    }
    if not any(typed.values()):
        raise NothingTyped
    number = len(before) + 1
    typing = Typing.objects.create(
        paper=locked,
        round=number,
        values=typed,
        differences=differences(before[0].values, typed) if before else [],
        by=by,
        by_name=by.name,
        at=now,
    )
    operations: list[object] = [
        {
            "uuid": str(uuid5(locked.key, f"{number} {entry} {slot}")),
            "entry": entry,
            "device": f"paper-{locked.number}",
            "seq": seq,
            "slot": slot,
            "value": value,
            "replaces": [],
            "captured_at": now.isoformat(),
        }
        for seq, (entry, slot, value) in enumerate(
            ((entry, slot, value) for entry, slots in typed.items() for slot, value in slots.items()), start=1
        )
    ]
    receipts = intake.take(sheet=locked.sheet, batch=intake.Batch(operations, {}), by=by, now=now)
    log.record(
        verb="scoring.type_paper", subject=locked.sheet, by=by, now=now, paper=locked.number, round=number,
        differences=len(typing.differences), counts=intake.counts_of(receipts),
    )  # fmt: skip
    return typing, receipts


def differences(first: Values, second: Values) -> list[list[Value]]:
    """Where two people read the same paper differently: entry, slot, first value, second value."""
    found: list[list[Value]] = []
    for entry in sorted(first.keys() | second.keys()):
        one, other = first.get(entry, {}), second.get(entry, {})
        found += [
            [entry, slot, one.get(slot), other.get(slot)]
            for slot in sorted(one.keys() | other.keys())
            if one.get(slot) != other.get(slot)
        ]
    return found
