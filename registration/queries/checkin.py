"""Check-in lists of an activity: who is there, who is missing, unit by unit."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Q, QuerySet

from events.models import Activity
from registration.models import CheckList, CheckMark, Person, Roster
from unionevents.lib.chinese_names import finds, sound

CARD = "UE"


@dataclass(frozen=True, slots=True)
class Line:
    """One person at the desk; `mark` is None while nobody has seen them."""

    person: Person
    mark: CheckMark | None

    @property
    def heard(self) -> str:
        """What the name sounds like, and its initials: for finding it without the server."""
        said = sound(self.person.name)
        return f"{said.replace(' ', '')} {''.join(part[:1] for part in said.split())}"


@dataclass(frozen=True, slots=True)
class OfUnit:
    """The people of one unit on a list."""

    unit_id: int
    name: str
    lines: tuple[Line, ...]

    @property
    def there(self) -> int:
        return sum(line.mark is not None for line in self.lines)


def lists_of(activity: Activity) -> QuerySet[CheckList]:
    """The lists in their order, each with how many are `there`."""
    there = Count("marks", filter=Q(marks__undone_at=None, marks__person__withdrawn_at=None))
    return CheckList.objects.filter(activity=activity).annotate(there=there).order_by("position", "pk")


def expected_in(activity: Activity) -> QuerySet[Person]:
    """Who may come: people of rosters that were handed in and who have not withdrawn."""
    rows = Person.objects.filter(activity=activity, withdrawn_at=None)
    handed_in = rows.filter(roster__state__in=(Roster.State.SUBMITTED, Roster.State.ACCEPTED))
    return handed_in.select_related("roster__unit").order_by("roster__unit__path", "roster_id", "number")


def desk(checklist: CheckList, *, search: str = "") -> list[OfUnit]:
    """Everybody expected, by unit; the search goes by number, card, characters, pinyin or initials. Two queries."""
    marks = {mark.person_id: mark for mark in CheckMark.objects.filter(checklist=checklist, undone_at=None)}
    people = [person for person in expected_in(checklist.activity) if _is_meant(search, person)]
    return [
        OfUnit(unit.pk, unit.name, tuple(Line(person, marks.get(person.pk)) for person in group))
        for unit, group in groupby(people, key=lambda person: person.roster.unit)
    ]


def card_of(person: Person) -> str:
    """What the QR code on somebody's number card says: no name, nothing that means anything elsewhere."""
    return f"{CARD}{person.activity_id}-{person.number}"


def number_of(text: str, activity: Activity) -> int | None:
    """The start number that was typed or read from a card of this activity; None when it is neither."""
    text = text.strip().upper()
    start = f"{CARD}{activity.pk}-"
    digits = text.removeprefix(start) if text.startswith(start) else text
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else None  # noqa: PLR2004  # no number is so long


def _is_meant(search: str, person: Person) -> bool:
    if not search.strip():
        return True
    number = number_of(search, person.activity) if search[:1].isascii() and any(map(str.isdigit, search)) else None
    return person.number == number if number is not None else finds(search, person.name)
