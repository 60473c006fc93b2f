"""What people who sign up by themselves want: what is wrong with it, what waits, who may be the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q

from accounts.models import Unit, User
from accounts.roles import Role
from events.models import Activity
from events.permissions import holds
from events.queries import contests_of
from events.querysets import OWNERS
from registration import limits
from registration.limits.roster import STAFF
from registration.models import Person, Roster, Signup, SignupLink
from registration.queries.listing import Listing
from registration.queries.terms import terms_of
from registration.queries.values import roster_value
from unionevents.lib.chinese_names import sound

OF_EVERYBODY = frozenset({"capacity"})  # what is asked of a whole unit and yet concerns the one who signs up


def bare_listing(activity: Activity, roster: Roster | None = None) -> Listing:
    """Contests and conditions, without the people of any unit."""
    nobody = roster or Roster(activity=activity, unit=Unit(name=""))
    return Listing(nobody, terms_of(activity), contests_of(activity), [])


def own_problems(listing: Listing, line: Any) -> list[limits.Problem]:
    """What is wrong with one person's own wishes. Nobody else of the unit is looked at or named."""
    contests = listing.contest_values
    settled = {
        contest.code: limits.settled(contest, line.gender, line.entries[contest.code])
        for contest in contests
        if contest.code in line.entries
    }
    facts = line.facts
    person = limits.Person(
        str(line.key),
        line.name,
        line.gender,
        line.post,
        line.healthy,
        settled,
        birth_date=facts.get("birth_date"),
        service_since=facts.get("service_since"),
        kind=facts.get("kind") or STAFF,
        functions=frozenset(facts.get("functions", ())),
        traits=frozenset(facts.get("traits", ())),
        contents=line.contents,
    )
    others = limits.Others(listing.others.taken, listing.others.contents, frozenset(), listing.others.waiting)
    value = roster_value(listing.roster, [person], contests, others=others)
    found = limits.broken(listing.conditions, value)
    return [problem for problem in found if problem.person == str(line.key) or problem.limit in OF_EVERYBODY]


@dataclass(frozen=True)
class Waiting:
    """One sign-up before its unit: what it would break, and who on the roster sounds alike."""

    signup: Signup
    problems: list[limits.Problem]
    contests: list[str]
    alike: list[Person] = field(default_factory=list)


def waiting_in(listing: Listing, lines: Sequence[tuple[Signup, Any]]) -> list[Waiting]:
    """Those that wait, first come first, each beside who might be the same person."""
    titles = {contest.code: contest.title for contest in listing.contests}
    found = []
    for signup, line in lines:
        wanted = [titles[code] for code in signup.entries if code in titles]
        alike = alike_in(listing.people, signup) if signup.person is None else []
        found.append(Waiting(signup, own_problems(listing, line), wanted, alike))
    return found


def alike_in(people: Sequence[Person], signup: Signup) -> list[Person]:
    """Who on the roster may be the one who signed up: nothing but the sound of the name and the gender is known."""
    heard = sound(signup.name)
    return [person for person in people if sound(person.name) == heard and person.gender == signup.gender]


def signups_of(roster: Roster) -> list[Signup]:
    """Every sign-up of the unit, those that wait first."""
    rows = Signup.objects.filter(roster=roster).select_related("person", "link")
    return sorted(rows, key=lambda signup: (signup.state != Signup.State.WAITING, signup.changed_at, signup.pk))


def waiting_count(roster: Roster) -> int:
    return Signup.objects.filter(roster=roster, state=Signup.State.WAITING).count()


def links_of(activity: Activity, user: User) -> list[SignupLink]:
    """The links that this person may print or withdraw, with how many have come by each."""
    waits = Count("signups", filter=Q(signups__state=Signup.State.WAITING))
    rows = SignupLink.objects.filter(activity=activity, withdrawn_at=None).select_related("unit", "activity")
    if not holds(user, activity, *OWNERS):
        rows = rows.filter(unit__path__in=user.standing.paths(Role.CONTACT))
    return list(rows.annotate(came=Count("signups"), waits=waits).order_by("unit__name", "pk"))
