"""Somebody else comes: at the call table, checked at once, with who, when and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import LogEntry, User
from accounts.services import log
from registration.limits import Problem, broken, refusing, settled
from registration.models import Entry, Member, Person, Roster
from registration.queries import contest_value, listing_of
from registration.services.drafting import next_number
from registration.services.gate import check_substituting, lock_numbers, lock_roster, note_change
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


class NothingToUndo(Exception):
    """The roster was changed since, or nobody was substituted."""

    def __init__(self) -> None:
        super().__init__(_("It cannot be undone any more: the roster was changed since. Make another substitution."))


class AlreadyEntered(Exception):
    """Whoever should come has an entry of the own in one of the contests."""

    def __init__(self, person: Person, contests: Sequence[str]) -> None:
        said = {"name": person.name, "contests": _(", ").join(contests)}
        super().__init__(_("%(name)s is or was entered in %(contests)s already. Choose somebody else.") % said)


@transaction.atomic
def substitute(
    *,
    out: Person,
    contests: Collection[str],
    reason: str,
    by: User,
    now: datetime,
    name: str = "",
    gender: str = "",
    post: str = "",
    healthy: bool = False,
    comes: int | None = None,
) -> Person:
    """The entries chosen move to somebody else; each entry keeps its own number and place.

    `comes` is the start number of somebody of the unit; without it a new person with a new number comes. Whoever has no
    entry left is withdrawn. Nothing is changed when the unit's roster would break a limit by it.
    """
    roster = lock_roster(out.roster)
    check_substituting(roster, by=by, now=now)
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
    if comes is None:
        into = Person.objects.create(
            roster=roster, activity=roster.activity, number=next_number(roster.activity), name=name, gender=gender,
            post=post, healthy=healthy, stands_in_for=gone,
        )  # fmt: skip
    else:
        into = _of_the_unit(gone, comes, moving)
    for entry in moving:
        _hand_over(entry, into)
    left_seats = _leave_seats(into, contests)
    taken = [entry.contest.code for entry in moving] + put_in_place_of(gone, into, list(contests))
    teams_left = gone.memberships.filter(team__withdrawn_at=None).exists()
    withdraws = not teams_left and not gone.entries.filter(withdrawn_at=None).exists()
    if withdraws:
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
        out=gone.number, into=into.number, contests=taken, reason=reason,
        undo={
            "version": roster.version, "entries": [entry.pk for entry in moving], "is_new": comes is None,
            "withdrew": withdraws, "seats": left_seats,
        },
    )  # fmt: skip
    return into


@transaction.atomic
def undo(*, roster: Roster, by: User, now: datetime) -> Person:
    """The last substitution never was, as long as nothing else was changed since; gives back who starts again."""
    locked = lock_roster(roster)
    check_substituting(locked, by=by, now=now)
    last = undoable(locked)
    if last is None:
        raise NothingToUndo
    lock_numbers(locked.activity)
    people = {person.number: person for person in Person.objects.filter(roster=locked)}
    gone, into, kept = people[last.details["out"]], people[last.details["into"]], last.details["undo"]
    for entry in Entry.objects.filter(pk__in=kept["entries"]).select_related("contest"):
        _hand_over(entry, gone)
    put_in_place_of(into, gone, last.details["contests"])
    for seat in kept["seats"]:
        Member.objects.create(person=into, **seat)
    if kept["withdrew"]:
        gone.withdrawn_at = None
        gone.save(update_fields=["withdrawn_at"])
    if kept["is_new"]:
        into.withdrawn_at = now
        into.save(update_fields=["withdrawn_at"])
    note_change(locked, by=by, now=now)
    log.record(
        verb="registration.undo_substitution", subject=locked, by=by, now=now, unit=locked.unit,
        out=into.number, into=gone.number, contests=last.details["contests"],
    )  # fmt: skip
    return gone


def undoable(roster: Roster) -> LogEntry | None:
    """The last substitution of a roster, if nothing has been changed on it since."""
    last = log.entries_about(roster).filter(verb="registration.substitute").first()
    if last is None or last.details.get("undo", {}).get("version") != roster.version:
        return None
    return last


def _of_the_unit(gone: Person, number: int, moving: Sequence[Entry]) -> Person:
    """Somebody on the same roster who is free in these contests."""
    into = Person.objects.filter(roster=gone.roster_id, number=number, withdrawn_at=None).exclude(pk=gone.pk).first()
    if into is None:
        raise NothingToTakeOver
    held = Entry.objects.filter(person=into, team=None, contest__in=[entry.contest_id for entry in moving])
    if titles := list(held.values_list("contest__title", flat=True)):
        raise AlreadyEntered(into, titles)
    return into


def _leave_seats(into: Person, contests: Collection[str]) -> list[dict[str, object]]:
    """A named substitute gives up the place on the bench for the one on the field; gives back what was given up."""
    rows = Member.objects.filter(person=into, team__withdrawn_at=None, team__contest__code__in=contests)
    if starting := list(rows.filter(reserve=False).values_list("team__contest__title", flat=True)):
        raise AlreadyEntered(into, starting)
    seats = [
        {"team_id": row.team_id, "place": row.place, "positions": row.positions, "reserve": row.reserve} for row in rows
    ]
    rows.delete()
    return seats


def _hand_over(entry: Entry, comes: Person) -> None:
    value = contest_value(entry.contest)
    kept = value.division(entry.division.code) if entry.division else None
    fits = kept is not None and kept.gender in {"", comes.gender}
    found = settled(value, comes.gender, kept.code if kept and fits else None)
    entry.person = comes
    entry.division = next((each for each in entry.contest.divisions.all() if each.code == found), None)
    entry.save(update_fields=["person", "division"])
