"""Runs beside the site: takes copies while something is written, and shows tablets how to install the certificate."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from tools.field import copies, teaching
from tools.field.certificates import Kept

TIGHT = 300_000_000  # bytes free: hours of a meet


class Copier:
    """A copy at the start, then one whenever something was written since the last, and one at the end."""

    def __init__(self, var: Path, into: Path, addresses: list[str]) -> None:
        self.var, self.into, self.addresses = var, into, addresses
        self.database = sqlite3.connect(var / copies.DATABASE)
        self.copied = -1
        self.works = True
        self.tight: set[Path] = set()

    def tell_room(self, enough: int = TIGHT) -> None:
        """A disk that runs full during the meet is told while there is still room to act."""
        for folder, what in ((self.var, "数据库"), (self.into, "备份")):
            try:
                free = shutil.disk_usage(folder).free
            except OSError:  # a stick that was pulled out: the copy says so
                continue
            if free < enough and folder not in self.tight:
                remedy = "处理办法：删掉不用的大文件；写满以后成绩不能再保存"
                print(f"！ {datetime.now():%H:%M} {what}所在磁盘只剩 {free // 1_000_000} MB\n    {remedy}", flush=True)
                self.tight.add(folder)
            if free >= enough and folder in self.tight:
                print(f"{datetime.now():%H:%M} {what}所在磁盘又有空间了", flush=True)
                self.tight.discard(folder)

    def copy(self) -> None:
        # Changes with every commit of another connection, and never by our own reading.
        version = int(self.database.execute("PRAGMA data_version").fetchone()[0])
        if version == self.copied:
            return
        try:
            copies.take(self.var, self.into, addresses=self.addresses, now=datetime.now(UTC))
        except Exception as problem:  # whatever it is, the next attempt may work; the person is told
            remedy = "处理办法：检查 U 盘是否插好、是否写满"
            print(f"✗ {datetime.now():%H:%M} 备份失败：{problem}\n    {remedy}", flush=True)
            self.works = False
            return
        if not self.works:
            print(f"{datetime.now():%H:%M} 备份恢复正常", flush=True)
            self.works = True
        self.copied = version


def main(arguments: list[str]) -> None:
    var, into, every = Path(arguments[0]), Path(arguments[1]), float(arguments[2])
    help_port, site_port = int(arguments[3]), int(arguments[4])
    stopping = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGTERM, stop)
    parent = os.getppid()
    page = teaching.server(Kept(var / "field"), port=help_port, site_port=site_port)
    threading.Thread(target=page.serve_forever, daemon=True).start()
    copier = Copier(var, into, arguments[5].split(","))
    waited = every
    while not stopping.is_set() and os.getppid() == parent:
        if waited >= every:
            copier.tell_room()
            copier.copy()
            waited = 0.0
        step = min(1.0, every)
        stopping.wait(step)
        waited += step
    copier.copy()
    page.shutdown()


if __name__ == "__main__":
    main(sys.argv[1:])
