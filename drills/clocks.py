"""Tablets whose clocks are off by minutes, days or years, or jump back in between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from drills.measuring import Report, chance
from drills.meet import make_meet
from scoring.services import handing_in

PROMISE = "clocks of tablets off by minutes, days or years: the same result"
FULL = 200
SMALL = 5
PEOPLE = 6
DAY = datetime(2026, 9, 23, 1, 0, tzinfo=UTC)


def run(rounds: int, seed: int) -> Report:
    report, random = Report("clocks", PROMISE, seed), chance(seed)
    meet = make_meet(f"clocks {seed}", people=PEOPLE)
    plan = [
        (number, which, UUID(int=random.getrandbits(128), version=4), 10_000 + 10 * random.randrange(900))
        for number in range(1, PEOPLE + 1)
        for which in (0, 1)
        if which == 0 or number % 2 == 0
    ]
    states = set()
    for number_of_round in range(rounds):
        skews = [
            timedelta(minutes=random.randint(-60 * 24 * 400, 60 * 24 * 400)) * (number_of_round > 0) for _ in (0, 1)
        ]
        with transaction.atomic():
            for tablet in meet.tablets:
                tablet.seq = 0
            for number, which, uuid, value in plan:
                jump = timedelta(hours=-random.randint(0, 48)) if number_of_round else timedelta(0)
                at = (DAY + skews[which] + jump + timedelta(minutes=number)).isoformat()
                tablet = meet.tablets[which]
                operation = tablet.operation(f"run/{number}", value, uuid, at=at)
                handing_in.hand_in(device=tablet.device, document=tablet.batch(operation), now=timezone.now())
            states.add(meet.state())
            transaction.set_rollback(True)
        report.count("afternoons")
    report.must(len(states) == 1, f"{len(states)} different results")
    return report
