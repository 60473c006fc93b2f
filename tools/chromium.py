"""Which Chromium drives the browser tests."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
MAC_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Where `playwright install chromium` leaves its own.
PLAYWRIGHT_PLACES = (
    (".cache/ms-playwright", "chromium-*/chrome-linux*/chrome"),
    ("Library/Caches/ms-playwright", "chromium-*/chrome-mac*/Chromium.app/Contents/MacOS/Chromium"),
)


def find() -> str | None:
    """$CHROMIUM, else what the system has, else Playwright's own; None when there is none that can be driven."""
    if given := os.environ.get("CHROMIUM"):
        return given
    for name in NAMES:
        path = shutil.which(name)
        if path and not is_snap(path):
            return path
    for place in MAC_PLACES:
        if Path(place).exists():
            return place
    for folder, pattern in PLAYWRIGHT_PLACES:
        if found := sorted((Path.home() / folder).glob(pattern)):
            return str(found[-1])
    return None


def is_snap(path: str) -> bool:
    """Ubuntu's chromium is a script that starts, or asks for, a snap: it cannot see our temporary profile folder."""
    if "/snap/" in os.path.realpath(path):
        return True
    with open(path, "rb") as file:
        start = file.read(4000)
    return start.startswith(b"#!") and b"snap" in start and b"/snap/bin" in start
