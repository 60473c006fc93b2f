"""`./dev run` as a newcomer meets it: one command, a site with people in it, and a quick second start."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tools import tree

FIRST_START_ONLY = ("Bringing the database up to date", "Collecting static files", "Filling the empty database")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(var: Path, port: int) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("UNIONEVENTS_", "DATABASE_"))}
    return {**ours, "UNIONEVENTS_VAR": str(var), "PORT": str(port), "PYTHONUNBUFFERED": "1"}


@contextlib.contextmanager
def started(var: Path, port: int) -> Iterator[str]:
    """The site, up; gives what it said on the way, to the last log-in."""
    command = [sys.executable, "-m", "tools.serve"]
    process = subprocess.Popen(
        command,
        cwd=tree.ROOT,
        env=environment(var, port),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        said = ""
        while "neighbour" not in said:  # the last log-in of the list
            line = process.stdout.readline()
            assert line, said
            said += line
        yield said
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_a_newcomer_gets_an_address_and_log_ins_and_the_second_start_does_nothing_twice(tmp_path: Path) -> None:
    port = free_port()
    with started(tmp_path, port) as said:
        assert all(step in said for step in FIRST_START_ONLY)
        assert f"http://127.0.0.1:{port}/" in said
        assert "organiser" in said
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
            page = answer.read().decode()
        assert 'lang="zh-hans"' in page
        assert "登录" in page

    with started(tmp_path, port) as said:
        assert not any(step in said for step in FIRST_START_ONLY)


def test_a_taken_port_is_said_with_the_way_out(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "tools.serve"],
            cwd=tree.ROOT,
            env=environment(tmp_path, port),
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "PORT=8001 ./dev run" in done.stderr
    assert "Traceback" not in done.stderr
