"""The server's disk runs full while tablets send: a small disk of its own (tmpfs, which takes an administrator)."""

from __future__ import annotations

import contextlib
import http.client
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from django.db import connection

from drills.measuring import Report, chance
from drills.senders import Sender, judge
from drills.server import Database, Site, world

PROMISE = (
    "a full disk: entries are refused as that, pages are read, no acknowledged entry is lost, work goes on by itself"
)
FULL = 5
SMALL = 1
TABLETS = 4
MEGABYTES = {"sqlite": 60, "postgresql": 200}
WORKING, STANDING = 3.0, 6.0  # seconds with room, and without
LONGEST_RECOVERY = 10.0
READ = ("/log-in/", "/tablet/pack/")


def run(rounds: int, seed: int) -> Report:
    report = Report("fulldisk", PROMISE, seed)
    with small_disk(MEGABYTES[connection.vendor]) as disk, world(connection.vendor, disk) as (database, site):
        tablets = site.ask("prepare", str(TABLETS))
        site.start()
        stopping = threading.Event()
        senders = [Sender(site, tablet, chance(seed + number), stopping) for number, tablet in enumerate(tablets)]
        threads = [threading.Thread(target=sender.run) for sender in senders]
        for thread in threads:
            thread.start()
        try:
            for _round in range(rounds):
                time.sleep(WORKING)
                _fill_and_free(disk, database, site, senders, report)
        finally:
            stopping.set()
            for thread in threads:
                thread.join()
        report.must(sum(sender.answers[507] for sender in senders) > 0, "the disk was never full")
        judge(senders, site.ask("rows"), report)
    return report


@contextlib.contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="unionevents-disk-", dir="/tmp"))
    options = f"size={megabytes}m,mode=1777"
    if subprocess.call(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], stderr=subprocess.DEVNULL):
        folder.rmdir()
        sys.exit("This drill mounts a small disk of its own, which only an administrator may: run it as root.")
    try:
        yield folder
    finally:
        subprocess.call(["umount", "--lazy", str(folder)])
        folder.rmdir()


def _fill_and_free(disk: Path, database: Database, site: Site, senders: list[Sender], report: Report) -> None:
    ballast = disk / "ballast"
    refused = sum(sender.answers[507] for sender in senders)
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(65536))
    with ballast.open("ab", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(64))
    began = time.monotonic()
    reads: list[int] = []
    while time.monotonic() - began < STANDING:
        if sum(sender.answers[507] for sender in senders) > refused:  # it has been noticed
            reads += [_read(site, place, senders[0].tablet["token"]) for place in READ]
        time.sleep(0.3)
    report.count("times full")
    report.count("pages read meanwhile", reads.count(http.HTTPStatus.OK))
    wrong = [status for status in reads if status != http.HTTPStatus.OK]
    report.must(not wrong or database.kind == "postgresql", f"{len(wrong)} pages could not be read: {set(wrong)}")
    report.count("pages that had to wait for the database", len(wrong))
    ballast.unlink()
    freed = time.monotonic()
    database.start_again()
    while not any(sender.last > freed for sender in senders) and time.monotonic() - freed < 6 * LONGEST_RECOVERY:
        time.sleep(0.05)
    took = time.monotonic() - freed
    report.must(took <= LONGEST_RECOVERY, f"the first entry after there was room again took {took:.0f} s")


def _read(site: Site, place: str, token: str) -> int:
    headers = {"Authorization": f"Device {token}"} if place.startswith("/tablet") else {}
    with contextlib.suppress(OSError), closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)) as line:
        line.request("GET", place, headers=headers)
        return line.getresponse().status
    return 0
