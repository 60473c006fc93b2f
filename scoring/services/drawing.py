"""Start lists by a recorded seed, so that anybody can draw them again and find the same.

Unit mates are spread as evenly as possible: sorted unit by unit and dealt round the heats like cards, no heat has more
than one of a unit above any other heat, and heats differ by one starter at most. With one starter a heat, the
members of a unit stand at even distances instead. All chance comes from SHA-256 of seed and entry code.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import log
from registration.models import Entry
from scoring.models import Operation, Scoresheet, Start
from scoring.queries.entries import entries_of, starts
from scoring.queries.layouts import stage_lines
from scoring.queries.reading import read_sheet
from scoring.queries.setting import Setting
from scoring.rulebook import CaseProblems, outcome_of
from scoring.rulebook.drawing import lots
from scoring.rulebook.drawing.spread import dealt, in_a_row
from scoring.services.casing import case_of_contest
from unionevents.lib.lots import lot


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
    order = in_a_row(_named(tickets), seed)
    return [Place(ticket.id, before + number, 1) for number, ticket in enumerate(order, start=1)]


def _in_heats(tickets: Sequence[Ticket], heat_size: int, seed: str, before: int) -> list[Place]:
    hands = dealt(_named(tickets), -(-len(tickets) // heat_size), seed)
    shuffled = sorted(range(len(hands)), key=lambda heat: lot(seed, f"heat {before} {heat}"))
    return [
        Place(ticket.id, before + place, lane)
        for place, heat in enumerate(shuffled, start=1)
        for lane, ticket in enumerate(sorted(hands[heat], key=lambda ticket: lot(seed, f"lane {ticket.id}")), start=1)
    ]


def _named(tickets: Iterable[Ticket]) -> list[lots.Ticket]:
    return [lots.Ticket(ticket.code, ticket.unit) for ticket in tickets]


class LotsDoNotFit(Exception):
    """The rule book cannot draw with these seeds and lots; `problems` are its sentences."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems))


@transaction.atomic
def keep_lots(
    *, sheet: Scoresheet, lots: Sequence[Mapping[str, Any]], by: User, now: datetime, reason: str = ""
) -> None:
    """Seeds, and places drawn by hand, put on record; the rest of the list is drawn with them."""
    locked = Scoresheet.objects.select_for_update(of=("self",)).select_related("contest__activity").get(pk=sheet.pk)
    locked.lots = [dict(row) for row in lots]
    locked.save(update_fields=["lots"])
    draw(sheet=locked, seed=locked.draw_seed or secrets.token_hex(8), by=by, now=now, reason=reason)
    try:
        outcome_of(case_of_contest(read_sheet(locked), Setting(locked.contest.activity)))
    except CaseProblems as found:
        language = get_language() or ""
        raise LotsDoNotFit([each.sentence.phrase.said(language) for each in found.problems]) from None
    log.record(verb="scoring.keep_lots", subject=locked, by=by, now=now, lots=locked.lots, reason=reason.strip())


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
    before, locked.draw_seed, locked.drawn_at = locked.draw_seed, seed, now
    places = _first_stage(locked) or drawn(_groups(entries, code), heat_size=locked.heat_size, seed=seed)
    Start.objects.filter(sheet=locked).delete()
    Start.objects.bulk_create(
        Start(sheet=locked, entry=by_code[place.code], heat=place.heat, lane=place.lane) for place in places
    )
    locked.save(update_fields=["draw_seed", "drawn_at"])
    log.record(
        verb="scoring.draw_starts", subject=locked, by=by, now=now, seed=seed, seed_before=before, reason=reason.strip()
    )


def _first_stage(sheet: Scoresheet) -> list[Place]:
    """The heats of the first stage as the rule book plans them with this seed; none where it is not run in heats.

    Later stages are drawn by the same seed from what came out of the stages before.
    """
    if not sheet.stages:
        return []
    try:
        outcome = outcome_of(case_of_contest(read_sheet(sheet), Setting(sheet.contest.activity)))
    except CaseProblems:
        return []
    first = next(stage_lines(sheet.stages))["code"]
    heats = [heat for stage in outcome["contests"][0]["stages"] if stage["code"] == first for heat in stage["heats"]]
    return [
        Place(start["entry"], number, lane)
        for number, heat in enumerate(heats, start=1)
        for lane, start in enumerate(heat["starts"], start=1)
    ]


def _groups(entries: Iterable[Entry], code: str) -> list[list[Ticket]]:
    """Division by division, in the order of the plan."""
    groups: dict[tuple[int, int], list[Ticket]] = defaultdict(list)
    for entry in entries:
        division = (entry.division.position, entry.division.pk) if entry.division else (-1, 0)
        groups[division].append(Ticket(f"{code}/{entry.number}", entry.person.roster.unit.name))
    return [groups[key] for key in sorted(groups)]
