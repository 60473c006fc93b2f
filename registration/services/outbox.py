"""The outbox: messages are drafted, read and released by a person, and leave once each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import log
from events.models import Activity
from registration.models import Message
from registration.queries.chasing import chase_of
from registration.services.letters import letter_to

State = Message.State
WAITING = frozenset({State.DRAFTED, State.RELEASED, State.SENDING})
CLEAR_OF_CONTROLS = str.maketrans({"\r": " ", "\n": " "})


class NotConfigured(Exception):
    def __init__(self) -> None:
        super().__init__(
            _("No mail server is set up (UNIONEVENTS_MAIL), so nothing was sent; everything stays released.")
        )


class GoneMeanwhile(Exception):
    def __init__(self) -> None:
        super().__init__(_("This message is no longer in that state; look at the outbox again."))


@dataclass(frozen=True, slots=True)
class Drafted:
    """How many messages were written, and which units have no address or wait for one already."""

    written: int
    without_address: list[str]
    waiting: list[str]


@dataclass(frozen=True, slots=True)
class Sending:
    sent: int
    failed: int


def is_configured() -> bool:
    return bool(settings.EMAIL_HOST)


@transaction.atomic
def draft_messages(*, activity: Activity, units: Collection[int], link: str, by: User, now: datetime) -> Drafted:
    """A message to each of the units that has an address and none waiting."""
    rows = [row for row in chase_of(activity).rows if row.unit.pk in units]
    busy = [row for row in rows if row.mail and row.mail.state in WAITING]
    silent = [row for row in rows if not row.address and row not in busy]
    wanted = [row for row in rows if row.address and row not in busy]
    for row in wanted:
        letter = letter_to(row, activity, link=link, now=now)
        Message.objects.create(
            activity=activity, unit=row.unit, to=row.address, subject=letter.subject, body=letter.body,
            drafted_at=now, drafted_by_name=by.name,
        )  # fmt: skip
    if wanted:
        log.record(
            verb="registration.draft_messages", subject=activity, by=by, now=now, unit=activity.host,
            units=[row.unit.pk for row in wanted],
        )  # fmt: skip
    return Drafted(len(wanted), [row.unit.name for row in silent], [row.unit.name for row in busy])


def change_message(*, message: Message, to: str, subject: str, body: str) -> None:
    """While it is a draft; a line break in a subject could add a header."""
    values = {"to": to, "subject": subject.translate(CLEAR_OF_CONTROLS), "body": body}
    if not Message.objects.filter(pk=message.pk, state=State.DRAFTED).update(**values):
        raise GoneMeanwhile


@transaction.atomic
def discard(*, message: Message, by: User, now: datetime) -> None:
    """A draft or something that failed goes; what left stays on record."""
    gone, _kinds = Message.objects.filter(pk=message.pk, state__in={State.DRAFTED, State.FAILED}).delete()
    if not gone:
        raise GoneMeanwhile
    _note("registration.discard_message", message, by, now)


@transaction.atomic
def release(*, activity: Activity, messages: Collection[int], by: User, now: datetime) -> int:
    """These drafts may leave: a person has read them."""
    rows = Message.objects.filter(activity=activity, pk__in=messages, state=State.DRAFTED)
    numbers = sorted(rows.values_list("pk", flat=True))
    count = rows.update(state=State.RELEASED, released_at=now, released_by_name=by.name)
    if count:
        log.record(
            verb="registration.release_messages", subject=activity, by=by, now=now, unit=activity.host,
            messages=numbers,
        )  # fmt: skip
    return count


@transaction.atomic
def retry(*, message: Message, by: User, now: datetime) -> None:
    """Once more: after a failure, or where a crash left open whether it went."""
    again = {"state": State.RELEASED, "released_at": now, "released_by_name": by.name, "failure": ""}
    if not Message.objects.filter(pk=message.pk, state__in={State.FAILED, State.SENDING}).update(**again):
        raise GoneMeanwhile
    _note("registration.retry_message", message, by, now)


def send_released(*, now: datetime) -> Sending:
    """Everything that was released, once each: two senders at the same time share the work."""
    if not is_configured():
        raise NotConfigured
    connection = get_connection()
    sent = failed = 0
    waiting = Message.objects.filter(state=State.RELEASED).order_by("released_at", "pk")
    for pk in list(waiting.values_list("pk", flat=True)):
        # Written before the mail server is asked: a crash in between never sends it twice by itself.
        taken = Message.objects.filter(pk=pk, state=State.RELEASED).update(
            state=State.SENDING, tried_at=now, attempts=F("attempts") + 1
        )
        if not taken:
            continue
        message = Message.objects.get(pk=pk)
        try:
            connection.open()
            EmailMessage(message.subject, message.body, to=[message.to], connection=connection).send()
        except Exception as problem:  # whatever a mail server can answer is shown to a person
            failed += 1
            connection.close()
            said = f"{type(problem).__name__}: {problem}"[:200]
            Message.objects.filter(pk=pk).update(state=State.FAILED, failure=said)
        else:
            sent += 1
            Message.objects.filter(pk=pk).update(state=State.SENT, failure="")
    connection.close()
    return Sending(sent, failed)


def _note(verb: str, message: Message, by: User, now: datetime) -> None:
    log.record(verb=verb, subject=message.activity, by=by, now=now, unit=message.unit, message=message.pk)
