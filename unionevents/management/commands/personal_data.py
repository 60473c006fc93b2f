"""`manage.py personal_data due`: what has been kept long enough, by count; `--erase` takes it out.

`tombstones` writes who was erased (keys, no names), `again FILE` erases them once more after an old backup was
restored, `new-key` encrypts ID numbers anew with the first of the keys.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Activity
from registration.models import Erasure, IdNumber, Person
from registration.services.scans import sweep
from registration.services.sealed_numbers import sealed_anew
from unionevents.erasing.due import Due, due_in, erase_due
from unionevents.erasing.people import erase_people
from unionevents.erasing.words import ERASED


class Command(BaseCommand):
    help = "Personal data: erase what is due, keep the list of who was erased, change the key of ID numbers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        due = acts.add_parser("due", help="count what is due; nothing is changed without --erase")
        due.add_argument("--erase", action="store_true")
        acts.add_parser("tombstones", help="print who was erased, as JSON")
        again = acts.add_parser("again", help="erase once more whoever is in the file")
        again.add_argument("file", type=Path)
        acts.add_parser("new-key", help="encrypt every ID number with the first key")

    def handle(self, *args: Any, **options: Any) -> None:
        match options["act"]:
            case "due":
                self._due(erase=options["erase"])
            case "tombstones":
                rows = Erasure.objects.order_by("pk").values("person_key", "activity_id", "number", "reason")
                listed = [
                    {
                        "key": str(row["person_key"]), "activity": row["activity_id"], "number": row["number"],
                        "reason": row["reason"],
                    }
                    for row in rows
                ]  # fmt: skip
                self.stdout.write(json.dumps(listed, ensure_ascii=False, indent=1))
            case "again":
                self._again(options["file"])
            case _new_key:
                self._new_key()

    def _due(self, *, erase: bool) -> None:
        now = timezone.now()
        if erase:
            sweep(now=now)  # photos of activities that were deleted, or of an upload that a crash cut off
        activities = Activity.objects.select_related("host").order_by("pk")
        found = (
            erase_due(activities=activities, by=None, now=now)
            if erase
            else due_in(activities, today=timezone.localdate(now))
        )
        for due in found:
            self.stdout.write(_said(due))
        self.stdout.write(
            _("Erased.")
            if erase and found
            else _("Nothing is due.")
            if not found
            else _("Nothing was changed: add --erase to erase it.")
        )

    def _again(self, file: Path) -> None:
        try:
            listed = json.loads(file.read_text("utf-8"))
            # A person keeps the key over the years, and may have been erased from one of them: older lists name none.
            reasons = {(str(each["key"]), each.get("activity")): str(each["reason"]) for each in listed}
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise CommandError(_("This is no list of erased people: %(file)s") % {"file": file}) from problem
        people = Person.objects.filter(key__in={key for key, _activity in reasons}).exclude(name=ERASED)
        count = 0
        for person in people.select_related("activity__host", "roster"):
            key = str(person.key)
            reason = reasons.get((key, person.activity_id)) or reasons.get((key, None))
            if reason:
                erase_people(people=[person], reason=reason, by=None, now=timezone.now())
                count += 1
        self.stdout.write(_("%(count)d erased once more.") % {"count": count})

    def _new_key(self) -> None:
        lost = 0
        for held in IdNumber.objects.order_by("pk").iterator(chunk_size=500):
            sealed = sealed_anew(held.sealed)
            if sealed is None:
                lost += 1
            else:
                IdNumber.objects.filter(pk=held.pk, sealed=held.sealed).update(sealed=sealed)
        if lost:
            raise CommandError(
                _("%(count)d ID numbers open with none of the keys; they were left as they are.") % {"count": lost}
            )
        self.stdout.write(_("Every ID number is encrypted with the first key."))


def _said(due: Due) -> str:
    said = _(
        "%(activity)s: %(details)d with details, %(numbers)d ID numbers, %(names)d names, %(mails)d messages, "
        "%(scans)d stamped pages, %(copies)d rosters as handed in or uploaded"
    )
    return said % {
        "activity": due.activity, "details": due.details, "numbers": due.id_numbers, "names": due.names,
        "mails": due.mails, "scans": due.scans, "copies": due.copies,
    }  # fmt: skip
