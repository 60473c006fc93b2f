"""The self-test finds every planted fault and says in Chinese what to do."""

from __future__ import annotations

import shutil
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from accounts.models import LogEntry
from tools.field import certificates, selftest
from tools.field.selftest import Finding, Plan

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    var = tmp_path / "var"
    var.mkdir()
    with closing(sqlite3.connect(var / "db.sqlite3")) as database:
        database.execute("CREATE TABLE results (value INTEGER)")
    kept = certificates.ensure(var / "field", addresses=["192.168.1.20"], names=["localhost"], now=NOW)
    return Plan(var, tmp_path / "copies", kept, ["192.168.1.20"], ())


def said(found: Iterator[Finding]) -> str:
    texts = [finding.said() for finding in found]
    assert all("处理办法" in text for text in texts)
    return "\n".join(texts)


def test_nothing_is_found_where_nothing_is_wrong(plan: Plan) -> None:
    assert said(selftest.round_trip(plan.var)) == ""
    assert said(selftest.certificate(plan, NOW)) == ""
    assert [finding for finding in selftest.copies_folder(plan) if finding.serious] == []
    assert said(selftest.space(plan.var, 1, "数据")) == ""


def test_a_damaged_database_is_found(plan: Plan) -> None:
    (plan.var / "db.sqlite3").write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    assert "数据库" in said(selftest.round_trip(plan.var))


def test_a_folder_that_cannot_be_written_is_found(plan: Plan) -> None:
    shutil.rmtree(plan.var)
    assert "数据文件夹" in said(selftest.round_trip(plan.var))


def test_a_full_disk_is_found(plan: Plan) -> None:
    assert "只剩" in said(selftest.space(plan.var, 10**18, "数据"))


def test_copies_that_cannot_be_written_are_found(plan: Plan) -> None:
    plan.copies.write_text("a file where the folder should be")
    assert "备份文件夹" in said(selftest.copies_folder(plan))


def test_copies_on_the_same_disk_are_pointed_out_but_do_not_stop_the_start(plan: Plan) -> None:
    found = list(selftest.copies_folder(plan))
    assert ["U 盘" in finding.remedy and not finding.serious for finding in found] == [True]


def test_a_taken_port_is_found() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert "占用" in said(selftest.port_free(other.getsockname()[1]))


def test_a_certificate_for_another_address_a_public_one_and_an_open_key_are_found(plan: Plan) -> None:
    moved = Plan(plan.var, plan.copies, plan.kept, ["192.168.1.77", "8.8.8.8"], ())
    plan.kept.authority_key.chmod(0o644)
    text = said(selftest.certificate(moved, NOW))
    assert "证书里没有本机地址 192.168.1.77" in text
    assert "不能为地址 8.8.8.8" in text
    assert "chmod 600" in text


def test_a_certificate_at_its_end_and_a_laptop_without_a_network_are_found(plan: Plan) -> None:
    alone = Plan(plan.var, plan.copies, plan.kept, ["127.0.0.1"], ())
    text = said(selftest.certificate(alone, NOW + timedelta(days=396)))
    assert "到期" in text
    assert "没有连上局域网" in text


def test_what_would_keep_the_start_from_speaking_is_found_before_it(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    roomy = shutil.disk_usage(tmp_path)._replace(free=10**12)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: roomy)
    new = tmp_path / "new" / "var"
    assert said(selftest.ground(new)) == ""
    assert new.is_dir()
    assert said(selftest.ground(plan.var)) == ""
    (plan.var / "db.sqlite3").write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    assert "数据库" in said(selftest.ground(plan.var))
    assert "建不了" in said(selftest.ground(plan.var / "db.sqlite3" / "inside a file"))
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: roomy._replace(free=5_000_000))
    assert "只剩 5 MB" in said(selftest.ground(new))
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/events")
    assert "DATABASE_URL" in said(selftest.ground(new))


def test_certificates_made_while_the_clock_was_ahead_are_found(plan: Plan) -> None:
    assert "才生效" in said(selftest.certificate(plan, NOW - timedelta(days=400)))


@pytest.mark.django_db
def test_a_clock_that_went_back_is_found() -> None:
    assert said(selftest.clock(NOW)) == ""
    assert "时钟" in said(selftest.clock(datetime(2020, 1, 1, tzinfo=UTC)))
    LogEntry.objects.create(at=NOW + timedelta(days=1), by_name="", verb="x", subject="x")
    assert "比已有记录" in said(selftest.clock(NOW))


@pytest.mark.django_db
def test_weak_durability_and_another_database_are_found() -> None:
    if connection.vendor != "sqlite":
        assert "SQLite" in said(selftest.durability())
        return
    assert said(selftest.durability()) == ""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone()[0] == selftest.FULL


@pytest.mark.django_db
def test_a_migration_that_was_not_applied_is_found() -> None:
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415  # only here

    assert said(selftest.migrations()) == ""
    newest = MigrationRecorder.Migration.objects.filter(app="scoring").order_by("-pk").first()
    assert newest is not None
    newest.delete()
    assert "差 1 步" in said(selftest.migrations())
