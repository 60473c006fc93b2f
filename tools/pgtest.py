"""Run a command against a throw-away PostgreSQL: python tools/pgtest.py COMMAND [ARGUMENTS...]

The command finds the server in DATABASE_URL. The cluster lives in the system's temporary folder, listens on
nothing but a socket there, and is gone when the command ends, fails or is interrupted.
"""

from __future__ import annotations

import contextlib
import glob
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import quote

DATABASE = "unionevents"
# Durability is of no use to a cluster that lives for one test run; the rest is PostgreSQL as users meet it.
SERVER_SETTINGS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
USUAL_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)


class NoPostgres(Exception):
    """PostgreSQL's server programs are not on this machine."""


def find_programs() -> Path:
    """The folder with initdb and pg_ctl: $PG_BINDIR, else the newest in the usual places, else on the PATH."""
    if given := os.environ.get("PG_BINDIR"):
        folders = [Path(given)]
    else:
        found = [Path(folder) for place in USUAL_PLACES for folder in glob.glob(place)]
        folders = sorted(found, key=lambda folder: [int(number) for number in re.findall(r"\d+", str(folder))][-1:])
        folders.reverse()
        if on_path := shutil.which("initdb"):
            folders.append(Path(on_path).parent)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise NoPostgres("no initdb and pg_ctl found: set PG_BINDIR, or install PostgreSQL's server")


def unprivileged() -> dict[str, Any]:
    """How to start PostgreSQL's programs: they refuse root, so root lends them another user."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            account = pwd.getpwnam(name)
            return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise NoPostgres("started by root, and there is no user postgres or nobody to run PostgreSQL")


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """A running PostgreSQL with one empty database; gives its address and removes it afterwards."""
    programs, as_whom = find_programs(), unprivileged()
    # Not tempfile.gettempdir(): a long TMPDIR (macOS) breaks the 107 characters of a socket's path, and a TMPDIR
    # under root's home is closed to the user that runs the server.
    folder = Path(tempfile.mkdtemp(prefix="unionevents-pg-", dir="/tmp"))
    log = folder / "log"

    def call(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(programs / program), *arguments],
            cwd=folder,
            env={**os.environ, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program != "pg_ctl" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT if program != "pg_ctl" else subprocess.DEVNULL,
            check=False,
            # Ctrl-C in a terminal goes to the whole group; the server must live until we stop it.
            start_new_session=True,
            **as_whom,
        )
        if done.returncode:
            output = done.stdout or (log.read_bytes() if log.exists() else b"")
            raise NoPostgres(f"{program} failed:\n{output.decode(errors='replace')}")

    try:
        if as_whom:
            os.chown(folder, as_whom["user"], as_whom["group"])
        data = str(folder / "data")
        call("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        call("pg_ctl", "-D", data, "-l", str(log), "-w", "-t", "120", "-o", f"{SERVER_SETTINGS} -k {folder}", "start")
        try:
            call("psql", "-h", str(folder), "-U", "postgres", "-q", "-c", f"CREATE DATABASE {DATABASE}", "postgres")
            yield f"postgresql://postgres@{quote(str(folder), safe='')}/{DATABASE}"
        finally:
            with contextlib.suppress(NoPostgres):
                call("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(command: list[str]) -> int:
    """The command's exit code, having run it with DATABASE_URL set to a fresh cluster."""

    # A signal while the cluster starts or stops becomes an exception, so that everything is cleaned up.
    def interrupted(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, interrupted)
    with cluster() as address:
        child = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": address})
        # From here on a signal ends the command, and the command's end ends the cluster.
        signal.signal(signal.SIGINT, lambda *_: None)  # the terminal sends Ctrl-C to the command as well
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda got, _: child.send_signal(got))
        return child.wait()


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(__doc__)
    try:
        code = run(sys.argv[1:])
    except NoPostgres as problem:
        sys.exit(f"pgtest: {problem}")
    sys.exit(code if code >= 0 else 128 - code)
