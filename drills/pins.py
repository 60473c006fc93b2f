"""Many guesses of one PIN at the same moment: no more than five are looked at."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.utils import timezone

from drills.measuring import Report
from drills.meet import make_meet
from scoring.models import RefereePin
from scoring.services import signing_in

PROMISE = (
    "guesses of a PIN at once: at most five are evaluated in a quarter of an hour, and the right one is refused too"
)
FULL = 1000
SMALL = 40
THREADS = 24


def run(rounds: int, seed: int) -> Report:
    report = Report("pins", PROMISE, seed)
    meet = make_meet(f"pins {seed}", people=1)
    key = str(RefereePin.objects.get(activity=meet.activity).key)
    device, now = meet.tablets[0].device, timezone.now()

    def guess(number: int) -> str:
        try:
            signing_in.sign_in(device=device, referee=key, pin=f"{number:06d}", now=now)
        except signing_in.WrongPin:
            return "evaluated"
        except signing_in.Locked:
            return "refused unseen"
        finally:
            connection.close()
        return "opened"

    with ThreadPoolExecutor(THREADS) as threads:
        said = Counter(threads.map(guess, range(rounds)))
    report.count("guesses at once", rounds)
    for what, number in sorted(said.items()):
        report.count(what, number)
    report.must(said["evaluated"] == 5, f"{said['evaluated']} were evaluated")
    report.must(said["opened"] == 0, "a wrong PIN opened")
    return report
