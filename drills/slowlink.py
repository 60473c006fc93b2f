"""A slow and far link: a TCP proxy on this machine that lets so many bytes a second through, each so much later."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

CHUNK = 1500


@dataclass
class Link:
    """One direction, shared by all connections: who sends waits until the line is free."""

    bytes_a_second: float
    delay: float
    free_at: float = field(default=0.0)
    carried: int = 0

    def arrival(self, size: int) -> float:
        """When the last byte is through; the line is busy until then."""
        self.free_at = max(self.free_at, time.monotonic()) + size / self.bytes_a_second
        self.carried += size
        return self.free_at + self.delay


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, link: Link) -> None:
    """Bytes arrive in their order; while some are on the way, more may follow."""
    waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(maxsize=64)

    async def deliver() -> None:
        while True:
            at, piece = await waiting.get()
            await asyncio.sleep(max(0.0, at - time.monotonic()))
            if not piece:
                writer.close()
                return
            writer.write(piece)
            await writer.drain()

    delivering = asyncio.create_task(deliver())
    try:
        while piece := await reader.read(CHUNK):
            await waiting.put((link.arrival(len(piece)), piece))
        await waiting.put((time.monotonic() + link.delay, b""))
        await delivering
    except (ConnectionError, asyncio.CancelledError):
        delivering.cancel()
        writer.close()


@contextmanager
def slow_link(port: int, *, megabits: float = 1.0, round_trip: float = 0.3) -> Iterator[tuple[int, Link, Link]]:
    """The port to ask instead, and both directions."""
    up, down = (Link(megabits * 1_000_000 / 8, round_trip / 2) for _ in range(2))
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    found: list[int] = []

    async def serve() -> None:
        async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            there, back = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.gather(_carry(reader, back, up), _carry(there, writer, down), return_exceptions=True)

        server = await asyncio.start_server(meet, "127.0.0.1", 0)
        found.append(server.sockets[0].getsockname()[1])
        ready.set()

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(serve(), loop)
    ready.wait(10)
    try:
        yield found[0], up, down
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
