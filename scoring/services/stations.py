"""Stations of an activity: what is recorded where, and the calls that come from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import log
from events.models import Activity, Venue
from scoring.models import Device, HelpCall, Scoresheet, Station, StationTask

LONGEST_CALL = 200


class NameTaken(Exception):
    def __init__(self, name: str) -> None:
        super().__init__(_("There is a station called “%(name)s” already.") % {"name": name})


class StillThere(Exception):
    """A station is taken away only when no tablet works at it any more."""

    def __init__(self) -> None:
        super().__init__(_("Tablets are still bound to this station: revoke them first."))


@dataclass(frozen=True, slots=True)
class Task:
    """A contest at a station: some heats or all, perhaps one judge's seat."""

    sheet: Scoresheet
    heats: Sequence[int] = ()
    seat: int | None = None


@transaction.atomic
def keep_station(
    *,
    activity: Activity,
    name: str,
    venue: Venue | None,
    tasks: Sequence[Task],
    by: User,
    now: datetime,
    station: Station | None = None,
) -> Station:
    """A new station, or another name, venue and other contests for one that is there."""
    Activity.objects.select_for_update().get(pk=activity.pk)
    same = Station.objects.filter(activity=activity, name=name)
    if (same.exclude(pk=station.pk) if station else same).exists():
        raise NameTaken(name)
    if station is None:
        last = Station.objects.filter(activity=activity).aggregate(last=Max("position"))["last"] or 0
        station = Station(activity=activity, position=last + 1)
    station.name, station.venue = name, venue
    station.save()
    station.tasks.all().delete()
    StationTask.objects.bulk_create(
        StationTask(station=station, sheet=task.sheet, heats=sorted(set(task.heats)), seat=task.seat) for task in tasks
    )
    log.record(
        verb="scoring.keep_station", subject=station, by=by, now=now, unit=activity.host, name=name,
        contests=[[task.sheet.contest.code, sorted(set(task.heats)), task.seat] for task in tasks],
    )  # fmt: skip
    return station


@transaction.atomic
def one_for_each(*, activity: Activity, by: User, now: datetime) -> list[Station]:
    """A station for every contest that has none yet, at the contest's venue."""
    sheets = Scoresheet.objects.filter(contest__activity=activity, station_tasks=None)
    taken = set(Station.objects.filter(activity=activity).values_list("name", flat=True))
    return [
        keep_station(
            activity=activity, name=sheet.contest.title[:40], venue=sheet.contest.venue, tasks=[Task(sheet)],
            by=by, now=now,
        )
        for sheet in sheets.select_related("contest__venue").order_by("contest__position", "contest_id")
        if sheet.contest.title[:40] not in taken
    ]  # fmt: skip


@transaction.atomic
def remove_station(*, station: Station, by: User, now: datetime) -> None:
    """The station and its used-up codes; what was recorded there stays with its contest."""
    locked = Station.objects.select_for_update(of=("self",)).select_related("activity__host").get(pk=station.pk)
    if locked.devices.filter(revoked_at=None).exists():
        raise StillThere
    log.record(
        verb="scoring.remove_station", subject=locked, by=by, now=now, unit=locked.activity.host, name=locked.name,
        devices=list(locked.devices.order_by("pk").values_list("code", flat=True)),
    )  # fmt: skip
    locked.delete()


def call_for_help(
    *, device: Device, sheet: Scoresheet, uuid: UUID, entry: str, text: str, at: datetime, by: User | None
) -> HelpCall:
    """Rings at the chief referee's table; the same call sent again is one call."""
    said = "".join(filter(str.isprintable, text))[:LONGEST_CALL]
    try:
        with transaction.atomic():
            return HelpCall.objects.create(
                device=device, sheet=sheet, uuid=uuid, entry=entry, text=said, at=at, by_name=by.name if by else ""
            )
    except IntegrityError:
        return HelpCall.objects.get(device=device, uuid=uuid)


@transaction.atomic
def answer_call(*, call: HelpCall, by: User, now: datetime) -> None:
    """Somebody went there; the first answer stays."""
    open_calls = HelpCall.objects.filter(pk=call.pk, answered_at=None)
    if open_calls.update(answered_at=now, answered_by_name=by.name):
        log.record(verb="scoring.answer_call", subject=call.sheet, by=by, now=now, station=call.device.station.name)
