"""Publishing races against a result that comes at the same moment, in two threads with connections of their own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from random import Random
from uuid import UUID

from django.db import connection
from django.utils import timezone

from drills.measuring import Report, chance
from drills.meet import Meet, clear, make_meet
from scoring.models import Operation, Publication
from scoring.queries.reading import is_waiting, read_sheet
from scoring.services import handing_in, publishing
from scoring.services.verifying import seal_of

PROMISE = (
    "a result that comes while the contest is published is in it, or waits for a ruling; never lost, never changing it"
)
FULL = 1000
SMALL = 8
LONGEST = 0.02
KNOWN, LATE = 10_000, 9_000


def run(rounds: int, seed: int) -> Report:
    report, random = Report("locks", PROMISE, seed), chance(seed)
    meet = make_meet(f"locks {seed}", people=2)
    for _round in range(rounds):
        _one_race(meet, random, report)
        clear(meet)
    return report


def _one_race(meet: Meet, random: Random, report: Report) -> None:
    tablet = meet.tablets[0]
    known = UUID(int=random.getrandbits(128), version=4)
    for number in (1, 2):
        uuid = known if number == 1 else UUID(int=random.getrandbits(128), version=4)
        first = tablet.operation(f"run/{number}", KNOWN * number, uuid)
        handing_in.hand_in(device=tablet.device, document=tablet.batch(first), now=timezone.now())
    late = tablet.operation("run/1", LATE, UUID(int=random.getrandbits(128), version=4), str(known))
    waits = [random.random() * LONGEST, 2 * random.random() * LONGEST]  # publishing reaches its lock sooner
    kinds: list[str] = []
    outcomes: list[str] = []

    def send() -> None:
        time.sleep(waits[0])
        receipts = handing_in.hand_in(device=tablet.device, document=tablet.batch(late), now=timezone.now())
        kinds.extend(receipt.kind.value for receipt in receipts)

    seen = meet.draft().seen  # what stood on the chief referee's page

    def publish() -> None:
        time.sleep(waits[1])
        try:
            meet.publish(seen)
            outcomes.append("published")
        except publishing.ChangedMeanwhile:
            outcomes.append("looked again")

    _both(send, publish)
    report.count("races")
    report.must(bool(kinds) and bool(outcomes), "one of the two never ended")
    if outcomes == ["looked again"]:
        meet.publish(meet.draft().seen)
    _judge(meet, late["uuid"], kinds, outcomes, report)


def _judge(meet: Meet, uuid: str, kinds: list[str], outcomes: list[str], report: Report) -> None:
    row = Operation.objects.filter(uuid=uuid).first()
    publication = Publication.objects.filter(sheet=meet.sheet).first()
    if row is None or publication is None:
        report.must(False, "the late result is lost, or nothing was published")
        return
    waits = outcomes == ["published"]
    report.count("where the result waits" if waits else "where the chief referee looked again")
    shown = publication.case["contests"][0]["entries"][0]["records"]["time"]
    report.must(is_waiting(row) == waits, f"waits: {is_waiting(row)}, {outcomes}")
    report.must(shown == (KNOWN if waits else LATE), f"published {shown}, waits: {waits}")
    report.must(kinds == ["flagged" if waits else "stored"], f"the tablet was told {kinds}")
    report.must(
        len(read_sheet(meet.sheet).conflicts) == int(waits), "the chief referee is not told, or told for nothing"
    )
    seal = seal_of(publication.case, publication.outcome)
    report.must(seal == publication.sha256, "the snapshot is not what was signed")


def _both(*works: Callable[[], None]) -> None:
    def closing(work: Callable[[], None]) -> None:
        try:
            work()
        finally:
            connection.close()

    threads = [threading.Thread(target=closing, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
