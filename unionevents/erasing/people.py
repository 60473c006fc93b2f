"""Erasing a participant from every table: looked at first, then done in one transaction, then on record."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import log
from accounts.services.auditing import ERASE, OVERWRITTEN
from accounts.services.sealing import kinds
from events.models import Activity
from events.services.locking import lock_activity
from registration.models import Erasure, IdNumber, Person, Roster, Signup, UnitsUpload, Upload
from registration.services.scans import BECAUSE_PERSON, erase_scans
from registration.services.sealed_numbers import open_number
from scoring.models import Scoresheet
from unionevents.erasing.handed_in import redact_submissions
from unionevents.erasing.places import PERSONAL, Cell, cells_in
from unionevents.erasing.publications import redact_publications
from unionevents.erasing.words import ERASED, Words, words_for
from unionevents.lib.chinese_names import plain_name


class NobodyChosen(Exception):
    def __init__(self) -> None:
        super().__init__(_("Nothing was erased: choose at least one person, and say why."))


@dataclass(frozen=True)
class Mention:
    """A text in which the name stands, and what would stand there instead."""

    cell: Cell
    becomes: Any

    @property
    def excerpt(self) -> str:
        text = str(self.cell.value)
        return text if len(text) <= 120 else f"{text[:120]}…"  # noqa: PLR2004  # a line or two on the page


@dataclass(frozen=True)
class Preview:
    """What erasing these people would touch. Acts are names of staff that read alike: taken only when asked for."""

    people: list[Person]
    mentions: list[Mention] = field(default_factory=list)

    @property
    def texts(self) -> list[Mention]:
        return [mention for mention in self.mentions if not mention.cell.is_act]

    @property
    def acts(self) -> list[Mention]:
        return [mention for mention in self.mentions if mention.cell.is_act]


def same_human(person: Person, within: Iterable[Activity]) -> list[Person]:
    """Who may be the same in these activities: same name and gender. A person decides who is."""
    rows = Person.objects.filter(activity__in=list(within), gender=person.gender).exclude(pk=person.pk)
    ordered = rows.select_related("roster__unit", "activity__host").order_by(
        "-activity__first_day", "activity_id", "pk"
    )
    wanted = plain_name(person.name)
    return [each for each in ordered if plain_name(each.name) == wanted]


def preview_of(people: Sequence[Person]) -> Preview:
    """Everything that would be touched; changes nothing."""
    found = Preview(list(people))
    for activity, some in _by_activity(people).items():
        found.mentions.extend(_mentions(activity, _words(activity, some)))
    return found


@transaction.atomic
def erase_people(
    *,
    people: Sequence[Person],
    reason: str,
    by: User | None,
    now: datetime,
    with_acts: bool = False,
    leave: Collection[str] = (),
) -> list[Erasure]:
    """Names become a placeholder, other personal data go; numbers, marks, ranks and counts stay.

    `leave` are the codes of mentions that somebody looked at and that mean somebody else.
    """  # fmt: skip
    chosen = [person for person in people if person.name != ERASED]
    if not chosen or not reason.strip():
        raise NobodyChosen
    made: list[Erasure] = []
    for activity, some in _by_activity(chosen).items():
        made += _erase_in(activity, some, reason=reason.strip(), by=by, now=now, with_acts=with_acts, leave=leave)
    return made


def _erase_in(
    activity: Activity, people: list[Person], *, reason: str, by: User | None, now: datetime, with_acts: bool,
    leave: Collection[str],
) -> list[Erasure]:  # fmt: skip
    locked = lock_activity(activity)
    # Nobody may publish, or save a roster page opened before, with the name in it.
    list(Roster.objects.select_for_update(of=("self",)).filter(activity=locked).order_by("pk"))
    list(Scoresheet.objects.select_for_update(of=("self",)).filter(contest__activity=locked).order_by("pk"))
    rosters = {person.roster_id for person in people}
    writer = by.name if by else _("the system")
    Roster.objects.filter(pk__in=rosters).update(version=F("version") + 1, changed_at=now, changed_by_name=writer)
    own = Q(person__in=people) | Q(roster__in=rosters, name__in={person.name for person in people})
    Signup.objects.filter(own).update(facts={})
    words = _words(locked, people)
    counts: Counter[str] = Counter()
    overwritten: dict[str, set[int]] = defaultdict(set)
    counts["registration.upload"] = Upload.objects.filter(roster__in=rosters).delete()[0]
    # The name stands on the photo of the stamped paper too, and a photo cannot be rewritten.
    found = Roster.objects.filter(pk__in=rosters).select_related("unit")
    counts["registration.stampedscan"] = erase_scans(found, because=BECAUSE_PERSON, by=by, now=now)
    counts["registration.submission"] = redact_submissions(locked, {str(person.key) for person in people}, words)
    counts["registration.unitsupload"] = UnitsUpload.objects.filter(activity=locked).delete()[0]
    for mention in _mentions(locked, words):
        cell = mention.cell
        if cell.code in leave or (cell.is_act and not with_acts):
            continue
        cell.model._default_manager.filter(pk=cell.row).update(**{cell.field: mention.becomes})
        counts[cell.label] += 1
        if cell.label in kinds():
            overwritten[cell.label].add(cell.row)
    seals = redact_publications(locked, {f"p{person.number}" for person in people}, words)
    overwritten["scoring.publication"] |= {seal["publication"] for seal in seals}
    counts["scoring.publication"] += len(seals)
    rows = Person.objects.filter(pk__in=[person.pk for person in people])
    counts["registration.person"] = rows.update(name=ERASED, **dict.fromkeys(PERSONAL))
    IdNumber.objects.filter(person__in=people).delete()
    kept_seals = [{key: seal[key] for key in ("contest", "number", "was", "is", "proved")} for seal in seals]
    erasures = [
        Erasure.objects.create(
            activity=locked, person_key=person.key, number=person.number, at=now, by=by,
            reason=words.clean_text(reason), counts=dict(counts), seals=kept_seals,
        )
        for person in people
    ]  # fmt: skip
    log.record(
        verb=ERASE, subject=locked, by=by, now=now, unit=locked.host,
        people=[person.number for person in people], reason=words.clean_text(reason), counts=dict(counts),
        seals=kept_seals, **{OVERWRITTEN: {kind: sorted(keys) for kind, keys in overwritten.items() if keys}},
    )  # fmt: skip
    return erasures


def _mentions(activity: Activity, words: Words) -> list[Mention]:
    found = []
    for cell in cells_in(activity):
        becomes = words.clean(cell.value)
        if becomes != cell.value:
            found.append(Mention(cell, becomes))
    return found


def _words(activity: Activity, people: Sequence[Person]) -> Words:
    """Names and ID numbers go; what only contains a name by chance is another name, a unit or a title."""
    keys = {person.pk for person in people}
    others = Person.objects.filter(activity=activity).exclude(pk__in=keys).values_list("name", flat=True)
    around = [activity.title, activity.host.name, *others]
    around += activity.contests.values_list("title", flat=True)
    around += activity.invited_units.values_list("name", flat=True)
    around += activity.rosters.values_list("unit__name", flat=True)
    numbers = [number for held in IdNumber.objects.filter(person__in=keys) if (number := open_number(held.sealed))]
    return words_for([*(person.name for person in people), *numbers], kept=around)


def _by_activity(people: Iterable[Person]) -> dict[Activity, list[Person]]:
    grouped: dict[Activity, list[Person]] = defaultdict(list)
    for person in people:
        grouped[person.activity].append(person)
    return dict(sorted(grouped.items(), key=lambda item: item[0].pk))
