"""The web server, with the choices that hold wherever the site runs: python -m tools.webserver APPLICATION PORT

Two processes with eight threads each. It takes connections, reads requests and writes answers outside of Python, so
that a thousand spectators who ask whether there is anything new cost little of what entering results needs
(docs/decisions/0010).
"""

from __future__ import annotations

import argparse
import contextlib
import resource
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from granian.constants import HTTPModes, Interfaces, SSLProtocols
from granian.log import LogLevels
from granian.server import Server

SITE: Final = "unionevents.wsgi:application"
HERE: Final = "127.0.0.1"
WORKERS: Final = 2
THREADS: Final = 8
CONNECTIONS: Final = 4096  # kept open by each process at once: a hall full of phones; who comes then waits outside
OTHER_FILES: Final = 200  # that a process has open beside connections: the database, uploads, its own program
GRACE: Final = 5  # seconds that answers under way get at the end


def serve(
    application: str,
    port: int,
    *,
    address: str = HERE,
    threads: int = THREADS,
    certificate: tuple[Path, Path] | None = None,
    ready: Callable[[], object] | None = None,
) -> None:
    """Until it is told to stop. `certificate` is the chain and its key (PKCS 8), and makes it https.

    `ready` is called as soon as somebody can connect.
    """
    chain, key = certificate or (None, None)
    connections = room()
    server = Server(
        application,
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=WORKERS,
        blocking_threads=threads,
        backlog=connections,
        backpressure=connections,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
        log_level=LogLevels.error,
        ssl_cert=chain,
        ssl_key=key,
        ssl_protocol_min=SSLProtocols.tls12,  # tablets of Android 9 and older speak no newer one
    )
    if ready:
        server.on_startup(threading.Thread(target=_once_open, args=(port, ready), daemon=True).start)
    server.serve()


def room() -> int:
    """As many connections as the system lets a process have; without room left for it, the database could not open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return CONNECTIONS if soft == resource.RLIM_INFINITY else max(min(CONNECTIONS, soft - OTHER_FILES), 1)


def _once_open(port: int, ready: Callable[[], object]) -> None:
    while True:
        with contextlib.suppress(OSError), socket.create_connection((HERE, port), timeout=1):
            break
        time.sleep(0.1)
    ready()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.webserver", description=__doc__)
    parser.add_argument("application", nargs="?", default=SITE, help=f"module:name, {SITE} if not said")
    parser.add_argument("port", nargs="?", type=int, default=8000)
    parser.add_argument("--address", default=HERE)
    parser.add_argument("--threads", type=int, default=THREADS, help="of each process")
    asked = parser.parse_args()
    serve(asked.application, asked.port, address=asked.address, threads=asked.threads)


if __name__ == "__main__":
    main()
