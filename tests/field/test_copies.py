"""Copies of a running site are whole, and a spare laptop that takes over from one has everything that was in it."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tools.field import copies
from tools.field.beside import Copier

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


@pytest.fixture
def var(tmp_path: Path) -> Path:
    folder = tmp_path / "var"
    (folder / "field").mkdir(parents=True)
    for name in ("secret-key", "id-number-key", "field/authority.key"):
        (folder / name).write_text(f"the first laptop's {name}")
    with closing(connect(folder)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE results (value INTEGER)")
    return folder


def connect(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / copies.DATABASE, isolation_level=None)


def results(folder: Path) -> list[int]:
    with closing(connect(folder)) as database:
        return [value for (value,) in database.execute("SELECT value FROM results ORDER BY value")]


def test_a_spare_laptop_has_every_row_that_was_committed_before_the_copy(var: Path, tmp_path: Path) -> None:
    with closing(connect(var)) as database:
        database.executemany("INSERT INTO results VALUES (?)", [(number,) for number in range(500)])
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO results VALUES (999999)")  # not acknowledged: never committed
        made = copies.take(var, tmp_path / "usb", addresses=["192.168.1.20"], now=NOW)
        database.execute("ROLLBACK")
    spare = tmp_path / "spare"

    assert copies.take_over(copies.newest(tmp_path / "usb"), spare, now=NOW) is None

    assert results(spare) == list(range(500))
    assert copies.addresses_of(made) == ["192.168.1.20"]
    for name in ("secret-key", "field/authority.key"):
        assert (spare / name).read_text() == f"the first laptop's {name}"
        assert stat.S_IMODE((spare / name).stat().st_mode) == 0o600


def test_what_the_spare_laptop_had_is_moved_aside(var: Path, tmp_path: Path) -> None:
    copies.take(var, tmp_path / "usb", addresses=[], now=NOW)
    with closing(connect(var)) as database:
        database.execute("INSERT INTO results VALUES (7)")

    aside = copies.take_over(copies.newest(tmp_path / "usb"), var, now=NOW)

    assert aside is not None
    assert (results(var), results(aside)) == ([], [7])


def test_a_damaged_copy_is_refused_and_nothing_is_touched(var: Path, tmp_path: Path) -> None:
    made = copies.take(var, tmp_path / "usb", addresses=[], now=NOW)
    content = bytearray((made / copies.DATABASE).read_bytes())
    content[5000] ^= 1
    (made / copies.DATABASE).write_bytes(content)

    with pytest.raises(copies.BadCopy, match="损坏"):
        copies.take_over(made, tmp_path / "spare", now=NOW)
    with pytest.raises(copies.BadCopy, match="没有备份"):
        copies.newest(tmp_path / "empty")
    assert not (tmp_path / "spare").exists()


def test_only_the_last_thirty_copies_are_kept_and_half_ones_do_not_count(var: Path, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    for number in range(32):
        last = copies.take(var, usb, addresses=[], now=NOW + timedelta(minutes=number))
    (usb / f"unionevents-29990101-000000-000000{copies.UNFINISHED}").mkdir()

    assert len(copies.all_in(usb)) == copies.KEPT
    assert copies.newest(usb) == last


def test_a_copy_is_taken_only_when_something_was_written(
    var: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    usb = tmp_path / "usb"
    copier = Copier(var, usb, [])
    copier.copy()
    copier.copy()
    assert len(copies.all_in(usb)) == 1
    with closing(connect(var)) as database:
        database.execute("INSERT INTO results VALUES (1)")
    copier.copy()
    assert len(copies.all_in(usb)) == 2

    usb.rename(tmp_path / "pulled out")
    usb.write_text("")
    with closing(connect(var)) as database:
        database.execute("INSERT INTO results VALUES (2)")
    copier.copy()
    assert "备份失败" in capsys.readouterr().out
    usb.unlink()
    copier.copy()
    assert "恢复正常" in capsys.readouterr().out
    assert results(copies.newest(usb)) == [1, 2]
    copier.database.close()


def test_a_disk_that_runs_full_is_told_once_and_so_is_its_end(
    var: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copier = Copier(var, tmp_path, [])
    for _minute in range(2):
        copier.tell_room(enough=10**18)
    said = capsys.readouterr().out
    assert said.count("数据库所在磁盘只剩") == 1 and said.count("备份所在磁盘只剩") == 1
    copier.tell_room(enough=0)
    assert capsys.readouterr().out.count("又有空间了") == 2
    Copier(var, tmp_path / "pulled out", []).tell_room(enough=0)
    copier.database.close()


def test_photos_go_with_the_copies_once_and_come_back(var: Path, tmp_path: Path) -> None:
    usb, spare = tmp_path / "usb", tmp_path / "spare"
    (var / "scans").mkdir()
    (var / "scans" / "a.jpg").write_bytes(b"stamped")
    (var / "scans" / "b.jpg").write_bytes(b"erased later")
    copies.take(var, usb, addresses=[], now=NOW)
    (var / "scans" / "b.jpg").unlink()
    copies.take(var, usb, addresses=[], now=NOW + timedelta(minutes=1))

    copies.take_over(copies.newest(usb), spare, now=NOW)

    assert [path.name for path in usb.rglob("*.jpg")] == ["a.jpg"], "one copy of a photo, none of an erased one"
    assert (spare / "scans" / "a.jpg").read_bytes() == b"stamped"
    assert stat.S_IMODE((spare / "scans" / "a.jpg").stat().st_mode) == 0o600


def test_a_full_stick_gives_up_its_oldest_copies_and_keeps_no_halves(
    var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usb = tmp_path / "usb"
    made = [copies.take(var, usb, addresses=[], now=NOW + timedelta(minutes=number)) for number in range(5)]
    (usb / f"unionevents-20200101-000000-000000{copies.UNFINISHED}").mkdir()
    full = shutil.disk_usage(usb)._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: full)

    last = copies.take(var, usb, addresses=[], now=NOW + timedelta(hours=1))

    assert copies.all_in(usb) == [*made[2:], last]
    (var / "field" / "authority.key").unlink()
    (var / "field" / "authority.key").symlink_to("gone")  # cannot be copied
    with pytest.raises(shutil.Error):
        copies.take(var, usb, addresses=[], now=NOW + timedelta(hours=2))
    assert list(usb.glob(f"*{copies.UNFINISHED}")) == []
    with pytest.raises(copies.BadCopy, match="先腾出空间"):
        copies.take_over(last, tmp_path / "spare", now=NOW)
