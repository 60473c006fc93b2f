"""Why a stamped page that was there is not there any more."""

from __future__ import annotations

from accounts.models import LogEntry
from accounts.services.log import entries_about
from registration.models import Roster

ERASED, BROUGHT = "registration.erase_scans", "registration.bring_scan"


def erased_pages(roster: Roster) -> LogEntry | None:
    """The act that erased the pages, until new ones come."""
    last = entries_about(roster).filter(verb__in=(ERASED, BROUGHT)).first()
    return last if last is not None and last.verb == ERASED else None
