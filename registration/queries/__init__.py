"""Reading rosters: as values for the limits, as pages for units, as a board for the organiser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Count, Max

from accounts.models import Unit, User
from accounts.roles import Role
from events.models import Activity, Contest
from events.queries import contests_of
from registration import limits
from registration.models import Person, Roster, StampedScan, Submission, Team
from registration.queries.differences import bases_in, content_of, differences
from registration.queries.listing import Listing, listing_of
from registration.queries.terms import limits_of, terms_of
from registration.queries.values import (
    ENTRIES,
    HANDED_IN,
    contest_value,
    elsewhere_in,
    entries_now,
    person_value,
    roster_value,
    team_value,
    teams_now,
)
from unionevents.lib.phrase import Phrase

__all__ = [
    "ENTRIES",
    "HANDED_IN",
    "Board",
    "BoardRow",
    "Listing",
    "board_of",
    "contest_value",
    "entries_now",
    "limits_of",
    "listing_of",
    "own_rosters",
    "own_units",
    "terms_of",
    "unit_names",
    "unranked_in",
    "words_of_plan",
]
HEALTH = Phrase("Health statement: {statement}", "健康声明：{statement}")


def words_of_plan(activity: Activity) -> dict[str, list[Phrase | str]]:
    """For the plan: who may enter what, a sentence each, and what people declare about their health."""
    terms = terms_of(activity)
    contests = tuple(map(contest_value, contests_of(activity)))
    says: list[Phrase | str] = [limit.says(contests) for limit in limits_of(terms)]
    if terms.health_statement:
        says.append(HEALTH.fill(statement=terms.health_statement))
    return {"audience": says} if says else {}


@dataclass(frozen=True)
class BoardRow:
    """A unit on the organiser's board; without a roster it has not begun."""

    unit: Unit
    roster: Roster | None
    people: int
    entries: int
    refusing: tuple[limits.Problem, ...] = ()
    scans: int = 0
    scanned_version: int = 0
    """Of the newest page of the stamped roster that was uploaded."""
    differing: int = 0
    """People, teams or facts that read otherwise than when the roster was handed in or confirmed."""

    @property
    def scans_are_current(self) -> bool:
        return bool(self.roster and self.scans and self.scanned_version >= self.roster.content_version)

    @property
    def to_confirm_again(self) -> bool:
        """It was confirmed, and changed since."""
        return self.state == Roster.State.ACCEPTED and self.differing > 0

    @property
    def problems(self) -> int:
        return len(self.refusing)

    @property
    def state(self) -> str:
        if self.roster is None:
            return "not_opened"
        in_hand = self.roster.state in {Roster.State.DRAFT, Roster.State.RETURNED}
        return "problems" if in_hand and self.problems and self.people else str(self.roster.state)


@dataclass(frozen=True)
class Board:
    """Every invited unit, and how many are entered for each contest."""

    rows: list[BoardRow]
    contests: list[tuple[Contest, int, int]]
    """Contest, entries of submitted or accepted rosters, entries of all rosters."""
    overall: list[limits.Problem]
    """What shows only over all rosters that were handed in."""

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(row.state for row in self.rows)

    @property
    def people(self) -> int:
        return sum(row.people for row in self.rows)

    @property
    def entries(self) -> int:
        return sum(row.entries for row in self.rows)

    @property
    def handed_in(self) -> int:
        return self.counts[Roster.State.SUBMITTED] + self.counts[Roster.State.ACCEPTED]


