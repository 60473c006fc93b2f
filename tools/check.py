"""Everything a machine can say about the code without running its tests: ./dev check [NAMES...]"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tools import parts, tree

PYTHON = sys.executable
DJANGO = {"DATABASE_URL": "sqlite://"}
PRODUCTION = {
    "DATABASE_URL": "sqlite://",
    "UNIONEVENTS_SECRET_KEY": secrets.token_urlsafe(60),
    "UNIONEVENTS_DEBUG": "off",
    "UNIONEVENTS_HTTPS": "on",
    "UNIONEVENTS_HOSTS": "events.example.org",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One command whose exit code is the answer."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


def program(name: str) -> str:
    return str(Path(PYTHON).with_name(name))


# The slowest first: two run at a time.
CHECKS = (
    Check("types", [program("mypy")]),
    Check("imports", [program("lint-imports"), "--no-logo"]),
    Check("lint", [program("ruff"), "check", "--quiet"]),
    Check("format", [program("ruff"), "format", "--check", "--quiet"]),
    Check("templates", [program("djlint"), "--lint", "--quiet", "templates"]),
    Check("inline", [PYTHON, "-m", "tools.check_templates"]),
    Check("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run", "-v", "1"], DJANGO),
    Check("migration-names", [PYTHON, "-m", "tools.check_migrations"]),
    Check("deployment", [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    Check("translations", [PYTHON, "-m", "tools.messages", "--check"]),
    Check("requirements", [PYTHON, "-m", "tools.check_requirements"]),
    Check("tree", [PYTHON, "-m", "tools.check_tree"]),
)


def run(check: Check) -> tuple[Check, int, str, float]:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:  # no check may touch this machine's own data
        done = subprocess.run(
            check.command,
            cwd=tree.ROOT,
            env={**os.environ, "UNIONEVENTS_VAR": folder, **check.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    return check, done.returncode, done.stdout.strip(), time.monotonic() - started


def main(names: list[str]) -> int:
    if unknown := set(names) - {check.name for check in CHECKS}:
        print(
            f"No check is called {', '.join(sorted(unknown))}; there are: {', '.join(check.name for check in CHECKS)}"
        )
        return 2
    chosen = [check for check in CHECKS if not names or check.name in names]
    if any(check.name == "translations" for check in chosen):
        parts.bring([parts.GETTEXT])  # before the checks run side by side; what is missing is said by the check
    failed = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for check, code, output, seconds in pool.map(run, chosen):
            print(f"{'FAILED' if code else 'ok':6}  {check.name}  ({seconds:.1f} s)", flush=True)
            if code:
                failed.append(check.name)
                print("\n".join(f"        {line}" for line in output.splitlines()), flush=True)
    print(f"\n{len(failed)} of {len(chosen)} checks failed: {', '.join(failed)}" if failed else "\nAll checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
