"""What `./dev test` says at its end can be trusted: skipped and missing is never taken for passed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools import parts, suite, tree

REPORT = """<testsuites><testsuite>
<testcase classname="tests.a" name="test_one"/>
<testcase classname="tests.a" name="test_two"><failure message="no">..</failure></testcase>
<testcase classname="tests.a" name="test_three"><error message="broken fixture">..</error></testcase>
<testcase classname="tests.a" name="test_four"><skipped message="no Chromium">..</skipped></testcase>
</testsuite></testsuites>"""


def test_every_outcome_is_counted_once(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    tally = suite.count("SQLite", 1, 2.0, report)
    assert (tally.passed, tally.failed, tally.skipped) == (1, 2, ("tests.a.test_four: no Chromium",))


def test_a_run_that_died_before_reporting_is_not_good(tmp_path: Path) -> None:
    assert not suite.count("SQLite", 3, 2.0, tmp_path / "none.xml").is_good


@pytest.mark.parametrize(
    ("value", "required"), [("1", True), ("true", True), ("", False), ("0", False), ("false", False)]
)
def test_continuous_integration_requires_everything(
    monkeypatch: pytest.MonkeyPatch, value: str, required: bool
) -> None:
    monkeypatch.delenv("UNIONEVENTS_REQUIRE_ALL", raising=False)
    monkeypatch.setenv("CI", value)
    assert parts.everything_required() is required


def test_a_missing_part_is_named_with_the_command_that_brings_it() -> None:
    lines = suite.closing_lines([], missing=[parts.CHROMIUM])
    assert any("NOT TESTED: the tests in a browser" in line for line in lines)
    assert any("chromium" in line for line in lines if line.startswith("    "))


def test_a_missing_part_fails_where_everything_is_required(tmp_path: Path) -> None:
    """On a machine where nothing can be found or installed the suite does not even begin."""
    bare = {"PATH": str(tmp_path), "HOME": str(tmp_path), "PG_BINDIR": str(tmp_path), "UNIONEVENTS_REQUIRE_ALL": "1"}
    command = [sys.executable, "-m", "tools.suite"]
    done = subprocess.run(command, cwd=tree.ROOT, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "NOT TESTED: the suite on PostgreSQL, for want of PostgreSQL's server." in done.stdout
    assert done.stdout.endswith("Everything is required here, so this is a failure.\n")
