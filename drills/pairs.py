"""Two tablets enter the same result without knowing of each other, corrections and undos among it."""

from __future__ import annotations

from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from drills.measuring import Report, chance
from drills.meet import Meet, make_meet
from scoring.queries.reading import read_sheet
from scoring.services import handing_in

PROMISE = "two tablets on one result: different values are always a difference with both originals, equal ones agree"
FULL = 1000
SMALL = 15


def run(rounds: int, seed: int) -> Report:
    report, random = Report("pairs", PROMISE, seed), chance(seed)
    meet = make_meet(f"pairs {seed}", people=1)
    for _round in range(rounds):
        with transaction.atomic():
            _one_pair(meet, random, report)
            transaction.set_rollback(True)
    return report


def _one_pair(meet: Meet, random: Random, report: Report) -> None:
    base = UUID(int=random.getrandbits(128), version=4) if random.random() < 0.5 else None
    if base:  # both saw this value before they lost the network
        _send(meet, 0, [meet.tablets[0].operation("run/1", 20_000, base)])
    work = [_work(meet, which, base, random) for which in (0, 1)]
    order = [which for which in (0, 1) for _operation in work[which]]
    random.shuffle(order)
    queues = [list(each) for each in work]
    for which in order:
        _send(meet, which, [queues[which].pop(0)])
    last = [each[-1]["value"] for each in work]
    reading = read_sheet(meet.sheet)
    stands = next(iter(reading.folded.slots.values()), {}).get("time")
    claims = {value for conflict in reading.conflicts for value, _uuids in conflict.claims}
    wanted = {value for value in last if value is not None}
    report.count("pairs")
    if len(wanted) == 2:
        report.count("that differ")
        report.must(claims == wanted and stands is None, f"entered {last}, stands {stands}, shown {claims}")
    else:
        report.must(not claims and {stands} - {None} == wanted, f"entered {last}, stands {stands}, shown {claims}")
    kept = {row.value for row in reading.operations}
    report.must(wanted <= kept, f"an original is gone: {wanted - kept}")


def _work(meet: Meet, which: int, base: UUID | None, random: Random) -> list[dict[str, Any]]:
    """One to three acts of one tablet, each over its own one before."""
    before, made = base, []
    for _act in range(random.randint(1, 3)):
        uuid = UUID(int=random.getrandbits(128), version=4)
        value = random.choice([10_000, 10_500, 11_000, 11_500, None]) if before else random.choice([10_000, 10_500])
        made.append(meet.tablets[which].operation("run/1", value, uuid, *([str(before)] if before else [])))
        before = uuid
    return made


def _send(meet: Meet, which: int, operations: list[dict[str, Any]]) -> None:
    tablet = meet.tablets[which]
    handing_in.hand_in(device=tablet.device, document=tablet.batch(*operations), now=timezone.now())
