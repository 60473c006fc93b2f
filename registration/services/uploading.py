"""Keeping a checked sheet until its person says yes or throws it away."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from registration.models import Roster, Upload

KEPT = timedelta(days=1)
LONGEST_FILENAME = 120


@transaction.atomic
def keep_upload(
    *, roster: Roster, filename: str, rows: list[dict[str, Any]], faults: list[dict[str, Any]], by: User, now: datetime
) -> Upload:
    """One waiting sheet a person and roster; names of people do not lie about for longer than a day."""
    Upload.objects.filter(Q(roster=roster, by=by) | Q(at__lt=now - KEPT)).delete()
    return Upload.objects.create(
        roster=roster, by=by, at=now, filename=filename[-LONGEST_FILENAME:], rows={"rows": rows, "faults": faults}
    )


def drop_upload(*, upload: Upload) -> None:
    upload.delete()
