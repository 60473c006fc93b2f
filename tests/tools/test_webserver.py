"""The web server where a hall of phones keeps its connections open, and where the system allows few of them."""

from __future__ import annotations

import contextlib
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from tests.tools.test_serve import free_port
from tools import tree

APPLICATION = "wsgiref.simple_server:demo_app"
LIMITED = "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard})); {then}"
SERVE = (
    "sys.argv = ['webserver', '"
    + APPLICATION
    + "', '{port}']; runpy.run_module('tools.webserver', run_name='__main__')"
)
TELL = "from tools import webserver; print(webserver.room())"
HARD = resource.getrlimit(resource.RLIMIT_NOFILE)[1]


@contextlib.contextmanager
def started(*, soft: int, hard: int) -> Iterator[int]:
    """The server, with so few open files allowed to it; gives its port."""
    port = free_port()
    program = LIMITED.format(soft=soft, hard=hard, then=SERVE.format(port=port))
    process = subprocess.Popen([sys.executable, "-c", program], cwd=tree.ROOT)
    try:
        until = time.monotonic() + 60
        while True:
            with contextlib.suppress(OSError):
                connected(port).close()
                break
            assert process.poll() is None and time.monotonic() < until, "the server did not start"
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def connected(port: int) -> HTTPConnection:
    phone = HTTPConnection("127.0.0.1", port, timeout=30)
    phone.connect()
    return phone


def look(phone: HTTPConnection) -> int:
    phone.request("GET", "/")
    answer = phone.getresponse()
    answer.read()
    return answer.status


@pytest.mark.parametrize(("soft", "hard", "said"), [(300, 300, "100"), (300, 1000, "800")])
def test_room_for_connections_leaves_some_for_the_database(soft: int, hard: int, said: str) -> None:
    program = LIMITED.format(soft=soft, hard=hard, then=TELL)
    done = subprocess.run([sys.executable, "-c", program], cwd=tree.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == said


def test_a_hall_of_phones_keeps_its_connections_where_a_process_is_usually_allowed_a_thousand_files() -> None:
    with started(soft=300, hard=HARD) as port, contextlib.ExitStack() as halls:
        phones = [halls.enter_context(contextlib.closing(connected(port))) for _phone in range(700)]
        lines = [phone.sock for phone in phones]
        for _look in range(2):
            assert {look(phone) for phone in phones} == {200}
        assert [phone.sock for phone in phones] == lines, "nobody had to connect again"
