"""The stations of an activity with their tablets, for the people who look after them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Prefetch, Q

from accounts.models import User
from accounts.roles import Role
from events.models import Activity
from scoring.models import Device, HelpCall, RefereePin, Station, StationTask
from scoring.permissions import ENTERS

SILENT = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Tablet:
    """A tablet as a list shows it. `state`: fine, silent, waiting (something is not uploaded), revoked, wiped."""

    device: Device
    state: str
    health: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A station with what is recorded there and its tablets."""

    station: Station
    tasks: list[StationTask]
    tablets: list[Tablet]


def stations_of(activity: Activity, *, now: datetime) -> list[Place]:
    """Three queries however many there are."""
    tasks = StationTask.objects.select_related("sheet__contest").order_by("sheet__contest__position", "pk")
    devices = Device.objects.select_related("referee").order_by("pk")
    rows = Station.objects.filter(activity=activity).select_related("venue").order_by("position", "pk")
    return [
        Place(
            station,
            list(station.tasks.all()),
            [Tablet(device, state_of_tablet(device, now), device.health) for device in station.devices.all()],
        )
        for station in rows.prefetch_related(Prefetch("tasks", tasks), Prefetch("devices", devices))
    ]


def state_of_tablet(device: Device, now: datetime) -> str:
    if device.revoked_at:
        return "wiped" if device.wiped_at else "revoked"
    if device.seen_at is None or now - device.seen_at > SILENT:
        return "silent"
    return "waiting" if device.health.get("waiting") else "fine"


def open_calls(activity: Activity) -> list[HelpCall]:
    """Who waits for the chief referee, the longest first."""
    rows = HelpCall.objects.filter(device__station__activity=activity, answered_at=None)
    return list(rows.select_related("device__station", "sheet__contest").order_by("at", "pk"))


@dataclass(frozen=True, slots=True)
class RefereeRow:
    """A referee or judge of the activity, with the PIN if one was set."""

    user: User
    pin: RefereePin | None


def referees_of(activity: Activity, *roles: Role) -> list[RefereeRow]:
    """Everybody who may enter results here, by name; with `roles` those who hold one of them."""
    roles = roles or ENTERS
    appointed = Q(appointments__activity=activity, appointments__role__in=roles)
    steps = (activity.host.path or "").strip("/").split("/")
    paths = ["/" + "/".join(steps[:depth]) + "/" for depth in range(1, len(steps) + 1)]
    by_unit = Q(memberships__unit__path__in=paths, memberships__role__in=roles)
    pins = {pin.user_id: pin for pin in RefereePin.objects.filter(activity=activity).exclude(hashed="")}
    people = User.objects.filter(appointed | by_unit, is_active=True).distinct().order_by("name", "pk")
    return [RefereeRow(user, pins.get(user.pk)) for user in people]
