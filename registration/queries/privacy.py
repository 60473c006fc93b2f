"""What people are told before an activity asks for their data: what for, which data, how long, whom to ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import LogEntry
from events.models import Activity
from registration import limits
from registration.models import Person, Privacy, Terms
from registration.queries import limits_of, terms_of

# What only some activities ask for, by the fact that a limit needs; the rest every roster holds.
ALWAYS = gettext_lazy("name, gender, post and the health declaration")
ASKED_FOR = {
    "birth_date": gettext_lazy("birth date, because a condition of registration counts ages"),
    "service_since": gettext_lazy("first day of service, because a condition counts years of service"),
    "kind": gettext_lazy("whether somebody is staff, family or guest"),
    "trait_specialist": gettext_lazy("who is a specialist, because a condition asks for it"),
    "trait_past_winner": gettext_lazy("who won in earlier years, because a condition asks for it"),
    "trait_recent": gettext_lazy("who took part in recent years, because a condition asks for it"),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """Everything that stands on the notice. Days are None while the activity has no last day."""

    purpose: str
    collected: list[str]
    details_until: date | None
    details_days: int
    id_numbers_until: date | None
    names_until: date | None
    contact: str
    further: str
    asks_id_number: bool


def privacy_of(activity: Activity) -> Privacy:
    """What was set for this activity; an unsaved default where nobody has set anything."""
    return Privacy.objects.filter(activity=activity).first() or Privacy(activity=activity)


def notice_of(activity: Activity, *, terms: Terms | None = None, also: tuple[Any, ...] = ()) -> Notice:
    """To be read before anything is typed; `also` names what a page collects beyond the roster (a phone number)."""
    privacy = privacy_of(activity)
    needs = limits.needed(limits_of(terms or terms_of(activity)))
    collected = [str(ALWAYS), *(str(title) for fact, title in ASKED_FOR.items() if fact in needs)]
    collected += map(str, also)
    if privacy.id_number_reason:
        collected.append(_("ID number, stored encrypted: %(why)s") % {"why": privacy.id_number_reason})
    return Notice(
        purpose=privacy.purpose or default_purpose(activity),
        collected=collected,
        details_until=due_day(activity, privacy.details_days),
        details_days=privacy.details_days,
        id_numbers_until=due_day(activity, privacy.id_number_days),
        names_until=due_day(activity, privacy.names_days),
        contact=privacy.contact or activity.host.name,
        further=privacy.notice,
        asks_id_number=bool(privacy.id_number_reason),
    )


def default_purpose(activity: Activity) -> str:
    return _("to register for “%(activity)s”, to draw up start lists, to record results and to hand out prizes") % {
        "activity": activity.title
    }


def due_day(activity: Activity, days: int) -> date | None:
    """So many days after the last day of the activity."""
    last = activity.last_day or activity.first_day
    return last + timedelta(days=days) if last else None


LOOKS = {
    "registration.reveal_person": gettext_lazy("looked at start number %(person)s"),
    "registration.export_people": gettext_lazy("took a list of %(rows)s people along for %(recipient)s"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked at, or took along, what is masked otherwise."""

    entry: LogEntry
    what: str
    why: str


def looked_at(activity: Activity) -> list[Look]:
    """The newest first, a hundred at most."""
    people = Person.objects.filter(activity=activity).values_list("pk", flat=True)
    subjects = [f"registration.person:{pk}" for pk in people] + [f"events.activity:{activity.pk}"]
    rows = LogEntry.objects.filter(verb__in=LOOKS, subject__in=subjects).order_by("-at", "-pk")[:100]
    return [
        Look(row, str(LOOKS[row.verb]) % row.details, row.details.get("reason") or row.details.get("purpose", ""))
        for row in rows
    ]