def board_of(activity: Activity) -> Board:
    """In a constant number of queries, however many units there are."""
    contests = contests_of(activity)
    found = limits_of(terms_of(activity))
    values = limits.arranged(found, tuple(map(contest_value, contests)))
    elsewhere = elsewhere_in(activity)
    teams: dict[int, list[Team]] = {}
    for team in teams_now(activity) if limits.plays_in_teams(found) else ():
        teams.setdefault(team.roster_id, []).append(team)
    found_rosters = Roster.objects.filter(activity=activity).select_related("unit", "activity")
    rosters = {roster.unit_id: roster for roster in found_rosters}
    people: dict[int, list[Person]] = {}
    active = Person.objects.filter(activity=activity, withdrawn_at=None)
    for person in active.order_by("number").prefetch_related(ENTRIES):
        people.setdefault(person.roster_id, []).append(person)
    units = [invited.unit for invited in activity.invitedunits.select_related("unit").order_by("position", "pk")]
    invited = {unit.pk for unit in units}
    units += [roster.unit for roster in rosters.values() if roster.unit_id not in invited]
    held = {
        roster.pk: roster_value(
            roster,
            [person_value(person, elsewhere) for person in people.get(roster.pk, ())],
            values,
            teams=map(team_value, teams.get(roster.pk, ())),
        )
        for roster in rosters.values()
    }
    bases = bases_in(activity)
    scans = {
        row["roster"]: (row["n"], row["version"])
        for row in StampedScan.objects.filter(roster__activity=activity)
        .values("roster")
        .annotate(n=Count("pk"), version=Max("version"))
        .order_by()
    }
    differing = {
        roster.pk: _count_differences(bases[roster.pk], roster, people, teams, contests)
        for roster in rosters.values()
        if roster.pk in bases
    }
    rows = []
    for unit in units:
        roster = rosters.get(unit.pk)
        row = _board_row(unit, roster, held[roster.pk] if roster else None, found)
        count, version = scans.get(roster.pk, (0, 0)) if roster else (0, 0)
        changed = differing.get(roster.pk, 0) if roster else 0
        rows.append(replace(row, scans=count, scanned_version=version, differing=changed))
    handed_in = {roster.pk for roster in rosters.values() if roster.state in HANDED_IN}
    all_entries, sent_entries = Counter[int](), Counter[int]()
    for roster_pk in {*people, *teams}:
        entered = Counter(entry.contest_id for person in people.get(roster_pk, ()) for entry in entries_now(person))
        entered += Counter(team.contest_id for team in teams.get(roster_pk, ()))
        all_entries += entered
        if roster_pk in handed_in:
            sent_entries += entered
    in_force = [held[pk] for pk in handed_in]
    return Board(
        rows,
        [(contest, sent_entries[contest.pk], all_entries[contest.pk]) for contest in contests],
        limits.overall(found, in_force) if in_force else [],
    )


def _board_row(
    unit: Unit, roster: Roster | None, value: limits.Roster | None, found: Sequence[limits.Limit]
) -> BoardRow:
    if roster is None or value is None:
        return BoardRow(unit, None, 0, 0)
    entries = sum(len(person.entries) for person in value.people) + len(value.teams)
    return BoardRow(unit, roster, len(value.people), entries, tuple(limits.refusing(limits.broken(found, value))))


def _count_differences(
    base: Submission,
    roster: Roster,
    people: Mapping[int, list[Person]],
    teams: Mapping[int, list[Team]],
    contests: Sequence[Contest],
) -> int:
    now = content_of(roster, people.get(roster.pk, ()), teams.get(roster.pk, ()))
    return 0 if now == base.content else sum(1 for _each in differences(base.content, now, contests))


def unranked_in(activity: Activity) -> set[tuple[int, str]]:
    """Person (by primary key) and contest of the entries that take part without being ranked; alone, not in a team."""
    conditions = limits_of(terms_of(activity))
    people = Person.objects.filter(activity=activity, withdrawn_at=None).prefetch_related(ENTRIES)
    keys: dict[tuple[int, str], int] = {}
    held: dict[int, list[limits.Person]] = {}
    for person in people:
        keys[person.roster_id, str(person.key)] = person.pk
        held.setdefault(person.roster_id, []).append(person_value(person))
    contests = limits.arranged(conditions, tuple(map(contest_value, contests_of(activity))))
    found = set()
    for roster in Roster.objects.filter(activity=activity).select_related("unit", "activity"):
        value = roster_value(roster, held.get(roster.pk, ()), contests)
        found |= {(keys[roster.pk, key], contest) for key, contest in limits.unranked(conditions, value)}
    return found


def unit_names(activity: Activity) -> list[str]:
    """The invited units, as limits name them."""
    rows = activity.invitedunits.order_by("position", "pk")
    return list(rows.values_list("unit__name", flat=True))


def own_units(user: User, activity: Activity) -> list[Unit]:
    """The invited units for which the user speaks."""
    own = user.standing.paths(Role.CONTACT)
    return [
        invited.unit
        for invited in activity.invitedunits.filter(unit__path__in=own)
        .select_related("unit")
        .order_by("position", "pk")
    ]


def own_rosters(units: Iterable[Unit], activity: Activity) -> dict[int, Roster]:
    """The rosters of these units, by unit."""
    return {roster.unit_id: roster for roster in Roster.objects.filter(activity=activity, unit__in=list(units))}
