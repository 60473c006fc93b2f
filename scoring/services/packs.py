"""What a tablet works from: its pack, how things stand, and the file that brings both where there is no network."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from scoring.models import Device, Operation, RefereePin, Scoresheet, Station, StationTask
from scoring.queries.reading import SheetReading, read_sheet
from scoring.queries.seats import has_panel, judges_of
from scoring.queries.setting import Setting
from scoring.queries.sheet_documents import sheet_document
from scoring.queries.sheet_states import confirmed_in, state_of
from scoring.queries.stations import referees_of as referees_of_activity
from scoring.services import pairing, signing_in
from scoring.services.publishing import draft_of
from unionevents.lib.documents import sha256_of, write_moment
from unionevents.lib.outages import where_there_is_room

Json = dict[str, Any]
FORMAT: Final = "unionevents-pack"
FILE_FORMAT: Final = "unionevents-packfile"
NEARBY: Final = timedelta(seconds=60)


def pack_of(device: Device) -> Json:
    """Everything a tablet needs for hours; `version` is a name for exactly this content."""
    station, activity = device.station, device.station.activity
    content: Json = {
        "format": FORMAT,
        "activity": {
            "title": activity.title,
            "first_day": activity.first_day.isoformat() if activity.first_day else None,
        },
        "station": {
            "key": str(station.key),
            "name": station.name,
            "venue": station.venue.name if station.venue else "",
        },
        "device": {"id": device.code, "name": device.name},
        "referees": referees_of(station),
        "sheets": [_sheet(task, device.referee) for task in tasks_of(station)],
    }
    return content | {"version": sha256_of(content)[:16]}


def tasks_of(station: Station) -> list[StationTask]:
    rows = station.tasks.select_related("sheet__contest__activity__host", "sheet__contest__venue")
    return list(rows.order_by("sheet__contest__position", "sheet__contest_id"))


def referees_of(station: Station) -> list[Json]:
    """Who may sign in: those with a PIN for the activity. A `judge` may mark from the own seat and nothing else."""
    pins = RefereePin.objects.filter(activity=station.activity_id).exclude(hashed="").select_related("user")
    enter = {row.user.pk for row in referees_of_activity(station.activity)}
    return [
        {"key": str(row.key), "name": row.user.name, "judge": row.user_id not in enter}
        for row in pins.order_by("user__name", "pk")
    ]


def document_of(
    sheet: Scoresheet, *, heats: list[int] | None = None, seat: int | None = None, judge: int | None = None
) -> Json:
    """One contest as a pad draws it, with its stages as they stand."""
    reading = read_sheet(sheet)
    return sheet_document(reading, _outcome(reading), heats=heats or (), seat=seat, judge=judge)


def _sheet(task: StationTask, referee: User | None) -> Json:
    """With the seats of its panel; a tablet at which a judge sits gets no mark of another one."""
    seats = judges_of(task.sheet) if has_panel(task.sheet) else []
    own = next((seat.number for seat in seats if referee and seat.user_id == referee.pk), None)
    keys = dict(
        RefereePin.objects.filter(activity=task.sheet.activity, user__in=[seat.user_id for seat in seats]).values_list(
            "user", "key"
        )
        if seats
        else ()
    )
    named = [
        {"seat": seat.number, "name": seat.user.name, "key": str(keys[seat.user_id]) if seat.user_id in keys else None}
        for seat in seats
    ]
    return document_of(task.sheet, heats=task.heats, seat=task.seat, judge=own) | {"seats": named}


def _outcome(reading: SheetReading) -> Mapping[str, Any] | None:
    """The contest as it would come out now, only where stages say who meets whom."""
    if not reading.sheet.stages:
        return None
    outcome = draft_of(reading, Setting(reading.sheet.contest.activity), None).outcome
    return outcome["contests"][0] if outcome else None


def held_of(device: Device, *, since: int) -> int:
    """How many of this tablet's operations are stored, from that number on: one that holds more receipts offers all
    of it again, because the server has been restored from a copy. The highest number would not do: what waited while
    the server was away arrives before anybody asks, and hides a gap below it."""
    rows = Operation.objects.filter(sheet__contest__activity=device.station.activity_id, device=device.code)
    return rows.filter(seq__gte=since).count()


def standing_of(device: Device, *, now: datetime) -> list[Json]:
    """How the contests of a station stand, and which other tablets were at the same ones within a minute."""
    found = []
    for task in tasks_of(device.station):
        reading = read_sheet(task.sheet)
        code = task.sheet.contest.code
        found.append(
            {
                "id": code,
                "state": state_of(reading),
                "confirmed": confirmed_in(reading, reading.entries),
                "conflicts": [f"{code}/{entry.number}" for entry in reading.contested],
                "others": _others(device, code, now),
            }
        )
    return found


def _others(device: Device, code: str, now: datetime) -> list[Json]:
    """Tablets that have the same contest open now; where both say a group, the same group."""
    rows = Device.objects.filter(
        station__activity=device.station.activity_id, at_sheet=code, seen_at__gt=now - NEARBY, revoked_at=None
    )
    return [
        {
            "device": other.name,
            "referee": other.referee.name if other.referee else "",
            "group": other.at_group,
            "seat": other.at_seat,
        }
        for other in rows.exclude(pk=device.pk).select_related("referee").order_by("pk")
        if device.at_sheet != code or _meet(device, other)
    ]


def _meet(device: Device, other: Device) -> bool:
    """At the same heat, and on a panel at the same seat: judges beside each other are no surprise."""
    apart = other.at_group and device.at_group and other.at_group != device.at_group
    return not apart and other.at_seat == device.at_seat


def seen(device: Device, *, now: datetime, **what: Any) -> None:
    """The last contact, and what the tablet said of itself."""
    for name, value in (what | {"seen_at": now}).items():
        setattr(device, name, value)
    with where_there_is_room():
        device.save(update_fields=[*what, "seen_at"])


@transaction.atomic
def pack_file(*, station: Station, by: User, now: datetime) -> Json:
    """A tablet of its own with its token and a ticket for every referee, to be carried where there is no network."""
    paired = pairing.make_device(station=station, by=by, now=now)
    pins = RefereePin.objects.filter(activity=station.activity_id).exclude(hashed="").select_related("user")
    return {
        "format": FILE_FORMAT,
        "version": 1,
        "made_at": write_moment(now),
        "token": paired.token,
        "device": {"id": paired.device.code, "name": paired.device.name},
        "pack": pack_of(paired.device),
        "tickets": [
            {"key": str(row.key), "name": row.user.name, "ticket": signing_in.ticket_of(paired.device, row)}
            for row in pins.order_by("user__name", "pk")
        ],
    }
