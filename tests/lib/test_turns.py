"""Writers of one SQLite file take turns, in threads and over processes; the turn of a process that dies is free."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import Unit
from unionevents.lib.sqlite.turns import take_turn

IN_ANOTHER_PROCESS = """
import sys, time
from unionevents.lib.sqlite.turns import take_turn
turn = take_turn(sys.argv[1], patience=5)
print(turn is not None, flush=True)
time.sleep(60)
"""


@contextmanager
def held_elsewhere(database: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", IN_ANOTHER_PROCESS, database]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "True\n"
            yield other
        finally:
            other.kill()


def test_threads_hold_it_one_after_the_other(tmp_path: Path) -> None:
    database, together, inside, seen = str(tmp_path / "db"), Barrier(5), [0], []

    def write() -> None:
        together.wait()
        turn = take_turn(database, patience=10)
        assert turn is not None
        inside[0] += 1
        time.sleep(0.01)
        seen.append(inside[0])
        inside[0] -= 1
        turn.release()

    writers = [Thread(target=write) for _ in range(5)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert seen == [1] * 5


def test_another_process_has_it_until_it_dies(tmp_path: Path) -> None:
    database = str(tmp_path / "db")
    with held_elsewhere(database) as other:
        assert take_turn(database, patience=0.05) is None
        other.kill()
        other.wait()
        _is_free(database, patience=5)


def test_two_databases_have_nothing_to_do_with_each_other(tmp_path: Path) -> None:
    one = take_turn(str(tmp_path / "one"), patience=0.05)
    assert one is not None
    _is_free(str(tmp_path / "other"))
    one.release()


def test_where_no_file_can_be_made_threads_still_take_turns(tmp_path: Path) -> None:
    database = str(tmp_path / "no such folder" / "db")
    turn = take_turn(database, patience=0.05)
    assert turn is not None
    assert take_turn(database, patience=0.05) is None
    turn.release()
    _is_free(database)


@pytest.mark.sqlite  # PostgreSQL wakes who waits by itself
@pytest.mark.django_db(transaction=True)
def test_a_transaction_gives_the_turn_back_however_it_ends() -> None:
    database = str(connection.settings_dict["NAME"])
    with transaction.atomic():
        Unit.objects.create(name="城东小学工会")
        assert take_turn(database, patience=0.05) is None
    _is_free(database)
    with pytest.raises(DatabaseError), transaction.atomic():
        Unit.objects.create(name="城东小学工会")
    _is_free(database)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        raise ZeroDivisionError
    _is_free(database)
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.close()  # as when the line to a database breaks
        Unit.objects.create(name="市图书馆工会")
    _is_free(database)


@pytest.mark.sqlite  # PostgreSQL wakes who waits by itself
@pytest.mark.django_db(transaction=True)
def test_whoever_waits_too_long_for_the_turn_asks_sqlite_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.05)
    with held_elsewhere(str(connection.settings_dict["NAME"])), transaction.atomic():
        Unit.objects.create(name="城东小学工会")
    assert Unit.objects.count() == 1


def _is_free(database: str, *, patience: float = 0.05) -> None:
    turn = take_turn(database, patience=patience)
    assert turn is not None
    turn.release()
