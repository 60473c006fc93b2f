"""A thousand viewers follow the public page while twenty stations enter results: nobody who enters may notice."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from benchmarks.measuring import Comparison
from drills.server import ROOT, Database, Site

VIEWERS, STATIONS, SECONDS, PAIRS = 1000, 20, 12.0, 2
EVERY = 1.4  # seconds between two looks of a viewer: what the page itself asks for
ENTRY_EVERY = 4.0  # twenty stations: five results a second, more than referees can read out
WARM = 3.0
STARTED = 20
ALLOWED = 1.5
OK = "200"
ANSWERS = {OK, "304", "503"}  # 503: asked to come again in three seconds, while the page is made for the first time


class ViewedSite(Site):
    """As `./dev run` serves it, with the smallest page and the stream beside it."""

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "benchmarks.viewers_site", "-b", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(
            [*command, "-k", "gthread", "-w", "2", "--threads", "8", "--log-level", "critical"],
            cwd=ROOT, env=self.environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.wait()

    def prepare(self, stations: int) -> dict[str, Any]:
        return dict(json.loads(self._step("prepare", str(stations)).communicate()[0]))

    def viewers(self, place: str, number: int, seconds: float) -> subprocess.Popen[bytes]:
        return self._step("watch", str(self.port), place, str(number), str(seconds), str(EVERY))

    def _step(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = ["nice", sys.executable, "-m", "benchmarks.viewers_site", *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE)


@dataclass
class Phase:
    """What those who enter waited, and what the smallest page took meanwhile. Seconds, sorted."""

    said: dict[str, list[Any]]  # by entry, what the next word on it replaces
    entries: list[float] = field(default_factory=list)
    smallest: list[float] = field(default_factory=list)
    refusals: Counter[str] = field(default_factory=Counter)

    @property
    def refused(self) -> int:
        return self.refusals.total()


def run() -> list[Comparison]:
    """Prints its figures; a slower entry, or one that is not stored, ends everything."""
    if violations := measure(viewers=VIEWERS, stations=STATIONS, seconds=SECONDS, pairs=PAIRS, with_stream=True):
        sys.exit("\n".join(violations))
    return []


def measure(*, viewers: int, stations: int, seconds: float, pairs: int, with_stream: bool = False) -> list[str]:
    """Quiet and watched in turns, so that a busy machine slows both; the promises that did not hold."""
    folder = Path(tempfile.mkdtemp(prefix="unionevents-viewers-"))
    site = ViewedSite(Database(folder), folder)
    site.environment["UNIONEVENTS_DEBUG"] = "on"  # no collected static files are needed
    said: dict[str, list[Any]] = {}
    quiet, watched, seen = Phase(said), Phase(said), dict[str, int]()
    waits: list[float] = []
    try:
        prepared = site.prepare(stations)
        site.start()
        asyncio.run(loaded(site.port))
        asyncio.run(enter(site.port, prepared["tablets"], WARM, Phase(said)))
        for _pair in range(pairs):
            asyncio.run(enter(site.port, prepared["tablets"], seconds, quiet))
            crowd = site.viewers(prepared["public"], viewers, seconds + 2 * WARM)
            time.sleep(WARM)
            asyncio.run(enter(site.port, prepared["tablets"], seconds, watched))
            got = json.loads(crowd.communicate()[0])
            waits += got["waits"]
            seen = {key: seen.get(key, 0) + got["seen"].get(key, 0) for key in {*seen, *got["seen"]}}
        say("quiet", quiet)
        say(f"{viewers} viewers", watched)
        print(f"| viewers' own | {len(waits):,} looks {seen} | {of(waits, 50)} | {of(waits, 95)} | {of(waits, 99)} |")
        if with_stream:
            stream = Phase(said)
            crowd = site.viewers("/stream/", viewers, seconds)
            time.sleep(WARM)
            asyncio.run(enter(site.port, prepared["tablets"], seconds / 2, stream))
            crowd.communicate()
            say(f"{viewers} streams", stream)
    finally:
        site.kill()
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        folder.rmdir()
    return broken(quiet, watched, seen)


def broken(quiet: Phase, watched: Phase, seen: dict[str, int]) -> list[str]:
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


async def loaded(port: int) -> None:
    """Both workers have started: so many answers in a row, each at once."""
    in_a_row = 0
    for _try in range(600):
        began = time.monotonic()
        answer = await ask(port, "GET", "/smallest/", "", b"")
        in_a_row = in_a_row + 1 if answer.startswith(OK) and time.monotonic() - began < 1 else 0
        if in_a_row >= STARTED:
            return
        await asyncio.sleep(0.1)
    sys.exit("the site did not start")


async def enter(port: int, tablets: list[dict[str, str]], seconds: float, phase: Phase) -> None:
    """Every station hands in an entry every few seconds; the smallest page is asked ten times a second."""
    until = time.monotonic() + seconds
    stations = [station(port, tablet, number, until, phase) for number, tablet in enumerate(tablets)]
    await asyncio.gather(*stations, probe(port, until, phase))


async def station(port: int, tablet: dict[str, str], number: int, until: float, phase: Phase) -> None:
    await asyncio.sleep(ENTRY_EVERY * number / STATIONS)
    count = 0
    while (began := time.monotonic()) < until:
        entry = f"run/{number * 10 + count % 10 + 1}"
        count += 1
        operation = {
            "uuid": str(uuid4()), "entry": entry, "device": tablet["device"], "seq": time.time_ns() // 1000,
            "slot": "time", "value": 10_000 + count, "replaces": phase.said.get(entry, []),
            "captured_at": "2026-09-23T08:41:07.120+08:00",
        }  # fmt: skip
        phase.said[entry] = [operation["uuid"]]
        batch = {
            "format": "unionevents-operations", "version": 1, "sheet": "run", "ticket": tablet["ticket"],
            "operations": [operation],
        }  # fmt: skip
        head = f"Authorization: Device {tablet['token']}\r\nContent-Type: application/json\r\n"
        answer = await ask(port, "POST", "/tablet/operations/", head, json.dumps(batch).encode())
        phase.entries.append(time.monotonic() - began)
        if not answer.startswith(OK):
            phase.refusals[answer[:40]] += 1
        await asyncio.sleep(max(0.0, ENTRY_EVERY - (time.monotonic() - began)))


async def probe(port: int, until: float, phase: Phase) -> None:
    while (began := time.monotonic()) < until:
        await ask(port, "GET", "/smallest/", "", b"")
        phase.smallest.append(time.monotonic() - began)
        await asyncio.sleep(0.1)


async def ask(port: int, method: str, place: str, head: str, body: bytes) -> str:
    """`200 …`, or what went wrong; a connection each, as after a pause."""
    try:
        async with asyncio.timeout(10):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            lines = f"{method} {place} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{head}"
            writer.write(f"{lines}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            answer = (await reader.read()).decode(errors="replace")
            writer.close()
            return answer.partition(" ")[2] if answer else "no answer"
    except (OSError, TimeoutError) as problem:
        return type(problem).__name__


def percentile(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def of(values: list[float], percent: int) -> str:
    return f"{percentile(values, percent) * 1000:,.0f} ms"


def say(name: str, phase: Phase) -> None:
    for what, values in (("entries", phase.entries), ("smallest page", phase.smallest)):
        figures = " | ".join(of(values, percent) for percent in (50, 95, 99))
        print(f"| {name} | {len(values):,} {what}, {dict(phase.refusals)} refused | {figures} |", flush=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unionevents.settings")
    run()
