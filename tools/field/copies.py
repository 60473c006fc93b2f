"""Copies of everything a spare laptop needs, taken while the site runs, and taking over from one."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

DATABASE = "db.sqlite3"
# Without them tablets would neither trust the spare laptop nor would their tickets and sessions hold.
BESIDE = ("secret-key", "id-number-key", "field", "chain")
KEPT, FEWEST, UNFINISHED = 30, 3, ".unfinished"
SPARE = 100_000_000  # bytes that must stay free beside what is taken over
ADDRESSES, CHECKSUM = "addresses.txt", "sha256.txt"
# Photos of stamped rosters: written once under a name of their own, so all copies share one folder of them.
SCANS = "scans"


class BadCopy(Exception):
    """The folder is no whole copy; the text says what is wrong."""


def take(var: Path, into: Path, *, addresses: list[str], now: datetime) -> Path:
    """One whole copy under its own name; it appears only when every byte is on the disk."""
    made = into / f"unionevents-{now:%Y%m%d-%H%M%S-%f}"
    rough = made.with_name(made.name + UNFINISHED)
    _make_room(into, _size(var / DATABASE) * 2)
    rough.mkdir(parents=True, mode=0o700)
    try:
        _fill(rough, var, into, addresses)
    except BaseException:  # a full stick must not fill up with halves, once a minute
        shutil.rmtree(rough, ignore_errors=True)
        raise
    rough.rename(made)
    _onto_disk(into)
    for old in all_in(into)[:-KEPT]:
        shutil.rmtree(old)
    return made


def _make_room(into: Path, needed: int) -> None:
    """Halves of a laptop that died go, and of the old copies as many as a full stick asks for."""
    for half in into.glob(f"unionevents-*{UNFINISHED}"):
        shutil.rmtree(half)
    for old in all_in(into)[:-FEWEST]:
        if shutil.disk_usage(into).free >= needed:
            return
        shutil.rmtree(old)


def _fill(rough: Path, var: Path, into: Path, addresses: list[str]) -> None:
    with closing(sqlite3.connect(var / DATABASE)) as source, closing(sqlite3.connect(rough / DATABASE)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    for name in BESIDE:
        if (var / name).is_dir():
            shutil.copytree(var / name, rough / name)
        elif (var / name).exists():
            shutil.copy2(var / name, rough / name)
    _mirror(var / SCANS, into / SCANS)
    (rough / CHECKSUM).write_text(_checksum(rough / DATABASE) + "\n")
    (rough / ADDRESSES).write_text("\n".join(addresses) + "\n")
    for path in [*(path for path in rough.rglob("*") if path.is_file()), rough]:
        _onto_disk(path)
    check(rough)


def all_in(folder: Path) -> list[Path]:
    """The whole copies, oldest first."""
    found = folder.glob("unionevents-*") if folder.is_dir() else ()
    return sorted(path for path in found if not path.name.endswith(UNFINISHED))


def newest(folder: Path) -> Path:
    """The folder itself when it is a copy, else the newest copy in it."""
    if (folder / DATABASE).exists():
        return folder
    if copies := all_in(folder):
        return copies[-1]
    raise BadCopy(f"{folder} 里没有备份")


def check(copy: Path) -> None:
    """Is every byte of the database as it was copied, and every page of it sound?"""
    if not ((copy / DATABASE).exists() and (copy / CHECKSUM).exists()):
        raise BadCopy(f"{copy} 不是一份完整的备份")
    if _checksum(copy / DATABASE) != (copy / CHECKSUM).read_text().strip():
        raise BadCopy(f"备份 {copy} 已损坏（校验码不符），请换一份")
    try:
        with closing(sqlite3.connect(f"file:{copy / DATABASE}?mode=ro", uri=True)) as database:
            said = database.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as problem:
        said = str(problem)
    if said != "ok":
        raise BadCopy(f"备份 {copy} 已损坏（{said}），请换一份")


def take_over(copy: Path, var: Path, *, now: datetime) -> Path | None:
    """The copy becomes this laptop's data; what stood there before is moved aside, never deleted."""
    check(copy)
    aside = None
    var.mkdir(parents=True, exist_ok=True)
    needed = _size(copy) + _size(copy.parent / SCANS) + SPARE
    if (free := shutil.disk_usage(var).free) < needed:
        raise BadCopy(f"磁盘只剩 {free // 1_000_000} MB，接管要 {needed // 1_000_000} MB：先腾出空间")
    standing = [var / name for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", *BESIDE, SCANS)]
    if any(path.exists() for path in standing):
        aside = var / f"replaced-{now:%Y%m%d-%H%M%S}"
        aside.mkdir(mode=0o700)
        for path in standing:
            if path.exists():
                path.rename(aside / path.name)
    for name in (DATABASE, *BESIDE):
        if (copy / name).is_dir():
            shutil.copytree(copy / name, var / name)
        elif (copy / name).exists():
            shutil.copy2(copy / name, var / name)
    _mirror(copy.parent / SCANS, var / SCANS)
    for path in (var / "secret-key", var / "id-number-key", *(var / "field").glob("*.key")):
        if path.exists():  # a USB stick keeps no permissions
            path.chmod(0o600)
    _onto_disk(var / DATABASE)
    return aside


def _mirror(source: Path, target: Path) -> None:
    """The same photos there as here; what was deleted here is deleted there too."""
    if not source.is_dir():
        return
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    here, there = ({path.name for path in folder.iterdir() if path.is_file()} for folder in (source, target))
    for name in here - there:
        rough = target / (name + UNFINISHED)
        shutil.copyfile(source / name, rough)
        rough.chmod(0o600)
        _onto_disk(rough)
        rough.rename(target / name)
    for name in there - here:
        (target / name).unlink()


def _size(path: Path) -> int:
    inside = path.rglob("*") if path.is_dir() else (path,)
    return sum(each.stat().st_size for each in inside if each.is_file())


def addresses_of(copy: Path) -> list[str]:
    """Where tablets found the laptop that the copy is of."""
    path = copy / ADDRESSES
    return path.read_text().split() if path.exists() else []


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _onto_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
