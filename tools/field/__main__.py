"""The whole server on one laptop without internet: ./dev field [--copies FOLDER] [--from COPY] [--check]

SQLite with full durability, https that tablets trust once they have installed the laptop's certificate authority, a
page over plain http that shows them how, a self-test before the start, and copies all the time for a spare laptop.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import segno

from tools import serve, translations, webserver
from tools.field import addresses, certificates, copies, selftest

ROOT = Path(__file__).resolve().parent.parent.parent


def asked_for(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev field", description=__doc__)
    parser.add_argument("--port", type=int, default=8443, help="port of the site (https)")
    parser.add_argument("--help-port", type=int, default=8080, help="port of the page with the certificate (http)")
    parser.add_argument("--address", action="append", help="an address of this laptop, where it is not found by itself")
    parser.add_argument("--copies", type=Path, help="folder for the copies, best on a USB stick")
    parser.add_argument("--every", type=float, default=60, help="seconds between two copies while something is written")
    parser.add_argument("--from", dest="source", type=Path, help="take over from this copy, or the newest in it")
    parser.add_argument("--check", action="store_true", help="only the self-test")
    asked = parser.parse_args(arguments)
    if wrong := [address for address in asked.address or () if not addresses.is_address(address)]:
        parser.error(f"no IPv4 address: {', '.join(wrong)}")
    return asked


def take_over(source: Path, var: Path, own: list[str]) -> None:
    """Ends with a sentence when the copy is no good."""
    try:
        copy = copies.newest(source)
        aside = copies.take_over(copy, var, now=datetime.now(UTC))
    except (copies.BadCopy, OSError) as problem:
        sys.exit(f"✗ 不能接管：{problem}")
    print(f"已用备份接管：{copy.name}" + (f"；原有数据移到 {aside}" if aside else ""), flush=True)
    before = [address for address in copies.addresses_of(copy) if not address.startswith("127.")]
    if before and not set(before) & set(own):
        print(
            f"！ 原来电脑的地址是 {'、'.join(before)}，这台是 {'、'.join(own)}。\n"
            f"    处理办法：把这台电脑的地址改成 {before[0]} 再启动，平板就不用重新配对。",
            flush=True,
        )


def prepare(var: Path, own: list[str], names: list[str], port: int) -> None:
    """Settings of a field server, then everything that a start brings up to date."""
    os.environ["UNIONEVENTS_VAR"] = str(var)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unionevents.settings")
    os.environ["UNIONEVENTS_HTTPS"] = "on"
    os.environ["UNIONEVENTS_HSTS"] = "off"  # a laptop that is called otherwise next year must not be locked out
    os.environ["UNIONEVENTS_HOSTS"] = ",".join([*own, *names])
    os.environ["UNIONEVENTS_ADDRESS"] = f"https://{own[0]}:{port}"  # for codes on pages that are open on the laptop
    translations.compile_all()
    import django  # noqa: PLC0415  # the environment must be set before Django reads it

    django.setup()
    serve.migrate()
    serve.collect_static_files()


def greeting(own: list[str], kept: certificates.Kept, asked: argparse.Namespace, seconds: float) -> str:
    """What the person at the laptop does next."""
    lan = [address for address in own if not address.startswith("127.")] or own
    help_page = f"http://{lan[0]}:{asked.help_port}/"
    lines = [
        "",
        f"现场服务器已启动（{seconds:.0f} 秒）。Ctrl-C 停止。",
        f"  平板第一次：扫下面的码，或打开 {help_page} 装证书",
        *(f"  平板录入：https://{address}:{asked.port}/tablet/" for address in lan),
        f"  本机管理：https://localhost:{asked.port}/",
        f"  证书指纹：{certificates.fingerprint(kept)}",
        "",
        terminal_qr(help_page),
    ]
    return "\n".join(lines)


def terminal_qr(text: str) -> str:
    """Drawn with half blocks, for the laptop's own screen."""
    rows = [[False] * 2 + [bool(cell) for cell in row] + [False] * 2 for row in segno.make_qr(text, error="m").matrix]
    blank = [[False] * len(rows[0])]
    rows = [*blank, *blank, *rows, *blank, *blank]
    rows += blank if len(rows) % 2 else []
    blocks = {(False, False): "█", (False, True): "▀", (True, False): "▄", (True, True): " "}
    pairs = (zip(*rows[at : at + 2], strict=True) for at in range(0, len(rows), 2))
    return "\n".join("".join(blocks[pair] for pair in line) for line in pairs)


def stops(found: list[selftest.Finding]) -> bool:
    """Says what was found; something serious keeps the server from starting."""
    if found:
        print("\n".join(["开机自检：", *(finding.said() for finding in found)]), flush=True)
    return any(finding.serious for finding in found)


def main() -> int:
    began = time.monotonic()
    asked = asked_for()
    var = Path(os.environ.get("UNIONEVENTS_VAR") or ROOT / "var").resolve()
    own, names = asked.address or addresses.of_this_machine(), addresses.names_of_this_machine()
    own = list(dict.fromkeys([*own, "127.0.0.1"]))
    if asked.source:
        take_over(asked.source, var, own)
    if stops(list(selftest.ground(var))):
        return 1
    prepare(var, own, names, asked.port)
    now = datetime.now(UTC)
    if stops(list(selftest.clock(now))):  # before a certificate is made with a wrong date in it
        return 1
    kept = certificates.ensure(var / "field", addresses=own, names=names, now=now)
    folder = (asked.copies or var / "copies").resolve()
    plan = selftest.Plan(var, folder, kept, own, (asked.port, asked.help_port))
    found = list(selftest.findings(plan, now=now))
    if stops(found):
        return 1
    if not found:
        print("开机自检：全部正常", flush=True)
    if asked.check:
        return 0
    beside = subprocess.Popen(
        [
            *(sys.executable, "-m", "tools.field.beside", str(var), str(folder), str(asked.every)),
            *(str(asked.help_port), str(asked.port), ",".join(own)),
        ],
        cwd=ROOT,
        start_new_session=True,  # Ctrl-C is for the site; the copies end after it, with a last one
    )
    try:
        webserver.serve(
            webserver.SITE,
            asked.port,
            address="0.0.0.0",  # noqa: S104 - on every address that the laptop has: tablets come from there
            certificate=(kept.server, kept.server_key),
            ready=lambda: print(greeting(own, kept, asked, time.monotonic() - began), flush=True),
        )
    finally:
        beside.terminate()
        beside.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
