"""Those who enter: twenty stations that hand in a result every few seconds, and the smallest page beside them."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

STATIONS = 20
ENTRY_EVERY = 4.0  # twenty stations: five results a second, more than referees can read out
STARTED = 20
OK = "200"


@dataclass
class Phase:
    """What those who enter waited, and what the smallest page took meanwhile. Seconds, sorted."""

    said: dict[str, list[Any]]  # by entry, what the next word on it replaces
    entries: list[float] = field(default_factory=list)
    smallest: list[float] = field(default_factory=list)
    refusals: Counter[str] = field(default_factory=Counter)
    cpu: float = 0.0  # of the server
    wall: float = 0.0

    @property
    def refused(self) -> int:
        return self.refusals.total()


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
            "slot": "time", "value": changing(), "replaces": phase.said.get(entry, []),
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


def changing() -> int:
    """A time in milliseconds, never the one before: the page that viewers look at has to be made again."""
    return 10_000 + time.monotonic_ns() // 10**6 % 9_000


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
