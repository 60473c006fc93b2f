"""kill -9 of the server in the middle of an import: all of the rows or none, each time.

Two rounds in the suite; fifty with  KILL_ROUNDS=50 pytest tests/registration/workbooks/test_killed.py -s
"""

from __future__ import annotations

import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.utils import timezone

from registration.models import Entry, Person, Roster, Upload
from registration.services.uploading import keep_upload, note_checked, note_read
from registration.workbooks import importing
from tests.browser import session_of
from tests.registration.conftest import Meet
from tests.registration.test_rush import TOKEN, _database, _wait_for
from tests.registration.workbooks.conftest import sheet_of

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = int(os.environ.get("KILL_ROUNDS", "2"))
PEOPLE = 120


def start(port: int, folder: Path) -> subprocess.Popen[bytes]:
    """gunicorn with a process group of its own, so that nothing of it survives the kill."""
    environment = os.environ | {
        "DATABASE_URL": _database(),
        "UNIONEVENTS_SECRET_KEY": settings.SECRET_KEY,
        "UNIONEVENTS_HTTPS": "off",
        "UNIONEVENTS_VAR": str(folder),
    }
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "unionevents.wsgi:application",
        "--bind",
        f"127.0.0.1:{port}",
        "--worker-class",
        "gthread",
        "--workers",
        "1",
        "--threads",
        "4",
        "--log-level",
        "critical",
        "--no-control-socket",
    ]
    process = subprocess.Popen(command, env=environment, start_new_session=True, stderr=subprocess.DEVNULL)
    _wait_for(port, process)
    return process


def apply(port: int, upload: int, session: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    body = urlencode({"csrfmiddlewaretoken": TOKEN})
    headers = {
        "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    try:
        connection.request("POST", f"/uploads/{upload}/apply/", body, headers)
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        pass  # the server was killed: no answer is what is wanted
    finally:
        connection.close()


def prepared(meet: Meet, roster: Roster) -> Upload:
    """Nobody on the roster, and a checked sheet that waits."""
    Person.objects.filter(roster=roster).delete()
    rows = [["姓名", "性别", "健康", "托球跑"]] + [[f"队员{number:03}", "女", "是", "✓"] for number in range(PEOPLE)]

    kept = keep_upload(roster=roster, filename="x", content=b"x", by=meet.contact, now=timezone.now())
    note_read(upload=kept, sheets=[sheet_of(rows).as_json()])
    note_checked(upload=kept, result=importing.as_result(importing.check(kept)))
    return kept


def test_an_import_that_is_killed_is_there_whole_or_not_at_all(meet: Meet, tmp_path: Path) -> None:
    roster, session, chance = meet.roster(), session_of(meet.contact), random.Random(7)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    whole, seconds = 0, 0.0
    for number in range(ROUNDS + 1):
        kept, process = prepared(meet, Roster.objects.get(pk=roster.pk)), start(port, tmp_path)
        try:
            begun = time.monotonic()
            request = threading.Thread(target=apply, args=(port, kept.pk, session))
            request.start()
            if number == 0:  # the first is left alone, to know how long one takes
                request.join()
                while Upload.objects.get(pk=kept.pk).state != Upload.State.WRITTEN and time.monotonic() - begun < 60:
                    time.sleep(0.05)
                seconds = time.monotonic() - begun
            else:
                time.sleep(chance.uniform(0.1, 1.0) * seconds)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            request.join()
        people, entries = Person.objects.count(), Entry.objects.count()
        assert (people, entries) in {(0, 0), (PEOPLE, PEOPLE)}, f"round {number}: {people} people, {entries} entries"
        assert (people > 0) == (Upload.objects.get(pk=kept.pk).state == Upload.State.WRITTEN)
        whole += number > 0 and people > 0
    print(f"{ROUNDS} kills within {seconds:.2f} s: {whole} whole, {ROUNDS - whole} not at all")
