"""The site that viewers look at while results come in: the product, Django's smallest page, and a stream to compare.

python -m benchmarks.viewers_site prepare STATIONS       a meet with an open public page; prints its keys
python -m benchmarks.viewers_site watch PORT PATH VIEWERS SECONDS EVERY   that many viewers; prints what they got
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unionevents.settings")
settings.ROOT_URLCONF = __name__
django.setup()

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse  # noqa: E402 - Django is set up with addresses of its own above
from django.urls import path  # noqa: E402 - same

from unionevents.lib.access import public  # noqa: E402 - same
from unionevents.urls import urlpatterns as product  # noqa: E402 - same

PATIENCE = 10
SLOW, PATIENT, LONGEST = 0.35, 10, 20.0


@public
def smallest(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


@public
def stream(request: HttpRequest) -> StreamingHttpResponse:
    """Server-sent events the plain way: one thread of the server for as long as somebody looks."""

    def lines() -> Iterator[str]:
        while True:
            yield "data: same\n\n"
            time.sleep(1)

    return StreamingHttpResponse(lines(), content_type="text/event-stream")


urlpatterns = [path("smallest/", smallest), path("stream/", stream), *product]

from unionevents.wsgi import application  # noqa: E402 - it reads the addresses at once

__all__ = ["application"]


def prepare(stations: int) -> dict[str, Any]:
    """Two hundred people in one race, everything allowed on the public page: the dearest case."""
    from django.core.management import call_command  # noqa: PLC0415 - only this step needs it
    from django.utils import timezone  # noqa: PLC0415 - same

    from drills.meet import make_meet  # noqa: PLC0415 - same
    from scoring.services import screens  # noqa: PLC0415 - same

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    meet = make_meet("viewers", people=200, tablets=stations)
    now = timezone.now()
    screens.set_showing(activity=meet.activity, by=meet.chief, now=now, provisional=True)
    showing = screens.open_page(activity=meet.activity, by=meet.chief, now=now)
    tablets = [{"token": each.token, "device": each.device.code, "ticket": each.ticket} for each in meet.tablets]
    return {"public": f"/r/{showing.token}/", "tablets": tablets}


class Viewer:
    """A browser as far as a server notices: one connection kept, a tag remembered, packed answers taken."""

    def __init__(self, port: int, place: str, every: float) -> None:
        self.port, self.place, self.every, self.tag = port, place, every, ""
        self.pipe: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.streams, self.events, self.slow = False, 0, 0

    async def look(self, until: float, seen: Counter[str], waits: list[float]) -> None:
        await asyncio.sleep(random.random() * self.every)
        while (began := time.monotonic()) < until:
            try:
                seen[await asyncio.wait_for(self.ask(), PATIENCE)] += 1
                waits.append(time.monotonic() - began)
                if self.streams:
                    await self.listen(until)
            except (OSError, TimeoutError, asyncio.IncompleteReadError) as problem:
                seen[type(problem).__name__] += 1
                self.close()
            await asyncio.sleep(self.pause(time.monotonic() - began))
        self.close()

    async def listen(self, until: float) -> None:
        """Every event that arrives is a receipt; the line stays open until the end."""
        assert self.pipe is not None
        while (left := until - time.monotonic()) > 0:
            try:
                line = await asyncio.wait_for(self.pipe[0].readline(), left)
            except TimeoutError:
                return
            if not line:
                self.close()
                return
            self.events += line.startswith(b"data:")

    def pause(self, took: float) -> float:
        """As `static/js/screens.js` waits: who got two slow answers in a row stays away ten times as long."""
        self.slow = self.slow + 1 if took > SLOW else 0
        calm = min(took * PATIENT, LONGEST) if self.slow > 1 else self.every
        return calm * random.uniform(0.9, 1.1)

    async def ask(self) -> str:
        """The status; a connection that the server closed meanwhile is opened again, as browsers do."""
        kept = self.pipe is not None
        try:
            return await self._ask()
        except (ConnectionError, asyncio.IncompleteReadError):
            if not kept:
                raise
            self.close()
            return await self._ask()

    async def _ask(self) -> str:
        if self.pipe is None:
            self.pipe = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.pipe
        tag = f"If-None-Match: {self.tag}\r\n" if self.tag else ""
        writer.write(f"GET {self.place} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n{tag}\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
        self.streams = "event-stream" in fields.get("content-type", "")
        if length := int(fields.get("content-length", 0)):
            await reader.readexactly(length)
        self.tag = fields.get("etag", "")
        if fields.get("connection") == "close":
            self.close()
        return head.split(" ", 2)[1]

    def close(self) -> None:
        if self.pipe:
            self.pipe[1].close()
            self.pipe = None


async def watch(port: int, place: str, viewers: int, seconds: float, every: float) -> dict[str, Any]:
    """What so many viewers got: answers by status, and the wait of each."""
    seen: Counter[str] = Counter()
    waits: list[float] = []
    until = time.monotonic() + seconds
    everybody = [Viewer(port, place, every) for _viewer in range(viewers)]
    await asyncio.gather(*(viewer.look(until, seen, waits) for viewer in everybody))
    return {
        "seen": dict(seen),
        "waits": sorted(waits),
        "events": sum(viewer.events for viewer in everybody),
        "served": sum(viewer.events > 0 for viewer in everybody),
        "cpu": time.process_time(),
    }


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        print(json.dumps(prepare(int(sys.argv[2]))))
    else:
        _program, _step, port, place, viewers, seconds, every = sys.argv
        print(json.dumps(asyncio.run(watch(int(port), place, int(viewers), float(seconds), float(every)))))
