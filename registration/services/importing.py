"""Writing what a checked sheet asks for: people, teams and facts of one unit or of several, all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from registration.models import Roster
from registration.services import drafting
from registration.services.drafting import Line
from registration.services.teams import TeamLine, drop_team, save_team

VERB = "registration.import_sheet"


@dataclass(frozen=True, slots=True)
class Change:
    """What one unit's rows ask for; a roster without a key is begun."""

    roster: Roster
    lines: Sequence[Line] = ()
    teams: Sequence[TeamLine] = ()
    dropped: Sequence[UUID] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.lines or self.teams or self.dropped or self.facts)


@transaction.atomic
def write(*, changes: Sequence[Change], by: User, now: datetime) -> None:
    """Each roster as it was when the sheet was checked, or Stale; one after the other in the order of the units."""
    for change in sorted(changes, key=lambda each: each.roster.unit_id):
        if change:
            _write_one(change, by=by, now=now)


def _write_one(change: Change, *, by: User, now: datetime) -> None:
    roster, version = change.roster, change.roster.version
    if roster._state.adding:
        roster = drafting.begin(activity=roster.activity, unit=roster.unit, by=by, now=now)
    if change.facts:
        facts = change.facts
        version = drafting.set_unit_facts(roster=roster, version=version, facts=facts, by=by, now=now).version
    if change.lines:
        lines = change.lines
        version = drafting.save(roster=roster, version=version, lines=lines, by=by, now=now, verb=VERB).version
    for line in change.teams:
        save_team(roster=roster, version=version, line=line, by=by, now=now)
        version = _version_of(roster)
    for key in change.dropped:
        drop_team(roster=roster, version=version, key=key, by=by, now=now)
        version = _version_of(roster)


def _version_of(roster: Roster) -> int:
    return Roster.objects.values_list("version", flat=True).get(pk=roster.pk)


def nobody(name: str) -> Line:
    """For a row that belongs to no roster: it is shown and never written."""
    return Line(UUID(int=0), name, "", "member", False)
