"""Handing a roster in, taking it back, accepting it, returning it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.services import log
from registration.limits import Problem, confirming
from registration.models import Roster
from registration.queries import Listing, listing_of
from registration.services.gate import (
    NotOpen,
    Stale,
    check_gate,
    lock_numbers,
    lock_roster,
    lock_with_activity,
    note_move,
)
from registration.services.places import take_places
from registration.services.submissions import changed_since_accepted, forget_old, keep_accepted, keep_submission

# Without 0/O and 1/I: the code is read out on the telephone.
RECEIPT_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


class NotReady(Exception):
    """The roster breaks limits that refuse."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        super().__init__(
            ngettext(
                "Not submitted: %(n)d point must be put right first.",
                "Not submitted: %(n)d points must be put right first.",
                count,
            )
            % {"n": count}
        )


class NotConfirmed(Exception):
    """The roster breaks limits that the unit has to confirm."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        super().__init__(
            ngettext(
                "Not submitted: confirm %(n)d point first, or change it.",
                "Not submitted: confirm %(n)d points first, or change them.",
                count,
            )
            % {"n": count}
        )


class NotNow(Exception):
    """The roster is in another state than the act needs."""

    def __init__(self, roster: Roster) -> None:
        super().__init__(_("Nothing was changed: the roster is “%(state)s”.") % {"state": roster.get_state_display()})


class CommentMissing(Exception):
    """A returned roster has to say why."""

    def __init__(self) -> None:
        super().__init__(_("Write what the unit should correct."))


@transaction.atomic
def submit(
    *,
    roster: Roster,
    version: int,
    by: User,
    now: datetime,
    confirmed: Collection[str] | None = None,
    seen: Listing | None = None,
) -> Roster:
    """Hand in what the person has seen, checked once more; the second press of the button is no second submission.

    `confirmed` names the problems that the unit says are meant so (`Problem.code`); `seen` is the roster as this
    request has read it already.
    """
    locked = lock_with_activity(roster)
    if locked.state == Roster.State.SUBMITTED and locked.version == version:
        return locked
    check_gate(locked, by=by, now=now)
    if locked.state not in {Roster.State.DRAFT, Roster.State.RETURNED}:
        raise NotNow(locked)
    if locked.version != version:
        raise Stale(locked, by)
    terms = lock_numbers(locked.activity)  # before places are counted, until they are taken
    listing = listing_of(locked, terms=terms, seen=seen)
    if listing.refusing:
        raise NotReady(listing.refusing)
    asked = confirming(listing.problems)
    if open_questions := [problem for problem in asked if problem.code not in set(confirmed or ())]:
        raise NotConfirmed(open_questions)
    locked.state = Roster.State.SUBMITTED
    locked.submitted_at, locked.submitted_by_name = now, by.name
    locked.receipt = receipt_of(locked)
    locked.save(update_fields=["state", "submitted_at", "submitted_by_name", "receipt"])
    take_places(listing, now=now)
    keep_submission(listing, by=by, now=now)
    log.record(
        verb="registration.submit_roster", subject=locked, by=by, now=now, unit=locked.unit,
        people=len(listing.people), entries=listing.entry_count, receipt=locked.receipt,
        **({"confirmed": [problem.code for problem in asked]} if asked else {}),
    )  # fmt: skip
    return locked


@transaction.atomic
def take_back(*, roster: Roster, by: User, now: datetime) -> Roster:
    """The unit corrects what it handed in, before the deadline."""
    locked = lock_with_activity(roster)
    if locked.state != Roster.State.SUBMITTED:
        raise NotNow(locked)
    if not by.has_perm("registration.take_back_roster", locked) or not locked.activity.takes_registrations(now):
        raise NotOpen(locked, now)
    return _move(locked, Roster.State.DRAFT, "registration.take_back_roster", by=by, now=now)


@transaction.atomic
def accept(*, roster: Roster, by: User, now: datetime) -> Roster:
    """The organiser has checked it, or checks again what changed after that."""
    locked = lock_roster(roster)
    listing = listing_of(locked)
    to_check = locked.state == Roster.State.SUBMITTED or changed_since_accepted(listing)
    if not to_check or not by.has_perm("registration.review_roster", locked):
        raise NotNow(locked)
    keep_accepted(listing, by=by, now=now)
    return _move(locked, Roster.State.ACCEPTED, "registration.accept_roster", by=by, now=now)


@transaction.atomic
def send_back(*, roster: Roster, comment: str, by: User, now: datetime) -> Roster:
    """Back to the unit, with what it should correct."""
    locked = lock_roster(roster)
    handed_in = {Roster.State.SUBMITTED, Roster.State.ACCEPTED}
    if locked.state not in handed_in or not by.has_perm("registration.review_roster", locked):
        raise NotNow(locked)
    if not comment.strip():
        raise CommentMissing
    return _move(locked, Roster.State.RETURNED, "registration.return_roster", by=by, now=now, comment=comment.strip())


def receipt_of(roster: Roster) -> str:
    """`K7Q4-M2XD`: says that exactly this version was handed in at that moment."""
    said = f"{roster.pk}:{roster.version}:{roster.submitted_at:%Y%m%d%H%M%S}"
    digest = salted_hmac("registration.receipt", said, algorithm="sha256").digest()
    letters = "".join(RECEIPT_LETTERS[byte % len(RECEIPT_LETTERS)] for byte in digest[:8])
    return f"{letters[:4]}-{letters[4:]}"


def _move(roster: Roster, state: str, verb: str, *, by: User, now: datetime, comment: str = "") -> Roster:
    roster.state, roster.comment = state, comment
    roster.save(update_fields=["state", "comment"])
    note_move(roster, by=by, now=now)
    forget_old(roster)
    log.record(verb=verb, subject=roster, by=by, now=now, unit=roster.unit, comment=comment)
    return roster
