"""One roster read whole: people, contests, terms, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from events.models import Contest
from events.queries import contests_of
from registration import limits
from registration.models import Entry, Person, Roster, Team, Terms
from registration.queries.terms import limits_of, terms_of
from registration.queries.values import (
    OWN_ENTRIES,
    contest_value,
    elsewhere_in,
    entries_now,
    others_of,
    person_value,
    roster_value,
    team_value,
    teams_now,
)


@dataclass(frozen=True)
class Listing:
    """People, contests and terms as they were read; the rest is read when somebody asks."""

    roster: Roster
    terms: Terms
    contests: list[Contest]
    everybody: list[Person]

    @cached_property
    def teams(self) -> list[Team]:
        plays = limits.plays_in_teams(self.conditions)
        return teams_now(self.roster.activity, roster=self.roster) if plays else []

    @cached_property
    def others(self) -> limits.Others:
        return others_of(self.roster, self.needs)

    @cached_property
    def elsewhere(self) -> Mapping[int, tuple[str, ...]]:
        return elsewhere_in(self.roster.activity) if "others_entries" in self.needs else {}

    @cached_property
    def people(self) -> list[Person]:
        return [person for person in self.everybody if person.withdrawn_at is None]

    @cached_property
    def withdrawn(self) -> list[Person]:
        return [person for person in self.everybody if person.withdrawn_at is not None]

    @property
    def entries(self) -> list[Entry]:
        """What stands, alone and in teams: who waits already first, in order, then by number."""
        alone = [entry for person in self.people for entry in entries_now(person)]
        here = {person.pk for person in self.people}
        in_teams = []
        for team in self.teams:
            entry: Entry | None = getattr(team, "entry", None)
            if entry is not None and entry.withdrawn_at is None and entry.person_id in here:
                entry.contest = team.contest
                in_teams.append(entry)
        return sorted(alone + in_teams, key=_in_order)

    @cached_property
    def conditions(self) -> list[limits.Limit]:
        return limits_of(self.terms)

    @cached_property
    def every_contest(self) -> tuple[limits.Contest, ...]:
        return limits.arranged(self.conditions, tuple(map(contest_value, self.contests)))

    @cached_property
    def contest_values(self) -> tuple[limits.Contest, ...]:
        """What people enter one by one; team contests have a page of their own."""
        return tuple(contest for contest in self.every_contest if not contest.by_team)

    @cached_property
    def team_contests(self) -> tuple[limits.Contest, ...]:
        return tuple(contest for contest in self.every_contest if contest.by_team)

    @cached_property
    def needs(self) -> frozenset[str]:
        """The facts that this activity's limits ask for."""
        return limits.needed(self.conditions)

    @cached_property
    def value(self) -> limits.Roster:
        people = [person_value(person, self.elsewhere) for person in self.people]
        teams = map(team_value, self.teams)
        return roster_value(self.roster, people, self.every_contest, teams=teams, others=self.others)

    @cached_property
    def problems(self) -> list[limits.Problem]:
        return limits.broken(self.conditions, self.value)

    @cached_property
    def refusing(self) -> list[limits.Problem]:
        return limits.refusing(self.problems)

    @property
    def entry_count(self) -> int:
        return sum(len(person.entries) for person in self.value.people) + len(self.teams)


def _in_order(entry: Entry) -> tuple[bool, float, int]:
    since = entry.waiting_since
    return (since is None, since.timestamp() if since else 0.0, entry.number)


def listing_of(roster: Roster, *, terms: Terms | None = None, seen: Listing | None = None) -> Listing:
    """In a constant number of queries.

    Every change of a roster gives it a new version, so what was `seen` at this version is what stands there now.
    """
    terms = terms or terms_of(roster.activity)
    if seen is not None and (seen.roster.pk, seen.roster.version) == (roster.pk, roster.version):
        return Listing(roster, terms, seen.contests, seen.everybody)
    contests = contests_of(roster.activity)
    people = list(Person.objects.filter(roster=roster).order_by("number").prefetch_related(OWN_ENTRIES))
    _hand_over(contests, people)
    return Listing(roster, terms, contests, people)


def _hand_over(contests: list[Contest], people: list[Person]) -> None:
    """Each entry gets the contest and the division that were read already: joining them again takes longer."""
    known = {contest.pk: contest for contest in contests}
    divisions = {division.pk: division for contest in contests for division in contest.divisions.all()}
    for person in people:
        for entry in person.entries.all():
            if contest := known.get(entry.contest_id):  # one that was added in this moment is read when it is asked for
                entry.contest = contest
            if division := divisions.get(entry.division_id):
                entry.division = division
