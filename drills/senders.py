"""Tablets that go on entering over real connections whatever happens to the site, and what must be stored then."""

from __future__ import annotations

import http.client
import json
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from drills.measuring import Report
from drills.server import Site

AT_ONCE = 5
SAID = {200, 503, 507}  # received, the database is away, the disk is full


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
    answers: Counter[int] = field(default_factory=Counter)  # by status
    last: float = 0.0  # when the last receipts came, by `time.monotonic()`

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
            self.answers[answer.status] += 1
            if answer.status != http.HTTPStatus.OK:
                return None
            self.last = time.monotonic()
            receipts: list[dict[str, str]] = json.loads(content)["receipts"]
            return receipts
        except (OSError, http.client.HTTPException, ValueError):
            return None


def judge(senders: list[Sender], rows: list[list[Any]], report: Report) -> None:
    """Nothing acknowledged is lost or changed, nothing is doubled, everything was acknowledged in the end."""
    for status in sorted({status for sender in senders for status in sender.answers}):
        report.count(f"answers {status}", sum(sender.answers[status] for sender in senders))
        report.must(status in SAID, f"entries were answered with {status}")
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
