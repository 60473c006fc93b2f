"""A tablet as the server meets it: a token in a header, and JSON."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from scoring.models import Device, Station
from scoring.services import pairing, signing_in, stations
from tests.scoring.meets import Meet

PIN = "402917"  # invented, for tests alone


class Tablet:
    """Sends what a tablet sends; counts its operations."""

    def __init__(self, device: Device, token: str) -> None:
        self.device, self.token, self.seq, self.ticket = device, token, 0, ""
        self.client = Client(enforce_csrf_checks=True, headers={"authorization": f"Device {token}"})

    def get(self, address: str, **headers: str) -> HttpResponse:
        return self.client.get(f"/tablet/{address}", headers=headers)

    def post(self, address: str, document: object) -> HttpResponse:
        return self.client.post(f"/tablet/{address}", json.dumps(document), content_type="application/json")

    def sign_in(self, meet: Meet, user: User | None = None) -> Tablet:
        """Gives the referee a PIN and signs in with it."""
        pin = signing_in.set_pin(
            activity=meet.activity, user=user or meet.referee, pin=PIN, by=meet.chief, now=timezone.now()
        )
        answer = self.post("sign-in/", {"referee": str(pin.key), "pin": PIN})
        assert answer.status_code == 200, answer.content
        self.ticket = answer.json()["ticket"]
        return self

    def operation(self, entry: str, slot: str, value: object, **more: Any) -> dict[str, Any]:
        from tests.scoring.meets import operation  # noqa: PLC0415  # one maker of operations

        self.seq += 1
        return operation(entry, slot, value, device=self.device.code, seq=self.seq, **more)

    def batch(self, *operations: object, sheet: str = "run", **more: Any) -> dict[str, Any]:
        return {
            "format": "unionevents-operations",
            "version": 1,
            "sheet": sheet,
            "ticket": self.ticket,
            "operations": list(operations),
        } | more

    def send(self, *operations: object, sheet: str = "run", **more: Any) -> dict[str, Any]:
        answer = self.post("operations/", self.batch(*operations, sheet=sheet, **more))
        assert answer.status_code == 200, answer.content
        said: dict[str, Any] = answer.json()
        return said


def make_station(meet: Meet, *codes: str, name: str = "1 号站", heats: tuple[int, ...] = ()) -> Station:
    tasks = [stations.Task(meet.sheet(code), heats) for code in codes or ("run",)]
    return stations.keep_station(
        activity=meet.activity, name=name, venue=None, tasks=tasks, by=meet.organiser, now=timezone.now()
    )


def make_tablet(meet: Meet, station: Station | None = None) -> Tablet:
    """A tablet at a station for the contest `run`."""
    place = station or make_station(meet)
    paired = pairing.make_device(station=place, by=meet.chief, now=timezone.now())
    return Tablet(paired.device, paired.token)
