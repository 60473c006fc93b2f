"""The laptop dies while tablets send; a spare one takes over from the last copy, by real connections and https."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from drills.measuring import Report, chance
from drills.server import ROOT
from tools.field import copies

PROMISE = "kill -9 of the field server; a spare laptop takes over from the last copy with every entry that was in it"
FULL = 3
SMALL = 1
EVERY = 2  # seconds between copies
ENTRIES = 20
LONGEST_START = 240
DATABASE_OPTIONS = {"DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "unionevents.settings"}


class Laptop:
    """`./dev field` with a folder of its own for everything it writes."""

    def __init__(self, var: Path, usb: Path) -> None:
        self.var, self.usb, self.ports = var, usb, (_free_port(), _free_port())
        self.environment = {**os.environ, **DATABASE_OPTIONS, "UNIONEVENTS_VAR": str(var)}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *more: str) -> float:
        """Seconds until a tablet that trusts the authority gets an answer."""
        began = time.monotonic()
        command = [sys.executable, "-m", "tools.field", "--copies", str(self.usb), "--every", str(EVERY)]
        command += ["--port", str(self.ports[0]), "--help-port", str(self.ports[1]), *more]
        with (self.var.parent / f"{self.var.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, start_new_session=True, stdout=log, stderr=log
            )
        while time.monotonic() < began + LONGEST_START:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.ask("GET", "/tablet/", None)[0] == 200:
                    return time.monotonic() - began
            time.sleep(0.1)
        raise RuntimeError((self.var.parent / f"{self.var.name}.log").read_text())

    def ask(self, method: str, path: str, document: Any, token: str = "") -> tuple[int, bytes]:
        context = ssl.create_default_context(cafile=str(self.var / "field" / "authority.crt"))
        connection = http.client.HTTPSConnection("127.0.0.1", self.ports[0], context=context, timeout=30)
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Device {token}"} if token else {})
        try:
            connection.request(method, path, json.dumps(document) if document else None, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def step(self, *arguments: str) -> Any:
        environment = {**self.environment, "UNIONEVENTS_HTTPS": "off"}
        command = [sys.executable, "-m", "drills.server", *arguments]
        return json.loads(subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout)

    def die(self) -> None:
        """Everything at once, without a word, as when the battery falls out."""
        if self.process is not None:
            beside = [int(pid) for pid in _beside(self.var)]
            for group in (self.process.pid, *beside):
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(group, signal.SIGKILL)
            self.process.wait()
            self.process = None


def run(rounds: int, seed: int) -> Report:
    report, random = Report("takeover", PROMISE, seed), chance(seed)
    slowest = 0.0
    for _round in range(rounds):
        folder = Path(tempfile.mkdtemp(prefix="unionevents-field-"))
        first, spare = Laptop(folder / "first", folder / "usb"), Laptop(folder / "spare", folder / "usb")
        try:
            slowest = max(slowest, _one(first, spare, report, random))
        finally:
            first.die()
            spare.die()
            shutil.rmtree(folder, ignore_errors=True)
        report.count("takeovers")
    report.count("s until the spare laptop answered, at most", round(slowest))
    return report


def _one(first: Laptop, spare: Laptop, report: Report, random: Random) -> float:
    tablets = first.step("prepare", "1")
    first.start()
    sent: dict[str, dict[str, Any]] = {}
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until and (len(sent) < ENTRIES or not _rows(copies.newest(first.usb))):
        uuid = _enter(first, tablets[0], random, sent)
        report.must(uuid in sent, "an entry was not acknowledged")
    for _after_that in range(random.randint(1, 5)):
        _enter(first, tablets[0], random, sent)
    first.die()
    copied = {uuid for uuid, _value, _device in _rows(copies.newest(first.usb))}
    seconds = spare.start("--from", str(first.usb))
    standing = {uuid: value for uuid, value, _device in spare.step("rows")}
    report.count("entries acknowledged", len(sent))
    report.count("of them in the last copy", len(copied))
    report.must(copied <= standing.keys(), f"{len(copied - standing.keys())} entries of the copy are lost")
    report.must(bool(copied), "nothing was in the copy")
    # Tablets keep what was delivered and offer it again; the server that took over takes what it lacks.
    answer = spare.ask("POST", "/tablet/operations/", _batch(tablets[0], list(sent.values())), tablets[0]["token"])
    receipts = json.loads(answer[1])
    report.must(answer[0] == 200, f"the token of the first laptop does not work on the spare one: {answer[0]}")
    report.must(receipts["counts"]["repeated"] >= len(copied & sent.keys()), "entries of the copy were taken for new")
    rows = spare.step("rows")
    report.must(sorted(uuid for uuid, _v, _d in rows) == sorted(sent), "after offering again, not every entry is there")
    report.must(all(value == sent[uuid]["value"] for uuid, value, _d in rows), "an entry has another value")
    return seconds


def _enter(laptop: Laptop, tablet: dict[str, str], random: Random, sent: dict[str, dict[str, Any]]) -> str:
    operation: dict[str, Any] = {
        "uuid": str(UUID(int=random.getrandbits(128), version=4)),
        "entry": f"run/{random.randint(1, 20)}",
        "device": tablet["device"],
        "seq": len(sent) + 1,
        "slot": "time",
        "value": 10_000 + 10 * random.randrange(900),
        "replaces": [],
        "captured_at": "2026-09-23T08:41:07.120+08:00",
    }
    status, _answer = laptop.ask("POST", "/tablet/operations/", _batch(tablet, [operation]), tablet["token"])
    if status == 200:
        sent[operation["uuid"]] = operation
    return str(operation["uuid"])


def _batch(tablet: dict[str, str], operations: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "format": "unionevents-operations", "version": 1, "sheet": "run", "ticket": tablet["ticket"],
        "operations": operations,
    }  # fmt: skip


def _rows(copy: Path) -> list[tuple[str, str, str]]:
    import sqlite3  # noqa: PLC0415  # only to look into a copy

    with contextlib.closing(sqlite3.connect(copy / copies.DATABASE)) as database:
        found = database.execute("SELECT uuid, value, device FROM scoring_operation").fetchall()
    return [(str(UUID(uuid)), value, device) for uuid, value, device in found]


def _beside(var: Path) -> list[str]:
    """The process that takes the copies, which is a group of its own."""
    found = []
    for place in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if place.name.isdigit() and f"tools.field.beside\0{var}\0".encode() in (place / "cmdline").read_bytes():
                found.append(place.name)
    return found


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
