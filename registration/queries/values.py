"""Rows as the values that limits look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Count, Prefetch, Q

from events.models import Activity, Contest
from registration import limits
from registration.limits.kinds.content_once import same_content
from registration.models import Entry, Likeness, Member, Person, Roster, Team

HANDED_IN = (Roster.State.SUBMITTED, Roster.State.ACCEPTED)
# What a person enters alone; a team's entry belongs to the team.
_ALONE = Entry.objects.filter(team=None).order_by("contest_id")
ENTRIES = Prefetch("entries", _ALONE.select_related("contest", "division"))
OWN_ENTRIES = Prefetch("entries", _ALONE)  # for who has contests and divisions at hand
MEMBERS = Prefetch("members", Member.objects.select_related("person").order_by("place", "pk"))


def contest_value(contest: Contest) -> limits.Contest:
    divisions = tuple(limits.Division(each.code, each.title, each.gender) for each in contest.divisions.all())
    return limits.Contest(contest.code, contest.title, starred=contest.starred, divisions=divisions)


def entries_now(person: Person) -> list[Entry]:
    """The entries of a person that still stand; those of teams are not among them."""
    return [entry for entry in person.entries.all() if entry.withdrawn_at is None and entry.team_id is None]


def person_value(person: Person, elsewhere: Mapping[int, tuple[str, ...]] | None = None) -> limits.Person:
    """Somebody on a roster, as the limits see it; wants `ENTRIES` prefetched."""
    standing = entries_now(person)
    return limits.Person(
        str(person.key),
        person.name,
        person.gender,
        person.post,
        person.healthy,
        {entry.contest.code: entry.division.code if entry.division else None for entry in standing},
        birth_date=person.birth_date,
        service_since=person.service_since,
        kind=person.kind,
        functions=frozenset(person.functions),
        traits=frozenset(person.traits),
        walk_ins=frozenset(entry.contest.code for entry in standing if entry.walk_in),
        elsewhere=(elsewhere or {}).get(person.pk, ()),
        contents={entry.contest.code: entry.content for entry in standing if entry.content},
    )


def teams_now(activity: Activity, *, roster: Roster | None = None) -> list[Team]:
    """The teams that stand, with contest, entry and members, in two queries."""
    rows = Team.objects.filter(roster__activity=activity, withdrawn_at=None)
    if roster is not None:
        rows = rows.filter(roster=roster)
    ordered = rows.order_by("contest__position", "contest_id", "number")
    return list(ordered.select_related("contest", "entry__division").prefetch_related(MEMBERS))


def team_value(team: Team) -> limits.Team:
    """A team as the limits see it; people who have withdrawn are no longer in it."""
    entry: Entry | None = getattr(team, "entry", None)
    return limits.Team(
        str(team.key),
        team.contest.code,
        team.number,
        team.name,
        entry.division.code if entry and entry.division else None,
        tuple(
            limits.Member(str(member.person.key), tuple(member.positions), member.reserve)
            for member in team.members.all()
            if member.person.withdrawn_at is None
        ),
        entry.content if entry else "",
    )


def roster_value(
    roster: Roster,
    people: Iterable[limits.Person],
    contests: Sequence[limits.Contest],
    *,
    teams: Iterable[limits.Team] = (),
    others: limits.Others | None = None,
) -> limits.Roster:
    return limits.Roster(
        tuple(people),
        tuple(contests),
        tuple(teams),
        unit=roster.unit.name,
        size=roster.size,
        partners=tuple(limits.Partner(each["unit"], each.get("members")) for each in roster.partners),
        fee_paid=roster.fee_paid,
        first_day=roster.activity.first_day,
        others=others or limits.Others(),
    )


def others_of(roster: Roster, needs: Collection[str]) -> limits.Others:
    """What the other rosters of the activity hold: places taken, contents, units that have handed in their own.

    Only what the limits ask for is counted: before a deadline every unit asks.
    """
    entries = Entry.objects.filter(contest__activity=roster.activity_id, withdrawn_at=None)
    entries = entries.exclude(person__roster=roster.pk)
    taken: dict[str, int] = {}
    waiting: set[str] = set()
    if "others_places" in needs:
        waits = Q(waiting_since__isnull=False, person__withdrawn_at=None, person__roster__state__in=HANDED_IN)
        counted = entries.values("contest__code").annotate(placed=Count("placed_at"), queue=Count("pk", filter=waits))
        for code, placed, queue in counted.values_list("contest__code", "placed", "queue").order_by():
            taken[code] = placed
            waiting |= {code} if queue else set()
    contents: frozenset[tuple[str, str]] = frozenset()
    if "others_contents" in needs:
        known = entries.filter(Q(person__roster__state__in=HANDED_IN) | ~Q(placed_at=None)).exclude(content="")
        contents = frozenset((code, same_content(said)) for code, said in known.values_list("contest__code", "content"))
    units: frozenset[str] = frozenset()
    if "others_units" in needs:
        handed_in = Roster.objects.filter(activity=roster.activity_id, state__in=HANDED_IN).exclude(pk=roster.pk)
        units = frozenset(handed_in.values_list("unit__name", flat=True))
    return limits.Others(taken, contents, units, frozenset(waiting))


def elsewhere_in(activity: Activity) -> dict[int, tuple[str, ...]]:
    """For people who stand on several rosters and were said to be the same: the contests they are in on the others."""
    groups = same_people(activity)
    if not groups:
        return {}
    found: dict[int, set[str]] = defaultdict(set)
    wanted = [pk for group in groups for pk in group]
    alone = Entry.objects.filter(person__in=wanted, team=None, withdrawn_at=None, person__withdrawn_at=None)
    in_teams = Member.objects.filter(person__in=wanted, team__withdrawn_at=None, person__withdrawn_at=None)
    for pk, code in (
        *alone.values_list("person", "contest__code"),
        *in_teams.values_list("person", "team__contest__code"),
    ):
        for group in groups:
            if pk in group:
                for other in group - {pk}:
                    found[other].add(code)
    return {pk: tuple(sorted(codes)) for pk, codes in found.items()}


def same_people(activity: Activity) -> list[frozenset[int]]:
    """Groups of people (by primary key) whom the organiser called the same."""
    groups: list[set[int]] = []
    pairs = Likeness.objects.filter(activity=activity, is_same=True).values_list("one", "other").order_by("pk")
    for pair in pairs:
        touching = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in touching]
        groups.append(set(pair).union(*touching))
    return [frozenset(group) for group in groups]
