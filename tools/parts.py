"""What the suite needs besides Python packages: is it here, and which command brings it?

Root on Debian gets missing parts installed; anybody else is told, and the tests that need them are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tools import chromium, pgtest


@dataclass(frozen=True, slots=True)
class Part:
    """Something outside Python; `here` looks for it each time it is asked."""

    name: str
    needed_for: str
    here: Callable[[], bool]
    packages: tuple[str, ...]
    elsewhere: str

    def how_to_get_it(self) -> str:
        if shutil.which("apt-get"):
            return f"sudo apt-get install --no-install-recommends {' '.join(self.packages)}"
        return self.elsewhere


def has_postgres() -> bool:
    try:
        pgtest.find_programs()
    except pgtest.NoPostgres:
        return False
    return True


def has_chinese_font() -> bool:
    if sys.platform == "darwin":
        return True
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout.strip())


def has_libreoffice() -> bool:
    """Its spreadsheet part, not only the starter: Debian splits them."""
    starter = shutil.which("soffice") or shutil.which("libreoffice")
    if not starter:
        return False
    programs = Path(starter).resolve().parent
    return not programs.joinpath("libmergedlo.so").exists() or programs.joinpath("libsclo.so").exists()


POSTGRES = Part(
    "PostgreSQL's server",
    "the suite on PostgreSQL",
    has_postgres,
    ("postgresql",),
    "brew install postgresql@17, or dnf install postgresql-server; or set DATABASE_URL to an empty database",
)
CHROMIUM = Part(
    "Chromium",
    "the tests in a browser",
    lambda: chromium.find() is not None,
    ("chromium",),
    ".venv/bin/playwright install chromium; or set CHROMIUM to Chromium's or Chrome's path",
)
FONTS = Part(
    "a Chinese font",
    "the screenshots and measurements of pages",
    has_chinese_font,
    ("fonts-noto-cjk", "fontconfig"),
    "brew install --cask font-noto-sans-cjk-sc, or dnf install google-noto-sans-cjk-fonts",
)
LIBREOFFICE = Part(
    "LibreOffice Calc",
    "the test that a second program opens our workbooks",
    has_libreoffice,
    ("libreoffice-calc",),
    "brew install --cask libreoffice, or dnf install libreoffice-calc",
)
GETTEXT = Part(
    "gettext",
    "collecting the interface's texts",
    lambda: shutil.which("xgettext") is not None,
    ("gettext",),
    "brew install gettext, or dnf install gettext",
)


def everything_required() -> bool:
    """In continuous integration a missing part is a failure, and nothing may be skipped."""
    asked = os.environ.get("UNIONEVENTS_REQUIRE_ALL") or os.environ.get("CI", "")
    return asked.lower() not in {"", "0", "false", "no", "off"}


def can_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None and Path("/etc/debian_version").exists()


def bring(parts: Iterable[Part]) -> list[Part]:
    """The parts that are still missing after installing what this user may install."""
    missing = [part for part in parts if not part.here()]
    if missing and can_install():
        print(f"Installing with apt-get: {', '.join(part.name for part in missing)} ...", flush=True)
        packages = [package for part in missing for package in part.packages]
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            # Its chatter belongs to no one; its complaints do.
            subprocess.run(["apt-get", "-qq", *command], env=environment, stdout=subprocess.DEVNULL, check=False)
        missing = [part for part in missing if not part.here()]
    return missing


def lines_about(missing: Iterable[Part]) -> list[str]:
    return [
        line
        for part in missing
        for line in (f"NOT TESTED: {part.needed_for}, for want of {part.name}.", f"    {part.how_to_get_it()}")
    ]
