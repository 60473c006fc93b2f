"""A thousand viewers follow the public page while twenty stations enter results: nobody who enters may notice.

python -m benchmarks.viewers [--viewers 1000] [--every 1.4] [--seconds 12] [--pairs 2] [--no-stream]

The load generator runs on the same cores: its share of processor time is printed beside the server's, and processor
time per look or event says the same on a busy machine as on an idle one. Ends with 1 where a promise did not hold.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measuring import Comparison
from benchmarks.stations import OK, STATIONS, Phase, enter, loaded
from drills.server import ROOT, Database, Site, children_of, end_cleanly

VIEWERS, SECONDS, PAIRS = 1000, 12.0, 2
EVERY = 1.4  # seconds between two looks of a viewer: what the page itself asks for
WARM = 3.0
ALLOWED = 1.5
ANSWERS = {OK, "304", "503"}  # 503: asked to come again in three seconds, while the page is made for the first time


class ViewedSite(Site):
    """As `./dev run` serves it, with the smallest page and the stream beside it."""

    threads = 8

    def start(self) -> None:
        command = [sys.executable, "-m", "tools.webserver", "benchmarks.viewers_site:application", str(self.port)]
        self.process = subprocess.Popen(
            [*command, "--threads", str(self.threads)],
            cwd=ROOT, env=self.environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.wait()

    def prepare(self, stations: int) -> dict[str, Any]:
        return dict(json.loads(self._step("prepare", str(stations)).communicate()[0]))

    def viewers(self, place: str, number: int, seconds: float, every: float) -> subprocess.Popen[bytes]:
        return self._step("watch", str(self.port), place, str(number), str(seconds), str(every))

    def cpu(self) -> float:
        """Seconds of processor time that its processes have taken."""
        if self.process is None:
            return 0.0
        ticks = 0
        for pid in (self.process.pid, *children_of(self.process.pid)):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def _step(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = ["nice", sys.executable, "-m", "benchmarks.viewers_site", *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE)


@dataclass
class Crowd:
    """What viewers got: answers by status, events of a stream, their waits; and what they cost to play."""

    seen: Counter[str] = field(default_factory=Counter)
    events: int = 0
    served: int = 0  # viewers of a stream that got at least one event
    waits: list[float] = field(default_factory=list)
    cpu: float = 0.0

    def add(self, told: dict[str, Any]) -> None:
        self.seen.update(told["seen"])
        self.events += told["events"]
        self.served += told["served"]
        self.waits += told["waits"]
        self.cpu += told["cpu"]


def run() -> list[Comparison]:
    """Prints its figures; a slower entry, or one that is not stored, ends everything."""
    if violations := measure(viewers=VIEWERS, stations=STATIONS, seconds=SECONDS, pairs=PAIRS, with_stream=True):
        sys.exit("\n".join(violations))
    return []


def measure(
    *, viewers: int, stations: int, seconds: float, pairs: int, every: float = EVERY, with_stream: bool = False
) -> list[str]:
    """Quiet and watched in turns, so that a busy machine slows both; the promises that did not hold."""
    folder = Path(tempfile.mkdtemp(prefix="unionevents-viewers-"))
    site = ViewedSite(Database(folder), folder)
    said: dict[str, list[Any]] = {}
    quiet, watched, crowd = Phase(said), Phase(said), Crowd()
    try:
        prepared = site.prepare(stations)
        site.start()
        asyncio.run(loaded(site.port))
        bench = Bench(site, prepared["tablets"], seconds)
        asyncio.run(enter(site.port, bench.tablets, WARM, Phase(said)))
        for _pair in range(pairs):
            bench.entering(quiet)
            bench.watched(prepared["public"], viewers=viewers, every=every, phase=watched, crowd=crowd)
        say("quiet", quiet)
        say(f"{viewers} viewers", watched)
        figures = " | ".join(of(crowd.waits, percent) for percent in (50, 95, 99))
        print(f"| viewers' own | {len(crowd.waits):,} looks {dict(crowd.seen)} | {figures} |")
        look = extra(quiet, watched) / (len(crowd.waits) * bench.share or 1) * 1000
        print(
            f"processor time: server {quiet.cpu:.1f} s quiet in {quiet.wall:.0f} s, {watched.cpu:.1f} s watched in "
            f"{watched.wall:.0f} s, {look:.2f} ms a look; load generator {crowd.cpu * bench.share:.1f} s",
            flush=True,
        )
        if with_stream:
            bench.streams(viewers, quiet)
    finally:
        site.kill()
        shutil.rmtree(folder, ignore_errors=True)
    return broken(quiet, watched, crowd.seen)


@dataclass
class Bench:
    """The site, those who enter, and for how long."""

    site: ViewedSite
    tablets: list[dict[str, str]]
    seconds: float

    def entering(self, phase: Phase) -> None:
        cpu, wall = self.site.cpu(), time.monotonic()
        asyncio.run(enter(self.site.port, self.tablets, self.seconds, phase))
        phase.cpu += self.site.cpu() - cpu
        phase.wall += time.monotonic() - wall

    def watched(self, place: str, *, viewers: int, every: float, phase: Phase, crowd: Crowd) -> None:
        """Entries while a crowd looks, that came before and leaves after."""
        process = self.site.viewers(place, viewers, self.seconds + 2 * WARM, every)
        try:
            time.sleep(WARM)
            self.entering(phase)
            crowd.add(json.loads(process.communicate()[0]))
        finally:
            process.kill()

    @property
    def share(self) -> float:
        """Of what a crowd did, how much fell into the phase."""
        return self.seconds / (self.seconds + 2 * WARM)

    def streams(self, viewers: int, quiet: Phase) -> None:
        """The stream on the same server, and with a thread for everybody: what arrives, and what an event costs."""
        for threads, named in ((ViewedSite.threads, "same server"), (viewers // 2 + 20, "a thread for each viewer")):
            self.site.kill()
            self.site.threads = threads
            self.site.start()
            asyncio.run(loaded(self.site.port))
            phase, crowd = Phase(quiet.said), Crowd()
            self.watched("/stream/", viewers=viewers, every=EVERY, phase=phase, crowd=crowd)
            say(f"{viewers} streams, {named}", phase)
            print(f"    {crowd.events:,} events reached {crowd.served} of {viewers}, {dict(crowd.seen)}", flush=True)
            if crowd.events:
                cost = extra(quiet, phase) / (crowd.events * self.share) * 1000
                print(f"    {cost:.2f} ms of the server's processor time an event")


def extra(quiet: Phase, other: Phase) -> float:
    """What the server spent on a crowd: all, less what as many entries cost without one."""
    return other.cpu - quiet.cpu * len(other.entries) / len(quiet.entries)


def broken(quiet: Phase, watched: Phase, seen: Counter[str]) -> list[str]:
    """The promises in sentences, where they did not hold."""
    found = []
    ratio = percentile(watched.entries, 95) / percentile(quiet.entries, 95)
    print(f"\nentry p95: {ratio:.2f} times the quiet case ({ALLOWED} allowed)")
    if ratio > ALLOWED:
        found.append(f"entries took {ratio:.2f} times as long while viewers looked")
    if quiet.refused or watched.refused:
        found.append(f"{quiet.refused + watched.refused} entries were not stored")
    if wrong := {status: number for status, number in seen.items() if status not in ANSWERS}:
        found.append(f"viewers got {wrong}")
    return found


def percentile(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def of(values: list[float], percent: int) -> str:
    return f"{percentile(values, percent) * 1000:,.0f} ms"


def say(name: str, phase: Phase) -> None:
    for what, values in (("entries", phase.entries), ("smallest page", phase.smallest)):
        figures = " | ".join(of(values, percent) for percent in (50, 95, 99))
        print(f"| {name} | {len(values):,} {what}, {dict(phase.refusals)} refused | {figures} |", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.viewers", description=__doc__)
    parser.add_argument("--viewers", type=int, default=VIEWERS)
    parser.add_argument("--stations", type=int, default=STATIONS)
    parser.add_argument("--every", type=float, default=EVERY, help="seconds between two looks of a viewer")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--pairs", type=int, default=PAIRS)
    parser.add_argument("--no-stream", action="store_true")
    asked = vars(parser.parse_args())
    end_cleanly()
    violations = measure(with_stream=not asked.pop("no_stream"), **asked)
    print(*violations, sep="\n")
    return 1 if violations else 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unionevents.settings")
    sys.exit(main())
