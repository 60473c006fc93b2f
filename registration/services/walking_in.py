"""Entries on the day: somebody who stands at the call table is put on the unit's roster and starts at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.services import log
from events.models import Activity
from registration import limits
from registration.limits import Problem
from registration.models import Entry, Person, Roster
from registration.queries import HANDED_IN, listing_of
from registration.services.drafting import next_entry_number, next_number
from registration.services.gate import NotOpen, frozen_by, lock_numbers, lock_roster, note_change
from registration.services.places import take_places
from registration.services.submissions import keep_accepted


class CannotWalkIn(Exception):
    """The entry would break limits that refuse; `problems` say which."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(_("The entry was not made: it breaks the conditions of registration."))


class NoPlaceLeft(Exception):
    def __init__(self, contests: Sequence[str]) -> None:
        super().__init__(
            _("No place is left in %(contests)s. Choose another contest.") % {"contests": "、".join(contests)}
        )


class RosterNotIn(Exception):
    def __init__(self, unit: Unit) -> None:
        said = _("The roster of “%(unit)s” has not been handed in. Submit it first, then enter who came.")
        super().__init__(said % {"unit": unit})


@transaction.atomic
def walk_in(
    *,
    activity: Activity,
    unit: Unit,
    name: str,
    gender: str,
    post: str,
    healthy: bool,
    contests: Collection[str],
    by: User,
    now: datetime,
    facts: Mapping[str, Any] | None = None,
) -> tuple[Person, list[str]]:
    """The person with a start number, and the contests in which they start without being ranked."""
    made, is_new = Roster.objects.get_or_create(activity=activity, unit=unit, defaults={"state": Roster.State.ACCEPTED})
    roster = lock_roster(made)
    if not by.has_perm("registration.walk_in", roster.activity):
        raise NotOpen(roster, now)
    if frozen_by(roster, "change", now=now):
        raise NotOpen(roster, now, "change")
    if roster.state not in HANDED_IN:
        raise RosterNotIn(unit)
    terms = lock_numbers(roster.activity)
    before = {_mark(problem) for problem in listing_of(roster, terms=terms).refusing}
    person = Person.objects.create(
        roster=roster, activity=roster.activity, number=next_number(roster.activity), name=name, gender=gender,
        post=post, healthy=healthy, **(facts or {}),
    )  # fmt: skip
    entered = _enter(person, roster, contests)
    listing = listing_of(roster, terms=terms)
    if caused := [problem for problem in listing.refusing if _mark(problem) not in before]:
        raise CannotWalkIn(caused)
    take_places(listing, now=now)
    if full := list(person.entries.filter(waiting_since__isnull=False).values_list("contest__title", flat=True)):
        raise NoPlaceLeft(full)
    note_change(roster, by=by, now=now)
    if is_new:
        keep_accepted(listing_of(roster, terms=terms), by=by, now=now)
    unranked = {code for key, code in limits.unranked(listing.conditions, listing.value) if key == str(person.key)}
    log.record(
        verb="registration.walk_in", subject=roster, by=by, now=now, unit=unit,
        number=person.number, contests=entered, unranked=sorted(unranked),
    )  # fmt: skip
    return person, [contest.title for contest in listing.contests if contest.code in unranked]


def _enter(person: Person, roster: Roster, contests: Collection[str]) -> list[str]:
    """One entry in each, with the next number and the division that fits."""
    listing = listing_of(roster)
    rows = {contest.code: contest for contest in listing.contests}
    entered = []
    for contest in listing.contest_values:
        if contest.code not in contests:
            continue
        row, code = rows[contest.code], limits.settled(contest, person.gender, None)
        division = next((each for each in row.divisions.all() if each.code == code), None)
        Entry.objects.create(person=person, contest=row, division=division, number=next_entry_number(row), walk_in=True)
        entered.append(contest.code)
    return entered


def _mark(problem: Problem) -> tuple[object, ...]:
    return problem.limit, problem.person, problem.contest, problem.team
