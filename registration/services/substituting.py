"""Somebody else comes: at the call table, checked at once, with who, when and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import log
from registration.limits import Problem, broken, refusing, settled
from registration.models import Entry, Person
from registration.queries import contest_value, listing_of
from registration.services.drafting import next_number
from registration.services.gate import NotOpen, frozen_by, lock_numbers, lock_roster, note_change
from registration.services.teams import put_in_place_of


class CannotStandIn(Exception):
    """The substitute would break limits that refuse; `problems` say which."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(_("The substitution was not made: it breaks the conditions of registration."))


class NothingToTakeOver(Exception):
    """The person has withdrawn, or no entry was chosen."""

    def __init__(self) -> None:
        super().__init__(_("Choose at least one contest in which the substitute starts."))


@transaction.atomic
def substitute(
    *,
    out: Person,
    contests: Collection[str],
    name: str,
    gender: str,
    post: str,
    healthy: bool,
    reason: str,
    by: User,
    now: datetime,
) -> Person:
    """The entries chosen move to a new person with a new start number; each entry keeps its own number and place.

    Whoever has no entry left is withdrawn. Nothing is changed when the unit's roster would break a limit by it.
    """
    roster = lock_roster(out.roster)
    if not by.has_perm("registration.substitute", roster):
        raise NotOpen(roster, now)
    if frozen_by(roster, "substitutes", now=now):
        raise NotOpen(roster, now, "substitutes")
    before = {(problem.limit, problem.person, problem.contest) for problem in listing_of(roster).refusing}
    lock_numbers(roster.activity)
    gone = Person.objects.select_for_update().get(pk=out.pk)
    standing = (
        gone.entries.filter(withdrawn_at=None, team=None)
        .select_related("contest")
        .prefetch_related("contest__divisions")
    )
    moving = [entry for entry in standing if entry.contest.code in contests]
    in_teams = gone.memberships.filter(team__withdrawn_at=None, team__contest__code__in=contests)
    if gone.withdrawn_at is not None or not (moving or in_teams.exists()):
        raise NothingToTakeOver
    comes = Person.objects.create(
        roster=roster, activity=roster.activity, number=next_number(roster.activity), name=name, gender=gender,
        post=post, healthy=healthy, stands_in_for=gone,
    )  # fmt: skip
    for entry in moving:
        _hand_over(entry, comes)
    taken = [entry.contest.code for entry in moving] + put_in_place_of(gone, comes, list(contests))
    teams_left = gone.memberships.filter(team__withdrawn_at=None).exists()
    if not teams_left and not gone.entries.filter(withdrawn_at=None).exists():
        gone.withdrawn_at = now
        gone.save(update_fields=["withdrawn_at"])
    listing = listing_of(roster)
    problems = refusing(broken(listing.conditions, listing.value))
    # What was wrong with the roster before is not the substitute's fault.
    if caused := [each for each in problems if (each.limit, each.person, each.contest) not in before]:
        raise CannotStandIn(caused)
    note_change(roster, by=by, now=now)
    log.record(
        verb="registration.substitute", subject=roster, by=by, now=now, unit=roster.unit,
        out=gone.number, into=comes.number, contests=taken, reason=reason,
    )  # fmt: skip
    return comes


def _hand_over(entry: Entry, comes: Person) -> None:
    value = contest_value(entry.contest)
    kept = value.division(entry.division.code) if entry.division else None
    fits = kept is not None and kept.gender in {"", comes.gender}
    found = settled(value, comes.gender, kept.code if kept and fits else None)
    entry.person = comes
    entry.division = next((each for each in entry.contest.divisions.all() if each.code == found), None)
    entry.save(update_fields=["person", "division"])
