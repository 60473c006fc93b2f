"""Teams of a roster: composed of its people, each with an entry whose number stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import log
from events.models import Contest, Division
from registration.limits import arranged
from registration.models import Entry, Member, Person, Roster, Team
from registration.queries import contest_value, limits_of, terms_of
from registration.services.gate import Stale, lock_numbers, note_change, pass_gate
from registration.services.places import move_up


class NobodyInTeam(Exception):
    """A team has at least one person, who answers for it."""

    def __init__(self) -> None:
        super().__init__(_("Tap at least one person into the team."))


class NoTeamContest(Exception):
    """The contest is not, or no longer, one for teams."""

    def __init__(self) -> None:
        super().__init__(_("This contest is not one for teams. Look at the conditions of registration."))


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Somebody tapped into a team; `person` is the key on the roster."""

    person: UUID
    positions: tuple[int, ...] = ()
    reserve: bool = False


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team as composed; the first member is its captain. A sheet says the `number` of a new one, a page does not."""

    key: UUID
    contest: str
    members: Sequence[MemberLine]
    name: str = ""
    division: str | None = None
    content: str = ""
    number: int | None = None


@transaction.atomic
def save_team(*, roster: Roster, version: int, line: TeamLine, by: User, now: datetime) -> Team:
    """Bring one team to what the line says; the same form sent twice is one change."""
    locked = pass_gate(roster, by=by, now=now, act="change")
    contest = _team_contest(locked, line.contest)
    people = {person.key: person for person in locked.people.filter(withdrawn_at=None)}
    members = [member for member in line.members if member.person in people]
    if not members:
        raise NobodyInTeam
    team = Team.objects.filter(roster=locked, key=line.key).select_related("entry").first()
    if team is not None and _says(team) == (line.name, _division(line, contest), line.content, members):
        return team
    if version != locked.version:
        raise Stale(locked, by)
    lock_numbers(locked.activity)
    if team is None:
        number = line.number or _next_team_number(locked, contest)
        team = Team(roster=locked, contest=contest, key=line.key, number=number)
    team.name, team.withdrawn_at = line.name, None
    team.save()
    team.members.all().delete()
    Member.objects.bulk_create(
        Member(team=team, person=people[each.person], place=place, positions=list(each.positions), reserve=each.reserve)
        for place, each in enumerate(members, start=1)
    )
    _enter(team, people[members[0].person], _division(line, contest), line.content)
    note_change(locked, by=by, now=now)
    log.record(
        verb="registration.save_team", subject=locked, by=by, now=now, unit=locked.unit,
        contest=contest.code, team=team.number, people=[people[each.person].number for each in members],
    )  # fmt: skip
    return team


@transaction.atomic
def drop_team(*, roster: Roster, version: int, key: UUID, by: User, now: datetime) -> None:
    """The team does not start; its number is not given to another."""
    locked = pass_gate(roster, by=by, now=now)
    team = Team.objects.filter(roster=locked, key=key, withdrawn_at=None).select_related("contest").first()
    if team is None:
        return
    if version != locked.version:
        raise Stale(locked, by)
    lock_numbers(locked.activity)
    team.withdrawn_at = now
    team.save(update_fields=["withdrawn_at"])
    Entry.objects.filter(team=team).update(withdrawn_at=now, placed_at=None, waiting_since=None)
    move_up(locked.activity, [team.contest.code], now=now)
    note_change(locked, by=by, now=now)
    log.record(
        verb="registration.drop_team", subject=locked, by=by, now=now, unit=locked.unit,
        contest=team.contest.code, team=team.number,
    )  # fmt: skip


def hand_over_captaincy(roster: Roster) -> None:
    """Whoever withdraws answers for no team any more: the next of its people does."""
    led = Entry.objects.filter(team__roster=roster, withdrawn_at=None).exclude(person__withdrawn_at=None)
    for entry in led.select_related("team"):
        assert entry.team is not None
        following = entry.team.members.filter(person__withdrawn_at=None).order_by("place").first()
        if following is not None:
            entry.person_id = following.person_id
            entry.save(update_fields=["person"])


def put_in_place_of(out: Person, comes: Person, contests: Sequence[str]) -> list[str]:
    """In the teams of these contests the one stands where the other stood; gives back the contests it concerned."""
    rows = Member.objects.filter(person=out, team__withdrawn_at=None, team__contest__code__in=contests)
    found = list(rows.select_related("team__contest"))
    for member in found:
        member.person = comes
        member.save(update_fields=["person"])
        Entry.objects.filter(team=member.team, person=out).update(person=comes)
    return [member.team.contest.code for member in found]


def _team_contest(roster: Roster, code: str) -> Contest:
    contest = roster.activity.contests.filter(code=code).prefetch_related("divisions").first()
    if contest is None:
        raise NoTeamContest
    value = arranged(limits_of(terms_of(roster.activity)), [contest_value(contest)])[0]
    if not value.by_team:
        raise NoTeamContest
    return contest


def _division(line: TeamLine, contest: Contest) -> Division | None:
    """The one chosen, or the only one there is."""
    divisions = list(contest.divisions.all())
    chosen = next((each for each in divisions if each.code == line.division), None)
    return divisions[0] if chosen is None and len(divisions) == 1 else chosen


def _says(team: Team) -> tuple[str, Division | None, str, list[MemberLine]] | None:
    """What stands, in the words of a line; None for a team that was dropped."""
    if team.withdrawn_at is not None:
        return None
    rows = team.members.select_related("person").order_by("place")
    members = [MemberLine(row.person.key, tuple(row.positions), row.reserve) for row in rows]
    return team.name, team.entry.division, team.entry.content, members


def _next_team_number(roster: Roster, contest: Contest) -> int:
    return (Team.objects.filter(roster=roster, contest=contest).aggregate(n=Max("number"))["n"] or 0) + 1


def _enter(team: Team, captain: Person, division: Division | None, content: str) -> None:
    entry = Entry.objects.filter(team=team).first()
    if entry is None:
        highest = Entry.objects.filter(contest=team.contest).aggregate(n=Max("number"))["n"] or 0
        entry = Entry(team=team, contest=team.contest, number=highest + 1)
        entry.walk_in = team.roster.activity.state == "running"
    entry.person, entry.division, entry.content, entry.withdrawn_at = captain, division, content, None
    entry.save()
