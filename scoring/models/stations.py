"""The field: stations, the tablets that stand there, who may sign in on them, and who called for help."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from accounts.models import User
from events.models import Activity, Venue
from events.querysets import OfActivityQuerySet
from scoring.models.judging import OfSheetQuerySet, Scoresheet


class Station(models.Model):
    """站点: a place in the field where a referee sits with a tablet."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="stations", editable=False)
    key = models.UUIDField(default=uuid4, editable=False)
    name = models.CharField(max_length=40)
    venue = models.ForeignKey(Venue, models.SET_NULL, null=True, blank=True, related_name="stations")
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "name"], name="station_name_once"),
            models.UniqueConstraint(fields=["activity", "key"], name="station_key_once"),
        ]

    def __str__(self) -> str:
        return self.name


class OfStationQuerySet(OfActivityQuerySet):
    activity_path = "station__activity"


class StationTask(models.Model):
    """What is recorded at a station: a contest or some heats of it (none named: all), perhaps from one judge's seat."""

    station = models.ForeignKey(Station, models.CASCADE, related_name="tasks")
    sheet = models.ForeignKey(Scoresheet, models.CASCADE, related_name="station_tasks")
    heats = models.JSONField(default=list)
    seat = models.PositiveSmallIntegerField(null=True)

    objects = OfStationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["station", "sheet"], name="contest_once_at_station")]

    def __str__(self) -> str:
        return f"{self.station_id} {self.sheet_id}"


class PairingCode(models.Model):
    """A one-time way to bind a tablet to a station: six digits to type, or the longer key in a QR code.

    Only keyed digests are kept.
    """

    station = models.ForeignKey(Station, models.CASCADE, related_name="codes")
    digits_hash = models.CharField(max_length=64, db_index=True)
    key_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    objects = OfStationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.station_id} {self.expires_at:%H:%M}"


class PairingGuard(models.Model):
    """Counts pairing codes that were typed; one row for the installation, because a guess names no station."""

    name = models.CharField(max_length=20, unique=True)
    tries = models.PositiveIntegerField(default=0)
    tries_since = models.DateTimeField()

    objects = models.Manager()

    def __str__(self) -> str:
        return self.name


class Device(models.Model):
    """平板: a tablet bound to a station by a token of its own, of which only the hash is kept.

    `code` names it in operations. What it said of itself last stands in `health`.
    """

    station = models.ForeignKey(Station, models.CASCADE, related_name="devices")
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    token_hash = models.CharField(max_length=64, unique=True)
    paired_at = models.DateTimeField()
    paired_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)
    referee = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at_sheet = models.CharField(max_length=40, blank=True)
    at_group = models.CharField(max_length=40, blank=True)
    at_seat = models.PositiveSmallIntegerField(null=True)
    health = models.JSONField(default=dict)
    revoked_at = models.DateTimeField(null=True)
    wiped_at = models.DateTimeField(null=True)

    objects = OfStationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def activity(self) -> Activity:
        return self.station.activity


class RefereePin(models.Model):
    """A referee's PIN for the tablets of one activity. `key` names the referee on tablets.

    `tried_1` is the oldest of the last five attempts, so that one statement counts and refuses (`services.guarding`).
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="referee_pins", editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="referee_pins", editable=False)
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    hashed = models.CharField(max_length=200, blank=True, editable=False)
    set_at = models.DateTimeField(null=True, editable=False)
    set_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", editable=False)
    tried_1 = models.DateTimeField(null=True, editable=False)
    tried_2 = models.DateTimeField(null=True, editable=False)
    tried_3 = models.DateTimeField(null=True, editable=False)
    tried_4 = models.DateTimeField(null=True, editable=False)
    tried_5 = models.DateTimeField(null=True, editable=False)
    tries_of_day = models.PositiveIntegerField(default=0, editable=False)
    day_since = models.DateTimeField(null=True, editable=False)

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "user"], name="one_pin_a_referee")]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.user_id}"


class PanelSeat(models.Model):
    """评委席: a seat on the panel of a contest and the person whose it is; what is marked from it is that person's."""

    sheet = models.ForeignKey(Scoresheet, models.CASCADE, related_name="panel_seats")
    number = models.PositiveSmallIntegerField()
    user = models.ForeignKey(User, models.CASCADE, related_name="panel_seats")

    objects = OfSheetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="one_judge_a_seat"),
            models.UniqueConstraint(fields=["sheet", "user"], name="one_seat_a_judge"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.number}"


class OfDeviceQuerySet(OfActivityQuerySet):
    activity_path = "device__station__activity"


class HelpCall(models.Model):
    """有问题: a referee at a station asks for the chief referee."""

    device = models.ForeignKey(Device, models.CASCADE, related_name="calls")
    sheet = models.ForeignKey(Scoresheet, models.CASCADE, related_name="calls")
    uuid = models.UUIDField()
    entry = models.CharField(max_length=60, blank=True)
    text = models.CharField(max_length=200, blank=True)
    by_name = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=60, blank=True)

    objects = OfDeviceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["device", "uuid"], name="call_once")]

    def __str__(self) -> str:
        return f"{self.device_id} {self.at:%H:%M}"
