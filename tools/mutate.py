"""Does a test notice when the rule book is wrong? python -m tools.mutate [--sample 400] [--seed 1]

Every mutant is tried in a process of its own, forked from one that has pytest loaded, on a copy of the last commit: no
file of the working tree changes. Only tests that run the changed line are run, the quickest first, until one fails.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import resource
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import coverage
import hypothesis
import hypothesis.strategies
import jsonschema  # noqa: F401 (loaded once here, not in every child)
import pytest

from tools import mutants, tree
from tools.mutants import Mutant

TESTS = ["tests/scoring/rulebook", "tests/scoring/sync", "tests/worked"]
# They need a database; the rule book does not.
LEFT_OUT = ["tests/worked/test_plans.py", "tests/worked/test_template_pages.py"]
QUIET = ["-q", "-x", "--noconftest", "-p", "no:django", "-p", "no:cacheprovider", "-p", "no:xdist", "-c", os.devnull]
PROFILE = ["--rootdir=.", "--hypothesis-profile=mutation"]
# Tests of the generated page fail for every changed default. They come last, so that behaviour is asked first.
LAST = "tests/scoring/rulebook/test_rules_page.py"
EXAMPLES = 20
# A test that takes longer than all others of its file together is not worth it for every mutant.
SLOW_SECONDS = 3
MOST_SECONDS = 60
MOST_MEMORY = 4 << 30
NEAR = 1

Lines = dict[str, dict[int, list[str]]]


class Selection:
    """A pytest plugin: only these tests, in this order; and the one that failed."""

    def __init__(self, wanted: Sequence[str]) -> None:
        self.place = {name: number for number, name in enumerate(wanted)}
        self.failed = ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.place), key=lambda item: self.place[item.nodeid]
        )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed = report.nodeid


class Mapping:
    """A pytest plugin: which test runs which lines, and how long it takes."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self.measured = measured
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        self.measured.switch_context(item.nodeid)
        started = time.process_time()
        try:
            return (yield)
        finally:
            self.seconds[item.nodeid] = time.process_time() - started
            self.measured.switch_context("")


