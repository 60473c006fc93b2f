"""Start lists by a recorded seed, so that anybody can draw them again and find the same.

Unit mates are spread as evenly as possible: sorted unit by unit and dealt round the heats like cards, no heat has more
than one of a unit above any other heat, and heats differ by one starter at most. With one starter a heat, the
members of a unit stand at even distances instead. All chance comes from SHA-256 of seed and entry code.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import log
from registration.models import Entry
from scoring.models import Operation, Scoresheet, Start
from scoring.queries.entries import entries_of, starts

SPACE = 2**64


@dataclass(frozen=True, slots=True)
class Ticket:
    """One entry in the draw, by names that anybody can read."""

    code: str
    unit: str


@dataclass(frozen=True, slots=True)
class Place:
    code: str
    heat: int
    lane: int


class ReasonMissing(Exception):
    """A list that was drawn before is drawn again only with a reason."""

    def __init__(self) -> None:
        super().__init__(_("This start list was drawn before. Write why it has to be drawn again."))


class ResultsBegun(Exception):
    """With the first result the start list stands."""

    def __init__(self) -> None:
        super().__init__(_("Nothing was drawn: results of this contest are already in, so its start list stands."))


class NobodyStarts(Exception):
    def __init__(self) -> None:
        super().__init__(_("Nothing was drawn: nobody has entered this contest."))


def drawn(groups: Iterable[Sequence[Ticket]], *, heat_size: int, seed: str) -> list[Place]:
    """The places of all tickets; groups (divisions) never share a heat and follow each other."""
    places: list[Place] = []
    for tickets in groups:
        before = max((place.heat for place in places), default=0)
        places += _one_by_one(tickets, seed, before) if heat_size == 1 else _in_heats(tickets, heat_size, seed, before)
    return places


def _one_by_one(tickets: Sequence[Ticket], seed: str, before: int) -> list[Place]:
    keys: dict[str, tuple[Fraction, int]] = {}
    for unit, mates in _by_unit(tickets, seed):
        offset = Fraction(_lot(seed, f"offset {unit}"), SPACE)
        for number, mate in enumerate(mates):
            keys[mate.code] = ((number + offset) / len(mates), _lot(seed, mate.code))
    return [Place(code, before + number, 1) for number, code in enumerate(sorted(keys, key=keys.__getitem__), start=1)]


def _in_heats(tickets: Sequence[Ticket], heat_size: int, seed: str, before: int) -> list[Place]:
    heats = -(-len(tickets) // heat_size)
    dealt: dict[int, list[Ticket]] = defaultdict(list)
    unit_by_unit = [mate for _, mates in _by_unit(tickets, seed) for mate in mates]
    for number, ticket in enumerate(unit_by_unit):
        dealt[number % heats].append(ticket)
    shuffled = sorted(dealt, key=lambda heat: _lot(seed, f"heat {before} {heat}"))
    return [
        Place(ticket.code, before + place, lane)
        for place, heat in enumerate(shuffled, start=1)
        for lane, ticket in enumerate(
            sorted(dealt[heat], key=lambda ticket: _lot(seed, f"lane {ticket.code}")), start=1
        )
    ]


def _by_unit(tickets: Iterable[Ticket], seed: str) -> list[tuple[str, list[Ticket]]]:
    mates: dict[str, list[Ticket]] = defaultdict(list)
    for ticket in sorted(tickets, key=lambda ticket: (_lot(seed, ticket.code), ticket.code)):
        mates[ticket.unit].append(ticket)
    return sorted(mates.items(), key=lambda item: (_lot(seed, f"unit {item[0]}"), item[0]))


def _lot(seed: str, what: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}:{what}".encode()).digest()[:8], "big")


@transaction.atomic
def draw(*, sheet: Scoresheet, seed: str, by: User, now: datetime, reason: str = "") -> None:
    """Writes the start list of one contest in place of an earlier one."""
    locked = Scoresheet.objects.select_for_update(of=("self",)).select_related("contest__activity").get(pk=sheet.pk)
    if Operation.objects.filter(sheet=locked).exists():
        raise ResultsBegun
    if locked.drawn_at and not reason.strip():
        raise ReasonMissing
    entries = [
        entry for entry in entries_of(locked.contest.activity).filter(contest=locked.contest_id) if starts(entry)
    ]
    if not entries:
        raise NobodyStarts
    code = locked.contest.code
    by_code = {f"{code}/{entry.number}": entry for entry in entries}
    places = drawn(_groups(entries, code), heat_size=locked.heat_size, seed=seed)
    Start.objects.filter(sheet=locked).delete()
    Start.objects.bulk_create(
        Start(sheet=locked, entry=by_code[place.code], heat=place.heat, lane=place.lane) for place in places
    )
    before, locked.draw_seed, locked.drawn_at = locked.draw_seed, seed, now
    locked.save(update_fields=["draw_seed", "drawn_at"])
    log.record(
        verb="scoring.draw_starts", subject=locked, by=by, now=now, seed=seed, seed_before=before, reason=reason.strip()
    )


def _groups(entries: Iterable[Entry], code: str) -> list[list[Ticket]]:
    """Division by division, in the order of the plan."""
    groups: dict[tuple[int, int], list[Ticket]] = defaultdict(list)
    for entry in entries:
        division = (entry.division.position, entry.division.pk) if entry.division else (-1, 0)
        groups[division].append(Ticket(f"{code}/{entry.number}", entry.person.roster.unit.name))
    return [groups[key] for key in sorted(groups)]
