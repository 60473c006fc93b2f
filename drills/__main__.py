"""Run the drills named, or all: python -m drills [NAME ...] [--rounds N] [--seed N] [--list]

On a database of their own: SQLite in a temporary folder, or the test database of DATABASE_URL
(python tools/pgtest.py python -m drills ...). Prints a row for each and ends with 1 when a promise was broken.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
import tempfile
import time

import drills
from drills.server import end_cleanly

NOT_DRILLS = {"__main__", "measuring", "meet", "senders", "server", "slowlink"}


def names() -> list[str]:
    return sorted(module.name for module in pkgutil.iter_modules(drills.__path__) if module.name not in NOT_DRILLS)


def prepare_django(folder: str) -> None:
    """Our settings as in production, on an empty database that nobody else uses."""
    os.environ["UNIONEVENTS_VAR"] = folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unionevents.settings")
    os.environ.setdefault("UNIONEVENTS_HTTPS", "off")
    import django  # noqa: PLC0415 - the environment must be set before Django reads it
    from django.db import connection  # noqa: PLC0415 - same

    django.setup()
    if connection.vendor == "sqlite":  # in a file as in production: in memory, threads share one lock
        connection.settings_dict["TEST"]["NAME"] = os.path.join(folder, "drills.sqlite3")
    connection.creation.create_test_db(verbosity=0, autoclobber=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m drills", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--rounds", type=int, help="how often, instead of the drill's own number")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="name the drills and what they promise")
    asked = parser.parse_args()
    end_cleanly()
    if unknown := set(asked.names) - set(names()):
        parser.error(f"no drill is called {', '.join(sorted(unknown))}; there are: {', '.join(names())}")
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        prepare_django(folder)
        from django.db import connection  # noqa: PLC0415 - set up just now

        for name in asked.names or names():
            drill = importlib.import_module(f"drills.{name}")
            if asked.list:
                print(f"{name}: {drill.PROMISE} ({drill.FULL} rounds)")
                continue
            began = time.monotonic()
            report = drill.run(asked.rounds or drill.FULL, asked.seed)
            print(report.said(connection.vendor, time.monotonic() - began), flush=True)
            for violation in report.violations[:10]:
                print(f"    {violation}", flush=True)
            broken += bool(report.violations)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
