"""The whole suite on SQLite and on PostgreSQL, with a real Chromium: python -m tools.suite [PYTEST ARGUMENTS...]

Ends with one line that counts both runs. A part that this machine lacks is named, with the command that brings it,
and its tests are reported as skipped; with CI or UNIONEVENTS_REQUIRE_ALL set that is a failure instead.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from defusedxml import ElementTree

from tools import chromium, parts, pgtest, translations

NOTHING_COLLECTED = 5  # pytest's exit code; a named test may well exist for one database only


@dataclass(frozen=True, slots=True)
class Tally:
    """What one run of pytest came to."""

    database: str
    exit_code: int
    seconds: float
    passed: int = 0
    failed: int = 0
    skipped: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        return self.exit_code in {0, NOTHING_COLLECTED}


def count(database: str, exit_code: int, seconds: float, report: Path) -> Tally:
    if not report.exists():
        return Tally(database, exit_code, seconds)
    passed, failed, skipped = 0, 0, []
    for case in ElementTree.fromstring(report.read_bytes()).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif (skip := case.find("skipped")) is not None:
            name = f"{case.get('classname')}.{case.get('name')}" if case.get("classname") else str(case.get("name"))
            skipped.append(f"{name}: {skip.get('message')}")
        else:
            passed += 1
    return Tally(database, exit_code, seconds, passed, failed, tuple(skipped))


def run_pytest(database: str, *, address: str | None, options: list[str]) -> Tally:
    print(f"\n=== The suite on {database} ===", flush=True)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    if address:
        environment["DATABASE_URL"] = address
    if path := chromium.find():
        environment["CHROMIUM"] = path
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        command = [sys.executable, "-m", "pytest", f"--junit-xml={report}", *options]
        started = time.monotonic()
        code = subprocess.call(command, env=environment)
        return count(database, code, time.monotonic() - started, report)


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The PostgreSQL that DATABASE_URL names, else a throw-away one."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres:", "postgresql:")):
        yield given
    else:
        with pgtest.cluster() as address:
            yield address


def side_by_side() -> list[str]:
    """The whole suite uses the cores there are; a few named tests would only wait for the second process."""
    cores = min(os.cpu_count() or 1, 4)
    return ["-n", str(cores), "--dist", "worksteal"] if cores > 1 else []


def run_both(arguments: list[str], *, missing: list[parts.Part]) -> list[Tally]:
    # What stands among the arguments comes later and wins.
    options = arguments or side_by_side()
    tallies = [run_pytest("SQLite", address=None, options=["-m", "not postgres", *options])]
    if parts.POSTGRES not in missing:
        with postgres() as address:
            options = ["-p", "tools.only_database_tests", *options]
            tallies.append(run_pytest("PostgreSQL", address=address, options=options))
    return tallies


def needed_parts() -> list[parts.Part]:
    wanted = [parts.CHROMIUM, parts.FONTS, parts.LIBREOFFICE]
    if not os.environ.get("DATABASE_URL", "").startswith(("postgres:", "postgresql:")):
        wanted.append(parts.POSTGRES)
    return wanted


def closing_lines(tallies: list[Tally], *, missing: list[parts.Part]) -> list[str]:
    lines = [""]
    for tally in tallies:
        lines.append(
            f"{tally.database}: {tally.passed} passed, {tally.failed} failed, {len(tally.skipped)} skipped"
            f" in {tally.seconds:.0f} s" + ("" if tally.is_good else f"  (pytest ended with {tally.exit_code})")
        )
        lines += [f"    skipped: {line}" for line in tally.skipped]
    if missing:
        rule = "!" * 78
        lines += [rule, *parts.lines_about(missing), rule]
    return lines


def main(arguments: list[str]) -> int:
    required = parts.everything_required()
    missing = parts.bring(needed_parts())
    if missing and required:
        print("\n".join([*parts.lines_about(missing), "Everything is required here, so this is a failure."]))
        return 1
    translations.compile_all()
    tallies = run_both(arguments, missing=missing)
    print("\n".join(closing_lines(tallies, missing=missing)))
    skipped = sum(len(tally.skipped) for tally in tallies)
    if skipped and required:
        print("Everything is required here, so a skipped test is a failure.")
    passed, failed = sum(tally.passed for tally in tallies), sum(tally.failed for tally in tallies)
    print(f"total: {passed} passed, {failed} failed, {skipped} skipped", flush=True)
    ran_something = passed + failed + skipped > 0
    is_good = all(tally.is_good for tally in tallies) and ran_something and not (skipped and required)
    return 0 if is_good else 1


if __name__ == "__main__":
    # An exception, so that the throw-away cluster is removed.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    sys.exit(main(sys.argv[1:]))
