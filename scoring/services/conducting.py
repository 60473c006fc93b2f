"""Releasing a contest by one person or two, holding it back, and opening it again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import log
from events.models import Activity
from scoring.models import Conduct, Hold, Publication, Reopening, Request, Scoresheet
from scoring.queries.conduct import conduct_of, hold_of, is_locked, open_request_of
from scoring.services import publishing


class NotNow(Exception):
    """The step does not fit how things stand; the message says why and what to do."""


class ReasonMissing(Exception):
    def __init__(self) -> None:
        super().__init__(_("Not done: say why. It stands in the record."))


class SamePerson(Exception):
    def __init__(self) -> None:
        super().__init__(_("A second person has to agree: whoever asked cannot."))


@transaction.atomic
def set_conduct(
    *, activity: Activity, second_person: bool, protest_minutes: int | None, by: User, now: datetime
) -> Conduct:
    """What the activity asks for from now on."""
    conduct, _made = Conduct.objects.update_or_create(
        activity=activity, defaults={"second_person": second_person, "protest_minutes": protest_minutes}
    )
    log.record(
        verb="scoring.set_conduct", subject=activity, by=by, now=now, unit=activity.host,
        second_person=second_person, protest_minutes=protest_minutes,
    )  # fmt: skip
    return conduct


@transaction.atomic
def hold(*, sheet: Scoresheet, reason: str, by: User, now: datetime) -> Hold:
    """Nothing of the contest is released until the hold is lifted; entries go on."""
    locked = _lock(sheet)
    if hold_of(locked):
        raise NotNow(_("This contest is held already."))
    made = Hold.objects.create(sheet=locked, reason=_said(reason), by_name=by.name, at=now)
    _log("scoring.hold", locked, by, now, reason=made.reason)
    return made


@transaction.atomic
def lift(*, sheet: Scoresheet, reason: str, by: User, now: datetime) -> None:
    """The contest may be released again."""
    locked = _lock(sheet)
    held = hold_of(locked)
    if held is None:
        raise NotNow(_("This contest is not held."))
    held.lifted_at, held.lifted_by_name, held.lifted_reason = now, by.name, _said(reason)
    held.save(update_fields=["lifted_at", "lifted_by_name", "lifted_reason"])
    _log("scoring.lift", locked, by, now, reason=held.lifted_reason)


@transaction.atomic
def release(*, sheet: Scoresheet, seen: str, reason: str, by: User, now: datetime) -> Publication | Request:
    """Publishes what was seen; where two people release, asks a second one for it instead."""
    locked = _lock(sheet)
    _not_held(locked)
    if not conduct_of(locked.contest.activity).second_person:
        return publishing.publish(sheet=locked, seen=seen, reason=reason, by=by, now=now)
    publishing.check_publishable(locked, seen=seen, reason=reason)
    return _ask(locked, Request.Act.PUBLISH, seen=seen, reason=reason.strip(), by=by, now=now)


@transaction.atomic
def reopen(*, sheet: Scoresheet, reason: str, by: User, now: datetime) -> Reopening | Request:
    """Entries count again until the next publication; what was published stands meanwhile, marked as looked into."""
    locked = _lock(sheet)
    last = publishing.latest_of(locked)
    if last is None or not is_locked(locked):
        raise NotNow(_("Only a released contest can be opened again; this one is open."))
    if conduct_of(locked.contest.activity).second_person:
        return _ask(locked, Request.Act.REOPEN, seen=last.sha256, reason=_said(reason), by=by, now=now)
    return _reopen(locked, last, reason=_said(reason), by=by, second="", now=now)


@transaction.atomic
def answer(*, request: Request, agree: bool, comment: str, by: User, now: datetime) -> Publication | Reopening | None:
    """A second person agrees, and it is done at once; or does not, with a reason."""
    locked = _lock(request.sheet)
    asked = Request.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if asked.answered_at is not None:
        raise NotNow(_("This was answered meanwhile. Please look again."))
    if agree and asked.by_id == by.pk:
        raise SamePerson
    asked.answered_at, asked.answered_by_name, asked.agreed = now, by.name, agree
    asked.answer = comment.strip() if agree else _said(comment)
    asked.save(update_fields=["answered_at", "answered_by_name", "agreed", "answer"])
    _log("scoring.answer_request", locked, by, now, act=asked.act, agreed=agree, asked_by=asked.by_name)
    if not agree:
        return None
    if asked.act == Request.Act.PUBLISH:
        _not_held(locked)
        return publishing.publish(
            sheet=locked, seen=asked.seen, reason=asked.reason, by=asked.by or by, second=by, now=now
        )
    last = publishing.latest_of(locked)
    if last is None or last.sha256 != asked.seen:
        raise publishing.ChangedMeanwhile
    return _reopen(locked, last, reason=asked.reason, by=asked.by or by, second=by.name, now=now)


def _ask(sheet: Scoresheet, act: str, *, by: User, now: datetime, **values: Any) -> Request:
    if open_request_of(sheet):
        raise NotNow(_("A request waits for a second person already: it has to be answered first."))
    asked = Request.objects.create(sheet=sheet, act=act, by=by, by_name=by.name, at=now, **values)
    _log("scoring.request", sheet, by, now, act=act, reason=asked.reason)
    return asked


def _reopen(sheet: Scoresheet, last: Publication, *, reason: str, by: User, second: str, now: datetime) -> Reopening:
    made = Reopening.objects.create(
        sheet=sheet, number=last.number, reason=reason, by_name=by.name, second_name=second, at=now
    )
    _log("scoring.reopen", sheet, by, now, number=last.number, reason=reason, second=second)
    return made


def _not_held(sheet: Scoresheet) -> None:
    if held := hold_of(sheet):
        raise NotNow(_("The contest is held (%(reason)s): lift the hold first.") % {"reason": held.reason})


def _said(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()[:200]


def _log(verb: str, sheet: Scoresheet, by: User, now: datetime, **details: Any) -> None:
    log.record(verb=verb, subject=sheet, by=by, now=now, unit=sheet.contest.activity.host, **details)


def _lock(sheet: Scoresheet) -> Scoresheet:
    rows = Scoresheet.objects.select_for_update(of=("self",)).select_related("contest__activity__host")
    return rows.get(pk=sheet.pk)
