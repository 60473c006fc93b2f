"""Run the benchmarks named, or all: ./dev bench [ranking] [workbook] [pages]

They run on a database of their own (SQLite in a temporary folder, or a copy of DATABASE_URL's test database).
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import platform
import statistics
import subprocess
import sys
import tempfile

import benchmarks
from benchmarks.measuring import Comparison
from drills.server import end_cleanly

NOT_BENCHMARKS = {"__main__", "measuring", "stations", "viewers_site"}


def names() -> list[str]:
    return sorted(
        module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name not in NOT_BENCHMARKS
    )


def milliseconds(seconds: tuple[float, ...]) -> str:
    return f"{statistics.median(seconds) * 1000:,.1f}"


def table(results: list[Comparison]) -> str:
    """A table for benchmarks/README.md."""
    lines = [
        "| what | ours, CPU ms | floor | floor, CPU ms | ratio | |",
        "|---|--:|---|--:|--:|---|",
    ]
    lines += [
        f"| {each.what} | {milliseconds(each.ours_seconds)} | {each.floor} | {milliseconds(each.floor_seconds)}"
        f" | {each.ratio:.1f} | {each.note} |"
        for each in results
    ]
    return "\n".join(lines)


def machine() -> str:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, commit {commit.stdout.strip() or 'unknown'}"


def prepare_django(folder: str) -> None:
    """Our settings as in production, on an empty database that nobody else uses."""
    os.environ["UNIONEVENTS_VAR"] = folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unionevents.settings")
    os.environ.setdefault("UNIONEVENTS_HTTPS", "off")
    import django  # noqa: PLC0415 - the environment must be set before Django reads it
    from django.core.management import call_command  # noqa: PLC0415 - same
    from django.db import connection  # noqa: PLC0415 - same
    from django.test.utils import setup_test_environment  # noqa: PLC0415 - same

    django.setup()
    setup_test_environment(debug=False)
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    call_command("collectstatic", interactive=False, verbosity=0)


def main(asked: list[str]) -> int:
    if unknown := set(asked) - set(names()):
        print(f"No benchmark is called {', '.join(sorted(unknown))}; there are: {', '.join(names())}")
        return 2
    end_cleanly()
    with tempfile.TemporaryDirectory() as folder:
        prepare_django(folder)
        results = []
        for name in asked or names():
            print(f"{name} ...", file=sys.stderr, flush=True)
            results += importlib.import_module(f"benchmarks.{name}").run()
    print(machine(), table(results), sep="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
