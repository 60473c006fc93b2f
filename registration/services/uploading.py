"""Keeping a sheet between reading and writing: what it holds, how far the work is, and that it ends within a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from events.models import Activity
from registration.models import Roster, UnitsUpload, Upload
from unionevents.lib import at_work
from unionevents.lib.at_work import Hold

KEPT = timedelta(days=1)
SILENT = timedelta(seconds=60)  # no sign for so long from another machine: it was stopped in the middle
SIGN_EVERY = timedelta(milliseconds=500)
LONGEST_FILENAME = 120
Sheet = Upload | UnitsUpload


@transaction.atomic
def keep_upload(*, roster: Roster, filename: str, content: bytes, by: User, now: datetime) -> Upload:
    """One waiting sheet a person and roster; names of people do not lie about for longer than a day."""
    Upload.objects.filter(Q(roster=roster, by=by) | Q(at__lt=now - KEPT)).delete()
    return Upload.objects.create(
        roster=roster, by=by, at=now, sign_at=now, filename=filename[-LONGEST_FILENAME:], content=content
    )


@transaction.atomic
def keep_units_upload(*, activity: Activity, filename: str, content: bytes, by: User, now: datetime) -> UnitsUpload:
    """The same for a workbook of several units."""
    UnitsUpload.objects.filter(Q(activity=activity, by=by) | Q(at__lt=now - KEPT)).delete()
    return UnitsUpload.objects.create(
        activity=activity, by=by, at=now, sign_at=now, filename=filename[-LONGEST_FILENAME:], content=content
    )


def note_read(*, upload: Sheet, sheets: list[dict[str, Any]]) -> None:
    """What stood in the file, as it was read."""
    upload.sheets, upload.sign_at = sheets, timezone.now()
    upload.save(update_fields=["sheets", "sign_at"])


def note_checked(*, upload: Sheet, result: Mapping[str, Any]) -> None:
    upload.result, upload.state, upload.sign_at = dict(result), upload.State.CHECKED, timezone.now()
    upload.save(update_fields=["result", "state", "sign_at"])


def note_refused(*, upload: Sheet, says: str) -> None:
    """Nothing of a refused file is kept, only the sentence."""
    upload.state, upload.refusal, upload.content, upload.sheets = upload.State.REFUSED, says, b"", []
    upload.save(update_fields=["state", "refusal", "content", "sheets"])


def note_fixes(*, upload: Sheet, fixes: Mapping[str, str]) -> None:
    """Cells corrected on the page."""
    upload.fixes = {**upload.fixes, **fixes}
    upload.save(update_fields=["fixes"])


def begin_work(*, upload: Sheet, state: str) -> Hold | None:
    """None when somebody began since this upload was looked at: two presses are one piece of work."""
    held = at_work.hold(_sign_of(upload))
    if held is None:
        return None
    begun = {"state": state, "done": 0, "total": 0, "refusal": "", "sign_at": timezone.now()}
    as_seen = type(upload).objects.filter(pk=upload.pk, state=upload.state, sign_at=upload.sign_at)
    if not as_seen.update(**begun):
        held.release()
        return None
    for name, value in begun.items():
        setattr(upload, name, value)
    return held


def note_progress(*, upload: Sheet, done: int, total: int) -> None:
    """Written at most twice a second, however often it is told."""
    now = timezone.now()
    if upload.sign_at is None or now - upload.sign_at > SIGN_EVERY:
        upload.done, upload.total, upload.sign_at = done, total, now
        type(upload).objects.filter(pk=upload.pk).update(done=done, total=total, sign_at=now)


def note_written(*, upload: Sheet, count: int) -> None:
    """In the transaction that wrote the rows: neither is there without the other. The file itself is no longer kept."""
    upload.state, upload.done, upload.total = upload.State.WRITTEN, count, count
    upload.content, upload.sheets, upload.result, upload.fixes = b"", [], {}, {}
    upload.save(update_fields=["state", "done", "total", "content", "sheets", "result", "fixes"])


def note_not_written(*, upload: Sheet, says: str) -> None:
    """The rows are looked at again, with the reason above them."""
    upload.refresh_from_db(fields=["content", "sheets", "result", "fixes"])
    upload.state, upload.refusal = upload.State.CHECKED, says
    upload.save(update_fields=["state", "refusal"])


def is_at_work(upload: Sheet, now: datetime) -> bool:
    """Somebody is reading or writing it. When not, the state may have changed while this was looked at."""
    if upload.state not in {upload.State.READING, upload.State.WRITING}:
        return False
    held = at_work.is_held(_sign_of(upload))
    if held is None:  # not on this machine
        return upload.sign_at is not None and now - upload.sign_at < SILENT
    return held


def _sign_of(upload: Sheet) -> Path:
    return Path(settings.VAR_DIR, "at-work", f"{upload._meta.model_name}-{upload.pk}")
