"""The site, and on PostgreSQL the database too, is killed again and again while tablets send over real connections."""

from __future__ import annotations

import threading
import time
from random import Random

from django.db import connection

from drills.measuring import Report, chance
from drills.senders import AT_ONCE, Sender, judge
from drills.server import Database, Site, world

PROMISE = "kill -9 of the site and of the database while tablets send: no acknowledged entry is lost, none is doubled"
FULL = 60
SMALL = 1
TABLETS = 4
LONGEST_WAIT = 30


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
        judge(senders, site.ask("rows"), report)
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
