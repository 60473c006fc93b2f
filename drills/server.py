"""A site and a database in processes of their own, to be killed: as in production, and nothing of anybody else.

python -m drills.server prepare TABLETS   migrates, makes the meet, prints its tablets as JSON
python -m drills.server rows              prints what is stored, as JSON
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tools.pgtest import find_programs, unprivileged

ROOT = Path(__file__).resolve().parent.parent
DURABLE = "-c listen_addresses='' -c fsync=on -c synchronous_commit=on"
LONGEST_START = 60


class Database:
    """SQLite in a file: there is nothing to kill but the site."""

    kind = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.address = f"sqlite://{quote(str(folder / 'drill.sqlite3'))}"

    def start(self) -> None: ...

    def start_again(self) -> None:
        """As a service manager does with what ended by itself."""

    def kill(self) -> None: ...

    def stop(self) -> None: ...


class Postgres(Database):
    """A cluster with the durability of production, on a socket of its own."""

    kind = "postgresql"

    def __init__(self, folder: Path) -> None:
        self.folder, self.programs, self.as_whom = folder, find_programs(), unprivileged()
        self.address = f"postgresql://postgres@{quote(str(folder), safe='')}/postgres"
        if self.as_whom:
            os.chown(folder, self.as_whom["user"], self.as_whom["group"])
        self._call("initdb", "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")

    def start(self) -> None:
        """Comes back by itself from what a kill left; the first try may meet the old socket's lock."""
        options = f"{DURABLE} -k {self.folder}"
        for _try in range(5):
            command = ("-D", str(self.folder / "data"), "-l", str(self.folder / "log"), "-w", "-t", "60", "-o", options)
            if self._call("pg_ctl", *command, "start", must=False):
                return
            time.sleep(0.5)
        raise RuntimeError((self.folder / "log").read_text()[-2000:])

    def start_again(self) -> None:
        if not self._call("pg_ctl", "-D", str(self.folder / "data"), "status", must=False):
            self.start()

    def kill(self) -> None:
        """Every process of the cluster at once, without a word."""
        lines = (self.folder / "data" / "postmaster.pid").read_text().splitlines()
        postmaster = int(lines[0])
        for pid in [postmaster, *children_of(postmaster)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        while Path(f"/proc/{postmaster}").exists() and _state(postmaster) not in {"Z", ""}:
            time.sleep(0.01)

    def stop(self) -> None:
        self._call("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", "immediate", "stop", must=False)

    def _call(self, program: str, *arguments: str, must: bool = True) -> bool:
        done = subprocess.run(
            [str(self.programs / program), *arguments],
            cwd=self.folder,
            env={**os.environ, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            check=must,
            **self.as_whom,
        )
        return done.returncode == 0


class Site:
    """The product under its own web server."""

    threads = 2

    def __init__(self, database: Database, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.environment = {
            **os.environ,
            "DATABASE_URL": database.address,
            "UNIONEVENTS_VAR": str(folder),
            "UNIONEVENTS_HTTPS": "off",
            "DJANGO_SETTINGS_MODULE": "unionevents.settings",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def ask(self, *arguments: str, module: str = "drills.server") -> Any:
        """What a step of this module, or of a drill's own, prints."""
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, check=True)
        return json.loads(done.stdout)

    def start(self) -> None:
        command = [sys.executable, "-m", "tools.webserver", "unionevents.wsgi:application", str(self.port)]
        self.process = subprocess.Popen(
            [*command, "--threads", str(self.threads)],
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.wait()

    def wait(self) -> None:
        until = time.monotonic() + LONGEST_START
        while time.monotonic() < until:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.05)
        raise RuntimeError("the site did not start")

    def kill(self) -> None:
        """All its processes, without a word; back when none of them holds the port any more."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None
            with contextlib.suppress(OSError):
                while True:
                    socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                    time.sleep(0.01)


@contextlib.contextmanager
def world(kind: str, disk: Path | None = None) -> Iterator[tuple[Database, Site]]:
    """A database of this kind and a site beside it on the disk; the database runs, and nothing is left afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="unionevents-drill-", dir=disk or "/tmp"))  # noqa: S108 - short, for the socket
    database: Database = Postgres(folder) if kind == "postgresql" else Database(folder)
    site = Site(database, folder)
    try:
        database.start()
        yield database, site
    finally:
        site.kill()
        database.stop()
        shutil.rmtree(folder, ignore_errors=True)


def end_cleanly() -> None:
    """Told to stop, as by `timeout`, this process goes the way of an exception: what it started is stopped too."""

    def leave(number: int, _frame: object) -> None:
        sys.exit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, leave)


def children_of(parent: int) -> list[int]:
    found = []
    for place in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError, IndexError):
            if place.name.isdigit() and int((place / "stat").read_text().rpartition(")")[2].split()[1]) == parent:
                found.append(int(place.name))
    return found


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


def prepare(tablets: int) -> list[dict[str, str]]:
    """The meet that will be sent to."""
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up below

    from drills.meet import make_meet  # noqa: PLC0415 - same

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    meet = make_meet("kills", people=20, tablets=tablets)
    return [{"token": each.token, "device": each.device.code, "ticket": each.ticket} for each in meet.tablets]


def rows() -> list[list[Any]]:
    from scoring.models import Operation  # noqa: PLC0415 - Django is set up below

    return [[str(row.uuid), row.value, row.device] for row in Operation.objects.order_by("pk")]


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(prepare(int(sys.argv[2])) if sys.argv[1] == "prepare" else rows()))
