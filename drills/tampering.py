"""Changes by hand in the tables that hold the sealed log: each one alone, and every one is found."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import LogEntry, Seal
from accounts.services import auditing, log, sealing
from drills.measuring import Report, chance
from drills.meet import Meet, make_meet
from scoring.models import Operation, Publication, Ruling
from scoring.services import intake, rulings

PROMISE = "one row of the log, of results, rulings, publications or seals changed, taken out or put in: all are found"
FULL = 1000
SMALL = 12
PEOPLE = 4
TEXTS: Final[Mapping[Any, Sequence[str]]] = {
    LogEntry: ("verb", "subject", "by_name"),
    Operation: ("slot", "by_name", "reason"),
    Ruling: ("slot", "by_name", "reason"),
    Publication: ("by_name", "reason", "sha256"),
    Seal: ("fixed", "personal", "hash", "signature"),
}


class Undone(Exception):
    """Ends a tampering: the next one finds everything as it was."""


def run(rounds: int, seed: int) -> Report:
    report = Report("tampering", PROMISE, seed)
    dice = chance(seed)
    filled(seed)
    report.must(not [*auditing.findings()], "something is found before anything was changed")
    for _round in range(rounds):
        try:
            with transaction.atomic():
                what, how = tamper(dice)
                report.count(how)
                found = next(auditing.findings(), None) is not None or auditing.unsealed() > 0
                report.must(found, f"{what} {how} was not found")
                raise Undone
        except Undone:
            pass
    report.must(not [*auditing.findings()], "something is found after everything was put back")
    return report


def filled(seed: int) -> Meet:
    """A small meet in which something of every sealed kind has happened."""
    meet = make_meet(f"tampering {seed}", people=PEOPLE)
    tablet, now = meet.tablets[0], timezone.now()
    acts = [tablet.operation(f"run/{number}", 10_000 + number, uuid4()) for number in range(1, PEOPLE + 1)]
    intake.take(sheet=meet.sheet, batch=intake.Batch(acts, {}), by=meet.chief, now=now, device=tablet.device.code)
    entry = meet.sheet.contest.entries.get(number=1)
    rulings.decide(sheet=meet.sheet, values={entry: {"time": 9_999}}, reason="看了录像", by=meet.chief, now=now)
    meet.publish(meet.draft().seen)
    for number in range(PEOPLE):
        log.record(verb="scoring.note", subject=meet.activity, by=meet.chief, now=now, number=number)
    sealing.seal_leftovers()
    return meet


def tamper(dice: random.Random) -> tuple[str, str]:
    """(what, how): one change past all code, as somebody with the database's password makes it."""
    model = dice.choice([*TEXTS])
    rows = model._default_manager.order_by("pk")
    row = rows[dice.randrange(rows.count())]
    how = dice.choice(["taken out", "put in", "changed", "changed"] if model is not Seal else ["taken out", "changed"])
    if how == "taken out":
        model._default_manager.filter(pk=row.pk)._raw_delete(connection.alias)
    elif how == "put in":
        row.pk = None
        if hasattr(row, "uuid"):
            row.uuid = uuid4()
        if hasattr(row, "number"):
            row.number += 1000
        model._default_manager.bulk_create([row])
    else:
        column = dice.choice(TEXTS[model])
        model._default_manager.filter(pk=row.pk).update(**{column: f"{dice.getrandbits(60):x}"})
        return f"{model._meta.label}.{column}", how
    return model._meta.label, how
