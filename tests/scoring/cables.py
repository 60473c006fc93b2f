"""The cable between a tablet and the server, which a test can pull: what is sent meanwhile reaches nobody.

A browser that is told to be offline still lets single requests slip through while it loads a page; a cable that is
pulled lets nothing through.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext

PIECE = 65_536


class Cable:
    """`url` leads to the server as long as the cable is in."""

    def __init__(self, url: str) -> None:
        self._there = (urlsplit(url).hostname or "", urlsplit(url).port or 80)
        self._listens = socket.create_server(("localhost", 0))
        self.url = f"http://localhost:{self._listens.getsockname()[1]}"
        self._pulled = False
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        threading.Thread(target=self._meet, daemon=True).start()

    def pull(self, browser: BrowserContext) -> None:
        """No network from now on, and the browser is told so."""
        with self._lock:
            self._pulled = True
            for each in self._open:
                _shut(each)
            self._open.clear()
        browser.set_offline(True)

    def plug_in(self, browser: BrowserContext) -> None:
        self._pulled = False
        browser.set_offline(False)

    def close(self) -> None:
        self._pulled = True
        self._listens.close()
        with self._lock:
            for each in self._open:
                _shut(each)

    def _meet(self) -> None:
        with contextlib.suppress(OSError):  # closed
            while True:
                here, _ = self._listens.accept()
                there = None if self._pulled else socket.create_connection(self._there)
                with self._lock:
                    if there is None or self._pulled:
                        for each in filter(None, (here, there)):
                            _shut(each)
                        continue
                    self._open |= {here, there}
                for pair in ((here, there), (there, here)):
                    threading.Thread(target=self._carry, args=pair, daemon=True).start()

    def _carry(self, come: socket.socket, go: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := come.recv(PIECE):
                go.sendall(piece)
        for each in (come, go):
            _shut(each)
        with self._lock:
            self._open -= {come, go}


def _shut(end: socket.socket) -> None:
    """Wakes whoever reads from it, which closing alone does not."""
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextlib.contextmanager
def cable_to(url: str) -> Iterator[Cable]:
    cable = Cable(url)
    try:
        yield cable
    finally:
        cable.close()
