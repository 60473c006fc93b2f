"""What must be right before the first tablet connects. Each finding says what is wrong and what to do, in Chinese."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tools.field import certificates, copies
from tools.field.certificates import Kept

ENOUGH, ENOUGH_FOR_COPIES = 1_000_000_000, 500_000_000  # bytes
EARLIEST = datetime(2026, 11, 1, tzinfo=UTC)
FULL = 2  # PRAGMA synchronous


@dataclass(frozen=True)
class Finding:
    """Something wrong; only what is `serious` keeps the server from starting."""

    what: str
    remedy: str
    serious: bool = True

    def said(self) -> str:
        return f"{'✗' if self.serious else '！'} {self.what}\n    处理办法：{self.remedy}"


@dataclass(frozen=True)
class Plan:
    """What the field server is about to do."""

    var: Path
    copies: Path
    kept: Kept
    addresses: list[str]
    ports: tuple[int, ...]


def ground(var: Path) -> Iterator[Finding]:
    """What must be right before anything is written: without it the start itself could not come so far as to say so."""
    if os.environ.get("DATABASE_URL"):
        yield Finding("现场模式要用本机的 SQLite 数据库", "先取消环境变量 DATABASE_URL，再启动")
        return
    try:
        var.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        yield Finding(f"数据文件夹 {var} 建不了（{problem.strerror}）", "检查磁盘空间和权限，或换一个文件夹")
        return
    yield from space(var, ENOUGH, "数据")
    if (var / copies.DATABASE).exists():
        yield from round_trip(var)
    else:
        yield from writable(var, "数据文件夹")


def findings(plan: Plan, *, now: datetime) -> Iterator[Finding]:
    """Everything else that is wrong, the gravest first; `ground` and `clock` were asked before."""
    yield from durability()
    yield from migrations()
    yield from somebody()
    yield from certificate(plan, now)
    for port in plan.ports:
        yield from port_free(port)
    yield from copies_folder(plan)


def round_trip(var: Path) -> Iterator[Finding]:
    """A number is written to the database and found again by another connection; so is a file."""
    try:
        with closing(sqlite3.connect(var / copies.DATABASE, timeout=5)) as database:
            database.execute("PRAGMA synchronous=FULL")
            wanted = int(database.execute("PRAGMA user_version").fetchone()[0]) % 1_000_000 + 1
            database.execute(f"PRAGMA user_version={wanted}")
            database.commit()
        with closing(sqlite3.connect(var / copies.DATABASE)) as again:
            found = again.execute("PRAGMA user_version").fetchone()[0]
            sound = again.execute("PRAGMA quick_check").fetchone()[0]
        if found != wanted or sound != "ok":
            yield Finding(f"数据库写入后读回不一致（{sound}）", "用最近一份备份接管：./dev field --from 备份文件夹")
    except sqlite3.Error as problem:
        yield Finding(f"数据库不能写入（{problem}）", "检查磁盘是否写满、文件夹是否只读；不行就从备份接管")
    yield from writable(var, "数据文件夹")


def durability() -> Iterator[Finding]:
    """Acknowledged results survive a power cut only with synchronous=FULL."""
    from django.db import connection  # noqa: PLC0415  # Django is set up by now

    if connection.vendor != "sqlite":
        yield Finding("现场模式要用本机的 SQLite 数据库", "先取消环境变量 DATABASE_URL，再启动")
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        level = cursor.fetchone()[0]
    if level < FULL:
        yield Finding(f"数据库没有开启断电保护（synchronous={level}）", "恢复默认设置 synchronous=FULL 后再启动")


def migrations() -> Iterator[Finding]:
    from django.db import connection  # noqa: PLC0415  # same
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415  # same

    executor = MigrationExecutor(connection)
    if waiting := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Finding(f"数据库结构不是最新的（差 {len(waiting)} 步）", "运行 ./dev manage migrate 后再启动")


def somebody() -> Iterator[Finding]:
    """An activity file brings no accounts: without one nobody could pair a tablet."""
    from django.db import DatabaseError  # noqa: PLC0415  # Django is set up by now

    from accounts.models import User  # noqa: PLC0415  # same

    try:
        if User.objects.filter(is_active=True).exists():
            return
    except DatabaseError:  # no table yet: `migrations` says so
        return
    yield Finding(
        "这台电脑上还没有人能登录",
        '先导入活动，再运行 ./dev manage union "主办工会名称" --administrator 姓名 --site https://localhost:8443，'
        "用显示的链接建账号",
        serious=False,
    )


def space(folder: Path, enough: int, what: str) -> Iterator[Finding]:
    free = shutil.disk_usage(folder).free
    if free < enough:
        yield Finding(f"{what}所在磁盘只剩 {free // 1_000_000} MB", f"腾出至少 {enough // 1_000_000} MB 再开始")


def clock(now: datetime) -> Iterator[Finding]:
    """A dead battery takes a laptop back to an earlier year; rows written in the future say the same."""
    from django.db import DatabaseError  # noqa: PLC0415  # same

    from accounts.models import LogEntry  # noqa: PLC0415  # same

    try:
        newest = LogEntry.objects.order_by("-at").values_list("at", flat=True).first()
    except DatabaseError:  # no table yet: `migrations` says so
        newest = None
    latest = max(EARLIEST, newest - timedelta(minutes=1)) if newest else EARLIEST
    if now < latest:
        yield Finding(
            f"电脑时钟是 {now.astimezone():%Y-%m-%d %H:%M}，比已有记录（{latest.astimezone():%Y-%m-%d %H:%M}）还早",
            "在系统设置里把日期和时间调准",
        )


def certificate(plan: Plan, now: datetime) -> Iterator[Finding]:
    refused = [address for address in plan.addresses if not certificates.allows(plan.kept, address)]
    if refused:
        yield Finding(
            f"证书机构不能为地址 {'、'.join(refused)} 签发证书",
            "改用内网地址；或删除 var/field 后重新启动，每台平板重新安装证书",
        )
    names = certificates.names_in(plan.kept)
    if missing := [address for address in plan.addresses if address not in names]:
        yield Finding(f"证书里没有本机地址 {'、'.join(missing)}", "重新运行 ./dev field，会自动换发证书")
    if (begins := certificates.begins(plan.kept)) > now:
        yield Finding(
            f"证书要到 {begins.astimezone():%Y-%m-%d} 才生效：制作时电脑时钟不准",
            "确认时钟准确后删除 var/field，重新启动，每台平板重新安装证书",
        )
    if certificates.lasts_until(plan.kept) < now + timedelta(days=2):
        yield Finding("证书两天内到期", "重新运行 ./dev field；仍到期就删除 var/field，平板重新安装证书")
    if exposed := certificates.open_to_others(plan.kept):
        yield Finding(f"密钥文件别人也能读（{exposed[0].name}）", f"运行 chmod 600 {exposed[0]}")
    if not [address for address in plan.addresses if not address.startswith("127.")]:
        yield Finding("电脑没有连上局域网，平板连不过来", "连上现场的路由器或打开热点后重新启动", serious=False)


def port_free(port: int) -> Iterator[Finding]:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", port))  # noqa: S104  # every address of the laptop is what tablets use
        except OSError:
            yield Finding(f"端口 {port} 被别的程序占用", "关掉那个程序，或用 --port 另选一个")


def copies_folder(plan: Plan) -> Iterator[Finding]:
    try:
        plan.copies.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        yield Finding(f"备份文件夹建不了（{problem.strerror}）", "插好 U 盘，或用 --copies 另选文件夹")
        return
    yield from writable(plan.copies, "备份文件夹")
    yield from space(plan.copies, ENOUGH_FOR_COPIES, "备份")
    if plan.copies.stat().st_dev == plan.var.stat().st_dev:
        yield Finding(
            "备份和数据在同一块磁盘上，电脑坏了备份也没了", "插一个 U 盘，用 --copies 指到 U 盘上", serious=False
        )


def writable(folder: Path, what: str) -> Iterator[Finding]:
    """Written, forced onto the disk, read again."""
    probe, said = folder / ".self-test", os.urandom(32)
    try:
        with probe.open("wb") as file:
            file.write(said)
            file.flush()
            os.fsync(file.fileno())
        same = probe.read_bytes() == said
        probe.unlink()
    except OSError as problem:
        yield Finding(f"{what} {folder} 不能写入（{problem.strerror}）", "检查磁盘空间和权限，或换一个文件夹")
        return
    if not same:
        yield Finding(f"{what} {folder} 写入后读回不一致", "换一块磁盘")
