"""Keeping what was handed in and confirmed, for as long as a later change may be held against it."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from registration.models import Roster, Submission
from registration.queries import Listing
from registration.queries.differences import content_now

# The last that was confirmed is kept beside them.
KEPT = 2


def keep_submission(listing: Listing, *, by: User, now: datetime) -> Submission:
    """Called with the roster locked, when it is handed in."""
    roster = listing.roster
    made = Submission.objects.create(
        roster=roster, version=roster.content_version, at=now, by_name=by.name, content=content_now(listing)
    )
    return made


def keep_accepted(listing: Listing, *, by: User, now: datetime) -> None:
    """The organiser confirms the roster as it stands; what was changed since it came is part of that."""
    roster, content = listing.roster, content_now(listing)
    last = roster.submissions.order_by("-pk").first()
    if last is None or last.content != content:
        last = keep_submission(listing, by=by, now=now)
    last.accepted_at, last.accepted_by_name = now, by.name
    last.save(update_fields=["accepted_at", "accepted_by_name"])


def changed_since_accepted(listing: Listing) -> bool:
    """A confirmed roster that reads otherwise now: the organiser has to look again."""
    roster = listing.roster
    if roster.state != Roster.State.ACCEPTED:
        return False
    accepted = roster.submissions.filter(accepted_at__isnull=False).order_by("-pk").first()
    return accepted is not None and accepted.content != content_now(listing)


def forget_old(roster: Roster) -> None:
    """Called when the roster moves on, not in the rush of handing in."""
    rows = list(roster.submissions.order_by("-pk").values_list("pk", "accepted_at"))
    accepted = [pk for pk, accepted_at in rows if accepted_at][:1]
    keep = {pk for pk, _accepted_at in rows[:KEPT]} | set(accepted)
    if old := [pk for pk, _accepted_at in rows if pk not in keep]:
        roster.submissions.filter(pk__in=old).delete()
