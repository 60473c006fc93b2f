"""The unit's word on who signed up: onto the roster, off it, or no with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import log
from registration.limits import Problem
from registration.models import Person, Signup
from registration.queries import listing_of
from registration.queries.signups import alike_in
from registration.services import drafting
from registration.services.gate import check_gate, lock_numbers, lock_roster
from registration.services.signing_up import line_of


class Decided(Exception):
    """Somebody has decided already, or the person has withdrawn."""

    def __init__(self) -> None:
        super().__init__(_("This sign-up was decided already. Look at the list again."))


class CannotConfirm(Exception):
    """The roster would break limits by it; `problems` say which."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(_("Not put on the roster: it breaks the conditions of registration."))


class ReasonMissing(Exception):
    """Who is not taken is told why."""

    def __init__(self) -> None:
        super().__init__(_("Write why, so that the person can read it."))


class WhoIsIt(Exception):
    """Somebody on the roster sounds alike: the same person, or another?"""

    def __init__(self, alike: Sequence[Person]) -> None:
        self.alike = tuple(alike)
        super().__init__(_("Somebody on the roster has the same name. Say whether this is the same person."))


@transaction.atomic
def confirm(*, signup: Signup, by: User, now: datetime, same_as: int | None = None, is_another: bool = False) -> Signup:
    """Put the person on the roster, or bring the one there to what was asked; places are counted under the lock.

    `same_as` is the start number of somebody on the roster who is the same person; `is_another` says nobody is.
    """
    roster = lock_roster(signup.roster)
    check_gate(roster, by=by, now=now, act="withdrawals" if signup.leaves else "change")
    locked = _waiting(signup)
    lock_numbers(roster.activity)
    before = listing_of(roster)
    known = {(each.limit, each.person, each.contest) for each in before.refusing}
    line = line_of(locked)
    found = next((person for person in before.people if same_as is not None and person.number == same_as), None)
    is_new = locked.person_id is None and found is None
    if is_new and not is_another and (alike := alike_in(before.people, locked)):
        raise WhoIsIt(alike)
    if found is not None:
        standing = next(value for value in before.value.people if value.key == str(found.key))
        line = replace(line, key=found.key, entries={**standing.entries, **line.entries})
    if locked.leaves:
        changed = drafting.save(roster=roster, version=roster.version, lines=[], remove=[line.key], by=by, now=now)
    else:
        changed = drafting.save(roster=roster, version=roster.version, lines=[line], by=by, now=now)
        after = listing_of(changed)
        caused = [each for each in after.refusing if (each.limit, each.person, each.contest) not in known]
        if mine := [each for each in caused if each.person == str(line.key) or each.limit in OF_THE_UNIT]:
            raise CannotConfirm(mine)
    locked.person = Person.objects.get(roster=roster, key=line.key)
    locked.state = Signup.State.WITHDRAWN if locked.leaves else Signup.State.CONFIRMED
    return _decided(locked, by, now, "registration.confirm_signup")


OF_THE_UNIT = frozenset({"capacity", "entries_per_unit", "people_per_unit", "post_quota", "share_of_members"})


@transaction.atomic
def reject(*, signup: Signup, reason: str, by: User, now: datetime) -> Signup:
    """Not onto the roster; the person reads why with the own code. Who stands on it already stays."""
    roster = lock_roster(signup.roster)
    check_gate(roster, by=by, now=now)
    locked = _waiting(signup)
    if not reason.strip():
        raise ReasonMissing
    locked.reason = reason.strip()
    stays = locked.person is not None and locked.person.withdrawn_at is None
    locked.state, locked.leaves = (Signup.State.CONFIRMED if stays else Signup.State.REJECTED), False
    return _decided(locked, by, now, "registration.reject_signup")


def _waiting(signup: Signup) -> Signup:
    rows = Signup.objects.select_for_update(of=("self",)).select_related("person", "roster__unit")
    locked = rows.get(pk=signup.pk)
    if locked.state != Signup.State.WAITING:
        raise Decided
    return locked


def _decided(signup: Signup, by: User, now: datetime, verb: str) -> Signup:
    signup.decided_at, signup.decided_by_name = now, by.name
    signup.save()
    number = signup.person.number if signup.person else None
    log.record(
        verb=verb, subject=signup.roster, by=by, now=now, unit=signup.roster.unit, number=number, signup=signup.pk,
        leaves=signup.state == Signup.State.WITHDRAWN, reason=signup.reason,
    )  # fmt: skip
    return signup
