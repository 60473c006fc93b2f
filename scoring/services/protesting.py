"""Protests of units against released results: lodged in time, decided with words, kept with what they changed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from accounts.services import log
from registration.models import Entry
from scoring.models import Protest, Scoresheet
from scoring.queries.conduct import conduct_of, protests_until
from scoring.services.conducting import NotNow, ReasonMissing
from scoring.services.publishing import latest_of

LONGEST = 1000


class TooLate(Exception):
    """The time for protests is over."""

    def __init__(self, due: datetime) -> None:
        until = formats.date_format(timezone.localtime(due), "H:i")
        super().__init__(
            _("Protests were taken until %(until)s. Speak to the chief referee, who can still accept yours.")
            % {"until": until}
        )


@transaction.atomic
def lodge(
    *, sheet: Scoresheet, unit: Unit, entry: Entry | None, text: str, by: User, now: datetime, accepted_late: str = ""
) -> Protest:
    """A unit objects to the released result; after the deadline only with the chief referee's reason for taking it."""
    locked = (
        Scoresheet.objects.select_for_update(of=("self",)).select_related("contest__activity__host").get(pk=sheet.pk)
    )
    against = latest_of(locked)
    if against is None:
        raise NotNow(_("There is no released result to protest against yet."))
    if not text.strip():
        raise ReasonMissing
    due = protests_until(against, conduct_of(locked.contest.activity))
    if not accepted_late.strip():
        if due is None:
            raise NotNow(_("This activity takes no protests; speak to the chief referee."))
        if now > due:
            raise TooLate(due)
    made = Protest.objects.create(
        sheet=locked,
        against=against,
        unit=unit,
        entry=entry,
        text=text.strip()[:LONGEST],
        by=by,
        by_name=by.name,
        at=now,
        due=due,
        accepted_late=accepted_late.strip()[:200],
    )
    log.record(
        verb="scoring.protest", subject=locked, by=by, now=now, unit=unit,
        protest=str(made.key), against=against.number, accepted_late=made.accepted_late,
    )  # fmt: skip
    return made


@transaction.atomic
def decide(*, protest: Protest, state: str, decision: str, by: User, now: datetime) -> Protest:
    """Upheld or dismissed, in words. What an upheld protest changes is entered as a correction of the result."""
    locked = (
        Protest.objects.select_for_update(of=("self",))
        .select_related("sheet__contest__activity__host")
        .get(pk=protest.pk)
    )
    if locked.state != Protest.State.OPEN:
        raise NotNow(_("This protest was decided meanwhile."))
    if state not in {Protest.State.UPHELD, Protest.State.DISMISSED}:
        raise NotNow(_("Choose whether the protest is upheld or dismissed."))
    if not decision.strip():
        raise ReasonMissing
    return _close(locked, state, decision, by, now)


@transaction.atomic
def withdraw(*, protest: Protest, by: User, now: datetime) -> Protest:
    """Whoever lodged it takes it back."""
    locked = (
        Protest.objects.select_for_update(of=("self",))
        .select_related("sheet__contest__activity__host")
        .get(pk=protest.pk)
    )
    if locked.state != Protest.State.OPEN:
        raise NotNow(_("This protest was decided meanwhile."))
    return _close(locked, Protest.State.WITHDRAWN, "", by, now)


def _lock(protest: Protest) -> Protest:
    rows = Protest.objects.select_for_update(of=("self",)).select_related("sheet__contest__activity__host")
    locked = rows.get(pk=protest.pk)
    if locked.state != Protest.State.OPEN:
        raise NotNow(_("This protest was decided meanwhile."))
    return locked


def _close(protest: Protest, state: str, decision: str, by: User, now: datetime) -> Protest:
    protest.state, protest.decision = state, decision.strip()[:LONGEST]
    protest.decided_by_name, protest.decided_at = by.name, now
    protest.save(update_fields=["state", "decision", "decided_by_name", "decided_at"])
    log.record(
        verb="scoring.decide_protest", subject=protest.sheet, by=by, now=now,
        unit=protest.unit, protest=str(protest.key), state=state, decision=protest.decision,
    )  # fmt: skip
    return protest
