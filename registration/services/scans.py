"""The stamped roster as photo or scan: looked into, freed of place and camera, kept where nothing serves it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import log
from registration.models import Roster, StampedPaper, StampedScan
from registration.queries import HANDED_IN
from registration.services.gate import NotOpen, lock_roster
from unionevents.lib.scanning import free_scan

MOST_PAGES = 10
BECAUSE_PERSON, BECAUSE_DUE = "person", "due"


class NotHandedInYet(Exception):
    def __init__(self) -> None:
        super().__init__(_("Submit the roster first: the stamped paper belongs to what was handed in."))


class TooManyPages(Exception):
    def __init__(self) -> None:
        super().__init__(
            _("No page was added: at most %(n)d pages are kept. Remove one first, or put them into one PDF.")
            % {"n": MOST_PAGES}
        )


def folder() -> Path:
    return Path(settings.SCANS_DIR)


def path_of(scan: StampedScan) -> Path:
    return folder() / scan.filename


def is_current(scan: StampedScan, roster: Roster) -> bool:
    """It shows the roster as it reads now."""
    return scan.version >= roster.content_version


def bring(*, roster: Roster, pages: Sequence[bytes], replace: str = "", by: User, now: datetime) -> list[StampedScan]:
    """Adds pages; those of an older version go, as do all with `replace="all"`. NotAScan names what is no scan.

    The files are written before the rows that name them: what a crash leaves is a file without a row, which is swept.
    """
    freed = [free_scan(page) for page in pages]
    made: list[StampedScan] = []
    try:
        with transaction.atomic():
            locked = lock_roster(roster)
            if not by.has_perm("registration.bring_scan", locked):
                raise NotOpen(locked, now)
            if locked.state not in HANDED_IN:
                raise NotHandedInYet
            there = list(locked.stamped_scans.order_by("pk"))
            old = [scan for scan in there if replace == "all" or not is_current(scan, locked)]
            if len(there) - len(old) + len(freed) > MOST_PAGES:
                raise TooManyPages
            for kind, content in freed:
                scan = StampedScan(
                    roster=locked, kind=kind, size=len(content), version=locked.content_version, at=now,
                    by_name=by.name,
                )  # fmt: skip
                made.append(scan)
                _write(path_of(scan), content)
                scan.save()
            _drop(old)
            log.record(
                verb="registration.bring_scan", subject=locked, by=by, now=now, unit=locked.unit,
                pages=len(made), replaced=len(old), version=locked.content_version,
            )  # fmt: skip
    except BaseException:
        for scan in made:
            path_of(scan).unlink(missing_ok=True)
        raise
    return made


@transaction.atomic
def remove(*, scan: StampedScan, by: User, now: datetime) -> None:
    locked = lock_roster(scan.roster)
    if not by.has_perm("registration.bring_scan", locked):
        raise NotOpen(locked, now)
    _drop(locked.stamped_scans.filter(pk=scan.pk))
    log.record(verb="registration.remove_scan", subject=locked, by=by, now=now, unit=locked.unit)


def erase_scans(rosters: Iterable[Roster], *, because: str, by: User | None, now: datetime) -> int:
    """Every page of these rosters: rows now, files once that is certain. That the paper came in stays known.

    Unit and organiser read on the roster that the pages went, and why, until new ones come.
    """
    gone = 0
    for roster in rosters:
        if pages := list(roster.stamped_scans.order_by("pk")):
            newest = pages[-1]
            came = {"version": newest.version, "at": newest.at, "by_name": newest.by_name}
            StampedPaper.objects.get_or_create(roster=roster, defaults=came)
            gone += _drop(pages)
            log.record(
                verb="registration.erase_scans", subject=roster, by=by, now=now, unit=roster.unit,
                pages=len(pages), because=because,
            )  # fmt: skip
    return gone


def sweep(*, now: datetime, older_than: int = 3600) -> int:
    """Files that no row names: of a crash, of an activity that was deleted. Young ones may still get their row."""
    known = {scan.filename for scan in StampedScan.objects.all()}
    gone = 0
    for path in sorted(folder().glob("*")) if folder().is_dir() else ():
        if path.name not in known and now.timestamp() - path.stat().st_mtime > older_than:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, readable by the server's own account alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = path.with_suffix(".part")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)


def _drop(rows: Iterable[StampedScan]) -> int:
    scans = list(rows)
    StampedScan.objects.filter(pk__in=[scan.pk for scan in scans]).delete()
    paths = [path_of(scan) for scan in scans]

    def unlink() -> None:
        for path in paths:
            path.unlink(missing_ok=True)

    transaction.on_commit(unlink)
    return len(scans)
