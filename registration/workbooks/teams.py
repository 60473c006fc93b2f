"""The teams that a sheet describes person by person, put together and held against those that stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from registration.limits import Contest, Member, Team
from registration.services.teams import MemberLine, TeamLine
from registration.workbooks.cells import CAPTAIN, RESERVE, TeamCell
from registration.workbooks.columns import part_words

TEAM_KEYS = UUID("2f0e3f4a-3a1d-5c0b-8a57-3f6f0c6b7a12")  # names new teams: the same sheet twice makes them once
Slot = tuple[str, int]
SAID_ONCE = ("name", "division", "content")


@dataclass(frozen=True)
class TeamPlan:
    """The teams as they would stand, which of them change, and what the sheet says twice and differently."""

    teams: tuple[Team, ...]
    changed: tuple[Team, ...] = ()
    dropped: tuple[Team, ...] = ()
    faults: tuple[tuple[str, str, str], ...] = ()
    """Person, column and sentence."""


@dataclass(slots=True)
class _Draft:
    """One team while it is put together."""

    before: Team | None
    team: Team
    members: dict[str, Member] = field(default_factory=dict)
    captains: list[str] = field(default_factory=list)
    said: set[str] = field(default_factory=set)

    def finished(self) -> Team:
        people = list(self.members.values())
        if self.captains:
            people.sort(key=lambda member: member.person != self.captains[0])
        return replace(self.team, members=tuple(people))


def plan_teams(
    standing: Sequence[Team],
    wishes: Sequence[tuple[str, Mapping[str, TeamCell]]],
    *,
    gone: Mapping[Slot, str],
    mark: str,
) -> TeamPlan:
    """`wishes` are people by key with their cells, `gone` the teams that withdrew and `mark` tells units apart.

    Whoever the sheet does not mention stays where they are.
    """
    drafts = {
        (team.contest, team.number): _Draft(team, team, {member.person: member for member in team.members})
        for team in standing
    }
    faults: list[tuple[str, str, str]] = []
    for person, cells in wishes:
        for contest, cell in cells.items():
            for slot, draft in drafts.items():
                if slot[0] == contest and slot[1] not in cell.numbers:
                    draft.members.pop(person, None)
            for number in cell.numbers:
                slot = (contest, number)
                if slot not in drafts:
                    key = gone.get(slot) or str(uuid5(TEAM_KEYS, f"{mark}:{contest}:{number}"))
                    drafts[slot] = _Draft(None, Team(key, contest, number))
                draft = drafts[slot]
                known = draft.members.get(person, Member(person))
                if number == cell.numbers[0]:
                    draft.members[person] = _placed(known, cell)
                    faults += _take_facts(draft, person, cell)
                else:
                    draft.members[person] = known
    finished = {slot: draft.finished() for slot, draft in drafts.items()}
    stand = tuple(finished[slot] for slot in sorted(finished) if finished[slot].members)
    before = {slot: draft.before for slot, draft in drafts.items()}
    changed = tuple(team for team in stand if before[team.contest, team.number] != team)
    dropped = tuple(old for slot, old in before.items() if old is not None and not finished[slot].members)
    return TeamPlan(stand, changed, dropped, tuple(faults))


def _placed(member: Member, cell: TeamCell) -> Member:
    if cell.positions is not None and tuple(sorted(member.positions)) != cell.positions:
        member = replace(member, positions=cell.positions)
    if cell.part is not None:
        member = replace(member, reserve=RESERVE in cell.part)
    return member


def _take_facts(draft: _Draft, person: str, cell: TeamCell) -> Iterator[tuple[str, str, str]]:
    contest, number = draft.team.contest, draft.team.number
    if cell.part and CAPTAIN in cell.part:
        draft.captains.append(person)
        if len(draft.captains) > 1:
            said = _("Team {n} has two captains. Leave one.")
            yield person, f"team_part:{contest}", said.format(n=number)
    for what in SAID_ONCE:
        value = getattr(cell, what)
        if value is None:
            continue
        if what in draft.said and getattr(draft.team, what) != value:
            said = _("Another row says something else for team {n}. Write the same, or leave the cell empty.")
            yield person, f"team_{what}:{contest}", said.format(n=number)
        draft.team = replace(draft.team, **{what: value})
        draft.said.add(what)


def cell_of(person: str, contest: str, teams: Sequence[Team]) -> TeamCell:
    """Somebody's place as a sheet would say it."""
    own = [team for team in teams if team.contest == contest and any(each.person == person for each in team.members)]
    if not own:
        return TeamCell(name="", content="", positions=(), part=frozenset())
    own.sort(key=lambda team: team.number)
    first = own[0]
    member = next(each for each in first.members if each.person == person)
    part = {CAPTAIN} if first.members[0].person == person else set()
    part |= {RESERVE} if member.reserve else set()
    numbers = tuple(team.number for team in own)
    places = tuple(sorted(member.positions))
    return TeamCell(numbers, first.name, first.division, first.content, places, frozenset(part))


def shown(what: str, cell: TeamCell, contest: Contest) -> str:
    """One column of it as text."""
    captain, member, reserve = part_words()
    match what:
        case "team":
            return "、".join(map(str, cell.numbers))
        case "team_name":
            return cell.name or ""
        case "team_division":
            division = contest.division(cell.division)
            return division.title if division else ""
        case "team_content":
            return cell.content or ""
        case "team_position":
            return "、".join(map(str, cell.positions or ()))
        case _:
            said = [captain] if CAPTAIN in (cell.part or ()) else []
            said += [reserve] if RESERVE in (cell.part or ()) else []
            return "、".join(said) or (member if cell.numbers else "")


def line_of(team: Team) -> TeamLine:
    """For the service that keeps it."""
    members = [MemberLine(UUID(each.person), each.positions, each.reserve) for each in team.members]
    return TeamLine(UUID(team.key), team.contest, members, team.name, team.division, team.content, number=team.number)
