"""The site, and on PostgreSQL the database too, is killed again and again while tablets send over real connections."""

from __future__ import annotations

import http.client
import json
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection

from drills.measuring import Report, chance
from drills.server import Database, Site, world

PROMISE = "kill -9 of the site and of the database while tablets send: no acknowledged entry is lost, none is doubled"
FULL = 60
SMALL = 1
TABLETS = 4
AT_ONCE = 5
LONGEST_WAIT = 30


@dataclass
class Sender:
    """A tablet that goes on entering, and sends what has no receipt yet until it gets one."""

    site: Site
    tablet: dict[str, str]
    random: Random
    stopping: threading.Event
    made: dict[str, int] = field(default_factory=dict)
    waiting: list[dict[str, Any]] = field(default_factory=list)
    acknowledged: dict[str, str] = field(default_factory=dict)
    failures: int = 0

    def run(self) -> None:
        while self.waiting or not self.stopping.is_set():
            if not self.stopping.is_set() and len(self.waiting) < 2 * AT_ONCE:
                self._enter()
            batch = self.waiting[:AT_ONCE]
            receipts = self._post(batch)
            if receipts is None:
                self.failures += 1
                time.sleep(0.05)
                continue
            for receipt in receipts:
                self.acknowledged[receipt["uuid"]] = receipt["receipt"]
            self.waiting = self.waiting[len(batch) :]

    def _enter(self) -> None:
        uuid = str(UUID(int=self.random.getrandbits(128), version=4))
        value = 10_000 + 10 * self.random.randrange(900)
        self.made[uuid] = value
        self.waiting.append(
            {
                "uuid": uuid,
                "entry": f"run/{self.random.randint(1, 20)}",
                "device": self.tablet["device"],
                "seq": len(self.made),
                "slot": "time",
                "value": value,
                "replaces": [],
                "captured_at": "2026-09-23T08:41:07.120+08:00",
            }
        )

    def _post(self, batch: list[dict[str, Any]]) -> list[dict[str, str]] | None:
        """The receipts, or None when the answer did not come."""
        body = json.dumps(
            {
                "format": "unionevents-operations",
                "version": 1,
                "sheet": "run",
                "ticket": self.tablet["ticket"],
                "operations": batch,
            }
        )
        headers = {"Content-Type": "application/json", "Authorization": f"Device {self.tablet['token']}"}
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=10)) as line:
                line.request("POST", "/tablet/operations/", body, headers)
                answer = line.getresponse()
                content = answer.read()
            receipts: list[dict[str, str]] | None = json.loads(content)["receipts"] if answer.status == 200 else None
            return receipts
        except (OSError, http.client.HTTPException, ValueError):
            return None


def run(rounds: int, seed: int) -> Report:
    report, random = Report("kills", PROMISE, seed), chance(seed)
    with world(connection.vendor) as (database, site):
        tablets = site.ask("prepare", str(TABLETS))
        site.start()
        stopping = threading.Event()
        senders = [Sender(site, tablet, chance(seed + number), stopping) for number, tablet in enumerate(tablets)]
        threads = [threading.Thread(target=sender.run) for sender in senders]
        for thread in threads:
            thread.start()
        try:
            for number in range(rounds):
                _wait_for_work(senders, random)
                _kill(database, site, number, report)
        finally:
            time.sleep(0.5)
            stopping.set()
            for thread in threads:
                thread.join()
        _judge(senders, site.ask("rows"), report)
    return report


def _wait_for_work(senders: list[Sender], random: Random) -> None:
    """Until some entries more got their receipts, so that the kill falls into the middle of work."""
    enough = sum(len(sender.acknowledged) for sender in senders) + random.randint(TABLETS * AT_ONCE, 100)
    until = time.monotonic() + LONGEST_WAIT
    while sum(len(sender.acknowledged) for sender in senders) < enough and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(random.random() * 0.1)


def _kill(database: Database, site: Site, number: int, report: Report) -> None:
    """The site; every second time on PostgreSQL the database under it instead."""
    if database.kind == "postgresql" and number % 2:
        database.kill()
        database.start()
        report.count("kills of the database")
    else:
        site.kill()
        site.start()
        report.count("kills of the site")


def _judge(senders: list[Sender], rows: list[list[Any]], report: Report) -> None:
    stored = {uuid: value for uuid, value, _device in rows}
    made = {uuid: value for sender in senders for uuid, value in sender.made.items()}
    acknowledged = {uuid: kind for sender in senders for uuid, kind in sender.acknowledged.items()}
    report.count("entries acknowledged", len(acknowledged))
    report.count("of them repeats of a lost answer", sum(kind == "repeated" for kind in acknowledged.values()))
    report.count("answers that did not come", sum(sender.failures for sender in senders))
    report.must(len(rows) == len(stored), f"{len(rows) - len(stored)} entries are doubled")
    report.must(acknowledged.keys() == made.keys(), "an entry never got its receipt")
    lost = [uuid for uuid in acknowledged if stored.get(uuid) != made[uuid]]
    report.must(not lost, f"{len(lost)} acknowledged entries are lost or changed")
    report.must(set(acknowledged.values()) <= {"stored", "repeated", "flagged"}, "an entry was refused")