def in_a_fork(work: Callable[[], Any], most_seconds: int) -> Any:
    """What the work says, or None when it ran out of time or memory, or died."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (most_seconds, most_seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        signal.alarm(most_seconds * 10)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        try:
            with os.fdopen(writing, "w") as pipe:
                json.dump(work(), pipe)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return json.loads(said) if said else None


def map_tests() -> dict[str, Any]:
    """Run everything once: the tests of every line, the seconds of every test."""
    measured = coverage.Coverage(data_file=None, source=[mutants.PACKAGE], config_file=False)
    plugin = Mapping(measured)
    measured.start()
    left_out = [f"--ignore={name}" for name in LEFT_OUT]
    code = pytest.main([*QUIET, *PROFILE, *left_out, *TESTS], plugins=[plugin])
    measured.stop()
    if code:
        return {"code": int(code)}
    data = measured.get_data()
    lines = {
        Path(name).relative_to(Path.cwd()).as_posix(): data.contexts_by_lineno(name) for name in data.measured_files()
    }
    return {"code": 0, "lines": lines, "seconds": plugin.seconds}


def statement(text: str, line: int) -> range:
    """The lines of the statement that a line is in; of a compound one its head."""
    found = range(line, line + 1)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            end = body[0].lineno - 1 if body else node.end_lineno or node.lineno
            if node.lineno <= line <= end:
                found = range(node.lineno, max(end, node.lineno) + 1)
    return found


def tests_of(mutant: Mutant, text: str, lines: Lines, seconds: dict[str, float]) -> list[str]:
    """Tests that run the changed statement, the quickest first; of what runs on import, those that use the module."""
    module = lines.get(mutant.path, {})
    here = {test for line in statement(text, mutant.line) for test in module.get(line, []) if test}
    here = here or {test for tests in module.values() for test in tests if test} or set(seconds)
    quick = [test for test in here if seconds[test] < SLOW_SECONDS]
    return sorted(quick, key=lambda test: (test.startswith(LAST), seconds[test], test))


def within(tests: list[str], seconds: dict[str, float], budget: int) -> list[str]:
    """The first of them that take no longer together than the budget; all without one."""
    chosen, left = [], float(budget)
    for test in tests:
        left -= seconds[test]
        if budget and left < 0 and not test.startswith(LAST):
            continue
        chosen.append(test)
    return chosen


def near(tests: list[str]) -> list[str]:
    """Of these the ones in the few files that hold most of them: others need not be imported for most mutants."""
    files: dict[str, int] = {}
    for test in tests:
        name = test.partition("::")[0]
        files[name] = files.get(name, 0) + (name != LAST)
    chosen = sorted(files, key=lambda name: (-files[name], name))[:NEAR]
    return [test for test in tests if test.partition("::")[0] in chosen]


def attack(mutant: Mutant, text: str, tests: list[str]) -> str:
    """The test that notices the mutant, or nothing."""
    sys.meta_path.insert(0, mutants.Finder(mutant.module, str(Path(mutant.path).absolute()), text))
    first = near(tests)
    for some in (first, [test for test in tests if test not in set(first)]):
        if some:
            selection = Selection(some)
            files = sorted({test.partition("::")[0] for test in some})
            if pytest.main([*QUIET, *PROFILE, *files], plugins=[selection]):
                return selection.failed or "before any test"
    return ""


def copy_of(commit: str, folder: str) -> None:
    archive = subprocess.run(["git", "archive", commit], cwd=tree.ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=BytesIO(archive)) as files:
        files.extractall(folder, filter="data")


def learn(commit: str, keep: Path | None) -> dict[str, Any] | None:
    """Which tests run what, kept for the next run on the same commit; None when they fail as they are."""
    known = json.loads(keep.read_text()) if keep and keep.exists() else {}
    if known.get("commit") != commit:
        known = in_a_fork(map_tests, 3600)
        if known is None or known["code"]:
            return None
        known["commit"] = commit
        if keep:
            keep.write_text(json.dumps(known))
    known["lines"] = {path: {int(line): names for line, names in here.items()} for path, here in known["lines"].items()}
    return known


def commit_of(name: str) -> str:
    found = subprocess.run(["git", "rev-parse", name], cwd=tree.ROOT, capture_output=True, check=True, text=True)
    return found.stdout.strip()


def judge(mutant: Mutant, known: dict[str, Any], budget: int) -> dict[str, Any]:
    source = mutants.sources(Path.cwd())[mutant.path]
    text = mutants.text_of(mutant, source)
    assert text is not None, mutant.name
    tests = within(tests_of(mutant, source, known["lines"], known["seconds"]), known["seconds"], budget)
    most = MOST_SECONDS + int(3 * sum(known["seconds"][test] for test in tests))
    noticed = in_a_fork(lambda: attack(mutant, text, tests), most)
    changed = [line for line in text.splitlines() if line not in source.splitlines()]
    verdict = "timed out or died" if noticed is None else noticed or "SURVIVED"
    return {"mutant": mutant.name, "package": mutant.package, "verdict": verdict, "line": (changed or [""])[0].strip()}


def table(rows: list[dict[str, Any]]) -> str:
    """Markdown: a line a package."""
    lines = ["| package | mutants | killed | by time or memory | survived |", "|---|---|---|---|---|"]
    for package in [*sorted({row["package"] for row in rows}), ""]:
        here = [row["verdict"] for row in rows if package in ("", row["package"])]
        late, alive = here.count("timed out or died"), here.count("SURVIVED")
        lines.append(f"| {package or '**all**'} | {len(here)} | {len(here) - late - alive} | {late} | {alive} |")
    return "\n".join(lines)


def wanted(options: argparse.Namespace) -> list[Mutant]:
    if not options.again:
        return mutants.sample(Path.cwd(), options.sample, options.seed, options.under)
    rows = [json.loads(line) for line in options.again.read_text().splitlines()]
    names = {row["mutant"] for row in rows if row["verdict"] == "SURVIVED"}
    every = (
        mutant
        for path, text in mutants.sources(Path.cwd()).items()
        if any(name.startswith(f"{path}:") for name in names)
        for ways in mutants.places(path, text).values()
        for mutant in ways
    )
    return [mutant for mutant in every if mutant.name in names]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.mutate", description=__doc__)
    parser.add_argument("--sample", type=int, default=400, help="how many mutants; 0: all of them")
    parser.add_argument("--seed", type=int, default=1, help="which sample")
    parser.add_argument("--under", default="", help="only files whose path begins so: scoring/rulebook/tables")
    parser.add_argument("--commit", default="HEAD", help="what is tried")
    parser.add_argument("--again", type=lambda name: Path(name).absolute(), help="results of a run: try its survivors")
    parser.add_argument("--budget", type=int, default=10, help="seconds of tests a mutant; 0: every test of its line")
    parser.add_argument(
        "--map", type=lambda name: Path(name).absolute(), help="keep which test runs what, for next time"
    )
    parser.add_argument("--out", type=lambda name: Path(name).absolute(), help="write one line of JSON a mutant")
    options = parser.parse_args()
    os.nice(15)
    with tempfile.TemporaryDirectory() as folder:
        commit = commit_of(options.commit)
        copy_of(commit, folder)
        os.chdir(folder)
        sys.path[:] = [folder, *(name for name in sys.path if name and Path(name) != tree.ROOT)]
        hypothesis.settings.register_profile(
            "mutation", max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
            suppress_health_check=list(hypothesis.HealthCheck),
        )  # fmt: skip
        pytest.main([*QUIET, "--collect-only", "tests/scoring/__init__.py"])  # so that no child loads the plugins again
        known = learn(commit, options.map)
        if known is None:
            print("The tests do not pass without a mutant.")
            return 2
        rows = []
        out = options.out.open("w") if options.out else sys.stdout
        for mutant in wanted(options):
            rows.append(judge(mutant, known, options.budget))
            print(json.dumps(rows[-1], ensure_ascii=False), file=out, flush=True)
        os.chdir(tree.ROOT)
    print(table(rows))
    return int(any(row["verdict"] == "SURVIVED" for row in rows))


if __name__ == "__main__":
    sys.exit(main())
