"""Reading rosters: as values for the limits, as pages for units, as a board for the organiser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch

from accounts.models import Unit, User
from accounts.roles import Role
from events.models import Activity, Contest
from events.queries import contests_of
from registration import limits
from registration.models import Entry, Person, Roster, Terms
from unionevents.lib.phrase import Phrase

HEALTH = Phrase("Health statement: {statement}", "健康声明：{statement}")
ENTRIES = Prefetch("entries", Entry.objects.select_related("contest", "division").order_by("contest_id"))


def terms_of(activity: Activity) -> Terms:
    """The terms as they stand; unsaved ones where nobody has set any."""
    return Terms.objects.filter(activity=activity).first() or Terms(activity=activity)


def limits_of(terms: Terms) -> list[limits.Limit]:
    """The limits that can be read; a configuration that cannot is shown to the organiser, not to the units."""
    try:
        return limits.read_limits(terms.limits)
    except limits.BadLimits:
        return []


def words_of_plan(activity: Activity) -> dict[str, list[Phrase | str]]:
    """For the plan: who may enter what, a sentence each, and what people declare about their health."""
    terms = terms_of(activity)
    contests = tuple(map(contest_value, contests_of(activity)))
    says: list[Phrase | str] = [limit.says(contests) for limit in limits_of(terms)]
    if terms.health_statement:
        says.append(HEALTH.fill(statement=terms.health_statement))
    return {"audience": says} if says else {}


def contest_value(contest: Contest) -> limits.Contest:
    divisions = tuple(limits.Division(each.code, each.title, each.gender) for each in contest.divisions.all())
    return limits.Contest(contest.code, contest.title, starred=contest.starred, divisions=divisions)


def entries_now(person: Person) -> list[Entry]:
    """The entries of a person that still stand."""
    return [entry for entry in person.entries.all() if entry.withdrawn_at is None]


def person_value(person: Person) -> limits.Person:
    """Somebody on a roster, as the limits see it; wants `ENTRIES` prefetched."""
    entries = {entry.contest.code: entry.division.code if entry.division else None for entry in entries_now(person)}
    return limits.Person(str(person.key), person.name, person.gender, person.post, person.healthy, entries)


@dataclass(frozen=True)
class Listing:
    """One roster read whole: people, contests, terms, and what is wrong with it."""

    roster: Roster
    terms: Terms
    contests: list[Contest]
    everybody: list[Person]

    @cached_property
    def people(self) -> list[Person]:
        return [person for person in self.everybody if person.withdrawn_at is None]

    @cached_property
    def withdrawn(self) -> list[Person]:
        return [person for person in self.everybody if person.withdrawn_at is not None]

    @cached_property
    def conditions(self) -> list[limits.Limit]:
        return limits_of(self.terms)

    @cached_property
    def contest_values(self) -> tuple[limits.Contest, ...]:
        return tuple(map(contest_value, self.contests))

    @cached_property
    def value(self) -> limits.Roster:
        return limits.Roster(tuple(map(person_value, self.people)), self.contest_values)

    @cached_property
    def problems(self) -> list[limits.Problem]:
        return limits.broken(self.conditions, self.value)

    @cached_property
    def refusing(self) -> list[limits.Problem]:
        return limits.refusing(self.problems)

    @property
    def entry_count(self) -> int:
        return sum(len(person.entries) for person in self.value.people)


def listing_of(roster: Roster) -> Listing:
    """In a constant number of queries."""
    people = Person.objects.filter(roster=roster).order_by("number").prefetch_related(ENTRIES)
    return Listing(roster, terms_of(roster.activity), contests_of(roster.activity), list(people))


@dataclass(frozen=True)
class BoardRow:
    """A unit on the organiser's board; without a roster it has not begun."""

    unit: Unit
    roster: Roster | None
    people: int
    entries: int
    problems: int

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


HANDED_IN = (Roster.State.SUBMITTED, Roster.State.ACCEPTED)


def board_of(activity: Activity) -> Board:
    """In a constant number of queries, however many units there are."""
    contests = contests_of(activity)
    values = tuple(map(contest_value, contests))
    found = limits_of(terms_of(activity))
    rosters = {roster.unit_id: roster for roster in Roster.objects.filter(activity=activity).select_related("unit")}
    people: dict[int, list[Person]] = {}
    active = Person.objects.filter(activity=activity, withdrawn_at=None)
    for person in active.order_by("number").prefetch_related(ENTRIES):
        people.setdefault(person.roster_id, []).append(person)
    units = [invited.unit for invited in activity.invitedunits.select_related("unit").order_by("position", "pk")]
    invited = {unit.pk for unit in units}
    units += [roster.unit for roster in rosters.values() if roster.unit_id not in invited]
    rows = [_board_row(unit, rosters.get(unit.pk), people, values, found) for unit in units]
    handed_in = {roster.pk for roster in rosters.values() if roster.state in HANDED_IN}
    all_entries, sent_entries = Counter[int](), Counter[int]()
    for roster_pk, listed in people.items():
        entered = Counter(entry.contest_id for person in listed for entry in entries_now(person))
        all_entries += entered
        if roster_pk in handed_in:
            sent_entries += entered
    return Board(rows, [(contest, sent_entries[contest.pk], all_entries[contest.pk]) for contest in contests])


def _board_row(
    unit: Unit,
    roster: Roster | None,
    people: dict[int, list[Person]],
    contests: tuple[limits.Contest, ...],
    found: Sequence[limits.Limit],
) -> BoardRow:
    listed = people.get(roster.pk, []) if roster else []
    value = limits.Roster(tuple(map(person_value, listed)), contests)
    problems = len(limits.refusing(limits.broken(found, value))) if roster else 0
    return BoardRow(unit, roster, len(listed), sum(len(person.entries) for person in value.people), problems)


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
