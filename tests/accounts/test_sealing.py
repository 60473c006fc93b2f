"""The log shows tampering: whatever is changed, taken out or put in afterwards is found."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.utils import timezone

from accounts.models import LogEntry, Seal, SealHead
from accounts.services import auditing, log, sealing
from tests.factories import make_unit, make_user

LOG = "accounts.logentry"
CROWD = 8
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


def write_rows(count: int) -> list[LogEntry]:
    unit = make_unit("市总工会")
    user = make_user("auditor", name="林一")
    now = timezone.now()
    return [
        log.record(verb="scoring.note", subject=unit, by=user, now=now, unit=unit, number=number, name="周二")
        for number in range(count)
    ]


def found() -> list[str]:
    return [finding.phrase.en for finding in auditing.findings()]


def test_every_row_is_sealed_when_it_is_committed_and_the_chain_holds() -> None:
    write_rows(5)
    assert Seal.objects.count() == 5
    assert auditing.unsealed() == 0
    assert found() == []


def test_rows_that_are_committed_at_one_moment_are_all_sealed_in_fewer_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    unit, user, now, together = make_unit("市总工会"), make_user("auditor"), timezone.now(), Barrier(CROWD)
    steps: list[int] = []
    seal = sealing.seal

    def seal_slowly(kind: str, keys: Sequence[int]) -> None:
        steps.append(len(keys))
        time.sleep(0.3)  # while the others commit
        seal(kind, keys)

    def write(number: int) -> int:
        try:
            together.wait(timeout=60)
            entry = log.record(verb="scoring.note", subject=unit, by=user, now=now, unit=unit, number=number)
            return int(Seal.objects.filter(kind=LOG, row=entry.pk).count())
        finally:
            connections.close_all()

    monkeypatch.setattr(sealing, "seal", seal_slowly)
    with ThreadPoolExecutor(CROWD) as pool:
        assert list(pool.map(write, range(CROWD))) == [1] * CROWD, "sealed before anybody has an answer"
    assert sum(steps) == CROWD
    assert len(steps) < CROWD
    assert found() == []


def test_a_row_that_is_rolled_back_leaves_no_seal() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        write_rows(1)
        raise RuntimeError
    assert not Seal.objects.exists()


def test_a_row_that_a_crash_left_unsealed_is_reported_and_can_be_sealed(capsys: pytest.CaptureFixture[str]) -> None:
    entry = write_rows(1)[0]
    LogEntry.objects.create(at=entry.at, verb="scoring.note", subject="x:1", by_name="", details={})
    with pytest.raises(CommandError, match="1"):
        call_command("audit", "verify")
    call_command("audit", "seal")
    call_command("audit", "verify")
    assert "2" in capsys.readouterr().out


@pytest.mark.parametrize("column", ["verb", "subject", "by_name", "details", "at"])
def test_a_row_that_is_changed_is_found(column: str) -> None:
    entry = write_rows(3)[1]
    other: Any = {"details": {"number": 7}, "at": timezone.now()}.get(column, "another")
    LogEntry.objects.filter(pk=entry.pk).update(**{column: other})
    assert len(found()) == 1


def test_a_name_that_was_erased_with_a_sealed_reason_is_no_finding() -> None:
    first, second, _third = write_rows(3)
    LogEntry.objects.filter(pk=first.pk).update(by_name="已删除", details={})
    assert len(found()) == 1
    log.record(
        verb="accounts.erase",
        subject=second,
        by=None,
        now=timezone.now(),
        overwritten={"accounts.logentry": [first.pk]},
    )
    assert found() == []
    LogEntry.objects.filter(pk=first.pk).update(verb="scoring.other")
    assert len(found()) == 1, "what never changes is no personal data"


def test_cutting_off_the_newest_rows_with_their_seals_is_found_by_the_heads_beside_the_database() -> None:
    entries = write_rows(4)
    third = Seal.objects.get(position=3)
    Seal.objects.filter(position=4).delete()
    LogEntry.objects.filter(pk=entries[3].pk).delete()
    SealHead.objects.update(position=3, hash=third.hash)
    assert [text for text in found() if "cut back" in text]


def test_a_head_printed_earlier_is_known_again_and_a_strange_one_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    write_rows(2)
    call_command("audit", "head")
    head = capsys.readouterr().out.split()[1]
    write_more = log.record(verb="scoring.note", subject=make_unit("县总工会"), by=None, now=timezone.now())
    assert write_more.pk
    call_command("audit", "verify", head=head)
    with pytest.raises(CommandError):
        call_command("audit", "verify", head="0" * 64)


def test_a_chain_forged_inside_the_database_lacks_the_signature(settings: Any) -> None:
    entries = write_rows(3)
    Seal.objects.all().delete()
    SealHead.objects.all().delete()
    LogEntry.objects.filter(pk=entries[0].pk).update(verb="scoring.forged")
    own, settings.SECRET_KEY = settings.SECRET_KEY, "a key that the forger made up"
    sealing.seal_leftovers()
    settings.SECRET_KEY = own
    assert any("not made by this installation" in text for text in found())


def test_an_old_key_still_vouches_for_its_seals(settings: Any) -> None:
    write_rows(2)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the key after the change"
    log.record(verb="scoring.note", subject=make_unit("县总工会"), by=None, now=timezone.now())
    assert found() == []


def test_forty_random_tamperings_are_all_found() -> None:
    write_rows(12)
    chance = random.Random(5)
    for _ in range(40):
        with transaction.atomic():
            tampering = tamper(chance)
            assert found(), tampering
            transaction.set_rollback(True)
    assert found() == []


def tamper(chance: random.Random) -> str:
    """One random change by hand in the tables that hold the log."""
    table, columns = chance.choice(
        [
            (LogEntry._meta.db_table, ["verb", "subject", "by_name"]),
            (Seal._meta.db_table, ["kind", "fixed", "personal", "hash", "signature"]),
        ]
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} ORDER BY id")  # noqa: S608
        key = chance.choice([row[0] for row in cursor.fetchall()])
        if chance.random() < 0.3:
            cursor.execute(f"DELETE FROM {table} WHERE id = %s", [key])  # noqa: S608
            return f"{table} {key} deleted"
        column = chance.choice(columns)
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [f"{chance.getrandbits(60):x}", key])  # noqa: S608
        return f"{table} {key} {column} changed"
